"""How many visits treat a registry: one question at a time, nothing asked twice, rest when it asks for rest."""

from __future__ import annotations

import asyncio
import gzip
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.guard import Guard
from crawler.memory import Memory
from crawler.outside import Registries, look_outside
from crawler.pace import Pace
from crawler.registries import registries_of
from crawler.resolve import DnsResolver
from crawler.visit import Outcome, Outside, Visit
from crawler.warc import write_visit
from tests.crawler.loopback import Handler, http, lab_guard, run, serving
from tests.crawler.registries import rdap_answer, says

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITES = [f"pillhaven-{number}.com" for number in range(5)]
Ask = Callable[..., Awaitable[Outside]]


class Registry:
    """An RDAP server that notes when it was asked, and how many asked at once."""

    def __init__(self, *scenes: tuple[int, dict[str, str]], body: bytes = b"") -> None:
        self.asked: list[tuple[str, float]] = []
        self.most = self._open = 0
        self._scenes = list(scenes)
        self._body = body or rdap_answer()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        self.most = max(self.most, self._open)
        at = time.monotonic()

        def answer(path: str) -> tuple[int, dict[str, str], bytes]:
            self.asked.append((path.rpartition("/")[2], at))
            status, headers = self._scenes.pop(0) if self._scenes else (200, {})
            return status, headers, self._body

        try:
            await asyncio.sleep(0.02)  # long enough for another question to come in between
            await http(answer)(reader, writer)
        finally:
            self._open -= 1

    @property
    def sites(self) -> list[str]:
        return [site for site, _ in self.asked]


def told(
    registry: Handler, work: Callable[[Ask], Awaitable[object]], whois: Handler | None = None, **more: object
) -> None:
    """Let `work` ask about sites, with a server of ours standing in for the registries of the world."""

    async def story() -> None:
        async with AsyncExitStack() as stack:
            port = await stack.enter_async_context(serving(registry))
            whois_port = await stack.enter_async_context(serving(whois or says("")))
            settings: dict[str, object] = {"pause": 0.05, "tls_port": whois_port, **more}

            async def ask(site: str, at: datetime = NOW, seconds: float = 4.0, memory: Memory | None = None) -> Outside:
                if memory is not None or "ask" not in settings:
                    settings["ask"] = Registries(
                        rdap_base=f"http://rdap.lab.example.com:{port}/",
                        whois_server="whois.lab.example.com",
                        whois_port=whois_port,
                        memory=memory or Memory(),
                        **{name: value for name, value in settings.items() if name != "ask"},  # type: ignore[arg-type]
                    )
                registries = settings["ask"]
                assert isinstance(registries, Registries)
                return await look_outside(
                    f"www.{site}", site, lab_guard(), clock=lambda: at, registries=registries, timeout=seconds
                )

            await work(ask)

    run(story())


def outcome(seen: Outside, what: str = "rdap") -> Outcome:
    return next(attempt.outcome for attempt in seen.attempts if attempt.what == what)


def test_ten_visits_at_once_ask_one_registry_one_thing_at_a_time() -> None:
    registry = Registry()

    async def work(ask: Ask) -> None:
        seen = await asyncio.gather(*(ask(site) for site in SITES * 2))
        assert all(outcome(one) is Outcome.READ for one in seen)

    told(registry, work)
    assert registry.most == 1
    assert sorted(registry.sites) == SITES  # two visits that want the same share one answer
    times = [at for _, at in registry.asked]
    assert all(later - earlier >= 0.03 for earlier, later in pairwise(times))  # the wire takes its part of the 0.05


def test_who_waits_too_long_for_a_turn_has_asked_nobody_and_that_is_not_remembered() -> None:
    registry = Registry()

    async def work(ask: Ask) -> None:
        first, second = await asyncio.gather(ask(SITES[0], seconds=1.0), ask(SITES[1], seconds=1.0))
        assert {outcome(first), outcome(second)} == {Outcome.READ, Outcome.OUT_OF_BUDGET}

    told(registry, work, pause=30.0)
    assert len(registry.asked) == 1


