"""The parts of the archive that serve work on many sites: runs, candidates, watched sites. Reached from `Archive`.

Every operation raises ArchiveError; one that raises has changed nothing. Threads may share a desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlmodel import Session

from data import batches, candidates, docket_keeping, watching
from data.kept import CandidateRow, ChangeRow, RunRow, RunSiteRow, SourceRow, Step, WatchRow

T = TypeVar("T")


class Do(Protocol):
    """One transaction around an operation."""

    def __call__(self, operation: Callable[[Session], T], /) -> T: ...


LEASE = timedelta(minutes=10)  # a visit lasts a minute, an hour's worth of them is renewed on the way
_PAGE = 500  # rows of one page when all are walked through


class Doing:
    """How a desk reaches the database: one transaction for each operation."""

    def __init__(self, read: Do, write: Do) -> None:
        self._read, self._write = read, write


class Runs(Doing):
    """Runs over many sites."""

    def begin(self, run: RunRow, sites: Iterable[tuple[str, str]]) -> int:
        """Keep a run with its sites, (site, url) in the order they shall be visited; its id."""
        listed = tuple(sites)  # a write may be tried again, and an iterator is empty the second time
        return self._write(lambda session: batches.begin(session, run, listed))

    def run(self, number: int | None = None) -> RunRow | None:
        """A run; without a number the newest that has not ended."""
        return self._read(lambda session: batches.run_of(session, number))

    def take(
        self, run: int, sites: Sequence[str], holder: str, at: datetime, lease: timedelta = LEASE
    ) -> tuple[str, ...]:
        """Of these sites those that are still to do and leased to `holder` from now on; each counts as a try."""
        return tuple(self._write(lambda session: batches.take(session, run, sites, holder, at, lease)))

    def extend(self, holder: str, until: datetime) -> None:
        """Let every lease of `holder` last until then."""
        self._write(lambda session: batches.extend(session, holder, until))

    def release(self, site: str, holder: str) -> None:
        """End a lease early."""
        self._write(lambda session: batches.release(session, site, holder))

    def settle(self, step: Step) -> bool:
        """What became of a site that left no visit; whether it was still open."""
        return self._write(lambda session: batches.settle(session, step, None, None))

    def reopen(self, run: int, sites: Sequence[str], at: datetime) -> None:
        """These sites are to be done again; what was kept of them stays kept."""
        self._write(lambda session: batches.reopen(session, run, sites, at))

    def end(self, run: int, at: datetime) -> None:
        self._write(lambda session: batches.end(session, run, at))

    def unfinished(self, run: int, after: int = -1, limit: int = _PAGE) -> tuple[RunSiteRow, ...]:
        """Sites still to do, by position behind `after`."""
        return self._read(lambda session: batches.sites_of(session, batches.unfinished(run, after, limit)))

    def sites(self, run: int, after: int = -1, limit: int = _PAGE) -> tuple[RunSiteRow, ...]:
        """Sites in any state, by position behind `after`."""
        return self._read(lambda session: batches.sites_of(session, batches.every_site(run, after, limit)))

    def tally(self, run: int) -> dict[tuple[str, str], int]:
        """How many sites are in each (state, outcome)."""
        return self._read(lambda session: batches.tally(session, run))

    def verdicts(self, run: int) -> dict[str, int]:
        """How many sites have each class of verdict."""
        return self._read(lambda session: batches.verdicts(session, run))


class Candidates(Doing):
    """Sites that may sell prescription medicine."""

    def keep(self, rows: Iterable[tuple[CandidateRow, SourceRow]]) -> int:
        """Keep candidates with where each was heard of; how many sites are new."""
        listed = tuple(rows)  # a write may be tried again
        return self._write(lambda session: candidates.keep(session, listed))

    def best(
        self, least: int = 0, limit: int = _PAGE, after: tuple[int, str] | None = None
    ) -> tuple[CandidateRow, ...]:
        """Candidates with at least this score, highest first; `after`: (score, site) of the last one seen."""
        return self._read(lambda session: candidates.best(session, least, limit, after))

    def sources(self, site: str) -> tuple[SourceRow, ...]:
        """Where a candidate was heard of, oldest first."""
        return self._read(lambda session: candidates.sources_of(session, site))

    def kin(self, site: str, kinds: tuple[str, ...], most: int = 20) -> tuple[tuple[str, str], ...]:
        """(other site, kind of mark) for each mark of these kinds that a kept site shares with at most `most` others.

        A mark that more sites bear is an agency's or a platform's.
        """
        return self._read(lambda session: candidates.kin(session, site, kinds, most))


class Watch(Doing):
    """Sites that are visited again."""

    def put(self, row: WatchRow, changes: Iterable[ChangeRow] = ()) -> None:
        """Watch a site, or change how it is watched; with what its newest visit found changed."""

        told = tuple(changes)  # a write may be tried again, an iterator only once

        def write(session: Session) -> None:
            watching.put(session, row)
            watching.note(session, told)
            docket_keeping.changed(session, told)

        self._write(write)

    def drop(self, site: str, buyer_country: str) -> bool:
        """Watch a site no longer; whether it was watched."""
        return self._write(lambda session: watching.drop(session, site, buyer_country))

    def watched(self, site: str, buyer_country: str) -> WatchRow | None:
        """How a site is watched for a buyer's country; None: it is not."""
        return self._read(lambda session: watching.watched(session, site, buyer_country))

    def due(self, at: datetime | None = None, limit: int = _PAGE) -> tuple[WatchRow, ...]:
        """Watched sites due at `at` (None: all of them), the longest overdue first."""
        return self._read(lambda session: watching.due(session, at, limit))

    def changes(self, site: str, limit: int = 100) -> tuple[ChangeRow, ...]:
        """What had changed on a site, newest first."""
        return self._read(lambda session: watching.changes_of(session, site, limit))

    def changes_since(self, after: int = 0, limit: int = _PAGE) -> tuple[ChangeRow, ...]:
        """What had changed on any site, with an id above `after`, oldest first."""
        return self._read(lambda session: watching.changes_since(session, after, limit))
