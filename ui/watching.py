"""What the commands of `rxverdict watch` do. Each returns its exit code."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from crawler.budget import UNATTENDED
from crawler.site import site_of
from crawler.sources.listing import addresses
from data.archive import Archive
from data.kept import ChangeRow, Filters, VerdictRow, WatchRow
from data.known import known_world
from data.store import StoreError
from scoring.model import VerdictClass
from scoring.revisits import first_hours
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY, opening
from ui.alone import Busy, alone, finishing
from ui.batch import Manner, Unkept
from ui.case import recover
from ui.commands import harmless, say
from ui.crawling import WORKER
from ui.progress import Meter
from ui.rounds import Round, Tally
from ui.worker_client import Worker, WorkerDied

_LOOK = 60.0  # seconds between two looks for what is due: a site added meanwhile waits no longer than a minute
_OFFLINE = 900.0  # seconds until the next try when this machine is offline, or somebody else crawls
_ALL = 1_000_000  # more sites than anybody watches; each row takes half a kilobyte


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` was asked for. `verdict` empty: only the addresses."""

    what: tuple[str, ...]
    verdict: str
    buyer_country: str


def with_archive(work: Callable[[Archive], int]) -> int:
    """Do something with the archive; its exit code, or 1 when the archive cannot be used."""
    return opening.with_archive(work, EXIT_PARTLY)


def add(archive: Archive, wish: Added) -> int:
    bad = 0

    def complain(number: int, why: str, name: str) -> None:
        nonlocal bad
        bad += 1
        say(f"{name}:{number}: {why}; skipped")

    new = known = 0
    for row in _wanted(archive, wish, complain):
        if archive.watch.watched(row.site, row.buyer_country) is not None:
            known += 1
            continue
        archive.watch.put(row)
        new += 1
    say(f"{new} site(s) added to the watch" + (f", {known} watched already." if known else "."))
    if not new and not known:
        return EXIT_BAD
    return EXIT_PARTLY if bad else EXIT_OK


def _wanted(archive: Archive, wish: Added, complain: Callable[[int, str, str], None]) -> Iterator[WatchRow]:
    for what in wish.what:
        for url in _addresses(what, complain):
            yield _row(archive, site_of(url), url, wish.buyer_country)
    if wish.verdict:
        yield from _judged(archive, wish)


def _addresses(what: str, complain: Callable[[int, str, str], None]) -> Iterator[str]:
    """Those of a list when there is a file of this name, else the one that was typed."""

    def passed_over(number: int, why: str) -> None:
        complain(number, why, what)

    path = Path(what)
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else [what]
    yield from (url for _, url in addresses(lines, passed_over))


def _judged(archive: Archive, wish: Added) -> Iterator[WatchRow]:
    """Sites of the archive whose newest verdict is of this class."""
    filters, after = Filters((wish.verdict,), buyer_country=wish.buyer_country, latest_only=True), None
    while True:
        page = archive.page_verdicts(after, 500, filters)
        for found in page.rows:
            yield _row(archive, found.site, found.url, found.buyer_country)
        after = page.next
        if after is None:
            return


def _row(archive: Archive, site: str, url: str, country: str) -> WatchRow:
    """A site not watched so far. One that was visited before falls due as its verdict says, and is held against it."""
    now = datetime.now(UTC)
    known = next((row for row in archive.history(site, country) if _shows(row)), None)
    if known is None or known.visited_at is None:
        return WatchRow(site, country, url, now, first_hours(VerdictClass.UNREADABLE))
    hours = first_hours(VerdictClass(known.verdict))
    return WatchRow(site, country, url, known.visited_at + timedelta(hours=hours), hours, visit_id=known.visit_id)


def _shows(row: VerdictRow) -> bool:
    return row.verdict != VerdictClass.UNREADABLE


def remove(archive: Archive, sites: Iterable[str], country: str | None) -> int:
    """`country` None: for whatever country it is watched."""
    code = EXIT_OK
    watched = archive.watch.due(limit=_ALL)
    for told in sites:
        site = site_of(told)
        rows = [row for row in watched if row.site == site and country in (None, row.buyer_country)]
        if not rows:
            say(f"{told} is not watched.")
            code = EXIT_PARTLY
        for row in rows:
            archive.watch.drop(row.site, row.buyer_country)
            say(f"{_named(row)} is no longer watched. What was seen of it is kept.")
    return code


