"""The offers of one page weighed against each other: bare numbers borne out, lost decimals mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median

from crawler.visit import Quote
from data.world import World
from scoring.facts.price_bare import is_series
from scoring.facts.types import PriceFound

FOUR = Decimal("0.0001")
_ODD = 20  # times the usual price of a capsule on the same page: decimals were lost on the way
_DEAR = 10  # times the dearest price of a capsule known in this currency: the same, where a page has one price only
_WHOLE = frozenset({"JPY", "KRW", "HUF", "CLP", "COP"})  # shops write these without decimals: none get lost


@dataclass(frozen=True, slots=True)
class Offer:
    found: PriceFound
    quote: Quote
    stated_unit: bool
    vague: bool  # no pack size, or no total: counts only where the page says nothing better
    guessed: bool = False  # its pack size is a bare number, and no arithmetic bears it out


def settled(offers: list[Offer], world: World) -> list[Offer]:
    """The offers that hold beside the others, mended where decimals were lost."""
    return _unvague(_mended(_borne_out(offers), world))


def _borne_out(offers: list[Offer]) -> list[Offer]:
    """Without bare numbers taken for pack sizes, unless together they read like the packs of one product."""
    series: dict[tuple[object, ...], list[PriceFound]] = {}
    for offer in offers:
        if offer.guessed:
            found = offer.found
            series.setdefault((found.product, found.currency), []).append(found)
    good = {
        key
        for key, rows in series.items()
        if is_series((r.strength_mg, r.quantity, r.total) for r in rows if r.quantity and r.total)
    }
    return [o for o in offers if not o.guessed or (o.found.product, o.found.currency) in good]


def _mended(offers: list[Offer], world: World) -> list[Offer]:
    """Mends totals whose decimals, set in small letters, ran into them: a hundred times too dear beside the others."""
    units = [o.found.per_unit for o in offers if o.found.per_unit]
    return [_mend(offer, units, world) for offer in offers]


def _mend(offer: Offer, units: list[Decimal], world: World) -> Offer:
    found = _of_a_pack(offer.found, world)
    offer = replace(offer, found=found, vague=offer.vague and found.total is None)
    if found.total is None or found.per_unit is None or int(found.total.as_tuple().exponent) < 0 or not found.quantity:
        return offer
    if found.currency in _WHOLE:
        return offer
    others = [unit for unit in units if unit != found.per_unit]
    limit = min(_ODD * median(others) if others else found.per_unit, _DEAR * _dearest(found, world))
    if found.per_unit <= limit:
        return offer
    total = found.total / 100
    return replace(offer, found=replace(found, total=total, per_unit=(total / found.quantity).quantize(FOUR)))


def _of_a_pack(found: PriceFound, world: World) -> PriceFound:
    """A "unit price" in a basket is that of a pack: no capsule costs many times the dearest one known."""
    if found.total is not None or not found.quantity or found.per_unit is None:
        return found
    if found.per_unit <= _DEAR * _dearest(found, world):
        return found
    return replace(found, total=found.per_unit, per_unit=(found.per_unit / found.quantity).quantize(FOUR))


def _dearest(found: PriceFound, world: World) -> Decimal:
    """The dearest capsule known in this currency; where none is known, the one at hand."""
    known = [p.unit_price for p in world.prices if p.currency == found.currency and p.unit_price]
    return max(known, default=found.per_unit or Decimal(0))


def _unvague(offers: list[Offer]) -> list[Offer]:
    """Prices of a capsule without a pack only where nothing better stands: "from 0.69" repeats a row of the table."""
    return [offer for offer in offers if not offer.vague] or [offer for offer in offers if offer.found.total is None]
