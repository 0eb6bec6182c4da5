"""What others say about a host, asked of real servers on loopback, honest and hostile."""

from __future__ import annotations

import asyncio
import json
import ssl
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.outside import Registries, look_outside
from crawler.resolve import DnsResolver
from crawler.visit import Attempt, Outcome, Outside
from tests.crawler.loopback import OPEN, Handler, http, lab_guard, run, serving
from tests.crawler.registries import Directory, certificate, drip, flood, garbage, says

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "lindenpill-apotheke.com"
HOST = f"www.{SITE}"

RDAP = {
    "objectClassName": "domain",
    "events": [
        {"eventAction": "registration", "eventDate": "2026-09-30T08:15:00Z"},
        {"eventAction": "expiration", "eventDate": "2027-09-30T08:15:00+02:00"},
        {"eventAction": "last changed", "eventDate": "soon"},
    ],
    "nameservers": [{"ldhName": "NS2.Parkhafen.example"}, {"ldhName": "ns1.parkhafen.example"}, {"ldhName": 7}],
    "entities": [
        {"roles": ["registrant"], "vcardArray": ["vcard", [["fn", {}, "text", "A Private Person"]]]},
        {
            "roles": ["registrar"],
            "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "Namenhafen  Ltd"]]],
            "entities": [
                {"roles": ["abuse"], "vcardArray": ["vcard", [["email", {}, "text", "Abuse@namenhafen.example"]]]}
            ],
        },
    ],
}
WHOIS = """Domain Name: LINDENPILL-APOTHEKE.COM
Registrar: Namenhafen Ltd
Creation Date: 30-Sep-2026
Registry Expiry Date: 2027-09-30T08:15:00Z
Registrant Name: A Private Person
Registrant Email: person@private.example
Registrar Abuse Contact Email: abuse@namenhafen.example
Name Server: NS1.PARKHAFEN.EXAMPLE
"""


def clock() -> datetime:
    return NOW


def rdap(body: bytes, status: int = 200, **headers: str) -> Handler:
    return http(lambda path: (status, headers, body))


RECORDS = {
    (f"{HOST}.", "A"): ["198.20.0.9"],
    (f"{HOST}.", "AAAA"): ["2606:4700::9"],
    (f"{SITE}.", "NS"): ["NS1.parkhafen.example.", "ns2.parkhafen.example."],
}


async def directory(stack: AsyncExitStack, silent: bool = False) -> DnsResolver:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Directory(RECORDS, silent), (OPEN, 0))
    stack.callback(transport.close)
    return DnsResolver([OPEN], transport.get_extra_info("sockname")[1], seconds=0.5)


def look(
    registry: Handler,
    whois: Handler | None = None,
    *,
    host: str = HOST,
    site: str = SITE,
    tls: ssl.SSLContext | None = None,
    trust: str = "",
    silent_dns: bool = False,
    seconds: float = 3.0,
) -> Outside:
    """Look outside with these servers standing in for the registries of the world."""

    async def story() -> Outside:
        async with AsyncExitStack() as stack:
            port = await stack.enter_async_context(serving(registry))
            whois_port = await stack.enter_async_context(serving(whois or says("")))
            tls_port = await stack.enter_async_context(serving(says(""), ssl=tls))
            ask = Registries(
                rdap_base=f"http://rdap.lab.example.com:{port}/",
                whois_server="whois.lab.example.com",
                whois_port=whois_port,
                tls_port=tls_port,
                trust=trust,
                dns=await directory(stack, silent_dns),
                pause=0.01,
            )
            return await look_outside(host, site, lab_guard(), clock=clock, registries=ask, timeout=seconds)

    return run(story())


def attempt(seen: Outside, what: str) -> Attempt:
    return next(attempt for attempt in seen.attempts if attempt.what == what)


def test_a_shop_seven_weeks_old(tmp_path: Path) -> None:
    context, trust = certificate(tmp_path, HOST, "Lab Trust Services")
    seen = look(rdap(json.dumps(RDAP).encode()), tls=context, trust=trust)
    assert seen.registered == datetime(2026, 9, 30, 8, 15, tzinfo=UTC)
    assert seen.expires == datetime(2027, 9, 30, 6, 15, tzinfo=UTC)
    assert (seen.registrar, seen.abuse_contact) == ("Namenhafen Ltd", "abuse@namenhafen.example")
    assert seen.name_servers == ("ns1.parkhafen.example", "ns2.parkhafen.example")
    assert seen.addresses == ("198.20.0.9", "2606:4700::9")
    assert seen.certificate_names == ("other.example", HOST)
    assert (seen.certificate_issuer, seen.certificate_valid) == ("Lab Trust Services", True)
    assert [(one.what, one.outcome, one.at) for one in seen.attempts] == [
        ("dns", Outcome.READ, NOW),
        ("tls", Outcome.READ, NOW),
        ("rdap", Outcome.READ, NOW),
    ]
    assert "Private Person" not in repr(seen)


