"""Candidate sites: where each was heard of, why it may sell medicine, and how likely that is; one row a site."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from data.kept import CandidateRow, SourceRow
from data.tables import CandidateTable, MarkTable, SourceTable, storable

_candidate = SQLModel.metadata.tables[str(CandidateTable.__tablename__)]
_source = SQLModel.metadata.tables[str(SourceTable.__tablename__)]
_mark = SQLModel.metadata.tables[str(MarkTable.__tablename__)]
_LONGEST = 500  # characters of a reason or an address that are kept; enough for a person to see why


def keep(session: Session, rows: Iterable[tuple[CandidateRow, SourceRow]]) -> int:
    """Keep candidates; how many sites are new.

    A site known already keeps its address and first-seen time, takes the highest score told, and learns another
    source. The same source with the same reason counts once.
    """
    connection = session.connection()
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = 0
    for candidate, source in rows:
        values = {
            "site": storable(candidate.site), "url": storable(candidate.url)[:_LONGEST * 4],
            "first_seen": candidate.first_seen, "score": candidate.score,
        }  # fmt: skip
        wish = make(_candidate).values(**values).on_conflict_do_nothing().returning(_candidate.c.site)
        if connection.execute(wish).first() is not None:
            new += 1
        else:
            connection.execute(
                _candidate.update()
                .where(_candidate.c.site == values["site"], _candidate.c.score < candidate.score)
                .values(score=candidate.score)
            )
        told = {
            "site": values["site"], "source": storable(source.source), "reason": storable(source.reason)[:_LONGEST],
            "url": storable(source.url)[:_LONGEST * 4], "seen_at": source.seen_at,
        }  # fmt: skip
        connection.execute(make(_source).values(**told).on_conflict_do_nothing())
    return new


def best(session: Session, least: int, limit: int, after: tuple[int, str] | None) -> tuple[CandidateRow, ...]:
    """Candidates with at least this score, highest first, then by site; `after`: (score, site) of the last one seen."""
    score, site = _candidate.c.score, _candidate.c.site
    asked = select(_candidate).where(score >= least)
    if after is not None:
        asked = asked.where((score < after[0]) | ((score == after[0]) & (site > after[1])))
    found = session.connection().execute(asked.order_by(score.desc(), site).limit(limit)).mappings()
    return tuple(CandidateRow(**row) for row in found)


def sources_of(session: Session, site: str) -> tuple[SourceRow, ...]:
    """Where a candidate was heard of, oldest first."""
    asked = (
        select(_source).where(_source.c.site == site).order_by(_source.c.seen_at, _source.c.source, _source.c.reason)
    )
    return tuple(SourceRow(**row) for row in session.connection().execute(asked).mappings())


def kin(session: Session, site: str, kinds: tuple[str, ...], most: int) -> tuple[tuple[str, str], ...]:
    """(other site, kind of mark) for each mark of these kinds that a site shares with at most `most` others."""
    own, other = _mark.alias("own"), _mark.alias("other")
    same = (own.c.kind == other.c.kind) & (own.c.value == other.c.value)
    bearers = select(func.count()).select_from(other).where(same).correlate(own).scalar_subquery()
    rare = select(own.c.kind, own.c.value).where(own.c.site == site, own.c.kind.in_(kinds), bearers <= most + 1)
    marks = rare.subquery("own")
    shared = select(other.c.site, other.c.kind).join(
        marks, (marks.c.kind == other.c.kind) & (marks.c.value == other.c.value)
    )
    found = session.connection().execute(shared.where(other.c.site != site).distinct())
    return tuple(sorted((str(row.site), str(row.kind)) for row in found))
