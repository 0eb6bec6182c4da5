"""What a worker knows of a host goes when the visits there are over: a crawl of a year holds what one of a day does."""

from __future__ import annotations

import asyncio
import gc
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.exchange import Exchange
from crawler.guard import Guard
from crawler.pace import Pace
from crawler.readers import Readers
from crawler.robots import RobotsMiddleware
from crawler.visit import PageText

MANY = 400


class _Engine:
    """Stands where Scrapy's engine stands, in front of hosts that have no robots.txt."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def download_async(self, request: Request) -> Response:
        self.asked.append(request.url)
        await asyncio.sleep(0)
        return Response(request.url, status=404)


def _robots() -> tuple[RobotsMiddleware, _Engine]:
    engine = _Engine()
    crawler = SimpleNamespace(engine=engine, settings={"USER_AGENT": "rxverdict/0"})
    return RobotsMiddleware(cast(Crawler, crawler)), engine


def _page(host: str, keep: set[object]) -> Request:
    return Request(f"http://{host}/", meta={"delay": 0.0, "keep": keep})


def test_robots_txt_is_asked_for_once_a_visit_however_many_hosts_are_visited_meanwhile() -> None:
    async def crawl() -> int:
        robots, engine = _robots()
        long_visit = set[object]()
        await robots.process_request(_page("long.example", long_visit))
        for number in range(MANY):
            await robots.process_request(_page(f"short-{number}.example", set()))
        await robots.process_request(_page("long.example", long_visit))
        gc.collect()
        assert engine.asked.count("http://long.example/robots.txt") == 1
        return len(robots._known)

    assert asyncio.run(crawl()) < MANY / 2


def test_visits_of_one_host_at_once_share_its_robots_txt() -> None:
    async def crawl() -> list[str]:
        robots, engine = _robots()
        await asyncio.gather(*(robots.process_request(_page("shop.example", set())) for _ in range(9)))
        return engine.asked

    assert asyncio.run(crawl()) == ["http://shop.example/robots.txt"]


def test_hosts_that_asked_for_rest_are_remembered_among_many_that_are_idle() -> None:
    async def crawl() -> tuple[int, bool]:
        pace = Pace()
        loop = asyncio.get_running_loop()
        pace.hold("tired.example", 3600.0)
        for number in range(MANY):
            async with pace.turn(f"shop-{number}.example", 0.0, 1):
                pass
            pace._hosts[f"shop-{number}.example"].free_at = loop.time() - 60.0  # a minute goes by
        return len(pace._hosts), "tired.example" in pace._hosts

    left, tired = asyncio.run(crawl())
    assert left < MANY and tired


def test_addresses_of_names_are_forgotten_when_they_are_too_old_to_be_used() -> None:
    now = [0.0]

    async def resolve(host: str) -> list[str]:
        return ["192.0.43.7"]

    guard = Guard(resolve, clock=lambda: now[0])

    async def crawl() -> None:
        for number in range(MANY):
            now[0] += 1.0
            await guard.check(f"http://shop-{number}.com/")

    asyncio.run(crawl())
    assert len(guard._cache) <= 61


def test_a_page_that_comes_while_the_readers_start_is_answered_with_its_own_text() -> None:
    async def crawl() -> list[Any]:
        readers = Readers(2)
        try:
            warming = asyncio.create_task(readers.warm())
            found = await asyncio.gather(*(readers.read(_answer(number), 10_000) for number in range(20)))
            await warming
        finally:
            readers.close()
        return [content for content, _ in found]

    for number, content in enumerate(asyncio.run(crawl())):
        assert isinstance(content, PageText) and content.text.startswith(f"Shop number{number}\n")


def _answer(number: int) -> Exchange:
    body = f"<p>Shop number{number}</p>".encode()
    return Exchange("http://shop.example/", datetime.now(UTC), (), 200, (("Content-Type", "text/html"),), body)
