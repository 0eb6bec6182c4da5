"""The whole archive as one stream: verdicts with their visits, page by page, for whoever takes the data elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, func
from sqlmodel import Session, SQLModel, col, select

from data.desks import Doing
from data.kept import Cursor, Filters, Order, VerdictRow, VisitRow
from data.queries import page
from data.tables import VerdictTable, VisitTable

# Rows of one page, with whole documents: some 8 KB each makes 4 MB in memory; longer pages were not faster.
_PAGE = 500


def _columns(model: type[SQLModel]) -> tuple[ColumnElement[Any], ...]:
    return tuple(model.__table__.columns)  # type: ignore[attr-defined]


_VERDICT, _VISIT = _columns(VerdictTable), _columns(VisitTable)


class Exports(Doing):
    """Walks through everything; each page is a transaction of its own, so no writer waits for an export."""

    def cases(self, filters: Filters | None = None) -> Iterator[tuple[VerdictRow, VisitRow]]:
        """Every verdict with its visit, in the order in which verdicts were kept; whole verdict objects included.

        Keyset paging: memory does not grow with the archive. What is kept meanwhile may come at the end or be left out.
        """
        after: Cursor | None = None
        while rows := self._read(lambda session, behind=after: _page(session, behind, filters or Filters())):  # type: ignore[misc]
            for row in rows:
                yield _case(row)
            after = Cursor(rows[-1][0], 0)

    def tally(self, filters: Filters, most: int) -> dict[str, int]:
        """How many verdicts there are of each class, counted over the first `most` that pass the filters."""
        asked = page(None, filters, Order.OLDEST, False).with_only_columns(col(VerdictTable.verdict)).limit(most)
        first = asked.subquery()
        counted = select(first.c.verdict, func.count()).group_by(first.c.verdict)
        return self._read(lambda session: {row[0]: row[1] for row in session.connection().execute(counted)})

    def sites(self, filters: Filters) -> int:
        """How many sites the verdicts that pass the filters are about."""
        asked = page(None, filters, Order.OLDEST, False).with_only_columns(col(VerdictTable.site)).order_by(None)
        counted = select(func.count()).select_from(asked.distinct().subquery())
        return self._read(lambda session: int(session.connection().execute(counted).scalar_one()))


def _page(session: Session, after: Cursor | None, filters: Filters) -> list[Row[Any]]:
    # Plain rows instead of objects of the session: nothing here is changed, and a million of them are made.
    asked = page(after, filters, Order.OLDEST, True).with_only_columns(*_VERDICT, *_VISIT)
    joined = asked.join_from(VerdictTable, VisitTable, col(VerdictTable.visit_id) == col(VisitTable.id)).limit(_PAGE)
    return list(session.connection().execute(joined))


def _case(row: Row[Any]) -> tuple[VerdictRow, VisitRow]:
    of_verdict = {str(column.key): value for column, value in zip(_VERDICT, row, strict=False)}
    of_visit = {str(column.key): value for column, value in zip(_VISIT, row[len(_VERDICT) :], strict=True)}
    return VerdictRow(**of_verdict), VisitRow(**of_visit)
