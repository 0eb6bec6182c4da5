"""Who has a case in hand, and until when it rests: kept in the docket, and told in the chain of reviews.

The docket holds what is so now, because a queue is filtered by it; the chain holds who made it so and when. A row of
the chain is about the verdict that stood then; its note is the name of whom the case was given to (empty: nobody), or
the moment until which it rests, as it is hashed (`data.binding.moment`; empty: no longer).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import RowMapping, select, update
from sqlmodel import Session, SQLModel

from data.binding import moment
from data.decisions import Act, Fault, FaultKind, Signed
from data.kept import ReviewRow
from data.reviews import append, lock
from data.tables import VerdictTable, storable
from data.tables_docket import DocketTable

_docket = SQLModel.metadata.tables[str(DocketTable.__tablename__)]
_verdict = SQLModel.metadata.tables[str(VerdictTable.__tablename__)]


def assign(session: Session, rows: Iterable[int], assignee: str, by: Signed) -> None:
    """Give these rows of the docket to somebody; empty: to nobody. Rows that are with them already stay untold."""
    name = storable(assignee)
    _handle(session, rows, Act.GIVEN, name, {"assignee": name}, by)


def snooze(session: Session, rows: Iterable[int], until: datetime | None, by: Signed) -> None:
    """Let these rows of the docket rest until then; None: no longer."""
    _handle(session, rows, Act.RESTED, _until(until), {"snoozed_until": until}, by)


def _handle(
    session: Session, rows: Iterable[int], act: Act, words: str, values: Mapping[str, object], by: Signed
) -> None:
    lock(session)  # first, so that nobody changes a row of the docket between our look and our row of the chain
    asked = select(_docket).where(_docket.c.id.in_(list(rows))).order_by(_docket.c.id)
    for row in session.connection().execute(asked).mappings().all():
        if _now(act, row) == words:
            continue
        append(session, ReviewRow(row["verdict_id"], by.name, "", words, by.at, act, signed_in=by.signed_in))
        session.connection().execute(update(_docket).where(_docket.c.id == row["id"]).values(**values))


def faults(session: Session, told: Iterable[ReviewRow]) -> Iterator[Fault]:
    """Rows of the docket that are not what the chain said last. `told`: its rows of this kind, oldest first.

    What no row of the chain tells of (it was so before the chain told such things) is not compared.
    """
    newest: dict[tuple[str, str, str], ReviewRow] = {}
    for row in told:
        where = select(_verdict.c.site, _verdict.c.buyer_country).where(_verdict.c.id == row.verdict_id)
        for site, country in session.connection().execute(where):
            newest[row.act, site, country] = row
    for (act, site, country), row in newest.items():
        asked = select(_docket).where(_docket.c.site == site, _docket.c.buyer_country == country)
        now = session.connection().execute(asked).mappings().first()
        if now is None or _now(Act(act), now) != row.note:
            what = "with whom it is" if act == Act.GIVEN else "until when it rests"
            words = f"the queue's row of {site} was changed past the chain: {what} is not what review {row.id} says"
            yield Fault(FaultKind.QUEUE_CHANGED, words, row.id)


def _now(act: Act, row: RowMapping) -> str:
    """What a row of the docket holds, as the chain would tell it."""
    if act is Act.GIVEN:
        return str(row["assignee"])
    until = row["snoozed_until"]
    return _until(until if isinstance(until, datetime) else None)


def _until(at: datetime | None) -> str:
    return moment(at) if at is not None else ""
