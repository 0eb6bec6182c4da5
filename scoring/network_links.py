"""Which sites belong together: links between sites, each explained by its marks, and the networks they make.

Pure: marks in, networks out, the same for any order of the sites. Work and memory grow with the number of marks: a mark
or a pair of marks brings its bearers together in one step, and what too many sites bear brings nobody together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from scoring.network import Marks, same_text
from scoring.network_kinds import BEARINGS, ENOUGH, MarkKind

Mark = tuple[MarkKind, str]

_ALL_PAIRS = 8  # bearers of a mark among whom every pair is linked (28 links); of more, each is linked to the first
_RAREST = 6  # weak marks of one site that are tried with each other; the rarest say most
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing two sites share. `value`: the mark; of text, how many percent of it. `bearers`: sites that show it."""

    kind: MarkKind
    value: str
    bearers: int
    weight: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two sites, `site` < `other` by name, and all they share; what counts for nothing (too many bearers) left out."""

    site: str
    other: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sites that links hold together, by name, with the links. A mark on many sites links each to the first of them."""

    sites: tuple[str, ...]
    links: tuple[Link, ...]


def clusters(all_marks: Iterable[Marks]) -> tuple[Cluster, ...]:
    """The networks among these sites, one marks each; the largest first, then by name."""
    listed = sorted(all_marks, key=lambda one: one.site)
    bearers = _bearers(listed)
    texts = {(one, other): share for one, other, share in same_text(listed, BEARINGS[MarkKind.TEXT].alone)}
    pairs = set(texts)
    for group in _groups(listed, bearers):
        pairs.update(_pairs(group))
    marks = {one.site: one.marks for one in listed}
    links = [_link(pair, marks, bearers, texts.get(pair)) for pair in sorted(pairs)]
    return _joined(links)


def _bearers(listed: Iterable[Marks]) -> dict[Mark, int]:
    return Counter(chain.from_iterable(one.marks for one in listed))


def _groups(listed: Iterable[Marks], bearers: Mapping[Mark, int]) -> Iterator[list[str]]:
    """Sites that belong together by one strong mark, or by two weak ones that no single outsider gives."""
    alone: dict[Mark, list[str]] = defaultdict(list)
    beside: dict[tuple[Mark, Mark], list[str]] = defaultdict(list)
    for one in listed:
        weak = []
        for mark in one.marks:
            count = bearers[mark]
            if count == 1:  # most marks are a site's own
                continue
            weight = BEARINGS[mark[0]].weight(count)
            if weight >= ENOUGH:
                alone[mark].append(one.site)
            elif weight:
                weak.append((count, mark))
        for first, second in combinations(sorted(mark for _, mark in sorted(weak)[:_RAREST]), 2):
            if not BEARINGS[first[0]].givers & BEARINGS[second[0]].givers:
                beside[first, second].append(one.site)
    yield from (group for group in (*alone.values(), *beside.values()) if len(group) > 1)


def _pairs(group: list[str]) -> Iterator[tuple[str, str]]:
    if len(group) <= _ALL_PAIRS:
        return combinations(group, 2)
    return ((group[0], other) for other in group[1:])


def _link(
    pair: tuple[str, str],
    marks: Mapping[str, frozenset[Mark]],
    bearers: Mapping[Mark, int],
    text: float | None,
) -> Link:
    ties = []
    for mark in marks[pair[0]] & marks[pair[1]]:
        if weight := BEARINGS[mark[0]].weight(bearers[mark]):
            ties.append(Tie(*mark, bearers[mark], weight))
    if text is not None:
        ties.append(Tie(MarkKind.TEXT, str(round(text * _PERCENT)), 2, ENOUGH))
    return Link(*pair, tuple(sorted(ties, key=lambda tie: (-tie.weight, tie.kind, tie.value))))


def _joined(links: Iterable[Link]) -> tuple[Cluster, ...]:
    """The links, parted into networks: sites with a way between them are in the same one."""
    parent: dict[str, str] = {}

    def root(site: str) -> str:
        while parent.setdefault(site, site) != site:
            parent[site] = parent[parent[site]]
            site = parent[site]
        return site

    listed = list(links)
    for link in listed:
        one, other = sorted((root(link.site), root(link.other)))
        parent[other] = one
    held: dict[str, list[Link]] = defaultdict(list)
    for link in listed:
        held[root(link.site)].append(link)
    sites: dict[str, list[str]] = defaultdict(list)
    for site in sorted(parent):
        sites[root(site)].append(site)
    found = (Cluster(tuple(sites[first]), tuple(held[first])) for first in sites)
    return tuple(sorted(found, key=lambda cluster: (-len(cluster.sites), cluster.sites)))
