"""How much a yes weighs: the published likelihood ratio of its flag, capped by its strength.

Weights are natural logarithms of likelihood ratios. The caps make law and numbers agree (`scoring.verdict`): one
decisive sign or two strong ones reach FLAG, one strong or three soft ones reach CAUTION, and all soft signs together
with one strong never reach FLAG. A property test holds them to that.
"""

from __future__ import annotations

import math

from data.world import Likelihood, World
from scoring.model import Card, Strength

# likelihoods.csv, row no_valid_rx_required (NABP 2014): "cap the likelihood ratio (for example at 30)".
CAP = {
    Strength.DECISIVE: round(math.log(30), 2),  # 3.40
    Strength.STRONG: 1.80,  # two of them pass the decisive cap, one with every soft sign (1.50) does not
    Strength.SOFT: 0.50,  # three of them weigh more than two, and less than one strong sign
}
LEAST_SOFT = 0.34  # three times this passes two soft caps: the law counts signs, so no soft sign may vanish
SOFT_TOTAL = 1.50  # soft signs of all families together
FLAG, CAUTION = CAP[Strength.DECISIVE], 3 * LEAST_SOFT
# A register entry or accreditation bound to the domain; guidance.csv, tld_pharmacy: "decisive positive".
BOUND = -CAP[Strength.DECISIVE]
_LEAST_SHARE = 0.02  # a published 0 of 30 is not never: the rule of succession on n = 30 gives about 0.03


def published_ratio(flag: str, world: World) -> tuple[float, Likelihood] | None:
    """The most cautious published log-likelihood ratio for a flag and its row; None when no row gives both shares.

    Both shares may stand in different rows of the same flag (one study of rogue sites, one of lawful ones).
    """
    rows = world.likelihood(flag)
    rogue = [row for row in rows if row.p_given_rogue]
    legit = [row for row in rows if row.p_given_legit is not None]
    if not rogue or not legit:
        return None
    weakest = min(rogue, key=lambda row: row.p_given_rogue or 0.0)
    share = max(max(row.p_given_legit or 0.0 for row in legit), _LEAST_SHARE)
    return round(math.log((weakest.p_given_rogue or share) / share), 2), weakest


def weight(card: Card, strength: Strength | None, world: World) -> float:
    """The weight of a yes. Strong and decisive signs weigh their cap: the law, not the figure, made them so."""
    strength = strength or card.strength
    if strength is not Strength.SOFT:
        return CAP[strength]
    ratio = published_ratio(card.flag, world) if card.flag else None
    return CAP[strength] if ratio is None else min(max(ratio[0], LEAST_SOFT), CAP[strength])
