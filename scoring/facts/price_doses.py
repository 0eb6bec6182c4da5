"""Lines that set the strength of everything below them: "10 mg", then its packs; "20 mg", then its packs."""

from __future__ import annotations

from decimal import Decimal

from crawler.visit import Block, Kind
from scoring.facts.price_parts import PageParts, Parts, plausible
from scoring.facts.price_subject import only

_LONGEST = 40  # characters: "Isotretinoin capsules, strength: 20 mg"
_CHOICES = frozenset({Kind.OPTION, Kind.BUTTON, Kind.LINK})


def dose_lines(page: PageParts, stream: list[Block]) -> dict[int, Decimal]:
    """The strength that each such line sets, by the start of its block.

    Strengths that follow each other are a choice or the tabs of one, and set nothing.
    """
    told = [_told(page.of(block)) if block.kind not in _CHOICES else None for block in stream]
    found: dict[int, Decimal] = {}
    for at, dose in enumerate(told):
        alone = not any(told[max(at - 1, 0) : at]) and not any(told[at + 1 : at + 2])
        if dose is not None and alone:
            found[stream[at].start] = dose
    return found


def _told(parts: Parts) -> Decimal | None:
    if parts.moneys or parts.quantities or len(parts.text.strip()) > _LONGEST:
        return None
    dose = only(parts.strengths)
    return dose if dose is not None and plausible(dose) else None
