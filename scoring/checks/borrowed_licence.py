"""A licence number that the register gives to somebody else.

Number -> register entry -> web address or name in the entry -> this domain: a number that exists proves nothing before
the last arrow. Answers need an imported register edition, in date.
"""

from __future__ import annotations

from collections.abc import Sequence

import re2

from crawler.site import site_of
from crawler.visit import Page, PageKind
from data.world import RegisterEntry, World
from scoring.facts import Facts
from scoring.facts.bound import is_stale
from scoring.facts.identity_pages import IDENTITY
from scoring.facts.names import is_called
from scoring.facts.types import Licence
from scoring.model import Answer, Cited, Evidence, Finding, Lookup, Role, Strength, check

_NAME = "borrowed_licence"
_NUMBERED = frozenset({"premises", "permit"})
# "foo.example is a trading name of", "welcome to foo.example": terms that were written for another address.
_TERMS_OF = re2.compile(
    r"(?i)(?:welcome to|this (?:web)?site,?|owner of|operator of|provided by|use of|purchas\w+ (?:at|from)|"
    r"\bby using|©) "
    r"(?:the )?(?:web ?site )?(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,10})\b"
)


@check(
    asks="Does the register give the licence number shown here to somebody else?",
    why="Clones copy the number of a real pharmacy together with its terms; only the register tells whose it is.",
    sign="a licence number that belongs to another pharmacy",
    family="licence",
    strength=Strength.DECISIVE,
    source="GPhC; observed on clone shops (guidance.csv, licence_borrowed)",
    fooled_by="a pharmacy with a second web address that its register entry does not name",
    looks_at=IDENTITY | {PageKind.HOME, PageKind.PRODUCT},
)
def borrowed_licence(facts: Facts, world: World) -> Finding:
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    numbers = [found for found in facts.own(facts.licences) if found.value.kind in _NUMBERED]
    if not numbers:
        return Finding(
            _NAME, Answer.NOT_APPLICABLE, "No licence number of the seller was found, so none can be compared."
        )
    asked = [(number, _entries(number.value, world)) for number in numbers]
    if any(_fits(entry, facts) for _, entries in asked for entry in entries):
        return Finding(_NAME, Answer.NO, "The register gives a number shown here to this site.", (numbers[0].quote,))
    for number, entries in asked:
        current = [entry for entry in entries if not is_stale(entry.edition, facts.visit.ended_at)]
        if current:
            return _differs(facts, number, current)
    copied = _copied_terms(facts)
    if copied:
        return copied
    return Finding(
        _NAME, Answer.UNKNOWN, "No register edition in date was at hand for the number shown.", (numbers[0].quote,)
    )


def _entries(licence: Licence, world: World) -> list[RegisterEntry]:
    """Entries with this number in a register of the country the number is said to come from."""
    found = world.entries_for_number(licence.number)
    return [entry for entry in found if not licence.country or entry.register.startswith(licence.country)]


def _fits(entry: RegisterEntry, facts: Facts) -> bool:
    if entry.domain:
        return site_of(entry.domain) == facts.visit.site
    return is_called(entry.name, facts.visit.site, facts.pages)


def _differs(facts: Facts, number: Cited[Licence], entries: Sequence[RegisterEntry]) -> Finding:
    entry = entries[0]
    whose = f"{entry.name} ({entry.domain})" if entry.domain else entry.name
    evidence: tuple[Evidence, ...] = (
        number.quote,
        Lookup(entry.register, entry.edition, number.value.number, f"belongs to {whose}", entry.url),
    )
    if entry.domain and is_called(entry.name, facts.visit.site, facts.pages):
        why = (
            f"The register gives {number.value.number} to a firm of this name, but names another address: "
            f"{entry.domain}."
        )
        return Finding(_NAME, Answer.UNKNOWN, why, evidence)
    why = f"The register gives the number {number.value.number} shown here to {whose}, which is not this site."
    strength = Strength.DECISIVE if entry.domain else Strength.SOFT
    return Finding(_NAME, Answer.YES, why, evidence, strength)


def _copied_terms(facts: Facts) -> Finding | None:
    """Without a register: terms written for another shop's address, beside a licence number."""
    for page in facts.pages_of(PageKind.TERMS, PageKind.ABOUT, PageKind.IMPRINT):
        match = _foreign(page, facts)
        if match:
            other = site_of(match.group(1))
            why = f"A licence number is shown, and the terms speak for another shop's address, {other}."
            return Finding(_NAME, Answer.YES, why, (page.quote(match.start(), match.end()),), Strength.STRONG)
    return None


def _foreign(page: Page, facts: Facts) -> re2._Match | None:
    known = {facts.visit.site, *(site_of(url) for url in facts.visit.redirects)}
    for match in _TERMS_OF.finditer(page.text):
        if site_of(match.group(1)) not in known:
            return match
    return None
