"""What a browser made of a page, as it stands in a WARC file: the rendered HTML and a picture.

The HTML is a `conversion` record (ISO 28500: content derived from another record), the picture a `resource` record
under `urn:view:` and the address, as Browsertrix names its own. The HTML is what is read; the picture is for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from crawler.child import MAX_HTML
from crawler.exchange import Exchange, read_stream

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

PICTURE = "urn:view:"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A page as a browser shows it. `picture`: JPEG of its upper part; empty: none could be taken."""

    url: str
    at: datetime
    html: bytes  # UTF-8
    picture: bytes
    refused: int = 0  # requests of the page that were not let out
    left: str = ""  # where its scripts wanted to lead, and were not followed

    def exchange(self, status: int) -> Exchange:
        """The rendered HTML as an answer, to be read like any other."""
        return Exchange(self.url, self.at, (), status, (("Content-Type", _HTML),), self.html)

    @property
    def screenshot(self) -> str:
        """SHA-256 of the picture; empty: none."""
        return sha256(self.picture).hexdigest() if self.picture else ""


def write_rendering(writer: WARCWriter, rendering: Rendering) -> None:
    """Write the rendered HTML and the picture into an open WARC file."""
    from warcio.timeutils import datetime_to_iso_date

    date = datetime_to_iso_date(rendering.at.astimezone(UTC).replace(tzinfo=None), use_micros=True)
    kept = [("conversion", rendering.url, rendering.html, _HTML)]
    if rendering.picture:
        kept.append(("resource", PICTURE + rendering.url, rendering.picture, "image/jpeg"))
    for kind, url, body, content_type in kept:
        record = writer.create_warc_record(
            url, kind, payload=BytesIO(body), length=len(body), warc_content_type=content_type,
            warc_headers_dict={"WARC-Date": date},
        )  # fmt: skip
        writer.write_record(record)


def rendered_of(record: ArcWarcRecord) -> Exchange:
    """A conversion record as the answer that `Rendering.exchange` gives, its status unknown."""
    from warcio.timeutils import iso_date_to_datetime

    about = record.rec_headers
    at = iso_date_to_datetime(about.get_header("WARC-Date")).replace(tzinfo=UTC)
    headers = (("Content-Type", about.get_header("Content-Type") or _HTML),)
    body = read_stream(record.raw_stream, MAX_HTML + 1)
    return Exchange(about.get_header("WARC-Target-URI") or "", at, (), 0, headers, body)
