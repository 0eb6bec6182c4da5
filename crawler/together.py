"""Turns at hosts that all worker processes of one archive take together (`data.pauses`), asked for without blocking."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from crawler.asking import Unkept
from data.pauses import Pauses, PausesLost

_PATIENCE = 20.0  # seconds without the database until a visit is broken off: as much as a restart of it takes
_AGAIN = 1.0  # seconds between two tries


class Together:
    """One thread asks, in order: what is given back is given back before the same turn is asked for again."""

    def __init__(self, pauses: Pauses) -> None:
        self._pauses = pauses
        self._line = ThreadPoolExecutor(1, thread_name_prefix="turns")

    async def begin(self, host: str, delay: float, lasts: float) -> None:
        """Wait for the turn at a host, which ends by itself after `lasts` seconds.

        Raises Unkept when nobody can tell whose turn it is: then nothing is sent, and the visit is made again later.
        """
        while wait := await self._take(host, delay, lasts):
            await asyncio.sleep(wait)

    def end(self, host: str, ago: float, last: bool) -> None:
        """Give the turn back; see `Pauses.done`."""
        self._line.submit(self._quietly, self._pauses.done, host, ago, last)

    def hold(self, host: str, wish: float) -> None:
        """Nobody asks the host for so long."""
        self._line.submit(self._quietly, self._pauses.hold, host, wish)

    async def _take(self, host: str, delay: float, lasts: float) -> float:
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE
        while True:
            try:
                return await loop.run_in_executor(self._line, self._pauses.take, host, delay, lasts)
            except PausesLost as error:
                if loop.time() > until:
                    raise Unkept(f"whose turn it is at {host} cannot be told: {error}") from error
                await asyncio.sleep(_AGAIN)

    @staticmethod
    def _quietly(act: object, *told: object) -> None:
        assert callable(act)
        with suppress(PausesLost):  # a turn that cannot be given back ends by itself
            act(*told)
