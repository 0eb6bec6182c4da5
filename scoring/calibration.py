"""Whether the risk means what it says: how many of the sites with a risk about so high are labelled rogue. Pure.

The risk of a verdict is an interval; its middle is held against the label. Grey sites are left out: no label says what
their risk should be. The share of rogue sites in a labelled set is a choice of whoever made it, and the prior another:
where the two differ the curve is moved as a whole, which a rulebook with that prior shows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.evaluate import Judged, Rate

BINS = 10  # tenths: the usual reliability diagram


@dataclass(frozen=True, slots=True)
class Bin:
    """Sites whose risk lies in [low, high), the last one with its end; shares 0 to 1. `told`: mean of their risks."""

    low: float
    high: float
    told: float
    seen: Rate  # rogue of all


@dataclass(frozen=True, slots=True)
class Calibration:
    """`brier`: mean squared distance of risk and label (Brier 1950); of a constant at the share of rogue: `plain`.

    `gap`: mean distance of told and seen over the bins, weighted by sites (expected calibration error).
    """

    bins: tuple[Bin, ...]  # those with sites, from low to high
    brier: float
    plain: float
    gap: float
    sites: int


def calibration(judged: Iterable[Judged], bins: int = BINS) -> Calibration:
    """The calibration over honest and rogue sites; every number is nan without any."""
    pairs = [
        ((case.verdict.risk_low + case.verdict.risk_high) / 200, case.label.rogue)
        for case in judged
        if case.label.rogue or case.label.honest
    ]
    by_bin: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for risk, rogue in pairs:
        by_bin[min(int(risk * bins), bins - 1)].append((risk, rogue))
    made = tuple(_bin(place, by_bin[place], bins) for place in sorted(by_bin))
    if not pairs:
        return Calibration((), math.nan, math.nan, math.nan, 0)
    base = sum(rogue for _, rogue in pairs) / len(pairs)
    brier = sum((risk - rogue) ** 2 for risk, rogue in pairs) / len(pairs)
    gap = sum(abs(one.told - one.seen.share) * one.seen.cases for one in made) / len(pairs)
    return Calibration(made, brier, base * (1 - base), gap, len(pairs))


def _bin(place: int, pairs: list[tuple[float, bool]], bins: int) -> Bin:
    told = sum(risk for risk, _ in pairs) / len(pairs)
    return Bin(place / bins, (place + 1) / bins, told, Rate(sum(rogue for _, rogue in pairs), len(pairs)))
