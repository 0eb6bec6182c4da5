"""Seals and logos that lead nowhere, to the wrong place, or to a scheme that does not exist."""

from __future__ import annotations

import re2

from crawler.site import host_of, site_of
from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.identity_pages import LOOKS_AT, absence
from scoring.facts.seals import EU_LOGO, INVENTED
from scoring.facts.types import SealShown
from scoring.model import Answer, Finding, Role, Strength, check

_NAME = "false_seal"
# seals.csv: these are checked by a click on the picture; a picture without a link is how they are faked.
_CLICKED = ("LegitScript", "NABP", "PharmacyChecker", "CIPA", EU_LOGO)
_LINKED_BY_SCHEME = ("LegitScript", EU_LOGO)
_OFFICIAL = re2.compile(r"(?:^|\.)(?:gov|gouv|gob|govt|europa|admin|bfarm|nhs)(?:\.[a-z]{2,3}){0,2}$")
_RANK = (Strength.DECISIVE, Strength.STRONG, Strength.SOFT)


@check(
    asks="Is a seal or official logo shown that does not lead to this site's entry, or that does not exist?",
    why="Most approval stamps on unlawful shops are not genuine: they link nowhere, to another shop, or to a scheme "
    "nobody runs.",
    sign="a seal that is not what it seems",
    family="seals",
    strength=Strength.DECISIVE,
    source="EMA; Dutch government; DIMDI; EAASM 2008 (guidance.csv, seal_fake and wrong_scheme; seals.csv)",
    fooled_by="lawful shops that lost the link behind a logo; national authorities that moved to a new host",
    looks_at=LOOKS_AT | {PageKind.PRODUCT},
)
def false_seal(facts: Facts, world: World) -> Finding:
    if not facts.sells and facts.role is not Role.UNKNOWN:
        return Finding(_NAME, Answer.NOT_APPLICABLE, "This site does not seem to sell prescription medicine.")
    judged = [(wrong, seal) for seal in facts.seals if (wrong := _wrong(seal.value, facts))]
    if judged:
        worst = min((strength for (strength, _), _ in judged), key=_RANK.index)
        telling = sorted(judged, key=lambda pair: _RANK.index(pair[0][0]))
        quotes = tuple({seal.quote.words: seal.quote for _, seal in telling}.values())[:3]
        return Finding(_NAME, Answer.YES, telling[0][0][1], quotes, worst)
    if not facts.pages:
        return Finding(_NAME, Answer.UNKNOWN, "No page was read.")
    shown = tuple(seal.quote for seal in facts.seals[:1])
    why = "Nothing false was seen in the seals and logos shown." if shown else "No seal or official logo was seen."
    return Finding(_NAME, Answer.NO, why, shown or (absence(facts, "a seal that leads to the wrong place"),))


def _wrong(seal: SealShown, facts: Facts) -> tuple[Strength, str] | None:
    """How strongly a seal speaks against the site, and why; None: nothing wrong that was seen."""
    if seal.name.startswith(INVENTED):
        strength = Strength.SOFT if seal.claim_only else Strength.STRONG
        return strength, "The site claims an approval as a shop by a body that approves no shops, as far as is known."
    if seal.claim_only:
        return None
    if seal.genuine_link:
        return _of_another(seal, facts)
    if not seal.name.startswith(_CLICKED) or facts.bound:
        return None
    if not seal.link:
        strength = Strength.STRONG if seal.name.startswith(_LINKED_BY_SCHEME) else Strength.SOFT
        return strength, f"A picture of the {seal.name} is shown without the link that would prove it."
    return _leads_elsewhere(seal, facts)


def _of_another(seal: SealShown, facts: Facts) -> tuple[Strength, str] | None:
    if seal.bound is False:
        why = f"The {seal.name} shown here leads to the entry of another web address, not of {facts.visit.site}."
        return Strength.DECISIVE, why
    return None


def _leads_elsewhere(seal: SealShown, facts: Facts) -> tuple[Strength, str] | None:
    host = host_of(seal.link)
    if _OFFICIAL.search(host):
        return None  # authorities move house, and our list of hosts has unverified rows
    if site_of(host) == facts.visit.site:
        strength = Strength.DECISIVE if seal.name.startswith(EU_LOGO) else Strength.STRONG
        return strength, f"The {seal.name} shown here leads back to the site itself."
    return Strength.DECISIVE, f"The {seal.name} shown here leads to {host}, which is not the body behind it."
