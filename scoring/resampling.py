"""Bootstrap bounds: how far a measure moves when other sites of the same kind had been labelled. Pure: seeded.

Sites of one family (a template, an operator) stand or fall together, so whole families are drawn, not sites: bounds
over single sites would be too narrow (cluster bootstrap; Davison and Hinkley 1997, chapter 3.8).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from scoring.evaluate import Judged, Rate, evaluate

DRAWS = 1000  # the 2.5 % point then rests on 25 draws; fewer make the bounds jump from seed to seed
_SEED = 20141  # any; one and the same, so that the same labels give the same bounds
_TAIL = 0.025  # on each side of a 95 % interval


def family_bounds(judged: Iterable[Judged], draws: int = DRAWS) -> dict[str, tuple[float, float]]:
    """95 % percentile bounds of each measure, by name. A draw without a case of a measure is left out for it."""
    families: dict[str, list[Judged]] = defaultdict(list)
    for case in judged:
        families[case.label.family].append(case)
    rates = [evaluate(cases).rates for _, cases in sorted(families.items())]
    shares: dict[str, list[float]] = defaultdict(list)
    for drawn in _draws(len(rates), draws):
        for name, share in _shares(rates, drawn):
            shares[name].append(share)
    return {name: bounds(values) for name, values in sorted(shares.items())}


def resampled(count: int, draws: int = DRAWS) -> Iterable[list[int]]:
    """`draws` lists of `count` places below `count`, drawn with putting back."""
    luck = Random(_SEED)
    for _ in range(draws):
        yield [luck.randrange(count) for _ in range(count)]


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % percentile interval of drawn values; (nan, nan) without any."""
    if not values:
        return math.nan, math.nan
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(_TAIL * last)], ordered[round((1 - _TAIL) * last)]


def _draws(count: int, draws: int) -> Iterable[Mapping[int, int]]:
    return (Counter(drawn) for drawn in resampled(count, draws))


def _shares(rates: Sequence[Mapping[str, Rate]], drawn: Mapping[int, int]) -> Iterable[tuple[str, float]]:
    hits: dict[str, int] = defaultdict(int)
    cases: dict[str, int] = defaultdict(int)
    for place, times in drawn.items():
        for name, rate in rates[place].items():
            hits[name] += rate.hits * times
            cases[name] += rate.cases * times
    return ((name, hits[name] / count) for name, count in cases.items() if count)
