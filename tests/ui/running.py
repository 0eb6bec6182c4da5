"""The screens started for a test or a bench, and a browser to look at them with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.ui.support import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, await_answer

PATIENCE = 60_000  # milliseconds; a loaded machine with two cores may need a tenth of it
APP = ROOT / "tests" / "lab" / "app.py"
NO_LAB = 1  # the port of a lab for screens from which nothing is visited; nobody listens there


@dataclass(frozen=True, slots=True)
class Served:
    """A running app. `process`: that of Streamlit; its stdout is a pipe where that was asked for."""

    address: str
    process: subprocess.Popen[str]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    script: Path, told: tuple[str, ...], *options: str, port: int = 0, stdout: int | None = None, **environment: str
) -> Iterator[Served]:
    """Streamlit with a script, until the end of the block. `told`: for the script; `options`: for Streamlit.

    `port` 0: a free one. `stdout`: as for Popen.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *options]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    known = {**os.environ, "PYTHONPATH": paths, **environment}
    # Streamlit reads .streamlit beside the script or in the working folder; the scripts of the lab have none there.
    with subprocess.Popen([*command, "--", *told], cwd=ROOT / "ui", env=known, stdout=stdout, text=True) as process:
        try:
            await_answer(f"http://127.0.0.1:{port}/_stcore/health")
            yield Served(f"http://127.0.0.1:{port}", process)
        finally:
            process.terminate()


@contextmanager
def running(
    home: Path, lab: int = NO_LAB, *options: str, script: Path = APP, port: int = 0, **environment: str
) -> Iterator[str]:
    """The address of the screens on a home folder. `lab`: the port of the web that their worker visits."""
    told = ("--port", str(lab), "--home", str(home))
    with served(script, told, *options, port=port, stdout=None, **environment) as app:
        yield app.address


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield opened
        opened.close()


def opened(browser: Browser, address: str, width: int = 1280) -> Page:
    """A page of the screens, drawn to its end; close it in the end."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(address)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Nothing is being drawn: meanwhile the old page lingers, and a list that was opened closes again."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


def faults(page: Page) -> list[str]:
    """What nobody should see on a screen: a traceback, or a page that is wider than the window."""
    found = [box.inner_text() for box in page.locator("[data-testid=stException]").all()]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*found, *([f"{wide} pixels wider than the window"] if wide > 0 else [])]
