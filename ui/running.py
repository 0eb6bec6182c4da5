"""A check that goes on while its screen is redrawn, or closed: it ends in the archive either way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Thread

from ui.case import Interrupted, Progress, Result, check
from ui.desk import Desk

_KEPT = 500  # events kept for a screen that looks late; a visit makes about fifty


def _nothing(result: Result) -> None:
    """Nobody waits for the end."""


class Running:
    """One check in a thread of its own. `then` is told how it ended, in that thread, whether a screen looks or not."""

    def __init__(self, desk: Desk, url: str, buyer_country: str, then: Callable[[Result], object] = _nothing) -> None:
        self.url, self.buyer_country, self._then = url, buyer_country, then
        self.events: deque[Progress] = deque(maxlen=_KEPT)
        self.result: Result | None = None
        self._desk = desk
        self._thread = Thread(target=self._run, name=f"check {url[:60]}", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, at most so long; whether it is reached."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        desk = self._desk
        try:
            result = check(
                self.url,
                self.buyer_country,
                worker=desk.worker,
                archive=desk.archive,
                world=desk.world,
                on_event=self.events.append,
            )
            self._then(result)
            self.result = result
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            self.result = Interrupted(self.url, "Something went wrong in this program. Nothing was judged.", detail)
