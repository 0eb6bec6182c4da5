"""Archives with a docket of as many rows as asked for, made inside SQLite; the docket by the migration's own steps."""

from __future__ import annotations

import importlib
import sqlite3
from pathlib import Path

from data.archive import open_archive
from scoring.checks import all_checks

SAID = "drawn in"  # what the server of the queue writes before the seconds of a drawing
_VISITS = """
INSERT INTO visit (site, url, started_at, ended_at, outcome, pages, warc_path, warc_sha256, note)
WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < :rows)
SELECT printf('%s-%d.example', substr('amberbirchdappleembergorse', 1 + (n * 7) % 20, 5), n),
       printf('https://shop-%d.example/', n), datetime('2026-11-01', printf('+%d seconds', n)) || '.000000',
       datetime('2026-11-01', printf('+%d seconds', n + 9)) || '.000000', 'read', 7,
       printf('visits/2026-11/%d.warc.gz', n), printf('%064x', n), '' FROM n
"""
_VERDICTS = """
INSERT INTO verdict (visit_id, site, url, buyer_country, visited_at, judged_at, rulebook, role, verdict, risk_low,
                     risk_high, headline, document)
SELECT id, site, url, CASE id % 5 WHEN 0 THEN 'GB' WHEN 1 THEN 'DE' ELSE 'US' END, ended_at, ended_at, 'book', 'seller',
       CASE WHEN id % 10 < 3 THEN 'flagged' WHEN id % 10 < 5 THEN 'caution' ELSE 'unverified' END,
       (id * 7919) % 60, 40 + (id * 104729) % 61, 'Shows signs of an offer without a prescription, as of 2026-11-01.',
       '{}' FROM visit
"""


def make(home: Path, rows: int) -> None:
    """An archive in a home folder, each site with one verdict and three checks that say yes."""
    open_archive("", home).close()
    step = importlib.import_module("data.migrations.versions.v0005_docket")
    connection = sqlite3.connect(home / "archive.sqlite", isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_VISITS, {"rows": rows})
    connection.execute(_VERDICTS)
    checks = [check.card.id for check in all_checks()]
    for turn in range(3):
        connection.executemany(
            'INSERT INTO finding (verdict_id, "check", family, answer, weight, why, evidence) '
            "SELECT id, ?, 'family', 'yes', 1.8, '', '[]' FROM verdict WHERE id % ? = ?",
            [(checks[(place + 5 * turn) % len(checks)], len(checks), place) for place in range(len(checks))],
        )
    connection.execute(step._ROWS, {"yes": True})
    connection.execute(step._CHECKS)
    connection.execute(step._COUNTRIES)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()
