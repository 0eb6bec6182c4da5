"""One round over watched sites: who is due is visited and judged, and held against the newest visit that showed it.

A visit that shows nothing is a miss, and no change until several in a row were. When every site that was well before is
out of reach at once, it is this machine that is offline, and the round counts for nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Event

from crawler.visit import Visit
from crawler.warc import NotAVisit, read_visit
from data.archive import Archive
from data.kept import ChangeRow, RunRow, WatchRow
from data.world import World
from scoring.changes import Change, answered, changes, fell_silent, spoke_again
from scoring.facts import Facts
from scoring.model import VerdictClass
from scoring.revisits import MISSES, hours_after_miss, next_hours
from ui.batch import Batch, Manner, Readers, Settled
from ui.case import Case, Interrupted
from ui.crawling import Wish
from ui.outage import OUT_OF_REACH
from ui.worker_client import Worker

RUN = "watch"  # name of the runs that visit watched sites
# So many sites that were well before and are out of reach now, with none that answers, are an outage of ours: shops do
# not die in threes in one hour. Fewer are taken for misses, which it takes several days to tell.
_OUTAGE = 3
_AGAIN = 24  # hours until a site is tried again whose visit we broke off ourselves

Hear = Callable[[WatchRow, tuple[ChangeRow, ...]], None]


@dataclass(slots=True)
class Tally:
    """What became of the sites of a round. `offline`: nothing was noted of those that failed."""

    visited: int = 0
    changed: int = 0
    missed: int = 0
    offline: bool = False


class Round:
    """`hear` is told of each site that was noted, in the thread that calls `run`."""

    def __init__(self, archive: Archive, world: World, worker: Worker, manner: Manner, holder: str, hear: Hear) -> None:
        self._archive, self._world, self._worker = archive, world, worker
        self._manner, self._holder, self._hear = replace(manner, gate=False), holder, hear
        self._readers = Readers(1)
        self._missed: list[tuple[WatchRow, Visit | None, int | None, str]] = []
        self.tally = Tally()

    def run(self, rows: Iterable[WatchRow], stop: Event, told: Callable[[Settled], None]) -> Tally:
        """Visit these sites, as far as nobody has since they fell due. Raises ArchiveError, StoreError, Unkept."""
        self._end_old_runs()
        countries: dict[str, dict[str, WatchRow]] = defaultdict(dict)
        try:
            for row in rows:
                if not self._heed_kept(row):
                    countries[row.buyer_country][row.site] = row
            for country, sites in countries.items():
                if not stop.is_set():
                    self._visit(country, sites, stop, told)
            self._note_misses()
        finally:
            self._readers.close()
        return self.tally

    def _end_old_runs(self) -> None:
        """A round that was cut short is not resumed: its sites are still due."""
        while (run := self._archive.runs.run()) is not None and run.name == RUN and run.id is not None:
            self._archive.runs.end(run.id, datetime.now(UTC))

    def _visit(self, country: str, sites: dict[str, WatchRow], stop: Event, told: Callable[[Settled], None]) -> None:
        manner = self._manner
        wish = Wish(None, False, country, manner.at_once, manner.budget.delay, manner.gate, manner.outside)
        begun = RunRow(RUN, country, datetime.now(UTC), json.dumps(asdict(wish)))
        run = self._archive.runs.begin(begun, [(row.site, row.url) for row in sites.values()])

        def hear(settled: Settled) -> None:
            told(settled)
            self._heed(sites[settled.row.site], settled)

        try:
            Batch(self._archive, self._world, self._worker, run, country, self._holder, manner).work(stop, hear)
        finally:
            self._archive.runs.end(run, datetime.now(UTC))

    def _heed_kept(self, row: WatchRow) -> bool:
        """Whether somebody visited the site in full since it fell due: a person, or a round that was cut short."""
        found = self._archive.latest_verdict(row.site, row.buyer_country)
        if found is None or found.visit_id is None or found.visited_at is None or found.visit_id == row.visit_id:
            return False
        visit = self._read(found.visit_id) if found.visited_at >= row.due_at else None
        if visit is None or visit.light or not answered(visit):
            return False
        self._compare(row, visit, found.visit_id, VerdictClass(found.verdict))
        return True

    def _heed(self, row: WatchRow, settled: Settled) -> None:
        self.tally.visited += 1
        result = settled.result
        match result:
            case Case(visit=visit, kept=kept) if kept is not None and answered(visit):
                self._compare(row, visit, kept.visit_id, result.verdict.verdict)
            case Case(visit=visit, kept=kept) if kept is not None:
                self._missed.append((row, visit, kept.visit_id, visit.outcome))
            case Interrupted():
                self._note(row, {"due_at": _in(_AGAIN), "note": settled.step.note})
            case _:
                self._missed.append((row, None, None, settled.step.note))

    def _compare(self, row: WatchRow, visit: Visit, visit_id: int, verdict: VerdictClass) -> None:
        """A visit that shows the site: what is new since the newest one before that did."""
        earlier = self._read(row.visit_id) if row.visit_id is not None else None
        found: list[Change] = []
        if earlier is not None and row.visit_id is not None:
            found += [spoke_again(earlier.ended_at)] if row.misses >= MISSES else []
            facts = (Facts(one, self._world, row.buyer_country) for one in (earlier, visit))
            found += changes(*facts)
        hours = next_hours(verdict, row.every_hours, bool(found)) if earlier is not None else row.every_hours
        note = "" if earlier is not None or row.visit_id is None else "The file of the visit before could not be read."
        new = {"due_at": visit.ended_at + timedelta(hours=hours), "every_hours": hours, "misses": 0, "note": note}
        self._note(row, {**new, "visit_id": visit_id}, found, visit_id)

    def _note_misses(self) -> None:
        well = [row for row, *_ in self._missed if not row.misses and row.visit_id is not None]
        answering = self.tally.visited - len(self._missed)
        silent = all(visit is not None and visit.outcome in OUT_OF_REACH for _, visit, *_ in self._missed)
        if len(well) >= _OUTAGE and not answering and silent:
            self.tally.offline = True
            return
        for row, visit, visit_id, why in self._missed:
            self._miss(row, visit, visit_id, why)

    def _miss(self, row: WatchRow, visit: Visit | None, visit_id: int | None, why: str) -> None:
        self.tally.missed += 1
        misses = row.misses + 1
        found: list[Change] = []
        last = self._archive.visit(row.visit_id) if row.visit_id is not None else None
        if misses == MISSES and visit is not None and last is not None:
            found = [fell_silent(visit, last.ended_at, misses)]
        new = {"due_at": _in(hours_after_miss(misses)), "misses": misses, "note": why.replace("_", " ")}
        self._note(row, new, found, visit_id)

    def _note(
        self, row: WatchRow, new: dict[str, object], found: Iterable[Change] = (), visit_id: int | None = None
    ) -> None:
        """Keep how the site is watched from now on, with what changed, all or nothing; unless nobody watches it now."""
        now = datetime.now(UTC)
        rows = tuple(
            ChangeRow(row.site, row.buyer_country, row.visit_id, visit_id, now, change.kind, change.words)
            for change in found
            if row.visit_id is not None and visit_id is not None
        )
        kept = replace(row, visits=row.visits + 1, changes=row.changes + bool(rows), **new)  # type: ignore[arg-type]
        if self._archive.watch.watched(row.site, row.buyer_country) is None:
            return
        self._archive.watch.put(kept, rows)
        self.tally.changed += bool(rows)
        self._hear(kept, rows)

    def _read(self, visit_id: int) -> Visit | None:
        """A kept visit; None when its file is gone or spoilt. Raises StoreError when the store does not answer."""
        row = self._archive.visit(visit_id)
        if row is None or not self._archive.store.exists(row.warc_path):
            return None
        with self._archive.store.local(row.warc_path) as path, self._readers.lend() as reader:
            try:
                return read_visit(path, reader)
            except NotAVisit:
                return None


def _in(hours: int) -> datetime:
    return datetime.now(UTC) + timedelta(hours=hours)
