"""The docket kept up to date, in the very transactions that keep a verdict, a review, or what had changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, SQLModel

from data.docket_rows import DocketState, rank_of
from data.kept import ChangeRow, FindingRow, Kept, ReviewRow, VerdictRow, VisitRow
from data.reviews import of_site
from data.standing import state_of
from data.tables import FindingTable, ReviewTable, VerdictTable, storable
from data.tables_docket import DocketTable, DocketTagTable

CHECK, COUNTRY = "check:", "country:"
_docket = SQLModel.metadata.tables[str(DocketTable.__tablename__)]
_tag = SQLModel.metadata.tables[str(DocketTagTable.__tablename__)]
_verdict = SQLModel.metadata.tables[str(VerdictTable.__tablename__)]
_finding = SQLModel.metadata.tables[str(FindingTable.__tablename__)]
_review = SQLModel.metadata.tables[str(ReviewTable.__tablename__)]
_FIRST = "First visit"
_NAMED = 3  # signs named in the words of a change; more say the same


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a decision is about: while both stay the same, what was decided still holds."""

    verdict: str
    checks: frozenset[str]


def judged(
    session: Session, visit: VisitRow, verdict: VerdictRow, findings: Iterable[FindingRow], kept: Kept,
    countries: Iterable[str],
) -> None:  # fmt: skip
    """Enter a new verdict. One on a visit older than the newest known changes nothing.

    `countries`: ISO 3166 alpha-2 codes of those the site was seen to sell into.
    """
    site, country = storable(verdict.site), storable(verdict.buyer_country)
    new = _Judged(verdict.verdict, frozenset(f.check for f in findings if f.answer == "yes"))
    connection = session.connection()
    asked = select(_docket).where(_docket.c.site == site, _docket.c.buyer_country == country)
    known = connection.execute(asked.with_for_update()).mappings().first()
    values: dict[str, object] = {
        "verdict_id": kept.verdict_id, "visit_id": kept.visit_id, "visited_at": visit.ended_at,
        "verdict": verdict.verdict, "role": verdict.role, "risk_low": verdict.risk_low, "risk_high": verdict.risk_high,
        "rank": rank_of(verdict.risk_low, verdict.risk_high), "headline": verdict.headline,
    }  # fmt: skip
    if known is None:
        values |= {
            "site": site, "buyer_country": country, "state": DocketState.WAITING.value, "to_do": True, "assignee": "",
            "snoozed_until": None, "network": "", "changed_at": visit.ended_at, "change": _FIRST,
        }  # fmt: skip
        made = connection.execute(insert(_docket).values(values)).inserted_primary_key
        assert made is not None
        number = int(made[0])
    elif known["visited_at"] > visit.ended_at:
        return
    else:
        number = int(known["id"])
        old = _Judged(known["verdict"], _checks(session, number))
        if words := _difference(old, new):
            again = known["visit_id"] == kept.visit_id
            values |= {
                "changed_at": verdict.judged_at if again else visit.ended_at,
                "change": f"Judged again: {words}" if again else words[:1].upper() + words[1:],
            }
            if known["state"] != DocketState.WAITING:
                values |= _standing(_state(of_site(session, site, country), new, session))
        connection.execute(update(_docket).where(_docket.c.id == number).values(values))
        connection.execute(delete(_tag).where(_tag.c.docket_id == number))
    tags = {CHECK + check for check in new.checks} | {COUNTRY + code for code in (country, *countries) if code}
    if tags:
        rows = [{"tag": tag, "rank": values["rank"], "docket_id": number} for tag in sorted(tags)]
        connection.execute(insert(_tag), rows)


def reviewed(session: Session, verdict_id: int | None = None) -> None:
    """Enter what was decided about, or objected to, a verdict; None: all that was, for a docket that is new."""
    asked = select(_docket.c.id, _docket.c.site, _docket.c.buyer_country, _docket.c.verdict).join(
        _verdict, (_verdict.c.site == _docket.c.site) & (_verdict.c.buyer_country == _docket.c.buyer_country)
    )
    of = select(_review.c.verdict_id) if verdict_id is None else [verdict_id]
    for number, site, country, verdict in session.connection().execute(asked.where(_verdict.c.id.in_(of)).distinct()):
        now = _Judged(verdict, _checks(session, number))
        values = _standing(_state(of_site(session, site, country), now, session))
        session.connection().execute(update(_docket).where(_docket.c.id == number).values(values))


def changed(session: Session, changes: Iterable[ChangeRow]) -> None:
    """Enter what a watched site was seen to have changed; of several the first stands for all."""
    first: dict[tuple[str, str], list[ChangeRow]] = {}
    for change in changes:
        first.setdefault((change.site, change.buyer_country), []).append(change)
    for (site, country), rows in first.items():
        more = f" And {len(rows) - 1} more." if len(rows) > 1 else ""
        session.connection().execute(
            update(_docket)
            .where(_docket.c.site == site, _docket.c.buyer_country == country)
            .values(changed_at=max(row.at for row in rows), change=storable(rows[0].words) + more)
        )


def _state(reviews: Iterable[ReviewRow], now: _Judged, session: Session) -> DocketState:
    state, decided = state_of(reviews)
    if decided is None or state is DocketState.APPEALED:
        return state
    return state if _decided_about(session, decided.verdict_id) == now else DocketState.CHANGED


def _decided_about(session: Session, verdict_id: int) -> _Judged:
    connection = session.connection()
    word = connection.execute(select(_verdict.c.verdict).where(_verdict.c.id == verdict_id)).scalar_one()
    yes = select(_finding.c.check).where(_finding.c.verdict_id == verdict_id, _finding.c.answer == "yes")
    return _Judged(word, frozenset(connection.execute(yes).scalars()))


def _checks(session: Session, number: int) -> frozenset[str]:
    found = session.connection().execute(select(_tag.c.tag).where(_tag.c.docket_id == number)).scalars()
    return frozenset(tag.removeprefix(CHECK) for tag in found if tag.startswith(CHECK))


def _standing(state: DocketState) -> dict[str, object]:
    return {"state": state.value, "to_do": state is not DocketState.DECIDED}


def _difference(old: _Judged, new: _Judged) -> str:
    """In plain words; empty: the same class for the same signs."""
    parts = []
    if old.verdict != new.verdict:
        parts.append(f"from {_plain(old.verdict)} to {_plain(new.verdict)}")
    for label, checks in (("new", new.checks - old.checks), ("no longer seen", old.checks - new.checks)):
        if checks:
            named = ", ".join(map(_plain, sorted(checks)[:_NAMED]))
            parts.append(f"{label}: {named}{' and more' if len(checks) > _NAMED else ''}")
    return "; ".join(parts)


def _plain(word: str) -> str:
    return word.replace("_", " ")


def join_networks(session: Session, networks: Iterable[tuple[str, str]]) -> None:
    """(site, network): the network each of these sites belongs to; empty: none."""
    for site, network in networks:
        session.connection().execute(update(_docket).where(_docket.c.site == site).values(network=network))
