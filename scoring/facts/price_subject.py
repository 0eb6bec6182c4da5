"""Which product a stretch of a page is about: its own words, the headings above it, then the page's title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from crawler.visit import Block, Kind, Place
from scoring.facts import price_words as words
from scoring.facts.mentions import Named
from scoring.facts.patterns import pattern
from scoring.facts.price_parts import PageParts, Part, Parts, plausible

_TITLE_ENDS = pattern(r"\s[-|·:»]+\s|\s\|")
_TABLETS = pattern(r"\b(?:tab(?:s|let[\pL]*|lett[\pL]*|l)?\b|comprim|compress[ae])|таблет")
_CAPSULES = pattern(r"\bcaps?\b|capsul|kapsel|kapsl|kapsul|kaps\b|gelul|gels?\b|капсул|カプセル")
_OTHER_FORMS = pattern(
    r"suspension|syrup|oral solution|suspensao|sirop|sciroppo|jarabe|saft|\bdrops|сироп|суспенз|injection|ampoule"
)
_SHORT_LINE = 70  # characters: a line that tells a pack size is a label, not prose
_ELSEWHERE = frozenset({Place.NAV, Place.FOOTER, Place.HIDDEN, Place.DATA, Place.ADDRESS, Place.HEAD})
_LONGEST_NAME = 120  # characters of a product's name
_DEPTH = 6  # headings looked up the outline


@dataclass(frozen=True, slots=True)
class Subject:
    """A product of ours that a record may belong to. `named_near`: the heading right above names it, or its pack."""

    drug: str
    brand: str
    product: tuple[int, int]  # where its name stands in the plain text
    strength: Decimal | None
    quantity: Decimal | None
    named_near: bool = False
    heading: int = -1  # index of the heading it was read from; -1: the title


class Subjects:
    """The subjects of one page."""

    def __init__(self, parts: PageParts) -> None:
        self.parts, self.page = parts, parts.page
        self._by_heading: dict[int, Subject | None] = {}

    def of(self, block: Block) -> Subject | None:
        """The product that the headings above a block announce; None: another product, or none of ours."""
        if block.heading not in self._by_heading:
            self._by_heading[block.heading] = self._above(block.heading)
        return self._by_heading[block.heading]

    def _above(self, heading: int) -> Subject | None:
        strength: Decimal | None = None
        quantity: Decimal | None = None
        substitutes = sized = False
        if any(words.SPECIMEN.search(self.parts.of(self.page.blocks[at]).text) for at in self._chain(heading)):
            return None
        for depth, at in enumerate(self._chain(heading)):
            found = self.parts.of(self.page.blocks[at])
            substitutes = substitutes or bool(words.SUBSTITUTES.search(found.text))
            named = next(iter(found.names), None)
            if named is not None and not named.oral:
                return None
            if named is not None:
                own = subject_from(found, named)
                return replace(
                    own,
                    heading=at,
                    strength=strength or own.strength,
                    quantity=quantity or own.quantity,
                    named_near=sized or not depth,
                )
            if not substitutes and (words.RELATED.search(found.text) or foreign(found)):
                return None
            sized = sized or (not depth and bool(found.quantities))
            strength, quantity = strength or only(found.strengths), quantity or only(found.quantities)
        if self.main is None:
            return None
        return replace(
            self.main,
            strength=strength or self.main.strength,
            quantity=quantity or self.main.quantity,
            named_near=sized,
        )

    def _chain(self, heading: int) -> Iterator[int]:
        for _ in range(_DEPTH):
            if heading < 0:
                return
            yield heading
            heading = self.page.blocks[heading].heading

    @cached_property
    def main(self) -> Subject | None:
        """The product of the whole page: what its heading or title names, or an unknown name with our substance."""
        heads = [b for b in self.page.blocks if b.kind is Kind.HEADING and b.level <= 2 and b.place is not Place.FOOTER]
        titles = [b for b in self.page.blocks if b.kind is Kind.TITLE]
        found: Subject | None = None
        for block in (*sorted(heads, key=lambda b: b.level)[:4], *titles):
            parts = self._opening(block) if block.kind is Kind.TITLE else self.parts.of(block)
            if block.kind is Kind.TITLE and found is None and not parts.names and not foreign(parts):
                parts = self.parts.of(block)
            named = next(iter(parts.names), None)
            if named is None:
                continue
            if not named.oral:
                return None
            own = replace(subject_from(parts, named), heading=self._index(block))
            found = (
                own
                if found is None
                else replace(found, strength=found.strength or own.strength, quantity=found.quantity or own.quantity)
            )
        return found or self._by_substance(heads) or self._by_description(heads) or self._by_address(heads)

    def _index(self, block: Block) -> int:
        return self.page.blocks.index(block) if block.kind is Kind.HEADING else -1

    def _opening(self, block: Block) -> Parts:
        """A title up to its first bar or dash: behind it stands the shop's name, and behind that its slogan."""
        start, end = self.parts.span(block)
        cut = _TITLE_ENDS.search(self.parts.plain.text[start:end])
        return self.parts.between(start, start + cut.start() if cut else end)

    def _by_substance(self, heads: list[Block]) -> Subject | None:
        """An unknown brand whose data sheet says that it contains our substance."""
        text = self.parts.plain.text
        for named in self.parts.all.names:
            if named.oral and words.SALT.search(text[max(named.start - 60, 0) : named.start]):
                for block in heads:
                    parts = self.parts.of(block)
                    if parts.strengths or parts.quantities or _CAPSULES.search(parts.text):
                        own = subject_from(parts, named)
                        near = self.parts.between(named.start, min(named.end + 16, len(text)))
                        dose = own.strength or only(near.strengths)
                        return replace(own, strength=dose, brand="", heading=self._index(block))
        return None

    def _by_description(self, heads: list[Block]) -> Subject | None:
        """An unknown brand whose page describes itself, where search engines look, by our substance."""
        described = next((p for p in self._descriptions() if p.names), None)
        if described is None or not described.names[0].oral or foreign(described):
            return None
        for block in heads:
            parts = self.parts.of(block)
            if block.level == 1 and parts.strengths and _CAPSULES.search(parts.text) and not foreign(parts):
                own = subject_from(parts, replace(described.names[0], start=parts.start, end=parts.start))
                dose = only(parts.strengths) or only(described.strengths)
                return replace(own, strength=dose, brand="", heading=self._index(block))
        return None

    def _by_address(self, heads: list[Block]) -> Subject | None:
        """A nickname ("Iso 20 mg") on a page whose own address names the drug."""
        named = next((p.names[0] for p in map(self.parts.of, self._addresses()) if p.names), None)
        if named is None or not named.oral:
            return None
        for block in heads:
            parts = self.parts.of(block)
            if block.level == 1 and (parts.strengths or parts.quantities or _CAPSULES.search(parts.text)):
                if foreign(parts):
                    return None
                own = subject_from(parts, replace(named, start=parts.start, end=parts.start))
                return replace(own, brand="", heading=self._index(block))
        return None

    def _addresses(self) -> Iterator[Block]:
        return (block for block in self.page.blocks if block.kind is Kind.URL)

    def _descriptions(self) -> Iterator[Parts]:
        return (self.parts.of(block) for block in self.page.blocks if block.kind is Kind.META)

    @cached_property
    def pack(self) -> Decimal | None:
        """The one pack size that short lines of the page tell ("strip of 10", "Inhalt: 30 St."); None: not one.

        Where no line tells one, the sentences that name the drug may: an advert has its pack in its text.
        """
        lines = [found for found in self._lines() if not found.moneys and not foreign(found)]
        sizes = {part.value for found in lines for part in found.quantities} or self._told_sizes
        return next(iter(sizes)) if len(sizes) == 1 else None

    @property
    def _told_sizes(self) -> set[Decimal]:
        told = [self.parts.of(b) for b in self.page.blocks if b.place not in _ELSEWHERE and b.kind is Kind.TEXT]
        return {p.value for found in told if found.names and not foreign(found) for p in found.quantities}

    @cached_property
    def dose(self) -> Decimal | None:
        """The one strength that short lines of the page tell; None: none, or several."""
        doses = {part.value for found in self._lines() for part in found.strengths}
        return doses.pop() if len(doses) == 1 else None

    def _lines(self) -> Iterator[Parts]:
        for block in self.page.blocks:
            if (
                block.place not in _ELSEWHERE
                and block.kind is not Kind.OPTION
                and block.end - block.start <= _SHORT_LINE
            ):
                yield self.parts.of(block)


