"""Weights, strengths and a prior of somebody's own, beside the shipped ones: what a study judges with.

They are part of a World, because they are something that is known or supposed, and its digest tells that they are
there. Their words are read and checked in `scoring.own_rules`, which knows the checks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.world import World


@dataclass(frozen=True, slots=True)
class OwnRules:
    """`prior`: None: the shipped one. `weights`, `strengths`: pairs (id of a check, value), sorted by id.

    A weight is the natural log of a likelihood ratio; a strength is `decisive`, `strong`, `soft` or `off`.
    """

    name: str
    prior: float | None = None
    weights: tuple[tuple[str, float], ...] = ()
    strengths: tuple[tuple[str, str], ...] = ()

    @property
    def changes(self) -> bool:
        """False: they judge as the shipped rules do; the name alone changes nothing."""
        return self.prior is not None or bool(self.weights or self.strengths)


def with_rules(world: World, rules: OwnRules) -> World:
    """The World with these rules in place of others of somebody's own; its digest covers them."""
    if not rules.changes:
        return replace(world, own_rules=None)
    told = json.dumps([world.digest, rules.prior, rules.weights, rules.strengths])
    return replace(world, own_rules=rules, digest=sha256(told.encode()).hexdigest())
