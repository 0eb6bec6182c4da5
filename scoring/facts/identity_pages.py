"""Which pages would show who stands behind a site, and whether enough of them was read to miss something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.visit import Page, PageKind, Place
from scoring.facts.coverage import page_key
from scoring.model import Absence

if TYPE_CHECKING:
    from scoring.facts import Facts

IDENTITY = frozenset({PageKind.CONTACT, PageKind.ABOUT, PageKind.IMPRINT, PageKind.TERMS})
LOOKS_AT = IDENTITY | {PageKind.HOME, PageKind.DELIVERY, PageKind.PRIVACY}
_WHOLE = 3  # pages: a product, what is said of the order, and one more; one page alone may be all that was saved
_SMALL = 2  # pages of a list and its order form, whose menu leads nowhere else
# Pages that never tell who the seller is: with only such ones unread, all that would tell it is known to be absent.
_OF_GOODS = frozenset({PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.CART, PageKind.ARTICLE, PageKind.PRIVACY})
_LEAST_WORDS = 3  # a footer of "© Shop" says nothing about what the shop leaves out


def showing_pages(facts: Facts) -> tuple[Page, ...]:
    """Pages where an address or a licence would stand: contact, about, imprint, terms, and every page with a footer."""
    return tuple(page for page in facts.pages if page.kind in IDENTITY or _has_footer(page))


def read_enough(facts: Facts) -> bool:
    """True when a thing not found can be called missing.

    One of contact, about, imprint or terms was read; or no such page is known, and footers, the seller's own address or
    number, the way to the till with its help, or all that the site links to were. An imprint that is known and unread
    leaves the question open.
    """
    unread = set(facts.coverage.kinds_unread)
    if PageKind.IMPRINT in unread:
        return False
    if facts.pages_of(*IDENTITY):
        return True
    if unread & (IDENTITY - {PageKind.TERMS}):
        return False
    # The whole way to the till and its help were read, and nothing on them leads to a page about the seller.
    if facts.pages_of(PageKind.CART) and facts.pages_of(PageKind.FAQ, PageKind.DELIVERY) and not unread & IDENTITY:
        return True
    # Nothing that the site links to was left unread, or nothing but goods.
    if not unread - _OF_GOODS and len(facts.pages) >= _WHOLE:
        return True
    if not unread and len(facts.pages) >= _SMALL and facts.order.way is not None and _is_linked(facts):
        return True
    # A page of an unknown kind that gives the seller's own address or company number is that page.
    return bool(showing_pages(facts) or facts.own(facts.addresses) or facts.own(facts.licences))


def _is_linked(facts: Facts) -> bool:
    """Its pages lead to each other: what was read is a site with its menu, not pages that were saved one by one."""
    read = {page_key(page.url) for page in facts.pages}
    pairs = ((page_key(link.url), page_key(page.url)) for page in facts.pages for link in page.content.links)
    led = {there for there, here in pairs if there != here}
    return len(read - led) <= 1  # the page that all began with


def absence(facts: Facts, sought: str) -> Absence:
    return Absence(sought, tuple(page.url for page in showing_pages(facts) or facts.pages))


def _has_footer(page: Page) -> bool:
    """A footer that says who is behind the site, or how to write to them."""
    said = [page.words(block) for block in page.blocks if block.place is Place.FOOTER]
    return sum(len(words.split()) for words in said) >= _LEAST_WORDS or any("@" in words for words in said)
