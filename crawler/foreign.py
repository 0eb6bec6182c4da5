"""Saved pages that others collected: `.warc`, `.warc.gz`, `.wacz`, or `.jsonl` with one page a line.

Pages are grouped by site, sites come in order of first appearance. A file is gone through twice, first for the sites
and places of its pages, then site by site, so that one site is in memory at a time.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from crawler.exchange import TextReader, exchange_of
from crawler.kinds import kind_of
from crawler.outcome import outcome_of
from crawler.site import site_of
from crawler.text import read_plain
from crawler.visit import Attempt, Outcome, Page, PageText, Visit
from crawler.warc import ACCOUNT_TYPE, NotAVisit, read_visit

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # the time of pages that carry none: judging them twice gives the same bytes
MAX_PAGES = 200  # of one site; sixteen times what a visit reads, so that a whole-site crawl stays in memory
_MAX_LINE = 64 * 1024 * 1024  # bytes of one line: a page of the largest size, every letter escaped
_MOST_RATIO = 100  # a WARC is compressed before it goes into a WACZ; packing tighter than this is an attack

Complain = Callable[[int, str], None]  # line or record number from 1, and why it was passed over


class UnusableInput(ValueError):
    """A file that cannot be read as saved pages at all; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A visit made of saved pages, and the buyer's country where the file names one (ISO 3166-1, upper case)."""

    visit: Visit
    buyer_country: str = ""


@dataclass(frozen=True, slots=True)
class _Raw:
    url: str
    at: datetime
    status: int
    content: PageText | Outcome
    country: str = ""


def read_any(
    path: Path, reader: TextReader, complain: Complain | None = None, drugs: tuple[str, ...] = ()
) -> Iterator[Visit]:
    """The visits in a file, as `read_saved` without the buyer's country."""
    for saved in read_saved(path, reader, complain, drugs):
        yield saved.visit


def read_saved(
    path: Path, reader: TextReader, complain: Complain | None = None, drugs: tuple[str, ...] = ()
) -> Iterator[Saved]:
    """One visit for each site in the file. `drugs`: names, lower case, that make a page a product page.

    A malformed line or record is told to `complain` and passed over. Raises UnusableInput and OSError.
    """
    tell = complain or (lambda number, why: None)
    name = path.name.lower()
    if name.endswith((".jsonl", ".ndjson")):
        yield from _lines(path, reader, tell, drugs)
    elif name.endswith((".warc", ".warc.gz")):
        yield from _archives([path], reader, tell, drugs)
    elif name.endswith(".wacz"):
        with _unzipped(path) as archives:
            yield from _archives(archives, reader, tell, drugs)
    else:
        raise UnusableInput(f"{path.name}: not a .warc, .warc.gz, .wacz or .jsonl file")


def visit_of_pages(
    url: str, pages: Iterable[tuple[str, str, int]], reader: TextReader, drugs: tuple[str, ...] = ()
) -> Visit:
    """The visit of one site made of (url, html, status) rows; `url` is what was asked for. Dated `UNDATED`."""
    raws = (_Raw(address, UNDATED, status, reader.read(html, address)) for address, html, status in pages)
    visit = _saved(site_of(url), raws, drugs, 0).visit
    return replace(visit, url=url)


def _lines(path: Path, reader: TextReader, tell: Complain, drugs: tuple[str, ...]) -> Iterator[Saved]:
    places: dict[str, list[int]] = {}
    with path.open("rb") as file:
        number, offset = 0, 0
        while line := file.readline(_MAX_LINE):
            number += 1
            if line.strip():
                try:
                    places.setdefault(site_of(_parse_line(line)["url"]), []).append(offset)
                except ValueError as error:
                    tell(number, str(error))
            offset += len(line)
        for site, offsets in places.items():
            raws = (_page_of_line(file, place, reader) for place in offsets[:MAX_PAGES])
            yield _saved(site, raws, drugs, len(offsets))


