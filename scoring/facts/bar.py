"""How sure a sentence must be before it counts as letting the prescription go, by what the rest of the site shows.

A sentence that a form for uploading prescriptions contradicts is probably misread; the same sentence on a shop that
sells half a year of capsules to anybody who pays is probably meant.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.facts.order import ASKING
from scoring.facts.types import Signal, Step
from scoring.model import Role

if TYPE_CHECKING:
    from scoring.facts import Facts

# Probabilities (0..1), read off labelled sites held out by family (docs/stance-comparison.md).
OPEN_AND_ODD, OPEN, PLAIN, ASKED, ELSEWHERE = 0.17, 0.2, 0.5, 0.85, 0.95
_CONTROL = 4  # trust of a step from which it is a control or a condition, not words alone
_ONE_MONTH = Decimal(60)  # units; more is more than one month of any regimen (field guide, section b)
_PRICES = 2


def bar(facts: Facts) -> float:
    """Least certainty for an own offer on this site."""
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return ELSEWHERE
    if facts.order.of(*ASKING, Step.COLLECT, least=_CONTROL):
        return ASKED
    odd = is_odd(facts)
    if facts.order.asks_prescription and not odd:
        return ASKED
    if not is_ordered(facts):
        return PLAIN
    return OPEN_AND_ODD if odd else OPEN


def is_ordered(facts: Facts) -> bool:
    """The drug can be put into a cart, or stands there with prices, or the page leads to where it can be had."""
    handed_on = facts.role in (Role.DOORWAY, Role.REFERRAL)
    return facts.order.can_cart or handed_on or len(facts.prices) >= _PRICES


def is_odd(facts: Facts) -> bool:
    """Packs of more than a month, or words on dodging customs or on payments that cannot be undone."""
    large = any((price.value.quantity or Decimal(0)) > _ONE_MONTH for price in facts.prices)
    return large or bool(facts.signs_of(Signal.EVASIVE_SHIPPING, Signal.RISKY_PAYMENT))
