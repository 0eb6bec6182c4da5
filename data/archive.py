"""The archive: cases kept, found again, and paged through. With `data.reviews` the only way to the database.

Everything goes in and comes out as the frozen rows of `data.kept`. Every operation raises ArchiveError, whose message
says what to do; a save that raises has saved nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlmodel import Session, col, select

from data.auditing import Audit
from data.batches import settle
from data.copying import Copied, copy_tables
from data.database import engine_for, upgrade, writing
from data.desks import Candidates, Runs, Watch
from data.docket import Docket
from data.docket_keeping import judged, reviewed
from data.exports import Exports
from data.kept import (
    Counts,
    Cursor,
    Filters,
    FindingRow,
    Kept,
    MarkRow,
    Order,
    ReviewRow,
    SharedRow,
    Step,
    VerdictPage,
    VerdictRow,
    VisitRow,
)
from data.marks import compared, replace_marks, sharing
from data.networks import Networks
from data.queries import count_all, latest, page, visits_to_judge
from data.reviews import append, of_verdict
from data.saving import save_case, save_visits, visit_id_of
from data.settings import Settings
from data.store import Store, StoreError, open_store
from data.tables import (
    FindingTable,
    VerdictTable,
    VisitTable,
    finding_row,
    verdict_row,
    visit_row,
)
from data.trouble import ArchiveError, Trouble, told

__all__ = [
    "Archive",
    "ArchiveError",
    "Copied",
    "Counts",
    "Cursor",
    "Filters",
    "FindingRow",
    "Kept",
    "MarkRow",
    "Order",
    "ReviewRow",
    "SharedRow",
    "Trouble",
    "VerdictPage",
    "VerdictRow",
    "VisitRow",
    "open_archive",
]


T = TypeVar("T")

_ATTEMPTS = (
    5  # as many people may add a review in the same millisecond; a row refused for good costs as many round trips
)


def open_archive(
    url: str | None = None, home: Path | None = None, patience: float = 30.0, store: Store | None = None
) -> Archive:
    """Open the archive, and bring its schema up to date.

    `url`: an SQLAlchemy URL, sqlite or postgresql; empty: a file in the home folder; None: RXVERDICT_DATABASE_URL.
    `home`: None: RXVERDICT_HOME, else the platform's data folder. `patience`: seconds to wait for another writer (a
    save takes milliseconds, a migration seconds). `store`: None: RXVERDICT_STORE, else the home folder.
    Raises ArchiveError.
    """
    settings = Settings()
    where = home or settings.home
    try:
        kept_in = store or open_store(settings.store, where)
    except StoreError as error:
        raise ArchiveError(Trouble.UNREACHABLE, str(error)) from error
    return Archive(url if url is not None else settings.database_url, where, patience, kept_in)


class Archive:
    """Visits, verdicts with their findings, and reviews. Threads may share one; processes open their own.

    `store` keeps the files of visits; `home` is where they are written first.
    """

    def __init__(self, url: str, home: Path, patience: float, store: Store) -> None:
        self.home, self.store = home, store
        self._engine = engine_for(url, home, patience)
        self._writes = writing(self._engine)
        # SQLite has one writer, and whoever finds it busy sleeps up to 0.1 s: threads of ours queue up here instead.
        self._turn: AbstractContextManager[object] = Lock() if self._engine.dialect.name == "sqlite" else nullcontext()
        self.runs = Runs(self._read, self._write)
        self.candidates = Candidates(self._read, self._write)
        self.watch = Watch(self._read, self._write)
        self.audit = Audit(self._read, self._write)
        self.docket = Docket(self._read, self._write)
        self.networks = Networks(self._read, self._write)
        self.exports = Exports(self._read, self._write)
        try:
            self.upgrade()
        except BaseException:
            self.close()
            raise

    def upgrade(self) -> None:
        """Bring the schema to the newest revision; safe while other processes do the same. Raises ArchiveError."""
        upgrade(self._engine)

    def copy_to(self, other: Archive) -> tuple[Copied, ...]:
        """Copy every row into an empty archive, ids kept: all of it, verified, or nothing; not the files of visits.

        Raises ArchiveError, also when the other archive holds something already.
        """
        return copy_tables(self._engine, other._engine)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save_visit(self, visit: VisitRow) -> int:
        """Keep a visit that is not judged yet; its id. A visit whose WARC is already known keeps its first row."""

        def write(session: Session) -> int:
            return visit_id_of(session, visit)

        return self._write(write)

    def save_case(
        self,
        visit: VisitRow,
        verdict: VerdictRow,
        findings: tuple[FindingRow, ...],
        marks: Iterable[MarkRow] | None = None,
        step: Step | None = None,
        countries: tuple[str, ...] = (),
    ) -> Kept:
        """Keep a visit, its verdict, its findings and the marks of its site: all of it or nothing.

        The same WARC judged under the same rulebook for the same buyer country is kept once; again changes nothing.
        `marks` replace those of an older visit; None: not looked for, what is kept stays. `step`: what that makes of
        the site in a run. `countries`: ISO 3166 alpha-2 codes of those the site was seen to sell into.
        """

        def write(session: Session) -> Kept:
            kept = save_case(session, visit, verdict, findings)
            if kept.new and marks is not None:
                replace_marks(session, visit, marks)
            if kept.new:
                judged(session, visit, verdict, findings, kept, countries)
            if step is not None:
                settle(session, step, kept.visit_id, kept.verdict_id)
            return kept

        return self._write(write)

    def save_visits(self, visits: Iterable[VisitRow]) -> int:
        """Keep many visits that are not judged yet, all or nothing; how many are new. For one, `save_visit`."""
        rows = tuple(visits)  # a write may be tried again, an iterator only once
        return self._write(lambda session: save_visits(session, rows))

    def visits(self, after: int = 0, limit: int = 500) -> tuple[VisitRow, ...]:
        """Visits with an id above `after`, by id."""
        statement = select(VisitTable).where(col(VisitTable.id) > after).order_by(col(VisitTable.id)).limit(limit)
        with told(), Session(self._engine) as session:
            return tuple(visit_row(row) for row in session.exec(statement))

    def visit(self, visit_id: int) -> VisitRow | None:
        with told(), Session(self._engine) as session:
            found = session.get(VisitTable, visit_id)
            return visit_row(found) if found else None

    def visit_of_warc(self, sha256: str) -> VisitRow | None:
        with told(), Session(self._engine) as session:
            found = session.exec(select(VisitTable).where(VisitTable.warc_sha256 == sha256)).first()
            return visit_row(found) if found else None

    def visits_without_verdict(self, rulebook: str = "", after: int = 0, limit: int = 100) -> tuple[VisitRow, ...]:
        """Visits with an id above `after` that have no verdict (of this rulebook, when one is named), by id."""
        with told(), Session(self._engine) as session:
            return tuple(visit_row(row) for row in session.exec(visits_to_judge(rulebook, after, limit)))

    def verdict(self, verdict_id: int) -> VerdictRow | None:
        with told(), Session(self._engine) as session:
            found = session.get(VerdictTable, verdict_id)
            return verdict_row(found) if found else None

    def findings(self, verdict_id: int) -> tuple[FindingRow, ...]:
        """The findings of a verdict, in the order they were kept."""
        statement = select(FindingTable).where(FindingTable.verdict_id == verdict_id).order_by(col(FindingTable.id))
        with told(), Session(self._engine) as session:
            return tuple(finding_row(row) for row in session.exec(statement))

    def latest_verdict(self, site: str, buyer_country: str | None = None) -> VerdictRow | None:
        """The verdict on the newest visit of a site; of several on one visit, the one kept last."""
        rows = self.history(site, buyer_country, limit=1)
        return rows[0] if rows else None

    def history(self, site: str, buyer_country: str | None = None, limit: int = 100) -> tuple[VerdictRow, ...]:
        """The verdicts on a site, newest visit first."""
        with told(), Session(self._engine) as session:
            return tuple(verdict_row(row) for row in session.exec(latest(site, buyer_country).limit(limit)))

    def page_verdicts(
        self,
        after: Cursor | None = None,
        limit: int = 50,
        filters: Filters | None = None,
        order: Order = Order.NEWEST,
        documents: bool = False,
    ) -> VerdictPage:
        """One page of verdicts. Keyset paging: every page costs the same, and rows kept meanwhile move nothing.

        `documents`: with the whole verdict object in each row; without, `document` is empty.
        """
        statement = page(after, filters or Filters(), order, documents).limit(limit + 1)
        with told(), Session(self._engine) as session:
            rows = tuple(verdict_row(row, documents) for row in session.exec(statement))
        if len(rows) <= limit:
            return VerdictPage(rows, None)
        last = rows[limit - 1]
        return VerdictPage(rows[:limit], Cursor(last.id or 0, last.risk_high))

    def counts(self) -> Counts:
        return self._read(count_all)

    def add_review(self, review: ReviewRow) -> ReviewRow:
        """Append what a person decided; the row comes back with its place in the hash chain."""

        def write(session: Session) -> ReviewRow:
            row = append(session, review)
            reviewed(session, row.verdict_id)
            return row

        return self._write(write)

    def reviews(self, verdict_id: int) -> tuple[ReviewRow, ...]:
        """The reviews of a verdict, oldest first."""
        return self._read(lambda session: of_verdict(session, verdict_id))

    def sharing(self, site: str, marks: Iterable[MarkRow], most: int) -> tuple[SharedRow, ...]:
        """The other sites that bear one of these marks; one on more than `most` sites counts for none of them."""
        return self._read(lambda session: sharing(session, site, marks, most))

    def compared(self, site: str) -> int:
        """How many other sites have had their marks kept, so that this one can be compared with them."""
        return self._read(lambda session: compared(session, site))

    def _read(self, read: Callable[[Session], T]) -> T:
        with told(), Session(self._engine) as session:
            return read(session)

    def _write(self, write: Callable[[Session], T]) -> T:
        """On PostgreSQL another process may keep the same between our look and our insert: then look again."""
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._write_once(write)
            except ArchiveError as error:
                if error.trouble is not Trouble.REFUSED:
                    raise
        return self._write_once(write)

    def _write_once(self, write: Callable[[Session], T]) -> T:
        with told(), self._turn, Session(self._writes) as session, session.begin():
            return write(session)
