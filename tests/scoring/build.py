"""Builds a Visit from pages given as text, the way the crawler would have kept it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from crawler.kinds import kind_of
from crawler.outcome import outcome_of
from crawler.site import site_of
from crawler.text import read_html
from crawler.visit import Attempt, Guise, Outcome, Page, View, Visit

WHEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def page(url: str, html: str, status: int = 200) -> Page:
    """One page as read from `html`."""
    content = read_html(html, url)
    return Page(url, url, WHEN, status, kind_of(url, content.title), content)


def site(
    pages: Iterable[tuple[str, str]], url: str = "", views: Mapping[Guise, tuple[str, str]] | None = None
) -> Visit:
    """A visit of these (url, html) pages; `url` is what was asked for, by default the first page.

    Pages that are walls, empty or parked become attempts, as in a real visit. `views`: where the asked address led in
    other guises, and what stood there.
    """
    read, attempts = [], []
    for address, html in pages:
        made = page(address, html)
        outcome = outcome_of(200, made.content)
        if outcome is Outcome.READ:
            read.append(made)
        else:
            attempts.append(Attempt(address, outcome, WHEN, status=200))
    asked = url or (read[0].url if read else attempts[0].what)
    outcome = Outcome.READ if read else attempts[0].outcome
    seen = tuple(_view(guise, *told, asked) for guise, told in (views or {}).items())
    return Visit(asked, site_of(asked), WHEN, WHEN, outcome, tuple(read), tuple(attempts), views=seen)


def _view(guise: Guise, url: str, html: str, asked: str) -> View:
    made = page(url, html)
    outcome = outcome_of(200, made.content)
    told = Attempt(url, outcome, WHEN, status=200)
    return View(guise, told, replace(made, asked=asked) if outcome is Outcome.READ else None)
