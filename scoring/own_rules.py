"""A rulebook file: TOML that changes weights, strengths or the prior for a study. Words in, `OwnRules` out. Pure.

    schema = "rxverdict.rulebook/1"
    name = "Prior of Lagan 2014"

    prior = 0.84                    # share of rogue sites among those judged, above 0 and below 1; shipped: 0.5

    [weights]                       # natural log of the likelihood ratio of a yes, 0 to 10; moves the risk only
    missing_address = 0.2

    [strengths]                     # decisive, strong, soft or off; moves the class, and the weight with it
    oversized_pack = "soft"

Only `schema` is needed. A finding that is weaker than its card stays as weak. `off`: the check answers, and its answer
counts for nothing. What the file does not name is as shipped.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from data.own_rules import OwnRules
from data.world import World
from scoring.model import Card, Finding, Strength
from scoring.risk import PRIOR
from scoring.weights import weight

SCHEMA = "rxverdict.rulebook/1"
OFF = "off"
# exp(10) is a likelihood ratio of 22,000: no figure in this field comes near, and more is a slip of the hand.
MOST_WEIGHT = 10.0
_KEYS = ("schema", "name", "prior", "weights", "strengths")
_LONGEST_NAME = 200
_WEAKEST_FIRST = (Strength.SOFT, Strength.STRONG, Strength.DECISIVE)


class RulesError(ValueError):
    """A rulebook file that cannot be used; the message is one line that says what to mend."""


def rules_of(words: str) -> OwnRules:
    """The rules in the text of a rulebook file. Raises RulesError for anything that is not in its schema."""
    from scoring.checks import all_checks

    try:
        told = tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"not TOML: {error}") from None
    _known("key", told, _KEYS)
    if told.get("schema") != SCHEMA:
        raise RulesError(f'schema = "{SCHEMA}" must stand in it')
    checks = tuple(check.card.id for check in all_checks())
    weights, strengths = _table(told, "weights", checks), _table(told, "strengths", checks)
    return OwnRules(
        _name(told.get("name", "")),
        None if "prior" not in told else _prior(told["prior"]),
        tuple((check, _weight(check, weights[check])) for check in sorted(weights)),
        tuple((check, _strength(check, strengths[check])) for check in sorted(strengths)),
    )


def without(check: str, rules: OwnRules | None = None) -> OwnRules:
    """Rules under which a check counts for nothing, on top of others; for ablation."""
    rules = rules or OwnRules("")
    kept = tuple(pair for pair in rules.strengths if pair[0] != check)
    return replace(rules, name=f"without {check}", strengths=tuple(sorted((*kept, (check, OFF)))))


def differences(rules: OwnRules) -> tuple[str, ...]:
    """What the rules change, one line each, in plain words."""
    prior = [f"prior {rules.prior:g} instead of {PRIOR:g}"] if rules.prior is not None else []
    weights = [f"a yes of {check} weighs {value:g}" for check, value in rules.weights]
    strengths = [
        f"{check} counts for nothing" if value == OFF else f"{check} is {value}" for check, value in rules.strengths
    ]
    return (*prior, *weights, *strengths)


def prior_of(world: World) -> float:
    """The prior share of rogue sites that the risk begins with."""
    own = world.own_rules
    return PRIOR if own is None or own.prior is None else own.prior


def counted(card: Card, finding: Finding, world: World) -> tuple[Card, Finding, float, float]:
    """How a finding counts: card and finding as strong as the rules make them, weight of its yes, worst weight."""
    own = world.own_rules
    if own is None:
        return card, finding, weight(card, finding.strength, world), weight(card, None, world)
    told = dict(own.strengths).get(card.id, card.strength.value)
    if told == OFF:
        return card, finding, 0.0, 0.0
    card = replace(card, strength=Strength(told))
    if finding.strength is not None:
        finding = replace(finding, strength=min(finding.strength, card.strength, key=_WEAKEST_FIRST.index))
    worst = dict(own.weights).get(card.id, weight(card, None, world))
    if finding.strength in (None, card.strength):
        return card, finding, worst, worst
    return card, finding, min(worst, weight(card, finding.strength, world)), worst


def counts(check: str, world: World) -> bool:
    """Whether the law asks this check at all."""
    return world.own_rules is None or (check, OFF) not in world.own_rules.strengths


def _known(what: str, told: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name in told:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; is {near[0]} meant?" if near else f"; known are {', '.join(known)}"
            raise RulesError(f"unknown {what} {name!r}{hint}")


def _table(told: Mapping[str, Any], name: str, checks: tuple[str, ...]) -> Mapping[str, Any]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise RulesError(f"[{name}] must be a table of check = value")
    _known(f"check in [{name}]:", table, checks)
    return table


def _name(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_NAME or not value.isprintable():
        raise RulesError(f"name must be one line of at most {_LONGEST_NAME} characters")
    return value


def _prior(value: object) -> float:
    number = _number(value)
    if number is None or not 0 < number < 1:
        raise RulesError(f"prior = {value!r} is no share above 0 and below 1")
    return number


def _weight(check: str, value: object) -> float:
    number = _number(value)
    if number is None or not 0 <= number <= MOST_WEIGHT:
        raise RulesError(f"[weights] {check} = {value!r} is no number from 0 to {MOST_WEIGHT:g}")
    return number


def _strength(check: str, value: object) -> str:
    known = (*(strength.value for strength in Strength), OFF)
    if value not in known:
        raise RulesError(f"[strengths] {check} = {value!r} is none of {', '.join(known)}")
    return str(value)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
