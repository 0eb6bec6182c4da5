"""robots.txt, obeyed (RFC 9309). Every request to a host waits until its robots.txt is known, however many wait.

Scrapy's own middleware lets the third and every later waiting request through; here all of them wait for one task.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit
from weakref import WeakValueDictionary

from scrapy import Request
from scrapy.http import Response

from crawler.failures import Forbidden
from crawler.unpack import ACCEPTED, Broken, TooLarge, unpack

if TYPE_CHECKING:
    from protego import Protego
    from scrapy.crawler import Crawler

TOKEN = "rxverdict"  # the name that robots.txt may address us by
_MAX_BYTES = 512_000  # RFC 9309 2.5: at least 500 KiB must be read
_REDIRECTS = 5  # RFC 9309 2.3.1.2: at least five
_FRESH = 3_600.0  # seconds; RFC 9309 2.4 allows a day, but a shop that closes its door should be heard sooner
_RETRY = 5.0  # seconds after which a failed look at robots.txt is tried again, most likely by another visit
_RECENT = 64  # hosts remembered when no visit is there any more: of two or three visits, or a person who looks again
_MAX_DELAY = 3_600.0  # seconds; a longer crawl delay lies beyond every visit anyway


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host lets us read. `parsed` None: everything, or nothing when `closed` says why."""

    parsed: Protego | None = None
    closed: str = ""

    def forbids(self, url: str) -> str:
        """Why `url` may not be read; empty when it may."""
        if self.parsed is not None and not self.parsed.can_fetch(url, TOKEN):
            return "The site's robots.txt asks not to read this page."
        return self.closed

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host asks for; 0: nothing said."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed is not None else None
        return min(float(asked), _MAX_DELAY) if asked else 0.0


@dataclass(slots=True, eq=False, weakref_slot=True)
class _Asked:
    """What was asked of a host, or is being asked; good until a moment of loop time."""

    rules: asyncio.Future[Rules]
    until: float


class RobotsMiddleware:
    """Lets a request pass once robots.txt of its host allows it; else raises Forbidden, or the error met on the way.

    What a host lets us read is known for as long as a visit lasts that asked (`keep` in the request's meta), and of
    the hosts that were asked last a while longer. A request with `robots` False in its meta passes: robots.txt itself.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._known: WeakValueDictionary[str, _Asked] = WeakValueDictionary()
        self._recent: deque[_Asked] = deque(maxlen=_RECENT)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("robots") is False:
            return
        rules = await self._rules(request)
        if why := rules.forbids(request.url):
            raise Forbidden(why)
        request.meta["delay"] = max(request.meta["delay"], rules.delay)

    async def _rules(self, request: Request) -> Rules:
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        loop = asyncio.get_running_loop()
        asked = self._known.get(origin)
        if asked is None or asked.until < loop.time():
            task = asyncio.ensure_future(self._fetch(origin, request))
            self._known[origin] = asked = _Asked(task, loop.time() + _FRESH)
            self._recent.append(asked)
            task.add_done_callback(partial(_settle, asked))
        request.meta["keep"].add(asked)
        # Shielded: a visit that ends while it waits must not take robots.txt away from the others.
        return await asyncio.shield(asked.rules)

    async def _fetch(self, origin: str, asking: Request) -> Rules:
        url = f"{origin}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            response = await self._get(url, asking)
            target = (response.headers.get(b"Location") or b"").decode("latin-1").strip()
            if not (300 <= response.status < 400 and target):
                return read_rules(response)
            url = urljoin(url, target)
            if not url.startswith(("http://", "https://")):
                break
        return Rules()  # RFC 9309 2.3.1.2: after too many redirects it counts as not there

    async def _get(self, url: str, asking: Request) -> Response:
        meta: dict[str, Any] = {k: v for k, v in asking.meta.items() if k in _PASSED} | {"robots": False}
        engine = self._crawler.engine
        assert engine is not None
        # Asked under our own name, whoever the page is asked as.
        headers = {"User-Agent": self._crawler.settings["USER_AGENT"], "Accept-Encoding": ACCEPTED}
        return await engine.download_async(Request(url, headers=headers, meta=meta, dont_filter=True))


def _settle(asked: _Asked, task: asyncio.Task[Rules]) -> None:
    loop = asyncio.get_running_loop()
    if task.cancelled() or task.exception() is not None or task.result().closed:
        asked.until = loop.time() + _RETRY
    else:  # a task would hold its coroutine and context for as long as the host is known
        asked.rules = loop.create_future()
        asked.rules.set_result(task.result())


# Not the deadline: the visit that asks first may end before others that wait for the same answer.
_PASSED = frozenset({"delay", "connections", "download_timeout", "download_maxsize", "header_bytes", "download_slot"})


def read_rules(response: Response) -> Rules:
    """RFC 9309 2.3.1: not there means open, a server in trouble means closed. 429 is such a server."""
    if response.status >= 500 or response.status == 429:
        return Rules(closed=f"The site's robots.txt answered {response.status}, which means: not now (RFC 9309).")
    if response.status >= 300:
        return Rules()
    encodings = b", ".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
    try:
        body = unpack(response.body, encodings, 10 * _MAX_BYTES)[:_MAX_BYTES]
    except (TooLarge, Broken):
        return Rules(closed="The site's robots.txt could not be read.")
    from protego import Protego

    return Rules(Protego.parse(body.decode("utf-8", "replace")))
