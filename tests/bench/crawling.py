"""A batch over a town of shops, all guards on, judged and kept, against bare Scrapy that only takes the text of pages.

    python -m tests.bench.crawling [ROUNDS [SITES [MANY]]]

Both send the same nine requests to every shop, and this is asserted: robots.txt, its six pages, and the first page
twice more (ours in the two other guises; Scrapy once because the menu links home, and once because it is told to). A
page counts whenever it was fetched: eight a shop. Both obey robots.txt, open one connection to a host, have as many
requests in flight, and pause as long between two. Theirs ends with the words of each page in a JSON file; ours with
every exchange in a synced WARC file, read again, judged, compared with its neighbours, and kept in the archive.

`polite` is how a crawl is meant to run: the pause decides. `flat out` has next to no pause: what the machine can do
decides. A few shops show what starting costs, many what goes on for hours. Processor seconds stand beside the clock's:
other work on the machine disturbs them less. Memory is the most that the crawl and its worker have held together, after
1,000 and after 10,000 pages.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.bench.line import Line
from tests.lab.server import Lab
from tests.lab.town import names, shop_files
from tests.ui.crawls import Town

PAGES = 8  # fetched of each shop: six, and the first twice more
REQUESTS = PAGES + 1  # robots.txt
ROUNDS = 3
# Sites at once, seconds between two requests to a host. All sites at once, or the last few would decide.
POLITE, FLAT_OUT = (96, 1.0), (32, 0.01)


def build(folder: Path, count: int) -> list[str]:
    """Write `count` shops; their hosts."""
    for number, name in enumerate(names(count)):
        for file, content in shop_files(name, Random(name), honest=number % 2 == 0).items():
            path = folder / f"{name}.example" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return [f"{name}.example" for name in names(count)]


@dataclass(frozen=True, slots=True)
class Took:
    """One crawl: seconds by the clock, seconds of all its processes on processors, megabytes held at most."""

    seconds: float
    cpu: float
    megabytes: float = 0.0


def ours(lab: Lab, folder: Path, hosts: list[str], manner: tuple[int, float]) -> Took:
    before, spent = len(lab.seen), _spent()
    with TemporaryDirectory() as base:
        town = Town(lab, folder, Path(base, "home"), *manner)
        began = time.perf_counter()
        crawl = town.crawl(town.list_file(hosts))
        done, most = Event(), [0.0]
        watcher = Thread(target=_watch, args=(crawl.pid, done, most), daemon=True)
        watcher.start()
        words = crawl.communicate()[1]
        took = time.perf_counter() - began
        done.set()
        assert crawl.returncode == 0, words
    assert len(lab.seen) - before == REQUESTS * len(hosts), (len(lab.seen) - before, words)
    return Took(took, _spent() - spent, most[0])


def bare(lab: Lab, hosts: list[str], manner: tuple[int, float]) -> Took:
    before, spent = len(lab.seen), _spent()
    spider = Path(__file__).with_name("plain_spider.py")
    with TemporaryDirectory() as base:
        out, urls = Path(base, "pages.jsonl"), Path(base, "urls.txt")
        urls.write_text("\n".join(f"http://{lab.hosts[host]}:{lab.port}/" for host in hosts))
        settings = {
            "LOG_ENABLED": 0, "ROBOTSTXT_OBEY": 1, "CONCURRENT_REQUESTS": manner[0],
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": manner[1], "DOWNLOAD_DELAY_JITTER": 0,
        }  # fmt: skip
        told = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
        began = time.perf_counter()
        command = [sys.executable, "-m", "scrapy", "runspider", str(spider), "-a", f"urls={urls}", "-o", str(out)]
        subprocess.run([*command, "-a", "again=1", *told], check=True, timeout=3600)
        took = time.perf_counter() - began
        read = len(out.read_text("utf-8").splitlines())
    asked = len(lab.seen) - before
    assert (read, asked) == (PAGES * len(hosts), REQUESTS * len(hosts)), (read, asked)
    return Took(took, _spent() - spent)


def _spent() -> float:
    """Processor seconds of all that we started and that has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(pid: int, done: Event, most: list[float]) -> None:
    while not done.wait(0.5):
        most[0] = max(most[0], _megabytes(pid))


def _megabytes(pid: int) -> float:
    """What the crawl and its worker hold now; the readers, which are replaced at will, are limited by themselves."""
    try:
        family = [pid, *(int(c) for t in Path(f"/proc/{pid}/task").glob("*/children") for c in t.read_text().split())]
        return sum(_resident(one) for one in family)
    except OSError:
        return 0.0


def _resident(pid: int) -> float:
    told = Path(f"/proc/{pid}/cmdline").read_bytes()
    if b"crawler.child" in told:
        return 0.0
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024  # one that ends has no line


def run(rounds: int = ROUNDS, sites: int = 84, many: int = 1680) -> Iterator[Line]:
    yield from speed(rounds, sites, "polite", POLITE)
    yield from speed(rounds, sites, "flat out", FLAT_OUT)
    yield from speed(max(1, rounds - 2), many, "flat out", FLAT_OUT)
    yield from memory(many)


def speed(rounds: int, sites: int, name: str, manner: tuple[int, float]) -> Iterator[Line]:
    """Pages a second by the clock, and pages per processor second."""
    mine, theirs = list[Took](), list[Took]()
    with _town(sites) as (lab, folder, hosts):
        for _ in range(rounds):
            mine.append(ours(lab, folder, hosts, manner))
            theirs.append(bare(lab, hosts, manner))
    words, pages = f"batch of {sites} shops, {manner[1]} s pause, {name}", PAGES * sites
    a, b = (pages / median(one.seconds for one in took) for took in (mine, theirs))
    yield Line(words, a, "bare scrapy, same requests and manners", b, a / b, "pages/s", 1.0)
    a, b = (1000 * median(one.cpu for one in took) / pages for took in (mine, theirs))
    yield Line(f"{words}: processor time a page", a, "bare scrapy, which judges nothing", b, a / b, "ms")


def memory(many: int) -> Iterator[Line]:
    """Memory after a tenth of `many` shops, and after all of them."""
    few = many // 10
    with _town(many) as (lab, folder, hosts):
        small = ours(lab, folder, hosts[:few], FLAT_OUT).megabytes
        large = ours(lab, folder, hosts, FLAT_OUT).megabytes
    growth = (large - small) * 1024 / (PAGES * (many - few))
    yield Line(f"memory at {PAGES * many} pages", large, "300 MB", 300, large / 300, "MB", 1.0, "below")
    yield Line(
        "growth of memory per page", growth, f"from {PAGES * few} pages on", 0.5, growth / 0.5, "KB", 1.0, "below"
    )


@contextmanager
def _town(count: int) -> Iterator[tuple[Lab, Path, list[str]]]:
    with TemporaryDirectory() as base:
        folder = Path(base, "town")
        hosts = build(folder, count)
        lab = Lab(folder).start()
        try:
            yield lab, folder, hosts
        finally:
            lab.stop()


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:])):
        print(line, flush=True)
