"""Workers of the queue on a town on loopback, in processes of their own that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.lab.server import Lab, Seen
from tests.ui.support import ROOT

_WORKER = """
import sys
from ui.hand import run_worker
from ui.jobs import Patience
import ui.hand
from dataclasses import replace
at_once, port, folder = sys.argv[1:]
ui.hand.UNATTENDED = replace(ui.hand.UNATTENDED, page_seconds=3.0, seconds=20.0)
worker = (sys.executable, "-m", "tests.lab.worker", "--port", port, "--folder", folder, "--sites")
patience = Patience(heartbeat=0.5, silence=3.0, sweep=1.0, lease=30.0, again=2)
sys.exit(run_worker(int(at_once), worker, patience))
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a worker lives. The archive and the store are the same for all."""

    lab: Lab
    folder: Path
    home: Path
    database: str
    store: Path

    def environment(self) -> dict[str, str]:
        told = {"RXVERDICT_HOME": str(self.home), "RXVERDICT_DATABASE_URL": self.database}
        rest = {key: value for key, value in os.environ.items() if not key.startswith("RXVERDICT_")}
        return {**rest, **told, "RXVERDICT_STORE": self.store.as_uri()}

    def worker(self, at_once: int = 4) -> subprocess.Popen[str]:
        """Start a worker; its words go to a file in its home."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "words.txt").open("a") as words:
            return subprocess.Popen(
                [sys.executable, "-c", _WORKER, str(at_once), str(self.lab.port), str(self.folder)],
                cwd=ROOT, env=self.environment(), stderr=words, text=True, start_new_session=True,
            )  # fmt: skip

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Any command of ours, with the queue and the store that the workers have."""
        return subprocess.Popen(
            [sys.executable, "-m", "ui.cli", *words],
            cwd=ROOT, env=self.environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def words(self) -> str:
        file = self.home / "words.txt"
        return file.read_text("utf-8") if file.exists() else ""


def kill(process: subprocess.Popen[str]) -> None:
    """No warning, as when a machine loses its power."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)


def finish(process: subprocess.Popen[str]) -> int:
    """As a service manager stops a service; the exit code."""
    process.terminate()
    return process.wait(90)


def mingled(seen: Iterable[Seen]) -> list[str]:
    """Hosts that one connection went back to after another had begun: two workers were there at once."""
    faults, newest, left = [], dict[str, int](), set[int]()
    for one in sorted(seen, key=lambda s: s.at):
        before = newest.get(one.host, one.connection)
        if before != one.connection:
            left.add(before)
        if one.connection in left:
            faults.append(f"{one.host}{one.path}")
        newest[one.host] = one.connection
    return faults


def until(true: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait until a question is answered with yes. Raises TimeoutError."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)
