"""A form in place of a prescription: no examination, no talk, only boxes to tick.

What that means depends on where the buyer lives; where the rule is not known it is a reason for caution, not more.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.bar import bar
from scoring.facts.broker import brokers, not_supplied, spared
from scoring.facts.normal import fold
from scoring.facts.speaker import SPARED, WITH_FORM
from scoring.facts.subject import subject_pages
from scoring.facts.types import Stance, Stand
from scoring.facts.weighing import CUE, is_hint
from scoring.model import Absence, Answer, Cited, Evidence, Finding, Role, Strength, check

_HINT = 0.4
_SAID = 9  # characters of a quote that says something; "Questions" in a menu does not
_TALKS = 3  # sentences about visits and calls; services that talk to their patients have up to ten, brokers two
_MOST_QUOTES = 3
_STOPS = (".", "!", "。", ";")  # what a sentence ends in
_ASKED = frozenset(
    {
        PageKind.PRODUCT,
        PageKind.FAQ,
        PageKind.PRESCRIPTION,
        PageKind.TERMS,
        PageKind.CART,
        PageKind.OTHER,
        PageKind.HOME,
    }
)


@check(
    asks="Does a questionnaire take the place of a prescription from a prescriber who knows the patient?",
    why="Isotretinoin needs blood and pregnancy tests and somebody who looks; a form alone cannot do that.",
    sign="a questionnaire in place of a prescription",
    family="prescription",
    strength=Strength.STRONG,
    source="NABP criteria; GPhC guidance of February 2025 for high-risk medicines (guidance.csv, questionnaire_only)",
    fooled_by="lawful telehealth, where a registered prescriber sees the patient after the form",
    flag="questionnaire_instead_of_rx",
    looks_at=_ASKED,
)
def questionnaire_instead_of_prescription(facts: Facts, world: World) -> Finding:
    name = "questionnaire_instead_of_prescription"
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(name, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    country = world.country(facts.buyer_country)
    rule = country.questionnaire_only if country else ""
    forms = _on_drug(facts, _forms(facts) or _two_hints(facts) or brokers(facts))
    if forms and rule == "lawful":
        return Finding(
            name,
            Answer.NO,
            f"A questionnaire is used, which the rules of {facts.buyer_country} allow.",
            _quotes(facts, forms),
        )
    if forms and not _refused(facts):
        where = (
            f" The rules of {facts.buyer_country} restrict this."
            if rule
            else " Whether that is lawful depends on the country."
        )
        why = f"A questionnaire seems to stand in for the prescription.{where}"
        return Finding(name, Answer.YES, why, _quotes(facts, forms))
    if forms and not_supplied(facts):
        read = tuple(page.url for page in subject_pages(facts.pages, facts.mentions))
        why = "Forms are used for other treatments; this one, it says, is not to be had here."
        return Finding(name, Answer.NO, why, (Absence("a way to get the drug by a form", read),))
    return _none(name, facts)


def _forms(facts: Facts) -> tuple[Cited[Stance], ...]:
    found = facts.stances_of(Stand.OWN_QUESTIONNAIRE, least=bar(facts))
    return tuple(form for form in found if not is_hint(form.value) and _says(form))


def _on_drug(facts: Facts, forms: tuple[Cited[Stance], ...]) -> tuple[Cited[Stance], ...]:
    """A planted page stands on a club's site: what the club asks of its juniors is no part of the sale."""
    if facts.role not in (Role.DOORWAY, Role.REFERRAL):
        return forms
    about = {page.url for page in subject_pages(facts.pages, facts.mentions)}
    return tuple(form for form in forms if form.quote.url in about)


def _two_hints(facts: Facts) -> tuple[Cited[Stance], ...]:
    """A prescriber who reads a form, and a spared visit or call: each alone is telehealth as usual, both are not."""
    if facts.words.of("consult") >= _TALKS:
        return ()
    hints = filter(_says, facts.stances_of(Stand.OWN_QUESTIONNAIRE, Stand.OWN_PRESCRIBER, least=_HINT))
    visits = spared(facts)
    read = [hint for hint in hints if hint not in visits and (_is_form(hint) or hint.value.cue.endswith(WITH_FORM))]
    return (*read, *visits) if visits and read else ()


def _says(form: Cited[Stance]) -> bool:
    """Counted as it is read: letters of no width, or decoded twice, make nothing longer."""
    return len(fold(form.quote.words).strip(" |:?")) > _SAID


def _is_form(hint: Cited[Stance]) -> bool:
    return hint.value.stand is Stand.OWN_QUESTIONNAIRE


def _refused(facts: Facts) -> bool:
    """The site says that this drug is not prescribed from a form, or not to be had from it at all."""
    return not_supplied(facts) or any("form" in demand.value.cue for demand in facts.stances_of(Stand.OWN_DEMAND))


def _quotes(facts: Facts, found: tuple[Cited[Stance], ...]) -> tuple[Evidence, ...]:
    """The words that say it best: what the form replaces, what is spared or denied beside it, then the rest."""
    forms = sorted(found, key=_vague)
    denied = facts.stances_of(Stand.OWN_OFFER, Stand.OWN_QUESTIONNAIRE, least=_HINT)
    beside = sorted((s for s in denied if _denies(s.value) and _says(s) and not is_hint(s.value)), key=_vague)
    ranked = (*forms[:1], *beside[:1], *forms[1:])
    words = {cited.quote.words: cited.quote for cited in reversed(ranked)}
    first = {cited.quote.words: None for cited in ranked}
    return tuple(words[told] for told in first)[:_MOST_QUOTES]


def _vague(form: Cited[Stance]) -> tuple[bool, bool]:
    """Names of controls and questions say less than sentences; so do words in which only the model sees a form."""
    words = form.quote.words.strip()
    return not words.endswith(_STOPS), form.value.cue.endswith(CUE)


def _denies(stance: Stance) -> bool:
    return stance.stand is Stand.OWN_OFFER or stance.cue.startswith(SPARED)


def _none(name: str, facts: Facts) -> Finding:
    kinds = set(facts.coverage.kinds_read)
    told = kinds & {PageKind.FAQ, PageKind.PRESCRIPTION, PageKind.TERMS, PageKind.CART}
    if told or facts.stances_of(Stand.OWN_DEMAND):
        sought = Absence("a questionnaire that replaces the prescription", tuple(page.url for page in facts.pages))
        return Finding(name, Answer.NO, "None of the pages read puts a form in place of a prescription.", (sought,))
    return Finding(name, Answer.UNKNOWN, "The pages that tell how an order goes were not read.")
