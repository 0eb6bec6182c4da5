"""The queue in a real browser: seconds of the server for each drawing, and bytes over the websocket.

    python -m tests.bench.queue [ROWS [BASE]]

Two archives, of ROWS (100,000) and BASE (10,000) sites, each behind a server of its own. The first page is opened and
then turned over, in both by turns; a drawing is the whole function of the page, from the address to its last element.
Bytes are those of all frames the browser received: of opening the page, and of one turn. A million rows take two
minutes to make, so `make bench` measures a hundred thousand.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import IO

from playwright.sync_api import Browser, Page

from tests.bench.dockets import SAID, make
from tests.bench.line import Line
from tests.ui.running import chromium, served
from tests.ui.support import ROOT

ROWS, BASE = 100_000, 10_000
TURNS = 40
BYTES, SECONDS, GROWTH = 100_000, 0.150, 1.3  # the goals of the issue


@dataclass(slots=True)
class Screen:
    """The queue of one archive in a browser. `turned` and `opened`: bytes received; `seconds`: of each drawing."""

    page: Page
    said: IO[str]
    received: int = 0
    opened: int = 0
    turned: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.page.on("websocket", lambda ws: ws.on("framereceived", lambda frame: self._count(frame)))
        self.page.goto(f"{address}/queue?state=all")
        self._settle()
        self.opened = self.received

    def turn(self) -> None:
        before = self.received
        self.page.get_by_role("button", name="Next").click()
        self._settle()
        self.turned.append(self.received - before)

    def _count(self, frame: str | bytes) -> None:
        self.received += len(frame)

    def _settle(self) -> None:
        """Until the server has said that it drew, and the browser shows that nothing runs any more."""
        while not (line := self.said.readline()).startswith(SAID):
            if not line:
                raise RuntimeError("the server of the queue has ended")
        self.seconds.append(float(line.removeprefix(SAID)))
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.page.wait_for_timeout(300)  # frames on their way


@contextmanager
def _screen(rows: int, browser: Browser, folder: Path) -> Iterator[Screen]:
    home = folder / str(rows)
    home.mkdir()
    make(home, rows)
    script = ROOT / "tests" / "bench" / "queue_app.py"
    with served(script, ("--home", str(home)), stdout=subprocess.PIPE) as app:
        assert app.process.stdout is not None
        screen = Screen(browser.new_page(), app.process.stdout)
        screen.open(app.address)
        yield screen


def run(rows: int = ROWS, base: int = BASE) -> Iterator[Line]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="queue-")))
        browser = stack.enter_context(chromium())
        screens = [stack.enter_context(_screen(count, browser, folder)) for count in (rows, base)]
        for _ in range(TURNS):
            for screen in screens:
                screen.turn()
        yield from _lines(screens[0], screens[1], rows, base)


def _lines(large: Screen, small: Screen, rows: int, base: int) -> Iterator[Line]:
    name = f"queue of {rows:,} rows"
    for what, count in (("opened", large.opened), ("one page turned", int(median(large.turned)))):
        yield Line(f"{name}, {what}: to the browser", count, "goal", BYTES, count / BYTES, "B", 1, "below")
    drawn, others = median(large.seconds[1:]), median(small.seconds[1:])
    yield Line(f"{name}, one drawing in the server", drawn, "goal", SECONDS, drawn / SECONDS, "s", 1, "below")
    yield Line(f"{name}, one drawing", drawn, f"of {base:,} rows", others, drawn / others, "s", GROWTH, "below")


if __name__ == "__main__":
    for line in run(*map(int, sys.argv[1:3])):
        print(line)
