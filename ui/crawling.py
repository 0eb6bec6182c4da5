"""`rxverdict crawl`: its wish, and its start. What reads websites starts before we load what judges them."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from ctypes import CDLL
from dataclasses import dataclass
from functools import cache

from data.settings import Settings
from ui import EXIT_BAD, EXIT_PARTLY
from ui.alone import Busy, alone
from ui.worker_client import Worker, WorkerDied

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
WORKER = (sys.executable, "-m", "crawler", "--sites")  # and how many


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for. `file` None: no list but the candidates with a score of `least`; "-": standard input."""

    file: str | None
    resume: bool
    buyer_country: str
    at_once: int
    delay: float
    gate: bool
    outside: bool
    least: int = 0
    limit: int = 0  # candidates; 0: all
    distribute: bool = False  # not here: jobs for the workers of other processes and machines


def run_crawl(wish: Wish, command: tuple[str, ...] = WORKER) -> int:
    """The exit code. `command` starts the reader of websites, and is followed by a number of sites."""
    _share_arenas()
    home = Settings().home
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(alone(home))
        except Busy as busy:
            return _told(str(busy), EXIT_BAD)
        except OSError as error:
            return _told(f"The folder {home} cannot be used: {error.strerror}", EXIT_PARTLY)

        @cache
        def begin(at_once: int) -> Worker:
            worker = Worker((*command, str(at_once)), hold=(lock,))
            stack.callback(worker.close)
            worker.warm()
            return worker

        # A run that is taken up knows itself how many sites at once; a list that cannot be read needs nobody.
        if not (wish.resume or wish.distribute) and _is_there(wish.file):
            with suppress(WorkerDied):  # told when it is needed
                begin(wish.at_once)
        from ui.crawl_run import carry_out  # a second of loading; the worker needs as long, on another core

        return carry_out(wish, begin)


def _is_there(file: str | None) -> bool:
    return file in (None, "-") or os.access(str(file), os.R_OK)


def _told(words: str, code: int) -> int:
    from ui.commands import say

    say(words)
    return code


def _share_arenas() -> None:
    """Two heaps for all threads, where the C library is glibc.

    It would give each of our threads, up to eight a core, one of its own, and each would keep room for the largest case
    that it has judged: 9 of 170 MB at 32 sites at once (measured over 1,680 sites with MALLOC_ARENA_MAX=2 and without).
    Only one thread runs Python at a time, so none waits for a heap.
    """
    with suppress(OSError, AttributeError):
        CDLL(None).mallopt(_ARENA_MAX, 2)
