"""The way to order: something on the pages read that a buyer could press, fill in, write to or follow.

A shop has one, however it words its offers. A specimen in a warning, a transcript of a screen, a forum's tale and a
report of a test order show the words of a shop, and nothing to press: there those words are somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import re2

from crawler.kinds import kind_of
from crawler.site import site_of
from crawler.visit import Form, Link, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.adverts import advert
from scoring.facts.order_reach import MESSENGERS
from scoring.facts.trade import cues_of, lines
from scoring.facts.trails import PASSES_ON, official_sites
from scoring.facts.types import OrderStep, Step
from scoring.model import Cited

_CONTROL, _REPEATED = 5, 3  # trust of a step, see OrderStep; 4 is a "button" that nothing marks as one
_BARE = 2  # words: "Order", "Buy 60"
_FIELDS = 3  # fields of a form; a search has one, signing up for letters has two
_ORDERED = frozenset({"order.cart", "order.checkout"})
# Pages that only who sells has; information pages have terms, questions and contacts too.
_OF_SHOPS = frozenset({PageKind.CART, PageKind.DELIVERY})


# A number or an account to write to, in the words of an order by message: these can be used without a link.
_REACHED = re2.compile(r"\d(?:[ ./()-]?\d){5,}|@[\pL\d_.]{3,}")


class Way(StrEnum):
    """How an order could go."""

    CONTROL = "control"  # a button, a link or the same cell beside every price
    FORM = "form"  # an order form, or any form of several fields
    PAGE = "page"  # the address of a cart, or of a page on parcels, on this site
    OUT = "out"  # from a page about the drug to another site, or by an address that passes on to one
    ADVERT = "advert"  # beside a price, a control that leads to the private seller
    MESSAGE = "message"  # orders are taken by mail, messenger or telephone
    LOST = "lost"  # the text came without its markup: what could be pressed is not known


@dataclass(frozen=True, slots=True)
class WayToOrder:
    """The first way found; `quote` None where no words show it."""

    way: Way
    quote: Quote | None = None


def way_to_order(
    pages: tuple[Page, ...], steps: Iterable[Cited[OrderStep]], about: frozenset[str], world: World
) -> WayToOrder | None:
    """The surest way to order on these pages, or None. `about`: addresses of the pages about the drug."""
    if not any(page.content.links or page.content.forms for page in pages):
        return WayToOrder(Way.LOST)
    return next(_ways(pages, tuple(steps), about, world), None)


def _ways(
    pages: tuple[Page, ...], steps: tuple[Cited[OrderStep], ...], about: frozenset[str], world: World
) -> Iterator[WayToOrder]:
    for cited in steps:
        pressed = cited.value.trust in (_CONTROL, _REPEATED)
        if cited.value.step is Step.CHECKOUT or (cited.value.step is Step.CART and pressed):
            yield WayToOrder(Way.CONTROL, cited.quote)
    yield from (WayToOrder(Way.FORM) for page in pages for form in page.content.forms if _is_filled_in(form))
    official = official_sites(world)
    for page in pages:
        yield from _led(page, page.url in about, official, world)
    for page in pages:
        if page.url in about and (line := advert(page, world)) is not None:
            yield WayToOrder(Way.ADVERT, page.quote(line.clause.start, line.clause.end))
        yield from _told(page, world)
    for cited in steps:
        if cited.value.step is Step.CART and _REACHED.search(cited.quote.words):
            yield WayToOrder(Way.MESSAGE, cited.quote)


def _is_filled_in(form: Form) -> bool:
    return len(form.fields) >= _FIELDS or (form.method == "post" and bool(form.fields))


def _led(page: Page, about: bool, official: frozenset[str], world: World) -> Iterator[WayToOrder]:
    """Links to a cart, to a page on parcels, to a messenger or, from a page about the drug, to another site."""
    here = site_of(page.url)
    for link in page.content.links:
        if not link.url.startswith(("http:", "https:")):
            continue
        there = site_of(link.url)
        if about and there == here and PASSES_ON.search(link.url):
            yield WayToOrder(Way.OUT, _words(page, link))
        elif there == here:
            cues = cues_of(link.words, page, world) if link.words else frozenset[str]()
            bare = about and "order.cart_word" in cues and len(link.words.split()) <= _BARE
            if kind_of(link.url, "") in _OF_SHOPS or cues & _ORDERED or bare:
                yield WayToOrder(Way.PAGE, _words(page, link))
        elif urlsplit(link.url).hostname in MESSENGERS:
            yield WayToOrder(Way.MESSAGE, _words(page, link))
        elif about and there not in official:
            yield WayToOrder(Way.OUT, _words(page, link))


def _told(page: Page, world: World) -> Iterator[WayToOrder]:
    for line in lines(page, world):
        if line.shown and not line.advised and line.has("trade.message") and line.clause.place is not Place.NAV:
            yield WayToOrder(Way.MESSAGE, page.quote(line.clause.start, line.clause.end))


def _words(page: Page, link: Link) -> Quote | None:
    return page.quote(link.start, link.end) if link.end > link.start else None
