"""The guard against every trick in the book: odd spellings, hostile names, redirects, answers that change."""

from __future__ import annotations

import csv
import json
import socket
from collections import Counter
from importlib.resources import files
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import refused_range, table
from crawler.guard import REASON_WORDS, Guard, Reason, Refusal, Target
from crawler.host import BadHost, read_host
from tests.crawler.loopback import names, run, shared


@pytest.fixture
def tripwire(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whatever tries to leave the machine is noted and stopped."""
    tripped: list[object] = []

    def trip(_: socket.socket, where: object, *rest: object) -> None:
        tripped.append(where)
        raise OSError("a refused address was connected to")

    for way in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way, trip)
    return tripped


def suite(expected: str) -> list[tuple[str, str, str]]:
    """(id, category, url) of the rows with this expectation."""
    rows = []
    for line in shared("suites", "ssrf_urls.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            number, category, wanted, _, url = line.split("\t")
            if wanted == expected:
                rows.append((number, category, json.loads(url)))
    return rows


def test_every_hostile_address_is_refused_before_anything_is_asked(tripwire: list[object]) -> None:
    asked: list[str] = []

    async def resolver(host: str) -> list[str]:
        asked.append(host)
        return ["9.9.9.9"]

    rows = suite("REFUSE")
    answers = {number: run(Guard(resolver).check(url)) for number, _, url in rows}
    assert len(answers) == 258
    let_through = {number: answer for number, answer in answers.items() if not isinstance(answer, Refusal)}
    assert not let_through
    assert all(str(answer) for answer in answers.values())
    assert not asked
    assert not tripwire


def test_public_addresses_in_every_ordinary_form_are_allowed() -> None:
    guard = Guard(names({url_host: ["9.9.9.9"] for url_host in _allowed_hosts()}))
    answers = {number: run(guard.check(url)) for number, _, url in suite("ALLOW")}
    assert len(answers) == 25
    assert {number: answer for number, answer in answers.items() if not isinstance(answer, Target)} == {}


def _allowed_hosts() -> list[str]:
    parsed = [Guard().parse(url) for _, _, url in suite("ALLOW")]
    return [target.host for target in parsed if isinstance(target, Target)]


@pytest.mark.parametrize(
    "row", list(csv.DictReader(files("crawler").joinpath("addresses.csv").read_text(encoding="utf-8").splitlines()))
)
def test_the_neighbours_of_every_range(row: dict[str, str]) -> None:
    network = ip_network(row["network"])
    first, last = int(network.network_address), int(network.broadcast_address)
    kind = type(network.network_address)
    assert refused_range(kind(first)) is not None
    assert refused_range(kind(last)) is not None
    for number in (first - 1, last + 1):
        if 0 <= number < 2**network.max_prefixlen:
            neighbour = kind(number)
            listed = any(r.network.version == neighbour.version and neighbour in r.network for r in table())
            assert (refused_range(neighbour) is not None) == listed


# Written by hand, not derived from the table: the last public address below and the first above each block.
PUBLIC_NEIGHBOURS = (
    "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
    "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.1.255",
    "192.0.3.0", "192.31.195.255", "192.31.197.0", "192.52.192.255", "192.52.194.0", "192.88.98.255",
    "192.88.100.0", "192.167.255.255", "192.169.0.0", "192.175.47.255", "192.175.49.0", "198.17.255.255",
    "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
    "168.63.129.15", "168.63.129.17", "2000::", "2001:200::", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db9::", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::", "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
    "2620:4f:8001::", "3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::",
    "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
)  # fmt: skip


def test_public_neighbours_stay_public() -> None:
    assert {text for text in PUBLIC_NEIGHBOURS if refused_range(ip_address(text))} == set()


def test_every_row_of_the_table_is_dated_and_sourced() -> None:
    assert all(row.source and row.date[:4].isdigit() for row in table())


def test_a_wrapped_address_is_named_for_what_it_hides() -> None:
    for spelling in ("[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]"):
        answer = Guard().parse(f"http://{spelling}/")
        assert isinstance(answer, Refusal)
        assert answer.reason is Reason.METADATA_ADDRESS


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.com", "https://example.com/"),
        ("  Example.COM/Shop?a=b c#top\n", "https://example.com/Shop?a=b%20c"),
        ("//example.com/x", "https://example.com/x"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("http://example.com:80/a\\b", "http://example.com/a/b"),
        ("https://apothéke.com/päckchen", "https://xn--apothke-fya.com/p%C3%A4ckchen"),
        ("http://[2606:4700::1111]:8080", "http://[2606:4700::1111]:8080/"),
        ("https://example.com./", "https://example.com/"),
        ("https://example.com?x=1", "https://example.com/?x=1"),
    ],
)
def test_what_people_type_becomes_one_plain_address(typed: str, url: str) -> None:
    answer = Guard().parse(typed)
    assert isinstance(answer, Target)
    assert answer.url == url
    assert Guard().parse(answer.url) == answer


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", Reason.NOT_A_URL),
        ("ftp://example.com/", Reason.SCHEME),
        ("shop@example.com", Reason.CREDENTIALS),
        ("http://example.com:22/", Reason.PORT),
        ("http://exa mple.com/", Reason.HOST_SYNTAX),
        ("http://pharmacy/", Reason.SINGLE_LABEL),
        ("http://shop.onion/", Reason.SPECIAL_NAME),
        ("http://0x7f.1/", Reason.PRIVATE_ADDRESS),
        ("http://224.0.0.1/", Reason.SPECIAL_ADDRESS),
        ("http://100.100.100.200/", Reason.METADATA_ADDRESS),
    ],
)
def test_each_refusal_has_its_reason_in_plain_words(url: str, reason: Reason) -> None:
    answer = Guard().parse(url)
    assert isinstance(answer, Refusal)
    assert answer.reason is reason
    assert str(answer).startswith(REASON_WORDS[reason])
    assert set(REASON_WORDS) == set(Reason)


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://[", "http://x.com:", "http://\uff11"]))
def test_no_text_breaks_the_parser(text: str, start: str) -> None:
    answer = Guard().parse(start + text)
    assert isinstance(Guard().follow("https://example.com/a", text), (Target, Refusal))
    if isinstance(answer, Target):
        assert answer.url.isascii()
        assert Guard().parse(answer.url) == answer


def test_the_url_suite_of_the_browsers(record_property: Any) -> None:
    cases = [
        case for case in json.loads(shared("suites", "wpt_urltestdata.json").read_text()) if isinstance(case, dict)
    ]
    counts: Counter[str] = Counter()
    for case in cases:
        given_url, base = case["input"], case["base"]
        answer = Guard().parse(given_url) if base in (None, "about:blank") else Guard().follow(base, given_url)
        web = case.get("protocol") in ("http:", "https:")
        if isinstance(answer, Target) and not case.get("failure") and web:
            assert answer.host == case["hostname"].strip("[]").removesuffix("."), case
        if case.get("failure"):
            assert isinstance(answer, Refusal), case
            counts["failures refused"] += 1
        counts["let through" if isinstance(answer, Target) else "refused"] += 1
    record_property("counts", dict(counts))
    print(len(cases), dict(counts))
    assert len(cases) == 891


def test_the_host_name_suites_of_the_browsers() -> None:
    counts: Counter[str] = Counter()
    for name in ("wpt_toascii.json", "wpt_IdnaTestV2.json"):
        for case in json.loads(shared("suites", name).read_text(encoding="utf-8")):
            if not isinstance(case, dict):
                continue
            try:
                found = str(read_host(case["input"]))
            except BadHost:
                counts[f"{name}: refused"] += 1
                continue
            assert case["output"] is not None, case
            assert found == case["output"].removesuffix("."), case
            counts[f"{name}: same as browsers"] += 1
    print(dict(counts))
    assert sum(counts.values()) == 2671 + 87
