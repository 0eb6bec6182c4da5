"""The worker process: one warm engine, sites in on stdin, events out on stdout, one JSON line each (crawler.protocol).

It ends when stdin ends and all jobs are done, or on SIGTERM or SIGINT, which ends jobs in flight as `failed`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from scrapy import Spider

from crawler.asking import Tools
from crawler.browser import NAMES, Browser
from crawler.engine import DEFAULT_CONTACT, agent, release, settings
from crawler.failures import Refused
from crawler.guard import Guard, Reason, Refusal
from crawler.pace import Pace
from crawler.protocol import (
    MAX_LINE,
    BadJob,
    Done,
    Event,
    Failed,
    Job,
    Ready,
    RefusedJob,
    Started,
    event_line,
    parse_job,
)
from crawler.readers import Readers
from crawler.spider import SiteVisit
from crawler.visit import Outside, Visit
from crawler.warc import clean_parts

if TYPE_CHECKING:
    from crawler.registries import Registries
    from data.pauses import Pauses

SITES = 8  # visited at once; one visit waits for the network nearly all the time
Look = Callable[[str, str, float], Coroutine[Any, Any, Outside]]  # host, site, seconds -> what others say about it
_END = b""


@dataclass(frozen=True, slots=True)
class Known:
    """What a worker is started with."""

    guard: Guard
    source: int  # file descriptor of the job lines
    tell: Callable[[Event], None]
    look: Look
    agent: str
    sites: int
    browsers: tuple[str, ...] = NAMES  # programs looked for on PATH


class Desk:
    """Takes jobs, runs visits, tells events."""

    def __init__(self, known: Known, pace: Pace) -> None:
        self._guard, self._source, self._tell, self._look = known.guard, known.source, known.tell, known.look
        self._pace, self._agent = pace, known.agent
        self._sites = asyncio.Semaphore(known.sites)
        self._jobs: set[asyncio.Task[None]] = set()
        self._outs: set[Path] = set()
        self._folders: set[Path] = set()
        self._stopped = False
        self.lines: asyncio.Queue[bytes] = asyncio.Queue()

    async def serve(self, fetch: Callable[..., Coroutine[Any, Any, Any]], browser: Browser) -> None:
        """Until stdin ends, or `stop`. Ends the browser as well."""
        from crawler.drugs import drug_words

        readers = Readers()
        warming = asyncio.create_task(readers.warm())  # beside the first robots.txt and the first pages
        try:
            tools = Tools(
                fetch, readers.read, self._look, self._guard, self._pace, drug_words(), self._agent, self._tell, browser
            )
            threading.Thread(target=self._listen, args=(asyncio.get_running_loop(),), daemon=True).start()
            self._tell(Ready(release(), self._agent))
            while (line := await self.lines.get()) != _END:
                self._take(line, tools)
            while self._jobs:
                await asyncio.wait(self._jobs)
        finally:
            warming.cancel()
            readers.close()
            await browser.close()

    def stop(self) -> None:
        """End now: jobs in flight fail, and nothing of them stays on disk."""
        self._stopped = True
        self.lines.put_nowait(_END)
        for task in self._jobs:
            task.cancel()

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """A thread, because stdin may be a file or a terminal as well as a pipe."""
        try:
            for line in _lines(self._source):
                loop.call_soon_threadsafe(self.lines.put_nowait, line)
            loop.call_soon_threadsafe(self.lines.put_nowait, _END)
        except RuntimeError:
            return  # the loop is closed: nobody waits for lines any more

    def _take(self, line: bytes, tools: Tools) -> None:
        try:
            job = parse_job(line)
        except BadJob as bad:
            self._tell(Failed(bad.job, bad.why))
            return
        if self._stopped or job.out in self._outs:
            self._tell(Failed(job.job, _STOPPED if self._stopped else f"another job writes {job.out}"))
            return
        self._outs.add(job.out)
        task = asyncio.create_task(self._run(job, tools))
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)

    async def _run(self, job: Job, tools: Tools) -> None:
        try:
            async with self._sites:
                await self._visit(job, tools)
        except asyncio.CancelledError:
            self._tell(Failed(job.job, _STOPPED))
        except Refused as refused:
            self._tell(_refused(job, refused.refusal))
        except Exception as error:
            # One job that breaks must not take the others along; the parent learns why.
            self._tell(Failed(job.job, f"{type(error).__name__}: {error}"[:500]))
        finally:
            self._outs.discard(job.out)

    async def _visit(self, job: Job, tools: Tools) -> None:
        self._tell(Started(job.job, job.url))
        target = await self._guard.check(job.url)
        if isinstance(target, Refusal) and target.reason not in (Reason.DNS_FAILED, Reason.NO_ADDRESS):
            raise Refused(target)
        folder = job.out.parent
        if folder not in self._folders:
            self._folders.add(folder)
            await asyncio.to_thread(clean_parts, folder)
        visit: Visit = await SiteVisit(job, tools).run()
        seconds = (visit.ended_at - visit.started_at).total_seconds()
        self._tell(Done(job.job, str(job.out), visit.outcome, len(visit.pages), round(seconds, 3), visit.partial))


_STOPPED = "the worker was stopped"


def _refused(job: Job, refusal: Refusal) -> RefusedJob:
    return RefusedJob(job.job, job.url, refusal.reason.value, str(refusal))


class VisitSpider(Spider):
    """Keeps the engine open while jobs come in: an engine is not idle before its spider's `start` has ended."""

    name = "rxverdict"
    guard: Guard
    pace: Pace
    known: Known

    async def start(self) -> AsyncIterator[Any]:
        desk = Desk(self.known, self.pace)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop, desk)
        engine = self.crawler.engine
        assert engine is not None
        await desk.serve(engine.download_async, Browser(self.crawler, self.known.browsers))
        nothing: tuple[Any, ...] = ()
        for request in nothing:  # no request goes through Scrapy's queue; the empty loop makes this a generator
            yield request

    def _stop(self, desk: Desk) -> None:
        desk.stop()
        self.pace.drop()


