"""Sites that are visited again: when each is due, and what had changed between two visits of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from data.kept import ChangeRow, WatchRow
from data.tables import ChangeTable, WatchTable, storable

_watch = SQLModel.metadata.tables[str(WatchTable.__tablename__)]
_change = SQLModel.metadata.tables[str(ChangeTable.__tablename__)]


def put(session: Session, row: WatchRow) -> None:
    """Watch a site for a buyer country, or change how it is watched."""
    connection = session.connection()
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {name: getattr(row, name) for name in _watch.c.keys()}  # noqa: SIM118 - columns, not a dict
    changes = {name: value for name, value in values.items() if name not in ("site", "buyer_country")}
    connection.execute(
        make(_watch).values(**values).on_conflict_do_update(index_elements=["site", "buyer_country"], set_=changes)
    )


def drop(session: Session, site: str, buyer_country: str) -> bool:
    """Watch a site no longer; whether it was watched. What was kept of it stays."""
    gone = _watch.delete().where(_watch.c.site == site, _watch.c.buyer_country == buyer_country)
    return bool(session.connection().execute(gone).rowcount)


def watched(session: Session, site: str, buyer_country: str) -> WatchRow | None:
    """The row of a site that is watched for a buyer country."""
    asked = select(_watch).where(_watch.c.site == site, _watch.c.buyer_country == buyer_country)
    found = session.connection().execute(asked).mappings().first()
    return WatchRow(**found) if found else None


def due(session: Session, at: datetime | None, limit: int) -> tuple[WatchRow, ...]:
    """Watched sites that are due at `at` (None: all), the longest overdue first."""
    asked = select(_watch) if at is None else select(_watch).where(_watch.c.due_at <= at)
    found = session.connection().execute(asked.order_by(_watch.c.due_at, _watch.c.site).limit(limit)).mappings()
    return tuple(WatchRow(**row) for row in found)


def note(session: Session, changes: Iterable[ChangeRow]) -> None:
    """Keep what had changed; nothing kept before is touched."""
    rows = [
        {
            "site": row.site, "buyer_country": row.buyer_country, "from_visit": row.from_visit,
            "to_visit": row.to_visit, "at": row.at, "kind": row.kind, "words": storable(row.words),
        }
        for row in changes
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(_change), rows)


def changes_of(session: Session, site: str, limit: int) -> tuple[ChangeRow, ...]:
    """What had changed on a site, newest first."""
    asked = select(_change).where(_change.c.site == site).order_by(_change.c.id.desc()).limit(limit)
    return tuple(ChangeRow(**row) for row in session.connection().execute(asked).mappings())


def changes_since(session: Session, after: int, limit: int) -> tuple[ChangeRow, ...]:
    """What had changed on any site, with an id above `after`, oldest first."""
    asked = select(_change).where(_change.c.id > after).order_by(_change.c.id).limit(limit)
    return tuple(ChangeRow(**row) for row in session.connection().execute(asked).mappings())
