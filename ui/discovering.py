"""What `rxverdict discover` does with what a source tells: candidates into the archive, in batches, and a summary."""

from __future__ import annotations

import gzip
import io
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.site import site_of
from crawler.sources.heard import Heard
from data.archive import Archive, ArchiveError, open_archive
from data.kept import CandidateRow, Filters, SourceRow, VerdictRow
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import say

if TYPE_CHECKING:
    from rich.status import Status

    from crawler.visit import Visit

_BATCH = 500  # candidates in one transaction: a second's worth of writing
_SOON = 10.0  # seconds after which fewer are kept as well, so that a live feed loses little when it is ended
_EVERY, _MOVING = 10.0, 0.5  # seconds between two words on how far it is: in a log, and on a terminal
_OFFICIAL = 10  # authorities and registers are kept, and come last
_MARKS = ("phone", "messenger", "identifier", "wallet")  # marks that are one value; copied text needs a comparison


class Keeping:
    """One run of a source: what it says on the way, and what becomes of what it hears of."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._official = _official_sites()
        self._told = time.monotonic()
        self._status: Status | None = None  # on a terminal only
        self.lines = self.heard = self.new = self.skipped = 0

    def complain(self, number: int, why: str) -> None:
        """A line or record was passed over."""
        self.skipped += 1
        say(f"line {number} {why}; skipped")

    def progress(self, lines: int) -> None:
        """So many lines are done."""
        self.lines = lines
        if time.monotonic() - self._told >= (_MOVING if self._status else _EVERY):
            self._told = time.monotonic()
            words = f"{lines:,} lines, {self.heard:,} candidates ({self.new:,} new) so far"
            if self._status:
                self._status.update(words)
            else:
                say(words)

    def __enter__(self) -> Keeping:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("Reading")
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def keep(self, told: Iterable[Heard]) -> None:
        """Everything a source tells, in batches. Raises ArchiveError."""
        waiting: list[Heard] = []
        since = time.monotonic()
        try:
            for heard in told:
                waiting.append(heard)
                if len(waiting) >= _BATCH or time.monotonic() - since > _SOON:
                    self._save(waiting)
                    waiting, since = [], time.monotonic()
        finally:  # a source that breaks off, or is ended with Ctrl-C, has told something all the same
            self._save(waiting)

    def _save(self, batch: list[Heard]) -> None:
        now = datetime.now(UTC)
        rows = [
            (CandidateRow(one.site, one.url, now, one.score), SourceRow(one.site, one.source, one.reason, one.url, now))
            for one in map(self._weighed, batch)
        ]
        if rows:
            self.heard += len(rows)
            self.new += self._archive.candidates.keep(rows)

    def _weighed(self, heard: Heard) -> Heard:
        if heard.site not in self._official:
            return heard
        reason = f"{heard.reason} Belongs to an authority or a register."
        return replace(heard, score=min(heard.score, _OFFICIAL), reason=reason)


def run(name: str, work: Callable[[Keeping, Archive], None]) -> int:
    """Let a source tell; say what came of it on stdout. The exit code."""
    from crawler.sources.asking import Unanswered
    from crawler.sources.feed import BrokenFeed

    try:
        archive = open_archive()
    except ArchiveError as error:
        say(f"The archive cannot be opened: {error}")
        return EXIT_BAD
    with archive:
        keeping, code = Keeping(archive), EXIT_OK
        try:
            with keeping:
                work(keeping, archive)
        except (Unanswered, BrokenFeed, ArchiveError) as error:
            say(f"{name}: {error}")
            code = EXIT_PARTLY if keeping.heard else EXIT_BAD
        except (OSError, UnicodeDecodeError) as error:
            say(f"{name}: cannot be read: {error}")
            code = EXIT_PARTLY if keeping.heard else EXIT_BAD
        except KeyboardInterrupt:
            say("Ended by you; what was heard of is kept.")
            code = EXIT_PARTLY
    print(  # noqa: T201 - results belong on stdout
        f"{name}: {keeping.heard} candidates, {keeping.new} of them new sites; {keeping.skipped} lines skipped"
    )
    return max(code, EXIT_PARTLY if keeping.skipped else EXIT_OK)


@contextmanager
def opened(file: str) -> Iterator[io.BufferedReader]:
    """A file, or standard input for "-"."""
    if file == "-":
        yield sys.stdin.buffer  # type: ignore[misc]  # a BufferedReader wherever there is a real standard input
    else:
        with Path(file).open("rb") as stream:
            yield stream


@contextmanager
def lines_of(file: str) -> Iterator[Iterator[str]]:
    """The lines of a text file, plain or gzip, in UTF-8."""
    with opened(file) as stream:
        plain = gzip.GzipFile(fileobj=stream) if stream.peek(2)[:2] == b"\x1f\x8b" else stream
        yield iter(io.TextIOWrapper(plain, "utf-8", newline=""))


def of_archive(keeping: Keeping, archive: Archive, least: int) -> None:
    """Candidates that the newest visit of each site leads to."""
    from crawler.child import Reader
    from crawler.sources.siblings import heard_from, shared_with
    from crawler.warc import NotAVisit, read_visit

    def told(row: VerdictRow, visit: Visit | None) -> Iterator[Heard]:
        source = f"archive {row.site}"
        if visit is not None:
            yield from heard_from(visit, row.role, row.verdict, source, least)
        if row.verdict in ("flagged", "caution"):
            for other, kind in archive.candidates.kin(row.site, _MARKS):
                yield shared_with(row.site, other, kind, source)

    with Reader() as reader:
        for number, row in enumerate(_newest(archive), 1):
            kept = archive.visit(row.visit_id or 0)
            visit = None
            if kept is not None:
                try:
                    with archive.store.local(kept.warc_path) as path:
                        visit = read_visit(path, reader)
                except (NotAVisit, OSError) as error:
                    keeping.complain(number, f"of the archive, {row.site}: {error}")
            keeping.keep(told(row, visit))
            keeping.progress(number)


def _newest(archive: Archive) -> Iterator[VerdictRow]:
    """The newest verdict of each site; of several buyer countries on one visit the one kept last."""
    after, seen = None, set[int | None]()
    while True:
        page = archive.page_verdicts(after, 100, Filters(latest_only=True))
        for row in page.rows:
            if row.visit_id not in seen:
                seen.add(row.visit_id)
                yield row
        if page.next is None:
            return
        after = page.next


def best(archive: Archive, least: int, limit: int) -> Iterator[tuple[CandidateRow, tuple[SourceRow, ...]]]:
    """The candidates with at least this score, highest first, each with its sources; `limit` 0: all."""
    rows = _all(archive, least)
    for row in islice(rows, limit) if limit else rows:
        yield row, archive.candidates.sources(row.site)


def _all(archive: Archive, least: int) -> Iterator[CandidateRow]:
    after = None
    while rows := archive.candidates.best(least, 500, after):
        yield from rows
        after = rows[-1].score, rows[-1].site


def _official_sites() -> frozenset[str]:
    """Sites of authorities, registers and their logo schemes."""
    from data.world import load

    world = load()
    hosts = [row.official_domain for row in world.registers] + [row.host for row in world.logo_hosts]
    return frozenset(site_of(host) for host in hosts if host)
