"""Re-judging an archive with two processes against one, on two cores: `python -m tests.bench.rejudge [ROUNDS]`.

The archive: one WARC file a visit, each of six pages of a town's shop. Timed from the start of `rxverdict score` to
its end, starts of processes and the comparison of all with all included: so the archive must be large enough that
starting, two seconds, is a small part. Ways alternate; medians in visits a second. Needs two idle cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crawler.child import Reader
from crawler.exchange import Exchange
from crawler.foreign import visit_of_pages
from crawler.warc import write_visit
from tests.bench.line import Line
from tests.lab.town import write_town

VISITS = 400
COPIES = 10  # of each visit, under other names: reading an archive to make one takes as long as judging it
ROUNDS = 3
_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_AT = datetime(2026, 11, 2, 10, tzinfo=UTC)


def write_archive(folder: Path, town: Path, visits: int) -> None:
    """Visits of the town's shops, as a crawl leaves them."""
    kinds = write_town(town, visits * 2)
    with Reader() as reader:
        for number, host in enumerate([h for h, kind in kinds.items() if kind in ("rogue", "honest")][:visits]):
            files = sorted((town / host).glob("*.html"), key=lambda p: p.name != "index.html")
            pages = [(f"https://{host}/{'' if p.stem == 'index' else p.stem}", p.read_text("utf-8")) for p in files]
            visit = visit_of_pages(pages[0][0], [(url, html, 200) for url, html in pages], reader)
            exchanges = [Exchange(url, _AT, (), 200, _HTML, html.encode()) for url, html in pages]
            write_visit(folder / f"{number:05d}-0.warc.gz", exchanges, visit)
            for copy in range(1, COPIES):
                os.link(folder / f"{number:05d}-0.warc.gz", folder / f"{number:05d}-{copy}.warc.gz")


def timed(folder: Path, jobs: int) -> tuple[float, bytes]:
    command = [sys.executable, "-m", "ui.cli", "score", str(folder), "--jobs", str(jobs), "--buyer-country", "GB"]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, timeout=600)
    return time.perf_counter() - start, done.stdout


def run(rounds: int = ROUNDS, visits: int = VISITS) -> Iterator[Line]:
    with TemporaryDirectory() as name:
        folder = Path(name) / "archive"
        write_archive(folder, Path(name) / "town", visits)
        count = len(list(folder.iterdir()))
        times: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(rounds):
            told = set()
            for jobs, taken in times.items():
                took, lines = timed(folder, jobs)
                taken.append(took)
                told.add(lines)
            assert len(told) == 1, "one process and two do not say the same"
    one, two = (count / median(times[jobs]) for jobs in (1, 2))
    yield Line(f"re-judging {count} visits, 2 processes", two, "1 process", one, two / one, "visits/s", 1.8)


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:])):
        print(line)
