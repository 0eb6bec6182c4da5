"""How far a long run is: a moving bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from ui.batch import Settled
from ui.case import Case
from ui.commands import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 10.0  # seconds between two plain lines: a log of an hour has 360 of them


class Meter:
    """Counts sites as they are done. `began`: monotonic seconds."""

    def __init__(self, of: int, done: int) -> None:
        self._of, self._before, self._done = of, done, done
        self._seen: Counter[str] = Counter()
        self.began = self._told = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Meter:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns: tuple[Any, ...] = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task("", total=self._of, completed=self._done)
            self._bar.start()
        else:
            say(f"{self._done} of {self._of} sites are done.")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def settled(self, one: Settled) -> None:
        """One more site is done."""
        self._done += 1
        self._seen[str(one.result.verdict.verdict) if isinstance(one.result, Case) else str(one.step.state)] += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, description=self._words())
        elif time.monotonic() - self._told >= _EVERY or self._done == self._of:
            self._told = time.monotonic()
            say(f"{self._done} of {self._of} sites, {self._left()} left: {self._words()}")

    def _words(self) -> str:
        minutes = max(time.monotonic() - self.began, 0.001) / 60
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self._seen.most_common())
        return f"{(self._done - self._before) / minutes:.0f} sites/min; {counts}"

    def _left(self) -> str:
        made = self._done - self._before
        seconds = (time.monotonic() - self.began) / made * (self._of - self._done) if made else 0
        return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
