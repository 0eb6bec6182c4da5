"""A visit on disk: one WARC 1.1 file with every request and answer as it came, and the visit's own account.

The file is written under a temporary name in the same folder, synced and renamed: under its final name it is whole.
Nothing that was read is stored twice: `read_visit` reads the stored HTML again and must come to the same text.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crawler.child import MAX_HTML
from crawler.exchange import Exchange, TextReader, exchange_of, write_exchange
from crawler.rendering import Rendering, rendered_of, write_rendering
from crawler.visit import Attempt, Guise, Outcome, Outside, Page, PageKind, View, Visit

if TYPE_CHECKING:
    from pydantic import TypeAdapter

ACCOUNT_TYPE = "application/vnd.rxverdict.visit+json"  # the metadata record with the visit's own account
_PART = ".part"
_OLD_PART = 86_400  # seconds after which a temporary file of another machine is taken for forgotten


class NotAVisit(ValueError):
    """A file that holds no visit of ours, or one whose pages no longer read as they did."""


@dataclass(frozen=True, slots=True)
class PageNote:
    """What the archive says about a page besides its HTML."""

    url: str
    asked: str
    fetched_at: datetime
    status: int
    kind: PageKind
    sha256: str
    rendered: bool = False
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class ViewNote:
    """What the archive says about the asked page in another guise."""

    guise: Guise
    told: Attempt
    page: PageNote | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A visit without the texts of its pages."""

    url: str
    site: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    pages: tuple[PageNote, ...]
    attempts: tuple[Attempt, ...]
    redirects: tuple[str, ...]
    outside: Outside
    partial: bool
    note: str
    agent: str
    light: bool = False
    views: tuple[ViewNote, ...] = ()


@cache
def _account() -> TypeAdapter[Account]:
    from pydantic import TypeAdapter

    return TypeAdapter(Account)


class _Unhurried:
    """A file flushed once, at its end: nobody may read it before that, and warcio flushes after every record."""

    def __init__(self, file: BinaryIO) -> None:
        self.write = file.write

    def flush(self) -> None:
        """Not yet."""


class VisitFile:
    """A visit being written. Call `close` with the visit, or `drop`; after either the temporary file is gone."""

    def __init__(self, path: Path, agent: str) -> None:
        from warcio.warcwriter import WARCWriter

        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._part = path.with_name(f".{path.name}.{socket.gethostname()}.{os.getpid()}{_PART}")
        self._file: BinaryIO = self._part.open("wb")
        self._writer = WARCWriter(_Unhurried(self._file), gzip=path.name.endswith(".gz"), warc_version="1.1")
        about = {"software": f"rxverdict {_version()}", "format": "WARC file version 1.1"}
        info = about | {"http-header-user-agent": agent}
        self._writer.write_record(self._writer.create_warcinfo_record(path.name, info))

    def add(self, exchange: Exchange) -> None:
        """Write one request and its answer."""
        write_exchange(self._writer, exchange)

    def picture(self, rendering: Rendering) -> None:
        """Write what a browser made of a page, and its picture of it."""
        write_rendering(self._writer, rendering)

    def close(self, visit: Visit) -> None:
        """Write the visit's account, sync, and give the file its name. Raises OSError; nothing then has the name."""
        body = _account().dump_json(account_of(visit))
        record = self._writer.create_warc_record(
            visit.url, "metadata", payload=BytesIO(body), length=len(body), warc_content_type=ACCOUNT_TYPE
        )
        self._writer.write_record(record)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)
        _sync_folder(self._path.parent)

    def drop(self) -> None:
        """Forget what was written."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def write_visit(path: Path, exchanges: Iterable[Exchange], visit: Visit) -> None:
    """Write a whole visit at once; see `VisitFile`."""
    file = VisitFile(path, visit.agent)
    try:
        for exchange in exchanges:
            file.add(exchange)
        file.close(visit)
    except BaseException:
        file.drop()
        raise


def read_visit(path: Path, reader: TextReader) -> Visit:
    """The visit in one of our own files, its pages read again from the stored HTML.

    Raises NotAVisit when there is no account in it, or a page does not give the text that it gave then; OSError.
    """
    answers = _Answers()
    account: Account | None = None
    with path.open("rb") as file:
        for record in records(file):
            if isinstance(record, Exchange):
                answers.add(record)
            else:
                account = record
    if account is None:
        raise NotAVisit(f"{path.name}: no visit in this file")
    pages = tuple(_page(note, answers, reader, path.name) for note in account.pages)
    views = tuple(
        View(note.guise, note.told, _page(note.page, answers, reader, path.name) if note.page else None)
        for note in account.views
    )
    return visit_of(account, pages, views)


class _Answers:
    """The answers in a file by address and time: one address may have been asked in several guises."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, datetime], Exchange] = {}
        self._last: dict[str, Exchange] = {}

    def add(self, exchange: Exchange) -> None:
        self._at[exchange.url, exchange.at] = self._last[exchange.url] = exchange

    def of(self, note: PageNote) -> Exchange | None:
        return self._at.get((note.url, note.fetched_at)) or self._last.get(note.url)


