"""What goes into the archive and comes out of it. Frozen; no table model crosses the room.

Times are aware datetimes and come back in UTC. Words such as outcome, role, verdict and answer are the values of the
enums of the rooms above (`crawler.visit`, `scoring.model`), which this room does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SKETCH = "sketch"  # kind of the one mark that every compared site has: its whole sketch as text, empty without one


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One reading of a site. `warc_path` is relative to the home folder; `warc_sha256`, of its bytes, names it."""

    site: str
    url: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    pages: int
    warc_path: str
    warc_sha256: str
    note: str = ""
    id: int | None = None  # None: not kept yet


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict. `document` is the whole verdict object as JSON; empty where a page of rows was asked for without."""

    site: str
    url: str
    buyer_country: str
    judged_at: datetime
    rulebook: str
    role: str
    verdict: str
    risk_low: int
    risk_high: int
    headline: str
    document: str
    id: int | None = None  # None: not kept yet
    visit_id: int | None = None
    visited_at: datetime | None = None  # when its visit ended


@dataclass(frozen=True, slots=True)
class FindingRow:
    check: str
    family: str
    answer: str
    weight: float
    why: str
    evidence: str  # JSON list


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What a person decided about a verdict. `hash` covers it and `previous_hash`, the hash of the review before."""

    verdict_id: int
    reviewer: str
    decision: str
    note: str
    at: datetime
    previous_hash: str = ""
    hash: str = ""
    id: int | None = None  # None: not kept yet


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What a site could share with others: a phone, an account, a hash of its text."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class SharedRow:
    """Another site that bears a mark, its latest verdict, and its whole sketch as text (empty: it has none)."""

    site: str
    kind: str
    value: str
    verdict: str
    judged_at: datetime
    sketch: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a case was kept. `new` is False when the very same case had been kept before."""

    visit_id: int
    verdict_id: int
    new: bool


class Order(StrEnum):
    NEWEST = "newest"  # kept last, first
    OLDEST = "oldest"
    RISK = "risk"  # highest risk_high first


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page; the next page begins behind it."""

    id: int
    risk_high: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which verdicts; empty: all. `site_contains` is a piece of a site's name; `since` <= judged_at < `until`."""

    verdicts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    buyer_country: str = ""
    rulebook: str = ""
    site_contains: str = ""
    since: datetime | None = None
    until: datetime | None = None
    latest_only: bool = False  # of each site and buyer country only the verdict on the newest visit


@dataclass(frozen=True, slots=True)
class VerdictPage:
    rows: tuple[VerdictRow, ...]
    next: Cursor | None  # None: this was the last page


@dataclass(frozen=True, slots=True)
class Counts:
    """`by_verdict` counts, for each class, the latest verdicts of each site and buyer country."""

    visits: int
    verdicts: int
    sites: int
    by_verdict: Mapping[str, int]
