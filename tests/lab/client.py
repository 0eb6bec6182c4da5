"""The other end of a worker's pipes: send jobs, read events."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from crawler.budget import Budget
from crawler.child import Reader
from crawler.protocol import Done, Event, Failed, Job, RefusedJob, job_line, parse_event
from crawler.visit import Visit
from crawler.warc import read_visit
from tests.lab.server import Lab

# Loopback needs no long pauses and no long patience. What a browser and other guises add has tests of its own.
QUICK = Budget(delay=0.01, page_seconds=3, seconds=20, views=0, browser_pages=0)
_WAIT = 60.0  # seconds without any event: the worker hangs


class LabWorker:
    """A running `tests.lab.worker`, spoken to over its pipes."""

    def __init__(self, lab: Lab, folder: Path, also: int = 0, *more: str) -> None:
        command = [sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port), "--also", str(also), *more]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._lab, self._folder, self._count = lab, folder, 0
        self._lines: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()
        self.ready = self.next()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def next(self) -> Event:
        """The next event. Raises EOFError when the worker has ended, TimeoutError when it says nothing."""
        try:
            line = self._lines.get(timeout=_WAIT)
        except Empty:
            raise TimeoutError("the worker says nothing") from None
        if not line:
            raise EOFError
        return parse_event(line)

    def write(self, raw: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(raw)
        self.process.stdin.flush()

    def job(self, url: str, budget: Budget = QUICK, out: Path | None = None) -> Job:
        """A job not yet sent. `url` is a whole address, or a host of the lab with a path."""
        self._count += 1
        host, slash, path = url.partition("/")
        whole = url if ":" in url.partition("/")[0] else self._lab.url(host, slash + path or "/")
        name = f"{self._count}.warc.gz"
        return Job(f"job-{self._count}", whole, out or self._folder / name, budget, outside=False)

    def send(self, url: str, budget: Budget = QUICK, out: Path | None = None) -> Job:
        """Send a job, and give it back."""
        job = self.job(url, budget, out)
        self.write(job_line(job))
        return job

    def until_ended(self, jobs: Iterable[Job]) -> list[Event]:
        """Events until every job has ended."""
        open_jobs = {job.job for job in jobs}
        events: list[Event] = []
        while open_jobs:
            event = self.next()
            events.append(event)
            if isinstance(event, Done | Failed | RefusedJob):
                open_jobs.discard(event.job)
        return events

    def visit(self, url: str, reader: Reader, budget: Budget = QUICK) -> Visit:
        """Send, wait, and read the file that came of it."""
        job = self.send(url, budget)
        end = self.until_ended([job])[-1]
        assert isinstance(end, Done), end
        return read_visit(job.out, reader)

    def close(self) -> int:
        """End of jobs; the worker's exit code."""
        if self.process.poll() is None and self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        return self.process.wait(60)
