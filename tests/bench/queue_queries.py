"""What the queue asks the database for, on SQLite and PostgreSQL: the first page, the next ones, and a count.

    python -m tests.bench.queue_queries [ROWS [BASE]]

Archives of ROWS (100,000) and BASE (10,000) sites on each database, asked by turns; milliseconds of one page with its
tags, as `ui.views.queue` asks for it. A page is to be a walk along an index, whatever the number of rows. The browser
and the drawing are measured by `tests.bench.queue`.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psycopg

from data.archive import Archive, open_archive
from data.docket_rows import DocketCursor, DocketFilters, DocketOrder
from scoring.checks import all_checks
from tests.bench.dockets import make
from tests.bench.line import Line
from tests.data import postgres

ROWS, BASE = 100_000, 10_000
GROWTH = 1.3  # the goal of the issue, for the whole drawing; a page alone must not grow faster
_ROUNDS, _PAGES = 9, 20
_COUNTED = 500  # as in ui.views.queue
_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_VIEWS = {
    "to do": DocketFilters(to_do=True), "all": DocketFilters(), "flagged in GB": DocketFilters(
        to_do=True, verdict="flagged", buyer_country="GB"
    ), "one check": DocketFilters(check="missing_address"),
}  # fmt: skip
_VISITS = """
INSERT INTO visit (site, url, started_at, ended_at, outcome, pages, warc_path, warc_sha256, note)
SELECT substr('amberbirchdappleembergorse', 1 + (n * 7) % 20, 5) || '-' || n || '.example',
       'https://shop-' || n || '.example/', timestamptz '2026-11-01' + n * interval '1 second',
       timestamptz '2026-11-01' + (n + 9) * interval '1 second', 'read', 7, 'visits/2026-11/' || n || '.warc.gz',
       lpad(to_hex(n), 64, '0'), '' FROM generate_series(0, {rows} - 1) AS n
"""
_VERDICTS = """
INSERT INTO verdict (visit_id, site, url, buyer_country, visited_at, judged_at, rulebook, role, verdict, risk_low,
                     risk_high, headline, document)
SELECT id, site, url, CASE id % 5 WHEN 0 THEN 'GB' WHEN 1 THEN 'DE' ELSE 'US' END, ended_at, ended_at, 'book', 'seller',
       CASE WHEN id % 10 < 3 THEN 'flagged' WHEN id % 10 < 5 THEN 'caution' ELSE 'unverified' END,
       (id * 7919::bigint) % 60, 40 + (id * 104729::bigint) % 61, 'Shows signs of an offer, as of 2026-11-01.', '{}'
FROM visit
"""
_FINDINGS = """
INSERT INTO finding (verdict_id, "check", family, answer, weight, why, evidence)
SELECT id, (%(checks)s::text[])[1 + (id + 5 * turn) %% %(many)s], 'family', 'yes', 1.8, '', '[]'
FROM verdict, generate_series(0, 2) AS turn
"""


def make_postgres(server: str, name: str, rows: int, home: Path) -> str:
    """The archive of `tests.bench.dockets` on PostgreSQL; its address."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    open_archive(f"{server}/{name}", home).close()
    step = importlib.import_module("data.migrations.versions.v0005_docket")
    checks = [check.card.id for check in all_checks()]
    with psycopg.connect(f"{server}/{name}", autocommit=True) as connection:
        connection.execute(_VISITS.format(rows=rows).encode())
        connection.execute(_VERDICTS.encode())
        connection.execute(_FINDINGS, {"checks": checks, "many": len(checks)})
        connection.execute(step._ROWS.replace(":yes", "true").encode())
        connection.execute(step._CHECKS.encode())
        connection.execute(step._COUNTRIES.encode())
        connection.execute(b"VACUUM ANALYZE")
    return f"{server}/{name}"


def _pages(archive: Archive, filters: DocketFilters) -> float:
    """Seconds of one page: the median of the first and those behind it."""
    after: DocketCursor | None = None
    taken = []
    for _ in range(_PAGES):
        began = time.perf_counter()
        page = archive.docket.page(filters, DocketOrder.RISK, now=_NOW, after=after)
        taken.append(time.perf_counter() - began)
        after = page.after
    return median(taken)


def _count(archive: Archive, filters: DocketFilters) -> float:
    began = time.perf_counter()
    archive.docket.count(filters, now=_NOW, most=_COUNTED)
    return time.perf_counter() - began


def _lines(base: str, large: Archive, small: Archive, rows: int, few: int) -> Iterator[Line]:
    works: tuple[tuple[str, Callable[[Archive, DocketFilters], float]], ...] = (("page", _pages), ("count", _count))
    for view, filters in _VIEWS.items():
        for what, work in works:
            pairs = [(work(large, filters), work(small, filters)) for _ in range(_ROUNDS)]
            ours, other = (median(column) * 1000 for column in zip(*pairs, strict=True))
            name = f"{base}, {rows:,} rows, {view}: one {what}"
            yield Line(name, ours, f"of {few:,} rows", other, ours / other, "ms", GROWTH, "below")


def run(rows: int = ROWS, base: int = BASE) -> Iterator[Line]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="queue-")))
        binaries = postgres.binaries()
        assert binaries is not None, "PostgreSQL (initdb) is not installed"
        server = stack.enter_context(postgres.server(binaries))
        opened: dict[str, list[Archive]] = {"SQLite": [], "PostgreSQL": []}
        for count in (rows, base):
            home = folder / str(count)
            home.mkdir()
            make(home, count)
            opened["SQLite"].append(stack.enter_context(open_archive("", home)))
            url = make_postgres(server, f"queue{count}", count, home)
            opened["PostgreSQL"].append(stack.enter_context(open_archive(url, home)))
        for name, (large, small) in opened.items():
            yield from _lines(name, large, small, rows, base)


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:3])):
        print(line, flush=True)
