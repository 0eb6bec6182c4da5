"""One case from address to archive: visit, judge, keep. The only composition; command line, app and queue all call it.

A visit first stands in `visits/new` of the home folder. Its file is put into the store, under the folder of its month;
then its case goes into the archive; then it leaves `new`. So whatever the archive knows is in the store, and what still
stands in `new` when nobody works on it was not kept: `recover` judges and keeps it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias, assert_never

from crawler.budget import ATTENDED, Budget
from crawler.child import Reader
from crawler.protocol import Done, Event, Failed, RefusedJob
from crawler.visit import Visit
from crawler.warc import NotAVisit, clean_parts, read_visit
from data.archive import Archive, ArchiveError
from data.kept import FindingRow, Kept, Step, VerdictRow, VisitRow
from data.store import StoreError
from data.world import World
from scoring.facts import Facts
from scoring.model import Verdict
from scoring.network import Marks, marks_of
from scoring.rulebook import rulebook
from scoring.targets import targets
from scoring.verdict import verdict_of
from ui.contract import FindingJson, document, dumps
from ui.neighbours import mark_rows, near
from ui.worker_client import Worker, WorkerDied

_VISITS, _NEW, _ENDING = "visits", "new", ".warc.gz"
_ANYWHERE = "ZZ"  # in file names: the buyer's country is not known (ISO 3166-1 leaves this code to its users)
_ROUNDS = 2  # a worker that dies is started again once; a site that kills it twice would kill it again
_BATCH = 100  # visits judged again between two questions to the archive


@dataclass(frozen=True, slots=True)
class Case:
    """A visit and what was judged of it. `kept` None: it could not be saved, and `trouble` says why and what to do."""

    visit: Visit
    verdict: Verdict
    kept: Kept | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that may not be visited; nothing was sent to it. `words`: the reason in plain words."""

    url: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A check that came to no end; nothing was judged. `detail`: for whoever runs this, not for who asked."""

    url: str
    words: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Restarted:
    """The worker died in the middle and the visit began again."""

    why: str


Result: TypeAlias = Case | Refused | Interrupted
# What a visit kept for a buyer's country makes of its site in a run; None: nothing.
StepOf: TypeAlias = Callable[[Visit, str], Step | None]
Reading: TypeAlias = Callable[[], AbstractContextManager[Reader]]
Progress: TypeAlias = Event | Restarted
OnEvent: TypeAlias = Callable[[Progress], None]


def _no_step(visit: Visit, buyer_country: str) -> Step | None:
    """The visit belongs to no run."""
    return None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What `recover` found: cases kept, files that hold no readable visit, temporary files removed."""

    kept: int
    unreadable: tuple[Path, ...]
    removed: int


def check(
    url: str,
    buyer_country: str,
    *,
    worker: Worker,
    archive: Archive,
    world: World,
    on_event: OnEvent | None = None,
    budget: Budget = ATTENDED,
    outside: bool = True,
    gate: bool = False,
    reading: Reading = Reader,
    step: StepOf = _no_step,
) -> Result:
    """Visit a site through the worker process, judge it for a buyer in `buyer_country` (empty: unknown), keep both.

    The site is compared with those already in the archive. `gate`: read it on only when its first page shows something
    of prescription medicine. `reading` lends a reader for as long as the case is judged. `step` is kept in the
    transaction that keeps the visit.
    """
    told = on_event or (lambda event: None)
    path = _new_path(archive.home, buyer_country)
    ended = _visit(url, lambda: worker.visit(url, path, budget, outside, gate), told)
    match ended:
        case Done():
            try:
                with reading() as reader:
                    judged = _judged(path, buyer_country, archive, world, reader, datetime.now(UTC))
                return _keep(judged, archive, step)  # saving waits for disks, and others may judge meanwhile
            except (NotAVisit, OSError) as error:
                return Interrupted(url, "The visit was made, but its file could not be read again.", str(error))
        case Refused() | Interrupted():
            return ended
    assert_never(ended)


def recover(archive: Archive, world: World, step: StepOf = _no_step) -> Recovered:
    """Judge and keep the visits that a dead process left behind; remove its temporary files. Raises ArchiveError.

    `step`: what each makes of its site in a run.
    """
    folder = archive.home / _VISITS / _NEW
    folder.mkdir(parents=True, exist_ok=True)
    kept, unreadable = 0, []
    for path in sorted(folder.glob(f"*{_ENDING}")):
        try:
            with Reader() as reader:
                judged = _judged(path, _country_of(path), archive, world, reader)
            case = _keep(judged, archive, step)
        except FileNotFoundError:  # whoever made this visit has just kept it
            continue
        except (NotAVisit, OSError):
            unreadable.append(path)
            continue
        if case.kept is None:
            break  # the archive cannot be written now; the files stay where they are
        kept += case.kept.new
    return Recovered(kept, tuple(unreadable), clean_parts(folder))


