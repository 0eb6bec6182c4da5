"""One question at a time to each registry server, from all visits of a worker, and none to those that asked for rest.

A wish for rest (Retry-After, status 429, a WHOIS server's words) is kept in the memory, so that other processes and
the next run heed it as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta

from crawler.fetch import FetchError
from crawler.memory import Memory
from crawler.pace import Pace
from crawler.visit import Outcome

PAUSE = 1.0  # seconds between the starts of two questions to one server, as between two pages of an uninvited visit
REST = 3600.0  # seconds of rest for a server that says "too many" and names no time; quotas are by minute, hour or day


class Turns:
    """Turns at registry servers. One for all visits of a worker."""

    def __init__(self, memory: Memory, pause: float = PAUSE) -> None:
        self._memory, self._pause, self._pace = memory, pause, Pace()

    @asynccontextmanager
    async def at(self, server: str, seconds: float) -> AsyncIterator[None]:
        """Wait for the turn at `server`, `seconds` at most. Raises FetchError when it does not come in that time."""
        rest = await self.rest(server)
        if rest > seconds:
            raise FetchError(Outcome.BLOCKED, f"{server} asked to be left alone; for {rest:.0f} more seconds it is")
        if rest:
            self._pace.hold(server, rest)
        async with patient(self._pace.turn(server, self._pause, 1), server, seconds):
            yield

    async def rest(self, server: str) -> float:
        """Seconds for which the server wants to be left alone."""
        left = await asyncio.to_thread(self._memory.held, server, datetime.now(UTC))
        return left.total_seconds()

    async def hold(self, server: str, seconds: float) -> None:
        """Leave the server alone for so long; whoever waits for a turn there waits on."""
        self._pace.hold(server, seconds)
        await asyncio.to_thread(self._memory.hold, server, datetime.now(UTC) + timedelta(seconds=seconds))


@asynccontextmanager
async def patient(turn: AbstractAsyncContextManager[object], server: str, seconds: float) -> AsyncIterator[None]:
    """A turn that is waited for so long and no longer. Raises FetchError: nobody was asked."""
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await stack.enter_async_context(turn)
        except TimeoutError:
            raise FetchError(Outcome.OUT_OF_BUDGET, f"other questions to {server} came first") from None
        yield
