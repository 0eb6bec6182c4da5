"""Which countries a site sells into, as far as its own pages show it. Pure.

Where a shop says that it ships to, and the money it asks for where only one country has that money. A language is no
sign: English is everybody's. Neither are dollars and euros, which half the world takes.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data.world import World
from scoring.facts.signals import ABROAD
from scoring.facts.types import Signal
from scoring.model import Role

if TYPE_CHECKING:
    from scoring.facts import Facts

_EVERYWHERE = frozenset({"USD", "EUR"})
_MOST = 12  # a list of all countries of the world targets none of them
_SELLING = frozenset({Role.SELLER, Role.TELEHEALTH, Role.REFERRAL, Role.DOORWAY})


def targets(facts: Facts) -> tuple[str, ...]:
    """ISO 3166 alpha-2 codes, sorted; empty: the site sells nothing, or does not show where to."""
    if facts.role not in _SELLING:
        return ()
    named = {found.value.value for found in facts.signs_of(Signal.SHIPS_TO)} - {ABROAD, ""}
    if len(named) > _MOST:
        named = set()
    own_money = _countries(facts.world)
    paid = {own_money[money] for found in facts.prices if (money := found.value.currency) in own_money}
    return tuple(sorted(code.upper() for code in named | paid if len(code) == 2))


def _countries(world: World) -> dict[str, str]:
    """Currency -> the one country of ours that has it."""
    count = Counter(country.currency for country in world.countries.values())
    return {
        country.currency: code
        for code, country in world.countries.items()
        if country.currency and count[country.currency] == 1 and country.currency not in _EVERYWHERE
    }
