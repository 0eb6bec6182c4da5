"""The docket: every site and buyer country with its latest verdict and where its review stands, page by page.

A page is a short walk along one index: the one of the filter that picks fewest rows, in the order that was asked for.
The other filters are held against the rows on the way, and a walk ends after so many rows: a page costs the same
however many rows there are, and whoever filters for next to nothing is told where the look ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, exists, func, or_, select, tuple_
from sqlmodel import Session

from data import docket_keeping as keeping
from data import handling
from data.decisions import Signed
from data.desks import Doing
from data.docket_keeping import CHECK, COUNTRY, _docket, _tag
from data.docket_rows import (
    EPOCH,
    MICROSECOND,
    DocketCursor,
    DocketFilters,
    DocketOrder,
    DocketPage,
    DocketRow,
    DocketState,
    cursor_at,
)

_STEP = 60  # rows looked at first: most lists fill their page from so many
_WALK = 3000  # rows a page looks at; measured: 5 to 20 ms on SQLite, whichever filters are held against them


class Docket(Doing):
    """What a regulator's queue asks for and changes. Verdicts and reviews enter it as they are kept."""

    def page(
        self,
        filters: DocketFilters | None = None,
        order: DocketOrder = DocketOrder.RISK,
        *,
        now: datetime,
        after: DocketCursor | None = None,
        before: DocketCursor | None = None,
        limit: int = 25,
    ) -> DocketPage:
        """The rows behind `after`, or those just ahead of `before`, in the order; without both the first ones.

        `now`: aware; what is snoozed longer counts as nothing to do.
        """
        wanted = filters or DocketFilters()
        return self._read(lambda session: _page(session, wanted, order, now, after, before, limit))

    def row(self, site: str, buyer_country: str) -> DocketRow | None:
        """The row of a site for a buyer's country; None: it was never judged."""
        asked = select(_docket).where(_docket.c.site == site, _docket.c.buyer_country == buyer_country)

        def read(session: Session) -> DocketRow | None:
            rows = _rows(session, list(session.connection().execute(asked).mappings()))
            return rows[0] if rows else None

        return self._read(read)

    def of_site(self, site: str) -> tuple[DocketRow, ...]:
        """The rows of a site, one for each buyer's country, the highest risk first."""
        asked = select(_docket).where(_docket.c.site == site).order_by(_docket.c.rank.desc(), _docket.c.id.desc())
        return self._read(lambda session: _rows(session, list(session.connection().execute(asked).mappings())))

    def count(self, filters: DocketFilters, *, now: datetime, most: int = 1000) -> int:
        """How many rows there are, counted up to `most`."""
        source = _walk(filters, DocketOrder.RISK, None, False, _WALK).subquery()
        picked = select(source.c.id).where(*_held(source, filters, now)).limit(most).subquery()
        asked = select(func.count()).select_from(picked)
        return self._read(lambda session: int(session.connection().execute(asked).scalar_one()))

    def assign(self, rows: Iterable[int], assignee: str, by: Signed) -> None:
        """Give rows, by id, to somebody; empty: to nobody. The chain of reviews tells it, signed by `by`."""
        numbers = tuple(rows)
        self._write(lambda session: handling.assign(session, numbers, assignee, by))

    def snooze(self, rows: Iterable[int], until: datetime | None, by: Signed) -> None:
        """Let rows, by id, rest until then; None: no longer. The chain of reviews tells it, signed by `by`."""
        numbers = tuple(rows)
        self._write(lambda session: handling.snooze(session, numbers, until, by))

    def join_networks(self, networks: Iterable[tuple[str, str]]) -> None:
        """(site, id of its network) for sites whose network was found or has changed; empty: it is in none."""
        pairs = tuple(networks)
        self._write(lambda session: keeping.join_networks(session, pairs))


def _page(
    session: Session, filters: DocketFilters, order: DocketOrder, now: datetime, after: DocketCursor | None,
    before: DocketCursor | None, limit: int,
) -> DocketPage:  # fmt: skip
    back = before is not None
    connection = session.connection()
    for most in (_WALK,) if filters.site_begins else (_STEP, _WALK):
        walk = _walk(filters, order, before or after, back, most)
        source = walk.subquery()
        asked = select(source).where(*_held(source, filters, now)).order_by(*_along(source, order, back))
        found = list(connection.execute(asked.limit(limit + 1)).mappings())
        if len(found) > limit:
            break
    more, stop, cut = len(found) > limit, None, False
    if filters.site_begins:
        cut = connection.execute(_named(filters).limit(1).offset(_WALK - 1)).first() is not None
    elif not more:
        stop = _end_of(session, walk, order)
        cut = stop is not None
    rows = _rows(session, found[:limit][::-1] if back else found[:limit])
    # A page without rows turns back where it began, and that row belongs to the page one turns back to.
    first = cursor_at(rows[0], order) if rows else _beside(after, -1)
    last = cursor_at(rows[-1], order) if rows else _beside(before, 1)
    if back:
        return DocketPage(rows, first if more else stop, last, stopped=cut)
    return DocketPage(rows, first if after else None, last if more else stop, stopped=cut)


def _beside(place: DocketCursor | None, step: int) -> DocketCursor | None:
    return replace(place, id=place.id + step) if place else None


