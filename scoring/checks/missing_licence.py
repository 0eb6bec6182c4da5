"""A seller that shows neither a licence number, nor a register link, nor the body that licenses it.

Numbers are not customary everywhere: pharmacies in the United States hardly ever print one, and services that only
prescribe have other registers. There the question stays open.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.bodies import named_bodies, tells_a_seat
from scoring.facts.identity_pages import LOOKS_AT, absence, read_enough
from scoring.facts.seals import INVENTED
from scoring.facts.types import Licence, Owner
from scoring.model import Answer, Cited, Finding, Role, Strength, check

_NAME = "missing_licence"
_LEAVE = frozenset({"premises", "pharmacist", "prescriber", "permit"})
# registers.csv, State Boards of Pharmacy: "US pharmacy sites hardly ever print a licence number".
_UNPRINTED = frozenset({"US"})


@check(
    asks="Does the seller show a pharmacy licence, a register link or the body that licenses it?",
    why="Lawful pharmacies can be looked up; a seller that names no licence and no register cannot be.",
    sign="a seller without a visible licence",
    family="identity",
    strength=Strength.SOFT,
    source="FDA BeSafeRx; GPhC; Ontario and Alberta colleges; Ordre national des pharmaciens (guidance.csv, "
    "no_licence)",
    fooled_by="lawful pharmacies of countries where numbers are not printed; licences shown as pictures; an "
    "invented number passes",
    flag="no_named_pharmacist",
    looks_at=LOOKS_AT,
)
def missing_licence(facts: Facts, world: World) -> Finding:
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    shown = _shown(facts)
    if shown is not None:
        return shown
    malformed = [found for found in _own(facts) if found.value.well_formed is False]
    if malformed:
        numbers = ", ".join(found.value.number for found in malformed[:3])
        why = (
            f"The only licence numbers shown ({numbers}) do not fit the form of the register they are said to "
            f"come from."
        )
        return Finding(_NAME, Answer.YES, why, tuple(found.quote for found in malformed[:3]))
    if facts.role not in (Role.SELLER, Role.UNKNOWN):
        return Finding(
            _NAME, Answer.UNKNOWN, "No licence was seen, but this site may leave dispensing to somebody else."
        )
    if not read_enough(facts):
        return Finding(
            _NAME, Answer.UNKNOWN, "The pages that would show a licence (contact, imprint, about, terms) were not read."
        )
    if any(address.value.country in _UNPRINTED for address in facts.own(facts.addresses)):
        why = (
            "No licence number was seen; pharmacies in the United States hardly ever print one, so ask the state board."
        )
        return Finding(_NAME, Answer.UNKNOWN, why)
    company = " A company or tax number is no licence." if facts.own(facts.licences) else ""
    why = (
        f"No pharmacy licence, register link or licensing body of the seller was found on the pages that would "
        f"show one.{company}"
    )
    return Finding(_NAME, Answer.YES, why, (absence(facts, "a pharmacy licence, register link or licensing body"),))


def _shown(facts: Facts) -> Finding | None:
    """What settles the question, or leaves it open: a number, a link to a register, a named body."""
    if facts.bound:
        return Finding(_NAME, Answer.NO, "A register names this domain.", facts.bound[:1])
    numbers = [found for found in _own(facts) if found.value.well_formed is not False]
    if numbers:
        why = f"The site shows a licence or registration number: {numbers[0].value.number}."
        return Finding(_NAME, Answer.NO, f"{why} Whether it is its own is another question.", (numbers[0].quote,))
    linked = [seal for seal in facts.seals if seal.value.genuine_link]
    if linked:
        return Finding(
            _NAME, Answer.NO, "The site links to the register or authority that would list it.", (linked[0].quote,)
        )
    named = [seal.quote for seal in facts.seals if seal.value.claim_only and not seal.value.name.startswith(INVENTED)]
    named += [quote for page in facts.pages for quote in named_bodies(page)]
    imprints = {page.url for page in facts.pages_of(PageKind.IMPRINT, PageKind.ABOUT, PageKind.TERMS)}
    supervisors = [found.quote for found in facts.addresses if found.value.owner is Owner.REGULATOR]
    pages = {page.url: page for page in facts.pages}
    named += [quote for quote in supervisors if quote.url in imprints and not tells_a_seat(pages[quote.url], quote)]
    if named:
        why = "The site names a licensing or supervising body, but no number or register link was seen."
        return Finding(_NAME, Answer.UNKNOWN, why, tuple(named[:1]))
    return None


def _own(facts: Facts) -> list[Cited[Licence]]:
    return [found for found in facts.own(facts.licences) if found.value.kind in _LEAVE]
