"""Sends what one visit asks, counts it against the budget, and keeps every answer before anybody reads it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from crawler.asking import Ended, Tools, Unkept, exchange_from, request_for
from crawler.budget import Budget
from crawler.exchange import Exchange
from crawler.failures import Refused
from crawler.guard import Refusal
from crawler.retry import retry_after
from crawler.site import host_of
from crawler.visit import Outcome
from crawler.warc import VisitFile

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_HEADERS: Mapping[str, str] = {}


class Sender:
    """One visit's way out. `deadline` is loop time; `stop` says why nothing more is asked, empty while more may be."""

    def __init__(self, tools: Tools, budget: Budget, file: VisitFile, deadline: float) -> None:
        self.tools, self.budget, self.file, self.deadline = tools, budget, file, deadline
        self.requests = self.bytes = 0
        self.stop = ""
        self._keep = set[object]()

    def limit(self) -> int:
        """Bytes that one answer may have now."""
        return max(1, min(self.budget.page_bytes, self.budget.site_bytes - self.bytes))

    async def ask(self, url: str, headers: Mapping[str, str] = _NO_HEADERS, again: bool = True) -> Exchange:
        """One GET. A server that names a time to come back is waited for once, if the visit lasts that long.

        Raises Unkept when the answer could not be kept, and what `crawler.failures.failure_of` knows.
        """
        self.requests += 1
        request = request_for(url, self.budget, self.tools.agent, self.deadline, self.limit(), headers, self._keep)
        response = await self.tools.fetch(request)
        exchange = exchange_from(request, response)
        try:
            self.file.add(exchange)
        except OSError as error:
            raise Unkept(str(error)) from error
        wait = retry_after(exchange.header("retry-after"), exchange.at) if exchange.status in (429, 503) else None
        if wait is not None and again:
            loop = asyncio.get_running_loop()
            if loop.time() + wait < self.deadline:
                self.tools.pace.hold(host_of(url), wait)
                return await self.ask(url, headers, again=False)
            self.stop = f"The site asked to come back in {wait:.0f} seconds, later than this visit lasts."
        return exchange

    async def follow(
        self,
        url: str,
        headers: Mapping[str, str] = _NO_HEADERS,
        hop: Callable[[str, int], None] = lambda url, status: None,
    ) -> Exchange:
        """Ask, and follow where the answer leads, on whatever site; `hop` hears of (address, status) and may raise.

        Raises as `ask`, and Refused and Ended.
        """
        hops = [url]
        while True:
            exchange = await self.ask(url, headers)
            location = exchange.header("location")
            if exchange.status not in REDIRECTS or not location:
                return exchange
            target = self.tools.guard.follow(url, location)
            if isinstance(target, Refusal):
                raise Refused(target)
            if len(hops) > self.budget.redirects:
                raise Ended(hops[0], Outcome.TOO_MANY_REDIRECTS, f"More than {self.budget.redirects} redirects.")
            url = target.url
            hop(url, exchange.status)
            hops.append(url)
