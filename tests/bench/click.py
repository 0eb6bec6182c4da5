"""From click to verdict in the running app, on a site of twelve pages at 50 ms each, against a cold `scrapy` process.

python -m tests.bench.click [ROUNDS]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect

from crawler.budget import ATTENDED
from tests.bench.line import Line
from tests.bench.visit import HOST, cold
from tests.lab.server import Lab
from tests.ui.running import APP, chromium, served

SAME = ("-s", "ROBOTSTXT_OBEY=1", "-s", f"CONCURRENT_REQUESTS_PER_DOMAIN={ATTENDED.connections}", "-s",
        f"DOWNLOAD_DELAY={ATTENDED.delay}", "-s", "DOWNLOAD_DELAY_JITTER=0")  # fmt: skip


@contextmanager
def opened(lab: Lab, home: Path) -> Iterator[Page]:
    """The app of the lab in a browser."""
    told = ("--port", str(lab.port), "--home", str(home))
    with served(APP, told, stdout=subprocess.DEVNULL) as app, chromium() as browser:
        page = browser.new_page()
        page.goto(app.address)
        yield page


def click(page: Page, url: str) -> float:
    """Seconds from Enter to a verdict that can be read."""
    page.reload()
    box = page.get_by_label("Address of the site")
    expect(box).to_be_visible(timeout=60_000)
    box.fill(url)
    start = time.perf_counter()
    box.press("Enter")
    expect(page.locator("section[role=status]").filter(has_text=HOST).first).to_be_visible(timeout=60_000)
    return time.perf_counter() - start


def times(rounds: int) -> dict[str, list[float]]:
    """Seconds of each way, alternating; the first click only warms."""
    taken: dict[str, list[float]] = {"click to verdict, warm": [], "cold scrapy, same manners": []}
    with TemporaryDirectory() as name:
        lab = Lab().start()
        crawl = cold(lab, Path(name), *SAME)
        with opened(lab, Path(name) / "home") as page:
            click(page, lab.url(HOST))
            for _ in range(rounds):
                taken["click to verdict, warm"].append(click(page, lab.url(HOST)))
                taken["cold scrapy, same manners"].append(crawl())
        lab.stop()
    return taken


def run(rounds: int = 5) -> Iterator[Line]:
    ours, baseline = (median(found) for found in times(rounds).values())
    name = "click to verdict in the app, 12 pages at 50 ms"
    yield Line(name, ours, "scrapy, cold attended", baseline, baseline / ours, "s", 4.0)


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else 5):
        print(line)