def rejudge(archive: Archive, world: World) -> Iterator[Case]:
    """Judge every kept visit that has no verdict of the present rulebook, for the countries that were asked before.

    A visit whose file is gone or damaged is passed over. Raises ArchiveError.
    """
    rules, after = rulebook(world), 0
    while rows := archive.visits_without_verdict(rules, after, _BATCH):
        for row in rows:
            after = row.id or after
            try:
                with archive.store.local(row.warc_path) as path, Reader() as reader:
                    case = _keep(_judged(path, _country_of(path), archive, world, reader), archive)
                yield case
            except (NotAVisit, OSError):
                continue


def _visit(url: str, begin: Callable[[], Iterator[Event]], told: OnEvent) -> Done | Refused | Interrupted:
    death: WorkerDied | None = None
    for _ in range(_ROUNDS):
        try:
            for event in begin():
                told(event)
                match event:
                    case Done():
                        return event
                    case RefusedJob():
                        return Refused(event.url, event.reason, event.words)
                    case Failed():
                        return Interrupted(url, "The visit could not be finished, and nothing was judged.", event.why)
                    case _:
                        continue
        except WorkerDied as error:
            death = error
            told(Restarted(error.why))
    detail = f"{death.why}\n{death.last_words}".strip() if death else ""
    words = "The part of this program that reads websites stopped twice during this visit. Nothing was judged."
    return Interrupted(url, words, detail)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A visit's file judged and not saved yet. `sha256`: of the file. `countries`: those it was seen to sell into."""

    path: Path
    sha256: str
    country: str
    visit: Visit
    verdict: Verdict
    marks: Marks
    countries: tuple[str, ...]


def _judged(
    path: Path, country: str, archive: Archive, world: World, reader: Reader, judged_at: datetime | None = None
) -> _Judged:
    """Judge the visit in a file. Raises NotAVisit and OSError for the file."""
    named = sha256(path.read_bytes()).hexdigest()
    visit = read_visit(path, reader)
    facts = Facts(visit, world, country)
    marks = marks_of(facts)
    with suppress(ArchiveError):  # the verdict is told all the same; the save below says what is wrong
        found = near(marks, archive)
        facts.neighbours, facts.compared_with = found.neighbours, found.compared
    return _Judged(path, named, country, visit, verdict_of(facts, judged_at), marks, targets(facts))


def _keep(judged: _Judged, archive: Archive, step: StepOf = _no_step) -> Case:
    """Save a visit and its verdict at once."""
    path, visit, verdict = judged.path, judged.visit, judged.verdict
    final = f"{_VISITS}/{visit.started_at:%Y-%m}/{path.name}"
    row = VisitRow(
        visit.site, visit.url, visit.started_at, visit.ended_at, visit.outcome,
        len(visit.pages), final, judged.sha256, visit.note,
    )  # fmt: skip
    try:
        archive.store.put(path, final)
        kept = archive.save_case(
            row, verdict_row(verdict), finding_rows(verdict), mark_rows(judged.marks), step(visit, judged.country),
            judged.countries,
        )  # fmt: skip
    except (ArchiveError, StoreError) as error:
        return Case(visit, verdict, None, str(error))
    if path.parent.name == _NEW:
        with suppress(OSError):  # left behind it does no harm: the next `recover` finds it kept already
            path.unlink(missing_ok=True)
    return Case(visit, verdict, kept)


def verdict_row(verdict: Verdict) -> VerdictRow:
    """A verdict as the archive keeps it."""
    return VerdictRow(
        verdict.site, verdict.url, verdict.buyer_country, verdict.judged_at, verdict.rulebook, verdict.role,
        verdict.verdict, verdict.risk_low, verdict.risk_high, verdict.headline, dumps(verdict),
    )  # fmt: skip


def finding_rows(verdict: Verdict) -> tuple[FindingRow, ...]:
    """The findings of a verdict as the archive keeps them, in the verdict's order."""
    return tuple(_finding_row(found) for found in document(verdict)["findings"])


def _finding_row(found: FindingJson) -> FindingRow:
    evidence = json.dumps(found["evidence"], ensure_ascii=False)
    return FindingRow(found["check"], found["family"], found["answer"], found["weight"], found["why"], evidence)


def _new_path(home: Path, buyer_country: str) -> Path:
    country = buyer_country.upper() or _ANYWHERE
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{country}-{token_hex(6)}{_ENDING}"
    return home / _VISITS / _NEW / name


def _country_of(path: Path) -> str:
    """The buyer's country that the name of a visit's file tells; empty: not known."""
    parts = path.name.removesuffix(_ENDING).split("-")
    told = parts[1] if len(parts) == 3 else ""
    return "" if told == _ANYWHERE or len(told) != 2 else told
