"""`rxverdict worker`: one of the many hands that work on the queue. Any number of them, on any number of machines."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from crawler.budget import UNATTENDED
from data.archive import Archive, ArchiveError, open_archive
from data.kept import RunRow, RunSiteRow
from data.known import known_world
from data.settings import Settings
from data.store import StoreError, open_store
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.alone import Busy, alone, finishing
from ui.batch import Manner, Readers, Settled, recover_run, visit_site
from ui.case import recover
from ui.commands import say
from ui.crawling import WORKER, Wish
from ui.jobs import LOOK, LOOKS, VISIT, Later, NoQueue, Patience, decide, dsn, prepare
from ui.opening import with_archive
from ui.outage import IN_A_ROW, Streak
from ui.shards import Shard, cut, look_at_shard
from ui.worker_client import Worker

if TYPE_CHECKING:
    from procrastinate import App


class _Lost(Exception):
    """The connection to the queue is gone."""


class Hand:
    """What one worker process needs for its jobs. Jobs run in threads of their own."""

    def __init__(self, archive: Archive, worker: Worker, holder: str, patience: Patience, stop: Event) -> None:
        self._archive, self._worker, self._holder = archive, worker, holder
        self._patience, self._stop, self._world = patience, stop, known_world()
        self._readers, self._streak, self._lock = Readers(), Streak(), Lock()
        self._judges = _pool()
        self.offline = False

    def visit_sites(self, run: int, first: int, last: int) -> None:
        """The sites of a run from position `first` to `last` that are still to do. Raises Later when some are left."""
        found = self._archive.runs.run(run)
        if found is None:
            return
        manner = manner_of(found)
        for row in self._left(run, first, last):
            if self._stop.is_set():
                raise Later("this worker is stopping", 0)
            self._visit(row, found, manner)
        if left := self._left(run, first, last):
            raise Later(f"{len(left)} sites are held by others, or broke off", self._patience.again)
        if not self._archive.runs.unfinished(run, limit=1):
            self._archive.runs.end(run, datetime.now(UTC))
            say(f"Run {run} has come to its end.")

    def _left(self, run: int, first: int, last: int) -> list[RunSiteRow]:
        return [row for row in self._archive.runs.unfinished(run, first - 1, last - first + 1) if row.position <= last]

    def _visit(self, row: RunSiteRow, run: RunRow, manner: Manner) -> None:
        taken = self._archive.runs.take(row.run_id, [row.site], self._holder, datetime.now(UTC), self._patience.leased)
        if not taken:
            return
        try:
            settled = visit_site(
                row, run.buyer_country, archive=self._archive, world=self._world, worker=self._worker,
                readers=self._readers, manner=manner, holder=self._holder,
            )  # fmt: skip
        finally:
            self._archive.runs.release(row.site, self._holder)
        if settled is not None:
            self._hear(settled)

    def _hear(self, settled: Settled) -> None:
        """Tell of a site that is done; stop when so many were out of reach that it must be this machine."""
        say(f"{settled.row.site}: {settled.step.state.value}{settled.step.outcome and f', {settled.step.outcome}'}")
        with self._lock:
            if self._streak.hear(settled) and not self._stop.is_set():
                self.offline = True
                self._stop.set()
                self._archive.runs.reopen(settled.row.run_id, self._streak.sites, datetime.now(UTC))
                say(f"The last {IN_A_ROW} sites could not be reached, one after the other. Is this machine online?")

    def look_at_shard(self, file: str, names: list[str], buyer_country: str) -> None:
        """The first look at saved files of the store, in a process of its own. Raises Later under other rules."""
        store, target = self._archive.store, f"{LOOKS}/{file}"
        if store.exists(target):
            return
        (ours,) = cut(names, buyer_country, size=len(names))
        if ours.file.partition("-")[2] != file.partition("-")[2]:
            raise Later("this worker judges by another rulebook than the one that is asked for", self._patience.again)
        with TemporaryDirectory(prefix="rxverdict-") as folder:
            written = Path(folder) / file
            pool = self._judges
            try:
                pool.submit(look_at_shard, Shard(file, tuple(names)), written, buyer_country, stored()).result()
            except BrokenExecutor:  # a process died under it, and with it the pool
                with self._lock:
                    self._judges = _pool() if self._judges is pool else self._judges
                raise
            store.put(written, target)

    def extend(self) -> None:
        """Hold on to the sites that are being visited."""
        with suppress(ArchiveError):  # the lease outlives the visit, and the job is tried again if it cannot be kept
            self._archive.runs.extend(self._holder, datetime.now(UTC) + self._patience.leased)

    def close(self) -> None:
        self._judges.shutdown(cancel_futures=True)
        self._readers.close()


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(mp_context=get_context("spawn"))


def manner_of(run: RunRow) -> Manner:
    """How a run goes about its sites, as it was begun."""
    wish = Wish(**json.loads(run.settings))
    return Manner(wish.at_once, wish.gate, wish.outside, replace(UNATTENDED, delay=wish.delay))


def stored() -> partial[AbstractContextManager[Path]]:
    """How a process of its own opens files of the store in use."""
    settings = Settings()
    return partial(_from_store, settings.store, settings.home)


def _from_store(url: str, home: Path, name: str) -> AbstractContextManager[Path]:
    return open_store(url, home).local(name)


def run_worker(at_once: int, command: tuple[str, ...] = WORKER, patience: Patience | None = None) -> int:
    """Work until told to stop; the exit code. `command`: see `ui.crawling.run_crawl`."""
    settings = Settings()
    try:
        address = dsn(settings.database_url)
        prepare(address)
        store = open_store(settings.store, settings.home)
        with _desk(settings.home) as (home, lock):

            def work(archive: Archive) -> int:
                _recover(archive)
                holder = f"{socket.gethostname()}:{home}"
                worker, stop = Worker((*command, str(at_once)), hold=(lock,)), Event()
                hand = Hand(archive, worker, holder, patience or Patience(), stop)
                try:
                    with finishing(stop):
                        say(f"At work as {holder}; Ctrl-C, or SIGTERM, lets what is in flight come to its end.")
                        asyncio.run(_serve(address, hand, at_once, patience or Patience(), stop))
                finally:
                    hand.close()
                    worker.close()
                return EXIT_PARTLY if hand.offline else EXIT_OK

            opened = partial(open_archive, home=home, store=store)
            return with_archive(work, EXIT_PARTLY, "Nothing is lost; start the worker again.", opened)
    except (NoQueue, StoreError) as error:
        say(str(error))
        return EXIT_BAD
    except _Lost as error:
        say(f"The queue was lost: {error}. Nothing else is; start the worker again.")
        return EXIT_PARTLY


@contextmanager
def _desk(home: Path) -> Iterator[tuple[Path, int]]:
    """A folder of its own for each worker of this home, the first that is free; what stands in it is taken up."""
    for number in count(1):
        folder = home / "workers" / str(number)
        try:
            with alone(folder) as lock:
                yield folder, lock
                return
        except Busy:
            continue


def _recover(archive: Archive) -> None:
    """Keep the visits that the worker before us in this folder left behind; they count for the run that is open."""
    run, world = archive.runs.run(), known_world()
    if run is not None and run.id is not None:
        kept = recover_run(archive, world, run.id, run.buyer_country).kept
    else:
        kept = recover(archive, world).kept
    if kept:
        say(f"{kept} visit(s) of a worker that was cut short have been judged and kept.")


async def _serve(address: str, hand: Hand, at_once: int, patience: Patience, stop: Event) -> None:
    from procrastinate import App, PsycopgConnector
    from procrastinate.exceptions import ConnectorException

    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(at_once + 4, thread_name_prefix="job"))
    app = App(connector=PsycopgConnector(conninfo=address))
    _learn(app, hand)
    async with app.open_async():
        serving = asyncio.create_task(
            app.run_worker_async(
                concurrency=at_once, name=f"{socket.gethostname()}-{os.getpid()}", install_signal_handlers=False,
                update_heartbeat_interval=patience.heartbeat, stalled_worker_timeout=patience.silence,
                delete_jobs="successful",
            )
        )  # fmt: skip
        beside = [asyncio.create_task(_sweep(app, patience)), asyncio.create_task(_hold(hand, patience))]
        try:
            while not stop.is_set() and not serving.done():
                await asyncio.sleep(0.2)
            serving.cancel()  # it lets its jobs end first, and they end after the site in hand
            with suppress(asyncio.CancelledError):
                await serving
            if not stop.is_set():
                raise _Lost("the work ended by itself")
        except ConnectorException as error:
            raise _Lost(str(error)) from error
        finally:
            for task in beside:
                task.cancel()


def _learn(app: App, hand: Hand) -> None:
    from procrastinate.retry import BaseRetryStrategy

    class Patient(BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: Any) -> Any:
            return decide(exception, job)

    app.task(name=VISIT, retry=Patient())(hand.visit_sites)
    app.task(name=LOOK, retry=Patient())(hand.look_at_shard)


async def _sweep(app: App, patience: Patience) -> None:
    """Give the jobs of dead workers back to the queue."""
    from procrastinate.exceptions import ConnectorException

    while True:
        await asyncio.sleep(patience.sweep)
        with suppress(ConnectorException):  # no database now, or another worker was faster: next time
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=patience.silence):
                await app.job_manager.retry_job(job)
                say(f"A worker is gone; its job goes to another: {job.queueing_lock}")


async def _hold(hand: Hand, patience: Patience) -> None:
    while True:
        await asyncio.sleep(patience.lease / 4)
        await asyncio.to_thread(hand.extend)