def listed(archive: Archive) -> int:
    rows = archive.watch.due(limit=_ALL)
    if not rows:
        say("No site is watched. Add some with: rxverdict watch add SITE")
    for row in rows:
        told = [row.site, row.buyer_country or "-", f"due {row.due_at:%Y-%m-%d %H:%M}", f"every {row.every_hours} h"]
        told += [f"{row.visits} visits", f"{row.changes} with changes"]
        told += [f"{row.misses} misses"] if row.misses else []
        print(harmless("\t".join([*told, row.note] if row.note else told)))  # noqa: T201 - results belong on stdout
    return EXIT_OK


def told_changes(archive: Archive, site: str) -> int:
    found = archive.watch.changes(site_of(site), _ALL)
    if not found:
        say(f"No change of {site_of(site)} is known.")
    for row in found:
        _tell(row)
    return EXIT_OK


def _tell(row: ChangeRow) -> None:
    told = [f"{row.at:%Y-%m-%d %H:%M}", row.site, row.buyer_country or "-", row.kind, " ".join(row.words.split())]
    print(harmless("\t".join(told)), flush=True)  # noqa: T201 - results belong on stdout


def _named(row: WatchRow) -> str:
    return f"{row.site} (buyer in {row.buyer_country})" if row.buyer_country else row.site


def run_watch(once: bool, manner: Manner, command: tuple[str, ...] = WORKER) -> int:
    """Rounds until told to stop; with `once` a single one. The exit code. `command`: see `run_crawl`."""
    stop = Event()

    def work(archive: Archive) -> int:
        with finishing(stop):
            while True:
                code, pause = _round(archive, manner, command, stop)
                if once or stop.is_set() or code == EXIT_PARTLY:
                    return code
                stop.wait(pause)

    return with_archive(work)


def _round(archive: Archive, manner: Manner, command: tuple[str, ...], stop: Event) -> tuple[int, float]:
    """One round: its exit code, and the seconds to wait before the next."""
    rows = archive.watch.due(datetime.now(UTC), _ALL)
    if not rows:
        _say_next(archive)
        return EXIT_OK, _LOOK
    try:
        with alone(archive.home) as lock:
            tally = _visited(archive, rows, manner, command, stop, lock)
    except Busy as busy:
        say(str(busy))
        return EXIT_BAD, _OFFLINE
    except StoreError as error:
        say(f"The store of visits does not answer: {error}. What was visited counts for the next round.")
        return EXIT_PARTLY, 0.0
    except Unkept as error:
        say(f"The archive cannot be written: {error}. The visits are saved and will be kept by the next round.")
        return EXIT_PARTLY, 0.0
    except WorkerDied as error:
        say(f"{error.why}\n{error.last_words}")
        return EXIT_PARTLY, 0.0
    if tally.offline:
        say("None of the sites could be reached. Is this machine online? Nothing was noted of them.")
        return EXIT_BAD, _OFFLINE
    say(f"{tally.visited} site(s) visited: {tally.changed} changed, {tally.missed} could not be read.")
    return EXIT_OK, _LOOK


def _visited(
    archive: Archive, rows: tuple[WatchRow, ...], manner: Manner, command: tuple[str, ...], stop: Event, lock: int
) -> Tally:
    world = known_world()
    recover(archive, world)
    worker = Worker((*command, str(manner.at_once)), hold=(lock,))

    def hear(row: WatchRow, found: tuple[ChangeRow, ...]) -> None:
        for change in found:
            _tell(change)

    try:
        with Meter(len(rows), 0) as meter:
            holder = f"{socket.gethostname()}:{archive.home}"
            return Round(archive, world, worker, manner, holder, hear).run(rows, stop, meter.settled)
    finally:
        worker.close()


def _say_next(archive: Archive) -> None:
    first = archive.watch.due(limit=1)
    if first:
        say(f"Nothing is due. Next: {_named(first[0])}, {first[0].due_at:%Y-%m-%d %H:%M} UTC")
    else:
        say("No site is watched. Add some with: rxverdict watch add SITE")


def manner_of(at_once: int, delay: float, outside: bool) -> Manner:
    return Manner(at_once, gate=False, outside=outside, budget=replace(UNATTENDED, delay=delay))
