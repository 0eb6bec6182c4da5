"""Compressed bodies: what comes out is capped, however little goes in."""

from __future__ import annotations

import gzip
import tarfile
import tracemalloc
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.unpack import Broken, TooLarge, unpack
from tests.support import shared

LIMIT = 1_000_000


def samples() -> dict[str, bytes]:
    with tarfile.open(shared("suites/compressed_samples.tar.gz")) as packed:
        found = {member.name: packed.extractfile(member) for member in packed.getmembers() if member.isfile()}
        return {name: file.read() for name, file in found.items() if file is not None}


def encoding(name: str) -> str:
    """The Content-Encoding that a sample's name stands for."""
    if name.endswith(".gz"):
        return "gzip"
    parts = [part for part in name.removesuffix(".bin").split("-") if part in _CODES]
    return ", ".join(_CODES[part] for part in parts)


_CODES = {
    "br": "br",
    "gzip": "gzip",
    "deflate": "deflate",
    "rawdeflate": "deflate",
    "zlibdeflate": "deflate",
    "zstd": "zstd",
}


def test_bombs_are_stopped_before_they_fill_the_memory() -> None:
    bombs = {name: body for name, body in samples().items() if name.startswith("bomb-")}
    assert len(bombs) == 4
    tracemalloc.start()
    for name, body in bombs.items():
        with pytest.raises(TooLarge):
            unpack(body, encoding(name), LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 * LIMIT


def test_all_ways_of_packing_one_page_give_that_page() -> None:
    pages = {name: body for name, body in samples().items() if name.startswith("html-")}
    assert len(pages) == 9
    found = {unpack(body, encoding(name), LIMIT).rstrip() for name, body in pages.items() if "deflate.bin" not in name}
    assert len(found) == 1 and b"<html" in found.pop()
    assert all(b"<html" in unpack(body, encoding(name), LIMIT) for name, body in pages.items())


def test_a_stream_cut_off_gives_what_came() -> None:
    found = samples()
    expected = found["unexpected-eof-output.txt"]
    got = unpack(found["unexpected-eof.gz"], "gzip", LIMIT)
    assert got and expected.startswith(got.decode("latin-1").encode())  # the expected file was written as UTF-8


def test_what_is_not_what_it_says_is_broken() -> None:
    for name in ("gzip", "br", "zstd", "deflate"):
        with pytest.raises(Broken):
            unpack(b"\x00this is no stream at all, just words", name, LIMIT)
    for name in ("compress", "sdch", "gzip, gzip, gzip, gzip"):
        with pytest.raises(Broken):
            unpack(b"x", name, LIMIT)


def test_nothing_named_means_nothing_done() -> None:
    assert unpack(b"plain", "", LIMIT) == unpack(b"plain", "identity", LIMIT) == b"plain"
    with pytest.raises(TooLarge):
        unpack(b"x" * 11, "", 10)


@given(st.binary(max_size=5000))
def test_packing_and_unpacking_is_the_same(body: bytes) -> None:
    assert unpack(gzip.compress(body), "gzip", LIMIT) == body
    assert unpack(gzip.compress(body) + gzip.compress(body), "x-gzip", LIMIT) == body * 2
    assert unpack(zlib.compress(body), "deflate", LIMIT) == body
    assert unpack(brotli.compress(gzip.compress(body)), "gzip, br", LIMIT) == body


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", "br", "zstd"]))
def test_any_bytes_end_in_bytes_or_in_words(body: bytes, name: str) -> None:
    try:
        assert len(unpack(body, name, 10_000)) <= 10_000
    except (Broken, TooLarge) as error:
        assert str(error)
