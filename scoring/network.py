"""What a site shares with others: identifiers of its own, and copied text. Pure: marks in, shared marks out.

Only marks that an operator brings along count: its phone, its messenger account, its analytics, chat and pixel ids, its
wallets, and the words of its pages. A shared host, shop platform or template says nothing and is not a mark.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import re2

from crawler.visit import Page, PageKind, Place
from scoring.model import VerdictClass

if TYPE_CHECKING:
    from scoring.facts import Facts

_SHINGLE = 8  # words: long enough that leaflet phrases rarely repeat, short enough to survive a changed name
_SKETCH = 128  # smallest hashes kept; the error of the similarity is then about 1/sqrt(128) = 0.09
_LEAST_SHINGLES = 60  # a page of fewer has no text of its own to copy
CANDIDATES = 16  # smallest hashes by which sketches find each other: of two half alike, all differ once in 65,000
ALIKE = 0.5  # estimated share of common shingles; family members in the labelled set lie above 0.6, others below 0.2
_TEXT_KINDS = frozenset({PageKind.HOME, PageKind.FAQ, PageKind.ABOUT, PageKind.DELIVERY, PageKind.TERMS})
_MESSENGER = re2.compile(
    r"(?i)(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com/send\?phone=|skype:|viber://chat\?number=)/?([\w+]{5,32})"
)
_WALLET = re2.compile(r"\b(bc1[a-z0-9]{25,62}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}|T[A-Za-z1-9]{33})\b")
_COMMON_IDS = ("id:ca-pub-",)  # advertising accounts are often the platform's, not the shop's


class MarkKind(StrEnum):
    PHONE = "phone"
    MESSENGER = "messenger"
    IDENTIFIER = "identifier"  # analytics, tag, chat or pixel id
    WALLET = "wallet"
    TEXT = "text"


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
        found.update(_page_marks(page))
    return Marks(facts.visit.site, frozenset(found), sketch(facts.pages))


def _page_marks(page: Page) -> Iterable[tuple[MarkKind, str]]:
    for mark in page.content.scripts:
        if mark.startswith("id:") and not mark.startswith(_COMMON_IDS):
            yield MarkKind.IDENTIFIER, mark[3:]
    for link in page.content.links:
        handle = _MESSENGER.search(link.url)
        if handle:
            yield MarkKind.MESSENGER, handle.group(1).lower()
    for wallet in _WALLET.finditer(page.text[:100_000]):
        yield MarkKind.WALLET, wallet.group(1)


def sketch(pages: Iterable[Page]) -> tuple[int, ...]:
    """The smallest hashes of the eight-word shingles of a site's own prose; empty when there is too little of it."""
    hashes: set[int] = set()
    for page in pages:
        if page.kind in _TEXT_KINDS:
            words = " ".join(
                page.words(block).casefold() for block in page.blocks if block.place in (Place.MAIN, Place.PRODUCT)
            ).split()
            hashes.update(
                zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace"))
                for at in range(len(words) - _SHINGLE + 1)
            )
    return tuple(sorted(hashes)[:_SKETCH]) if len(hashes) >= _LEAST_SHINGLES else ()


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated Jaccard similarity of two bottom-k sketches (Broder 1997); 0 when one is empty."""
    if not a or not b:
        return 0.0
    union = sorted(set(a) | set(b))[:_SKETCH]
    both = set(a) & set(b)
    return sum(1 for value in union if value in both) / len(union)


def neighbours(
    all_marks: Iterable[Marks], verdicts: Mapping[str, tuple[VerdictClass, str]]
) -> dict[str, tuple[Neighbour, ...]]:
    """For each site the others that share a mark. `verdicts`: site -> (class, ISO date of the judgement).

    A mark on more than twenty sites is a platform's, not an operator's, and counts for none of them.
    """
    listed = list(all_marks)
    shared: dict[str, dict[tuple[str, MarkKind], Neighbour]] = defaultdict(dict)
    by_mark: dict[tuple[MarkKind, str], list[str]] = defaultdict(list)
    for one in listed:
        for mark in one.marks:
            by_mark[mark].append(one.site)
    for (kind, value), sites in by_mark.items():
        if 2 <= len(sites) <= MOST_SITES:
            _join(sites, kind, value, verdicts, shared)
    for group in _same_text(listed):
        _join(group, MarkKind.TEXT, "the words of its pages", verdicts, shared)
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


def _same_text(listed: list[Marks]) -> Iterable[list[str]]:
    """Pairs with alike texts; candidates are those that share one of their smallest hashes."""
    by_hash: dict[int, list[Marks]] = defaultdict(list)
    for one in listed:
        for value in one.sketch[:CANDIDATES]:
            by_hash[value].append(one)
    seen: set[tuple[str, str]] = set()
    for group in by_hash.values():
        for at, one in enumerate(group[:MOST_SITES]):
            for other in group[at + 1 : MOST_SITES]:
                pair = (one.site, other.site)
                if pair not in seen and one.site != other.site:
                    seen.add(pair)
                    if alike(one.sketch, other.sketch) >= ALIKE:
                        yield [one.site, other.site]


_ORDER = (VerdictClass.FLAGGED, VerdictClass.CAUTION)


def _rank(found: Neighbour) -> tuple[int, str, str]:
    return (_ORDER.index(found.verdict) if found.verdict in _ORDER else len(_ORDER), found.site, found.kind)
