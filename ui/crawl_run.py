"""What `rxverdict crawl` reads, how it tells how far it is, and what it leaves behind."""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeAlias

from crawler.budget import UNATTENDED
from crawler.site import site_of
from crawler.sources.listing import Complain, addresses
from data.archive import Archive, ArchiveError, open_archive
from data.kept import OPEN, RunRow
from data.known import known_world
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.alone import finishing
from ui.batch import Batch, Manner, Settled, Unkept, recover_run
from ui.commands import say
from ui.crawling import Wish
from ui.outage import IN_A_ROW, Streak
from ui.progress import Meter
from ui.worker_client import Worker, WorkerDied

if TYPE_CHECKING:
    from typing import TextIO

BeginWorker: TypeAlias = Callable[[int], Worker]  # for so many sites at once; the same one when asked again


class _Told(Exception):
    """Said already; the exit code is all that is left."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def carry_out(wish: Wish, begin: BeginWorker) -> int:
    """The exit code. Whoever calls holds the lock of the home folder (`ui.alone`), and ends the worker."""
    try:
        archive = open_archive()
    except ArchiveError as error:
        say(f"The archive cannot be opened: {error}")
        return EXIT_PARTLY
    try:
        with archive:
            run, skipped = _run(wish, archive)
            code = _share(archive, run) if wish.distribute else _work(archive, run, begin)
            return max(code, EXIT_PARTLY if skipped else EXIT_OK)
    except _Told as told:
        return told.code
    except ArchiveError as error:
        say(f"The archive cannot be used: {error}. What was visited is kept; go on with: rxverdict crawl --resume")
        return EXIT_PARTLY


def _run(wish: Wish, archive: Archive) -> tuple[RunRow, int]:
    """The run to work on, and how many lines of its list were passed over."""
    if wish.resume:
        found = archive.runs.run()
        if found is None:
            say("There is no run to resume: every run has come to its end. Begin one with: rxverdict crawl FILE")
            raise _Told(EXIT_OK if wish.file is None else EXIT_BAD)
        return found, 0
    skipped = 0

    def complain(number: int, why: str) -> None:
        nonlocal skipped
        skipped += 1
        say(f"{wish.file}:{number}: {why}; skipped")

    name = "candidates" if wish.file is None else wish.file
    sites = dict(_sites(wish, archive, complain))
    if not sites:
        say(f"{name}: holds no address of a website. Nothing was visited.")
        raise _Told(EXIT_BAD)
    row = RunRow(name, wish.buyer_country, datetime.now(UTC), json.dumps(asdict(wish)))
    number = archive.runs.begin(row, sites.items())
    return replace(row, id=number), skipped


def _sites(wish: Wish, archive: Archive, complain: Complain) -> Iterator[tuple[str, str]]:
    """(site, address); of several addresses of one site the first."""
    if wish.file is None:
        yield from _candidates(wish, archive)
        return
    known: set[str] = set()
    with _lines(wish.file) as lines:
        for _, address in addresses(lines, complain):
            site = site_of(address)
            if site not in known:
                known.add(site)
                yield site, address


def _candidates(wish: Wish, archive: Archive) -> Iterator[tuple[str, str]]:
    after, left = None, wish.limit or sys.maxsize
    while left and (rows := archive.candidates.best(wish.least, min(left, 500), after)):
        yield from ((row.site, row.url) for row in rows)
        left -= len(rows)
        after = rows[-1].score, rows[-1].site


@contextmanager
def _lines(file: str) -> Iterator[TextIO]:
    if file == "-":
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace", newline="") as lines:
            yield lines
    except OSError as error:
        say(f"{file}: {error.strerror}")
        raise _Told(EXIT_BAD) from None


def _work(archive: Archive, run: RunRow, begin: BeginWorker) -> int:
    assert run.id is not None
    settings = Wish(**json.loads(run.settings))  # a resumed run goes on in the manner in which it was begun
    budget = replace(UNATTENDED, delay=settings.delay)
    manner = Manner(settings.at_once, settings.gate, settings.outside, budget)
    stop, streak = Event(), Streak()

    def hear(one: Settled) -> None:
        meter.settled(one)
        if streak.hear(one):
            stop.set()

    try:
        worker = begin(manner.at_once)
        world = known_world()
        recovered = recover_run(archive, world, run.id, run.buyer_country)
        if recovered.kept:
            say(f"{recovered.kept} visit(s) of a run that was cut short have been judged and kept.")
        tally = archive.runs.tally(run.id)
        done = sum(count for (state, _), count in tally.items() if state not in OPEN)
        with finishing(stop), Meter(sum(tally.values()), done) as meter:
            holder = f"{socket.gethostname()}:{archive.home}"
            Batch(archive, world, worker, run.id, run.buyer_country, holder, manner).work(stop, hear)
    except Unkept as error:
        say(f"The archive cannot be written: {error}. The visits are saved; go on with: rxverdict crawl --resume")
        return EXIT_PARTLY
    except WorkerDied as error:
        say(f"{error.why}\n{error.last_words}\nGo on with: rxverdict crawl --resume")
        return EXIT_PARTLY
    if len(streak.sites) >= IN_A_ROW:
        archive.runs.reopen(run.id, streak.sites, datetime.now(UTC))
        say(f"The last {len(streak.sites)} sites could not be reached, one after the other. Is this machine online?")
    return _summary(archive, run, time.monotonic() - meter.began)


def _share(archive: Archive, run: RunRow) -> int:
    """Leave the run to the workers of the queue, and watch; the exit code."""
    from ui.distributing import share
    from ui.jobs import NoQueue

    assert run.id is not None
    began = time.monotonic()
    try:
        share(archive, run.id)
    except NoQueue as error:
        say(str(error))
        return EXIT_BAD
    return _summary(archive, run, time.monotonic() - began)


def _summary(archive: Archive, run: RunRow, seconds: float) -> int:
    """Tell how the run stands, and write its report; the exit code."""
    assert run.id is not None
    tally = archive.runs.tally(run.id)
    left = sum(count for (state, _), count in tally.items() if state in OPEN)
    if not left:
        archive.runs.end(run.id, datetime.now(UTC))
    states: dict[str, int] = {}
    for (state, _), count in tally.items():
        states[state] = states.get(state, 0) + count
    verdicts = archive.runs.verdicts(run.id)
    report = _report(archive, run, tally, verdicts, left)
    say(f"Run {run.id}: {_counted(states)}, in {seconds:.0f} s. Verdicts: {_counted(verdicts) or 'none'}.")
    say(f"Report: {report}")
    if left:
        say(f"{left} site(s) are left. Go on with: rxverdict crawl --resume")
        return EXIT_PARTLY
    return EXIT_OK


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())


def _report(
    archive: Archive, run: RunRow, tally: dict[tuple[str, str], int], verdicts: dict[str, int], left: int
) -> Path:
    """The run's report as JSON in the home folder: what was asked, how it ended, and what could not be done and why."""
    assert run.id is not None
    troubled, after = [], -1
    while rows := archive.runs.sites(run.id, after):
        after = rows[-1].position
        troubled += [
            _trouble(row.site, row.url, row.state, row.outcome, row.note) for row in rows if row.outcome != "read"
        ]
    told = {
        "run": run.id, "name": run.name, "buyer_country": run.buyer_country, "started_at": run.started_at.isoformat(),
        "told_at": datetime.now(UTC).isoformat(), "left": left, "settings": json.loads(run.settings),
        "states": [{"state": s, "outcome": o, "sites": count} for (s, o), count in tally.items()],
        "verdicts": verdicts, "not_read": troubled,
    }  # fmt: skip
    path = archive.home / "runs" / f"run-{run.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    part.replace(path)
    return path


def _trouble(site: str, url: str, state: str, outcome: str, note: str) -> dict[str, str]:
    return {"site": site, "url": url, "state": state, "outcome": outcome, "why": note}
