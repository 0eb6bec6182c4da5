"""Asks less for a capsule than half of the lowest genuine price known in the buyer's market.

A weak sign, and small by design: strength for strength, nearly every price that unlicensed shops asked was above the
genuine prices outside the United States. It fires only when market, currency, strength and pack are all known.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import PriceFloor, World
from scoring.facts import Facts
from scoring.facts.types import PriceFound
from scoring.model import Answer, Evidence, Finding, Lookup, Role, Strength, check

_NAME = "implausibly_low_price"
_MOST_QUOTES = 3
_NO_SHOP = frozenset({Role.INFORMATION, Role.OTHER_SHOP, Role.PRICE_COMPARISON, Role.PARKED})


@check(
    asks="Is a capsule cheaper than genuine capsules can be?",
    why="A price far below every genuine one raises the question what is in the capsule.",
    sign="an implausibly low price",
    family="price",
    strength=Strength.SOFT,
    source="FDA BeSafeRx; floors computed from official and retail prices (price_floors.csv)",
    fooled_by="subsidised and regulated prices; member prices; prices of another country, strength or currency",
    flag="low_price",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.HOME}),
)
def implausibly_low_price(facts: Facts, world: World) -> Finding:
    """Yes: below half of the floor for this market, strength and currency. No: comparable, and none below."""
    if facts.role in _NO_SHOP:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site was not seen to sell the medicine.")
    pairs = [(price, floor) for price in facts.prices if (floor := _floor(price.value, facts.buyer_country, world))]
    if not pairs:
        return Finding(
            _NAME, Answer.UNKNOWN, "No price could be compared: market, currency, strength and pack must all be known."
        )
    low = [
        (p, f)
        for p, f in pairs
        if p.value.per_unit is not None and f.half_of_lowest is not None and p.value.per_unit < f.half_of_lowest
    ]
    if not low:
        return Finding(
            _NAME, Answer.NO, "The prices that can be compared are not below what genuine capsules cost in this market."
        )
    price, floor = min(low, key=lambda pair: pair[0].value.per_unit or 0)
    why = (
        f"A capsule of {floor.strength_mg} mg is offered for {price.value.per_unit} {floor.currency}; the lowest "
        f"genuine price known in this market is {floor.lowest_unit_price}. A weak sign by itself."
    )
    evidence: list[Evidence] = [p.quote for p, _ in low[:_MOST_QUOTES]]
    asked = f"{floor.market}, {floor.strength_mg} mg, {floor.currency}"
    evidence.append(
        Lookup("price floors", floor.edition, asked, f"lowest genuine price of a capsule: {floor.lowest_unit_price}")
    )
    return Finding(_NAME, Answer.YES, why, tuple(evidence))


def _floor(price: PriceFound, country: str, world: World) -> PriceFloor | None:
    """The floor that a price may be held against; None when anything about it is open."""
    if price.per_unit is None or price.quantity is None or price.total is None or price.strength_mg is None:
        return None
    for floor in world.price_floors:
        same = floor.market == country and floor.strength_mg == price.strength_mg and floor.currency == price.currency
        if same and floor.half_of_lowest is not None:
            return floor
    return None
