"""What a site shares with others: identifiers of its own, and copied text. Pure: marks in, shared marks out.

Only marks that an operator brings along make a neighbour: its phone, e-mail and messenger account, its analytics, chat
and pixel ids, its wallets and payment accounts, and the words of its pages. What a host, shop platform, template vendor
or web agency gives to strangers is kept as a mark too, but tells something only beside others (`network_links`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

from crawler.visit import Page, PageKind, Place
from scoring.model import VerdictClass
from scoring.network_kinds import LINKING, MarkKind
from scoring.network_marks import hash_of, outside_marks, page_marks, template_of

if TYPE_CHECKING:
    from scoring.facts import Facts

_SHINGLE = 8  # words: long enough that leaflet phrases rarely repeat, short enough to survive a changed name
_SKETCH = 128  # smallest hashes kept; the error of the similarity is then about 1/sqrt(128) = 0.09
_LEAST_SHINGLES = 60  # a page of fewer has no text of its own to copy
CANDIDATES = 16  # smallest hashes by which sketches find each other: of two half alike, all differ once in 65,000
ALIKE = 0.5  # estimated share of common shingles; family members in the labelled set lie above 0.6, others below 0.2
_TEXT_KINDS = frozenset({PageKind.HOME, PageKind.FAQ, PageKind.ABOUT, PageKind.DELIVERY, PageKind.TERMS})


@dataclass(frozen=True, slots=True)
class Marks:
    """What a site could share. `marks`: (kind, value) pairs; `sketch`: the smallest shingle hashes of its own text."""

    site: str
    marks: frozenset[tuple[MarkKind, str]]
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another site that shares a mark, and what was last judged of it."""

    site: str
    kind: MarkKind
    value: str
    verdict: VerdictClass
    judged_on: str  # ISO date


def marks_of(facts: Facts) -> Marks:
    """The marks of one site."""
    found: set[tuple[MarkKind, str]] = set()
    found.update((MarkKind.PHONE, phone.value.e164) for phone in facts.own(facts.phones) if phone.value.e164)
    for page in facts.pages:
        found.update(page_marks(page, facts.visit.site))
    found.update(outside_marks(facts.visit.outside, facts.visit.site))
    home = next(iter(facts.pages_of(PageKind.HOME)), None)
    if home is not None and (shape := template_of(home, facts.visit.site)):
        found.add((MarkKind.TEMPLATE, shape))
    return Marks(facts.visit.site, frozenset(found), sketch(facts.pages))


def sketch(pages: Iterable[Page]) -> tuple[int, ...]:
    """The smallest hashes of the eight-word shingles of a site's own prose; empty when there is too little of it."""
    hashes: set[int] = set()
    for page in pages:
        if page.kind in _TEXT_KINDS:
            words = " ".join(
                page.words(block).casefold() for block in page.blocks if block.place in (Place.MAIN, Place.PRODUCT)
            ).split()
            hashes.update(hash_of(" ".join(words[at : at + _SHINGLE])) for at in range(len(words) - _SHINGLE + 1))
    return tuple(sorted(hashes)[:_SKETCH]) if len(hashes) >= _LEAST_SHINGLES else ()


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated Jaccard similarity of two bottom-k sketches (Broder 1997); 0 when it is surely below `ALIKE`."""
    both = set(a).intersection(b)
    # Of a hundred thousand sites every third pair of candidates shares a hash by chance and nothing else.
    if not both or len(both) < ALIKE * min(max(len(a), len(b)), _SKETCH):
        return 0.0
    # Two sorted runs are merged by sorting them as one list: quicker than to sort the union of two sets.
    union = list(dict.fromkeys(sorted(a + b)))[:_SKETCH]
    return sum(map(both.__contains__, union)) / len(union)


def neighbours(
    all_marks: Iterable[Marks], verdicts: Mapping[str, tuple[VerdictClass, str]]
) -> dict[str, tuple[Neighbour, ...]]:
    """For each site the others that share a mark. `verdicts`: site -> (class, ISO date of the judgement).

    A mark on more than twenty sites is a platform's, not an operator's, and counts for none of them.
    """
    listed = list(all_marks)
    shared: dict[str, dict[tuple[str, MarkKind], Neighbour]] = defaultdict(dict)
    by_mark: dict[tuple[MarkKind, str], list[str]] = defaultdict(list)
    for bearer in listed:
        for mark in bearer.marks:
            if mark[0] in LINKING:
                by_mark[mark].append(bearer.site)
    for (kind, value), sites in by_mark.items():
        if 2 <= len(sites) <= MOST_SITES:
            _join(sites, kind, value, verdicts, shared)
    for one, other, _ in same_text(listed):
        _join([one, other], MarkKind.TEXT, "the words of its pages", verdicts, shared)
    return {site: tuple(sorted(found.values(), key=_rank)) for site, found in shared.items()}


MOST_SITES = 20  # the largest operator in the labelled set has four; chat and tag vendors reach thousands


def _join(
    sites: list[str],
    kind: MarkKind,
    value: str,
    verdicts: Mapping[str, tuple[VerdictClass, str]],
    shared: dict[str, dict[tuple[str, MarkKind], Neighbour]],
) -> None:
    for site in sites:
        for other in sites:
            if other != site and other in verdicts:
                cls, day = verdicts[other]
                shared[site][other, kind] = Neighbour(other, kind, value, cls, day)


def same_text(listed: list[Marks], most: int = MOST_SITES) -> Iterator[tuple[str, str, float]]:
    """Pairs of sites with alike texts, and how alike; candidates are those that share one of their smallest hashes.

    Words on more than `most` sites bring no pair together.
    """
    # Nearly all hashes stand on one site alone: counted first, they cost neither a list nor a place in a sort.
    count = Counter(chain.from_iterable(one.sketch[:CANDIDATES] for one in listed))
    groups: dict[int, list[int]] = defaultdict(list)
    shared = {value for value, sites in count.items() if 2 <= sites <= most}
    for at, one in enumerate(listed):
        for value in shared.intersection(one.sketch[:CANDIDATES]):
            groups[value].append(at)
    seen: set[tuple[int, int]] = set()
    for value in sorted(groups):
        for pair in combinations(groups[value], 2):
            if pair not in seen:
                seen.add(pair)
                first, second = listed[pair[0]], listed[pair[1]]
                if first.site != second.site and (share := alike(first.sketch, second.sketch)) >= ALIKE:
                    yield first.site, second.site, share


_ORDER = (VerdictClass.FLAGGED, VerdictClass.CAUTION)


def _rank(found: Neighbour) -> tuple[int, str, str]:
    return (_ORDER.index(found.verdict) if found.verdict in _ORDER else len(_ORDER), found.site, found.kind)
