"""How sure a sentence must be before it counts as letting the prescription go, by what the rest of the site shows.

A sentence that a form for uploading prescriptions contradicts is probably misread; the same sentence on a shop that
sells half a year of capsules to anybody who pays is probably meant.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from crawler.visit import Quote
from scoring.facts.broker import prescribes
from scoring.facts.clause_model import OWN
from scoring.facts.market import BOTTLE
from scoring.facts.normal import fold
from scoring.facts.order import ASKING
from scoring.facts.sellers import PHARMACY
from scoring.facts.types import Signal, Step
from scoring.facts.ways import Way
from scoring.facts.weighing import is_hint
from scoring.model import Role

if TYPE_CHECKING:
    from scoring.facts import Facts

# Probabilities (0..1), read off labelled sites held out by family (docs/stance-comparison.md).
OPEN, PLAIN, ASKED, ELSEWHERE = 0.17, 0.5, 0.85, 0.95
# Where months of capsules, or parcels that hide them, can be ordered and nothing asks for the paper, all 109 labelled
# sites are shops or ways to shops that let it go, and none is honest: one sentence that may say so is enough there.
# Nothing less is kept at all (`scoring.facts.weighing`).
SHADY = 0.10
_CONTROL, _WORDS = 4, 3  # trust of a step: a control or a condition, and words that bind
_ONE_MONTH = Decimal(60)  # units; more is more than one month of any regimen (field guide, section b)
_TIERS = 2  # packs of more than a month side by side; pharmacies hand out from one
_WAYS = 4  # sentences; shops that copy a policy have one to three
_PRICES = 2  # one price may be another shop's


def bar(facts: Facts) -> float:
    """Least certainty for an own offer on this site."""
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return ELSEWHERE
    if facts.order.of(*ASKING, least=_CONTROL) or _is_collected(facts) or prescribes(facts):
        return ASKED
    asked, odd = _is_asked(facts), _is_odd(facts, _ONE_MONTH)
    if facts.order.way is None:
        return ASKED if asked else PLAIN  # no order stands beside the words, whatever packs and coins are named
    if asked and odd and _has_counter(facts) and not _has_large(facts, _ONE_MONTH):
        return ASKED  # words on crypto or customs alone are often a warning there
    if asked and not _is_odd(facts, BOTTLE):
        return PLAIN if odd else ASKED
    if not is_ordered(facts):
        return ASKED if facts.role is Role.UNKNOWN else PLAIN  # nothing but the words themselves would show a sale
    return SHADY if odd and not asked and facts.role is Role.SELLER else OPEN


def is_ordered(facts: Facts) -> bool:
    """The drug can be put into a cart, or stands there with prices, the page leads to where it can be had, or an
    advert with a price leads to its seller.
    """
    handed_on = facts.role in (Role.DOORWAY, Role.REFERRAL)
    advert = facts.order.way is not None and facts.order.way.way is Way.ADVERT
    return facts.order.can_cart or handed_on or advert or len(facts.prices) + len(facts.order.offered) >= _PRICES


def _is_collected(facts: Facts) -> bool:
    """Handed over at the counter of a pharmacy, where somebody asks. In a car park, told in the terms, nobody does."""
    steps = facts.order.of(Step.COLLECT, least=_CONTROL)
    return any(step.value.trust > _CONTROL or PHARMACY.search(fold(step.quote.words)) for step in steps)


def _is_asked(facts: Facts) -> bool:
    """A step in words asks for the prescription. Words that may be an offer themselves do not."""
    offers = [s.quote for s in facts.stances_of(*OWN, least=OPEN) if not is_hint(s.value)]
    asking = (step.quote for step in facts.order.of(*ASKING, least=_WORDS))
    return any(not any(_overlap(quote, offer) for offer in offers) for quote in asking)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.url == other.url and one.start < other.end and other.start < one.end


def _is_odd(facts: Facts, largest: Decimal) -> bool:
    """A pack beyond the largest, packs in tiers, or words on dodging customs or on payments that cannot be undone."""
    return _has_large(facts, largest) or bool(facts.signs_of(Signal.EVASIVE_SHIPPING, Signal.RISKY_PAYMENT))


def _has_large(facts: Facts, largest: Decimal) -> bool:
    packs = {price.value.quantity for price in facts.prices if price.value.quantity}
    return any(pack > largest for pack in packs) or sum(pack > _ONE_MONTH for pack in packs) >= _TIERS


def _has_counter(facts: Facts) -> bool:
    """Several ways to hand a prescription in, each told as a condition."""
    taken = facts.order.of(Step.UPLOAD, Step.TRANSFER, Step.COLLECT, Step.VERIFY, least=_WORDS)
    return len({step.quote.words for step in taken}) >= _WAYS
