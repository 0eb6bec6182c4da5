"""What is remembered of registries: a memory that processes share, and the list of who knows which ending."""

from __future__ import annotations

import json
import multiprocessing
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.bootstrap import Bootstrap, keep_bases
from crawler.fetch import FetchError
from crawler.memory import Memory
from crawler.registration import Unreadable
from crawler.visit import Outcome
from tests.crawler.loopback import run

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITES = [f"pillhaven-{number}.com" for number in range(5)]


def _fill(file: Path, number: int) -> None:
    memory = Memory(file)
    for count in range(100):
        memory.keep("rdap", f"s{number}-{count}.com", "{}", NOW + timedelta(days=1))
        assert memory.recall("rdap", f"s{number}-{count}.com", NOW) == "{}"
    memory.close()


def test_several_processes_share_one_memory(tmp_path: Path) -> None:
    file = tmp_path / "outside.sqlite"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_fill, args=(file, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    memory = Memory(file)
    assert all(memory.recall("rdap", f"s{n}-{count}.com", NOW) for n in range(4) for count in range(100))
    memory.forget(NOW + timedelta(days=2))
    assert memory.recall("rdap", "s0-0.com", NOW) is None


def test_a_spoilt_memory_is_begun_anew_and_one_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    spoilt = tmp_path / "outside.sqlite"
    spoilt.write_bytes(os.urandom(8192))
    (tmp_path / "file").write_text("no folder")
    for file in (spoilt, tmp_path / "file" / "outside.sqlite"):
        memory = Memory(file)
        memory.keep("dns", "a.example", "x", NOW + timedelta(hours=1))
        assert memory.recall("dns", "a.example", NOW) == "x"
    assert Memory(spoilt).recall("dns", "a.example", NOW) == "x"


def servers(published: str, *endings: str) -> bytes:
    urls = ["http://plain.registry.example/", "https://rdap.registry.example/"]
    return json.dumps({"publication": published, "services": [[list(endings), urls]]}).encode()


def test_the_list_of_servers_is_kept_and_serves_on_when_it_cannot_be_had(tmp_path: Path) -> None:
    file, asked = tmp_path / "rdap-dns.json", list[str]()

    async def out(url: str) -> bytes:
        asked.append(url)
        raise FetchError(Outcome.CONNECTION_FAILED, "no way there")

    async def given(url: str) -> bytes:
        asked.append(url)
        return servers("2026-11-01T00:00:00Z", "com", "co.example")

    async def story() -> list[str]:
        with pytest.raises(FetchError):
            await Bootstrap(file=file).server("shop.com", out)
        first = await Bootstrap(file=file).server("shop.com", given)
        fresh = await Bootstrap(file=file).server("shop.co.example", out)
        os.utime(file, (0, 0))
        old = Bootstrap(file=file)
        return [first, fresh, await old.server("shop.com", out), await old.server("shop.net", out)]

    assert run(story()) == ["https://rdap.registry.example/"] * 3 + [""]
    assert len(asked) == 3  # the fresh file needs no question, and after an outage nobody asks for a while


def test_a_list_that_never_comes_is_asked_for_once_by_many_visits() -> None:
    asked: list[str] = []

    async def out(url: str) -> bytes:
        asked.append(url)
        raise FetchError(Outcome.TIMED_OUT, "no full answer within 3 seconds")

    async def story() -> list[str]:
        bootstrap, told = Bootstrap(), []
        for site in SITES:
            try:
                await bootstrap.server(site, out)
            except FetchError as error:
                told.append(error.note)
        return told

    assert run(story()) == ["the list of RDAP servers cannot be had: no full answer within 3 seconds"] * len(SITES)
    assert len(asked) == 1


def test_a_list_handed_over_as_a_file_is_held_against_the_standard(tmp_path: Path) -> None:
    file = tmp_path / "rdap-dns.json"
    assert keep_bases(servers("2026-11-01T00:00:00Z", "com"), file).published == "2026-11-01T00:00:00Z"
    for wrong in (b"<html>", b"[]", b'{"services": []}', b'{"services": [["com"]]}'):
        with pytest.raises(Unreadable):
            keep_bases(wrong, file)
    assert keep_bases(file.read_bytes(), file).of("shop.com") == "https://rdap.registry.example/"
    assert [path.name for path in tmp_path.iterdir()] == ["rdap-dns.json"]
