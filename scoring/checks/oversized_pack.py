"""Sells packs that no pregnancy programme allows: isotretinoin is supplied for about a month at a time.

Packs of 90, 120 or 180 capsules contradict every programme in force. What a genuine pack of the buyer's country holds
(60 capsules in Australia) is never oversized.
"""

from __future__ import annotations

from decimal import Decimal

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.market import BOTTLE, MONTH, genuine_packs
from scoring.facts.order import ASKING
from scoring.facts.types import PriceFound
from scoring.model import Answer, Cited, Finding, Role, Strength, check

_NAME = "oversized_pack"
_MOST_QUOTES = 3
_BINDING = 3  # trust of a step: words that bind, or a control
_WEAK_MG = Decimal(5)  # a month at the usual dose can be more than 60 capsules of 5 mg (regimen: 0.5 to 1 mg/kg a day)
_NO_SHOP = frozenset({Role.INFORMATION, Role.OTHER_SHOP, Role.PRICE_COMPARISON, Role.PARKED})


@check(
    asks="Does the site offer packs of more than about a month?",
    why="Pregnancy programmes limit isotretinoin to about 30 days at a time, so that tests are repeated; larger packs "
    "leave the tests out.",
    sign="packs larger than any programme allows",
    family="supply",
    strength=Strength.STRONG,
    source="iPLEDGE REMS; EU pregnancy prevention programme; AMVV 3b; Portaria 344/98 (guidance.csv, over_30_days)",
    fooled_by="several boxes for one prescription with repeats; low strengths; bonus capsules; a pack told in a study",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.HOME}),
)
def oversized_pack(facts: Facts, world: World) -> Finding:
    """Yes: a pack above a month's supply and every genuine pack of the buyer's market. No: packs read, none above."""
    if facts.role in _NO_SHOP:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site was not seen to sell the medicine.")
    packs = [price for price in facts.prices if price.value.quantity is not None]
    if not packs:
        return Finding(_NAME, Answer.UNKNOWN, "No pack size of the medicine was seen.")
    genuine = genuine_packs(facts.buyer_country, world)
    large = sorted((p for p in packs if _is_large(p.value, genuine)), key=lambda p: -(p.value.quantity or 0))
    if not large:
        return Finding(_NAME, Answer.NO, "No pack above a month's supply was offered on the pages that were read.")
    if not genuine and _is_one_bottle(large) and facts.order.of(*ASKING, least=_BINDING):
        return Finding(
            _NAME, Answer.UNKNOWN, "One pack size above a month; genuine packs of that market are not known."
        )
    most = large[0].value.quantity
    rule = _rule(facts, world)
    why = f"Offers {most} capsules at once; {rule}, and no genuine pack seen in this market holds as many."
    return Finding(_NAME, Answer.YES, why, tuple(p.quote for p in _different(large)[:_MOST_QUOTES]))


def _is_large(price: PriceFound, genuine: frozenset[Decimal]) -> bool:
    """Above a month, and no pack that makers sell there: Sweden has boxes of 100, and 90 is still no box of theirs."""
    weak = price.strength_mg is not None and price.strength_mg <= _WEAK_MG
    if price.quantity is None or price.quantity in genuine:
        return False
    return price.quantity > MONTH * (2 if weak else 1)


def _is_one_bottle(large: list[Cited[PriceFound]]) -> bool:
    """A single size that a maker's bottle has: packs in tiers, or larger ones, are no maker's."""
    sizes = {price.value.quantity for price in large}
    return len(sizes) == 1 and all(size is not None and size <= BOTTLE for size in sizes)


def _rule(facts: Facts, world: World) -> str:
    country = world.country(facts.buyer_country) if facts.buyer_country else None
    if country is None or country.max_supply_days is None:
        return "programmes for this medicine allow about a month at a time"
    return f"in {country.name} at most {country.max_supply_days} days may be supplied at a time"


def _different(prices: list[Cited[PriceFound]]) -> list[Cited[PriceFound]]:
    return list({price.quote.words: price for price in prices}.values())
