"""Content-Encoding undone with a cap on what comes out, not on what goes in: 34 bytes of brotli may hold gigabytes.

The WARC keeps bodies as they came over the wire; a visit and everybody who reads its archive later unpack them here, so
both see the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

ACCEPTED = "gzip, deflate, br, zstd"  # the value of Accept-Encoding
_MOST_LAYERS = 3  # servers use one, a few broken gateways two
_PIECE = 65_536  # bytes unpacked between two looks at the cap


class TooLarge(ValueError):
    """More comes out than allowed."""


class Broken(ValueError):
    """Not what its Content-Encoding says."""


def unpack(body: bytes, encodings: str, limit: int) -> bytes:
    """The body without the encodings named in a Content-Encoding header, last one first; at most `limit` bytes.

    A stream cut off before its end gives what came, as in browsers. Raises TooLarge and Broken.
    """
    layers = [name for part in encodings.split(",") if (name := part.strip().lower()) and name != "identity"]
    if len(layers) > _MOST_LAYERS:
        raise Broken(f"{len(layers)} encodings on top of each other")
    for name in reversed(layers):
        if name not in _LAYERS:
            raise Broken(f"unknown content encoding {name[:40]!r}")
        body = _LAYERS[name](body, limit)
    if len(body) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    return _inflate(body, limit, 31)


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return _inflate(body, limit, 15)
    except Broken:
        return _inflate(body, limit, -15)  # some servers send the raw stream without the zlib envelope


def _inflate(body: bytes, limit: int, window: int) -> bytes:
    parts: list[bytes] = []
    total = 0
    try:
        while body:
            stream = zlib.decompressobj(window)
            while body and not stream.eof:
                parts.append(stream.decompress(body, _PIECE))
                total += len(parts[-1])
                if total > limit:
                    raise TooLarge(f"more than {limit} bytes")
                if not parts[-1] and stream.unconsumed_tail == body:
                    break
                body = stream.unconsumed_tail
            body = stream.unused_data if window == 31 and stream.unused_data[:2] == b"\x1f\x8b" else b""
    except zlib.error as error:
        raise Broken(str(error)) from None
    return b"".join(parts)


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    stream = brotli.Decompressor()

    def more(piece: bytes) -> bytes:
        made: bytes = stream.process(piece, output_buffer_limit=_PIECE)
        return made

    try:
        return _drain(more, body, stream.is_finished, limit)
    except brotli.error:
        raise Broken("broken brotli stream") from None


def _zstd(body: bytes, limit: int) -> bytes:
    from backports.zstd import ZstdDecompressor, ZstdError

    stream = ZstdDecompressor()
    try:
        return _drain(lambda piece: stream.decompress(piece, _PIECE), body, lambda: stream.eof, limit)
    except ZstdError:
        raise Broken("broken zstd stream") from None


def _drain(more: Callable[[bytes], bytes], body: bytes, ended: Callable[[], bool], limit: int) -> bytes:
    parts = [more(body)]
    total = len(parts[0])
    while not ended() and parts[-1]:
        parts.append(more(b""))
        total += len(parts[-1])
        if total > limit:
            raise TooLarge(f"more than {limit} bytes")
    if total > limit:
        raise TooLarge(f"more than {limit} bytes")
    return b"".join(parts)


_LAYERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
