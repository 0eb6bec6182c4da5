"""Adverts of private sellers: a price, and a control that leads to whoever placed them.

On a board nobody has a cart: "Message the seller" or "Show the number" is how an order goes, and "I" is who sells.
"""

from __future__ import annotations

from crawler.visit import Kind, Page, PageKind, Place
from data.world import World
from scoring.facts.trade import Line, lines

_PRESSED = frozenset({Kind.BUTTON, Kind.LINK, Kind.INPUT})
_SIDES = frozenset({Place.NAV, Place.FOOTER, Place.HIDDEN})


def advert(page: Page, world: World) -> Line | None:
    """The control by which the seller of this page is reached; None where nothing is priced or nobody can be."""
    if page.kind is PageKind.ARTICLE:
        return None
    read = lines(page, world)
    found = next((line for line in read if _reaches(line)), None)
    return found if found and any(line.shown and line.priced for line in read) else None


def _reaches(line: Line) -> bool:
    """A control that says so: a warning tells in prose that such adverts have one."""
    clause = line.clause
    return line.has("order.advert") and clause.kind in _PRESSED and clause.place not in _SIDES and line.short
