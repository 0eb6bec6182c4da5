"""One host, one thing at a time: every request to a host waits for its turn, whichever visit sends it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

_FORGET = 1024  # hosts remembered; idle ones are dropped beyond that


@dataclass(slots=True)
class _Host:
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    active: int = 0
    waiting: int = 0
    free_at: float = 0.0  # loop time before which no request may start
    delay: float = 1.0  # of the turn asked for last
    connections: int = 1


class Pace:
    """Turns for each host. All visits of a worker share one."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}
        self._open: set[asyncio.Task[Any]] = set()

    @asynccontextmanager
    async def turn(self, host: str, delay: float, connections: int) -> AsyncIterator[None]:
        """Wait until fewer than `connections` requests to `host` are open and the last began `delay` seconds ago."""
        state = self._hosts.setdefault(host, _Host())
        state.waiting += 1
        state.delay, state.connections = delay, connections
        task = asyncio.current_task()
        assert task is not None
        try:
            async with state.changed:
                await state.changed.wait_for(lambda: state.active < connections)
                state.active += 1
        finally:
            state.waiting -= 1
        try:
            self._open.add(task)
            await self._pause(state, delay)
            yield
        finally:
            self._open.discard(task)
            state.active -= 1
            async with state.changed:
                state.changed.notify()
            self._forget()

    def beside(self, host: str) -> AbstractAsyncContextManager[None]:
        """A turn in the manner of the visit that asked `host` last; the most careful when none did."""
        last = self._hosts.get(host) or _Host()
        return self.turn(host, last.delay, last.connections)

    async def _pause(self, state: _Host, delay: float) -> None:
        loop = asyncio.get_running_loop()
        start = max(loop.time(), state.free_at)
        state.free_at = start + delay
        await asyncio.sleep(start - loop.time())
        state.free_at = max(state.free_at, loop.time() + delay)  # a busy loop wakes late; the pause counts from then

    def hold(self, host: str, seconds: float) -> None:
        """No request to `host` begins within the next `seconds`: the server asked for it (Retry-After)."""
        state = self._hosts.setdefault(host, _Host())
        state.free_at = max(state.free_at, asyncio.get_running_loop().time() + seconds)

    def drop(self) -> None:
        """Break off every open request."""
        for task in self._open:
            task.cancel()

    def _forget(self) -> None:
        if len(self._hosts) > _FORGET:
            now = asyncio.get_running_loop().time()
            for host, state in list(self._hosts.items()):
                if not state.active and not state.waiting and state.free_at < now:
                    del self._hosts[host]
