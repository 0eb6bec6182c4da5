"""How a case is saved, and many visits at once: an archive that is filled from elsewhere, the notes of a whole run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from sqlalchemy import Connection, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, select

from data.kept import FindingRow, Kept, VerdictRow, VisitRow
from data.tables import FindingTable, VerdictTable, VisitTable, storable, verdict_table, visit_table
from data.trouble import ArchiveError, Trouble

_visit = SQLModel.metadata.tables[str(VisitTable.__tablename__)]
_AT_ONCE = 5000  # rows handed to the driver at once: a few MB of them in memory
_NAMES = tuple(field.name for field in fields(VisitRow) if field.name != "id")
_values = attrgetter(*_NAMES)


def save_visits(session: Session, visits: Iterable[VisitRow]) -> int:
    """Keep visits; one whose WARC is known keeps its first row. How many are new."""
    connection, new = session.connection().execution_options(preserve_rowcount=True), 0
    keep = _into_sqlite if connection.dialect.name == "sqlite" else _into_postgresql
    left = iter(visits)
    while rows := list(islice(left, _AT_ONCE)):
        new += keep(connection, rows)
    return new


def _into_postgresql(connection: Connection, rows: list[VisitRow]) -> int:
    wish = postgresql.insert(_visit).on_conflict_do_nothing(index_elements=["warc_sha256"])
    return connection.execute(wish, [dict(zip(_NAMES, _values(row), strict=True)) for row in rows]).rowcount


def _into_sqlite(connection: Connection, rows: list[VisitRow]) -> int:
    """Finished tuples for the driver: SQLAlchemy takes three times as long to make them as SQLite to keep them."""
    wish = sqlite.insert(_visit).on_conflict_do_nothing(index_elements=["warc_sha256"])
    compiled = wish.compile(dialect=connection.dialect, column_keys=_NAMES)
    assert tuple(compiled.positiontup or ()) == _NAMES
    return connection.exec_driver_sql(str(compiled), list(map(_finished, rows))).rowcount


def _finished(row: VisitRow) -> tuple[str | int, ...]:
    """As the column types of `data.tables` hand it to SQLite, in the order of `_NAMES`."""
    site, url, started, ended, outcome, pages, path, named, note = _values(row)
    words = f"{url}{path}{note}"
    if not words.isascii() or "\0" in words:
        url, path, note = storable(url), storable(path), storable(note)
    return site, url, _moment(started), _moment(ended), outcome, pages, path, named, note


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("the archive keeps aware datetimes only")
    told = str(at if at.tzinfo is UTC else at.astimezone(UTC))  # in half the time of `isoformat` with a precision
    return told[:26] if at.microsecond else f"{told[:19]}.000000"


def visit_id_of(session: Session, visit: VisitRow) -> int:
    """The id of a visit, which is kept now unless its WARC is known."""
    known = session.exec(select(VisitTable.id).where(VisitTable.warc_sha256 == visit.warc_sha256)).first()
    return known if known is not None else _added(session, visit_table(visit))


def save_case(session: Session, visit: VisitRow, verdict: VerdictRow, findings: tuple[FindingRow, ...]) -> Kept:
    """Keep a visit with its verdict and findings; the same visit under the same rules for the same country once."""
    visit_id = visit_id_of(session, visit)
    known = session.exec(
        select(VerdictTable.id).where(
            VerdictTable.visit_id == visit_id,
            VerdictTable.rulebook == verdict.rulebook,
            VerdictTable.buyer_country == verdict.buyer_country,
        )
    ).first()
    if known is not None:
        return Kept(visit_id, known, new=False)
    verdict_id = _added(session, verdict_table(verdict, visit_id, visit.ended_at))
    if findings:
        session.execute(insert(FindingTable), [{"verdict_id": verdict_id, **asdict(row)} for row in findings])
    return Kept(visit_id, verdict_id, new=True)


def _added(session: Session, row: VisitTable | VerdictTable) -> int:
    session.add(row)
    session.flush()
    if row.id is None:
        raise ArchiveError(Trouble.OTHER, "the database gave the row no id")
    return row.id