def _end_of(session: Session, walk: Select[Any], order: DocketOrder) -> DocketCursor | None:
    """Where a walk ended that went its full length; None: it came to the end of all rows."""
    last = session.connection().execute(walk.limit(1).offset(_WALK - 1)).mappings().first()
    return cursor_at(_row(last, ()), order) if last else None


def _walk(filters: DocketFilters, order: DocketOrder, start: DocketCursor | None, back: bool, most: int) -> Select[Any]:
    """The rows that the most telling filter picks, along the order, from a place on; at most so many."""
    asked = select(_docket)
    if filters.site_begins:  # few names begin alike: all of them, and the order comes after
        picked = _named(filters).limit(most).subquery()
        asked = select(picked)
        return asked.where(_past(picked, order, start, back)) if start else asked
    tag = _telling_tag(filters) if order is DocketOrder.RISK else ""
    if tag:
        asked = asked.join(_tag, _tag.c.docket_id == _docket.c.id).where(_tag.c.tag == tag)
    elif order is DocketOrder.RISK:
        asked = asked.where(*_telling(filters))
    # Sorted by the rank that stands in the index of tags, when that is the way.
    rank = _tag if tag else _docket
    if start:
        asked = asked.where(_past(_docket, order, start, back, rank))
    return asked.order_by(*_along(_docket, order, back, rank)).limit(most)


def _named(filters: DocketFilters) -> Select[Any]:
    """The rows whose site begins with these letters, by name."""
    begins = filters.site_begins.lower()
    named = select(_docket).where(_docket.c.site >= begins, _docket.c.site < begins + "\U0010ffff")
    return named.order_by(_docket.c.site, _docket.c.buyer_country)


def _telling_tag(filters: DocketFilters) -> str:
    if filters.network or filters.assignee:
        return ""
    return f"{CHECK}{filters.check}" if filters.check else (f"{COUNTRY}{filters.country}" if filters.country else "")


def _telling(filters: DocketFilters) -> list[ColumnElement[bool]]:
    """The one condition that picks fewest rows, as a rule, of those with an index of their own."""
    for name in ("network", "assignee", "state", "verdict", "buyer_country"):
        if value := getattr(filters, name):
            return [_docket.c[name] == value]
    return [_docket.c.to_do.is_(True)] if filters.to_do else []


def _held(source: Any, filters: DocketFilters, now: datetime) -> list[ColumnElement[bool]]:
    """All conditions, to be held against the rows of a walk."""
    found = [
        source.c[name] == value
        for name in ("network", "assignee", "state", "verdict", "buyer_country")
        if (value := getattr(filters, name))
    ]
    for tag in filter(None, (filters.check and CHECK + filters.check, filters.country and COUNTRY + filters.country)):
        # With the rank of its row the whole key of the tag is known: one look.
        found.append(exists().where(_tag.c.tag == tag, _tag.c.rank == source.c.rank, _tag.c.docket_id == source.c.id))
    if filters.to_do:
        awake = or_(source.c.snoozed_until.is_(None), source.c.snoozed_until <= now)
        found.append(and_(source.c.to_do.is_(True), awake))
    return found


def _sorted_by(source: Any, order: DocketOrder, ranked: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    if order is DocketOrder.CHANGED:
        return source.c.changed_at, source.c.id
    return (source.c.rank, source.c.id) if ranked is None else (ranked.c.rank, ranked.c[_number(ranked)])


def _number(ranked: Any) -> str:
    return "docket_id" if ranked is _tag else "id"


def _along(source: Any, order: DocketOrder, back: bool, ranked: Any = None) -> list[ColumnElement[Any]]:
    return [column.asc() if back else column.desc() for column in _sorted_by(source, order, ranked)]


def _past(source: Any, order: DocketOrder, start: DocketCursor, back: bool, ranked: Any = None) -> ColumnElement[bool]:
    key: object = int(start.key)
    if order is DocketOrder.CHANGED:
        key = EPOCH + int(start.key) * MICROSECOND
    here = tuple_(*_sorted_by(source, order, ranked))
    return here > (key, start.id) if back else here < (key, start.id)


def _rows(session: Session, found: Sequence[RowMapping]) -> tuple[DocketRow, ...]:
    tags: dict[int, list[str]] = {}
    asked = select(_tag.c.docket_id, _tag.c.tag).where(_tag.c.docket_id.in_([row["id"] for row in found]))
    for number, tag in session.connection().execute(asked.order_by(_tag.c.tag)) if found else ():
        tags.setdefault(number, []).append(tag)
    return tuple(_row(row, tags.get(row["id"], ())) for row in found)


def _row(found: RowMapping, tags: Sequence[str]) -> DocketRow:
    named = {name: found[name] for name in _NAMES}
    return DocketRow(
        **{**named, "state": DocketState(found["state"])},
        checks=tuple(tag.removeprefix(CHECK) for tag in tags if tag.startswith(CHECK)),
        countries=tuple(tag.removeprefix(COUNTRY) for tag in tags if tag.startswith(COUNTRY)),
    )


_NAMES = tuple(name for name in DocketRow.__slots__ if name not in ("checks", "countries"))
