"""What a visit had before its eyes: which pages it read, which it found gone, which it only knew of."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.site import site_of
from crawler.visit import Quote, Visit
from scoring.facts.coverage import page_key

_GONE = frozenset({404, 410})
_MOST = 160  # characters of a quote in a sentence; the whole stands in the archive


def said(quote: Quote) -> str:
    """A quote as it stands in a sentence, with its page."""
    words = " ".join(quote.words.split())
    return f"“{words if len(words) <= _MOST else words[:_MOST].rstrip() + ' …'}” ({quote.url})"


class View:
    """The pages of one visit by what became of them."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self._read = {page_key(url) for page in visit.pages for url in (page.url, page.asked)}
        self._gone = {page_key(tried.what) for tried in visit.attempts if tried.status in _GONE}
        links = {link.url for _, link in visit.links() if site_of(link.url) == visit.site}
        self._known = {page_key(url) for url in links | {tried.what for tried in visit.attempts}} - self._gone

    def same_as(self, other: View) -> bool:
        """Whether both read the same pages with the same words, and were led to them the same way."""
        return self._print() == other._print()

    def is_gone(self, url: str) -> bool:
        return page_key(url) in self._gone

    def knows(self, url: str) -> bool:
        """Whether the page was read, or is linked to or known otherwise."""
        return page_key(url) in self._read | self._known

    def would_have_shown_again(self, quotes: Iterable[Quote]) -> Quote | None:
        """Of what stood on earlier pages the first that this visit must have met: its page was read, or is gone."""
        seen = self._read | self._gone
        return next((quote for quote in quotes if page_key(quote.url) in seen), None)

    def would_have_shown(self, quotes: Iterable[Quote]) -> Quote | None:
        """Of what stands on later pages the first that this earlier visit would have met.

        Its page was read then, or it was not there: nothing linked to it, in a visit that read all it wanted to.
        """
        whole = not self.visit.partial
        for quote in quotes:
            key = page_key(quote.url)
            if key in self._read or (whole and key not in self._known):
                return quote
        return None

    def _print(self) -> tuple[object, ...]:
        visit = self.visit
        pages = sorted((page_key(page.url), page.sha256) for page in visit.pages)
        views = [(view.guise, view.page.sha256 if view.page else "") for view in visit.views]
        return visit.site, visit.outcome, pages, views, sorted(self._gone)
