"""Numbers of networks that stay, whatever joins, leaves, merges or splits. Pure.

The rule, in this order:
1. A number goes to the network that holds most of the sites it was given to last; of several with as many, to the one
   with the first site by name. So of a network that split the largest part keeps the number.
2. A network to which several numbers go, because they merged, keeps the one that brings most sites; of several that
   bring as many the lowest, which is the oldest. The others are recorded as merged into it.
3. A network to which no number goes gets the next new one; when its sites had a number, it is recorded as split off.
4. No number is given twice. One whose sites are in no network rests with them, and returns when they meet again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.network_links import Cluster


@dataclass(frozen=True, slots=True)
class Numbered:
    """A network with its number. `merged`: numbers that went into it now; `split_from`: 0: no part of an older one."""

    number: int
    cluster: Cluster
    merged: tuple[int, ...] = ()
    split_from: int = 0


def numbered(found: Sequence[Cluster], before: Mapping[str, int], last: int) -> tuple[Numbered, ...]:
    """Number the networks of a run. `before`: site -> the number it had last; `last`: the highest ever given."""
    brought = [Counter(before[site] for site in cluster.sites if site in before) for cluster in found]
    offers: dict[int, list[int]] = {}
    for number, heir in _heirs(found, brought).items():
        offers.setdefault(heir, []).append(number)
    made: list[Numbered] = []
    for at in sorted(range(len(found)), key=lambda at: found[at].sites):
        held = sorted(offers.get(at, ()), key=lambda number: (-brought[at][number], number))
        if held:
            made.append(Numbered(held[0], found[at], tuple(sorted(held[1:]))))
            continue
        last += 1
        origin = min(brought[at], key=lambda number: (-brought[at][number], number), default=0)
        made.append(Numbered(last, found[at], (), origin))
    return tuple(sorted(made, key=lambda one: one.number))


def _heirs(found: Sequence[Cluster], brought: Sequence[Counter[int]]) -> dict[int, int]:
    """Number -> place of the network it goes to."""
    best: dict[int, tuple[int, tuple[str, ...], int]] = {}
    for at, numbers in enumerate(brought):
        for number, count in numbers.items():
            offer = (-count, found[at].sites, at)
            best[number] = min(best.get(number, offer), offer)
    return {number: offer[2] for number, offer in best.items()}