def subject_from(parts: Parts, named: Named) -> Subject:
    """The product as these words tell it; a strength or pack size only when there is just one."""
    dose = only(parts.strengths) or bare_strength(parts, named)
    return Subject(named.drug, named.brand, _name_span(parts, named), dose, only(parts.quantities))


def points_elsewhere(parts: Parts, named: Named) -> bool:
    """ "Related: our drug from 1.22 a capsule": a pointer to the page that asks it, told by no pack."""
    lead = parts.text[: max(named.start - parts.start, 0)]
    return not parts.quantities and bool(words.RELATED.search(lead))


def _name_span(parts: Parts, named: Named) -> tuple[int, int]:
    """The line that holds the name, up to the first amount behind it."""
    at, end = named.start - parts.start, named.end - parts.start
    first = parts.text.rfind("\n", 0, at) + 1
    last = parts.text.find("\n", end)
    last = len(parts.text) if last < 0 else last
    amounts = [m.start - parts.start for m in parts.moneys if m.start >= named.end]
    last = min([last, *amounts, first + _LONGEST_NAME])
    while last > end and not (parts.text[last - 1].isalnum() or parts.text[last - 1] in ")."):
        last -= 1
    return parts.start + first, parts.start + max(last, end)


def bare_strength(parts: Parts, named: Named) -> Decimal | None:
    """ "Tretiva 20": a known strength right behind a brand, with nothing that counts it."""
    match = _BARE.search(parts.text[named.end - parts.start :])
    if match is None:
        return None
    value = Decimal(match.group(1))
    return None if any(part.value == value for part in parts.quantities) else value


_BARE = pattern(r"^[®™ \-]{1,3}(5|8|10|16|20|24|25|30|32|35|40)(?:[^\d.,%]|$)")


def only(parts: tuple[Part, ...]) -> Decimal | None:
    """The value, when all parts have the same."""
    values = {part.value for part in parts}
    return values.pop() if len(values) == 1 else None


def form_of(text: str) -> str:
    """ "tablet", "liquid" or "capsule"; a product told as both is a capsule."""
    if _OTHER_FORMS.search(text):
        return "liquid"
    return "tablet" if _TABLETS.search(text) and not _CAPSULES.search(text) else "capsule"


def foreign(parts: Parts) -> bool:
    """True when the words name another medicine or another strength than ours can have."""
    if words.OTHER_GOODS.search(words.GIFT.sub(" ", parts.text)):
        return True
    return any(not plausible(part.value) for part in parts.strengths)
