"""What a site shows to some readers and hides from others: the asked page in its guises, compared.

Pages differ from one reading to the next by their dates, counters, goods of the day and cookie banners. That is not
looked at. Counted is a page that names medicines for buyers while another reader of the same address is given a page
that names none and shares next to nothing with it, or stays on the site while buyers are sent to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.site import site_of
from crawler.visit import Guise, Outcome, Page, Place, Quote, View, Visit
from data.world import World
from scoring.facts.mentions import mentions
from scoring.facts.normal import normal
from scoring.facts.site_words import site_words
from scoring.facts.tidy import tidied

_SHINGLE = 4  # words; Broder 1997 compares whole documents with runs of this order
# Two readings that resemble each other less are different pages. Of 1788 pairs of different pages of one site in the
# labelled set (tests/truth/develop), which share menu and footer, 95 in 100 have less than 0.46; the short home page of
# the lab, met on other days with another offer and a banner, has 0.57 and more.
SAME = 0.5
_OTHERS = 2  # medicines that are not ours: one may stand in a story
_QUOTES = 2
_UNSEEN = frozenset({Place.HIDDEN, Place.ADDRESS, Place.DATA})
_ANSWERED = frozenset({Outcome.READ, Outcome.EMPTY, Outcome.PARKED})
_DENSE = "\u3040"  # scripts without spaces begin here: each letter counts as a word


@dataclass(frozen=True, slots=True)
class Disguise:
    """Medicines `shown` to one guise and hidden from `hidden_from` (None: our own name)."""

    shown: View
    hidden_from: Guise | None
    elsewhere: bool  # the buyer is sent to another site
    quotes: tuple[Quote, ...]

    @property
    def page(self) -> Page:
        assert self.shown.page is not None
        return self.shown.page


@dataclass(frozen=True, slots=True)
class _Reading:
    """The asked page as one reader had it. `page` None: it answered, but there was nothing to read."""

    guise: Guise | None
    page: Page | None
    site: str


def disguise(visit: Visit, world: World) -> Disguise | None:
    """The first guise that is shown medicines hidden from a less welcome reader; None: none seen."""
    own = _Reading(None, asked_page(visit), visit.site)
    views = {view.guise: view for view in visit.views if view.told.outcome in _ANSWERED}
    browser = next((_reading(view) for view in views.values() if view.guise is Guise.BROWSER), None)
    for hidden, guise in ((own, Guise.BROWSER), (own, Guise.SEARCH), (browser, Guise.SEARCH)):
        shown = views.get(guise)
        if hidden is None or shown is None or shown.page is None:
            continue
        elsewhere = site_of(shown.told.what) != hidden.site
        if elsewhere or _hides(hidden.page, shown.page, world):
            quotes = _named(shown.page, world)
            if quotes:
                return Disguise(shown, hidden.guise, elsewhere, quotes)
    return None


def _reading(view: View) -> _Reading:
    return _Reading(view.guise, view.page, site_of(view.told.what))


def asked_page(visit: Visit) -> Page | None:
    """The asked page as our own name was shown it; None: there was nothing to read."""
    first = visit.pages[0] if visit.pages else None
    return first if first is not None and visit.views and first.asked == _asked(visit) else None


def _asked(visit: Visit) -> str:
    """The address that all guises asked for."""
    asked = next((view.page.asked for view in visit.views if view.page is not None), "")
    return asked or (visit.pages[0].asked if visit.pages else "")


def resemblance(one: Page, other: Page) -> float:
    """How much of the words of both pages stands on both, 0..1, by runs of four words; numbers do not count."""
    mine, theirs = (set(_shingles(page)) for page in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0


def _hides(hidden: Page | None, shown: Page, world: World) -> bool:
    if hidden is None:
        return True
    return resemblance(hidden, shown) < SAME and not _named(hidden, world)


def _named(page: Page, world: World) -> tuple[Quote, ...]:
    """Where a page names medicines: ours, or several others."""
    page = tidied(page)
    ours = [cited.quote for cited in mentions(page, world) if not _unseen(page, cited.quote)]
    if ours:
        return tuple(dict.fromkeys(_around(page, quote) for quote in ours))[:_QUOTES]
    words = site_words((page,), world)
    return words.drug_quotes[:_QUOTES] if len(words.drugs) >= _OTHERS else ()


def _unseen(page: Page, quote: Quote) -> bool:
    return any(b.start <= quote.start < b.end and b.place in _UNSEEN for b in page.blocks)


def _around(page: Page, quote: Quote) -> Quote:
    """The block the words stand in."""
    block = next((b for b in page.blocks if b.start <= quote.start and quote.end <= b.end), None)
    return page.quote_block(block) if block is not None else quote


def _shingles(page: Page) -> Iterator[tuple[str, ...]]:
    words: list[str] = []
    for block in page.blocks:
        if block.place not in _UNSEEN:
            words += _words(normal(page.words(block)).text)
    for start in range(max(1, len(words) - _SHINGLE + 1) if words else 0):
        yield tuple(words[start : start + _SHINGLE])


def _words(text: str) -> Iterator[str]:
    for word in text.casefold().split():
        if any(letter >= _DENSE for letter in word):
            yield from (letter for letter in word if letter.isalpha())
        elif plain := "".join(letter for letter in word if letter.isalpha()):
            yield plain
