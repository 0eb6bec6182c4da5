"""How long a visit takes: a warm worker against a cold `scrapy` process, on a site of twelve pages at 50 ms each.

    python -m tests.bench.visit [ROUNDS]

Alternates between the ways, so that a busy machine is unfair to all of them alike, and tells medians in seconds.
`ATTENDED` is the budget of a visit that somebody waits for; cold scrapy with the same settings is its yardstick.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crawler.budget import ATTENDED, Budget
from crawler.protocol import Done
from tests.bench.line import Line
from tests.lab.client import LabWorker
from tests.lab.server import Lab

HOST = "long-aisle.example"
PAGES = 12
ROUNDS = 5


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


def ways(lab: Lab, worker: LabWorker, folder: Path) -> dict[str, Callable[[], float]]:
    polite = Budget()
    obey = ("-s", "ROBOTSTXT_OBEY=1", "-s", "DOWNLOAD_DELAY_JITTER=0")

    def manners(connections: int, delay: float) -> tuple[str, ...]:
        return (*obey, "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={connections}", "-s", f"DOWNLOAD_DELAY={delay}")

    return {
        "warm attended": warm(worker, ATTENDED),
        "cold attended": cold(lab, folder, *manners(ATTENDED.connections, ATTENDED.delay)),
        "warm polite": warm(worker, polite),
        "cold polite": cold(lab, folder, *manners(polite.connections, polite.delay)),
        "cold without manners": cold(lab, folder),
        "cold as scrapy startproject": cold(lab, folder, *manners(1, 1)),
    }


def run(rounds: int = ROUNDS) -> Iterator[Line]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        lab = Lab().start()
        worker = LabWorker(lab, folder)
        timed = ways(lab, worker, folder)
        timed["warm polite"]()
        times: dict[str, list[float]] = {way: [] for way in timed}
        for _ in range(rounds):
            for way, once in timed.items():
                times[way].append(once())
        worker.close()
        lab.stop()
    took = {way: median(taken) for way, taken in times.items()}
    for ours, baseline, goal in (
        ("warm attended", "cold attended", 4.0),  # the same politeness: a person who waits should not wait for a start
        ("warm attended", "cold without manners", None),
        ("warm attended", "cold as scrapy startproject", None),
        ("warm polite", "cold polite", None),
    ):
        name = f"visit of {PAGES} pages at 50 ms, {ours}"
        yield Line(name, took[ours], f"scrapy, {baseline}", took[baseline], took[baseline] / took[ours], "s", goal)


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS):
        print(line)
