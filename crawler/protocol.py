"""What goes into the worker process and what comes out of it: one JSON object a line, on stdin and on stdout.

In:  {"job": "7", "url": "https://…", "out": "/…/7.warc.gz", "budget": {"pages": 12, …}, "outside": true}
Out: ready, started, page, attempt, refused, done, failed; each names its job except `ready`. `refused`, `done` and
`failed` end a job.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from crawler.budget import Budget
from crawler.visit import Outcome, PageKind

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MAX_LINE = 65_536  # bytes of a job line; a URL has at most 2,000


class BadJob(ValueError):
    """A line that is no job. `job` is its id as far as it could be read."""

    def __init__(self, job: str, why: str) -> None:
        super().__init__(why)
        self.job = job
        self.why = why


@dataclass(frozen=True, slots=True)
class Job:
    """One site to visit. `out` is the WARC file to write; it appears whole or not at all."""

    job: str
    url: str
    out: Path
    budget: Budget = field(default_factory=Budget)
    outside: bool = True  # ask for registration, DNS and certificate as well
    gate: bool = False  # leave it at the first page when that shows nothing of prescription medicine


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is warm."""

    version: str
    agent: str


@dataclass(frozen=True, slots=True)
class Started:
    job: str
    url: str


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page was read; `n` of at most `of`."""

    job: str
    url: str
    kind: PageKind
    status: int
    outcome: Outcome
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A page, or a question to a register of names, that gave nothing to read."""

    job: str
    what: str
    outcome: Outcome
    status: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefusedJob:
    """The asked address may not be visited; nothing was sent to it and no file was written."""

    job: str
    url: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Done:
    """The visit stands on disk under `out`."""

    job: str
    out: str
    outcome: Outcome
    pages: int
    seconds: float
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended without a file."""

    job: str
    why: str


Event: TypeAlias = Ready | Started | PageRead | Tried | RefusedJob | Done | Failed
_NAMES: dict[str, type[Event]] = {
    "ready": Ready,
    "started": Started,
    "page": PageRead,
    "attempt": Tried,
    "refused": RefusedJob,
    "done": Done,
    "failed": Failed,
}


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    if kind.__name__ not in _ADAPTERS:
        _ADAPTERS[kind.__name__] = TypeAdapter(kind)
    return _ADAPTERS[kind.__name__]


def job_line(job: Job) -> bytes:
    """A job as the worker reads it: UTF-8, with the newline."""
    return json.dumps({**asdict(job), "out": str(job.out)}).encode() + b"\n"


def parse_job(line: bytes) -> Job:
    """The inverse of `job_line`; unknown keys are refused, missing ones take their defaults. Raises BadJob."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise BadJob("", "not a JSON object on one line") from None
    if not isinstance(told, dict):
        raise BadJob("", "not a JSON object")
    name = str(told.get("job", ""))[:200]
    for where, known in ((told, Job), (told.get("budget") or {}, Budget)):
        strange = sorted(set(where) - {f.name for f in fields(known)}) if isinstance(where, dict) else ["budget"]
        if strange:
            raise BadJob(name, f"unknown: {', '.join(map(str, strange))[:200]}")
    try:
        job: Job = _adapter(Job).validate_python({**told, "job": name, "budget": told.get("budget") or {}})
    except ValueError as error:
        raise BadJob(name, _first_reason(error)) from None
    if not job.job:
        raise BadJob("", "no job id")
    return job


def _first_reason(error: ValueError) -> str:
    details = getattr(error, "errors", None)
    if details is None:
        return str(error)
    first = details()[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def event_line(event: Event) -> bytes:
    """An event as the worker writes it: one line of ASCII JSON, with the newline."""
    name = next(name for name, kind in _NAMES.items() if type(event) is kind)
    return json.dumps({"event": name, **asdict(event)}).encode("ascii") + b"\n"


def parse_event(line: bytes) -> Event:
    """The inverse of `event_line`. Raises ValueError for anything else."""
    told = json.loads(line)
    kind = _NAMES.get(told.pop("event", None)) if isinstance(told, dict) else None
    if kind is None:
        raise ValueError(f"no event: {line[:200]!r}")
    event: Event = _adapter(kind).validate_python(told)
    return event