def test_certificates_a_browser_would_refuse(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    good, trust = certificate(tmp_path, "elsewhere.example", "Lab Trust Services")
    for context, file, why in (
        (good, "", "self-signed"),
        (good, trust, "Hostname mismatch"),
        (*certificate(tmp_path / "old", HOST, "Lab Trust Services", days=-10), "expired"),
    ):
        seen = look(rdap(json.dumps(RDAP).encode()), tls=context, trust=file)
        assert seen.certificate_valid is False
        assert seen.certificate_issuer == "Lab Trust Services"
        assert attempt(seen, "tls").outcome is Outcome.READ
        assert why in attempt(seen, "tls").note


def test_a_port_that_speaks_no_tls() -> None:
    seen = look(rdap(json.dumps(RDAP).encode()))
    assert seen.certificate_valid is None
    assert attempt(seen, "tls").outcome in (Outcome.TLS_FAILED, Outcome.CONNECTION_FAILED)


def test_whois_answers_where_rdap_does_not() -> None:
    seen = look(rdap(b"", status=404), says(WHOIS))
    assert attempt(seen, "rdap").outcome is Outcome.HTTP_ERROR
    assert attempt(seen, "rdap").status == 404
    assert attempt(seen, "whois").outcome is Outcome.READ
    assert seen.registered == datetime(2026, 9, 30, tzinfo=UTC)
    assert (seen.registrar, seen.abuse_contact) == ("Namenhafen Ltd", "abuse@namenhafen.example")
    assert "person" not in repr(seen).lower()


@pytest.mark.parametrize(
    ("registry", "outcome"),
    [
        (drip, Outcome.TIMED_OUT),
        (flood, Outcome.TOO_LARGE),
        (garbage, Outcome.CONNECTION_FAILED),
        (rdap(b"<html>hello</html>"), Outcome.NOT_READABLE),
        (rdap(b"[" * 200_000), Outcome.NOT_READABLE),
        (rdap(b'{"objectClassName": "domain", "events": 5, "entities": [[]], "nameservers": {}}'), Outcome.READ),
        (rdap(b"", 302, Location="http://127.0.0.1/"), Outcome.REFUSED_BY_GUARD),
        (rdap(b"", 302, Location="/domain/again"), Outcome.TOO_MANY_REDIRECTS),
        (rdap(b"\x1f\x8b garbage", 200, **{"Content-Encoding": "gzip"}), Outcome.NOT_READABLE),
    ],
    ids=["drip", "flood", "garbage", "html", "nested", "odd-types", "inside", "loop", "packed"],
)
def test_hostile_registries_cost_one_attempt(registry: Handler, outcome: Outcome) -> None:
    seen = look(registry, seconds=1.0)
    assert attempt(seen, "rdap").outcome is outcome
    assert attempt(seen, "dns").outcome is Outcome.READ


@pytest.mark.parametrize(
    ("whois", "outcome"),
    [
        (drip, Outcome.TIMED_OUT),
        (flood, Outcome.TOO_LARGE),
        (garbage, Outcome.NOT_READABLE),
        (says("No match for domain LINDENPILL"), Outcome.EMPTY),
        (says("a@" * 60_000), Outcome.NOT_READABLE),
    ],
    ids=["drip", "flood", "garbage", "absent", "backtracking"],
)
def test_hostile_whois_servers_too(whois: Handler, outcome: Outcome) -> None:
    seen = look(rdap(b"", 404), whois, seconds=1.0)
    assert attempt(seen, "whois").outcome is outcome


def test_a_silent_directory() -> None:
    seen = look(rdap(json.dumps(RDAP).encode()), silent_dns=True)
    assert attempt(seen, "dns").outcome is Outcome.DNS_FAILED
    assert seen.name_servers == ("ns1.parkhafen.example", "ns2.parkhafen.example")


def test_an_account_on_a_platform_has_no_registration() -> None:
    seen = look(rdap(json.dumps(RDAP).encode()), host="pillen.blogspot.com", site="pillen.blogspot.com")
    assert attempt(seen, "rdap").outcome is Outcome.EMPTY
    assert seen.registered is None


def test_a_host_that_may_not_be_visited_is_not_asked_for_its_certificate() -> None:
    seen = look(rdap(b"", 404), host="10.0.0.1", site="10.0.0.1")
    assert attempt(seen, "tls").outcome is Outcome.REFUSED_BY_GUARD
    assert attempt(seen, "dns").outcome is Outcome.EMPTY


def test_the_right_servers_are_found_by_the_ending() -> None:
    asked: list[str] = []

    async def story() -> tuple[Outside, Outside]:
        async with AsyncExitStack() as stack:
            ports: list[int] = []

            def answer(path: str) -> tuple[int, dict[str, str], bytes]:
                if path == "/dns.json":
                    services = [[["net", "com"], [f"http://registry.example.com:{ports[0]}/v1/"]]]
                    return 200, {}, json.dumps({"services": services}).encode()
                return 200, {}, json.dumps(RDAP).encode()

            async def root(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                question = (await reader.readline()).decode().strip()
                asked.append(question)
                writer.write(b"refer: whois.nic.example.com\n" if "." not in question else WHOIS.encode())
                await writer.drain()

            ports.append(await stack.enter_async_context(serving(http(answer, asked))))
            ask = Registries(
                bootstrap=f"http://iana.example.com:{ports[0]}/dns.json",
                whois_root="root.example.com",
                whois_port=await stack.enter_async_context(serving(root)),
                tls_port=ports[0],
                dns=await directory(stack),
            )
            guard = lab_guard()
            told = [
                await look_outside(f"www.{site}", site, guard, clock=clock, registries=ask, timeout=1)
                for site in (SITE, "lindenpill.de")
            ]
            return told[0], told[1]

    first, second = run(story())
    assert attempt(first, "rdap").outcome is Outcome.READ
    assert attempt(second, "rdap").outcome is Outcome.EMPTY
    assert attempt(second, "whois").outcome is Outcome.READ
    paths = [path for path in asked if path.startswith("/")]
    assert paths == ["/dns.json", f"/v1/domain/{SITE}"]
    assert [question for question in asked if not question.startswith("/")] == ["de", "lindenpill.de"]
