"""How far reviewers agree beyond chance: Cohen's kappa of each pair, Fleiss' kappa of all. Pure.

Cohen 1960; Fleiss 1971, with the number of reviewers allowed to differ from case to case: each case then counts with
its own share of agreeing pairs, and chance is that of all decisions together. Bounds by resampling cases.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from scoring.resampling import bounds, resampled

Measure: TypeAlias = Callable[[Sequence[tuple[str, ...]]], float]


@dataclass(frozen=True, slots=True)
class Rating:
    """A reviewer's decision about a case; of several about one case the last counts."""

    case: str
    reviewer: str
    decision: str


@dataclass(frozen=True, slots=True)
class Kappa:
    """`agreed`: share of agreeing pairs. `kappa` nan: all decisions were one and the same, or none was shared."""

    reviewers: tuple[str, ...]
    cases: int
    agreed: float
    kappa: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Agreement:
    together: Kappa
    pairs: tuple[Kappa, ...]  # reviewers with at least one case in common, by name


def agreement(ratings: Iterable[Rating]) -> Agreement:
    """Agreement over the cases that at least two reviewers decided."""
    cases: dict[str, dict[str, str]] = defaultdict(dict)
    for one in ratings:
        cases[one.case][one.reviewer] = one.decision
    shared = [told for _, told in sorted(cases.items()) if len(told) > 1]
    reviewers = sorted({name for told in shared for name in told})
    pairs = []
    for a, b in combinations(reviewers, 2):
        both = [(told[a], told[b]) for told in shared if a in told and b in told]
        if both:
            pairs.append(_kappa((a, b), both, cohen))
    return Agreement(_kappa(tuple(reviewers), [tuple(told.values()) for told in shared], fleiss), tuple(pairs))


def cohen(pairs: Sequence[tuple[str, ...]]) -> float:
    """Kappa of two reviewers, one (decision, decision) a case; nan where chance alone explains everything."""
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[word] * second[word] for word in first) / len(pairs) ** 2 if pairs else 1.0
    return _beyond(_agreed(pairs), chance)


def fleiss(cases: Sequence[tuple[str, ...]]) -> float:
    """Kappa of any number of reviewers, the decisions of at least two a case."""
    counts = Counter(word for case in cases for word in case)
    total = sum(counts.values())
    chance = sum((count / total) ** 2 for count in counts.values()) if total else 1.0
    return _beyond(_agreed(cases), chance)


def _agreed(cases: Sequence[tuple[str, ...]]) -> float:
    """Mean over the cases of the share of pairs that agree."""
    if not cases:
        return math.nan
    shares = (
        sum(count * (count - 1) for count in Counter(case).values()) / (len(case) * (len(case) - 1)) for case in cases
    )
    return sum(shares) / len(cases)


def _beyond(agreed: float, chance: float) -> float:
    return (agreed - chance) / (1 - chance) if chance < 1 else math.nan


def _kappa(reviewers: tuple[str, ...], cases: Sequence[tuple[str, ...]], ask: Measure) -> Kappa:
    drawn = (ask([cases[place] for place in places]) for places in resampled(len(cases))) if cases else iter(())
    low, high = bounds([value for value in drawn if not math.isnan(value)])
    return Kappa(reviewers, len(cases), _agreed(cases), ask(cases), low, high)
