"""The only way out: each request passes the guard, waits for its turn, and connects to the address that was checked.

Scrapy's own HTTP handler would look the name up again; this one never does. The Host header and TLS keep the name.
Certificates are not required to be valid, or bad shops could not be read; `crawler.outside` records whether they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP6ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IAddress, IStreamClientEndpoint
from twisted.web.client import URI, Agent, HTTPConnectionPool
from twisted.web.iweb import IAgentEndpointFactory, IResponse
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.failures import HeaderFlood, Refused
from crawler.guard import Guard, Refusal
from crawler.pace import Pace, Sent

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

IDLE_SECONDS = 10  # an unused connection is kept that long: longer than the pause between two pages of one visit


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https with the connection made to the guard's address.

    Request.meta: `delay` (seconds) and `connections` for the host; `deadline` (loop time; none: one timeout from now);
    `download_timeout` (seconds for the answer alone, without the wait for the turn); `header_bytes`.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.__class__ = _ForgettingPool  # made by the parent class, as the parser below
        self._pool.cachedConnectionTimeout = IDLE_SECONDS
        self._pool.maxPersistentPerHost = 1
        self._pool._factory = _CappedFactory

    async def download_request(self, request: Request) -> Response:
        """The answer, undecoded. Raises Refused and Scrapy's download errors, one of them around a HeaderFlood."""
        guard, pace = _shared(self.crawler)
        target = await guard.check(request.url)
        if isinstance(target, Refusal):
            raise Refused(target)
        assert target.address is not None
        meta = request.meta
        loop = asyncio.get_running_loop()
        deadline = meta.get("deadline", loop.time() + meta["download_timeout"])
        turn = pace.turn(target.host, meta["delay"], meta["connections"], meta["download_timeout"])
        try:
            async with asyncio.timeout_at(deadline), turn as sent:
                meta["download_timeout"] = min(meta["download_timeout"], max(0.001, deadline - loop.time()))
                with wrap_twisted_exceptions():
                    return await maybe_deferred_to_future(self._agent(target.address, sent).download_request(request))
        except TimeoutError:
            raise DownloadTimeoutError(f"{request.url}: the visit is over") from None

    def _agent(self, address: str, sent: Sent) -> _PinnedAgent:
        return _PinnedAgent(
            address=address,
            sent=sent,
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self.crawler,
        )


class _ForgettingPool(HTTPConnectionPool):
    """Twisted's keeps an empty list for every host it ever met; a crawl meets a million."""

    def getConnection(self, key: Hashable, endpoint: IStreamClientEndpoint) -> Deferred[Any]:
        found: Deferred[Any] = super().getConnection(key, endpoint)
        self._forget(key)
        return found

    def _removeConnection(self, key: Hashable, connection: Any) -> None:
        super()._removeConnection(key, connection)  # type: ignore[no-untyped-call]
        self._forget(key)

    def _forget(self, key: Hashable) -> None:
        if not self._connections.get(key):
            self._connections.pop(key, None)


class _Telling:
    """A pool that tells when a request has its connection: it is sent at that moment."""

    def __init__(self, pool: HTTPConnectionPool, sent: Sent) -> None:
        self._pool, self._sent, self.persistent = pool, sent, pool.persistent

    def getConnection(self, key: Hashable, endpoint: IStreamClientEndpoint) -> Deferred[Any]:
        return self._pool.getConnection(key, endpoint).addCallback(self._tell)

    def _tell(self, connection: Any) -> Any:
        self._sent()
        return connection


def _shared(crawler: Crawler) -> tuple[Guard, Pace]:
    spider: Any = crawler.spider
    return spider.guard, spider.pace


class _PinnedAgent(_ScrapyAgent):
    def __init__(self, *, address: str, sent: Sent, **rest: Any) -> None:
        super().__init__(**rest)
        self._address, self._sent = address, sent

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        from twisted.internet import reactor

        endpoints = _Endpoints(reactor, self._contextFactory, self._address, timeout)
        assert self._pool is not None
        pool = _Telling(self._pool, self._sent)
        return _AddressAgent(reactor, endpoints, pool, self._address, request.meta["header_bytes"])


@implementer(IAgentEndpointFactory)
class _Endpoints:
    """Every URL leads to the one address."""

    def __init__(self, reactor: Any, policy: Any, address: str, timeout: float) -> None:
        self._reactor, self._policy, self._address, self._timeout = reactor, policy, address, timeout

    def endpointForURI(self, uri: URI) -> Any:
        kind = TCP6ClientEndpoint if ":" in self._address else TCP4ClientEndpoint
        plain: Any = kind(self._reactor, self._address, uri.port, self._timeout)
        if uri.scheme == b"http":
            return plain
        if uri.scheme != b"https":
            raise ValueError(f"no such scheme: {uri.scheme!r}")
        return wrapClientTLS(self._policy.creatorForNetloc(uri.host, uri.port), plain)


class _AddressAgent(Agent):
    """Connections are kept and used again by address as well as by name."""

    def __init__(self, reactor: Any, endpoints: _Endpoints, pool: _Telling, address: str, header_bytes: int) -> None:
        self._init(reactor, endpoints, pool)  # type: ignore[no-untyped-call]
        self._pin = (address, header_bytes)

    def _requestWithEndpoint(self, key: tuple[Any, ...], endpoint: Any, *rest: Any) -> Deferred[IResponse]:
        limited: Any = _Limited(endpoint, self._pin[1])
        return super()._requestWithEndpoint((*key, *self._pin), limited, *rest)


@implementer(IStreamClientEndpoint)
class _Limited:
    """Tells the factory how large the head of an answer may be."""

    def __init__(self, endpoint: Any, header_bytes: int) -> None:
        self._endpoint, self._header_bytes = endpoint, header_bytes

    def connect(self, factory: Any) -> Deferred[Any]:
        factory.header_bytes = self._header_bytes
        connected: Deferred[Any] = self._endpoint.connect(factory)
        return connected


class _CappedParser(_LenientHTTPClientParser):
    """Counts the head of an answer, with all its interim (1xx) heads; Twisted limits a line, but not their number."""

    header_left: int

    def lineReceived(self, line: bytes) -> None:
        self.header_left -= len(line) + 1
        if self.header_left < 0:
            raise HeaderFlood
        super().lineReceived(line)


class _CappedProtocol(_LenientHTTP11ClientProtocol):
    header_bytes: int

    def request(self, request: Any) -> Deferred[IResponse]:
        answer = super().request(request)
        # The parent class puts its own parser in place in the same way, and for the same reason.
        parser: Any = self._parser
        parser.__class__ = _CappedParser
        parser.header_left = self.header_bytes
        return answer


class _CappedFactory(_LenientHTTP11ClientFactory):
    header_bytes: int

    def buildProtocol(self, addr: IAddress | None) -> _CappedProtocol:
        protocol = _CappedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.header_bytes = self.header_bytes
        return protocol
