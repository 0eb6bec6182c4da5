"""The parts of a page that prices are made of: amounts, pack sizes, strengths, names, each with its place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol, TypeVar

from crawler.visit import Block, Page, Place
from data.world import World
from scoring.facts import price_numerals as numerals
from scoring.facts import price_units as units
from scoring.facts.finder import Found, Pattern
from scoring.facts.mentions import Named, find, plain_text
from scoring.facts.money import Money, moneys
from scoring.facts.normal import Normal
from scoring.facts.price_glued import pack_length

# Where no offer stands.
SKIPPED_PLACES = frozenset({Place.NAV, Place.HEAD, Place.HEADER, Place.FOOTER, Place.HIDDEN, Place.DATA, Place.ADDRESS})
# Languages that write decimals after a comma, for pages whose own numbers do not tell.
# fmt: off
COMMA = frozenset({
    "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv", "nl", "no", "nb", "pl", "pt",
    "ro", "ru", "sk", "sl", "sv", "tr", "uk",
})
# fmt: on
_MOST_UNITS = 1000  # capsules: no pack on offer is larger; larger numbers are years and codes
KNOWN_STRENGTHS = frozenset(
    map(Decimal, (5, 8, 10, 16, 20, 24, 25, 30, 32, 35, 40))
)  # mg; all strengths of the brand list
_STRENGTHS = (Decimal(1), Decimal(80))  # mg of one capsule that an offer may claim; the largest genuine one is 40


_GLUED = Pattern(r"(?:^|[^\pL\d])(?:[x×] ?|no)(\d{4,7}(?:[.,]\d\d)?)")
_FRACTION = Pattern(r"[.,]$|\d/$")  # what stands behind is no whole number
_PAID_FOR = Pattern(r"(?:usd|eur|gbp|inr|[$€£₹]) ?[\d.,]+/$")  # "USD 62/100 caps": the amount and its pack
_RATE = 14  # characters that such an amount takes
_DOSES, _DOSE = units.STRENGTH.groupindex["list"], units.STRENGTH.groupindex["mg"]
# "capsules 20 mg" tells a strength, not a pack; "box 45,00" and "box 45 €" tell a price.
_DOSE_AFTER = Pattern(r"^ ?(?:m(?:g|г|l|m)|c[lm]\b|g\b|мг|ミリ|%|[.,]\d|[€£$₹¥円₽])")
_PRICE_AFTER = Pattern(r"^ ?[€£$₹¥₽] ?\d")
_BARE_PACKS = "n13"  # "3x30 $105" is a pack and its price; "3x30 $" are three rates
_BOXED = "n5"  # "box 60"
# "carton of 12 strips (120 caps)": strips are counted, not capsules.
_BOX_AFTER = Pattern(rf"^ ?{units.BOX}")
_BOX = 14  # characters: the longest of these words
_NUMBERED = "n6"  # "№ 30"
_THOUSANDS = Pattern(r"^(?: \d{3})+")
# "A box 180 reais" is a price.
_SUM_AFTER = Pattern(r"^ ?(?:eur|kr|zl|руб|reais|chf|usd|gbp|sek|dkk|nok|pln|円)[^\d]*$")
_SUM = 9  # characters: the name of a currency, and that no amount follows it
_BEFORE_DOSE = frozenset({"n2", "n3"})  # "30 x 20 mg", "20 mg x 30"


@dataclass(frozen=True, slots=True)
class Part:
    """A number with a meaning at `start`..`end` of the plain text."""

    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything found in one stretch of plain text, in order."""

    text: str
    start: int
    moneys: tuple[Money, ...]
    quantities: tuple[Part, ...]
    strengths: tuple[Part, ...]
    names: tuple[Named, ...]

    def within(self, start: int, end: int) -> Parts:
        """The parts that lie between two offsets."""
        return Parts(
            self.text[start - self.start : end - self.start],
            start,
            _cut(self.moneys, start, end),
            _cut(self.quantities, start, end),
            _cut(self.strengths, start, end),
            _cut(self.names, start, end),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One offer as it stands: its own words, the lines that name it, the column head of each amount (by its start)."""

    block: Block
    parts: Parts
    label: tuple[Parts, ...] = ()
    heads: dict[int, str] = field(default_factory=dict)
    several: bool = False  # one of several offers in one line
    dose: Decimal | None = None  # strength that a line above sets for all lines below it
    sellers: bool = False  # a row of a table with a column of sellers
    named: Parts | None = None  # a line above that names the product, where no heading does


class PageParts:
    """The parts of a page, found once over its whole text and handed out by block."""

    def __init__(self, page: Page, world: World) -> None:
        self.page = page
        self.plain: Normal = plain_text(page.text)
        text = self.plain.text
        self.all = Parts(
            text,
            0,
            moneys(text, not COMMA.isdisjoint((page.content.language, page.content.declared_language[:2]))),
            *sizes_and_doses(text, page.content.language),
            find(text, world),
        )
        self._starts = [block.start for block in page.blocks]
        self._cache: dict[int, Parts] = {}

    def span(self, block: Block) -> tuple[int, int]:
        """Offsets of a block in the plain text."""
        offsets = self.plain.offsets
        if offsets is None:
            return block.start, block.end
        return bisect_left(offsets, block.start), bisect_left(offsets, block.end)

    def of(self, block: Block) -> Parts:
        found = self._cache.get(block.start)
        if found is None:
            found = self._cache[block.start] = self.between(*self.span(block))
        return found

    def between(self, start: int, end: int) -> Parts:
        return self.all.within(start, end)


def sizes_and_doses(text: str, language: str = "") -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Pack sizes and strengths; "Isoglow 20 Capsule" is told apart from "30 capsule", a plural in Italian."""
    found, doses = quantities(text), strengths(text)
    if language == "it":
        return found, doses
    named = [_one_of(match) for match in units.ONE_OF.finditer(text)]
    starts = {part.start for part in named}
    return tuple(p for p in found if p.start not in starts), tuple(sorted([*doses, *named], key=_start))


def _one_of(match: Found) -> Part:
    group = next(g for g in ("mg", "dash", "er") if match.group(g))
    start, end = match.span(units.ONE_OF.groupindex[group])
    return Part(start, end, Decimal(match.group(group)))


def quantities(text: str) -> tuple[Part, ...]:
    """Pack sizes; bonus capsules are left out, "2 x 30 capsules" are 60, "1 capsule" is no pack."""
    bonus = [(m.start(), m.end()) for m in units.BONUS.finditer(text)]
    found = []
    for match in units.QUANTITY.finditer(text):
        group = next(g for g in units.GROUPS if match.group(g))
        start, end = match.span(units.QUANTITY.groupindex[group])
        if group == "n4" and _FRACTION.search(text[max(start - 2, 0) : start]) and not _paid_for(text, start):
            continue
        after = text[end : end + 4]
        paid = group == _BARE_PACKS and _PRICE_AFTER.match(after)
        if group not in _BEFORE_DOSE and not paid and _DOSE_AFTER.match(after):
            continue
        if group == _BOXED and (_SUM_AFTER.match(text[end : end + _SUM]) or _BOX_AFTER.match(text[end : end + _BOX])):
            continue
        value = int(match.group(group))
        if group == _NUMBERED and (amount := _THOUSANDS.match(text[end : end + _SUM])):  # "№302 180 ₽"
            value = int(match.group(group)[: pack_length(text, start, end + amount.end()) or None])
        for factor in units.FACTORS:
            value *= int(match.group(factor) or 1)
        if 1 < value <= _MOST_UNITS and not any(s <= start < e for s, e in bonus):
            found.append(Part(start, match.end(), Decimal(value)))
    found += [
        Part(m.start(1), m.start(1) + size, Decimal(m.group(1)[:size]))
        for m in _GLUED.finditer(text)
        if (size := pack_length(text, m.start(1), m.end(1)))
    ]
    spelt = [_spelt(match) for match in numerals.SPELT.finditer(text)]
    return tuple(sorted([*found, *spelt], key=_start))


def _paid_for(text: str, start: int) -> bool:
    return bool(_PAID_FOR.search(text[max(start - _RATE, 0) : start]))


def _spelt(match: Found) -> Part:
    group = next(g for g in numerals.PLACES if match.group(g))
    start, end = match.span(numerals.SPELT.groupindex[group])
    value = numerals.VALUES[match.group(group)] * int(match.group("strips") or 1)
    return Part(start, end if group != "word" else match.end(), Decimal(value))


def strengths(text: str) -> tuple[Part, ...]:
    """Milligrams of one unit; every one of "10, 20 und 40 mg". Doses by weight or day are no strengths."""
    found = []
    for match in units.STRENGTH.finditer(text):
        if len(match.group("per")) > 1:
            continue
        start = match.start(_DOSE if not match.group("list") else _DOSES)
        if start and text[start - 1] in ".,":
            continue
        listed = [
            d
            for d in units.NUMBERS.findall(match.group("list") or "")
            if Decimal(d.replace(",", ".")) in KNOWN_STRENGTHS
        ]
        for digits in [*listed, match.group("mg")]:
            found.append(Part(start, match.end(), Decimal(digits.replace(",", "."))))
    return tuple(found)


def plausible(strength: Decimal) -> bool:
    return _STRENGTHS[0] < strength <= _STRENGTHS[1]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def _cut(parts: tuple[_P, ...], start: int, end: int) -> tuple[_P, ...]:
    return parts[bisect_left(parts, start, key=_start) : bisect_left(parts, end, key=_start)]


def _start(part: _Placed) -> int:
    return part.start
