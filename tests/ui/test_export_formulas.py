"""Shops write texts that a spreadsheet would run. Whoever opens an export must see them as texts, and lose none."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.archive import open_archive
from data.kept import Filters
from tests.support import require
from tests.ui.exported import PAYLOADS, fill
from ui import columns
from ui.export_card import _READING
from ui.exporting import write_file
from ui.formulas import guarded, undone

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LIVE = re.compile(
    r"[\s\"\u200b\u200e\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212]"
)  # what OWASP says must not begin a cell
NASTY = st.text(st.sampled_from("=+-@'\";,\t\r\n \u00a0\ufeff\uff1dab"), max_size=12) | st.text(max_size=30)


def test_there_are_forty_payloads() -> None:
    assert len(set(PAYLOADS)) == 40


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_no_cell_begins_as_a_formula_wherever_the_file_is_parted(payload: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["pillwharf.example", guarded(payload), "end"])
    for parted_at in ",;\t":
        for row in csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=parted_at):
            assert not [cell for cell in row if LIVE.match(cell)]
    assert undone(guarded(payload)) == payload


@given(NASTY)
def test_every_text_comes_back(text: str) -> None:
    assert undone(guarded(text)) == text


@given(NASTY)
def test_the_lines_of_the_data_card_undo_it_as_well(text: str) -> None:
    told: dict[str, Any] = {}
    exec(_READING.split("```python\n")[1].split("```")[0], told)  # noqa: S102 - what we tell people to run
    assert told["undone"](guarded(text)) == text


@pytest.mark.parametrize("text", ["Isotretinoin 20 mg", "30 capsules - £40", "no; not so", "a=b", "", "Ärzte 不要"])
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@pytest.fixture(scope="module")
def prices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the prices of a shop that names its products so, as CSV and XLSX."""
    folder = tmp_path_factory.mktemp("prices")
    with open_archive("", folder / "home") as archive:
        fill(archive)
        for ending in (".csv", ".xlsx"):
            write_file(archive, folder / f"prices{ending}", columns.PRICES, Filters())
    return folder


def test_a_workbook_has_texts_and_no_formulas(prices: Path) -> None:
    sheet = openpyxl.load_workbook(prices / "prices.xlsx")["prices"]
    products = [row[5] for row in sheet.iter_rows(min_row=2)][: len(PAYLOADS)]
    assert {cell.data_type for cell in products} == {"s"}  # shared or inline string; a formula would be "f"
    assert [_read(cell.value) for cell in products] == [_lines(payload) for payload in PAYLOADS]
    assert all(cell.quotePrefix for cell in products if LIVE.match(str(cell.value)))
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def _read(value: object) -> str:
    """XLSX writes a carriage return as _x000D_; Excel and LibreOffice read it back, openpyxl does not."""
    return _lines(str(value).replace("_x000D_", "\r"))


def _lines(text: str) -> str:
    """XML has one line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_libreoffice_opens_it_and_runs_nothing(prices: Path, tmp_path: Path, ending: str) -> None:
    require(SOFFICE, "LibreOffice (soffice)")
    # Flat ODS tells what each cell is: a formula has an attribute of that name. 44,34,76: comma, quote, UTF-8;
    # the last of them lets formulas be run, as somebody careless would.
    options = ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"] if ending == ".csv" else []
    opened = _opened(prices / f"prices{ending}", tmp_path, options)
    assert opened.count("Isotretinoin 20 mg") >= 1  # it did read the rows
    assert "table:formula" not in opened
    assert "xlink:href" not in opened.split("<office:spreadsheet", 1)[1]
    if ending == ".csv":  # the same texts unguarded are run: this test would notice
        bare = tmp_path / "bare.csv"
        with bare.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([text] for text in PAYLOADS)
        assert "table:formula" in _opened(bare, tmp_path, options)


def _opened(path: Path, folder: Path, options: list[str]) -> str:
    """What LibreOffice made of a file, as flat ODS."""
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", *options]
    command += ["--convert-to", "fods", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)})
    return (folder / f"{path.stem}.fods").read_text("utf-8")
