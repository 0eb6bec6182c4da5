"""The pictures that a browser made of pages, found again in the file of a visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawler.exchange import read_stream
from crawler.rendering import PICTURE

_LARGEST = 8_000_000  # bytes; those we make ourselves stay far below, a file from elsewhere may say anything
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Picture:
    """`jpeg`: the bytes as they are kept; `sha256`: of them, what the page's note in the visit names."""

    url: str
    jpeg: bytes
    sha256: str


def pictures(path: Path) -> Iterator[Picture]:
    """The pictures in a WARC file, in its order. Raises OSError; a damaged file ends early."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if record.rec_type == "resource" and url.startswith(PICTURE):
                    body = read_stream(record.raw_stream, _LARGEST)
                    if body.startswith(_JPEG):
                        yield Picture(url.removeprefix(PICTURE), body, sha256(body).hexdigest())
        except (ArchiveLoadFailed, EOFError):
            return
