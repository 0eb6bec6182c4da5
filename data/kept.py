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
    """One reading of a site. `warc_path` names its file in the store; `warc_sha256`, of its bytes, names it."""

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
    """One row of the chain of reviews: what a person decided about a verdict, an appeal, a visit made again for it, or
    whom the case was given to and until when it rests.

    `act` and `decision` are words of `data.decisions`; only a decision decides something. `hash` covers everything but
    `id`; it, `previous_hash` and the digests of what was decided about are set when the row is kept.
    """

    verdict_id: int
    reviewer: str  # who decided, or who wrote the appeal down
    decision: str
    note: str
    at: datetime
    act: str = "decision"
    concerns: str = ""  # the check it is about; empty: the whole verdict
    signed_in: str = ""  # who vouches for the name: issuer and subject of a login; empty: typed in on this machine
    appellant: str = ""  # who objects
    links: tuple[str, ...] = ()
    answers: str = ""  # the hash of the row it answers
    document_sha256: str = ""  # of the verdict object; these three: `data.binding`
    warc_sha256: str = ""
    case_sha256: str = ""
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


class SiteState(StrEnum):
    """Where a site of a run stands. WAITING and VISITING are still to do; the others are done."""

    WAITING = "waiting"
    VISITING = "visiting"  # somebody took it; after a crash it is taken again
    KEPT = "kept"  # visited in full, judged, in the archive
    SET_ASIDE = "set_aside"  # the light first page neither sells nor funnels prescription medicine; kept all the same
    REFUSED = "refused"  # its address may not be visited
    FAILED = "failed"  # every try broke off; the note says why


OPEN = (SiteState.WAITING.value, SiteState.VISITING.value)


@dataclass(frozen=True, slots=True)
class RunRow:
    """A batch of sites visited for one buyer country (empty: unknown). `settings`: JSON, what it was started with."""

    name: str
    buyer_country: str
    started_at: datetime
    settings: str = "{}"
    ended_at: datetime | None = None  # None: not ended, or cut short
    id: int | None = None  # None: not kept yet


@dataclass(frozen=True, slots=True)
class RunSiteRow:
    """One site of a run. `outcome`: of its visit; `tries`: how often somebody set out; `note`: why, in words."""

    run_id: int
    site: str
    url: str
    position: int
    state: SiteState
    outcome: str
    tries: int
    note: str
    visit_id: int | None
    verdict_id: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one site of a run; kept in the transaction that keeps its visit. It ends `holder`'s lease."""

    run: int
    site: str
    state: SiteState
    at: datetime
    outcome: str = ""
    note: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A site that may sell prescription medicine. `score` 0..100: how much speaks for a visit."""

    site: str
    url: str
    first_seen: datetime
    score: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a candidate was heard of: `source` names the list, feed, index or search; `reason` what spoke for it."""

    site: str
    source: str
    reason: str
    url: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class WatchRow:
    """A site that is visited again for a buyer country: when it is due, how often, how its visits went so far."""

    site: str
    buyer_country: str
    url: str
    due_at: datetime
    every_hours: int
    visits: int = 0
    changes: int = 0  # visits that found something changed
    misses: int = 0  # visits in a row that found nothing readable
    visit_id: int | None = None  # the newest visit that found something readable: what the next is compared with
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing that had changed between two visits of a site, in plain words."""

    site: str
    buyer_country: str
    from_visit: int
    to_visit: int
    at: datetime
    kind: str
    words: str
    id: int | None = None  # None: not kept yet
