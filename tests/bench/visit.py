"""How long a visit takes: a warm worker against a cold `scrapy` process, on a site of twelve pages at 50 ms each.

    python -m tests.bench.visit [ROUNDS]

Alternates between the ways, so that a busy machine is unfair to all of them alike, and prints medians in seconds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crawler.budget import ATTENDED, Budget
from crawler.protocol import Done
from tests.lab.client import LabWorker
from tests.lab.server import Lab

HOST = "long-aisle.example"
PAGES = 12


def warm(worker: LabWorker, budget: Budget) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        end = worker.until_ended([worker.send(HOST, budget)])[-1]
        took = time.perf_counter() - start
        assert isinstance(end, Done) and end.pages == PAGES, end
        return took

    return once


def cold(lab: Lab, folder: Path, *settings: str) -> Callable[[], float]:
    spider = Path(__file__).with_name("plain_spider.py")

    def once() -> float:
        out = folder / "pages.jsonl"
        out.unlink(missing_ok=True)
        url = f"http://{lab.hosts[HOST]}:{lab.port}/"
        command = [sys.executable, "-m", "scrapy", "runspider", str(spider), "-a", f"url={url}", "-o", str(out)]
        start = time.perf_counter()
        subprocess.run([*command, "-s", "LOG_ENABLED=0", *settings], check=True, timeout=120)
        took = time.perf_counter() - start
        assert len(out.read_text("utf-8").splitlines()) == PAGES
        return took

    return once


def main(rounds: int) -> None:
    polite = Budget()
    obey = ("-s", "ROBOTSTXT_OBEY=1", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    same = (*obey, "-s", f"DOWNLOAD_DELAY={polite.delay}", "-s", "DOWNLOAD_DELAY_JITTER=0")
    project = (*obey, "-s", "DOWNLOAD_DELAY=1")
    with TemporaryDirectory() as name:
        folder = Path(name)
        lab = Lab().start()
        worker = LabWorker(lab, folder)
        ways = {
            f"warm worker, polite ({polite.connections} connection, {polite.delay} s)": warm(worker, polite),
            f"warm worker, attended ({ATTENDED.connections} connections, {ATTENDED.delay} s)": warm(worker, ATTENDED),
            "cold scrapy, as polite": cold(lab, folder, *same),
            "cold scrapy, without manners": cold(lab, folder),
            "cold scrapy, as `scrapy startproject` sets it up": cold(lab, folder, *project),
        }
        warm(worker, polite)()
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, once in ways.items():
                times[way].append(once())
        worker.close()
        lab.stop()
    for way, taken in times.items():
        print(f"{median(taken):6.2f} s  {way}  (n={len(taken)}, {min(taken):.2f} to {max(taken):.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
