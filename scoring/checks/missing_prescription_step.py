"""An order that can be completed without any step that asks for a prescription.

Mere words are no step: what counts is a control, a condition in the terms, or a hold until the paper is there. A policy
that demands a prescription while the whole checkout never asks for one is the same sign, with the contradiction shown.
"""

from __future__ import annotations

from crawler.visit import PageKind, Quote
from data.world import World
from scoring.facts import Facts
from scoring.facts.bar import SHADY, bar
from scoring.facts.order import ASKING
from scoring.facts.speaker import SPARED
from scoring.facts.types import Signal, Stand, Step
from scoring.model import Absence, Answer, Evidence, Finding, Role, Strength, check

# Pages on which a step that asks for a prescription would stand, best first.
WHERE = (PageKind.CART, PageKind.PRESCRIPTION, PageKind.FAQ, PageKind.TERMS, PageKind.DELIVERY)
_TELLING = frozenset({PageKind.CART, PageKind.FAQ})  # the flow itself, or what people ask about it
_SENTENCES = 2  # lawful shops in hand tell it in two to twenty, rogue ones in one
_PRICES = 2  # one price may be another shop's
_CONTROL, _TERMS, _BINDING = 5, 4, 3  # trust of a step, see OrderStep
_DENIED = (Stand.OWN_OFFER, Stand.OWN_LATER, Stand.OWN_QUESTIONNAIRE)
_CERTAIN = 0.55  # of a stance: lawful and informing sites in hand reach 0.5 at most
_LIKELY = 0.3  # on a shady order: what the grammar is sure of keeps that much (`scoring.facts.weighing`)
_FLOW = 2  # sentences on the order as a whole that are quoted before its controls
_ID = "missing_prescription_step"


@check(
    asks="Can the drug be ordered without a step that asks for a prescription?",
    why="A pharmacy that supplies a prescription medicine has to see the prescription before it ships.",
    sign="an order that never asks for a prescription",
    family="prescription",
    strength=Strength.STRONG,
    source="GPhC guidance for online services (February 2025); Visa acquirer guide 2016; NABP criteria",
    fooled_by="a step that comes after an account is made; a cart page that nobody read",
    flag="no_valid_rx_required",
    looks_at=frozenset({PageKind.PRODUCT, *WHERE}),
)
def missing_prescription_step(facts: Facts, world: World) -> Finding:
    if facts.role not in (Role.SELLER, Role.DOORWAY, Role.UNKNOWN):
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site itself takes no orders for the drug.")
    flow = facts.order
    ordered = _ordered(facts)
    denials = _denials(facts)
    controls = flow.of(*ASKING, least=_CONTROL)
    asked = controls or (() if denials else flow.of(*ASKING, least=_BINDING))
    checkout = flow.of(Step.CHECKOUT)
    told = _told(facts)
    empty = flow.of(Step.OPTIONAL)
    if empty and ordered and not controls and (not told or facts.stances_of(*_DENIED, least=_LIKELY)):
        why = "The order has a field for the prescription, and it may stay empty."
        return _yes(facts, why, (empty[0].quote, *ordered[:1]))
    if checkout and ordered and told and not controls and not denials:
        why = "The site tells how to hand in a prescription; the checkout that was read does not ask for it."
        return Finding(_ID, Answer.UNKNOWN, why, (*told[:1], checkout[0].quote))
    if checkout and ordered and not controls:
        promised = tuple(step.quote for step in asked[:1])
        against = ", against the site's own policy." if promised else "."
        why = f"The checkout is complete and asks for no prescription{against}"
        return _yes(facts, why, (checkout[0].quote, *promised, *ordered[:1]))
    if asked and ordered and not (controls or told or flow.of(*ASKING, least=_TERMS)):
        why = "It says that a prescription is needed; no step that takes one was seen."
        return Finding(_ID, Answer.UNKNOWN, f"{why}{_missing(facts)}", tuple(step.quote for step in asked[:1]))
    if asked:
        quotes = tuple(step.quote for step in asked[:2])
        return Finding(_ID, Answer.NO, "A step asks for the prescription.", quotes)
    if not ordered:
        return Finding(_ID, Answer.UNKNOWN, f"No way to order the drug was seen.{_missing(facts)}")
    if denials and flow.can_cart:
        why = "The drug can be ordered, and the site says that it asks for no prescription."
        return _yes(facts, why, (*denials[:2], *ordered[:1]))
    hinted = flow.of(*ASKING) or PageKind.PRESCRIPTION in facts.coverage.kinds_unread
    paid = bool(facts.pages_of(*WHERE) or facts.signs_of(Signal.RISKY_PAYMENT))  # how to pay stands on any page
    silent = bar(facts) <= SHADY and not facts.stances and paid
    if not hinted and (silent or flow.explained or facts.pages_of(*_TELLING)):
        why = "The drug can be ordered, and the pages that explain the order ask for no prescription."
        sure = silent or flow.explained or facts.pages_of(PageKind.CART)
        strength = Strength.STRONG if sure else Strength.SOFT
        return _yes(facts, why, (*flow.explained[:1], *ordered[:1]), strength)
    why = "The drug can be ordered, but the order was not read to its end."
    return Finding(_ID, Answer.UNKNOWN, f"{why}{_missing(facts)}")


def _denials(facts: Facts) -> list[Quote]:
    """The site's words that it asks for none. Where a step asks for the paper, a spared visit does not deny that."""
    asked = facts.order.of(*ASKING, least=_BINDING)
    found = facts.stances_of(*_DENIED, least=_CERTAIN if asked else max(bar(facts), _LIKELY))
    return [stance.quote for stance in found if not (asked and stance.value.cue.startswith(SPARED))]


def _told(facts: Facts) -> tuple[Quote, ...]:
    """How a prescription is handed in, told in several sentences. One sentence alone is what every shop copies."""
    steps = facts.order.of(*ASKING, least=_BINDING)
    told = {step.quote.words: step.quote for step in steps}
    taken = any(step.value.step in (Step.UPLOAD, Step.TRANSFER) for step in steps)
    return tuple(told.values()) if taken and len(told) >= _SENTENCES else ()


def _ordered(facts: Facts) -> tuple[Evidence, ...]:
    """What shows that the drug can be ordered: a control, or packs with prices and an account of how to order.

    Words on a picture of a shop are none: something on the site must be there to press, fill in or write to.
    """
    if facts.order.way is None:
        return ()
    cart = tuple(step.quote for step in facts.order.of(Step.CART))
    packs = (*(price.quote for price in facts.prices), *facts.order.offered)
    told = facts.order.explained or facts.order.of(Step.CHECKOUT)  # a form that ends in payment is an order, too
    if cart or not (told and len(packs) >= _PRICES):
        return cart
    return packs[:1]


def _yes(facts: Facts, why: str, quotes: tuple[Evidence, ...], strength: Strength | None = None) -> Finding:
    read = tuple(page.url for page in facts.pages_of(PageKind.PRODUCT, *WHERE)) or tuple(p.url for p in facts.pages)
    absence = Absence("a step that asks for a prescription", read)
    return Finding(_ID, Answer.YES, why, (*facts.order.told[:_FLOW], *quotes, absence), strength)


def _missing(facts: Facts) -> str:
    missing = [kind.value for kind in WHERE if not facts.pages_of(kind)]
    return f" Not read: {', '.join(missing)}." if missing else ""
