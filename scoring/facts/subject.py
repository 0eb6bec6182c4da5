"""Pages whose subject is a drug of ours: it stands in their title, first headings, address or product block.

A price list is about each drug on it: there a strength or a pack and an amount stand beside the name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from crawler.visit import Block, Kind, Page, PageKind, Place, Quote
from scoring.facts.finder import Pattern
from scoring.facts.normal import fold
from scoring.facts.tidy import place_in
from scoring.facts.types import Mention
from scoring.model import Cited

# Pages of many subjects: a heading there asks about the drug, only the title or the address makes it the subject.
_OF_MANY = frozenset({PageKind.FAQ, PageKind.TERMS, PageKind.DELIVERY, PageKind.ABOUT, PageKind.HOME, PageKind.CONTACT})
_HIGH = 2  # levels of headings that name the subject of a page; lower ones name its parts
_ROW = 120  # characters of a line in a price list; longer ones are prose, which tells prices of many things
_AFTER = 3  # lines from a name to its price: strength, pack, saving
_PACK = Pattern(
    r"\d ?(?:mg|мг|mcg|ミリ|caps|kaps|gel|капс|カプセル|錠|pills|tab|softgel|stk|st\b|szt|шт)|\b(?:x|n) ?\d"
)
_AMOUNT = Pattern(
    r"[$€£¥₹₽]\s?\d|\d[\d., ]*\s?(?:[$€£¥₹₽]|eur|usd|kr|zl|руб|р\b|円|inr|chf|aud|cad|gbp|nzd|zar|brl|mxn|clp)"
    r"|\d[.,]\d\d(?:\D|$)"
)
_COLUMNS = Pattern(r"\d ?(?:mg|мг)[^!?;]{0,60}?\d[.,]\d\d(?:\D|$)")  # a list whose line ends were lost
_LINES = 2


def subject_pages(pages: tuple[Page, ...], mentions: Iterable[Cited[Mention]]) -> tuple[Page, ...]:
    """The pages about an oral form of a drug of ours, in order."""
    offsets = _offsets(mentions)
    return tuple(page for page in pages if any(_names(page, at) for at in offsets.get(page.url, ())))


def listed(pages: tuple[Page, ...], mentions: Iterable[Cited[Mention]]) -> tuple[Quote, ...]:
    """Lines of price lists that name an oral drug of ours with its strength or pack and an amount, each once a site."""
    offsets = _offsets(mentions)
    found: dict[str, Quote] = {}
    for page in pages:
        for at in offsets.get(page.url, ()) if page.kind is not PageKind.ARTICLE else ():
            row = _row(page, _index(page, at))
            if row is not None:
                found.setdefault(row.words, row)
    return tuple(found.values())


def _row(page: Page, index: int) -> Quote | None:
    block = page.blocks[index]
    if block.place in (Place.HEAD, Place.ADDRESS, Place.NAV, Place.FOOTER, Place.HIDDEN, Place.DATA):
        return None
    words = fold(page.words(block))
    if len(words) > _ROW:
        return page.quote(block.start, block.end) if len(_COLUMNS.findall(words)) >= _LINES else None
    last = index
    while last + 1 < len(page.blocks) and last - index < _AFTER and len(page.words(page.blocks[last + 1])) <= _ROW:
        last += 1
    words = fold(" | ".join(page.words(part) for part in page.blocks[index : last + 1]))
    if words.rstrip().endswith("?") or not (_PACK.search(words) and _AMOUNT.search(words)):
        return None
    return page.quote(block.start, page.blocks[last].end)


def _offsets(mentions: Iterable[Cited[Mention]]) -> dict[str, list[int]]:
    offsets: dict[str, list[int]] = {}
    for cited in mentions:
        if cited.value.oral:
            offsets.setdefault(cited.quote.url, []).append(cited.quote.start)
    return offsets


def _index(page: Page, offset: int) -> int:
    return max(bisect_right(page.blocks, place_in(page, offset), key=_start) - 1, 0)


def _names(page: Page, offset: int) -> bool:
    block = page.blocks[_index(page, offset)]
    if block.kind in (Kind.TITLE, Kind.URL):
        return not page.words(block).rstrip().endswith("?")
    if page.kind in _OF_MANY:
        return False
    if block.kind is Kind.HEADING and 0 < block.level <= _HIGH:
        return not page.words(block).rstrip().endswith("?")
    return block.place is Place.PRODUCT


def _start(block: Block) -> int:
    return block.start
