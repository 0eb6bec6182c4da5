"""The worker process as seen from here: jobs in, typed events out, and a plain word when it dies or falls silent.

One `Worker` serves every thread of this process: each job has its own inbox, so that checks of several people do not
mix.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

from crawler.budget import Budget
from crawler.protocol import Done, Event, Failed, Job, Ready, RefusedJob, job_line, parse_event

if TYPE_CHECKING:
    from typing import IO

COMMAND = (sys.executable, "-m", "crawler")
START_SECONDS = 60.0  # a cold start takes about 1.3 s; a busy small machine may need twenty times that
GRACE_SECONDS = 30.0  # on top of a visit's own limit, for closing the file and for questions to registers of names
_LOOK_SECONDS = 1.0  # between two looks at how long it has been silent: the limit falls once it is ready
_CLOSE_SECONDS = 3.0  # to end by itself once its input is closed
_TAIL = 20  # lines of its last words
_ROOT = Path(__file__).resolve().parent.parent  # where `-m` finds our packages even when they are not installed

Inbox: TypeAlias = "SimpleQueue[Event | None]"  # None: the worker is gone


class WorkerDied(Exception):
    """The worker process ended, or fell silent and was ended, before the job did. `last_words`: its stderr."""

    def __init__(self, why: str, last_words: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.last_words = last_words


class Worker:
    """Starts the worker process when first needed, keeps it warm, and starts another when it is gone. Thread-safe.

    `hold`: open files that the process shall hold as well, so that a lock on them lasts as long as its visits do.
    """

    def __init__(
        self, command: tuple[str, ...] = COMMAND, grace: float = GRACE_SECONDS, hold: tuple[int, ...] = ()
    ) -> None:
        self._command, self._grace, self._hold = command, grace, hold
        self._lock = Lock()
        self._process: _Process | None = None
        atexit.register(self.close)

    def warm(self) -> None:
        """Start the process ahead of the first job. Raises WorkerDied when it cannot be started."""
        self._running()

    def visit(
        self, url: str, out: Path, budget: Budget | None = None, outside: bool = True, gate: bool = False
    ) -> Iterator[Event]:
        """The events of one visit; the last is RefusedJob, Done or Failed. `out`: the WARC file to write.

        `gate`: leave the site at its first page when that shows nothing of prescription medicine. Raises
        WorkerDied when the process ends in the middle, or says nothing for longer than a visit may last.
        """
        job = Job(uuid4().hex, url, out, budget or Budget(), outside, gate)
        process = self._running()
        inbox = process.submit(job)
        try:
            while True:
                event = process.next(inbox, job.budget.seconds + self._grace)
                yield event
                if isinstance(event, RefusedJob | Done | Failed):
                    return
        finally:
            process.forget(job)

    def close(self) -> None:
        """End the process. The next visit starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.close()

    @property
    def pid(self) -> int | None:
        """Of the running process; None: there is none."""
        process = self._process
        return process.pid if process is not None and process.alive else None

    def _running(self) -> _Process:
        with self._lock:
            if self._process is not None and not self._process.alive:
                self._process.close()
                self._process = None
            if self._process is None:
                self._process = _Process(self._command, self._hold)
            return self._process


class _Process:
    """One run of the worker."""

    def __init__(self, command: tuple[str, ...], hold: tuple[int, ...]) -> None:
        try:
            # A session of its own: Ctrl-C in a terminal ends us, and we end the worker, in this order.
            self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=_ROOT,
                start_new_session=True,
                pass_fds=hold,
            )
        except OSError as error:
            raise WorkerDied(f"the reader of websites could not be started ({error.strerror})") from error
        assert self._child.stdin is not None and self._child.stdout is not None and self._child.stderr is not None
        self._stdin, self._stdout, self._stderr = self._child.stdin, self._child.stdout, self._child.stderr
        self._inboxes: dict[str, Inbox] = {}
        self._lock = Lock()
        self._heard = time.monotonic()
        self._ready, self._gone = False, False
        self._tail: deque[str] = deque(maxlen=_TAIL)
        self._threads = [Thread(target=t, daemon=True) for t in (self._listen, self._keep_tail)]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def alive(self) -> bool:
        return not self._gone and self._child.poll() is None

    def submit(self, job: Job) -> Inbox:
        inbox: Inbox = SimpleQueue()
        with self._lock:
            if not self._inboxes:
                self._heard = time.monotonic()  # an idle worker is silent by right
            self._inboxes[job.job] = inbox
            if self._gone:
                inbox.put(None)
                return inbox
            try:
                self._stdin.write(job_line(job))
                self._stdin.flush()
            except OSError:
                inbox.put(None)
        return inbox

    def next(self, inbox: Inbox, silence: float) -> Event:
        """The next event of a job. Raises WorkerDied."""
        while True:
            limit = silence if self._ready else max(silence, START_SECONDS)
            left = self._heard + limit - time.monotonic()
            try:
                event = inbox.get(timeout=min(max(left, 0.01), _LOOK_SECONDS))
            except Empty:
                if time.monotonic() - self._heard >= limit:
                    self._child.kill()
                    self._child.wait()
                    raise WorkerDied(
                        f"the reader of websites said nothing for {limit:.0f} seconds", self._words()
                    ) from None
                continue
            if event is None:
                raise WorkerDied("the reader of websites stopped in the middle", self._words())
            return event

    def forget(self, job: Job) -> None:
        with self._lock:
            self._inboxes.pop(job.job, None)

    def close(self) -> None:
        try:
            self._stdin.close()
        except OSError:
            self._child.kill()
        try:
            self._child.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)

    def _listen(self) -> None:
        with self._stdout:
            for line in self._stdout:
                self._heard = time.monotonic()
                self._hand_on(line)
        with self._lock:
            self._gone = True
            for inbox in self._inboxes.values():
                inbox.put(None)

    def _hand_on(self, line: bytes) -> None:
        try:
            event = parse_event(line)
        except ValueError:  # something printed by a library: no event, but its words may explain a death
            self._tail.append(_text(line))
            return
        if isinstance(event, Ready):
            self._ready = True
            return
        with self._lock:
            inbox = self._inboxes.get(event.job)
        if inbox is not None:
            inbox.put(event)

    def _keep_tail(self) -> None:
        with self._stderr as stderr:
            _copy(stderr, self._tail)

    def _words(self) -> str:
        return "\n".join(self._tail)


def _copy(source: IO[bytes], tail: deque[str]) -> None:
    for line in source:
        tail.append(_text(line))


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip()[:500]