def test_what_was_told_is_not_asked_again_by_the_next_process_until_it_is_old(tmp_path: Path) -> None:
    registry = Registry()
    seen: list[Outside] = []

    async def work(ask: Ask) -> None:
        seen.append(await ask(SITES[0], memory=Memory(tmp_path / "outside.sqlite")))
        seen.append(await ask(SITES[0], NOW + timedelta(days=6), memory=Memory(tmp_path / "outside.sqlite")))
        seen.append(await ask(SITES[0], NOW + timedelta(days=8)))

    told(registry, work)
    assert registry.sites == [SITES[0], SITES[0]]
    assert seen[1].registrar == "Namenhafen Ltd"
    asked = [next(a.at for a in one.attempts if a.what == "rdap") for one in seen]
    assert asked == [NOW, NOW, NOW + timedelta(days=8)]  # the time is that of the question, not of the recall


@pytest.mark.parametrize(("status", "lasts"), [(404, timedelta(hours=3)), (500, timedelta(minutes=5))])
def test_a_no_is_remembered_for_hours_and_an_outage_for_minutes(status: int, lasts: timedelta) -> None:
    registry = Registry((status, {}))

    async def work(ask: Ask) -> None:
        assert outcome(await ask(SITES[0])) is Outcome.HTTP_ERROR
        assert outcome(await ask(SITES[0], NOW + lasts - timedelta(seconds=1))) is Outcome.HTTP_ERROR
        assert outcome(await ask(SITES[0], NOW + lasts)) is Outcome.READ

    told(registry, work)
    assert len(registry.asked) == 2


def test_a_registry_that_asks_for_an_hour_of_rest_gets_it_from_every_process(tmp_path: Path) -> None:
    registry = Registry((429, {"Retry-After": "3600"}))

    async def work(ask: Ask) -> None:
        for site in SITES[:3]:  # each stands for a process of its own
            seen = await ask(site, memory=Memory(tmp_path / "outside.sqlite"))
            assert outcome(seen) is Outcome.BLOCKED
            assert "left alone" in next(a.note for a in seen.attempts if a.what == "rdap")

    told(registry, work)
    assert registry.sites == [SITES[0]]


def test_a_registry_that_asks_for_a_second_is_asked_once_more_after_it() -> None:
    registry = Registry((503, {"Retry-After": "1"}))

    async def work(ask: Ask) -> None:
        assert outcome(await ask(SITES[0], seconds=6.0)) is Outcome.READ

    told(registry, work)
    (_, first), (_, second) = registry.asked
    assert second - first >= 0.95


def test_one_that_never_has_enough_is_asked_twice_and_then_left_alone() -> None:
    registry = Registry(*[(429, {"Retry-After": "0"})] * 9)

    async def work(ask: Ask) -> None:
        assert outcome(await ask(SITES[0], seconds=6.0)) is Outcome.BLOCKED

    told(registry, work)
    assert len(registry.asked) == 2


def test_a_whois_server_that_says_too_often_is_left_alone() -> None:
    asked: list[str] = []

    async def weary(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).decode().strip())
        writer.write(b"% WHOIS LIMIT EXCEEDED - see the terms of use\r\n")
        await writer.drain()

    async def work(ask: Ask) -> None:
        for site in SITES[:2]:
            assert outcome(await ask(site), "whois") is Outcome.BLOCKED

    told(Registry((404, {}), (404, {})), work, weary)
    assert [line for line in asked if line.endswith(".com")] == [SITES[0]]


