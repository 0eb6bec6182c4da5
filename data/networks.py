"""Networks of sites: kept whole after each look for them, and told site by site. Reached from `Archive`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, or_, select, update
from sqlmodel import Session, SQLModel

from data import docket_keeping
from data.desks import Doing
from data.kept import SKETCH, MarkRow
from data.network_rows import NetworkFound, NetworkLinkRow, NetworkRow, NetworkSiteRow, name_of
from data.tables import MarkTable
from data.tables_docket import DocketTable
from data.tables_networks import NetworkLinkTable, NetworkSiteTable, NetworkTable

_network = SQLModel.metadata.tables[str(NetworkTable.__tablename__)]
_site = SQLModel.metadata.tables[str(NetworkSiteTable.__tablename__)]
_link = SQLModel.metadata.tables[str(NetworkLinkTable.__tablename__)]
_mark = SQLModel.metadata.tables[str(MarkTable.__tablename__)]
_docket = SQLModel.metadata.tables[str(DocketTable.__tablename__)]
_AT_ONCE = 2000  # sites whose marks are read in one transaction, and rows of one insert
_FLAGGED = "flagged"


class Networks(Doing):
    """What `rxverdict networks` and the screens ask for and change."""

    def marks(self, without: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[MarkRow, ...]]]:
        """Every site whose marks are kept, with them; kinds `without` left out. Pages of sites, none held open."""
        after: str | None = None
        while page := self._page(after, without):
            yield from page.items()
            after = next(reversed(page))

    def _page(self, after: str | None, without: tuple[str, ...]) -> dict[str, tuple[MarkRow, ...]]:
        sites = select(_mark.c.site).where(_mark.c.kind == SKETCH).order_by(_mark.c.site).limit(_AT_ONCE)
        picked = (sites if after is None else sites.where(_mark.c.site > after)).subquery()
        asked = select(_mark.c.site, _mark.c.kind, _mark.c.value).join(picked, picked.c.site == _mark.c.site)
        asked = asked.where(_mark.c.kind.not_in(without)).order_by(_mark.c.site)

        def read(session: Session) -> dict[str, tuple[MarkRow, ...]]:
            found: dict[str, list[MarkRow]] = {}
            for site, kind, value in session.connection().execute(asked):
                found.setdefault(site, []).append(MarkRow(kind, value))
            return {site: tuple(rows) for site, rows in found.items()}

        return self._read(read)

    def numbers(self) -> dict[str, int]:
        """Site -> number of the network it is in, or was in last."""
        asked = select(_site.c.site, _site.c.network_id)
        return self._read(lambda session: {str(s): int(n) for s, n in session.connection().execute(asked)})

    def last(self) -> int:
        """The highest number ever given; 0: none."""
        asked = select(func.coalesce(func.max(_network.c.id), 0))
        return self._read(lambda session: int(session.connection().execute(asked).scalar_one()))

    def keep(self, found: Iterable[NetworkFound], at: datetime) -> int:
        """Keep these as all networks there are, and tell the docket; how many sites of it have another network now."""
        networks = tuple(found)  # a write may be tried again, an iterator only once
        return self._write(lambda session: _keep(session, networks, at))

    def page(self, after: tuple[int, int] | None = None, limit: int = 50) -> tuple[NetworkRow, ...]:
        """Networks, the largest first; `after`: (sites, number) of the last one seen."""
        asked = select(_network).where(_network.c.sites > 0)
        if after is not None:
            sites, number = after
            behind = (_network.c.sites == sites) & (_network.c.id > number)
            asked = asked.where((_network.c.sites < sites) | behind)
        asked = asked.order_by(_network.c.sites.desc(), _network.c.id).limit(limit)
        return self._read(lambda session: _rows(session, list(session.connection().execute(asked).mappings())))

    def network(self, number: int) -> NetworkRow | None:
        """A network, also one that was merged into another or whose sites are apart now; None: never given."""
        asked = select(_network).where(_network.c.id == number)
        found = self._read(lambda session: _rows(session, list(session.connection().execute(asked).mappings())))
        return found[0] if found else None

    def of_site(self, site: str) -> NetworkRow | None:
        """The network a site is in; None: in none that was found."""
        asked = select(_network).join(_site, _site.c.network_id == _network.c.id)
        asked = asked.where(_site.c.site == site, _site.c.present)
        found = self._read(lambda session: _rows(session, list(session.connection().execute(asked).mappings())))
        return found[0] if found else None

    def sites(self, number: int) -> tuple[NetworkSiteRow, ...]:
        """The sites of a network by name, each with its case of the highest risk."""
        asked = select(_site).where(_site.c.network_id == number, _site.c.present).order_by(_site.c.site)
        return self._read(lambda session: _sites(session, list(session.connection().execute(asked).mappings())))

    def links(self, number: int, limit: int = 50_000) -> tuple[NetworkLinkRow, ...]:
        """What the sites of a network share, two by two, by name."""
        return self._read(lambda session: _links(session, _link.c.network_id == number, limit))

    def links_of(self, site: str, limit: int = 500) -> tuple[NetworkLinkRow, ...]:
        """What one site shares with others of its network."""
        either = or_(_link.c.site == site, _link.c.other == site)
        return self._read(lambda session: _links(session, either, limit))


def _keep(session: Session, found: Sequence[NetworkFound], at: datetime) -> int:
    connection = session.connection()
    connection.execute(delete(_link))
    known = {int(number) for (number,) in connection.execute(select(_network.c.id))}
    connection.execute(update(_network).values(sites=0))
    _insert(session, _network, (
        {"id": one.number, "found_at": at, "seen_at": at, "sites": len(one.sites), "merged_into": 0,
         "split_from": one.split_from} for one in found if one.number not in known
    ))  # fmt: skip
    for one in found:
        if one.number in known:
            values = {"sites": len(one.sites), "seen_at": at, "merged_into": 0}
            connection.execute(update(_network).where(_network.c.id == one.number).values(values))
        if one.merged:
            merged = update(_network).where(_network.c.id.in_(one.merged))
            connection.execute(merged.values(merged_into=one.number))
    _keep_sites(session, found, at)
    _insert(session, _link, (
        {"network_id": one.number, "site": link.site, "other": link.other, "kind": link.kind, "value": link.value,
         "bearers": link.bearers, "weight": link.weight} for one in found for link in one.links
    ))  # fmt: skip
    return _tell_docket(session, {site: name_of(one.number) for one in found for site in one.sites})


def _keep_sites(session: Session, found: Sequence[NetworkFound], at: datetime) -> None:
    """Every site in a network now, and those that were in one, with the number they had last."""
    connection = session.connection()
    before = {row["site"]: row for row in connection.execute(select(_site)).mappings()}
    kept: dict[str, dict[str, object]] = {site: {**row, "present": False} for site, row in before.items()}
    for one in found:
        for site in one.sites:
            old = before.get(site)
            stayed = old is not None and old["present"] and old["network_id"] == one.number
            since = old["since"] if old is not None and stayed else at
            kept[site] = {"site": site, "network_id": one.number, "present": True, "since": since}
    connection.execute(delete(_site))
    _insert(session, _site, kept.values())


def _insert(session: Session, table: Any, rows: Iterable[Mapping[str, object]]) -> None:
    listed = [dict(row) for row in rows]
    for begin in range(0, len(listed), _AT_ONCE):
        session.connection().execute(insert(table), listed[begin : begin + _AT_ONCE])


def _tell_docket(session: Session, wanted: Mapping[str, str]) -> int:
    """Sites of the docket whose network is another now; they are told."""
    asked = select(_docket.c.site, _docket.c.network)
    changed = {
        (site, wanted.get(site, ""))
        for site, told in session.connection().execute(asked)
        if told != wanted.get(site, "")
    }
    docket_keeping.join_networks(session, sorted(changed))
    return len(changed)


def _rows(session: Session, found: Sequence[RowMapping]) -> tuple[NetworkRow, ...]:
    numbers = [row["id"] for row in found]
    asked = (
        select(_site.c.network_id, func.count(func.distinct(_site.c.site)))
        .join(_docket, _docket.c.site == _site.c.site)
        .where(_site.c.network_id.in_(numbers), _site.c.present, _docket.c.verdict == _FLAGGED)
        .group_by(_site.c.network_id)
    )
    told = session.connection().execute(asked) if numbers else ()
    flagged = {int(number): int(count) for number, count in told}
    return tuple(
        NetworkRow(
            row["id"], row["found_at"], row["seen_at"], row["sites"], flagged.get(row["id"], 0),
            row["merged_into"], row["split_from"],
        )
        for row in found
    )  # fmt: skip


def _sites(session: Session, found: Sequence[RowMapping]) -> tuple[NetworkSiteRow, ...]:
    names = [row["site"] for row in found]
    riskiest: dict[str, RowMapping] = {}
    for begin in range(0, len(names), _AT_ONCE):
        asked = select(_docket).where(_docket.c.site.in_(names[begin : begin + _AT_ONCE]))
        for row in session.connection().execute(asked.order_by(_docket.c.rank, _docket.c.id)).mappings():
            riskiest[row["site"]] = row
    told = []
    for row in found:
        case = riskiest.get(row["site"])
        judged = (case["verdict"], case["buyer_country"], case["visited_at"]) if case is not None else ("", "", None)
        told.append(NetworkSiteRow(row["site"], row["since"], *judged))
    return tuple(told)


def _links(session: Session, which: ColumnElement[bool], limit: int) -> tuple[NetworkLinkRow, ...]:
    asked = select(_link).where(which).order_by(_link.c.site, _link.c.other, _link.c.weight.desc(), _link.c.kind)
    found = session.connection().execute(asked.order_by(_link.c.value).limit(limit)).mappings()
    return tuple(
        NetworkLinkRow(row["site"], row["other"], row["kind"], row["value"], row["bearers"], row["weight"])
        for row in found
    )
