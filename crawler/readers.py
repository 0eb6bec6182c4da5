"""Killable readers for the event loop: each has a child process and a thread that waits for it."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from crawler.child import Reader
from crawler.exchange import Exchange
from crawler.visit import Outcome, PageText

_MOST = 4  # children; reading a page takes a few milliseconds, so a few of them keep up with many visits


class Readers:
    """A small pool. `read` may be called for many pages at once."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or max(1, min(_MOST, os.cpu_count() or 1))
        self._idle: SimpleQueue[Reader] = SimpleQueue()
        self._all = [Reader() for _ in range(self._count)]
        for reader in self._all:
            self._idle.put(reader)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="reader")

    async def warm(self) -> None:
        """Start the children and let them load what the first page would have waited for; pages may come meanwhile."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, self._warm, _PAGE) for _ in self._all))

    async def read(self, exchange: Exchange, limit: int) -> tuple[PageText | Outcome, int]:
        """The text of an answer, and how many bytes it has once unpacked."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, exchange, limit)

    def _warm(self, page: bytes) -> None:
        reader = self._idle.get()  # in turn with the others: nobody else may use it meanwhile
        try:
            reader.read(page, "")
        finally:
            self._idle.put(reader)

    def _read(self, exchange: Exchange, limit: int) -> tuple[PageText | Outcome, int]:
        reader = self._idle.get()
        try:
            content = exchange.read(reader, limit)
        finally:
            self._idle.put(reader)
        if isinstance(content, Outcome):
            return content, limit if content is Outcome.TOO_LARGE else len(exchange.body)
        return content, len(exchange.content(limit))

    def close(self) -> None:
        """Stop the threads, then the children."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for reader in self._all:
            reader.close()


_PAGE = b"<title>Warm</title><p>Words enough for the language to be told, once the model has been loaded from disk.</p>"
