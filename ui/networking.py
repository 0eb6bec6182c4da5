"""What `rxverdict networks` does: look for networks in the archive, keep them, tell them. Runs return exit codes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from data.archive import Archive
from data.network_rows import NetworkFound, NetworkLinkRow, NetworkRow, name_of, number_of
from scoring.network import Marks
from scoring.network_ids import Numbered, numbered
from scoring.network_links import Cluster, clusters
from ui import EXIT_OK, EXIT_PARTLY
from ui.commands import harmless, say
from ui.contract import stamp
from ui.neighbours import SHINGLE, marks_from
from ui.network_words import bonds_of, state_words, way_words, ways_from
from ui.opening import with_archive

SCHEMA = "rxverdict.network/1"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look for networks found. `compared`: sites; `told`: sites of the docket in another network than before."""

    compared: int
    networks: int
    sites: int
    merged: int
    split: int
    told: int


def look(archive: Archive, at: datetime) -> Looked:
    """Look for networks among all sites whose marks are kept, number them, keep them. Raises ArchiveError."""
    marks = list(all_marks(archive))
    found = numbered(clusters(marks), archive.networks.numbers(), archive.networks.last())
    told = archive.networks.keep((_kept(one) for one in found), at)
    merged = sum(len(one.merged) for one in found)
    sites = sum(len(one.cluster.sites) for one in found)
    return Looked(len(marks), len(found), sites, merged, sum(one.split_from > 0 for one in found), told)


def all_marks(archive: Archive) -> Iterator[Marks]:
    """The marks of every site of the archive. Raises ArchiveError."""
    # The sketch says all that the single hashes say.
    return (marks_from(site, rows) for site, rows in archive.networks.marks(without=(SHINGLE,)))


def _kept(one: Numbered) -> NetworkFound:
    return NetworkFound(one.number, one.cluster.sites, tuple(_links(one.cluster)), one.merged, one.split_from)


def _links(cluster: Cluster) -> Iterator[NetworkLinkRow]:
    for link in cluster.links:
        for tie in link.ties:
            yield NetworkLinkRow(link.site, link.other, tie.kind, tie.value, tie.bearers, tie.weight)


def run_networks(asked: str, as_json: bool) -> int:
    """Look and list; or explain the network of one site, or with one name, as it was last found."""
    return with_archive(lambda archive: _explain(archive, asked, as_json) if asked else _list(archive, as_json))


def _list(archive: Archive, as_json: bool) -> int:
    say("Comparing what sites share …")
    began = time.monotonic()
    looked = look(archive, datetime.now(UTC))
    say(f"{looked_words(looked)} It took {time.monotonic() - began:.1f} s.")
    for row in every(archive):
        _tell(json_of(archive, row) if as_json else f"{name_of(row.number)}\t{state_words(row)}")
    return EXIT_OK


def looked_words(looked: Looked) -> str:
    """What a look found, in one or two sentences."""
    if not looked.compared:
        return "The archive knows no site's marks yet: check or crawl some first."
    changes = [f"{looked.merged} merged" * bool(looked.merged), f"{looked.split} split off" * bool(looked.split)]
    since = ", ".join(filter(None, changes))
    networks = "1 network holds" if looked.networks == 1 else f"{looked.networks} networks hold"
    held = f"{networks} {looked.sites} of {looked.compared} sites"
    return f"{held}{f' ({since})' if since else ''}."


def every(archive: Archive) -> Iterator[NetworkRow]:
    """All networks, the largest first. Raises ArchiveError."""
    after: tuple[int, int] | None = None
    while page := archive.networks.page(after):
        yield from page
        after = page[-1].sites, page[-1].number


def _explain(archive: Archive, asked: str, as_json: bool) -> int:
    number = number_of(asked)
    site = "" if number else site_named(asked)
    row = archive.networks.network(number) if number else archive.networks.of_site(site)
    if row is None:
        say(_unknown(archive, asked, number, site))
        return EXIT_PARTLY
    if as_json:
        _tell(json_of(archive, row))
        return EXIT_OK
    _tell(f"{name_of(row.number)}\t{state_words(row)}")
    bonds = bonds_of(archive.networks.links(row.number))
    sites = archive.networks.sites(row.number)
    if not site:
        site = sites[0].site if sites else ""
        if site:
            say(f"Told from {site}; name another of its sites to see what binds that one.")
    judged = {one.site: one.verdict.replace("_", " ") or "no verdict" for one in sites}
    for way in ways_from(site, bonds):
        for words in way_words(way):
            _tell(f"{site}\t{way.site}\t{judged.get(way.site, 'no verdict')}\t{words}")
    return EXIT_OK


def site_named(words: str) -> str:
    """The site an address or a name stands for."""
    from crawler.site import site_of

    return site_of(words.strip())


def _unknown(archive: Archive, asked: str, number: int, site: str) -> str:
    if not archive.networks.last():
        return "Networks were not looked for yet: run rxverdict networks first."
    if number:
        return f"There is no network {asked}: rxverdict networks lists them."
    if archive.latest_verdict(site) is None:
        return f"{site or asked} was not visited yet: rxverdict check {site or asked}"
    return f"{site} is in no network: nothing that counts is shared with another site of the archive."


def json_of(archive: Archive, row: NetworkRow) -> str:
    """A network as one line of JSON, with its sites and all that binds them."""
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "network": name_of(row.number),
        "found_at": stamp(row.found_at),
        "seen_at": stamp(row.seen_at),
        "merged_into": name_of(row.merged_into) if row.merged_into else None,
        "split_from": name_of(row.split_from) if row.split_from else None,
        "sites": [
            {"site": one.site, "since": stamp(one.since), "verdict": one.verdict or None,
             "buyer_country": one.buyer_country, "visited_at": stamp(one.visited_at) if one.visited_at else None}
            for one in archive.networks.sites(row.number)
        ],
        "links": list(_json_links(archive.networks.links(row.number, limit=1_000_000))),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _json_links(links: Iterable[NetworkLinkRow]) -> Iterator[dict[str, Any]]:
    for (site, other), rows in groupby(links, key=lambda link: (link.site, link.other)):
        ties = [{key: value for key, value in asdict(row).items() if key not in ("site", "other")} for row in rows]
        yield {"site": site, "other": other, "ties": ties}


def _tell(line: str) -> None:
    print(harmless(line))  # noqa: T201 - results belong on stdout
