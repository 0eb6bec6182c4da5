"""A million verdicts written by `rxverdict export` in each format, against pandas from the same database.

    python -m tests.bench.export [ROWS]

Both begin with the same archive on disk and write the same facts of each verdict; ours guards texts against formulas
and names the case on top. A folder holds verdicts, findings and prices, two findings and a price a verdict; pandas
writes three CSV files, ours describes them as well. pandas keeps a sheet in memory as a whole: for XLSX both write at
most 100,000 rows, and ours all of them beside. Each way is a process of its own, one after the other: processor seconds
of the process, and the most memory it ever held (ru_maxrss). One round: a million rows take minutes, and memory does
not vary.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from data.archive import open_archive
from tests.bench.line import Line
from tests.ui.support import ROOT

ROWS = 1_000_000
_DAY = "2026-11-20"
SHEET = 100_000  # rows that pandas writes to XLSX
LIMIT = 250.0  # MB; issue 5: a machine with half a gigabyte to spare writes a data set of any size

_OURS = """
from pathlib import Path
from data.archive import open_archive
from data.kept import Filters
from data.known import known_world
from ui.columns import VERDICTS
from ui.exporting import is_folder, write_file, write_folder
with open_archive("", Path(home)) as archive:
    if is_folder(out):
        gathered = write_folder(archive, known_world(Path(home)), Path(out), Filters())
    else:
        gathered = write_file(archive, Path(out), VERDICTS, Filters())
    assert gathered.cases == rows
"""

_PANDAS = """
import json, os, sqlite3
import pandas
asked = (
    "SELECT v.*, i.started_at, i.ended_at, i.outcome, i.warc_sha256 FROM verdict v JOIN visit i ON i.id = v.visit_id"
)
dates = ["judged_at", "started_at", "ended_at"]
with sqlite3.connect(f"{home}/archive.sqlite") as connection:
    table = pandas.read_sql_query(asked, connection, parse_dates=dates)
def facts(text):
    v = json.loads(text)
    flags = [f["check"] for f in v["findings"] if f["answer"] == "yes"]
    coverage = [v["coverage"][name] for name in ("pages_read", "kinds_read", "kinds_missing", "languages")]
    own = [v["facts"][name] for name in ("addresses", "licences", "seals", "phones")]
    return [flags, *coverage, *own, len(v["prices"])]
def parts(name):
    told = zip(table["site"], table["buyer_country"], table["judged_at"], table["document"])
    return pandas.DataFrame([
        {"site": site, "buyer_country": country, "judged_at": at, **part}
        for site, country, at, text in told for part in json.loads(text)[name]
    ])
if out.endswith("/"):
    os.mkdir(out)
    for name in ("findings", "prices"):
        parts(name).to_csv(f"{out}{name}.csv", index=False)
told = [facts(text) for text in table.pop("document")]
names = "flags pages_read kinds_read kinds_missing languages addresses licences seals phones prices_found".split()
for place, name in enumerate(names):
    table[name] = [row[place] for row in told]
del told
table = table.drop(columns=["id", "visit_id", "visited_at"])
assert len(table) == rows
match out.rpartition(".")[2]:
    case "csv": table.to_csv(out, index=False)
    case "jsonl": table.to_json(out, orient="records", lines=True, date_format="iso")
    case "parquet": table.to_parquet(out, compression="zstd")
    case "xlsx": table.to_excel(out, index=False, engine="xlsxwriter")
    case _: table.to_csv(f"{out}verdicts.csv", index=False)
