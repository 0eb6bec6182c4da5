"""One visit of one site: best pages first, within a budget, each answer kept as it came.

The visit is a plain coroutine over Scrapy's downloader (`engine.download_async`): one queue a site, no callbacks.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from urllib.parse import urljoin

from crawler.asking import Ended, Tools, Unkept, is_html
from crawler.drawing import Drawing
from crawler.exchange import Exchange
from crawler.failures import Refused, failure_of
from crawler.frontier import Candidate, Frontier
from crawler.gate import look
from crawler.guard import Refusal
from crawler.kinds import kind_of
from crawler.outcome import outcome_of
from crawler.protocol import Job, PageRead, Tried
from crawler.sender import Sender
from crawler.site import host_of, site_of
from crawler.sitemap import MOST_FILES, MOST_LINKS, locations
from crawler.views import let_in, view
from crawler.visit import Attempt, Guise, Link, Outcome, Outside, Page, PageText, Place, View, Visit
from crawler.warc import VisitFile

_WALLS = frozenset({Outcome.CHALLENGE, Outcome.BLOCKED, Outcome.PARKED})  # on the asked page: nothing behind it to read
_UNREACHABLE = frozenset({Outcome.DNS_FAILED, Outcome.CONNECTION_FAILED, Outcome.TLS_FAILED, Outcome.TIMED_OUT})
_WORDS = {
    Outcome.TOO_LARGE: "The page is larger than one page, or what is left for the site, may be.",
    Outcome.NOT_READABLE: "The page could not be unpacked or parsed.",
}
_MOST_WALLS = 3  # walls met in one visit before it leaves the site alone
_OUTSIDE_SECONDS = 10.0  # registries of names answer within two; a visit must not wait for those that do not


class SiteVisit:
    """The visit of one job. `run` gives the Visit and leaves the WARC file behind; cancelled, it leaves nothing."""

    def __init__(self, job: Job, tools: Tools) -> None:
        self._job, self._tools, self._budget = job, tools, job.budget
        self._start = datetime.now(UTC)
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time() + job.budget.seconds
        self._pages: list[Page] = []
        self._attempts: list[Attempt] = []
        self._redirects: tuple[str, ...] = ()
        self._views: list[View] = []
        self._asked = ""  # the address that led to the asked page
        self._walls = 0
        self._site = site_of(job.url)
        self._frontier = Frontier(self._site, tools.drugs, job.budget.depth)
        self._reading: dict[str, None] = {}
        self._light = False

    async def run(self) -> Visit:
        """Visit, and keep. Raises OSError when the file cannot be written."""
        file = VisitFile(self._job.out, self._tools.agent)
        self._send = Sender(self._tools, self._budget, file, self._deadline)
        self._drawing = Drawing(self._tools, self._send)
        outside: asyncio.Task[Outside] | None = None
        try:
            async with asyncio.timeout_at(self._deadline):
                await self._first()
                if self._may_enter():
                    outside = self._look_outside()
                    await self._rest()
        except TimeoutError:
            self._send.stop = "The time for this visit was over."
        except BaseException:
            file.drop()
            if outside is not None:
                outside.cancel()
            raise
        try:
            seen = await outside if outside is not None else Outside()
            visit = self._visit(seen)
            await asyncio.to_thread(file.close, visit)
        except BaseException:
            file.drop()
            raise
        return visit

    async def _first(self) -> None:
        target = self._tools.guard.parse(self._job.url)
        if isinstance(target, Refusal):
            raise Refused(target)
        self._asked = target.url
        outcome = await self._page(Candidate(target.url, kind_of(target.url, "", "", self._tools.drugs)), first=True)
        if outcome in (Outcome.TLS_FAILED, Outcome.CONNECTION_FAILED) and "://" not in self._job.url:
            # Nobody said https: a bare name was typed, and old shops answer on http only.
            self._asked = url = target.url.replace("https://", "http://", 1)
            outcome = await self._page(Candidate(url, kind_of(url, "", "", self._tools.drugs)), first=True)
        if outcome in _WALLS and not self._send.stop:
            self._send.stop = (
                "The domain is parked." if outcome is Outcome.PARKED else "A wall stood in front of the site."
            )
        if outcome in _UNREACHABLE or outcome is Outcome.REFUSED_BY_GUARD:
            self._send.stop = "The site could not be reached."

    def _may_enter(self) -> bool:
        """Whether the site is read on behind its first page; in a batch the gate has a say."""
        if not (self._job.gate and self._pages):
            return True
        seen = look(self._pages[0], self._tools.drugs)
        self._light = not seen.go
        self._send.stop = self._send.stop or ("" if seen.go else seen.why)
        return seen.go

    async def _rest(self) -> None:
        """Read on while there is something worth reading, as many pages at a time as the budget has connections."""
        self._know_home()
        running = {asyncio.create_task(self._look_again(guise)) for guise in self._guises()}
        if self._pages and not self._send.stop and not self._frontier.sells():
            running.add(asyncio.create_task(self._ask_sitemap()))
        try:
            while True:
                while len(running) < self._budget.connections and self._may_ask(len(running)):
                    candidate = self._frontier.take()
                    if candidate is None:
                        break
                    running.add(asyncio.create_task(self._page(candidate)))
                if not running:
                    return
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def _guises(self) -> tuple[Guise, ...]:
        """In which guises the asked page is read once more; in a batch only where there was something to read."""
        page, tried = next(iter(self._pages), None), next(reversed(self._attempts), None)
        if page is None and (self._job.gate or tried is None or not let_in(tried.outcome, tried.status)):
            return ()
        return () if page is not None and page.rendered else tuple(Guise)[: self._budget.views]

    async def _look_again(self, guise: Guise) -> Outcome:
        seen = await view(self._asked, guise, self._tools, self._send)
        self._views.append(seen)
        return seen.told.outcome

    def _know_home(self) -> None:
        base = self._pages[0].url if self._pages else self._job.url
        target = self._tools.guard.follow(base, "/") if "://" in base else self._tools.guard.parse(host_of(base))
        if not isinstance(target, Refusal):
            self._frontier.add((Link(target.url, "", 0, 0, Place.NAV),), 0)

    async def _ask_sitemap(self) -> Outcome:
        """Where the menu does not lead to the drug, the list for search engines may."""
        waiting, links = [urljoin(self._pages[0].url, "/sitemap.xml")], list[str]()
        try:
            for url in waiting:
                exchange = await self._follow(url, first=False)
                pages, parts = locations(exchange.content(self._send.limit()))
                links += [page for page in pages if self._frontier.names(page)][:MOST_LINKS]
                waiting += [part for part in parts if site_of(part) == self._site][: MOST_FILES - len(waiting)]
        except (asyncio.CancelledError, Unkept):
            raise
        except Exception as error:
            return failure_of(error)[0]
        finally:
            self._frontier.add(tuple(Link(url, "", 0, 0, Place.NAV) for url in links[:MOST_LINKS]), 1)
        return Outcome.READ

    def _may_ask(self, running: int) -> bool:
        budget = self._budget
        if not self._send.stop and self._send.requests - self._drawing.requests + running >= budget.requests:
            self._send.stop = f"{budget.requests} requests were sent, as many as one visit may."
        if not self._send.stop and self._send.bytes >= budget.site_bytes:
            self._send.stop = "As many bytes were read as one visit may."
        return not self._send.stop and len(self._pages) + running < budget.pages

    async def _page(self, candidate: Candidate, first: bool = False) -> Outcome:
        """Read one page; it ends up among the pages or among the attempts."""
        self._reading[candidate.url] = None
        url = candidate.url
        try:
            exchange = await self._follow(url, first)
            url = exchange.url
            return await self._keep(exchange, candidate, first)
        except Ended as ended:
            return self._tried(ended.url, ended.outcome, ended.note, ended.status)
        except (asyncio.CancelledError, Unkept):
            raise
        except Exception as error:
            # Whatever a hostile server brings about is an attempt that failed, not the end of the visit.
            outcome, words = failure_of(error)
            if outcome is Outcome.TOO_LARGE:
                self._send.bytes += self._send.limit()  # what came before it was broken off
            return self._tried(url, outcome, words)
        finally:
            if not _cancelled():
                self._reading.pop(candidate.url, None)

    async def _follow(self, url: str, first: bool) -> Exchange:
        """Ask, and follow where the answer leads. Only the asked page may lead to another site."""
        hops = [url]

        def hop(to: str, status: int) -> None:
            if not first and site_of(to) != self._site:
                raise Ended(url, Outcome.OUT_OF_BUDGET, f"Leads to another site: {host_of(to)}", status)
            if self._frontier.seen(to) and not first:
                raise Ended(url, Outcome.EMPTY, f"Leads to a page that was read already: {to}")
            hops.append(to)
            if first:
                self._redirects = tuple(hops)

        self._frontier.seen(url)
        return await self._send.follow(url, hop=hop)

    async def _keep(self, exchange: Exchange, candidate: Candidate, first: bool) -> Outcome:
        if first:
            self._land(exchange.url)
        if not is_html(exchange):
            outcome = Outcome.NOT_HTML if exchange.status < 400 else Outcome.HTTP_ERROR
            return self._tried(exchange.url, outcome, exchange.header("content-type")[:100], exchange.status)
        content, size = await self._tools.read(exchange, self._send.limit())
        self._send.bytes += size
        outcome = content if isinstance(content, Outcome) else outcome_of(exchange.status, content)
        drawn = await self._drawing.again(exchange, content, outcome, first)
        if first and drawn.exchange.url != exchange.url:
            self._redirects = (*(self._redirects or (candidate.url,)), drawn.exchange.url)
            self._land(drawn.exchange.url)
        exchange, content, outcome, made = drawn.exchange, drawn.content, drawn.outcome, drawn.rendering
        if isinstance(content, PageText):
            self._frontier.add(content.links, candidate.depth)
        if isinstance(content, Outcome) or outcome is not Outcome.READ:
            return self._tried(
                exchange.url, outcome, _WORDS.get(outcome, "") or drawn.note or self._send.stop, exchange.status
            )
        kind = kind_of(exchange.url, content.title, candidate.words, self._tools.drugs)
        if first:
            self._frontier.count(kind, self._frontier.names(exchange.url, content.title))
        shot = made.screenshot if made else ""
        at, status, drawn_by = exchange.at, exchange.status, made is not None
        page = Page(exchange.url, candidate.url, at, status, kind, content, rendered=drawn_by, screenshot=shot)
        self._pages.append(page)
        of = min(self._budget.pages, len(self._pages) + len(self._frontier))
        self._tell_page(page, of)
        return outcome

    def _tell_page(self, page: Page, of: int) -> None:
        n = len(self._pages)
        self._tools.tell(PageRead(self._job.job, page.url, page.kind, page.status, Outcome.READ, n, max(n, of)))

    def _land(self, url: str) -> None:
        """The asked address led here: from now on this is the site."""
        if site_of(url) != self._site:
            self._site = site_of(url)
            self._frontier = Frontier(self._site, self._tools.drugs, self._budget.depth)
            self._frontier.seen(url)

    def _tried(self, url: str, outcome: Outcome, note: str = "", status: int = 0) -> Outcome:
        self._attempts.append(Attempt(url, outcome, datetime.now(UTC), note, status))
        self._tools.tell(Tried(self._job.job, url, outcome, status, note))
        if outcome in _WALLS:
            self._walls += 1
            if self._walls >= _MOST_WALLS:
                self._send.stop = self._send.stop or "The site turned the visit away several times."
        return outcome

    def _look_outside(self) -> asyncio.Task[Outside] | None:
        if not self._job.outside:
            return None
        host = host_of(self._pages[0].url if self._pages else self._job.url)
        seconds = max(0.1, min(_OUTSIDE_SECONDS, self._deadline - self._loop.time()))
        return asyncio.create_task(self._tools.outside(host, self._site, seconds))

    def _visit(self, outside: Outside) -> Visit:
        end = datetime.now(UTC)
        over = [Attempt(url, Outcome.TIMED_OUT, end, self._send.stop) for url in self._reading]
        left = self._frontier.rest()
        why = self._send.stop or f"{self._budget.pages} pages were read, as many as one visit may."
        unread = [Attempt(c.url, Outcome.OUT_OF_BUDGET, end, why) for c in left[: self._budget.attempts]]
        attempts = (*self._attempts, *over, *unread)
        outcome = Outcome.READ if self._pages else attempts[0].outcome if attempts else Outcome.TIMED_OUT
        note = self._send.stop
        if len(left) > len(unread):
            note = f"{note} {len(left) - len(unread)} more pages are known.".strip()
        partial = bool(self._send.stop) and bool(self._pages)
        return Visit(
            self._job.url, self._site, self._start, end, outcome, tuple(self._pages), attempts,
            self._redirects, outside, partial, note, self._tools.agent, self._light,
            tuple(sorted(self._views, key=lambda view: view.guise)),
        )  # fmt: skip


def _cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
