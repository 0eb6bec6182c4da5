"""Streams of names, in the shapes in which they come: millions of lines, some of them broken."""

from __future__ import annotations

import gzip
import io
import json
import resource
from collections.abc import Iterator

import pytest

from crawler.sources.feed import BrokenFeed, heard_in
from crawler.sources.heard import Heard
from crawler.sources.named import heard_in as heard_in_list

CERTSTREAM = {
    "message_type": "certificate_update",
    "data": {"leaf_cert": {"all_domains": ["*.accutane-quay.example", "mail.accutane-quay.example"]}, "seen": 1.5},
}
SHAPES = {
    "certstream": json.dumps(CERTSTREAM),
    "names of certstream": json.dumps({"message_type": "dns_entries", "data": ["a.example", "accutane-quay.example"]}),
    "row of crt.sh": json.dumps({"common_name": "x.example", "name_value": "x.example\naccutane-quay.example"}),
    "answer of crt.sh": json.dumps([{"name_value": "x.example"}, {"name_value": "www.accutane-quay.example"}]),
    "row of an array": json.dumps({"name_value": "accutane-quay.example"}) + ",",
    "domain": json.dumps({"domain": "accutane-quay.example", "registrar": "Namenhafen"}),
    "address": json.dumps({"url": "https://accutane-quay.example/cart?x=1"}),
    "plain": "accutane-quay.example",
    "ranked": "31337,accutane-quay.example",
    "zone file": "accutane-quay.example. 3600 in ns ns1.parkhafen.example.",
    "with a carriage return": "accutane-quay.example\r",
    "capitals": "ACCUTANE-QUAY.EXAMPLE",
}


class Told:
    """What a source complained of, and how far it was."""

    def __init__(self) -> None:
        self.complaints: list[tuple[int, str]] = []
        self.lines = 0

    def complain(self, number: int, why: str) -> None:
        self.complaints.append((number, why))

    def progress(self, lines: int) -> None:
        self.lines = lines


def listen(body: bytes, told: Told | None = None) -> list[Heard]:
    ear = told or Told()
    return list(heard_in(io.BufferedReader(io.BytesIO(body)), "feed x", ear.complain, ear.progress))


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_names_the_shop_once(shape: str) -> None:
    body = f"quiet.example\n{SHAPES[shape]}\nother.example\n".encode()
    for sent in (body, gzip.compress(body), gzip.compress(body[:20]) + gzip.compress(body[20:])):
        told = Told()
        (heard,) = listen(sent, told)
        assert (heard.site, heard.source) == ("accutane-quay.example", "feed x")
        assert heard.url == "https://accutane-quay.example/"
        assert heard.reason == "The name says “accutane”."
        assert (told.complaints, told.lines) == ([], 3)


def test_a_shop_below_a_host_of_another_topic_is_asked_where_it_stands() -> None:
    (heard,) = listen(b"accutane.bowlsclub.example\n")
    assert (heard.site, heard.url) == ("bowlsclub.example", "https://accutane.bowlsclub.example/")


def test_a_broken_line_is_named_with_its_number_and_the_rest_goes_on() -> None:
    told = Told()
    found = listen(b'quiet.example\n{"domain": "accutane-quay.example"\n\xff\xfe\x00\napoteket-norr.example', told)
    assert [heard.site for heard in found] == ["apoteket-norr.example"]
    assert told.complaints == [(2, "is neither JSON nor a name")]
    assert told.lines == 4


def test_a_packed_feed_that_was_cut_tells_what_it_had() -> None:
    body = gzip.compress(b"accutane-quay.example\n" + b"".join(b"quiet%d.example\n" % n for n in range(400_000)))
    heard: list[Heard] = []
    told = Told()
    stream = io.BufferedReader(io.BytesIO(body[: len(body) - 20]))
    with pytest.raises(BrokenFeed, match="broken off after line"):
        heard.extend(heard_in(stream, "feed", told.complain, told.progress))
    assert told.lines > 100_000


class Endless(io.RawIOBase):
    """One line of `size` bytes, then a shop."""

    def __init__(self, size: int) -> None:
        self._pieces = self._made(size)

    def _made(self, size: int) -> Iterator[bytes]:
        for _ in range(size >> 16):
            yield b"x" * (1 << 16)
        yield b"\naccutane-quay.example\n"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = next(self._pieces, b"")[: len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_line_without_end_takes_no_memory_and_is_told() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = Told()
    stream = io.BufferedReader(Endless(600 << 20), buffer_size=1 << 16)
    (heard,) = heard_in(stream, "feed", told.complain, told.progress)
    assert heard.site == "accutane-quay.example"
    assert told.complaints == [(1, "is longer than 64 MiB")]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes; the line has 600,000


def test_whoever_is_listed_by_a_person_is_kept_and_medicine_in_the_address_adds_to_it() -> None:
    told = Told()
    lines = ["# my list", "corner-house.example", "two words", "https://bowlsclub.example/shop/accutane-20mg", ""]
    corner, club = heard_in_list(lines, "list x", told.complain)
    assert (corner.site, corner.url, corner.score) == ("corner-house.example", "https://corner-house.example", 50)
    assert club.score > corner.score
    assert club.reason == "Stands in the list, line 4. The address says “accutane”."
    assert [number for number, _ in told.complaints] == [3]
