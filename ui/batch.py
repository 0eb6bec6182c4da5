"""Many sites: each visited, judged and kept as one case, many at a time, until the run's table has none left to do.

The table of the run is the only memory: whatever dies, a site is still to do or done with its visit kept, and whoever
takes up the run again does exactly the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from queue import SimpleQueue
from threading import Event
from typing import assert_never

from crawler.budget import UNATTENDED, Budget
from crawler.child import Reader
from crawler.site import site_of
from crawler.visit import Visit
from data.archive import Archive
from data.kept import RunSiteRow, SiteState, Step
from data.world import World
from ui.case import Case, Interrupted, Progress, Recovered, Refused, Result, StepOf, check, recover
from ui.warming import warm
from ui.worker_client import Worker

_JUDGES = 2  # cases read and judged at a time; judging is work for one core, reading for another
_TRIES = 3  # set out this often in one run; a site that breaks every visit must not hold up the run
_SOON = 60.0  # seconds a lease that somebody else holds is left alone before it is asked for again


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run goes about its sites. `at_once`: sites in flight; never two requests to one host at a time."""

    at_once: int = 16
    gate: bool = True
    outside: bool = True
    budget: Budget = UNATTENDED


class Unkept(Exception):
    """The archive could not be written; the visit's file waits for the next run. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A site that is done. `result`: what the last try gave."""

    row: RunSiteRow
    step: Step
    result: Result


class Readers:
    """A few readers for many visits: whoever judges borrows one, and waits when all are lent."""

    def __init__(self, count: int = _JUDGES) -> None:
        self._free: SimpleQueue[Reader] = SimpleQueue()
        self._all = [Reader() for _ in range(count)]
        for reader in self._all:
            self._free.put(reader)

    @contextmanager
    def lend(self) -> Iterator[Reader]:
        reader = self._free.get()
        try:
            yield reader
        finally:
            self._free.put(reader)

    def close(self) -> None:
        for reader in self._all:
            reader.close()


def step_of(run: int, buyer_country: str, holder: str = "") -> StepOf:
    """What a kept visit makes of its site in a run: done, in full or at the gate. Of another country: nothing."""

    def step(visit: Visit, country: str) -> Step | None:
        if country != buyer_country:
            return None
        state = SiteState.SET_ASIDE if visit.light else SiteState.KEPT
        return Step(run, site_of(visit.url), state, datetime.now(UTC), visit.outcome, visit.note, holder)

    return step


def visit_site(
    row: RunSiteRow,
    buyer_country: str,
    *,
    archive: Archive,
    world: World,
    worker: Worker,
    readers: Readers,
    manner: Manner,
    holder: str = "",
    told: Callable[[Progress], None] | None = None,
) -> Settled | None:
    """One leased site of a run, as far as it goes; None: this try broke off, and another is left.

    Raises Unkept, and ArchiveError for a site that left no visit.
    """
    result = check(
        row.url, buyer_country, worker=worker, archive=archive, world=world, on_event=told, budget=manner.budget,
        outside=manner.outside, gate=manner.gate, reading=readers.lend, step=step_of(row.run_id, buyer_country, holder),
    )  # fmt: skip
    step = _after(row, result, buyer_country, holder)
    if step is None:
        return None
    if not isinstance(result, Case):
        archive.runs.settle(step)
    return Settled(row, step, result)


def _after(row: RunSiteRow, result: Result, buyer_country: str, holder: str) -> Step | None:
    site, now = row.site, datetime.now(UTC)
    match result:
        case Case() if result.kept is None:
            raise Unkept(result.trouble)
        case Case():
            return step_of(row.run_id, buyer_country, holder)(result.visit, buyer_country)
        case Refused():
            return Step(row.run_id, site, SiteState.REFUSED, now, note=result.words, holder=holder)
        case Interrupted():
            if row.tries + 1 < _TRIES:
                return None
            note = f"{result.words} {result.detail}".strip()
            return Step(row.run_id, site, SiteState.FAILED, now, note=note, holder=holder)
    assert_never(result)


def recover_run(archive: Archive, world: World, run: int, buyer_country: str) -> Recovered:
    """Keep the visits that a dead process left behind; those of this run's sites count for it. Raises ArchiveError."""
    return recover(archive, world, step_of(run, buyer_country))


class Batch:
    """One process at work on a run."""

    def __init__(
        self, archive: Archive, world: World, worker: Worker, run: int, buyer_country: str, holder: str, manner: Manner
    ) -> None:
        self._archive, self._world, self._worker = archive, world, worker
        self._run, self._country, self._holder, self._manner = run, buyer_country, holder, manner

    def work(self, stop: Event, told: Callable[[Settled], None]) -> None:
        """Until nothing is left to do, or `stop` is set and what is in flight has ended.

        `told` hears of each site that is done, in this thread. Raises ArchiveError and Unkept when the archive cannot
        be used: then what is in flight ends first, and what it leaves waits for the next run.
        """
        readers = Readers()
        try:
            with ThreadPoolExecutor(self._manner.at_once + 1, thread_name_prefix="visit") as pool:
                pool.submit(warm, self._world, self._country, readers.lend)
                self._share_out(pool, readers, stop, told)
        finally:
            readers.close()

    def _share_out(
        self, pool: ThreadPoolExecutor, readers: Readers, stop: Event, told: Callable[[Settled], None]
    ) -> None:
        """Rounds over what is left: a site whose try broke off, or that somebody else holds, has its turn again."""
        flying: set[Future[Settled | None]] = set()
        try:
            while not stop.is_set():
                taken, left, rows = 0, 0, self._left()
                while some := list(islice(rows, self._manner.at_once - len(flying))):
                    left += len(some)
                    mine = self._take(some)
                    taken += len(mine)
                    flying.update(pool.submit(self._one, row, readers) for row in mine)
                    while len(flying) >= self._manner.at_once:
                        flying = _land(flying, told)
                    if stop.is_set():
                        return
                while flying:
                    flying = _land(flying, told)
                if not left:
                    return
                if not taken:
                    stop.wait(_SOON)
        finally:
            wait(flying)
            for future in flying:
                if future.exception() is None and (settled := future.result()) is not None:
                    told(settled)

    def _left(self) -> Iterator[RunSiteRow]:
        after = -1
        while rows := self._archive.runs.unfinished(self._run, after):
            yield from rows
            after = rows[-1].position

    def _take(self, rows: list[RunSiteRow]) -> list[RunSiteRow]:
        """Those that are ours to visit now; asked for at once, or the last of many would begin a second late."""
        mine = set(self._archive.runs.take(self._run, [row.site for row in rows], self._holder, datetime.now(UTC)))
        return [row for row in rows if row.site in mine]

    def _one(self, row: RunSiteRow, readers: Readers) -> Settled | None:
        return visit_site(
            row, self._country, archive=self._archive, world=self._world, worker=self._worker, readers=readers,
            manner=self._manner, holder=self._holder,
        )  # fmt: skip


def _land(flying: set[Future[Settled | None]], told: Callable[[Settled], None]) -> set[Future[Settled | None]]:
    """Wait until one at least has ended; those still in flight. Raises what a try raised."""
    done, left = wait(flying, return_when=FIRST_COMPLETED)
    for future in done:
        settled = future.result()
        if settled is not None:
            told(settled)
    return left
