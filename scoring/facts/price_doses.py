"""Lines that set the name, the strength or the pack of all below them: "10 mg", then its packs; "20 mg", then its."""

from __future__ import annotations

from decimal import Decimal

from crawler.visit import Block, Kind
from scoring.facts.patterns import pattern
from scoring.facts.price_parts import PageParts, Parts, plausible
from scoring.facts.price_subject import foreign, only

_LONGEST = 40  # characters: "Isotretinoin capsules, strength: 20 mg"
_WORDY = pattern(r"^[^\d]*[\pL]{5,} \d")  # "Velbutamol 20 mg": some name before its strength
_CHOICES = frozenset({Kind.OPTION, Kind.BUTTON, Kind.LINK})


def dose_lines(page: PageParts, stream: list[Block], tables: dict[int, list[Block]]) -> dict[int, Decimal]:
    """The strength that each such line sets, by the start of its block.

    Strengths that follow each other are a choice or the tabs of one, and set nothing.
    """
    told = [_told(page.of(block)) if _is_line(block, tables) else None for block in stream]
    found: dict[int, Decimal] = {}
    for at, dose in enumerate(told):
        alone = not any(told[max(at - 1, 0) : at]) and not any(told[at + 1 : at + 2])
        if dose is not None and alone:
            found[stream[at].start] = dose
    return found


def pack_lines(page: PageParts, stream: list[Block], tables: dict[int, list[Block]]) -> dict[int, Parts]:
    """Lines with nothing but a pack size, by the start of their block: "30 capsules", then a price a strength."""
    found: dict[int, Parts] = {}
    for block in stream:
        parts = page.of(block)
        short = len(parts.text.strip()) <= _LONGEST and not (parts.moneys or parts.strengths or parts.names)
        if short and _is_line(block, tables) and only(parts.quantities):
            found[block.start] = parts
    return found


def name_lines(page: PageParts, stream: list[Block], tables: dict[int, list[Block]]) -> dict[int, Parts | None]:
    """Lines that name our drug and its strength, by the start of their block; None where a line names other goods."""
    found: dict[int, Parts | None] = {}
    for block in stream:
        parts = page.of(block)
        if parts.moneys or len(parts.text.strip()) > _LONGEST or not _is_line(block, tables):
            continue
        if parts.names and parts.names[0].oral and parts.strengths:
            found[block.start] = parts
        elif foreign(parts) or (parts.strengths and not parts.names and _WORDY.search(parts.text)):
            found[block.start] = None
    return found


def _is_line(block: Block, tables: dict[int, list[Block]]) -> bool:
    return block.kind not in _CHOICES and not (block.group in tables and block.column >= 0)


def _told(parts: Parts) -> Decimal | None:
    if parts.moneys or parts.quantities or len(parts.text.strip()) > _LONGEST:
        return None
    dose = only(parts.strengths)
    return dose if dose is not None and plausible(dose) else None