def _parse_line(line: bytes) -> dict[str, str]:
    """The fields of one line, checked. Raises ValueError with the reason."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(told, dict):
        raise ValueError("not a JSON object")
    for key in ("url", "html", "text", "fetched_at", "buyer_country"):
        if told.get(key) is not None and not isinstance(told[key], str):
            raise ValueError(f"{key} is not a text")
    if not told.get("url") or not site_of(told["url"]):
        raise ValueError("no url with a host")
    if told.get("html") is None and told.get("text") is None:
        raise ValueError("neither html nor text")
    if isinstance(told.get("status", 0), bool) or not isinstance(told.get("status") or 0, int):
        raise ValueError("status is not a number")
    if not isinstance(told.get("headers") or {}, dict):
        raise ValueError("headers is not an object")
    _time_of(told.get("fetched_at"))
    return told


def _time_of(words: str | None) -> datetime:
    if not words:
        return UNDATED
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        raise ValueError("fetched_at is not an ISO time") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _page_of_line(file: BinaryIO, offset: int, reader: TextReader) -> _Raw:
    file.seek(offset)
    told = json.loads(file.readline(_MAX_LINE))
    url, html = told["url"], told.get("html")
    content = reader.read(html, url) if html is not None else read_plain(told["text"], url)
    country = (told.get("buyer_country") or "").strip().upper()
    return _Raw(url, _time_of(told.get("fetched_at")), told.get("status") or 0, content, country)


def _archives(paths: list[Path], reader: TextReader, tell: Complain, drugs: tuple[str, ...]) -> Iterator[Saved]:
    places: dict[str, list[tuple[Path, int]]] = {}
    for path in paths:
        if _index(path, places, tell):
            try:
                yield Saved(read_visit(path, reader))
            except NotAVisit as error:
                raise UnusableInput(str(error)) from None
    for site, found in places.items():
        with ExitStack() as opened:
            files = {path: opened.enter_context(path.open("rb")) for path, _ in found[:MAX_PAGES]}
            raws = (_page_of_record(files[path], offset, reader) for path, offset in found[:MAX_PAGES])
            yield _saved(site, raws, drugs, len(found))


def _index(path: Path, places: dict[str, list[tuple[Path, int]]], tell: Complain) -> bool:
    """Note where the pages of each site stand; True when the file is a visit of our own and nothing was noted."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found: dict[str, list[tuple[Path, int]]] = {}
    number = 0
    with path.open("rb") as file:
        archive = ArchiveIterator(file)
        try:
            for record in archive:
                number += bool(record.rec_headers.get_header("WARC-Type"))
                if record.rec_type == "metadata" and record.content_type == ACCOUNT_TYPE:
                    return True
                site = site_of(record.rec_headers.get_header("WARC-Target-URI") or "")
                if site and _may_be_page(record):
                    found.setdefault(site, []).append((path, archive.get_record_offset()))
        except (ArchiveLoadFailed, ValueError, EOFError) as error:
            reason = " ".join(str(error).split())[:200]
            if not found:
                raise UnusableInput(f"{path.name}: not a readable WARC file: {reason}") from None
            tell(number + 1, f"the rest of {path.name} cannot be read: {reason}")
    if not number:
        raise UnusableInput(f"{path.name}: holds no WARC record")
    for site, where in found.items():
        places.setdefault(site, []).extend(where)
    return False


def _may_be_page(record: ArcWarcRecord) -> bool:
    http = record.http_headers
    if record.rec_type != "response" or http is None or not http.get_statuscode().isdigit():
        return False
    if 300 <= int(http.get_statuscode()) < 400:
        return False
    kind = (http.get_header("Content-Type") or "").lower()
    return not kind or "html" in kind


def _page_of_record(file: BinaryIO, offset: int, reader: TextReader) -> _Raw:
    from warcio.archiveiterator import ArchiveIterator

    file.seek(offset)
    exchange = exchange_of(next(iter(ArchiveIterator(file))))
    return _Raw(exchange.url, exchange.at, exchange.status, exchange.read(reader))


def _saved(site: str, raws: Iterator[_Raw], drugs: tuple[str, ...], known: int) -> Saved:
    """One visit of the pages of one site; of several answers for one address the first that could be read counts."""
    pages: dict[str, Page] = {}
    attempts: list[Attempt] = []
    times: list[datetime] = []
    first, country = "", ""
    for raw in raws:
        first, country = first or raw.url, country or raw.country
        times.append(raw.at)
        outcome = raw.content if isinstance(raw.content, Outcome) else outcome_of(raw.status, raw.content)
        if isinstance(raw.content, Outcome) or outcome is not Outcome.READ:
            attempts.append(Attempt(raw.url, outcome, raw.at, "", raw.status))
        elif raw.url not in pages:
            kind = kind_of(raw.url, raw.content.title, "", drugs)
            pages[raw.url] = Page(raw.url, raw.url, raw.at, raw.status, kind, raw.content)
    left = max(0, known - MAX_PAGES)
    outcome = Outcome.READ if pages else attempts[0].outcome
    note = f"{left} more pages of this site stand in the file; the first {MAX_PAGES} were read." if left else ""
    read = tuple(pages.values())
    visit = Visit(first, site, min(times), max(times), outcome, read, tuple(attempts), partial=left > 0, note=note)
    return Saved(visit, country)


@contextmanager
def _unzipped(path: Path) -> Iterator[list[Path]]:
    """The WARC files inside a WACZ, unpacked beside each other in a folder that is removed afterwards."""
    with TemporaryDirectory(prefix="rxverdict-") as folder:
        found: list[Path] = []
        try:
            with zipfile.ZipFile(path) as packed:
                for member in packed.infolist():
                    name = member.filename.lower()
                    if not name.endswith((".warc", ".warc.gz")):
                        continue
                    if member.file_size > _MOST_RATIO * max(member.compress_size, 10_000):
                        raise UnusableInput(f"{path.name}: {member.filename[:80]} unpacks to far more than it holds")
                    target = Path(folder) / f"{len(found):06d}{'.warc.gz' if name.endswith('.gz') else '.warc'}"
                    with packed.open(member) as source, target.open("wb") as sink:
                        shutil.copyfileobj(source, sink)
                    found.append(target)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UnusableInput(f"{path.name}: not a readable WACZ file: {error}") from None
        if not found:
            raise UnusableInput(f"{path.name}: holds no WARC file")
        yield found
