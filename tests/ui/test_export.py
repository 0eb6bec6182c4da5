"""A researcher takes the archive away: every format holds the same rows, and nothing is lost without a word."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from data.archive import Archive, open_archive
from data.kept import Filters
from tests.data.cases import NOON, verdict, visit
from tests.ui.exported import PAYLOADS, document, fill
from tests.ui.support import run
from ui import columns
from ui.columns import TABLES, Kind, Table
from ui.export_formats import ENDINGS, sink
from ui.export_rows import CaseRows, Values, case_id, rows_of
from ui.export_sheets import CELL_UNITS, Sheets
from ui.exporting import write_file
from ui.formulas import undone


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    with open_archive("", home) as opened:
        fill(opened)
        yield opened


def rows(archive: Archive, table: Table) -> list[Values]:
    cases: Iterator[CaseRows] = (rows_of(*case) for case in archive.exports.cases())
    return [row for case in cases for row in case.of(table.name)]


def of_csv(path: Path, table: Table) -> list[Values]:
    with path.open(encoding="utf-8", newline="") as file:
        head, *found = csv.reader(file)
    assert tuple(head) == table.names
    return [_typed([undone(cell) for cell in row], table) for row in found]


def of_lines(path: Path, table: Table) -> list[Values]:
    found = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    assert all(tuple(row) == table.names for row in found)
    return [_typed([_told(value) for value in row.values()], table) for row in found]


def _told(value: Any) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)


def _typed(cells: list[str], table: Table) -> Values:
    read: dict[Kind, Any] = {
        Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: float, Kind.DECIMAL: Decimal, Kind.OBJECTS: str,
        Kind.WORDS: lambda cell: tuple(json.loads(cell)),
        Kind.MOMENT: lambda cell: datetime.strptime(cell, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
    }  # fmt: skip
    pairs = zip(table.columns, cells, strict=True)
    return tuple(None if not c and k.kind is not Kind.TEXT else read[k.kind](c) for k, c in pairs)


def of_parquet(path: Path, table: Table) -> list[Values]:
    found = pq.read_table(path).to_pylist()
    return [tuple(tuple(v) if isinstance(v, list) else v for v in row.values()) for row in found]


def blank(rows: list[Values]) -> list[Values]:
    """Where a text may be missing, CSV cannot tell nothing from an empty text."""
    return [tuple("" if value is None else value for value in row) for row in rows]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_goes_in_comes_out_of_every_format(archive: Archive, tmp_path: Path, table: Table) -> None:
    wanted = rows(archive, table)
    assert len(wanted) == {"verdicts": 4, "findings": 8, "prices": 45}[table.name]
    for ending, read in ((".csv", of_csv), (".jsonl", of_lines), (".parquet", of_parquet)):
        path = tmp_path / f"{table.name}{ending}"
        assert write_file(archive, path, table, Filters()).rows[table.name] == len(wanted)
        assert blank(read(path, table)) == blank(wanted), ending


def test_a_workbook_holds_the_same_texts_numbers_and_times(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "prices.xlsx"
    write_file(archive, path, columns.PRICES, Filters())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["prices", "columns"]
    head, *found = book["prices"].iter_rows()
    assert tuple(cell.value for cell in head) == columns.PRICES.names
    wanted = rows(archive, columns.PRICES)
    assert [cell.value for row in found for cell in row[4:5]] == [row[4] for row in wanted]
    assert [row[9].value for row in found] == [None if row[9] is None else float(str(row[9])) for row in wanted]
    assert {row[3].value for row in found} == {row[3].replace(tzinfo=None) for row in wanted}  # type: ignore[union-attr, call-arg]
    assert [cell.value for cell in book["columns"]["A"]][1:] == list(columns.PRICES.names)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_archive_gives_the_same_bytes(archive: Archive, tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    for path in (first, second):
        write_file(archive, path, columns.FINDINGS, Filters())
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["home", first.name, second.name])


def test_pages_follow_each_other_without_gap_or_repeat(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(archive, columns.VERDICTS)
    monkeypatch.setattr("data.exports._PAGE", 1)
    assert rows(archive, columns.VERDICTS) == whole


def test_filters_choose_the_cases(archive: Archive, tmp_path: Path) -> None:
    def cases(filters: Filters) -> list[str]:
        return [verdict.headline for verdict, _ in archive.exports.cases(filters)]

    assert cases(Filters(latest_only=True)) == ["Case 2.", "Case 3.", "Case 4."]
    assert cases(Filters(verdicts=("caution",))) == ["Case 3.", "Case 4."]
    assert cases(Filters(buyer_country="US")) == ["Case 2."]
    assert cases(Filters(since=NOON.replace(day=21))) == ["Case 4."]
    assert archive.exports.tally(Filters(), 100) == {"flagged": 1, "unverified": 1, "caution": 2}
    assert archive.exports.tally(Filters(), 1) == {"flagged": 1}
    assert archive.exports.sites(Filters(buyer_country="GB")) == 1


def test_a_case_bears_one_name_in_all_tables_and_archives(archive: Archive) -> None:
    name = case_id(f"{1:064x}", "book-1", "GB")
    assert next(row[0] for row in rows(archive, columns.VERDICTS)) == name
    assert sum(row[0] == name for row in rows(archive, columns.PRICES)) == len(PAYLOADS) + 1


def test_a_workbook_says_which_cells_it_had_to_cut(archive: Archive, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    ended = run("export", path, "--table", "findings", home=home)
    assert (ended.returncode, ended.stdout) == (1, f"{path}: findings 8 rows\n")
    assert "1 cells were longer than the 32,767 characters" in ended.stderr
    longest = max((cell.value for cell in openpyxl.load_workbook(path)["findings"]["J"]), key=len)
    assert len(longest) <= CELL_UNITS and "[cut here: 36000 characters; whole in .csv" in longest


def test_rows_beyond_a_sheet_go_on_in_the_next(archive: Archive, tmp_path: Path) -> None:
    with Sheets(tmp_path / "many.xlsx", columns.PRICES, sheet_rows=21) as sheets:
        for row in rows(archive, columns.PRICES):
            sheets.write(row)
    assert "go on in 3 sheets" in sheets.notes[0]
    book = openpyxl.load_workbook(tmp_path / "many.xlsx")
    assert [book[name].max_row - 1 for name in ("prices", "prices 2", "prices 3")] == [20, 20, 5]
    assert all(book[name]["A1"].value == "case" for name in ("prices", "prices 2", "prices 3"))


def test_an_amount_that_parquet_cannot_hold_is_told(tmp_path: Path) -> None:
    absurd = document(9, ("Gold capsules",)).replace('"99.90"', '"1000000000000000000000"')
    row = rows_of(replace(verdict(), document=absurd), visit(9))
    with sink(tmp_path / "p.parquet", columns.PRICES) as parquet:
        for price in row.prices:
            parquet.write(price)
    assert parquet.notes == ("1 amounts are too large for a decimal of Parquet and left empty",)


def test_a_verdict_object_that_cannot_be_read_leaves_its_row_and_is_told(home: Path, tmp_path: Path) -> None:
    with open_archive("", home) as archive:
        archive.save_case(visit(1), verdict(), ())  # its object is cut short
    ended = run("export", tmp_path / "v.jsonl", home=home)
    assert ended.returncode == 1 and "verdict objects of 1 cases could not be read" in ended.stderr
    row = json.loads((tmp_path / "v.jsonl").read_text())
    assert (row["verdict"], row["pages_read"], row["flags"]) == ("flagged", None, [])


def test_an_empty_archive_gives_a_head_and_no_rows(home: Path, tmp_path: Path) -> None:
    for ending in ENDINGS:
        assert run("export", tmp_path / f"v{ending}", home=home).stdout == f"{tmp_path}/v{ending}: verdicts 0 rows\n"
    assert of_csv(tmp_path / "v.csv", columns.VERDICTS) == []
    assert pq.read_table(tmp_path / "v.parquet").column_names == list(columns.VERDICTS.names)
    assert run("export", f"{tmp_path}/study/", home=home).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["v.xls"], "an export ends in .csv, .jsonl, .parquet, .xlsx, or names a folder"),
        (["nowhere/v.csv"], "there is no folder nowhere"),
        (["v.csv", "--table", "sites"], "--table: 'sites' is none of verdicts, findings, prices"),
        (["v.csv", "--verdict", "bad"], "--verdict: 'bad' is none of flagged"),
        (["v.csv", "--since", "yesterday"], "--since: 'yesterday' is no day such as 2026-11-01"),
        (["v/", "--licence", "MIT"], "--licence: 'MIT' is none of CC-BY-4.0"),
        (["data"], "data is there already and not empty"),
    ],
)
def test_what_cannot_be_written_is_told(home: Path, words: list[str], told: str) -> None:
    ended = run("export", *words, home=home)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert told in ended.stderr and "Traceback" not in ended.stderr


def test_an_export_that_is_broken_off_leaves_the_old_file(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v.csv"
    path.write_text("of last week")
    monkeypatch.setattr("ui.exporting._EVERY", 2)

    def interrupt(cases: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(archive, path, columns.VERDICTS, Filters(), interrupt)
    assert path.read_text() == "of last week" and not list(tmp_path.glob(".*part*"))
