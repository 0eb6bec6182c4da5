"""Signs of the trade in words: how parcels are disguised, how people pay, where goods come from and go to.

A sign is read from one sentence with what stands over it (heading, question, label): "We send a new one, free" says
little by itself, under "What if customs stop it?" it says much. What a site warns of is not its own habit.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import re2

from crawler.visit import Kind, Page, PageKind, Place
from data.world import World
from scoring.facts.price_words import REPORTED
from scoring.facts.sellers import PHARMACY
from scoring.facts.trade import Line, cues_of, lines, position
from scoring.facts.types import Sign, Signal
from scoring.model import Cited

ABROAD = "abroad"  # value of a place signal: another country, not named
_PLACE = "place."
_TELLING = ("parcel.", "pay.", _PLACE)  # cues of these kinds make signs; a sentence that bears none is not looked at
_SKIPPED = frozenset({PageKind.ARTICLE, PageKind.PRIVACY})
_QUOTED = re2.compile(r'"[^"]{3,60}"')
_PART = re2.compile(r"[,:;–—、]| - ")  # between the parts of a sentence
_TAKEN = ("order.take", "pay.word", "programme.own")  # who pays, or who takes
_RUN_ON = 300  # characters: a longer "sentence" is a menu that lost its markup
_MOST = 60  # signs of one page that are kept
_AFTER = 45  # letters between "the label shows" and what it shows: an article, an adjective and a noun or two
_CARRIED = frozenset(
    {"pay.crypto", "pay.wire", "pay.private"}
)  # gift cards are odd beside these; alone every shop takes them


_GOODS = ("parcel.harmless", "parcel.cover")
_SPLIT = ("parcel.split", "parcel.customs", "programme.own")  # "we split it, so that customs ..."
_SENT = ("parcel.outer", "parcel.ships_from", "parcel.sender", "trade.supply")


def signs(page: Page, world: World) -> tuple[Cited[Sign], ...]:
    """All signs of the trade on a page, in reading order, at most 60."""
    if page.kind in _SKIPPED:
        return ()
    read = [line for line in lines(page, world) if _speaks(line)]
    odd = any(line.has(*_CARRIED) and not line.near("pay.refused") for line in read)
    found: list[Cited[Sign]] = []
    for line in read:
        told = list(_signs(line, odd, page, world)) if _tells(line.cues) else []
        if told and not _under_a_warning(line, page, world):
            quote = page.quote(line.clause.start, line.clause.end)
            found += [Cited(sign, quote) for sign in told]
    return tuple(found[:_MOST])


@lru_cache(maxsize=1024)  # sets of cues: a visit has about a hundred different ones
def _tells(cues: frozenset[str]) -> bool:
    return any(cue.startswith(_TELLING) for cue in cues)


def _speaks(line: Line) -> bool:
    """The site tells of itself. "Why does the slip say toys?" tells that it does; other questions tell nothing."""
    if not line.shown or line.clause.reported or line.clause.kind is Kind.QUOTATION:
        return False
    asks = (line.clause.is_question or line.clause.kind is Kind.QUESTION) and not line.has("parcel.why")
    advice = line.near("rx.advice") and not line.all(*_SPLIT)  # "to avoid questions" is advice in other mouths
    return not asks and not advice and not line.near("site.warns")


def _under_a_warning(line: Line, page: Page, world: World) -> bool:
    """True for a cell in a column headed "Walk away" or "Bad sign"."""
    cell = line.clause.block
    if cell.column < 0 or cell.group < 0:
        return False
    column = (b for b in page.blocks if b.group == cell.group and b.column == cell.column and b.row < cell.row)
    head = next(column, None)
    return head is not None and "site.warns" in cues_of(page.words(head), page, world)


def _signs(line: Line, odd: bool, page: Page, world: World) -> Iterator[Sign]:
    yield from _parcels(line, page, world)
    yield from _payments(line, odd, page, world)
    yield from _places(line, page, world)


def _parcels(line: Line, page: Page, world: World) -> Iterator[Sign]:
    if line.has("parcel.never"):
        return
    if line.has("parcel.again") and line.near("parcel.customs"):
        yield Sign(Signal.EVASIVE_SHIPPING, "reship_if_seized")
    if _is_false_slip(line) or _passes_for(line, page, world):
        yield Sign(Signal.EVASIVE_SHIPPING, "false_declaration")
    if line.has("parcel.hidden") or (line.has("parcel.within") and line.near(*_SENT)):
        yield Sign(Signal.EVASIVE_SHIPPING, "hidden_contents")
    if line.has("parcel.past") or line.all("parcel.unchecked", "parcel.customs") or _is_made_small(line, page, world):
        yield Sign(Signal.EVASIVE_SHIPPING, "past_customs")
    if (line.has("parcel.disguised") and line.near("parcel.sender")) or _is_cover(line):
        yield Sign(Signal.EVASIVE_SHIPPING, "disguised_sender")


def _is_made_small(line: Line, page: Page, world: World) -> bool:
    """An order split, or its capsules taken out of their box, with customs or their limits in mind."""
    if line.has("parcel.split") and (line.has("parcel.unnoticed") or line.near("parcel.customs")):
        return True
    if not line.has("parcel.unboxed"):
        return False
    return line.near("parcel.customs") or "parcel.customs" in cues_of(line.clause.next, page, world)


def _passes_for(line: Line, page: Page, world: World) -> bool:
    """ "The box reads garden tools", "on the label: 'protein'": what is outside names other goods."""
    if not line.has("parcel.outer") or not line.has(*_GOODS) or line.has("parcel.honest"):
        return False
    if PHARMACY.search(line.clause.text) or line.has("site.pharmacy"):
        return False  # "behind the parcel counter stands a pharmacy", "the pharmacist confirms the dose"
    if not line.has(
        "parcel.looks"
    ):  # what is written outside stands in quotation marks, and a customer's praise does too
        return any(not cues_of(said, page, world).isdisjoint(_GOODS) for said in _QUOTED.findall(line.clause.text))
    shown = position(line, "parcel.looks", page, world)
    return any(abs(position(line, goods, page, world) - shown) <= _AFTER for goods in _GOODS if line.has(goods))


def _is_cover(line: Line) -> bool:
    """Another trade as the sender: "The label names a bookshop"; or the short answer to who the sender is."""
    if line.all("parcel.cover", "parcel.sender"):
        return True
    if line.has("parcel.sender_is") and not line.has("parcel.honest", "parcel.shipper"):
        return not PHARMACY.search(line.clause.text)  # nobody says of a pharmacy's own name that it is "a" firm
    answer = bool(line.clause.question) and line.short and not line.has("parcel.honest")
    return answer and line.has("parcel.cover") and line.near("parcel.sender")


def _is_false_slip(line: Line) -> bool:
    """Label, slip or envelope name other goods; or the site tells what it puts on the customs slip, and it is not the
    medicine: nobody quotes a slip that tells the truth.
    """
    if line.has("parcel.honest"):
        return False
    if line.has("parcel.slip_says") and not line.has("parcel.true"):
        return True
    told = line.has("parcel.declared") or (line.has("parcel.customs") and line.near("parcel.declared"))
    quoted = line.all("parcel.customs", "parcel.declared") and _QUOTED.search(line.clause.text)
    return bool((told and line.has("parcel.harmless")) or quoted)


def _payments(line: Line, odd: bool, page: Page, world: World) -> Iterator[Sign]:
    if line.clause.kind in (Kind.HEADING, Kind.TITLE) or line.clause.place is Place.ASIDE:
        return
    if line.has("pay.reason"):
        yield Sign(Signal.STATED_REASON, "cards_refused_to_us")
    if REPORTED.search(line.clause.text) or (line.near("pay.refused") and not _takes_another(line, page, world)):
        return
    if line.has("pay.crypto"):
        yield Sign(Signal.RISKY_PAYMENT, "crypto")
    elif line.has("pay.wire"):
        yield Sign(Signal.RISKY_PAYMENT, "untraceable_transfer")
    elif line.has("pay.private") and line.near("pay.word"):
        yield Sign(Signal.RISKY_PAYMENT, "private_account")
    elif (line.has("pay.bearer") and _pays(line)) or (odd and line.has("pay.gift_card")):
        yield Sign(Signal.RISKY_PAYMENT, "gift_card")


def _takes_another(line: Line, page: Page, world: World) -> bool:
    """ "No bank app, I take bitcoin": what is refused stands in another part of the sentence than what is taken."""
    if "pay.refused" in line.around or not line.has(*_CARRIED):
        return False
    parts = [cues_of(part, page, world) for part in _PART.split(line.clause.text)]
    return any(
        "pay.refused" not in cues and not cues.isdisjoint(_CARRIED) and not cues.isdisjoint(_TAKEN) for cues in parts
    )


def _pays(line: Line) -> bool:
    """Said of payment, and no menu of a supermarket that sells such cards."""
    return line.near("pay.word") and len(line.clause.text) <= _RUN_ON


def _places(line: Line, page: Page, world: World) -> Iterator[Sign]:
    """Origin, seat and destination; of several places in one sentence the one that follows the cue."""
    places = sorted(cue for cue in line.cues if cue.startswith(_PLACE))
    for signal, cue in (
        (Signal.SHIPS_FROM, "parcel.ships_from"),
        (Signal.BASED_IN, "parcel.based_in"),
        (Signal.SHIPS_TO, "parcel.ships_to"),
    ):
        if not line.near(cue):
            continue
        if places:
            yield Sign(signal, _nearest(line, cue, places, page, world))
        elif signal is Signal.SHIPS_FROM and line.has("parcel.abroad"):
            yield Sign(signal, ABROAD)


def _nearest(line: Line, cue: str, places: list[str], page: Page, world: World) -> str:
    start = position(line, cue, page, world)
    at = {place: position(line, place, page, world) for place in places}
    after = [place for place in places if at[place] >= start]
    return min(after or places, key=lambda place: at[place]).removeprefix(_PLACE)
