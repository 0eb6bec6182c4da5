"""No street address of its own on the pages that would show one. Place names and boxes do not count."""

from __future__ import annotations

from data.world import World
from scoring.facts import Facts
from scoring.facts.identity_pages import LOOKS_AT, absence, read_enough
from scoring.model import Answer, Finding, Role, Strength, check

_NAME = "missing_address"


@check(
    asks="Does the site show a street address of its own?",
    why="Whoever sells medicine must be findable; six in ten of the sites that NABP reviewed and did not recommend "
    "showed no address.",
    sign="a seller without a street address",
    family="identity",
    strength=Strength.SOFT,
    source="FDA BeSafeRx; Health Canada 2009; NABP 2015 (guidance.csv, no_address)",
    fooled_by="addresses shown as pictures or by scripts; addresses in forms not in our list; an invented address "
    "passes",
    flag="no_physical_address",
    looks_at=LOOKS_AT,
)
def missing_address(facts: Facts, world: World) -> Finding:
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    own = facts.own(facts.addresses)
    if own:
        return Finding(_NAME, Answer.NO, f"The site shows a street address: {own[0].value.words}.", (own[0].quote,))
    if not read_enough(facts):
        return Finding(
            _NAME, Answer.UNKNOWN, "The pages that would show an address (contact, imprint, about) were not read."
        )
    others = " Only addresses of other bodies stand there." if facts.addresses else ""
    why = f"No street address of the seller was found on the pages that would show one.{others}"
    return Finding(_NAME, Answer.YES, why, (absence(facts, "a street address of the seller"),))
