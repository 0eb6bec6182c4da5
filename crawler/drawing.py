"""The second pass over pages that need a browser: it draws, and this visit fetches for it.

Every request of the page is answered here, by the visit's own sender: so the guard, robots.txt, the pace of the host,
the budget and the archive hold for a script as they do for a page. What a reader does not need is not asked for:
nothing but GET, no frames, pictures, fonts or films, and no way to another site but from the asked page.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urldefrag

from crawler.asking import Tools, Unkept
from crawler.browser import NoBrowser
from crawler.exchange import Exchange
from crawler.outcome import outcome_of
from crawler.pixels import letters_on, picture_of, source_of
from crawler.rendering import Rendering
from crawler.sender import Sender
from crawler.site import site_of
from crawler.visit import Outcome, PageText

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Route

_NEEDS = frozenset({Outcome.JS_ONLY, Outcome.EMPTY})
_LOADED = frozenset({"script", "stylesheet", "xhr", "fetch"})  # what words are made of
# Headers that a page's scripts set for its own server; cookies and what browsers tell of themselves are left out.
_PASSED = frozenset({"accept", "accept-language", "authorization", "origin", "x-requested-with"})
_DROPPED = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", "connection", "set-cookie", "alt-svc", "link"}
)
_LOOK = 0.25  # seconds between two looks at a page
_QUIET = 3  # looks without a change and without a request in the air: the page has settled
_BLANK = 10  # the same for a page that shows nothing yet
_READ_OUT = 5.0  # seconds to read a page out that has settled; one that takes longer hangs

Answer: TypeAlias = tuple[str, int, dict[str, str], bytes]  # where it came from, status, headers, body


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came of the second pass. `note`: why nothing did, or how often the page was refused something."""

    exchange: Exchange
    content: PageText | Outcome
    outcome: Outcome
    note: str
    rendering: Rendering | None = None


class Drawing:
    """The browser's part of one visit. `requests`: those sent for it."""

    def __init__(self, tools: Tools, sender: Sender) -> None:
        self.budget = sender.budget
        self._tools, self._sender = tools, sender
        self._pages, self._needed = 0, False
        self.requests = 0
        self._asked: dict[str, asyncio.Task[Answer | None]] = {}
        self._turn = asyncio.Lock()  # one page at a time: what one has fetched the next finds there

    async def again(self, exchange: Exchange, content: PageText | Outcome, outcome: Outcome, first: bool) -> Drawn:
        """The page drawn by a browser, when it is nearly empty and the asked page was; else as it is.

        Raises Unkept when what was drawn could not be kept.
        """
        as_is = Drawn(exchange, content, outcome, "")
        if outcome not in _NEEDS or not (first or self._needed) or self._pages >= self.budget.browser_pages:
            return as_is
        self._pages += 1
        try:
            async with self._turn:
                rendering = await self._draw(exchange, first)
        except NoBrowser as why:
            return replace(as_is, note=str(why))
        return await self._read(rendering, exchange)

    async def _read(self, rendering: Rendering, exchange: Exchange) -> Drawn:
        try:
            self._sender.file.picture(rendering)
        except OSError as error:
            raise Unkept(str(error)) from error
        drawn = rendering.exchange(exchange.status)
        content, size = await self._tools.read(drawn, self._sender.limit())
        self._sender.bytes += size
        outcome = content if isinstance(content, Outcome) else outcome_of(exchange.status, content)
        note = "Read with a browser." if outcome is Outcome.READ else "Nothing to read with a browser either."
        if rendering.refused:
            note += f" {rendering.refused} of its requests were not let out."
        if rendering.left:
            note += f" It leads to another site: {rendering.left[:200]}"
        self._needed = self._needed or outcome is Outcome.READ
        return Drawn(drawn, content, outcome, note, rendering)

    async def _draw(self, exchange: Exchange, first: bool) -> Rendering:
        """Raises NoBrowser, with the words why, when no drawing came of it; Unkept."""
        sheet = _Sheet(exchange, self, first, self._sender.deadline - _READ_OUT)
        why = "it is empty or too large"
        try:
            show, seconds = self._tools.browser.show, self.budget.browser_seconds + _READ_OUT
            await show(exchange.url, self._tools.agent, sheet.begin, sheet.finish, seconds)
        except NoBrowser:
            raise
        except TimeoutError:
            why = "its scripts did not come to rest in time"
        except Exception as error:  # playwright's: the page crashed, led to nothing, or took the browser along
            why = type(error).__name__
        finally:
            for task in self._asked.values():
                task.cancel()
            self._asked = {url: task for url, task in self._asked.items() if task.done() and not task.cancelled()}
        if isinstance(sheet.trouble, Unkept):
            raise sheet.trouble
        if sheet.rendering is None:
            raise NoBrowser(f"A browser could not show the page: {why}.")
        return sheet.rendering

    def get(self, url: str, headers: dict[str, str]) -> asyncio.Task[Answer | None]:
        """The answer to one request of a page; asked once in a visit, as a browser's cache would have it."""
        task = self._asked.get(url)
        if task is None:
            task = self._asked[url] = asyncio.create_task(self._fetch(url, headers))
        return task

    async def _fetch(self, url: str, headers: dict[str, str]) -> Answer | None:
        sender = self._sender
        if self.requests >= self.budget.browser_requests or sender.bytes >= self.budget.site_bytes or sender.stop:
            return None
        self.requests += 1

        def hop(to: str, status: int) -> None:
            self.requests += 1

        exchange = await sender.follow(url, headers, hop)
        body = exchange.content(sender.limit())
        sender.bytes += len(body)
        return exchange.url, exchange.status, _headers(exchange), body