"""

_MEASURED = """
import resource, sys, time
home, out, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
began = time.process_time()
{work}
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def fill(home: Path, rows: int) -> None:
    """An archive with that many verdicts; each has two findings and a price, about a kilobyte of verdict object."""
    open_archive("", home).close()
    connection = sqlite3.connect(home / "archive.sqlite", isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    visits = (
        (n, f"site-{n}.example", f"https://site-{n}.example/", f"{_DAY} 12:00:00.000000", f"{_DAY} 12:00:09.000000",
         "read", 7, f"visits/{n:012x}.warc.gz", f"{n:064x}", "")
        for n in range(1, rows + 1)
    )  # fmt: skip
    connection.executemany("INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", visits)
    verdicts = (
        (n, n, f"site-{n}.example", f"https://site-{n}.example/", "GB", f"{_DAY} 12:00:09.000000",
         f"{_DAY} 12:00:10.000000", "0123456789abcdef", "seller", "caution", n % 50, 50 + n % 50,
         f"Shows signs of an offer without a prescription, as of 2026-11-20 ({n}).", _document(n))
        for n in range(1, rows + 1)
    )  # fmt: skip
    connection.executemany("INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", verdicts)
    connection.execute("COMMIT")
    connection.close()


def _document(n: int) -> str:
    finding = {
        "family": "prescription",
        "answer": "yes",
        "weight": 1.8,
        "why": f"It offers it so: {n}.",
        "evidence": [],
    }
    price = {"product": f"Capsules {n}", "drug": "isotretinoin", "strength_mg": "20", "quantity": "30",
             "total": "99.90", "currency": "GBP", "per_unit": "3.33", "url": f"https://site-{n}.example/a"}  # fmt: skip
    told = {
        "findings": [{"check": name, **finding} for name in ("sells_without_prescription", "missing_address")],
        "prices": [price],
        "coverage": {"pages_read": 7, "kinds_read": ["home", "product"], "kinds_missing": ["faq"], "languages": ["en"]},
        "facts": {
            "addresses": [f"{n} Mill Lane, Otterby"],
            "licences": [],
            "seals": [],
            "phones": ["+44 20 7946 0000"],
        },
    }
    return json.dumps(told)


def _measured(work: str, home: Path, out: str, rows: int) -> tuple[float, float]:
    """Seconds and megabytes of one way."""
    command = [sys.executable, "-c", _MEASURED.format(work=work), str(home), out, str(rows)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    shutil.rmtree(out) if Path(out).is_dir() else Path(out).unlink()
    return float(told[0]), float(told[1])


def run(rows: int = ROWS) -> Iterator[Line]:
    with TemporaryDirectory(prefix="export-") as base:
        home, few = Path(base, "home"), min(rows, SHEET)
        fill(home, rows)
        for ending, baseline in _FORMATS.items():
            yield from _beside_pandas(home, base, ending, baseline, rows)
        _, memory = _measured(_OURS, home, f"{base}/ours.xlsx", rows)
        yield Line(f"{rows:,} verdicts to xlsx: memory", memory, "goal", LIMIT, memory / LIMIT, "MB", 1.0, "below")
        sheet = Path(base, "sheet")
        fill(sheet, few)
        yield from _beside_pandas(sheet, base, ".xlsx", "pandas read_sql, to_excel (xlsxwriter)", few)


_FORMATS = {
    ".csv": "pandas read_sql, to_csv", ".jsonl": "pandas read_sql, to_json", ".parquet": "pandas read_sql, to_parquet",
    "/": "pandas read_sql, to_csv of three tables",
}  # fmt: skip


def _beside_pandas(home: Path, base: str, ending: str, baseline: str, rows: int) -> Iterator[Line]:
    seconds, memory = _measured(_OURS, home, f"{base}/ours{ending}", rows)
    other_seconds, other_memory = _measured(_PANDAS, home, f"{base}/pandas{ending}", rows)
    what = f"{rows:,} verdicts to {'a folder' if ending == '/' else ending[1:]}"
    yield Line(f"{what}: memory", memory, baseline, other_memory, memory / LIMIT, "MB", 1.0, "below")
    yield Line(f"{what}: processor time", seconds, baseline, other_seconds, seconds / other_seconds, "s")


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(line, flush=True)
