"""One request and its answer, as they came over the wire, and as they stand in a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import responses
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Protocol

from crawler.child import MAX_HTML
from crawler.unpack import Broken, TooLarge, unpack
from crawler.visit import Outcome, PageText

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter


class TextReader(Protocol):
    """What `crawler.child.Reader` does."""

    def read(self, body: bytes | str, url: str, content_type: str = "") -> PageText | Outcome: ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. Headers are printable ASCII; `body` is as sent, its Content-Encoding not undone."""

    url: str
    at: datetime
    sent: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str = ""  # the IP address that answered

    def header(self, name: str) -> str:
        """All values of a header, joined by commas; empty when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    def content(self, limit: int = MAX_HTML) -> bytes:
        """The body with its Content-Encoding undone. Raises unpack.TooLarge and unpack.Broken."""
        return unpack(self.body, self.header("content-encoding"), limit)

    def read(self, reader: TextReader, limit: int = MAX_HTML) -> PageText | Outcome:
        """The text of the answer. The one way in which a visit, and whoever opens its archive, reads a page."""
        try:
            return reader.read(self.content(limit), self.url, self.header("content-type"))
        except TooLarge:
            return Outcome.TOO_LARGE
        except Broken:
            return Outcome.NOT_READABLE


def printable(value: bytes | str) -> str:
    """A header name or value as it is kept: ASCII without line breaks, anything else as a question mark."""
    text = value.decode("latin-1") if isinstance(value, bytes) else value
    if text.isascii() and text.isprintable():  # nearly always, and a tenth of the time
        return text.strip()
    return "".join(letter if " " <= letter <= "~" else "?" for letter in text).strip()


def write_exchange(writer: WARCWriter, exchange: Exchange) -> None:
    """Write one request and its answer into an open WARC file."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.timeutils import datetime_to_iso_date

    date = datetime_to_iso_date(exchange.at.astimezone(UTC).replace(tzinfo=None), use_micros=True)
    about = {"WARC-Date": date} | ({"WARC-IP-Address": exchange.address} if exchange.address else {})
    answer = writer.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        warc_headers_dict=about,
        http_headers=StatusAndHeaders(_status_line(exchange.status), list(_kept(exchange)), protocol="HTTP/1.1"),
    )
    line = f"GET {_target(exchange.url)} HTTP/1.1"
    head = StatusAndHeaders(line, list(exchange.sent), is_http_request=True)
    asked = writer.create_warc_record(exchange.url, "request", http_headers=head)
    writer.write_request_response_pair(asked, answer)


def exchange_of(record: ArcWarcRecord) -> Exchange:
    """A warcio response record as an Exchange; the body is cut just above the size that can be read at all."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.timeutils import iso_date_to_datetime

    about, http, stream = record.rec_headers, record.http_headers, record.raw_stream
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    headers = tuple((printable(name), printable(value)) for name, value in http.headers)
    status = http.get_statuscode()
    return Exchange(
        url=about.get_header("WARC-Target-URI") or "",
        at=iso_date_to_datetime(about.get_header("WARC-Date")).replace(tzinfo=UTC),
        sent=(),
        status=int(status) if status.isdigit() else 0,
        headers=headers,
        body=read_stream(stream, MAX_HTML + 1),
        address=about.get_header("WARC-IP-Address") or "",
    )


def read_stream(stream: BinaryIO, limit: int) -> bytes:
    """All of a stream up to `limit` bytes; one `read` may give less than there is."""
    parts: list[bytes] = []
    while limit > 0 and (piece := stream.read(min(limit, 1 << 20))):
        parts.append(piece)
        limit -= len(piece)
    return b"".join(parts)


def _kept(exchange: Exchange) -> Iterator[tuple[str, str]]:
    """Headers for the file: the body is no longer in chunks, so a reader must not look for them."""
    for name, value in exchange.headers:
        yield ("X-Crawler-Transfer-Encoding" if name.lower() == "transfer-encoding" else name), value


def _target(url: str) -> str:
    _, _, rest = url.partition("://")
    return "/" + rest.partition("/")[2]


def _status_line(status: int) -> str:
    return f"{status} {responses.get(status, 'Unnamed')}"
