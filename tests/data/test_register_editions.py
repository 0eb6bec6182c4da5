"""Official register downloads come in as they are: odd headings, semicolons, spreadsheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.register_editions import import_register, imported
from data.world import WorldError, load

DAY = date(2026, 10, 1)
GPHC = (
    "Registration Number,Trading Name,Address,Website,Status\n"
    '1099777,Heather Lea Pharmacy,"3 Brae Road, Heatherlea",https://www.heatherlea.example/,Registered\n'
    '1099778,Bracken Pharmacy,"9 Fell Street, Bracken",,Registered\n'
    ",,,,\n"
)


def test_an_edition_is_imported_and_picked_up(tmp_path: Path) -> None:
    file = tmp_path / "premises.csv"
    file.write_text(GPHC, "utf-8")
    edition = import_register("GB GPhC", file, DAY, tmp_path / "home")
    assert (edition.register, edition.date, edition.rows) == ("GB GPhC", "2026-10-01", 2)
    world = load(editions=imported(tmp_path / "home"))
    (entry,) = world.entries_for_domain("heatherlea.example")
    assert (entry.number, entry.status, entry.edition) == ("1099777", "Registered", "2026-10-01")
    assert world.entries_for_number("1099778")[0].name == "Bracken Pharmacy"


def test_the_newest_edition_of_a_register_is_used(tmp_path: Path) -> None:
    file = tmp_path / "premises.csv"
    file.write_text(GPHC, "utf-8")
    for day in (DAY, date(2026, 11, 1)):
        import_register("GB GPhC", file, day, tmp_path)
    assert [path.name for path in imported(tmp_path)] == ["gb-gphc-2026-11-01.csv"]


def test_semicolons_and_old_spreadsheet_letters_are_read(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(
        "Registriernummer;Apotheke;Anschrift;Internetadresse\n4711;Möwen-Apotheke;Kai 1;moewe.example\n".encode(
            "cp1252"
        )
    )
    import_register("DE BfArM", file, DAY, tmp_path)
    world = load(editions=imported(tmp_path))
    assert [entry.name for entry in world.entries_for_domain("moewe.example")] == ["Möwen-Apotheke"]


def test_a_spreadsheet_is_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.Workbook()
    book.active.append(["Pharmacy Name", "Website", "Accreditation Status"])
    book.active.append(["Juniper Mail Rx", "juniper-mail.example", "Accredited"])
    file = tmp_path / "accredited.xlsx"
    book.save(file)
    assert import_register("US NABP", file, DAY, tmp_path).rows == 1
    assert load(editions=imported(tmp_path)).entries_for_domain("juniper-mail.example")


@pytest.mark.parametrize(
    ("name", "file", "content"),
    [
        ("US NABP", "not-recommended.csv", "Pharmacy Name,Website\nPillbarge,pillbarge.example\n"),
        ("GB GPhC", "other.csv", "Colour,Weight\nred,12\n"),
        ("GB GPhC", "empty.csv", ""),
        ("GB GPhC", "heading.csv", "Registration Number,Trading Name\n"),
        ("GB GPhC", "broken.xlsx", "this is no spreadsheet"),
    ],
)
def test_what_is_no_register_is_refused_by_name(tmp_path: Path, name: str, file: str, content: str) -> None:
    path = tmp_path / file
    path.write_text(content, "utf-8")
    with pytest.raises(WorldError, match=file):
        import_register(name, path, DAY, tmp_path)
    assert imported(tmp_path) == ()