def run(
    guard: Guard | None = None,
    *,
    look: Look | None = None,
    contact: str = DEFAULT_CONTACT,
    sites: int = SITES,
    browsers: tuple[str, ...] = NAMES,
    pauses: Pauses | None = None,
) -> None:
    """Serve until stdin ends. `guard`, `look` and `browsers` are for tests; the defaults visit the public web only.

    `pauses`: turns at hosts that are shared with other workers; None: this worker is the only one.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.together import Together

    sink = _take_stdout()
    lock = threading.Lock()

    def tell(event: Event) -> None:
        # A parent that is gone hears nothing, but its visits are finished and kept; then stdin ends, and so do we.
        with lock, suppress(BrokenPipeError):
            sink.write(event_line(event))
            sink.flush()

    the_guard = guard or Guard()
    pace = Pace(Together(pauses) if pauses else None)
    the_look = look or _public(the_guard, pace)
    known = Known(the_guard, sys.stdin.fileno(), tell, the_look, agent(contact), sites, browsers)
    process = AsyncCrawlerProcess(settings(known.agent))
    process.crawl(VisitSpider, guard=the_guard, pace=pace, known=known)
    process.start(install_signal_handlers=False)


def _public(guard: Guard, pace: Pace) -> Look:
    @cache
    def registries() -> Registries:
        from crawler.registries import registries_of
        from data.settings import Settings

        return registries_of(Settings().home, pace)

    async def look(host: str, site: str, seconds: float) -> Outside:
        from datetime import UTC, datetime

        from crawler.outside import look_outside

        return await look_outside(
            host, site, guard, clock=lambda: datetime.now(UTC), registries=registries(), timeout=seconds
        )

    return look


def _lines(source: int) -> Iterator[bytes]:
    """Lines that are not blank; of an overlong one its beginning, which is no job.

    Read from the bare descriptor: a buffered file would still be locked by this thread when the process wants to end.
    """
    line = b""
    while piece := os.read(source, MAX_LINE):
        *whole, rest = piece.split(b"\n")
        for part in whole:
            if (line + part).strip():
                yield (line + part)[:MAX_LINE]
            line = b""
        line = (line + rest)[:MAX_LINE]
    if line.strip():
        yield line


def _take_stdout() -> BinaryIO:
    """The real stdout for events alone; whatever else writes to stdout from now on lands on stderr."""
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sink
