"""The rows and words of the docket: what a regulator's queue shows of each site and buyer country.

Frozen; no table model crosses the room. Times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


class DocketState(StrEnum):
    """Where the review of a site stands. All but DECIDED have something left to do."""

    WAITING = "waiting"  # nobody has decided yet
    APPEALED = "appealed"  # an objection that nobody has answered
    CHANGED = "changed"  # decided, and since then its class or its signs are others
    FOLLOW_UP = "follow_up"  # decided that something must still be done, such as a purchase test
    DECIDED = "decided"


class DocketOrder(StrEnum):
    RISK = "risk"  # highest `risk_high` first, of these the highest `risk_low`
    CHANGED = "changed"  # newest change first


@dataclass(frozen=True, slots=True)
class DocketRow:
    """One site for one buyer country, with its verdict on the newest visit.

    `checks`: ids of the checks that say yes. `countries`: ISO 3166 alpha-2, the buyer's and those the site was seen to
    sell into. `change`: in words, what was new at `changed_at`; empty: nothing was compared yet.
    """

    id: int
    site: str
    buyer_country: str
    verdict_id: int
    visit_id: int
    visited_at: datetime
    verdict: str
    role: str
    risk_low: int
    risk_high: int
    headline: str
    state: DocketState
    assignee: str
    snoozed_until: datetime | None
    network: str
    changed_at: datetime
    change: str
    checks: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocketFilters:
    """Which rows; empty: all. `to_do`: neither decided nor snoozed. `site_begins`: the first letters of its name."""

    to_do: bool = False
    state: str = ""
    verdict: str = ""
    buyer_country: str = ""
    country: str = ""  # one of `DocketRow.countries`
    check: str = ""
    network: str = ""
    assignee: str = ""
    site_begins: str = ""


@dataclass(frozen=True, slots=True)
class DocketCursor:
    """A place in an order: the next page begins behind it. `key`: what the order sorts by, as text."""

    key: str
    id: int

    def __str__(self) -> str:
        return f"{self.key}.{self.id}"


def cursor_of(words: str) -> DocketCursor | None:
    """The inverse of `str(cursor)`; None: words that are no cursor, such as an address somebody typed."""
    key, dot, number = words.rpartition(".")
    whole = dot and len(words) <= 40 and words.isascii() and key.isdigit() and number.isdigit()
    return DocketCursor(key, int(number)) if whole and int(number) < 2**31 and int(key) < 2**62 else None


def cursor_at(row: DocketRow, order: DocketOrder) -> DocketCursor:
    """The place of a row in an order."""
    if order is DocketOrder.CHANGED:  # in microseconds, so that nothing is lost on the way through an address
        return DocketCursor(str((row.changed_at - EPOCH) // MICROSECOND), row.id)
    return DocketCursor(str(rank_of(row.risk_low, row.risk_high)), row.id)


def rank_of(risk_low: int, risk_high: int) -> int:
    """Both ends of the risk in one number: `risk_high` decides, `risk_low` (0 to 100) parts those that are alike."""
    return risk_high * 101 + risk_low


@dataclass(frozen=True, slots=True)
class DocketPage:
    """`before` and `after` None: nothing lies that way.

    `stopped`: the page was cut where the look along the order ended, so that no filter can make a page slow; there may
    be more that way. With `site_begins`: more sites begin so than were looked at, and more letters are needed.
    """

    rows: tuple[DocketRow, ...]
    before: DocketCursor | None
    after: DocketCursor | None
    stopped: bool = False
