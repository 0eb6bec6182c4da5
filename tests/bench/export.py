"""A million verdicts written to CSV and Parquet by `rxverdict export`, against pandas (read_sql, to_csv, to_parquet).

    python -m tests.bench.export [ROWS]

Both begin with the same archive on disk and write the same facts of each verdict; ours guards texts against formulas
and names the case on top. Each way is a process of its own, one after the other: processor seconds of the process, and
the most memory it ever held (ru_maxrss). One round: a million rows take minutes, and memory does not vary.
"""

from __future__ import annotations

import json
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
LIMIT = 250.0  # MB; issue 5: a machine with half a gigabyte to spare writes a data set of any size

_OURS = """
from pathlib import Path
from data.archive import open_archive
from data.kept import Filters
from ui.columns import VERDICTS
from ui.exporting import write_file
with open_archive("", Path(home)) as archive:
    assert write_file(archive, Path(out), VERDICTS, Filters()).cases == rows
"""

_PANDAS = """
import json, sqlite3
import pandas
asked = (
    "SELECT v.*, i.started_at, i.ended_at, i.outcome, i.warc_sha256 FROM verdict v JOIN visit i ON i.id = v.visit_id"
)
with sqlite3.connect(f"{home}/archive.sqlite") as connection:
    table = pandas.read_sql_query(asked, connection, parse_dates=["judged_at", "started_at", "ended_at"])
def facts(text):
    v = json.loads(text)
    flags = [f["check"] for f in v["findings"] if f["answer"] == "yes"]
    coverage = [v["coverage"][name] for name in ("pages_read", "kinds_read", "kinds_missing", "languages")]
    own = [v["facts"][name] for name in ("addresses", "licences", "seals", "phones")]
    return [flags, *coverage, *own, len(v["prices"])]
told = [facts(text) for text in table.pop("document")]
names = "flags pages_read kinds_read kinds_missing languages addresses licences seals phones prices_found".split()
for place, name in enumerate(names):
    table[name] = [row[place] for row in told]
del told
table = table.drop(columns=["id", "visit_id", "visited_at"])
assert len(table) == rows
table.to_csv(out, index=False) if out.endswith(".csv") else table.to_parquet(out, compression="zstd")
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


def _measured(work: str, home: Path, out: Path, rows: int) -> tuple[float, float]:
    """Seconds and megabytes of one way."""
    command = [sys.executable, "-c", _MEASURED.format(work=work), str(home), str(out), str(rows)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    out.unlink()
    return float(told[0]), float(told[1])


def run(rows: int = ROWS) -> Iterator[Line]:
    with TemporaryDirectory(prefix="export-") as base:
        home = Path(base, "home")
        fill(home, rows)
        for ending in ("csv", "parquet"):
            seconds, memory = _measured(_OURS, home, Path(base, f"ours.{ending}"), rows)
            other_seconds, other_memory = _measured(_PANDAS, home, Path(base, f"pandas.{ending}"), rows)
            what, baseline = f"{rows:,} verdicts to {ending}", f"pandas read_sql, to_{ending}"
            yield Line(f"{what}: memory", memory, baseline, other_memory, memory / LIMIT, "MB", 1.0, "below")
            yield Line(f"{what}: processor time", seconds, baseline, other_seconds, seconds / other_seconds, "s")


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(line, flush=True)
