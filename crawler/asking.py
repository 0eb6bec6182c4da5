"""What a visit works with: its tools, a request as it is sent, its answer as it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request

from crawler.browser import Screen
from crawler.budget import Budget
from crawler.engine import SLOT
from crawler.exchange import Exchange, printable
from crawler.guard import Guard
from crawler.pace import Pace
from crawler.protocol import Event
from crawler.unpack import ACCEPTED
from crawler.visit import Outcome, Outside, PageText

if TYPE_CHECKING:
    from scrapy.http import Headers, Response


@dataclass(frozen=True, slots=True)
class Tools:
    """What a visit works with. `fetch` sends one request; `read` gives the text of an answer and its decoded size."""

    fetch: Callable[[Request], Awaitable[Response]]
    read: Callable[[Exchange, int], Awaitable[tuple[PageText | Outcome, int]]]
    outside: Callable[[str, str, float], Coroutine[Any, Any, Outside]]
    guard: Guard
    pace: Pace
    drugs: tuple[str, ...]
    agent: str
    tell: Callable[[Event], None]
    browser: Screen


class Ended(Exception):
    """A page that led nowhere."""

    def __init__(self, url: str, outcome: Outcome, note: str, status: int = 0) -> None:
        super().__init__(note)
        self.url, self.outcome, self.note, self.status = url, outcome, note, status


class Unkept(Exception):
    """The archive could not be written: the visit has failed, whatever the site said."""


def request_for(
    url: str, budget: Budget, agent: str, deadline: float, most_bytes: int, told: Mapping[str, str], keep: set[object]
) -> Request:
    """A GET of one page. `deadline` is loop time; `most_bytes` of the body; `told`: headers that differ from ours;
    `keep` holds what is to be remembered for as long as the visit lasts."""
    meta = {
        "delay": budget.delay,
        "connections": budget.connections,
        "deadline": deadline,
        "download_timeout": budget.page_seconds,
        "download_maxsize": most_bytes,
        "header_bytes": budget.header_bytes,
        "download_slot": SLOT,
        "keep": keep,
    }
    headers = {
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": ACCEPTED,
        **told,
    }
    return Request(url, headers=headers, meta=meta, dont_filter=True)


def exchange_from(request: Request, response: Response) -> Exchange:
    """What went out and what came back, now."""
    host = ("Host", printable(urlsplit(request.url).netloc))  # added by the handler on the way out
    sent, got = (host, *_pairs(request.headers)), _pairs(response.headers)
    address = str(response.ip_address or "")
    return Exchange(request.url, datetime.now(UTC), sent, response.status, got, response.body, address)


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple((printable(name), printable(value)) for name, values in headers.items() for value in values)


def is_html(exchange: Exchange) -> bool:
    """Whether the answer says that it is HTML, or says nothing and looks like it."""
    kind = exchange.header("content-type").lower()
    if kind:
        return "html" in kind
    return not exchange.body or exchange.body.lstrip()[:1] == b"<"
