"""An export from beginning to end: one file by its ending, or a folder with all tables and what describes them.

Files are written under a temporary name beside their place and renamed: whoever finds one finds it whole.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from data.archive import Archive
from data.kept import Filters
from data.world import World
from ui.columns import TABLES, Table
from ui.export_folder import describe
from ui.export_formats import ENDINGS, Sink, sink
from ui.export_rows import CaseRows, rows_of

Told = Callable[[int], None]
_EVERY = 500  # cases between two words about how far it is; a page of the archive


class Unusable(Exception):
    """The export cannot be written there, or not so. The message says what to do."""


@dataclass(slots=True)
class Gathered:
    """What was written, counted on the way. `broken`: cases whose verdict object could not be read."""

    cases: int = 0
    broken: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    rulebooks: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None
    notes: tuple[str, ...] = ()

    def add(self, case: CaseRows, verdict: str, rulebook: str, country: str, judged_at: datetime) -> None:
        self.cases += 1
        self.broken += not case.whole
        self.verdicts[verdict] += 1
        self.rulebooks[rulebook] += 1
        self.countries[country] += 1
        self.first = min(self.first or judged_at, judged_at)
        self.last = max(self.last or judged_at, judged_at)


@dataclass(frozen=True, slots=True)
class Terms:
    """Who gives the data set out, and under which licence (a key of `ui.export_card.LICENCES`)."""

    creator: str = "The keepers of this rxverdict archive"
    licence: str = "CC-BY-4.0"


def is_folder(out: str) -> bool:
    """Whether OUT names a folder: it ends in a slash, is one already, or has no ending."""
    return out.endswith(("/", "\\")) or Path(out).is_dir() or not Path(out).suffix


def write_file(archive: Archive, out: Path, table: Table, filters: Filters, told: Told = lambda n: None) -> Gathered:
    """Write one table to a file, replacing an older one. Raises Unusable, Lost, ArchiveError, OSError."""
    if out.suffix.lower() not in ENDINGS:
        raise Unusable(f"{out}: an export ends in {', '.join(ENDINGS)}, or names a folder (a slash at the end).")
    if not out.parent.is_dir():
        raise Unusable(f"{out}: there is no folder {out.parent}. Make it first.")
    part = out.with_name(f".{out.stem}.{uuid4().hex}.part{out.suffix.lower()}")
    try:
        gathered = _pour(archive, filters, {table.name: sink(part, table)}, told)
        part.replace(out)
        return gathered
    finally:
        part.unlink(missing_ok=True)


def write_folder(
    archive: Archive, world: World, out: Path, filters: Filters, terms: Terms | None = None, told: Told = lambda n: None
) -> Gathered:
    """Write all tables in one walk, and what describes them. The folder must not hold anything yet.

    Raises Unusable, ArchiveError, OSError.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Unusable(f"{out} is there already and not empty: name another folder, or move it away.")
    if not out.absolute().parent.is_dir():
        raise Unusable(f"{out}: there is no folder {out.absolute().parent}. Make it first.")
    part = out.absolute().with_name(f".{out.name}.{uuid4().hex}.part")
    part.mkdir()
    try:
        sinks = {table.name: sink(part / f"{table.name}.csv", table) for table in TABLES}
        gathered = _pour(archive, filters, sinks, told)
        describe(part, gathered, archive.exports.sites(filters), filters, world, terms or Terms())
        with suppress(FileNotFoundError):
            out.rmdir()  # an empty one; a rename onto it works on some systems only
        part.replace(out)
        return gathered
    finally:
        shutil.rmtree(part, ignore_errors=True)


def first_rows(archive: Archive, table: Table, filters: Filters, most: int) -> Iterator[tuple[object, ...]]:
    """The first `most` rows of a table."""
    left = most
    for case in (rows_of(*one) for one in archive.exports.cases(filters)):
        for row in case.of(table.name)[:left]:
            yield row
            left -= 1
        if left <= 0:
            return


def _pour(archive: Archive, filters: Filters, sinks: dict[str, Sink], told: Told) -> Gathered:
    """Every case into every sink: one walk, so that the tables of a folder are about the same cases."""
    gathered = Gathered(rows=Counter(dict.fromkeys(sinks, 0)))
    with ExitStack() as stack:
        opened = {name: stack.enter_context(one) for name, one in sinks.items()}
        for verdict, visit in archive.exports.cases(filters):
            case = rows_of(verdict, visit)
            gathered.add(case, verdict.verdict, verdict.rulebook, verdict.buyer_country, verdict.judged_at)
            for name, one in opened.items():
                for row in case.of(name):
                    one.write(row)
                    gathered.rows[name] += 1
            if gathered.cases % _EVERY == 0:
                told(gathered.cases)
    gathered.notes = tuple(f"{name}: {note}" for name, one in sinks.items() for note in one.notes)
    return gathered