PEOPLE = ["Ottilie Brandtner", "ottilie@brandtner.example", "+49.3012345678", "Rosengasse 12", "Ulmenbach", "45991"]
CARD = [
    "vcard",
    [
        ["fn", {}, "text", PEOPLE[0]],
        ["email", {}, "text", PEOPLE[1]],
        ["tel", {"type": "voice"}, "uri", f"tel:{PEOPLE[2]}"],
        ["adr", {"label": ", ".join(PEOPLE[3:])}, "text", ["", "", *PEOPLE[3:], "DE"]],
    ],
]
HOLDERS = [{"roles": [role], "vcardArray": CARD} for role in ("registrant", "administrative", "technical", "billing")]
HOLDERS += [
    {"roles": ["registrant", "abuse"], "vcardArray": CARD},
    {"roles": ["registrant", "registrar"], "vcardArray": CARD},
]
WHOIS = f"""Domain Name: PILLHAVEN-1.COM
Registrar: Namenhafen Ltd
Creation Date: 2026-09-30T08:15:00Z
Registrant Name: {PEOPLE[0]}
Registrant Street: {PEOPLE[3]}
Registrant City: {PEOPLE[4]}
Registrant Postal Code: {PEOPLE[5]}
Registrant Phone: {PEOPLE[2]}
Registrant Email: {PEOPLE[1]}
Admin Email: {PEOPLE[1]}
Tech Name: {PEOPLE[0]}
Registrar Abuse Contact Email: abuse@namenhafen.example
"""


def test_nothing_about_persons_reaches_the_memory_or_the_archive(tmp_path: Path) -> None:
    registry = Registry((200, {}), (404, {}), body=rdap_answer(*HOLDERS))
    seen: list[Outside] = []

    async def work(ask: Ask) -> None:
        memory = Memory(tmp_path / "outside.sqlite")
        seen.append(await ask(SITES[0], memory=memory))
        seen.append(await ask(SITES[1]))
        memory.close()

    told(registry, work, says(WHOIS))
    assert [one.abuse_contact for one in seen] == ["abuse@namenhafen.example"] * 2
    for number, one in enumerate(seen):
        visit = Visit("https://x.example/", "x.example", NOW, NOW, Outcome.READ, (), outside=one)
        write_visit(tmp_path / f"{number}.warc.gz", [], visit)
    with sqlite3.connect(tmp_path / "outside.sqlite") as db:
        kept = repr(db.execute("select * from told").fetchall())
    assert "Namenhafen Ltd" in kept
    everything = kept.encode() + b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in tmp_path.iterdir()
    )
    assert [words for words in PEOPLE if words.lower().encode() in everything.lower()] == []


def test_the_certificate_is_asked_for_in_turn_with_the_pages() -> None:
    pace, order = Pace(), list[str]()

    async def shop(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        order.append("certificate")

    async def work(ask: Ask) -> None:
        async with pace.turn(f"www.{SITES[0]}", 0.01, 1):
            looking = asyncio.ensure_future(ask(SITES[0]))
            await asyncio.sleep(0.3)
            order.append("page")
        await looking

    told(Registry(), work, shop, pace=pace)
    assert order[0] == "page"
    assert "certificate" in order


def test_the_public_registries_are_remembered_in_the_home_folder(tmp_path: Path) -> None:
    async def nothing(host: str) -> list[str]:
        return []

    async def once(at: datetime) -> Outside:
        registries = registries_of(tmp_path, Pace())
        registries.dns = DnsResolver(["127.0.0.2"], 9, seconds=0.2)
        seen = await look_outside("www.a.com", "a.com", Guard(nothing), clock=lambda: at, registries=registries)
        registries.memory.close()
        return seen

    now = datetime.now(UTC)
    first, second = run(once(now)), run(once(now + timedelta(minutes=4)))
    assert outcome(first) is Outcome.REFUSED_BY_GUARD  # no name leads anywhere here
    assert outcome(first, "dns") is Outcome.DNS_FAILED
    at = [next(a.at for a in one.attempts if a.what == "dns") for one in (first, second)]
    assert at == [now, now]
