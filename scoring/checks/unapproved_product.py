"""Offers a product that does not exist in the buyer's market.

A brand of other countries, a brand that has left this one, or a form or strength that nobody makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.visit import PageKind, Quote
from data.world import World
from scoring.facts import Facts
from scoring.facts.market import brand_of, list_is_told, sold, strengths
from scoring.model import Answer, Evidence, Finding, Lookup, Role, Strength, check

_NAME = "unapproved_product"
_MOST_QUOTES = 2
_NO_SHOP = frozenset({Role.INFORMATION, Role.OTHER_SHOP, Role.PRICE_COMPARISON, Role.PARKED})
_COMPLETE = frozenset(
    {"US"}
)  # the programme itself publishes every product (FDA REMS page); other lists are ours and may be short
_FORMS = {
    "tablet": "tablets",
    "liquid": "oral suspension",
}  # form read from the page -> value of regimen topic no_such_form


@check(
    asks="Is the product on offer one that exists in the buyer's market?",
    why="A brand of another country, or a form nobody makes, has not been checked by the authority that protects this "
    "buyer.",
    sign="a product that is not approved in this market",
    family="product",
    strength=Strength.STRONG,
    source="NABP 2015-04: about half of rogue sites sell foreign or unapproved drugs; FDA letters (guidance.csv, "
    "foreign_unapproved)",
    fooled_by="short brand lists; old brand names in everyday speech; generics named after their maker; "
    "the word tablet for a capsule",
    flag="foreign_or_unapproved_drugs",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.HOME}),
)
def unapproved_product(facts: Facts, world: World) -> Finding:
    """Yes: brand, form or strength that the lists rule out. No: all brands are sold here. Unknown: the list is thin."""
    if facts.role in _NO_SHOP:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site was not seen to sell the medicine.")
    if not facts.prices:
        return Finding(_NAME, Answer.UNKNOWN, "No product on offer could be told by brand, form and strength.")
    found = [*_brands(facts, world), *_nonsense(facts, world)]
    if found:
        strongest = max(found, key=lambda f: f[0] is Strength.STRONG)
        quotes = list(dict.fromkeys(quote for _, _, quote, _ in found))[:_MOST_QUOTES]
        evidence: tuple[Evidence, ...] = (*quotes, *dict.fromkeys(lookup for *_, lookup in found))
        return Finding(_NAME, Answer.YES, strongest[1], evidence[: _MOST_QUOTES + 2], strongest[0])
    named = {brand_of(p.value.product, world) for p in facts.prices} - {""}
    if facts.buyer_country and named and all(sold(brand, facts.buyer_country, world).surely for brand in named):
        return Finding(_NAME, Answer.NO, "The brands on offer are on the list of this market.")
    return Finding(
        _NAME, Answer.UNKNOWN, "Our lists are too short to say whether this product is sold in the buyer's market."
    )


_Sign = tuple[Strength, str, Quote, Lookup]


def _brands(facts: Facts, world: World) -> Iterator[_Sign]:
    """Brands that the buyer's country does not have, though its list is known."""
    country = facts.buyer_country
    if not country or not list_is_told(country, world):
        return
    strength = Strength.STRONG if country in _COMPLETE else Strength.SOFT
    for price in facts.prices:
        brand = brand_of(price.value.product, world)
        if not brand:
            continue
        known = sold(brand, country, world)
        if known.here or not (known.gone or known.where):
            continue
        where = ", ".join(known.where) or "nowhere now"
        why = (
            f"{brand} is offered, a brand that has left this market."
            if known.gone
            else f"{brand} is offered, a brand of other countries ({where}) that is not on this market's list."
        )
        yield (
            strength,
            why,
            price.quote,
            Lookup("brand list", _edition(world), f"{brand} in {country}", f"not listed; sold in: {where}"),
        )


def _nonsense(facts: Facts, world: World) -> Iterator[_Sign]:
    """Forms and strengths that exist in no market we know. A sign of carelessness at least: soft."""
    for price in facts.prices:
        drug, form, dose = world.drug(price.value.drug), price.value.form, price.value.strength_mg
        ruled = [r for r in drug.regimen if r.topic == "no_such_form" and r.source.seen and r.value == _FORMS.get(form)]
        if ruled:
            why = f"Offers {ruled[0].value}; the medicine is made as soft capsules only."
            yield Strength.SOFT, why, price.quote, Lookup("regimen", ruled[0].source.date, form, "no such form")
        elif dose is not None and dose not in strengths(world):
            why = f"Offers capsules of {dose} mg, a strength that no list of ours has."
            yield (
                Strength.SOFT,
                why,
                price.quote,
                Lookup("brand list", _edition(world), f"{dose} mg", "no such strength"),
            )


def _edition(world: World) -> str:
    return max(b.source.date for drug in world.drugs for b in drug.brands)
