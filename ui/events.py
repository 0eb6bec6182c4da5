"""What is worth an alert: a site newly flagged, and what changed on a watched one. Read from the archive, never kept.

An event is a function of kept rows, so its id is the same whenever and wherever it is asked for; ids and words stay as
they are as long as the rows do, and rows are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from data.archive import Archive, Cursor, Filters, Order, VerdictRow
from data.kept import ChangeRow
from scoring.model import VerdictClass

_PAGE = 500
_BEFORE = 1000  # older verdicts on one site that are looked through; nobody visits a site three years long each day
_NAMES = UUID("b3c8c0de-5b0e-5e0c-9f0e-6c9d0f2a7e11")  # of our events (RFC 9562, version 5); any, and for good


class EventKind(StrEnum):
    FLAGGED = "flagged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Event:
    """`number`: of its row, rising within a kind. `at`: when it was judged or seen. `words`: may quote a site."""

    kind: EventKind
    number: int
    at: datetime
    site: str
    buyer_country: str
    title: str
    words: str
    verdict: str = ""
    risk_low: int | None = None
    risk_high: int | None = None
    rulebook: str = ""
    change: str = ""  # kind of the change

    @property
    def id(self) -> str:
        """A `urn:uuid:` that is the same for the same row of the same site, and for no other."""
        told = f"{self.kind}\n{self.number}\n{self.site}\n{self.buyer_country}\n{self.at.isoformat()}"
        return f"urn:uuid:{uuid5(_NAMES, told)}"


@dataclass(frozen=True, slots=True)
class Since:
    """Where to begin: events with a number above these, and not older than `at`."""

    at: datetime | None = None
    flagged: int = 0
    changed: int = 0


def events(archive: Archive, since: Since) -> Iterator[Event]:
    """Newly flagged sites, then changes of watched ones, each in the order of keeping. Raises ArchiveError."""
    yield from flagged(archive, since)
    yield from changed(archive, since)


def flagged(archive: Archive, since: Since) -> Iterator[Event]:
    """Verdicts that flag a site which the one before them did not, or on which there was none."""
    filters = Filters((VerdictClass.FLAGGED,), since=since.at)
    after: Cursor | None = Cursor(since.flagged, 0)
    while after is not None:
        page = archive.page_verdicts(after, _PAGE, filters, Order.OLDEST)
        for row in page.rows:
            before = _before(archive, row)
            if before is None or before.verdict != VerdictClass.FLAGGED:
                yield _flagged(row, before)
        after = page.next


def changed(archive: Archive, since: Since) -> Iterator[Event]:
    """Changes of watched sites."""
    after = since.changed
    while rows := archive.watch.changes_since(after, _PAGE):
        yield from (_changed(row) for row in rows if since.at is None or row.at >= since.at)
        after = rows[-1].id or after


def _before(archive: Archive, row: VerdictRow) -> VerdictRow | None:
    """The verdict that held until this one was kept: on the same or an older visit, kept earlier."""
    older = (one for one in archive.history(row.site, row.buyer_country, _BEFORE) if (one.id or 0) < (row.id or 0))
    return next(older, None)


def _flagged(row: VerdictRow, before: VerdictRow | None) -> Event:
    was = f" Before it was: {before.verdict.replace('_', ' ')}." if before else ""
    same_visit = before is not None and before.visit_id == row.visit_id
    why = " The visit is the same; the rules it was judged by are others." if same_visit else ""
    return Event(
        EventKind.FLAGGED, row.id or 0, row.judged_at, row.site, row.buyer_country,
        f"{row.site}: newly flagged{_for(row.buyer_country)}, {row.judged_at:%Y-%m-%d}",
        f"{row.headline}{was}{why} Risk {row.risk_low} to {row.risk_high} of 100. A reading of pages on that day, "
        "not a finding of law.",
        row.verdict, row.risk_low, row.risk_high, row.rulebook,
    )  # fmt: skip


def _changed(row: ChangeRow) -> Event:
    return Event(
        EventKind.CHANGED, row.id or 0, row.at, row.site, row.buyer_country,
        f"{row.site}: changed ({row.kind}){_for(row.buyer_country)}, {row.at:%Y-%m-%d}",
        " ".join(row.words.split()), change=row.kind,
    )  # fmt: skip


def _for(country: str) -> str:
    return f" for buyers in {country}" if country else ""
