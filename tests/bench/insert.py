"""20,000 visits kept at once by the archive, against the same rows through bare sqlite3 with the same guarantees.

    python -m tests.bench.insert [ROUNDS]

Both sides: a new file each round, WAL, synchronous=FULL, foreign keys on, one BEGIN IMMEDIATE transaction, the same
table with the same unique index, known rows passed over. Both begin with the same rows and must make tuples of them,
with times in UTC; that the archive looks for letters which no database holds as well is on its account. A second line
tells the bare side with tuples that were finished before the clock started. Ways alternate; medians in rows a second.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from data.archive import VisitRow, open_archive
from tests.bench.line import Line

ROWS = 20_000
ROUNDS = 5
_BEGAN = datetime(2026, 11, 20, tzinfo=UTC)


def rows() -> list[VisitRow]:
    """As a run over 20,000 sites leaves them."""
    made = []
    for number in range(ROWS):
        at = _BEGAN + timedelta(seconds=number, microseconds=number)
        site, path = f"site-{number}.example", f"visits/2026-11/{at:%Y%m%dT%H%M%SZ}-GB-{number:012x}.warc.gz"
        ended = at + timedelta(seconds=9)
        made.append(VisitRow(site, f"https://{site}/", at, ended, "read", 7, path, f"{number:064x}"))
    return made


def ours(folder: Path, visits: list[VisitRow]) -> float:
    with open_archive("", folder) as archive:
        start = time.perf_counter()
        assert archive.save_visits(visits) == ROWS
        return time.perf_counter() - start


def bare(folder: Path, visits: list[VisitRow]) -> float:
    start = time.perf_counter()
    tuples = [_tuple(row) for row in visits]
    return time.perf_counter() - start + _insert(folder, tuples)


def finished(folder: Path, visits: list[VisitRow]) -> float:
    return _insert(folder, [_tuple(row) for row in visits])


def _insert(folder: Path, tuples: list[tuple[str | int, ...]]) -> float:
    open_archive("", folder).close()
    connection = sqlite3.connect(folder / "archive.sqlite", isolation_level=None)
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO visit (site, url, started_at, ended_at, outcome, pages, warc_path, warc_sha256, note)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (warc_sha256) DO NOTHING",
        tuples,
    )
    connection.execute("COMMIT")
    took = time.perf_counter() - start
    (count,) = connection.execute("SELECT count(*) FROM visit").fetchone()
    assert count == ROWS
    connection.close()
    return took


def _tuple(row: VisitRow) -> tuple[str | int, ...]:
    began = row.started_at.astimezone(UTC).isoformat(" ", "microseconds")[:26]
    ended = row.ended_at.astimezone(UTC).isoformat(" ", "microseconds")[:26]
    return (row.site, row.url, began, ended, row.outcome, row.pages, row.warc_path, row.warc_sha256, row.note)


def run(rounds: int = ROUNDS) -> Iterator[Line]:
    visits = rows()
    ways = {"ours": ours, "bare": bare, "finished": finished}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            with TemporaryDirectory() as folder:
                times[name].append(way(Path(folder), visits))
    took = {name: ROWS / median(taken) for name, taken in times.items()}
    what, mine = f"{ROWS:,} visits kept at once", took["ours"]
    yield Line(what, mine, "bare sqlite3, same guarantees", took["bare"], mine / took["bare"], "rows/s", 0.6)
    yield Line(what, mine, "bare sqlite3, tuples made before", took["finished"], mine / took["finished"], "rows/s")


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS):
        print(line)
