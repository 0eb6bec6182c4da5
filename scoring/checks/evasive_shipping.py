"""Parcels made to pass unseen: false customs slips, borrowed senders, a new parcel when customs keep the first.

Plain packaging is common among lawful sellers and does not count.
"""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.types import Sign, Signal
from scoring.model import Absence, Answer, Cited, Finding, Role, Strength, check

_ID = "evasive_shipping"
_WHERE = (PageKind.DELIVERY, PageKind.FAQ)
_SAID = {
    "reship_if_seized": "sends a new parcel when customs keep the first",
    "false_declaration": "declares the contents as something else",
    "past_customs": "packs parcels so that customs do not notice them",
    "hidden_contents": "hides the medicine inside other goods",
    "disguised_sender": "hides who sends the parcel",
}
# guidance.csv, row "reship": strong. A false slip and a hidden strip are aimed at customs too; a borrowed sender alone
# is weaker.
_STRONG = frozenset({"reship_if_seized", "false_declaration", "past_customs", "hidden_contents"})
_QUOTES = 3


@check(
    asks="Does the site say that its parcels are made to pass customs or neighbours unseen?",
    why="A pharmacy that may send a medicine has no reason to hide what is in the parcel or who sent it.",
    sign="parcels made to slip past customs",
    family="route",
    strength=Strength.STRONG,
    source="Forman and Block, quoted by Orizio et al. (re-shipping after seizure); FDA BeSafeRx (shipping from abroad)",
    fooled_by="plain boxes for privacy; lost-parcel promises; pages that warn of such sellers",
    flag="shipping_secrecy",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.HOME, *_WHERE}),
)
def evasive_shipping(facts: Facts, world: World) -> Finding:
    if not facts.sells:
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site sends no prescription medicine.")
    signs = [sign for sign in facts.signs_of(Signal.EVASIVE_SHIPPING) if _hides(facts, sign)]
    found = sorted(signs, key=lambda sign: sign.value.value not in _STRONG)
    if found:
        first = {sign.value.value: sign for sign in reversed(found)}
        kinds = [value for value in _SAID if value in first]
        why = f"The site {' and '.join(_SAID[value] for value in kinds)}."
        strength = Strength.STRONG if _STRONG & set(kinds) else Strength.SOFT
        return Finding(_ID, Answer.YES, why, tuple(first[value].quote for value in kinds[:_QUOTES]), strength)
    read = facts.pages_of(*_WHERE)
    if not read:
        return Finding(_ID, Answer.UNKNOWN, "No page about delivery was read.")
    absence = Absence("words about hidden senders, false slips or seized parcels", tuple(page.url for page in read))
    return Finding(_ID, Answer.NO, "Nothing of the kind on the pages about delivery.", (absence,))


def _hides(facts: Facts, sign: Cited[Sign]) -> bool:
    """ "Daily goods" on the parcel of a clinic that sees its patients is for the neighbours: there are no customs."""
    return facts.role is not Role.TELEHEALTH or sign.value.value != "false_declaration"
