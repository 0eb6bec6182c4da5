"""Networks found in an invented market: whether links and networks are those that were planted, and how time grows.

    python -m tests.bench.networks [SITES …]

Thirty families of five sorts among six sorts of decoys (`tests.planted`). A pair is told right when both sites are of
one family. The second market has five agencies more, each counting its ten customers in one analytics account: these
are told as networks, which is the limit of what marks can tell. A link is what was found between two sites; a pair of
one network may be bound through others. Times are processor seconds, medians of three runs, sizes in turn; a ratio
near the ratio of the sizes is linear time. Beside it every pair compared, as far as that ends in time.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median

from scoring.network import Marks, same_text
from scoring.network_kinds import BEARINGS, ENOUGH, MarkKind
from scoring.network_links import Cluster, clusters
from tests.planted import Market, market

_SIZES = (1_000, 10_000, 100_000)
_ROUNDS = 3
_NAIVE = 300  # sites whose pairs are all compared
_FAMILIES, _DECOYED = 0.19, 0.6  # of all sites, as in the market of 1,200: 0.19 of families, 0.6 of the rest decoys
_MIDDLE = 7.5  # sites of a family


def accuracy(planted: Market) -> dict[str, float]:
    """Shares 0..1: precision of links, precision and recall of pairs in one network; decoys that got into any."""
    found = clusters(planted.sites)
    links = [(link.site, link.other) for cluster in found for link in cluster.links]
    pairs = [pair for cluster in found for pair in combinations(cluster.sites, 2)]
    wanted = sum(size * (size - 1) // 2 for size in Counter(planted.family.values()).values())
    right = sum(_kin(planted, pair) for pair in pairs)
    return {
        "links found": len(links),
        "precision of links": _share(sum(_kin(planted, pair) for pair in links), len(links)),
        "pairs planted": wanted,
        "precision of pairs": _share(right, len(pairs)),
        "recall of pairs": _share(right, wanted),
        "decoys in a network": sum(site in planted.decoy for cluster in found for site in cluster.sites),
        "decoys": len(planted.decoy),
    }


def _kin(planted: Market, pair: tuple[str, str]) -> bool:
    one, other = (planted.family.get(site) for site in pair)
    return one is not None and one == other


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def naive(sites: Sequence[Marks]) -> int:
    """Every pair compared under the same law, without any index: how many share enough."""
    bearers = Counter(mark for one in sites for mark in one.marks)
    return sum(_enough(one, other, bearers) for one, other in combinations(sites, 2))


def _enough(one: Marks, other: Marks, bearers: Counter[tuple[MarkKind, str]]) -> bool:
    shared = [BEARINGS[mark[0]] for mark in one.marks & other.marks if BEARINGS[mark[0]].weight(bearers[mark])]
    alone = any(BEARINGS[mark[0]].weight(bearers[mark]) >= ENOUGH for mark in one.marks & other.marks)
    beside = any(not first.givers & second.givers for first, second in combinations(shared, 2))
    return alone or beside or any(same_text([one, other]))


def of_size(sites: int) -> Market:
    families = round(sites * _FAMILIES / _MIDDLE)
    rest = sites - round(families * _MIDDLE)
    decoys = round(rest * _DECOYED)
    return market(families, decoys, rest - decoys)


def times(sizes: Iterable[int]) -> dict[int, float]:
    """Processor seconds for each size, the median."""
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    markets = {size: of_size(size).sites for size in taken}
    for _ in range(_ROUNDS):
        for size, sites in markets.items():
            taken[size].append(_timed(sites)[0])
    return {size: median(seconds) for size, seconds in taken.items()}


def _timed(sites: Sequence[Marks]) -> tuple[float, tuple[Cluster, ...]]:
    begun = time.process_time()
    found = clusters(sites)
    return time.process_time() - begun, found


def main(sizes: Sequence[int]) -> None:
    for title, planted in (("families and decoys", market()), ("and agencies with one account", market(agencies=5))):
        print(title)
        for name, value in accuracy(planted).items():
            print(f"  {name:<22} {value:.4g}")
    small = of_size(_NAIVE).sites
    begun = time.process_time()
    naive(small)
    compared = time.process_time() - begun
    print(f"    {len(small):,} sites, every pair compared {compared:.2f} s; ours {_timed(small)[0]:.3f} s")
    before: tuple[int, float] | None = None
    for size, seconds in times(sizes).items():
        grown = f", {seconds / before[1]:.1f} times that of {before[0]:,}" if before else ""
        print(f"{size:>7,} sites            {seconds:.2f} s{grown}")
        before = size, seconds


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or _SIZES)
