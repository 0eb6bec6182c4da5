"""Many visits kept at once: an archive that is filled from elsewhere, or the notes of a whole run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from data.kept import VisitRow
from data.tables import VisitTable, storable

_visit = SQLModel.metadata.tables[str(VisitTable.__tablename__)]
_AT_ONCE = 5000  # rows handed to the driver at once: a few MB of them in memory
_NAMES = tuple(field.name for field in fields(VisitRow) if field.name != "id")
_values = attrgetter(*_NAMES)


def save_visits(session: Session, visits: Iterable[VisitRow]) -> int:
    """Keep visits; one whose WARC is known keeps its first row. How many are new."""
    connection, new = session.connection().execution_options(preserve_rowcount=True), 0
    insert = _into_sqlite if connection.dialect.name == "sqlite" else _into_postgresql
    left = iter(visits)
    while rows := list(islice(left, _AT_ONCE)):
        new += insert(connection, rows)
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
