"""Marks of sites: kept with the case, replaced by a newer visit, asked for across sites; archives from before them."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert
from sqlmodel import Session

import data
from data.archive import Archive, ArchiveError, FindingRow, MarkRow, open_archive
from data.database import engine_for, writing
from data.kept import SKETCH
from data.tables import FindingTable, verdict_table, visit_table
from tests.data.cases import NOON, findings, verdict, visit

MIGRATIONS = Path(data.__file__).parent / "migrations"
PHONE = MarkRow("phone", "+442079460321")
TAG = MarkRow("identifier", "G-7QX2MARROW")
WHOLE = MarkRow(SKETCH, "AAAB")


def keep(archive: Archive, number: int, site: str, *marks: MarkRow, word: str = "flagged", hours: int = 0) -> None:
    archive.save_case(visit(number, site, hours), verdict(site, word, hours=hours), findings(), (*marks, WHOLE))


def sites(archive: Archive, *marks: MarkRow, site: str = "asked.example") -> list[tuple[str, str]]:
    return [(row.site, row.kind) for row in archive.sharing(site, marks, most=20)]


def test_a_shared_mark_tells_the_other_site_and_its_latest_verdict(archive: Archive) -> None:
    keep(archive, 1, "first.example", PHONE, TAG, word="unverified")
    keep(archive, 2, "first.example", PHONE, TAG, word="flagged", hours=5)
    keep(archive, 3, "stranger.example", MarkRow("phone", "+4930123456"))
    (row, _) = archive.sharing("asked.example", (PHONE, TAG, WHOLE), most=20)
    assert (row.site, row.kind, row.value, row.verdict, row.sketch) == (
        "first.example", "identifier", "G-7QX2MARROW", "flagged", "AAAB",
    )  # fmt: skip
    assert row.judged_at == NOON + timedelta(hours=5, minutes=1)
    assert archive.compared("asked.example") == 2
    assert archive.compared("first.example") == 1


def test_a_site_is_not_its_own_neighbour_and_nothing_asked_is_nothing_shared(archive: Archive) -> None:
    keep(archive, 1, "first.example", PHONE)
    assert sites(archive, PHONE, site="first.example") == []
    assert sites(archive) == []


def test_a_newer_visit_replaces_the_marks_and_an_older_one_does_not(archive: Archive) -> None:
    keep(archive, 1, "first.example", PHONE, hours=2)
    keep(archive, 2, "first.example", TAG, hours=4)
    assert sites(archive, PHONE, TAG) == [("first.example", "identifier")]
    keep(archive, 3, "first.example", PHONE, hours=1)
    assert sites(archive, PHONE, TAG) == [("first.example", "identifier")]
    archive.save_case(visit(4, "first.example", 6), verdict("first.example", hours=6), findings())
    assert sites(archive, PHONE, TAG) == [("first.example", "identifier")]


def test_a_mark_on_too_many_sites_counts_for_none(archive: Archive) -> None:
    for number in range(19):
        keep(archive, number, f"shop-{number}.example", PHONE)
    assert len(sites(archive, PHONE)) == 19
    keep(archive, 19, "shop-19.example", PHONE, TAG)
    assert sites(archive, PHONE, TAG) == [("shop-19.example", "identifier")]


def test_hundreds_of_marks_are_asked_for_piece_by_piece(archive: Archive) -> None:
    many = [MarkRow("wallet", f"wallet-{number}") for number in range(450)]
    keep(archive, 1, "first.example", *many)
    assert len(sites(archive, *many)) == 450


def test_a_case_that_is_refused_leaves_no_mark(archive: Archive) -> None:
    twice = FindingRow("false_seal", "seals", "no", 0.0, "No seal is shown.", "[]")
    with pytest.raises(ArchiveError):
        archive.save_case(visit(1, "first.example"), verdict("first.example"), (twice, twice), (PHONE, WHOLE))
    assert archive.compared("asked.example") == 0


def test_values_no_index_can_hold_are_left_out_and_odd_ones_mended(archive: Archive) -> None:
    keep(archive, 1, "first.example", MarkRow("wallet", "x" * 5_000), MarkRow("messenger", "pill\0desk"), PHONE)
    assert sites(archive, PHONE) == [("first.example", "phone")]


def _first_release(url: str, home: Path) -> None:
    """An archive as revision 0001 made it, with two cases of one site."""
    engine = engine_for(url, home, patience=5)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with Session(writing(engine)) as session, session.begin():
        for number, hours in ((1, 0), (2, 3)):
            kept = visit_table(visit(number, hours=hours))
            session.add(kept)
            session.flush()
            judged = verdict_table(verdict(hours=hours), kept.id or 0, kept.ended_at)
            session.add(judged)
            session.flush()
            session.execute(insert(FindingTable), [{"verdict_id": judged.id, **asdict(row)} for row in findings()])
    engine.dispose()


def test_an_archive_from_before_the_marks_keeps_everything(url: str, tmp_path: Path) -> None:
    _first_release(url, tmp_path)
    with open_archive(url=url, home=tmp_path) as archive:
        newer, older = archive.history("pillwharf.example")
        assert older == replace(verdict(), id=older.id, visit_id=older.visit_id, visited_at=NOON)
        assert archive.visit(newer.visit_id or 0) == replace(visit(2, hours=3), id=newer.visit_id)
        assert archive.findings(newer.id or 0) == findings()
        assert archive.compared("asked.example") == 0
        keep(archive, 3, "first.example", PHONE)
        assert sites(archive, PHONE) == [("first.example", "phone")]
