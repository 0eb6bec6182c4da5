"""No seal, official logo or accreditation that can be checked. Weak: schemes are voluntary nearly everywhere."""

from __future__ import annotations

from data.world import World
from scoring.facts import Facts
from scoring.facts.bodies import named_bodies
from scoring.facts.identity_pages import LOOKS_AT, absence, read_enough
from scoring.model import Answer, Finding, Role, Strength, check

_NAME = "missing_accreditation"


@check(
    asks="Does the site show an accreditation or official logo that can be checked?",
    why="43 of 50 sites that sold isotretinoin showed no seal at all; alone this says little, since schemes are "
    "voluntary.",
    sign="a seller without any accreditation",
    family="seals",
    strength=Strength.SOFT,
    source="Lagan et al. 2014, PMC4265198 (likelihoods.csv, no_seal_shown)",
    fooled_by="lawful pharmacies that never joined a scheme; seals put in by scripts",
    flag="no_seal_shown",
    looks_at=LOOKS_AT,
)
def missing_accreditation(facts: Facts, world: World) -> Finding:
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    if facts.bound:
        return Finding(_NAME, Answer.NO, "A register or accreditation names this domain.", facts.bound[:1])
    checkable = [seal for seal in facts.seals if seal.value.genuine_link]
    if checkable:
        why = "The site shows a logo or link that leads to the body behind it."
        return Finding(_NAME, Answer.NO, why, (checkable[0].quote,))
    if facts.seals:
        why = "The site claims an accreditation, but nothing that was read proves it."
        return Finding(_NAME, Answer.UNKNOWN, why, (facts.seals[0].quote,))
    licensed = any(found.value.kind not in ("company", "tax") for found in facts.own(facts.licences))
    # A named, findable firm without a seal is what most lawful pharmacies are.
    if licensed or facts.own(facts.addresses) or facts.role not in (Role.SELLER, Role.UNKNOWN):
        return Finding(_NAME, Answer.NOT_APPLICABLE, "Accreditation is voluntary for a site of this kind.")
    named = [quote for page in facts.pages for quote in named_bodies(page)]
    if named:
        why = "The site names a body that licenses it, but nothing that was read leads there."
        return Finding(_NAME, Answer.UNKNOWN, why, tuple(named[:1]))
    if not read_enough(facts):
        return Finding(_NAME, Answer.UNKNOWN, "Too little was read to say that no accreditation is shown.")
    why = "No seal, official logo or accreditation was found on the pages that would show one."
    return Finding(_NAME, Answer.YES, why, (absence(facts, "a seal, official logo or accreditation"),))
