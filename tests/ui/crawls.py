"""Crawls of a town on loopback, in processes of their own that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from bisect import bisect
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.archive import Archive
from data.kept import RunSiteRow
from tests.lab.server import Lab, Seen
from tests.ui.support import ROOT

ON_TOWN = """
import sys
from pathlib import Path
from dataclasses import replace
import crawler.budget
from ui.crawling import Wish, run_crawl
file, resume, at_once, delay, port, folder = sys.argv[1:]
crawler.budget.UNATTENDED = replace(crawler.budget.UNATTENDED, page_seconds=3.0)
worker = (sys.executable, "-m", "tests.lab.worker", "--port", port, "--folder", folder, "--sites")
wish = Wish(file or None, resume == "resume", "GB", int(at_once), float(delay), True, False)
sys.exit(run_crawl(wish, worker))
"""

_JITTER = 0.05  # seconds between sending and reading on a machine with nothing else to do
_LONGEST = 30.0  # seconds that the lab is late at most


@dataclass(frozen=True, slots=True)
class Town:
    """Where the sites are, and how a crawl over them goes about it."""

    lab: Lab
    folder: Path
    home: Path
    at_once: int = 16
    delay: float = 0.2

    def list_file(self, hosts: Iterable[str]) -> Path:
        """A list of the addresses of these hosts."""
        file = self.home.with_suffix(".txt")
        file.write_text("".join(f"{self.lab.url(host)}\n" for host in hosts))
        return file

    def crawl(self, file: Path | None) -> subprocess.Popen[str]:
        """Begin a crawl over a list; None: take up the one that was cut short."""
        how = [str(file or ""), "" if file else "resume", str(self.at_once), str(self.delay)]
        environment = {key: value for key, value in os.environ.items() if not key.startswith("RXVERDICT_")}
        return subprocess.Popen(
            [sys.executable, "-c", ON_TOWN, *how, str(self.lab.port), str(self.folder)],
            cwd=ROOT, env={**environment, "RXVERDICT_HOME": str(self.home)}, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip


def kill(process: subprocess.Popen[str], worker: bool) -> None:
    """No warning, as when memory runs out. With its worker, as when a machine loses its power; without, it lives on."""
    # The thread that started a child has it in its list, and the worker is started by whichever needs it first.
    children = [c for tasks in Path(f"/proc/{process.pid}/task").glob("*/children") for c in tasks.read_text().split()]
    os.kill(process.pid, signal.SIGKILL)
    for child in children if worker else ():
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


def told(archive: Archive, run: int) -> dict[str, tuple[str, str, str, str]]:
    """What the archive says of each site of a run: state, outcome, verdict, and its findings but the one on neighbours.

    Which neighbours are known depends on who was visited first.
    """
    rows: list[RunSiteRow] = []
    after = -1
    while page := archive.runs.sites(run, after):
        rows += page
        after = page[-1].position
    return {row.site: (row.state.value, row.outcome, *_judged(archive, row.verdict_id)) for row in rows}


def _judged(archive: Archive, verdict_id: int | None) -> tuple[str, str]:
    if verdict_id is None:
        return "", ""
    verdict = archive.verdict(verdict_id)
    assert verdict is not None
    findings = archive.findings(verdict_id)
    return verdict.verdict, " ".join(f"{f.check}={f.answer}" for f in findings if f.check != "shared_network")


def crowding(seen: Iterable[Seen]) -> list[str]:
    """Requests to one host that overlapped."""
    faults, until = [], dict[str, float]()
    for one in sorted(seen, key=lambda s: s.at):
        if one.at < until.get(one.host, 0.0):
            faults.append(f"{one.host}{one.path}")
        until[one.host] = max(until.get(one.host, 0.0), one.ended)
    return faults


def haste(seen: Iterable[Seen], delay: float, late: Iterable[tuple[float, float]] = ()) -> list[str]:
    """Requests that came sooner than `delay` after the one before to the same host.

    `late`: moments at which the lab woke late, and by how much: so much later it may have seen the one before.
    """
    faults, last, woke = [], dict[str, float](), sorted(late)
    for one in sorted(seen, key=lambda s: s.at):
        before = last.get(one.host, -1e9)
        if one.at - before < delay - _JITTER - _lateness(woke, before):
            faults.append(f"{one.host}{one.path} after {one.at - before:.3f} s")
        last[one.host] = one.at
    return faults


def _lateness(woke: list[tuple[float, float]], at: float) -> float:
    """The longest time for which the lab slept over what came shortly before `at`."""
    first = bisect(woke, (at - _LONGEST, 0.0))
    return max(
        (min(late, at - wanted) for wanted, late in woke[first:] if wanted <= at <= wanted + late + _JITTER),
        default=0.0,
    )
