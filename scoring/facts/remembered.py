"""What was worked out about a page, remembered while its visit is at hand: several facts ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from crawler.visit import Page

T = TypeVar("T")
More = TypeVarTuple("More")

_PAGES = 64  # pages remembered: one visit; a page that was forgotten is read again and gives the same


def once_a_page(read: Callable[[Page, *More], T]) -> Callable[[Page, *More], T]:
    """A pure reading of a page, done once. Pages are told apart by identity: comparing two costs as much."""
    known: dict[tuple[int, tuple[*More]], tuple[Page, T]] = {}

    def remembered(page: Page, /, *rest: *More) -> T:
        kept = known.get((id(page), rest))
        if kept is not None and kept[0] is page:
            return kept[1]
        if len(known) >= _PAGES:
            known.clear()
        found = read(page, *rest)
        known[id(page), rest] = page, found
        return found

    return remembered
