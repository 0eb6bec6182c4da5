"""Networks from the command line, in words, and as a drawing that no site can draw in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.archive import Archive, open_archive
from data.network_rows import NetworkLinkRow
from scoring.network import Marks
from scoring.network_kinds import MarkKind
from tests.data.cases import NOON, findings, verdict, visit
from tests.ui.support import run
from ui.neighbours import mark_rows, marks_from
from ui.network_words import bond_words, bonds_of, drawing, nearest, way_words, ways_from
from ui.networking import look, looked_words

PHONE, WALLET = (MarkKind.PHONE, "+442079460321"), (MarkKind.WALLET, "bc1qinventedinventedinvented")
MARROW = Marks("marrow.example", frozenset({PHONE}), tuple(range(1_000, 9_000, 63)))
TALLOW = Marks("tallow.example", frozenset({PHONE, WALLET}))
QUILL = Marks("quill.example", frozenset({WALLET}))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive("", tmp_path, patience=0.5) as opened:
        yield opened


def keep(archive: Archive, *sites: Marks, hours: int = 0) -> None:
    for marks in sites:
        number = hash((marks.site, hours)) & 0xFFFFFFFF
        case = verdict(marks.site, country="GB", hours=hours)
        archive.save_case(visit(number, marks.site, hours), case, findings(), mark_rows(marks))


def link(one: str, other: str, kind: str = "phone", value: str = PHONE[1], weight: float = 1.0) -> NetworkLinkRow:
    return NetworkLinkRow(one, other, kind, value, 2, weight)


def test_marks_come_back_from_the_archive_as_they_went_in() -> None:
    for marks in (MARROW, TALLOW):
        assert marks_from(marks.site, mark_rows(marks)) == marks


def test_a_regulator_lists_the_networks_and_asks_what_binds_a_site(archive: Archive, tmp_path: Path) -> None:
    keep(archive, MARROW, TALLOW, QUILL)
    listed = run("networks", home=tmp_path)
    assert listed.returncode == 0
    assert listed.stdout.startswith("N1\t3 sites, 3 of them flagged")
    assert "1 network holds 3 of 3 sites" in listed.stderr
    told = run("networks", "https://quill.example/shop", home=tmp_path)
    lines = told.stdout.splitlines()
    assert told.returncode == 0
    assert lines[1].startswith("quill.example\ttallow.example\tflagged\tBoth show the wallet bc1qinvented")
    assert lines[2].startswith("quill.example\tmarrow.example\tflagged\tThrough tallow.example: both show the phone")


def test_one_line_of_json_holds_a_network_whole(archive: Archive, tmp_path: Path) -> None:
    keep(archive, MARROW, TALLOW, QUILL)
    (line,) = run("networks", "--json", home=tmp_path).stdout.splitlines()
    told = json.loads(line)
    assert (told["schema"], told["network"]) == ("rxverdict.network/1", "N1")
    assert [one["site"] for one in told["sites"]] == ["marrow.example", "quill.example", "tallow.example"]
    assert told["links"][0]["ties"] == [
        {"kind": "phone", "value": "+442079460321", "bearers": 2, "weight": 1.0},
    ]  # fmt: skip
    assert json.loads(run("networks", "n1", "--json", home=tmp_path).stdout) == told


def test_asking_in_vain_is_told_with_what_to_do(archive: Archive, tmp_path: Path) -> None:
    keep(archive, MARROW)
    early = run("networks", "marrow.example", home=tmp_path)
    assert (early.returncode, "run rxverdict networks first" in early.stderr) == (1, True)
    keep(archive, TALLOW)
    look(archive, NOON)
    keep(archive, Marks("lone.example", frozenset()))
    for asked, words in (
        ("N7", "There is no network N7"), ("lone.example", "is in no network"), ("new.example", "rxverdict check"),
    ):  # fmt: skip
        vain = run("networks", asked, home=tmp_path)
        assert (vain.returncode, vain.stdout, words in vain.stderr) == (1, "", True), asked


def test_a_network_keeps_its_name_when_its_operator_changes_the_number(archive: Archive) -> None:
    keep(archive, MARROW, TALLOW, QUILL)
    look(archive, NOON)
    other = (MarkKind.PHONE, "+442079460999")
    keep(archive, Marks("marrow.example", frozenset({other})), Marks("tallow.example", frozenset({other})), hours=5)
    found = look(archive, NOON)
    row = archive.networks.of_site("marrow.example")
    assert row is not None and (row.number, row.sites) == (1, 2)
    assert found.told == 1
    assert archive.networks.of_site("quill.example") is None


def test_an_empty_archive_says_what_to_do_first(archive: Archive) -> None:
    assert "check or crawl some first" in looked_words(look(archive, datetime.now(UTC)))


def test_whoever_hangs_on_by_a_chain_is_told_over_whom() -> None:
    bonds = bonds_of([link("a", "b"), link("b", "c", "email", "desk@ferrous.example")])
    direct, far = ways_from("a", bonds)
    assert (direct.site, direct.over, far.site, far.over) == ("b", "", "c", "b")
    assert way_words(far)[0].startswith("Through b: both show the e-mail address desk@ferrous.example")


def test_all_bearers_of_a_mark_are_bound_though_the_links_form_a_star() -> None:
    bonds = bonds_of([link("a", "b"), link("a", "c")])
    assert [way.site for way in ways_from("c", bonds) if not way.over] == ["a", "b"]


def test_copied_text_binds_two_by_two() -> None:
    bonds = bonds_of([link("a", "b", "text", "83"), link("b", "c", "text", "83")])
    assert [bond.sites for bond in bonds] == [("a", "b"), ("b", "c")]
    assert "83 in 100" in bond_words(bonds[0])


def test_a_weak_mark_says_that_it_is_one() -> None:
    (bond,) = bonds_of([link("a", "b", "template", "0f0f", 0.5)])
    assert "only beside other marks" in bond_words(bond)


def test_no_word_of_a_site_can_draw_in_the_drawing() -> None:
    evil = '&"]; k [label="\\"] \n\u202e<b>'
    drawn = drawing(["a", "b"], bonds_of([link("a", "b", "identifier", evil[:40])]), {})
    (knot,) = (row for row in drawn.splitlines() if row.startswith("k0 [") and "label" in row)
    inside = knot.partition("label=")[2].removesuffix("];")
    assert inside.startswith('"') and inside.endswith('"')
    plain = inside[1:-1].replace("\\\\", "").replace('\\"', "")
    assert '"' not in plain and "\n" not in plain and "\u202e" not in plain
    assert "&amp;" in plain


def test_a_drawing_holds_a_dozen_sites_and_the_one_asked_for_first() -> None:
    sites = [f"shop-{number:02}.example" for number in range(40)]
    bonds = bonds_of([link(sites[0], other) for other in sites[1:]])
    assert nearest(sites, bonds, sites[30])[0] == sites[30]
    assert len(nearest(sites, bonds)) == 12
