"""The marks of sites: what an operator brings along from site to site, kept so that sites can be compared.

A site has the marks of its newest visit. Which marks there are, `scoring.network` says; this room knows only that two
sites may bear the same. Copied text is found by its sketch: one row with the whole of it, which every compared site
has, and a row for each of the few hashes by which alike sketches find each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, func, insert, literal, select, tuple_, union_all
from sqlmodel import Session, SQLModel, col

from data.kept import SKETCH, MarkRow, SharedRow, VisitRow
from data.tables import MarkTable, VerdictTable, VisitTable, storable

_LONGEST = 1000  # bytes of a value; PostgreSQL indexes no row of more than 2,700 bytes
_AT_ONCE = 100  # marks asked for in one statement; SQLite joins 500 questions at most

_site, _kind, _value = col(MarkTable.site), col(MarkTable.kind), col(MarkTable.value)
_mark = SQLModel.metadata.tables["mark"]  # the table alone: a session's own insert takes twice as long
# Made once: every save asks both, and making a question takes longer than asking it.
_present = select(_mark.c.kind, _mark.c.value).where(_mark.c.site == bindparam("site"))
_newer = (
    select(literal(1))
    .where(col(VisitTable.site) == bindparam("site"), col(VisitTable.ended_at) > bindparam("ended_at"))
    .limit(1)
)


def replace_marks(session: Session, visit: VisitRow, marks: Iterable[MarkRow]) -> None:
    """Keep these as the marks of the site of a visit, unless a newer visit of it is kept already.

    A mark whose value has more than 1,000 bytes is left out.
    """
    connection = session.connection()
    if connection.execute(_newer, {"site": visit.site, "ended_at": visit.ended_at}).first() is not None:
        return
    wanted = {(storable(mark.kind), storable(mark.value)) for mark in marks}
    wanted = {(kind, value) for kind, value in wanted if len(value.encode()) <= _LONGEST}
    known = {(kind, value) for kind, value in connection.execute(_present, {"site": visit.site})}
    if gone := sorted(known - wanted):
        connection.execute(delete(_mark).where(_mark.c.site == visit.site, tuple_(_kind, _value).in_(gone)))
    if new := sorted(wanted - known):
        connection.execute(insert(_mark), [{"site": visit.site, "kind": kind, "value": value} for kind, value in new])


def sharing(session: Session, site: str, marks: Iterable[MarkRow], most: int) -> tuple[SharedRow, ...]:
    """The other sites that bear one of these marks, by site, kind and value, each with its latest verdict.

    A mark on more than `most` sites, this one included, counts for none of them.
    """
    bearers: dict[tuple[str, str], list[str]] = {}
    asked = sorted({(mark.kind, mark.value) for mark in marks if mark.kind != SKETCH})
    for other, kind, value in _bearers(session, site, asked, most):
        bearers.setdefault((kind, value), []).append(other)
    shared = [(other, *mark) for mark, others in bearers.items() if len(others) < most for other in others]
    sites = sorted({other for other, _, _ in shared})
    judged, sketches = _latest(session, sites), _sketches(session, sites)
    return tuple(
        SharedRow(other, kind, value, *judged[other], sketches.get(other, ""))
        for other, kind, value in sorted(shared)
        if other in judged
    )


def compared(session: Session, site: str) -> int:
    """How many other sites have had their marks kept."""
    statement = select(func.count()).select_from(MarkTable).where(_kind == SKETCH, _site != site)
    return int(session.execute(statement).scalar_one())


def _bearers(
    session: Session, site: str, marks: Sequence[tuple[str, str]], most: int
) -> Iterator[tuple[str, str, str]]:
    """(site, kind, value): of each mark at most so many bearers that one sees whether they are too many."""
    for at in range(0, len(marks), _AT_ONCE):
        questions = [_question(site, kind, value, most) for kind, value in marks[at : at + _AT_ONCE]]
        yield from ((other, kind, value) for other, kind, value in session.execute(union_all(*questions)))


def _question(site: str, kind: str, value: str, most: int) -> Select[tuple[str, str, str]]:
    bearers = select(MarkTable).where(_kind == kind, _value == value, _site != site).limit(most).subquery()
    return select(bearers.c.site, bearers.c.kind, bearers.c.value)


def _latest(session: Session, sites: Sequence[str]) -> dict[str, tuple[str, datetime]]:
    """The class and time of the latest verdict of each site, as `Archive.latest_verdict` tells it."""
    verdicts = select(col(VerdictTable.site), col(VerdictTable.verdict), col(VerdictTable.judged_at))
    of_sites = verdicts.where(col(VerdictTable.site).in_(sites))
    by_age = of_sites.order_by(col(VerdictTable.visited_at), col(VerdictTable.id))
    return {site: (verdict, judged_at) for site, verdict, judged_at in session.execute(by_age)} if sites else {}


def _sketches(session: Session, sites: Sequence[str]) -> dict[str, str]:
    statement = select(_site, _value).where(_site.in_(sites), _kind == SKETCH)
    return {found.site: found.value for found in session.execute(statement)} if sites else {}
