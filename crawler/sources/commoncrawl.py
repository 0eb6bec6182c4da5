"""Sites and pages from the Common Crawl URL index: its CDX API, its files (CDXJ), and the pages behind the rows.

The API (pywb's CDX server): `showNumPages=true` tells how many pages an answer has, `page=N` gives one, a row a line.
A row names file, offset and length of one WARC record, which is asked for with a Range header.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.sieve import LEAST, hits
from crawler.site import site_of
from crawler.sources.asking import Asker, Unanswered
from crawler.sources.feed import Complain, Progress, buffers
from crawler.sources.heard import Heard, told_by_address

CDX_SERVICE = "https://index.commoncrawl.org"
DATA = "https://data.commoncrawl.org"
_FIELDS = "url,timestamp,mime,status,length,offset,filename"
_MOST_RECORD = 8 << 20  # bytes of one packed record; Common Crawl itself cuts pages at 1 MiB (5 since 2025)
_FILE = re.compile(r"[A-Za-z0-9][\w=+-]*(?:/[\w=+-][\w.=+-]*)*\.warc\.gz")  # of a bounded string; no "..", no host
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as the index knows it: `length` bytes at `offset` of `filename` hold its record."""

    url: str
    filename: str
    offset: int
    length: int


def asked(
    asker: Asker, index: str, url: str, matching: str, complain: Complain, progress: Progress, base: str = CDX_SERVICE
) -> Iterator[Capture]:
    """The HTML captures of an index (CC-MAIN-2026-40) for a URL pattern such as `*.pharmacy` or `shop.example/*`.

    `matching`: a regular expression that the server holds against the whole URL; empty: every row. Raises Unanswered.
    """
    service = f"{base.rstrip('/')}/{index}-index"
    filters = ["=status:200", "~mime:.*html.*", *([f"~url:{matching}"] if matching else [])]
    params: dict[str, str | list[str]] = {"url": url, "output": "json", "fl": _FIELDS, "filter": filters}
    rows = 0
    for page in range(_pages(asker, service, url)):
        # 404 is how the index says that nothing was captured.
        status, body = asker.body(service, {**params, "page": str(page)}, want=(200, 404))
        for line in body.splitlines() if status == 200 else ():
            rows += 1
            try:
                yield _capture(json.loads(line))
            except ValueError as error:
                complain(rows, f"is no row of an index: {error}")
        progress(rows)


def _pages(asker: Asker, service: str, url: str) -> int:
    status, body = asker.body(service, {"url": url, "output": "json", "showNumPages": "true"}, want=(200, 404))
    if status == 404:
        return 0
    try:
        told = json.loads(body)
        return int(told["pages"] if isinstance(told, dict) else told)
    except (ValueError, KeyError, TypeError):
        raise Unanswered(f"{service}: does not say how many pages its answer has") from None


def stored(stream: io.BufferedReader[Any], complain: Complain, progress: Progress) -> Iterator[Capture]:
    """The HTML captures in a CDXJ file, plain or gzip, whose line may name a pharmacy. Raises BrokenFeed, OSError."""
    for first, buffer in buffers(stream, complain, progress):
        for start, line in hits(buffer):
            try:
                told = json.loads(line[line.index(b"{") :])
                if str(told.get("status", "200")) == "200" and "html" in str(told.get("mime", "html")):
                    yield _capture(told)
            except (ValueError, AttributeError) as error:
                complain(first + buffer.count(b"\n", 0, start), f"is no row of an index: {error}")


def _capture(told: Any) -> Capture:
    if not isinstance(told, dict) or not isinstance(told.get("url"), str):
        raise ValueError("no url")
    try:
        return Capture(told["url"], str(told["filename"]), int(told["offset"]), int(told["length"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no {error}") from None


def heard_in(captures: Iterable[Capture], source: str, least: int = LEAST) -> Iterator[tuple[Heard, Capture]]:
    """The captures whose address tells something, each as a candidate."""
    for capture in captures:
        told = told_by_address(capture.url)
        site = site_of(capture.url)
        if site and told.score >= least:
            yield Heard(site, capture.url, told.score, told.why, source), capture


def save(
    asker: Asker, captures: Iterable[Capture], out: Path, skip: Callable[[Capture, str], None], base: str = DATA
) -> int:
    """Fetch the records of captures into one WARC file that `rxverdict score` reads; how many they are.

    The file appears whole or not at all. A record that cannot be had is told to `skip`. Raises OSError, and Unanswered
    when the archive asks to be left alone.
    """
    part = out.with_name(f".{out.name}.part")
    count = 0
    try:
        with part.open("wb") as file:
            for capture in captures:
                if (why := _fault(capture)) or (why := _damage(record := _record(asker, capture, base), capture)):
                    skip(capture, why)
                    continue
                file.write(record)
                count += 1
            file.flush()
            os.fsync(file.fileno())
        if count:
            part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return count


def _fault(capture: Capture) -> str:
    """Why the place that a row names is not asked for; empty: it is sound."""
    if len(capture.filename) > _LONGEST_NAME or not _FILE.fullmatch(capture.filename):
        return "its row names no WARC file"
    if capture.offset < 0 or not 0 < capture.length <= _MOST_RECORD:
        return f"its row names {capture.length} bytes at {capture.offset}"
    return ""


def _record(asker: Asker, capture: Capture, base: str) -> bytes:
    wanted = f"bytes={capture.offset}-{capture.offset + capture.length - 1}"
    headers = {"Range": wanted, "Accept-Encoding": "identity"}
    # 206 only: a server that knows no ranges would send the whole file, a gigabyte.
    address = f"{base.rstrip('/')}/{capture.filename}"
    return asker.body(address, headers=headers, want=(206,), most=capture.length)[1]


def _damage(record: bytes, capture: Capture) -> str:
    """Why these bytes are not the record that was asked for; empty: they are."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    if len(record) != capture.length:
        return f"{len(record)} bytes came instead of {capture.length}"
    try:
        found = next(iter(ArchiveIterator(io.BytesIO(record))))
    except (ArchiveLoadFailed, StopIteration, ValueError, EOFError):
        return "the bytes that came are no WARC record"
    if found.rec_type != "response" or found.rec_headers.get_header("WARC-Target-URI") != capture.url:
        return "the record is of another page"
    return ""
