"""One crawl in a home folder at a time, and an end to it that loses nothing."""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from crawler.budget import UNATTENDED
from ui.worker_client import GRACE_SECONDS

if TYPE_CHECKING:
    from typing import TextIO


class Busy(Exception):
    """Another crawl is at work in this home folder. The message says what to do."""


@contextmanager
def alone(home: Path) -> Iterator[int]:
    """One crawl in a home folder at a time. Gives the locked file, which the worker holds as well.

    So the lock outlives a crawl that is killed until its worker has ended the visits in flight: whoever goes on waits
    for them, visits no host beside them, and repeats none of them. Raises Busy.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "crawl.lock").open("a+") as lock:
        waited = False
        deadline = time.monotonic() + UNATTENDED.seconds + GRACE_SECONDS
        while not _locked(lock.fileno()):
            if _alive(lock) or time.monotonic() > deadline:
                raise Busy(f"Another crawl is at work in {home}. Wait for it, or set RXVERDICT_HOME to another folder.")
            if not waited:
                from ui.commands import say  # with all that judges: a crawl starts its worker before it loads that

                waited = True
                say("The visits in flight of a crawl that was cut short are coming to their end; waiting for them.")
            time.sleep(0.2)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock.fileno()


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _alive(lock: TextIO) -> bool:
    """Whether the crawl that wrote its number here still runs, as far as this machine can tell."""
    lock.seek(0)
    number = lock.read()
    return number.isdigit() and Path(f"/proc/{number}").exists() if Path("/proc/self").exists() else True


@contextmanager
def finishing(stop: Event) -> Iterator[None]:
    """Ctrl-C, or SIGTERM, lets what is in flight come to its end; a second one ends at once."""

    def heard(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        from ui.commands import say

        say("Finishing the visits in flight, up to two minutes; Ctrl-C again ends at once. Nothing is lost either way.")

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