@dataclass
class _Sheet:
    """One page being drawn. `until`: loop time at which it is read out as it is, whatever is still on its way.

    Without slots, because playwright makes a note on the object whose method it calls.
    """

    shell: Exchange  # what the server gave
    drawing: Drawing
    first: bool
    until: float
    rendering: Rendering | None = None
    trouble: Exception | None = None
    _url: str = ""
    _steps: int = 0  # navigations, the page itself among them
    _open: int = 0
    _refused: int = 0
    _left: str = ""

    async def begin(self, page: Page, request: Any) -> None:
        seconds = self.drawing.budget.browser_seconds
        self.until = min(self.until, asyncio.get_running_loop().time() + seconds)
        await page.route("**/*", self._route)
        await page.route_web_socket("**/*", lambda ws: ws.close())
        page.context.on("page", lambda other: asyncio.ensure_future(other.close()))  # windows it opens

    async def finish(self, page: Page) -> None:
        """Wait until the page has settled or its time is over, and read it out."""
        session = await page.context.new_cdp_session(page)
        loop = asyncio.get_running_loop()
        before, quiet = -1, 0
        while loop.time() < self.until and quiet < (_QUIET if before > 0 else _BLANK):
            await asyncio.sleep(_LOOK)
            now = await letters_on(session)
            quiet = quiet + 1 if now == before and not self._open else 0
            before = now
        source = await source_of(session, self.drawing.budget.page_bytes)
        if source:
            picture, at = await picture_of(session), datetime.now(UTC)
            self.rendering = Rendering(self._url, at, source, picture, self._refused, self._left)

    async def _route(self, route: Route, request: Request) -> None:
        self._open += 1
        try:
            answer = await self._answer(request)
        except Exception as error:  # the guard, robots.txt, the server: no answer, as far as the page is told
            self.trouble = error if isinstance(error, Unkept) else self.trouble
            answer = None
        finally:
            self._open -= 1
        if answer is None:
            self._refused += 1
            await route.abort("blockedbyclient")
        else:
            await route.fulfill(status=answer[1], headers=answer[2], body=answer[3])

    async def _answer(self, request: Request) -> Answer | None:
        url = urldefrag(request.url).url
        if request.method != "GET" or not url.startswith(("http://", "https://")):
            return None
        if not request.is_navigation_request():
            return await self._get(url, request) if request.resource_type in _LOADED else None
        if request.frame.parent_frame is not None or not self._may_lead(url):
            return None
        shell = self.shell
        own = (shell.url, shell.status, _headers(shell), shell.content(self.drawing.budget.page_bytes))
        answer = own if self._steps == 1 else await self._get(url, request)
        self._url = answer[0] if answer is not None else self._url
        return answer

    async def _get(self, url: str, request: Request) -> Answer | None:
        headers = {key: value for key, value in request.headers.items() if _passed(key)}
        return await asyncio.shield(self.drawing.get(url, headers))

    def _may_lead(self, url: str) -> bool:
        """Only the asked page may lead to another site, and no page for ever."""
        self._steps += 1
        same = site_of(url) == site_of(self.shell.url)
        self._left = "" if same or self.first else url
        return not self._left and self._steps <= self.drawing.budget.redirects + 1


def _passed(name: str) -> bool:
    return name in _PASSED or name.startswith("x-")


def _headers(exchange: Exchange) -> dict[str, str]:
    return {name.lower(): exchange.header(name.lower()) for name, _ in exchange.headers if name.lower() not in _DROPPED}
