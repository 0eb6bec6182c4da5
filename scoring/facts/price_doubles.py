"""Amounts that only repeat the price of a pack: what it cost before, what a capsule costs, what postage makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scoring.facts.price_row import agree
from scoring.facts.types import PriceFound
from scoring.model import Cited


def without_doubles(found: Iterable[Cited[PriceFound]], amounts: set[Decimal]) -> Iterator[Cited[PriceFound]]:
    """The rows without those that another row of the same strength and pack explains.

    `amounts`: all amounts of the page, with its fees and savings.
    """
    rows = tuple(found)
    packs: dict[tuple[Decimal | None, Decimal | None], list[PriceFound]] = {}
    for row in rows:
        packs.setdefault((row.value.strength_mg, row.value.quantity), []).append(row.value)
    for row in rows:
        beside = packs[row.value.strength_mg, row.value.quantity]
        if not any(_told_by(row.value, other, amounts) for other in beside):
            yield row


def _told_by(value: PriceFound, other: PriceFound, amounts: set[Decimal]) -> bool:
    if value.total is None or other.total is None or value is other:
        return False
    if value.total == other.list_price or (value.quantity and agree(value.quantity, value.total, other.total)):
        return True
    if value.product != other.product:
        return False  # of two makers, or in two shops: the difference is told to compare them by
    # 45.00 with 4.95 for delivery makes 49.95; 60.00 less the 15.00 saved is 45.00.
    more = value.total - other.total
    return value.currency == other.currency and more > 0 and more != other.total and more in amounts
