"""One host, one thing at a time: every request to a host waits for its turn, whichever visit of whichever worker sends
it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.together import Together

Sent = Callable[[], None]

_FORGET = 128  # hosts remembered before the first look for idle ones
_IDLE = 30.0  # seconds without a request after which a host is idle: a visit asks again sooner (Budget.page_seconds)
_LASTS = 30.0  # seconds a turn is kept from other workers when nobody says how long a request may take
_SLACK = 5.0  # seconds beside what a request may take: to notice that it is over


@dataclass(slots=True)
class _Host:
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    active: int = 0
    waiting: int = 0
    free_at: float = 0.0  # loop time before which no request may start
    delay: float = 1.0  # of the turn asked for last
    connections: int = 1


class Pace:
    """Turns for each host. All visits of a worker share one; `together` shares its turns with other workers."""

    def __init__(self, together: Together | None = None) -> None:
        self._together = together
        self._hosts: dict[str, _Host] = {}
        self._open: set[asyncio.Task[Any]] = set()
        self._most = _FORGET

    @asynccontextmanager
    async def turn(self, host: str, delay: float, connections: int, lasts: float = _LASTS) -> AsyncIterator[Sent]:
        """Wait until fewer than `connections` requests to `host` are open and the last was sent `delay` seconds ago.

        No other worker has a request open there meanwhile. `lasts`: seconds the request may take. What is given is to
        be called when the request goes out, if that is later (a connection has to be made first). Raises Unkept.
        """
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
        began: float | None = None
        loop = asyncio.get_running_loop()
        try:
            self._open.add(task)
            await self._pause(state, delay)
            if self._together:
                began = loop.time()  # broken off while it waits, the turn may be ours all the same
                await self._together.begin(host, delay, lasts + _SLACK)
                began = loop.time()
                state.free_at = max(state.free_at, began + delay)

            def sent() -> None:
                nonlocal began
                began = loop.time()
                state.free_at = max(state.free_at, began + delay)

            yield sent
        finally:
            self._open.discard(task)
            state.active -= 1
            if self._together and began is not None:
                self._together.end(host, loop.time() - began, not state.active)
            async with state.changed:
                state.changed.notify()
            self._forget()

    def beside(self, host: str) -> AbstractAsyncContextManager[Sent]:
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
        if self._together:
            self._together.hold(host, seconds)

    def drop(self) -> None:
        """Break off every open request."""
        for task in self._open:
            task.cancel()

    def _forget(self) -> None:
        """Drop idle hosts once there are twice as many as after the last time: a look costs as much as one request."""
        if len(self._hosts) > self._most:
            before = asyncio.get_running_loop().time() - _IDLE
            for host, state in list(self._hosts.items()):
                if not state.active and not state.waiting and state.free_at < before:
                    del self._hosts[host]
            self._most = max(_FORGET, 2 * len(self._hosts))
