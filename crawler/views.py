"""The asked page once more in other guises: what a buyer with a browser is shown, beside what our own name was shown.

The manners of it. Every visit begins under our own name, and only a page that our name was let in to is asked again:
two requests, one page, at the site's own pace, robots.txt as it speaks to us. Where the door was closed (a refusal, a
challenge, robots.txt, an overloaded server) nobody comes back in disguise. No other crawler's name is ever used, so
what is shown to a certain search engine alone cannot be seen here. Nothing but name and referrer differs between the
guises.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from crawler.asking import Ended, Tools, Unkept, is_html
from crawler.failures import failure_of
from crawler.kinds import kind_of
from crawler.outcome import outcome_of
from crawler.sender import Sender
from crawler.visit import Attempt, Guise, Outcome, Page, View

# The reduced User-Agent that desktop Chrome sends (Chromium project, "User-Agent Reduction", final form, since 2023).
BROWSER_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36"
)
# What browsers tell of a search page: its origin and no more (W3C Referrer Policy, strict-origin-when-cross-origin).
SEARCH_REFERRER = "https://www.google.com/"
_HEADERS: Mapping[Guise, Mapping[str, str]] = {
    Guise.BROWSER: {"User-Agent": BROWSER_AGENT},
    Guise.SEARCH: {"User-Agent": BROWSER_AGENT, "Referer": SEARCH_REFERRER},
}
_LET_IN = frozenset({Outcome.READ, Outcome.EMPTY, Outcome.PARKED})  # an answer of the page itself
_NOT_THERE = frozenset({404, 410})  # no refusal either: shops that hide answer so


def let_in(outcome: Outcome, status: int) -> bool:
    """Whether the asked page answered our own name without closing the door."""
    return outcome in _LET_IN or (outcome is Outcome.HTTP_ERROR and status in _NOT_THERE)


async def view(url: str, guise: Guise, tools: Tools, sender: Sender) -> View:
    """The page at `url` as shown to `guise`. Raises Unkept."""
    try:
        return await _read(url, guise, tools, sender)
    except Ended as ended:
        return View(guise, _told(ended.url, ended.outcome, ended.note, ended.status))
    except (asyncio.CancelledError, Unkept):
        raise
    except Exception as error:
        outcome, words = failure_of(error)  # whatever a hostile server brings about is a view that failed
        return View(guise, _told(url, outcome, words))


async def _read(url: str, guise: Guise, tools: Tools, sender: Sender) -> View:
    exchange = await sender.follow(url, _HEADERS[guise])
    if not is_html(exchange):
        note = exchange.header("content-type")[:100]
        return View(guise, _told(exchange.url, Outcome.NOT_HTML, note, exchange.status))
    content, size = await tools.read(exchange, sender.limit())
    sender.bytes += size
    outcome = content if isinstance(content, Outcome) else outcome_of(exchange.status, content)
    told = _told(exchange.url, outcome, status=exchange.status)
    if isinstance(content, Outcome) or outcome is not Outcome.READ:
        return View(guise, told)
    kind = kind_of(exchange.url, content.title, "", tools.drugs)
    return View(guise, told, Page(exchange.url, url, exchange.at, exchange.status, kind, content))


def _told(url: str, outcome: Outcome, note: str = "", status: int = 0) -> Attempt:
    return Attempt(url, outcome, datetime.now(UTC), note, status)
