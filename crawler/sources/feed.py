"""Sites from a stream of names: new domains, certificate transparency, zone files. Millions of lines, little memory.

A line is JSON or plain. Plain lines hold names between blanks, commas, tabs or quotes; JSON lines are read in their
common shapes: {"data": {"leaf_cert": {"all_domains": […]}}} and {"data": ["…"]} (certstream), rows or a whole answer
of crt.sh ({"common_name", "name_value"}), {"domain"}, {"domains"}, {"dns_names"}, {"host"}, {"url"} and the like.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from crawler.sieve import LEAST, hits
from crawler.site import host_of
from crawler.sources.heard import Heard, heard_of_name

Complain = Callable[[int, str], None]  # line number from 1, and why the line was passed over
Progress = Callable[[int], None]  # lines gone through so far

_BLOCK = 1 << 20  # bytes read at a time: large enough that Python's share of the work is small
_LONGEST_LINE = 64 << 20  # bytes; a whole answer of crt.sh is one line of some megabytes
_SAME = 100_000  # sites of this stream that are remembered, so that a shop's ten certificates are told once
_GZIP = b"\x1f\x8b"
_BETWEEN = re.compile(rb"[\s,;|\"'<>()\[\]{}]+")  # on one line of bounded length
_KEYS = (
    "data", "leaf_cert", "all_domains", "domain", "domains", "domain_name", "dns_names", "name_value", "common_name",
    "name", "names", "host", "hostname", "fqdn", "url",
)  # fmt: skip


class BrokenFeed(ValueError):
    """The stream broke off: packed badly, or cut. What came before it has been told."""


def heard_in(
    stream: io.BufferedReader[Any], source: str, complain: Complain, progress: Progress, least: int = LEAST
) -> Iterator[Heard]:
    """The candidates that a stream names, plain or gzip, each site once for each higher score.

    Only lines that may name a pharmacy are parsed, so a malformed line without one is passed over unnoticed. Raises
    BrokenFeed and OSError.
    """
    known: dict[str, int] = {}
    for first, buffer in buffers(stream, complain, progress):
        for start, line in hits(buffer):
            try:
                found = [one for name in _names(line) if (one := heard_of_name(name, source, least))]
            except ValueError:
                complain(first + buffer.count(b"\n", 0, start), "is neither JSON nor a name")
                continue
            for one in found:
                if known.get(one.site, -1) < one.score:
                    known[one.site] = one.score
                    yield one
            while len(known) > _SAME:
                del known[next(iter(known))]


def buffers(stream: io.BufferedReader[Any], complain: Complain, progress: Progress) -> Iterator[tuple[int, bytes]]:
    """The stream in pieces of whole lines, each with the number of its first line, from 1."""
    read = _unpacked(stream)
    rest: list[bytes] = []  # the beginning of a line whose end has not come yet
    number, skipping = 1, False
    while block := _read(read, number):
        if skipping:
            _, ended, block = block.partition(b"\n")
            skipping, number = not ended, number + len(ended)
        head, mark, tail = block.rpartition(b"\n")
        if mark:
            buffer, rest = b"".join([*rest, head]), []
            yield number, buffer
            number += buffer.count(b"\n") + 1
            progress(number - 1)
        rest.append(tail)
        if sum(map(len, rest)) > _LONGEST_LINE:
            complain(number, f"is longer than {_LONGEST_LINE >> 20} MiB")
            rest, skipping = [], True
    if last := b"".join(rest):
        yield number, last
        progress(number)


def _read(read: Callable[[int], bytes], number: int) -> bytes:
    try:
        return read(_BLOCK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BrokenFeed(f"broken off after line {number - 1}: {error}") from None


def _unpacked(stream: io.BufferedReader[Any]) -> Callable[[int], bytes]:
    """How to read on: of a plain stream what has come so far, so that a live feed is not held up."""
    return gzip.GzipFile(fileobj=stream).read if stream.peek(2)[:2] == _GZIP else stream.read1


def _names(line: bytes) -> list[str]:
    """The names on a line. Raises ValueError for a line that begins like JSON and is none."""
    text = line.strip().rstrip(b",")
    if text[:1] in (b"{", b"["):
        try:
            return list(_in_json(json.loads(text), 0))
        except RecursionError:
            raise ValueError("nested too deeply") from None
    fields = (part.decode("utf-8", "replace") for part in _BETWEEN.split(text) if b"." in part)
    return [host_of(part) if "/" in part else part for part in fields]


def _in_json(told: Any, depth: int) -> Iterator[str]:
    if isinstance(told, str):
        yield from (host_of(part) if "/" in part else part for part in told.split())
    elif isinstance(told, list) and depth < 6:  # certstream nests four deep
        for item in told:
            yield from _in_json(item, depth + 1)
    elif isinstance(told, dict) and depth < 6:
        for key in _KEYS:
            if key in told:
                yield from _in_json(told[key], depth + 1)
