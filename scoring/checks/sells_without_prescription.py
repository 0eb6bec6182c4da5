"""Offers to sell the drug without a prescription, told apart from warnings against such sales.

The shop's own words decide: an offer stands beside any number of warnings, and "prescription only" on the same page
does not cancel it. Advice, news, study abstracts, buyers' tales, goods off prescription and services with their own
prescriber are no offers.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.speaker import SPARED
from scoring.facts.types import Stance, Stand
from scoring.model import Absence, Answer, Cited, Evidence, Finding, Role, Strength, check

_CERTAIN, _HINT = (
    0.5,
    0.35,
)  # a hint is a denial without own voice, order or drug beside it, or words in a title or address
_MOST_QUOTES = 3
_OFFERED = frozenset({PageKind.HOME, PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.OTHER})
_RULES = frozenset({PageKind.FAQ, PageKind.PRESCRIPTION, PageKind.TERMS, PageKind.DELIVERY, PageKind.CART})


@check(
    asks="Does the site itself offer the drug without a prescription?",
    why="A pharmacy that offers prescription medicine without a prescription breaks the law nearly everywhere, and "
    "nobody checks pregnancy, liver or mood before the first capsule.",
    sign="an offer without a prescription",
    family="prescription",
    strength=Strength.DECISIVE,
    source="FDA BeSafeRx; NABP; GPhC; MHRA (guidance.csv, no_rx)",
    fooled_by="shops that copy the advice; over-the-counter goods; answers to questions; services with own prescribers",
    flag="no_valid_rx_required",
    looks_at=_OFFERED | _RULES,
)
def sells_without_prescription(facts: Facts, world: World) -> Finding:
    name = "sells_without_prescription"
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(name, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    demands = facts.stances_of(Stand.OWN_DEMAND)
    offers = _offers(facts)
    if offers:
        beside = " Elsewhere it says that a prescription is needed, which does not undo the offer." if demands else ""
        return Finding(
            name, Answer.YES, f"The site's own words offer to supply without a prescription.{beside}", _quotes(offers)
        )
    late = facts.stances_of(Stand.OWN_LATER)
    if late and not demands:
        why = "The site seems to take the order first and the prescription later, for a fee, or not at all."
        return Finding(name, Answer.YES, why, _quotes(late), Strength.STRONG)
    hints = _hints(facts)
    if hints and (facts.order.can_cart or facts.prices) and not (demands or facts.order.asks_prescription):
        why = "Title, address or a slogan suggests a sale without a prescription, and the drug can be put into a cart."
        return Finding(name, Answer.YES, why, _quotes(hints))
    if hints and not demands:
        return Finding(
            name, Answer.UNKNOWN, "A slogan hints at a sale without a prescription; nothing else read confirms it."
        )
    if facts.role in (Role.REFERRAL, Role.DOORWAY) and facts.stances_of(Stand.PATIENT_VOICE, Stand.OTHER_SELLERS):
        return Finding(
            name, Answer.UNKNOWN, "Buyers or others are quoted on sales without a prescription; whose, is open."
        )
    return _none(name, facts, bool(demands or facts.stances_of(Stand.OWN_PRESCRIBER)))


def _offers(facts: Facts) -> list[Cited[Stance]]:
    """A spared visit is an offer only where no prescriber of the service stands behind it."""
    prescribed = facts.stances_of(Stand.OWN_PRESCRIBER, Stand.OWN_DEMAND, Stand.OWN_QUESTIONNAIRE, least=_HINT)
    offers = facts.stances_of(Stand.OWN_OFFER, least=_CERTAIN)
    return [offer for offer in offers if not (prescribed and offer.value.cue.startswith(SPARED))]


def _hints(facts: Facts) -> list[Cited[Stance]]:
    found = facts.stances_of(Stand.OWN_OFFER, least=_HINT)
    return [hint for hint in found if hint.value.certainty < _CERTAIN and not hint.value.cue.startswith(SPARED)]


def _quotes(found: tuple[Cited[Stance], ...] | list[Cited[Stance]]) -> tuple[Evidence, ...]:
    """The most telling words first, each wording once: menus and footers repeat themselves on every page."""
    words = {cited.quote.words: cited.quote for cited in reversed(found)}
    return tuple(quote for quote in reversed(words.values()))[:_MOST_QUOTES]


def _none(name: str, facts: Facts, demands: bool) -> Finding:
    kinds = set(facts.coverage.kinds_read)
    if demands or (kinds & _OFFERED and kinds & _RULES):
        sought = Absence("an offer to supply without a prescription", tuple(page.url for page in facts.pages))
        return Finding(name, Answer.NO, "None of the pages read offers the drug without a prescription.", (sought,))
    why = "Too little was read to say: the pages on ordering, questions or terms were not among it."
    return Finding(name, Answer.UNKNOWN, why)
