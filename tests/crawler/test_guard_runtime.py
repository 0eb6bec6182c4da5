"""What only shows while visiting: names that lie, redirects into the house, addresses inside hostile pages."""

from __future__ import annotations

import json
from ipaddress import ip_network
from urllib.parse import unquote, urlsplit

import pytest

from crawler.fetch import FetchError, get
from crawler.guard import Guard, Reason, Refusal, Target
from crawler.visit import Outcome
from tests.crawler.loopback import ALLOWED, OPEN, http, lab_guard, names, run, serving, shared


def runtime(prefix: str) -> list[str]:
    """The URLs of the rows that need a simulation, by category."""
    urls = []
    for line in shared("suites", "ssrf_urls.tsv").read_text(encoding="utf-8").splitlines():
        _, category, wanted, _, url = line.split("\t")
        if wanted == "RUNTIME" and category.startswith(prefix):
            urls.append(json.loads(url))
    return urls


def test_names_that_lead_into_the_house() -> None:
    answers = {
        "app.10.0.0.1.nip.io": ["10.0.0.1"],
        "lvh.me": ["127.0.0.1", "::1"],
        "vcap.me": ["127.0.0.1"],
        "localh.st": ["127.0.0.1"],
        "make-1.2.3.4-rebind-169.254-169.254-rr.1u.ms": ["1.2.3.4", "169.254.169.254"],
    }
    urls = [url for url in runtime("name-resolves-private") if urlsplit(url).hostname in answers]
    assert len(urls) == 5
    for url in urls:
        answer = run(Guard(names(answers)).check(url))
        assert isinstance(answer, Refusal)
        assert answer.reason in (Reason.PRIVATE_ADDRESS, Reason.METADATA_ADDRESS)


@pytest.mark.parametrize("fragment", ["rebind.network", "rebind-on-redirect"])
def test_a_name_that_changes_its_answer_stays_pinned_then_is_refused(fragment: str) -> None:
    url = next(url for url in runtime("name") + runtime("dns") if fragment in url)
    answers, now = [["8.8.8.8"], ["127.0.0.1"]], [0.0]

    async def turncoat(host: str) -> list[str]:
        return answers.pop(0)

    async def story() -> None:
        guard = Guard(turncoat, clock=lambda: now[0])
        first = await guard.check(url)
        assert isinstance(first, Target)
        assert first.address == "8.8.8.8"
        again = guard.follow(first.url, "/next")
        assert isinstance(again, Target)
        assert await guard.resolve(again) == again.__class__(again.url, "http", again.host, 80, "8.8.8.8")
        now[0] = 3600.0
        later = await guard.resolve(again)
        assert isinstance(later, Refusal)
        assert later.reason is Reason.PRIVATE_ADDRESS

    run(story())


def test_directory_answers() -> None:
    own = "198.20.0.7"
    table: dict[str, list[str]] = {
        "two-a-private-public": ["9.9.9.9", "10.0.0.1"],
        "aaaa-mapped-private": ["::ffff:10.0.0.1"],
        "aaaa-nat64-private": ["64:ff9b::a00:1"],
        "cname-to-metadata": ["169.254.169.254"],
        "a-0.0.0.0": ["0.0.0.0"],
        "a-127.0.0.1": ["127.0.0.1"],
        "resolver-returns-own-public-ip": [own],
    }

    async def resolver(host: str) -> list[str]:
        label = host.removesuffix(".dns.fixture")
        if label == "servfail":
            raise OSError("SERVFAIL")
        return table[label]

    guard = Guard(resolver, refused=[ip_network(own)])
    urls = [url for url in runtime("dns") if "rebind" not in url]
    assert len(urls) == 8
    answers = {urlsplit(url).hostname: run(guard.check(url)) for url in urls}
    assert all(isinstance(answer, Refusal) for answer in answers.values())
    failed = answers["servfail.dns.fixture"]
    assert isinstance(failed, Refusal)
    assert failed.reason is Reason.DNS_FAILED


def test_no_address_too_many_and_garbage() -> None:
    for answer, reason in (
        ([], Reason.NO_ADDRESS),
        (["9.9.9.9"] * 65, Reason.TOO_MANY_ANSWERS),
        (["fe80::1%eth0"], Reason.DNS_FAILED),
        (["nonsense"], Reason.DNS_FAILED),
    ):
        refusal = run(Guard(names({"shop.example.com": answer})).check("shop.example.com"))
        assert isinstance(refusal, Refusal)
        assert refusal.reason is reason


def test_the_address_to_connect_to_is_one_that_was_checked() -> None:
    target = run(Guard(names({"shop.example.com": ["2606:4700::1111", "9.9.9.9"]})).check("shop.example.com"))
    assert isinstance(target, Target)
    assert (target.address, target.host, target.authority) == ("9.9.9.9", "shop.example.com", "shop.example.com")


def test_redirects_into_the_house_are_refused_at_the_hop() -> None:
    urls = runtime("redirect-")
    assert len(urls) == 35
    asked: list[str] = []

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        status, _, location = path.removeprefix("/").partition("?to=")
        return int(status), {"Location": unquote(location)}, b""

    async def story() -> None:
        async with serving(http(answer, asked)) as port:

            async def resolver(host: str) -> list[str]:
                return [OPEN]

            guard = Guard(resolver, allowed=ALLOWED, ports={80, 443, port})
            for url in urls:
                with pytest.raises(FetchError) as caught:
                    await get(url.replace("redir.fixture", f"redir.fixture:{port}"), guard, seconds=5)
                assert caught.value.outcome is Outcome.REFUSED_BY_GUARD, url

    run(story())
    assert len(asked) == len(urls)


INSIDE = {
    "meta-refresh-0": "http://127.0.0.1/",
    "meta-refresh-quoted": "http://0x7f.1/admin",
    "iframe-private": "//169.254.169.254/latest/",
    "form-action-private": "http://192.168.1.1/apply",
    "sitemap-xml-private": "http://[::1]/sitemap.xml",
    "favicon-private": "http://10.0.0.1/favicon.ico",
    "content-location-private": "http://2130706433/",
}


def test_addresses_found_inside_hostile_pages() -> None:
    names_of = [url.rpartition("/")[2] for url in runtime("secondary-url")]
    assert len(names_of) == 10
    for name, reference in INSIDE.items():
        assert name in names_of
        assert isinstance(lab_guard().follow(f"http://hostile.fixture/{name}", reference), Refusal)

    hops = {
        "/redirect-self-loop": "/redirect-self-loop",
        "/redirect-pingpong": "/redirect-pong",
        "/redirect-pong": "/redirect-pingpong",
        "/open-redirect-cross-host": "http://127.0.0.1/",
    }
    asked: list[str] = []

    async def story() -> None:
        async with serving(http(lambda path: (302, {"Location": hops[path]}, b""), asked)) as port:
            for name in set(names_of) - set(INSIDE):
                with pytest.raises(FetchError) as caught:
                    await get(f"http://hostile.fixture:{port}/{name}", lab_guard(), seconds=5)
                loops = "open" not in name
                wanted = Outcome.TOO_MANY_REDIRECTS if loops else Outcome.REFUSED_BY_GUARD
                assert caught.value.outcome is wanted

    run(story())
    assert len(asked) == 5 + 5 + 1


def test_reserved_names_open_only_for_a_test_that_says_so() -> None:
    assert isinstance(Guard().parse("http://shop.test/"), Refusal)
    assert isinstance(Guard(allowed_names={"test"}).parse("http://shop.test/"), Target)
