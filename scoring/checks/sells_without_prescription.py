"""Offers to sell the drug without a prescription, told apart from warnings against such sales.

The shop's own words decide: an offer stands beside any number of warnings, and "prescription only" on the same page
does not cancel it. Advice, news, study abstracts, buyers' tales, goods off prescription and services with their own
prescriber are no offers.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.bar import OPEN, bar, is_ordered
from scoring.facts.order import ASKING
from scoring.facts.speaker import SPARED, UNREAD
from scoring.facts.types import Stance, Stand, Step
from scoring.facts.weighing import CUE, is_hint
from scoring.model import Absence, Answer, Cited, Evidence, Finding, Role, Strength, check

_HINTS = 2  # different titles, addresses or names of links that say so; one may be a word for search engines
_PLAIN = 0.5  # certainties are probabilities: from here the words are more likely an offer than not, and decide alone
_FORM = 0.2  # of a form that replaces the paper: the grammar must have found both; the model's own hints stay below
_UNREAD = 0.0  # of the words that nobody reads it: they only stand beside a form that says so
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
    least = bar(facts)
    offers = _certain(facts, Stand.OWN_OFFER, least)
    if not facts.sells and facts.role is not Role.UNKNOWN and not offers:
        return Finding(name, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    demands = facts.stances_of(Stand.OWN_DEMAND)
    if offers:
        return _offered(name, facts, offers, bool(demands))
    unread = _unread_forms(facts)
    if unread:
        why = "A form is said to count as the prescription, and nobody who prescribes reads it."
        return Finding(name, Answer.YES, why, _quotes(unread))
    late = _certain(facts, Stand.OWN_LATER, least)
    if late and not demands:
        why = "The site seems to take the order first and the prescription later, for a fee, or not at all."
        return Finding(name, Answer.YES, why, _quotes(late), Strength.STRONG)
    hints = [found for found in facts.stances_of(Stand.OWN_OFFER, least=0.0) if _may_hint(found.value)]
    if hints and not (demands or facts.order.asks_prescription):
        return _hinted(name, facts, hints)
    if facts.role in (Role.REFERRAL, Role.DOORWAY) and facts.stances_of(Stand.PATIENT_VOICE, Stand.OTHER_SELLERS):
        return Finding(
            name, Answer.UNKNOWN, "Buyers or others are quoted on sales without a prescription; whose, is open."
        )
    return _none(name, facts, bool(demands or facts.stances_of(Stand.OWN_PRESCRIBER)))


def _offered(name: str, facts: Facts, offers: list[Cited[Stance]], demands: bool) -> Finding:
    """Words that are not plain by themselves weigh less: it is the order beside them that makes them an offer.

    Nor do words alone decide when nobody could say why: no cue of the grammar in them, and no order beside them.
    """
    beside = " Elsewhere it says that a prescription is needed, which does not undo the offer." if demands else ""
    open_ = _is_open(facts) and not demands
    plain = [found for found in offers if found.value.certainty >= _PLAIN or (open_ and _is_said(found.value))]
    if any(is_ordered(facts) or not found.value.cue.endswith(CUE) for found in plain):
        why = f"The site's own words offer to supply without a prescription.{beside}"
        return Finding(name, Answer.YES, why, _quotes(offers))
    why = f"The site's own words seem to let the prescription go, and its order asks for none.{beside}"
    return Finding(name, Answer.YES, why, _quotes(offers), Strength.STRONG)


def _is_open(facts: Facts) -> bool:
    """An order that was seen, and nothing on any page that asks for the prescription, hands it on or keeps goods."""
    asked = facts.order.of(*ASKING, Step.COLLECT)
    return facts.order.can_cart and facts.order.way is not None and not asked and bar(facts) <= OPEN


def _is_said(stance: Stance) -> bool:
    """The grammar read the offer in so many words; the spared visit and what only the model sees are less than that."""
    return not stance.cue.startswith(SPARED) and not stance.cue.endswith(CUE)


def _certain(facts: Facts, stand: Stand, least: float) -> list[Cited[Stance]]:
    """A spared visit is an offer only where no prescriber of the service stands behind it."""
    prescribed = facts.stances_of(Stand.OWN_PRESCRIBER, Stand.OWN_DEMAND, Stand.OWN_QUESTIONNAIRE)
    handed_on = facts.role in (Role.REFERRAL, Role.DOORWAY)  # who only leads to a shop has no prescriber of its own
    served = (bool(prescribed) and not handed_on) or facts.role is Role.TELEHEALTH
    return [
        found
        for found in facts.stances_of(stand, least=least)
        if not is_hint(found.value) and not (served and found.value.cue.startswith(SPARED))
    ]


def _unread_forms(facts: Facts) -> list[Cited[Stance]]:
    """ "The form counts as the prescription: no doctor sees it." With a prescriber behind it, it is a broker's form."""
    if facts.stances_of(Stand.OWN_PRESCRIBER, Stand.OWN_DEMAND):
        return []
    said = facts.stances_of(Stand.OWN_QUESTIONNAIRE, Stand.OWN_OFFER, least=_UNREAD)
    forms = [s for s in said if s.value.stand is Stand.OWN_QUESTIONNAIRE and "paper" in s.value.cue]
    plain = [s for s in forms if s.value.certainty >= _FORM and not is_hint(s.value)]
    return plain if any(_is_unread(s.value) for s in said) else []


def _is_unread(stance: Stance) -> bool:
    """A machine decides, or no prescriber looks at it."""
    told = set(stance.cue.replace("|", " ").split())
    return "decide" in told or {"medic", "look"} <= told or {"none", "medic"} <= told or stance.cue.endswith(UNREAD)


def _may_hint(stance: Stance) -> bool:
    return is_hint(stance) and not stance.cue.startswith(SPARED)


def _hinted(name: str, facts: Facts, hints: list[Cited[Stance]]) -> Finding:
    """Titles and addresses count together, and only where the drug can be ordered (field guide, R13)."""
    quotes = _quotes(hints)
    if len(quotes) >= _HINTS and is_ordered(facts):
        why = "Titles or addresses tell of a sale without a prescription, and the drug can be ordered."
        return Finding(name, Answer.YES, why, quotes)
    why = "A title or address hints at a sale without a prescription; nothing else read confirms it."
    return Finding(name, Answer.UNKNOWN, why)


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
