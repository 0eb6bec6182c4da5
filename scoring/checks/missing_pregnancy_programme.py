"""No step of the pregnancy-prevention programme in the order, where the buyer's country has one.

Leaflet words about pregnancy are not a programme: enrolment, a signed form, a test result or a check of them is.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.broker import brokers
from scoring.facts.order import ASKING
from scoring.facts.types import Signal, Stand, Step
from scoring.model import Absence, Answer, Finding, Role, Strength, check

_WHERE = (PageKind.CART, PageKind.PRESCRIPTION, PageKind.FAQ, PageKind.TERMS, PageKind.DELIVERY)
_CONTROL, _BINDING, _BUTTON = 5, 3, 2  # trust of a step, see OrderStep
_CERTAIN = 0.6  # of a stance: below, it may be said of somebody else
_ID = "missing_pregnancy_programme"


@check(
    asks="Does the order contain a step of the pregnancy-prevention programme?",
    why="Isotretinoin severely harms unborn children; where a programme holds, it may not be handed out without it.",
    sign="an order without the steps of the pregnancy-prevention programme",
    family="programme",
    strength=Strength.SOFT,
    source="iPLEDGE REMS; EMA pregnancy prevention programme; MHRA measures; Lagan et al. 2014 (PMC4265198)",
    fooled_by="copied leaflets that name the programme; programmes run by the prescriber out of sight of the site",
    looks_at=frozenset({PageKind.PRODUCT, *_WHERE}),
)
def missing_pregnancy_programme(facts: Facts, world: World) -> Finding:
    country = world.country(facts.buyer_country) if facts.buyer_country else None
    if facts.role is Role.UNKNOWN:
        return Finding(_ID, Answer.UNKNOWN, "The pages read do not show whether the drug is supplied here.")
    if facts.role not in (Role.SELLER, Role.TELEHEALTH, Role.DOORWAY):
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site supplies no isotretinoin.")
    if not any(mention.value.oral for mention in facts.mentions):
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site names no isotretinoin.")
    if country is not None and not country.programme:
        return Finding(_ID, Answer.NOT_APPLICABLE, f"No programme is known to hold in {country.name}.")
    enrolled = facts.order.of(Step.ENROL, least=_BINDING)
    if enrolled and not (facts.order.can_cart and _denies(facts)):
        quotes = tuple(step.quote for step in enrolled[:2])
        return Finding(_ID, Answer.NO, "A step of the programme stands in the order.", quotes)
    if country is None:
        return Finding(_ID, Answer.UNKNOWN, "Which programme holds depends on the buyer's country, which is not known.")
    read = facts.pages_of(PageKind.PRODUCT, *_WHERE)
    handed_in = facts.order.of(Step.UPLOAD, Step.TRANSFER, Step.COLLECT, least=_BUTTON)
    asked = (facts.order.asks_prescription or handed_in) and not _denies(facts)
    if asked or facts.role is Role.TELEHEALTH:
        return Finding(_ID, Answer.UNKNOWN, "The prescriber may run the programme; this site does not say.")
    paid = facts.order.of(Step.CHECKOUT) or brokers(facts)  # a form that leads to payment
    ordered = facts.order.can_cart or (facts.prices and paid)
    told = facts.pages_of(*_WHERE) or facts.signs_of(Signal.RISKY_PAYMENT)  # how to pay stands on any page
    if not ordered or not told:
        return Finding(_ID, Answer.UNKNOWN, "The order was not read far enough to see a step of the programme.")
    sought = f"a step of {country.programme}: enrolment, form, test or check"
    why = f"The drug can be ordered without a step of {country.programme}."
    quotes = tuple(step.quote for step in (*facts.order.of(Step.CART), *facts.order.of(Step.QUESTIONNAIRE))[:1])
    return Finding(_ID, Answer.YES, why, (*quotes, Absence(sought, tuple(page.url for page in read))))


def _denies(facts: Facts) -> bool:
    """The site says that it asks for no prescription, and no form of it takes one."""
    taken = facts.order.of(*ASKING, least=_CONTROL)
    return not taken and bool(facts.stances_of(Stand.OWN_OFFER, Stand.OWN_LATER, least=_CERTAIN))
