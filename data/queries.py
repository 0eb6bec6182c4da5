"""What the archive asks the database: the statements behind its reading operations."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, distinct, exists, func, or_, tuple_
from sqlalchemy.orm import aliased, defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from data.kept import Counts, Cursor, Filters, Order
from data.tables import VerdictTable, VisitTable


def visits_to_judge(rulebook: str, after: int, limit: int) -> SelectOfScalar[VisitTable]:
    judged = exists().where(col(VerdictTable.visit_id) == col(VisitTable.id))
    if rulebook:
        judged = judged.where(col(VerdictTable.rulebook) == rulebook)
    visits = select(VisitTable).where(col(VisitTable.id) > after, ~judged)
    return visits.order_by(col(VisitTable.id)).limit(limit)


def latest(site: str, buyer_country: str | None) -> SelectOfScalar[VerdictTable]:
    """Verdicts on a site, the newest visit first; of several on one visit the one kept last comes first."""
    statement = select(VerdictTable).where(VerdictTable.site == site)
    if buyer_country is not None:
        statement = statement.where(VerdictTable.buyer_country == buyer_country)
    return statement.order_by(col(VerdictTable.visited_at).desc(), col(VerdictTable.id).desc())


def page(after: Cursor | None, filters: Filters, order: Order, documents: bool) -> SelectOfScalar[VerdictTable]:
    statement = select(VerdictTable).where(*_conditions(filters))
    if after is not None:
        statement = statement.where(_behind(after, order))
    if not documents:
        statement = statement.options(defer(VerdictTable.document))  # type: ignore[arg-type]  # an attribute, not its value
    number, risk = col(VerdictTable.id), col(VerdictTable.risk_high)
    match order:
        case Order.NEWEST:
            return statement.order_by(number.desc())
        case Order.OLDEST:
            return statement.order_by(number)
        case Order.RISK:
            return statement.order_by(risk.desc(), number.desc())


def count_all(session: Session) -> Counts:
    classes = select(VerdictTable.verdict, func.count()).where(_is_latest()).group_by(VerdictTable.verdict)
    return Counts(
        visits=session.exec(select(func.count()).select_from(VisitTable)).one(),
        verdicts=session.exec(select(func.count()).select_from(VerdictTable)).one(),
        sites=session.exec(select(func.count(distinct(col(VisitTable.site))))).one(),
        by_verdict=dict(sorted(session.exec(classes))),
    )


def _behind(cursor: Cursor, order: Order) -> ColumnElement[bool]:
    number, risk = col(VerdictTable.id), col(VerdictTable.risk_high)
    match order:
        case Order.NEWEST:
            return number < cursor.id
        case Order.OLDEST:
            return number > cursor.id
        case Order.RISK:
            return tuple_(risk, number) < (cursor.risk_high, cursor.id)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.verdicts:
        found.append(col(VerdictTable.verdict).in_(filters.verdicts))
    if filters.roles:
        found.append(col(VerdictTable.role).in_(filters.roles))
    if filters.buyer_country:
        found.append(col(VerdictTable.buyer_country) == filters.buyer_country)
    if filters.rulebook:
        found.append(col(VerdictTable.rulebook) == filters.rulebook)
    if filters.site_contains:
        found.append(col(VerdictTable.site).contains(filters.site_contains.lower(), autoescape=True))
    if filters.since is not None:
        found.append(col(VerdictTable.judged_at) >= filters.since)
    if filters.until is not None:
        found.append(col(VerdictTable.judged_at) < filters.until)
    if filters.latest_only:
        found.append(_is_latest())
    return found


def _is_latest() -> ColumnElement[bool]:
    """No verdict on the same site for the same buyer country has a newer visit, or was kept later on the same visit."""
    newer = aliased(VerdictTable)
    return ~exists().where(
        newer.site == VerdictTable.site,  # type: ignore[arg-type]
        newer.buyer_country == VerdictTable.buyer_country,  # type: ignore[arg-type]
        or_(
            col(newer.visited_at) > VerdictTable.visited_at,
            and_(col(newer.visited_at) == VerdictTable.visited_at, col(newer.id) > VerdictTable.id),
        ),
    )
