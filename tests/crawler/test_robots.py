"""robots.txt as it is found in the field, and Retry-After as servers write it."""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from crawler.engine import agent, settings
from crawler.retry import retry_after
from crawler.robots import Rules, read_rules
from tests.support import shared

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


def rules(body: bytes, status: int = 200, encoding: str = "") -> Rules:
    headers = {"Content-Encoding": encoding} if encoding else {}
    return read_rules(Response("https://shop.example/robots.txt", status=status, body=body, headers=headers))


def test_thousands_of_real_files_are_read_without_a_fault() -> None:
    count = 0
    with tarfile.open(shared("suites/robots_samples.tar.gz")) as packed:
        for member in packed:
            file = packed.extractfile(member)
            if file is None:
                continue
            found = rules(file.read())
            assert isinstance(found.forbids("https://shop.example/product?id=1"), str)
            assert 0 <= found.delay <= 3600
            count += 1
    assert count > 4000


def test_the_answer_decides_who_may_read() -> None:
    assert rules(b"User-agent: *\nDisallow: /private").forbids("https://shop.example/private/x")
    assert not rules(b"User-agent: *\nDisallow: /private").forbids("https://shop.example/public")
    assert rules(b"User-agent: rxverdict\nDisallow: /\n\nUser-agent: *\nAllow: /").forbids("https://shop.example/")
    assert not rules(b"<html>not found</html>", 404).forbids("https://shop.example/")
    assert not rules(b"who are you", 403).forbids("https://shop.example/"), "RFC 9309 2.3.1.3: unavailable means open"
    for status in (500, 503, 429):
        assert str(status) in rules(b"", status).forbids("https://shop.example/"), "unreachable means closed"
    assert rules(b"\x1f\x8bbroken", encoding="gzip").closed


def test_a_hostile_file_costs_no_time() -> None:
    stars = b"User-agent: *\n" + b"".join(b"Disallow: /" + b"*a" * 200 + b"b%d\n" % n for n in range(500))
    assert not rules(stars).forbids("https://shop.example/" + "a" * 1900)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("999999999999", 86_400.0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-3", None),
        ("1.5", None),
        ("٣", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_the_engine_has_none_of_the_doors_that_scrapy_leaves_open() -> None:
    """Each of these is on, or far larger, by default."""
    told = settings(agent())
    assert {scheme for scheme, handler in told["DOWNLOAD_HANDLERS"].items() if handler} == {"http", "https"}
    assert {"file", "data", "ftp", "s3"} <= set(told["DOWNLOAD_HANDLERS"])
    off = ("TELNETCONSOLE", "RETRY", "REDIRECT", "COOKIES", "REFERER", "DNSCACHE", "COMPRESSION")
    assert not any(told[f"{name}_ENABLED"] for name in off)
    assert told["DOWNLOAD_MAXSIZE"] <= 10_000_000


def test_the_agent_names_a_contact_and_nothing_can_break_out_of_it() -> None:
    assert agent("mail@lab.example").endswith("contact: mail@lab.example)")
    odd = agent("a\r\nX-Evil: 1 (b)")
    assert "\r" not in odd and "\n" not in odd and odd.count("(") == 1
    assert "see README" in agent("")
