"""Services whose prescriber decides from a form: between a shop that wants no prescription and a practice by video.

The numbers were read off the labelled services: honest ones tell of visits, calls and patients in many sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.facts.speaker import SPARED, WITH_FORM
from scoring.facts.subject import subject_pages
from scoring.facts.trade import lines
from scoring.facts.types import Stance, Stand, Step
from scoring.facts.weighing import CUE, is_hint
from scoring.model import Cited

if TYPE_CHECKING:
    from scoring.facts import Facts

_JUDGED = "judged"  # the cue of a form that somebody reads, see data/phrases
_CONTROL = 5  # trust of a step: fields about health on a form
_TOLD = 0.3  # what the grammar is sure of keeps that much (`scoring.facts.weighing`)
_SPARED = 0.4  # of a visit or call that is spared, where a bare hint counts beside another
_FORMS = 3  # sentences about the form; services that talk to their patients have one or two
_BINDING = 3  # trust of a step that is a condition
_PRACTICE = 10  # sentences about patients and tests; services that see theirs have up to twenty, brokers one to nine
_PRESCRIBED = 2  # sentences on what a prescriber does; forms that replace one have one at most
_TALKS = 3  # sentences about visits and calls; services that talk to their patients have up to ten, brokers two


def from_a_form(facts: Facts) -> tuple[Cited[Stance], ...]:
    """The words that a prescriber decides from a form, or that a form replaces one, by the grammar alone."""
    said = facts.stances_of(Stand.OWN_QUESTIONNAIRE, Stand.OWN_PRESCRIBER, least=_TOLD)
    return tuple(found for found in said if _from_form(found.value) and not is_hint(found.value))


def spared(facts: Facts) -> tuple[Cited[Stance], ...]:
    """The words that spare a visit or a call, and do not name the prescription."""
    said = facts.stances_of(Stand.OWN_QUESTIONNAIRE, Stand.OWN_PRESCRIBER, Stand.OWN_OFFER, least=_SPARED)
    return tuple(found for found in said if found.value.cue.startswith(SPARED))


def brokers(facts: Facts) -> tuple[Cited[Stance], ...]:
    """What shows that a form is all that the prescriber of this service sees; empty when it talks to its patients."""
    read, visits = from_a_form(facts), spared(facts)
    asked = facts.order.of(Step.QUESTIONNAIRE, least=_CONTROL)
    enrolled = facts.order.of(Step.ENROL, least=_BINDING)
    if asked and visits and not enrolled:
        return (*read, *visits)
    if not read or facts.words.of("consult") >= _TALKS:
        return ()
    sparing = visits and (len(read) > 1 or facts.words.of("clinic") < _PRACTICE)
    return (*read, *visits) if sparing or asked or facts.words.of("form") >= _FORMS else ()


def prescribes(facts: Facts) -> bool:
    """A broker that says that somebody reads the answers and decides; a form alone is no prescriber."""
    shown = brokers(facts)
    return bool(shown) and (
        _prescribers(facts) or any(s.value.cue == _JUDGED or s.value.cue.endswith(WITH_FORM) for s in shown)
    )


def not_supplied(facts: Facts) -> bool:
    """Its own page about the drug says that it is not to be had here, and shows neither a price nor a cart for it."""
    about = subject_pages(facts.pages, facts.mentions)
    known = {page.url for page in about}  # other medicines may stand in a cart of the same site
    if facts.prices or any(step.quote.url in known for step in facts.order.of(Step.CART)):
        return False
    return any(
        line.shown and not line.clause.is_question and line.has("site.not_stocked")
        for page in about
        for line in lines(page, facts.world)
    )


def _prescribers(facts: Facts) -> bool:
    told = facts.words.of("prescriber") or facts.words.of("consult") >= _PRESCRIBED
    return bool(told or facts.stances_of(Stand.OWN_PRESCRIBER))


def _from_form(stance: Stance) -> bool:
    by_form = stance.stand is Stand.OWN_QUESTIONNAIRE and not stance.cue.startswith(SPARED)
    return (by_form and not stance.cue.endswith(CUE)) or stance.cue.endswith(WITH_FORM)