def _page(note: PageNote, answers: _Answers, reader: TextReader, name: str) -> Page:
    exchange = answers.of(note)
    content = exchange.read(reader) if exchange is not None else Outcome.NOT_READABLE
    if isinstance(content, Outcome):
        raise NotAVisit(f"{name}: {note.url} is not in the file, or no longer readable")
    page = Page(
        note.url, note.asked, note.fetched_at, note.status, note.kind, content,
        rendered=note.rendered, screenshot=note.screenshot,
    )  # fmt: skip
    if page.sha256 != note.sha256:
        raise NotAVisit(f"{name}: {note.url} reads differently from when it was visited")
    return page


def records(file: BinaryIO) -> Iterator[Exchange | Account]:
    """The answers in a WARC file, and our account where there is one; other records are passed over.

    Raises NotAVisit when the file is no WARC, or breaks off in the middle.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and record.http_headers is not None:
                yield exchange_of(record)
            elif record.rec_type == "conversion":
                yield rendered_of(record)
            elif record.rec_type == "metadata" and record.content_type == ACCOUNT_TYPE:
                yield _account().validate_json(record.raw_stream.read(MAX_HTML))
    except (ArchiveLoadFailed, ValueError, EOFError) as error:
        raise NotAVisit(f"not a readable WARC file: {str(error).strip()[:200]}") from None


def account_of(visit: Visit) -> Account:
    return Account(
        visit.url, visit.site, visit.started_at, visit.ended_at, visit.outcome, tuple(map(_note, visit.pages)),
        visit.attempts, visit.redirects, visit.outside, visit.partial, visit.note, visit.agent, visit.light,
        tuple(ViewNote(view.guise, view.told, _note(view.page) if view.page else None) for view in visit.views),
    )  # fmt: skip


def _note(page: Page) -> PageNote:
    return PageNote(
        page.url, page.asked, page.fetched_at, page.status, page.kind, page.sha256, page.rendered, page.screenshot
    )


def visit_of(account: Account, pages: tuple[Page, ...], views: tuple[View, ...] = ()) -> Visit:
    """The inverse of `account_of`, given the pages and views."""
    return Visit(
        account.url, account.site, account.started_at, account.ended_at, account.outcome, pages, account.attempts,
        account.redirects, account.outside, account.partial, account.note, account.agent, account.light, views,
    )  # fmt: skip


def clean_parts(folder: Path) -> int:
    """Remove temporary files whose writer is gone: a dead process of this machine, or a day old. How many they were."""
    gone = 0
    for part in folder.glob(f".*{_PART}"):
        rest, _, pid = part.name.removesuffix(_PART).rpartition(".")
        here = rest.endswith(f".{socket.gethostname()}") and pid.isdigit()
        try:
            old = time.time() - part.stat().st_mtime > _OLD_PART
            if old or (here and not _alive(int(pid))):
                part.unlink()
                gone += 1
        except OSError:
            continue
    return gone


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _version() -> str:
    try:
        return version("rxverdict")
    except PackageNotFoundError:
        return "0"
