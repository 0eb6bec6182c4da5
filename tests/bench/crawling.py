"""A batch over a town of shops, all guards on, judged and kept, against bare Scrapy that only follows the same links.

    python -m tests.bench.crawling

Both obey robots.txt, open one connection to a host, and pause as long between two requests. `polite` is how a crawl is
meant to run: the pause decides. `flat out` has next to no pause: what the machine can do decides. Memory is the most
that the crawl and its worker have held together, after 1,000 and after 10,000 pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.bench.line import Line
from tests.lab.server import Lab
from tests.lab.town import names, shop_files
from tests.ui.crawls import Town

PAGES = 6  # of each shop
ROUNDS = 3
POLITE, FLAT_OUT = (64, 1.0), (32, 0.01)  # sites at once, seconds between two requests to a host


def build(folder: Path, count: int) -> list[str]:
    """Write `count` shops; their hosts."""
    for number, name in enumerate(names(count)):
        for file, content in shop_files(name, Random(name), honest=number % 2 == 0).items():
            path = folder / f"{name}.example" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    return [f"{name}.example" for name in names(count)]


def ours(lab: Lab, folder: Path, hosts: list[str], manner: tuple[int, float]) -> tuple[float, float]:
    """Pages a second of one crawl, and the megabytes it has held at most."""
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
        assert _asked(lab) >= PAGES * len(hosts)
    return PAGES * len(hosts) / took, most[0]


def bare(lab: Lab, hosts: list[str], manner: tuple[int, float]) -> float:
    """Pages a second of bare Scrapy over the same shops."""
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
        subprocess.run([*command, *told], check=True, timeout=3600)
        took = time.perf_counter() - began
        read = len({json.loads(line)["url"] for line in out.read_text("utf-8").splitlines()})
    assert read == PAGES * len(hosts), read
    return read / took


def _asked(lab: Lab) -> int:
    return sum(seen.path != "/robots.txt" for seen in lab.seen)


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
    with TemporaryDirectory() as base:
        folder = Path(base, "town")
        hosts = build(folder, sites)
        lab = Lab(folder).start()
        for name, manner in (("polite", POLITE), ("flat out", FLAT_OUT)):
            mine, theirs = [], []
            for _ in range(rounds):
                mine.append(ours(lab, folder, hosts, manner)[0])
                theirs.append(bare(lab, hosts, manner))
            a, b = median(mine), median(theirs)
            words = f"batch of {sites} shops, {manner[0]} at once, {manner[1]} s pause, {name}"
            yield Line(words, a, "bare scrapy, same manners", b, a / b, "pages/s", 1.0)
        lab.stop()
    yield from memory(many)


def memory(many: int) -> Iterator[Line]:
    """Memory after a tenth of `many` shops, and after all of them."""
    with TemporaryDirectory() as base:
        folder = Path(base, "town")
        hosts = build(folder, many)
        lab = Lab(folder).start()
        few = many // 10
        small = ours(lab, folder, hosts[:few], FLAT_OUT)[1]
        large = ours(lab, folder, hosts, FLAT_OUT)[1]
        lab.stop()
    growth = (large - small) * 1024 / (PAGES * (many - few))
    yield Line(f"memory at {PAGES * many} pages", large, "300 MB", 300, large / 300, "MB", 1.0, "below")
    yield Line(
        "growth of memory per page", growth, f"from {PAGES * few} pages on", 0.5, growth / 0.5, "KB", 1.0, "below"
    )


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
