"""Networks kept and found again: they grow, merge, split and rest, on each database; the docket is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.archive import Archive, MarkRow
from data.kept import SKETCH
from data.network_rows import NetworkFound, NetworkLinkRow, name_of, number_of
from tests.data.cases import NOON, findings, verdict, visit

PHONE = "+442079460321"


def shop(archive: Archive, number: int, site: str, word: str = "flagged", country: str = "GB") -> None:
    told = replace(verdict(site, word), buyer_country=country)
    archive.save_case(visit(number, site), told, findings(), (MarkRow("phone", PHONE), MarkRow(SKETCH, "")))


def network(number: int, *sites: str, merged: tuple[int, ...] = (), split_from: int = 0) -> NetworkFound:
    links = tuple(NetworkLinkRow(sites[0], other, "phone", PHONE, len(sites), 1.0) for other in sites[1:])
    return NetworkFound(number, sites, links, merged, split_from)


def test_a_network_is_told_with_its_sites_their_verdicts_and_what_binds_them(archive: Archive) -> None:
    shop(archive, 1, "marrow.example")
    shop(archive, 2, "tallow.example", "unverified")
    assert archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON) == 2
    row = archive.networks.of_site("tallow.example")
    assert row is not None
    assert (row.number, row.sites, row.flagged, row.found_at) == (1, 2, 1, NOON)
    assert [(one.site, one.verdict) for one in archive.networks.sites(1)] == [
        ("marrow.example", "flagged"), ("tallow.example", "unverified"),
    ]  # fmt: skip
    (link,) = archive.networks.links_of("tallow.example")
    assert (link.site, link.other, link.kind, link.value) == ("marrow.example", "tallow.example", "phone", PHONE)
    assert archive.networks.links(1) == (link,)
    told = archive.docket.row("tallow.example", "GB")
    assert told is not None and told.network == "N1"


def test_the_same_found_again_changes_nothing_but_the_day(archive: Archive) -> None:
    shop(archive, 1, "marrow.example")
    archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON)
    assert archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON + timedelta(days=1)) == 0
    row = archive.networks.network(1)
    assert row is not None and (row.found_at, row.seen_at) == (NOON, NOON + timedelta(days=1))
    assert [one.since for one in archive.networks.sites(1)] == [NOON, NOON]


def test_a_site_judged_for_another_buyer_is_told_its_network_too(archive: Archive) -> None:
    shop(archive, 1, "marrow.example")
    archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON)
    shop(archive, 2, "marrow.example", country="DE")
    assert archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON) == 1
    assert {row.network for row in archive.docket.of_site("marrow.example")} == {"N1"}


def test_one_that_merged_says_into_which_and_one_that_split_says_from_which(archive: Archive) -> None:
    archive.networks.keep([network(1, "a", "b", "c"), network(2, "d", "e")], NOON)
    archive.networks.keep([network(1, "a", "b", "c", "d", "e", merged=(2,))], NOON)
    gone = archive.networks.network(2)
    assert gone is not None and (gone.sites, gone.merged_into) == (0, 1)
    archive.networks.keep([network(1, "a", "b", "c"), network(3, "d", "e", split_from=1)], NOON)
    part = archive.networks.of_site("d")
    assert part is not None and (part.number, part.split_from) == (3, 1)
    assert archive.networks.last() == 3


def test_sites_that_part_keep_in_mind_which_network_they_were_in(archive: Archive) -> None:
    shop(archive, 1, "marrow.example")
    archive.networks.keep([network(1, "marrow.example", "tallow.example")], NOON)
    assert archive.networks.keep([], NOON + timedelta(days=1)) == 1
    assert archive.networks.of_site("marrow.example") is None
    assert archive.networks.page() == ()
    assert archive.networks.numbers() == {"marrow.example": 1, "tallow.example": 1}
    told = archive.docket.row("marrow.example", "GB")
    assert told is not None and told.network == ""


def test_pages_tell_every_network_once_the_largest_first(archive: Archive) -> None:
    archive.networks.keep([network(n, *(f"{n}-{at}" for at in range(2 + n % 3))) for n in range(1, 12)], NOON)
    seen, after = [], None
    while rows := archive.networks.page(after, limit=4):
        seen += [(row.sites, row.number) for row in rows]
        after = seen[-1]
    assert seen == sorted(seen, key=lambda row: (-row[0], row[1]))
    assert len(set(seen)) == 11


def test_marks_of_all_sites_come_back_without_those_nobody_asked_for(archive: Archive) -> None:
    for number in range(5):
        shop(archive, number, f"shop-{number}.example")
    told = dict(archive.networks.marks(without=("phone",)))
    assert sorted(told) == [f"shop-{number}.example" for number in range(5)]
    assert set(told.values()) == {(MarkRow(SKETCH, ""),)}


def test_names_of_networks_are_read_back_and_nothing_else_is() -> None:
    assert number_of(name_of(17)) == 17
    assert [number_of(words) for words in ("n17", "17", "N", "N1x", "N٣", "", "n1234567890")] == [17, 0, 0, 0, 0, 0, 0]
