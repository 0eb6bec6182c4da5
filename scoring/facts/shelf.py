"""Other prescription medicines than ours as a site deals in them: rows of its shelf, and pages that are about one.

A shop that never names the drug in hand is a shop all the same; its rows look like those of `scoring.facts.subject`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import re2

from crawler.visit import Block, Kind, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.trade import Line, lines

_DRUG = "drug."
# Sold off prescription too, in some country of ours, in a small pack or strength or after a talk with the pharmacist.
_ALSO_FREE = frozenset(
    f"{_DRUG}{name}" for name in ("acyclovir", "esomeprazole", "fluconazole", "orlistat", "pill", "sumatriptan")
)
# A strength or a pack, in plain text: what makes a name a row of goods and not a word in a sentence.
_PACK = re2.compile(
    r"\d ?(?:mg|мг|mcg|мкг|µg|μg|ug|iu|ie|ед|ml|мл|g\b|г\b|%|ミリ|caps|kaps|gel|капс|таб|カプセル|錠|pill|tab|comp|cpr|"
    r"compr|softgel|stk|st\b|szt|шт|pen\b|penn|ampul|ampol|ампул|amp\b|blister|strip|vial)|\b(?:x|n) ?\d"
    r"|plumas?\b|penn[ae]\b|canetas?\b|stylos?\b|injektionspen|wstrzykiwacz|шприц|ручк"
)
_DECIMALS = re2.compile(r"\d[.,]\d\d(?:\D|$)|^\d[\d ]*-\d\d$")  # a column's currency stands at its head
_SIDES = frozenset({Place.HEAD, Place.NAV, Place.FOOTER, Place.ADDRESS, Place.HIDDEN, Place.DATA})
_ROW = 120  # characters of a line in a price list; longer ones are prose
_AFTER = 4  # lines from a name to its price: strength, pack, what it is for
_PRESSED = frozenset({Kind.BUTTON, Kind.LINK})
_SHORT = 44  # characters of what can be the label of a control
_SEVERAL = 2  # medicines; one beside goods off prescription may be a word of advice
_HIGH = 2  # levels of headings that name the subject of a page


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a site has on offer of other prescription medicines."""

    rows: tuple[Quote, ...] = ()  # one row a medicine, with its strength or pack and an amount
    pressed: int = 0  # medicines with a button or link of their own beside the amount
    reached: bool = False  # a page with such a row asks to be written to and lets the prescription go: an advert


def shelf(pages: Iterable[Page], world: World) -> Shelf:
    """Rows of other prescription medicines, each medicine once. What papers tell of prices is no row."""
    rows: dict[str, Quote] = {}
    pressed: set[str] = set()
    reached = False
    for page in pages:
        if page.kind is PageKind.ARTICLE:
            continue
        read = lines(page, world)
        linked = {(link.start, link.end) for link in page.content.links}
        for index, line in enumerate(read):
            for drug in _drugs(line):
                beside = _beside(read, index)
                if not _is_row(beside) or _is_prose(line):
                    break
                rows.setdefault(drug, page.quote(line.clause.start, _last_amount(beside).clause.end))
                if any(_is_control(other, linked) for other in beside):
                    pressed.add(drug)
        reached = reached or (any(row.url == page.url for row in rows.values()) and _is_advert(read))
    return Shelf(tuple(rows.values()), len(pressed), reached)


def names_several(page: Page, world: World) -> bool:
    """Several prescription medicines stand on this page in lines of their own, priced in whatever way."""
    told = {drug for line in lines(page, world) for drug in _drugs(line)}
    return page.kind is not PageKind.ARTICLE and len(told) >= _SEVERAL


def _is_advert(read: Sequence[Line]) -> bool:
    told = [line for line in read if line.shown and not line.advised]
    return any(line.has("order.reach") for line in told) and any(line.all("rx.word", "rx.waive") for line in told)


def pages_on_others(pages: Iterable[Page], world: World) -> tuple[Page, ...]:
    """Pages whose title, address or first heading names another prescription medicine, and asks nothing."""
    return tuple(page for page in pages if any(_names(page, line) for line in lines(page, world)))


def _names(page: Page, line: Line) -> bool:
    block: Block = line.clause.block
    high = block.kind is Kind.HEADING and 0 < block.level <= _HIGH
    if not high and block.kind not in (Kind.TITLE, Kind.URL):
        return False
    return any(cue.startswith(_DRUG) for cue in line.cues) and not line.clause.is_question


def _drugs(line: Line) -> list[str]:
    if not line.cues or not line.shown or line.advised or line.clause.place in _SIDES or len(line.clause.text) > _ROW:
        return []
    return [cue for cue in line.cues if cue.startswith(_DRUG) and cue not in _ALSO_FREE]


def _beside(read: Sequence[Line], index: int) -> list[Line]:
    """The line and those after it, up to the next row."""
    found = [read[index]]
    for other in read[index + 1 : index + 1 + _AFTER + 1]:
        if any(cue.startswith(_DRUG) for cue in other.cues) or len(other.clause.text) > _ROW:
            break
        found.append(other)
    return found


def _is_row(beside: Sequence[Line]) -> bool:
    packed = any(_PACK.search(line.clause.text) for line in beside)
    return packed and any(map(_has_amount, beside))


def _is_prose(line: Line) -> bool:
    """ "For those who want less than tretinoin.": a sentence that names a medicine, without its pack or amount."""
    return line.clause.text.endswith((".", "。")) and not (_PACK.search(line.clause.text) or _has_amount(line))


def _has_amount(line: Line) -> bool:
    return line.priced or bool(_DECIMALS.search(line.clause.text))


def _last_amount(beside: Sequence[Line]) -> Line:
    return [line for line in beside if _has_amount(line)][-1]


def _is_control(line: Line, linked: set[tuple[int, int]]) -> bool:
    """A button or link, a cell that holds nothing else included."""
    pressed = line.clause.kind in _PRESSED or (line.clause.start, line.clause.end) in linked
    return pressed and len(line.clause.text) <= _SHORT
