"""A folder that a researcher can publish: validated by the tools of the field, opened by the libraries they use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from data.archive import open_archive
from data.kept import Filters
from data.known import known_world
from tests.support import require
from tests.ui.exported import PAYLOADS, fill
from tests.ui.support import run
from ui.columns import TABLES, VERDICTS
from ui.dataset import Asked, download, download_folder
from ui.export_card import filter_words
from ui.formulas import undone


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with open_archive("", folder) as archive:
        fill(archive)
    return folder


@pytest.fixture(scope="module")
def study(home: Path) -> Iterator[Path]:
    ended = run("export", f"{home}/study/", "--creator", "Otterby\nstudy group", home=home)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        f"{home}/study/: {name} {count} rows" for name, count in (("verdicts", 4), ("findings", 8), ("prices", 45))
    ]
    yield home / "study"


def library(name: str) -> Any:
    require(find_spec(name), f"{name} (extra dev)")
    return import_module(name)


def test_it_holds_what_a_data_set_needs(study: Path) -> None:
    names = "CITATION.cff LICENSE.txt README.md croissant.json datapackage.json rulebook.json"
    assert sorted(path.name for path in study.iterdir()) == sorted(
        [*names.split(), *(f"{table.name}.csv" for table in TABLES)]
    )
    package = json.loads((study / "datapackage.json").read_text())
    for resource in package["resources"]:
        content = (study / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    cited = yaml.safe_load((study / "CITATION.cff").read_text())
    assert (cited["version"], cited["authors"]) == (package["version"], [{"name": "Otterby study group"}])
    rules = json.loads((study / "rulebook.json").read_text())
    assert rules["judged_by"] == {"book-1": 4} and len(rules["checks"]) >= 19


def test_the_card_tells_each_column_the_filters_and_the_limits(study: Path) -> None:
    card = (study / "README.md").read_text()
    for column in (column for table in TABLES for column in table.columns):
        assert f"| `{column.name}` |" in card and column.unit and column.source
    for words in ("It is no sample", "Not seen is not absent", "Lagan et al.", "everything in the archive", "Sites: 3"):
        assert words in card
    some = Filters(verdicts=("flagged",), buyer_country="GB", latest_only=True)
    assert filter_words(some).startswith("verdict flagged; buyers in GB; of each site")


def test_frictionless_finds_nothing_wrong(study: Path) -> None:
    told = library("frictionless").validate(str(study / "datapackage.json"))
    assert told.valid, told.flatten(["rowNumber", "fieldName", "note"])
    assert [task.stats["rows"] for task in told.tasks] == [4, 8, 45]


def test_mlcroissant_finds_nothing_wrong_and_reads_the_records(study: Path) -> None:
    opened = library("mlcroissant").Dataset(str(study / "croissant.json"))
    assert not opened.metadata.issues.errors and not opened.metadata.issues.warnings
    assert len(list(opened.records("prices"))) == 45
    first = next(iter(opened.records("verdicts")))
    assert (first["verdicts/site"], first["verdicts/risk_high"]) == (b"pillwharf.example", 90)


def test_pandas_polars_and_duckdb_open_it(study: Path, home: Path) -> None:
    pandas, polars, duckdb = library("pandas"), library("polars"), library("duckdb")
    products = pandas.read_csv(study / "prices.csv", keep_default_na=False)["product"]
    assert [undone(text) for text in products[: len(PAYLOADS)]] == list(PAYLOADS)
    assert run("export", home / "prices.parquet", "--table", "prices", home=home).returncode == 0
    assert pandas.read_parquet(home / "prices.parquet")["product"].to_list()[: len(PAYLOADS)] == list(PAYLOADS)
    table = polars.read_parquet(home / "prices.parquet")
    assert str(table.schema["total"]).startswith("Decimal") and table["total"].drop_nulls().len() == 41
    counted = duckdb.sql(f"select count(*), sum(total) from '{home}/prices.parquet'").fetchall()[0]
    assert (counted[0], str(counted[1])) == (45, "4095.9000000000")
    assert duckdb.sql(f"select count(*) from read_csv('{study}/verdicts.csv')").fetchall() == [(4,)]


def test_the_screen_gives_the_same_folder_and_the_same_bytes_twice(study: Path, home: Path) -> None:
    with open_archive("", home) as archive:
        asked, world = Asked(VERDICTS, Filters()), known_world(home)
        packed = download_folder(archive, world, asked)
        assert packed == download_folder(archive, world, asked)
        assert download(archive, asked, ".csv") == (study / "verdicts.csv").read_bytes()
    with ZipFile(BytesIO(packed)) as zipped:
        assert zipped.read("rxverdict/findings.csv") == (study / "findings.csv").read_bytes()
        assert len(zipped.namelist()) == 9
