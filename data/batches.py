"""Runs over many sites: which sites a run has, what became of each, and who is visiting a site just now.

A run is a table of sites with states. A state changes in the transaction that keeps the visit (`settle`, called by
`Archive.save_case`), so that whatever dies, a site is either still to do or done with its visit kept. A lease keeps
two workers from one site; it ends by itself, so that a dead worker blocks nothing for long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from data.kept import OPEN, RunRow, RunSiteRow, SiteState, Step
from data.tables import RunSiteTable, RunTable, VerdictTable, storable

_run = SQLModel.metadata.tables[str(RunTable.__tablename__)]
_site = SQLModel.metadata.tables[str(RunSiteTable.__tablename__)]
_verdict = SQLModel.metadata.tables[str(VerdictTable.__tablename__)]
_lease = SQLModel.metadata.tables["lease"]
_AT_ONCE = 1000  # rows of one insert: far below the parameters SQLite and PostgreSQL allow in one statement


def begin(session: Session, run: RunRow, sites: Iterable[tuple[str, str]]) -> int:
    """Keep a run with its sites, (site, url) in the order they shall be visited; the first of a site counts. Its id."""
    connection = session.connection()
    values = {"started_at": run.started_at, "ended_at": None, "buyer_country": run.buyer_country, "name": run.name}
    made = connection.execute(insert(_run).values(**values, settings=run.settings)).inserted_primary_key
    assert made is not None
    number, known, rows = int(made[0]), set[str](), list[dict[str, object]]()
    for position, (site, url) in enumerate(sites):
        if site in known:
            continue
        known.add(site)
        rows.append(_new(number, storable(site), storable(url), position, run.started_at))
        if len(rows) == _AT_ONCE:
            connection.execute(insert(_site), rows)
            rows = []
    if rows:
        connection.execute(insert(_site), rows)
    return number


def _new(run: int, site: str, url: str, position: int, at: datetime) -> dict[str, object]:
    return {
        "run_id": run, "site": site, "url": url, "position": position, "state": SiteState.WAITING.value, "outcome": "",
        "tries": 0, "note": "", "visit_id": None, "verdict_id": None, "changed_at": at,
    }  # fmt: skip


def settle(session: Session, step: Step, visit_id: int | None, verdict_id: int | None) -> bool:
    """What became of a site of a run. A site that is done stays as it is; whether this changed it."""
    connection = session.connection()
    if step.holder:
        _release(connection, step.site, step.holder)
    changed = connection.execute(
        update(_site)
        .where(_site.c.run_id == step.run, _site.c.site == step.site, _site.c.state.in_(OPEN))
        .values(
            state=step.state.value, outcome=step.outcome, note=storable(step.note), changed_at=step.at,
            visit_id=visit_id, verdict_id=verdict_id,
        )
    )  # fmt: skip
    return bool(changed.rowcount)


def reopen(session: Session, run: int, sites: Sequence[str], at: datetime) -> None:
    """These sites of a run are to be done again. What was kept of them stays kept."""
    session.connection().execute(
        update(_site)
        .where(_site.c.run_id == run, _site.c.site.in_(sites))
        .values(state=SiteState.WAITING.value, tries=0, changed_at=at)
    )


def take(session: Session, run: int, sites: Sequence[str], holder: str, at: datetime, lease: timedelta) -> list[str]:
    """Of these open sites those that `holder` may visit now: their lease is written, and the try is counted."""
    connection, mine = session.connection(), []
    for site in sites:
        if not _leased(connection, site, holder, at, at + lease):
            continue
        taken = connection.execute(
            update(_site)
            .where(_site.c.run_id == run, _site.c.site == site, _site.c.state.in_(OPEN))
            .values(state=SiteState.VISITING.value, tries=_site.c.tries + 1, changed_at=at)
        )
        if taken.rowcount:
            mine.append(site)
        else:
            _release(connection, site, holder)
    return mine


def _leased(connection: Connection, site: str, holder: str, at: datetime, until: datetime) -> bool:
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    wish = make(_lease).values(site=site, holder=holder, until=until)
    free = (_lease.c.until <= at) | (_lease.c.holder == holder)
    take_over = wish.on_conflict_do_update(index_elements=["site"], set_={"holder": holder, "until": until}, where=free)
    # Asked what it wrote: a count of rows is not told by every driver.
    return connection.execute(take_over.returning(_lease.c.site)).first() is not None


def release(session: Session, site: str, holder: str) -> None:
    """End a lease early."""
    _release(session.connection(), site, holder)


def _release(connection: Connection, site: str, holder: str) -> None:
    connection.execute(delete(_lease).where(_lease.c.site == site, _lease.c.holder == holder))


def extend(session: Session, holder: str, until: datetime) -> None:
    """Let every lease of `holder` last until then."""
    session.connection().execute(update(_lease).where(_lease.c.holder == holder).values(until=until))


def end(session: Session, run: int, at: datetime) -> None:
    """Note that a run came to its end."""
    session.connection().execute(update(_run).where(_run.c.id == run).values(ended_at=at))


def unfinished(run: int, after: int, limit: int) -> Select[tuple[object, ...]]:
    """Sites of a run that are still to do, by position behind `after`."""
    return _open(run).where(_site.c.position > after).order_by(_site.c.position).limit(limit)


def _open(run: int) -> Select[tuple[object, ...]]:
    return select(_site).where(_site.c.run_id == run, _site.c.state.in_(OPEN))


def run_of(session: Session, run: int | None) -> RunRow | None:
    """A run; None: the newest that has not ended."""
    asked = select(_run).where(_run.c.id == run) if run is not None else select(_run).where(_run.c.ended_at.is_(None))
    found = session.connection().execute(asked.order_by(_run.c.id.desc()).limit(1)).mappings().first()
    return RunRow(**found) if found else None


def sites_of(session: Session, statement: Select[tuple[object, ...]]) -> tuple[RunSiteRow, ...]:
    """The rows behind a statement over the sites of runs."""
    found = session.connection().execute(statement).mappings()
    return tuple(RunSiteRow(**{**row, "state": SiteState(row["state"])}) for row in found)


def every_site(run: int, after: int, limit: int) -> Select[tuple[object, ...]]:
    """Sites of a run in any state, by position behind `after`."""
    wanted = select(_site).where(_site.c.run_id == run, _site.c.position > after)
    return wanted.order_by(_site.c.position).limit(limit)


def tally(session: Session, run: int) -> dict[tuple[str, str], int]:
    """How many sites of a run are in each (state, outcome)."""
    asked = select(_site.c.state, _site.c.outcome, func.count()).where(_site.c.run_id == run)
    rows = session.connection().execute(asked.group_by(_site.c.state, _site.c.outcome).order_by("state", "outcome"))
    return {(state, outcome): count for state, outcome, count in rows}


def verdicts(session: Session, run: int) -> dict[str, int]:
    """How many sites of a run have each class of verdict."""
    asked = select(_verdict.c.verdict, func.count().label("sites")).join(_site, _site.c.verdict_id == _verdict.c.id)
    rows = session.connection().execute(
        asked.where(_site.c.run_id == run).group_by(_verdict.c.verdict).order_by("verdict")
    )
    return {row.verdict: row.sites for row in rows}
