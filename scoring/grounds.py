"""The grounds of a verdict: which findings decided, and what the law would say without each of them. Pure.

Works on what is kept of a verdict, so that an old one is explained without judging anything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.world import World
from scoring.model import Answer, Card, Finding, Strength, VerdictClass
from scoring.risk import Asked
from scoring.verdict import by_signs
from scoring.weights import weight

_BY_SIGNS = (VerdictClass.FLAGGED, VerdictClass.CAUTION, VerdictClass.UNVERIFIED, VerdictClass.VERIFIED)


@dataclass(frozen=True, slots=True)
class Held:
    """A kept finding as far as the law asks: `weight` tells how strong its yes was."""

    card: Card
    answer: Answer
    weight: float


@dataclass(frozen=True, slots=True)
class Without:
    """What the class would be if these findings were not there."""

    cards: tuple[Card, ...]
    verdict: VerdictClass


@dataclass(frozen=True, slots=True)
class Grounds:
    """`because`: what decided, in the order of the findings. `without`: each of them away, then all of them."""

    verdict: VerdictClass
    because: tuple[Card, ...]
    without: tuple[Without, ...]


def strength(held: Held, world: World) -> Strength:
    """How strong a yes was: every strength has weights of its own (`scoring.weights`); none fits: the card's."""
    found = [s for s in Strength if abs(weight(held.card, s, world) - held.weight) < 0.005]  # kept with two decimals
    return held.card.strength if held.card.strength in found or not found else found[0]


def grounds(verdict: VerdictClass, findings: Iterable[Held], bound: bool, world: World) -> Grounds | None:
    """The grounds of a kept verdict. `bound`: a register or an accreditation names the domain.

    None: the class does not follow from the findings: it was made under other rules, or no sign is asked for it.
    """
    asked = [_asked(held, world) for held in findings]
    if verdict not in _BY_SIGNS or by_signs(asked, bound)[0] is not verdict:
        return None
    cards = {card.id: card for card, *_ in asked}
    because = tuple(cards[check] for check in by_signs(asked, bound)[1])
    away = [(card,) for card in because] + ([because] if len(because) > 1 else [])
    return Grounds(verdict, because, tuple(Without(gone, _class_without(gone, asked, bound)) for gone in away))


def _class_without(gone: Sequence[Card], asked: list[Asked], bound: bool) -> VerdictClass:
    return by_signs([one for one in asked if one[0] not in gone], bound)[0]


def _asked(held: Held, world: World) -> Asked:
    finding = Finding(held.card.id, held.answer, "", (), strength(held, world) if held.answer is Answer.YES else None)
    return held.card, finding, held.weight, held.weight


def words(found: Grounds) -> tuple[str, ...]:
    """The grounds as sentences: what decided, and what would be without it."""
    if not found.because:
        return ()
    name = _plain(found.verdict)
    first = f"{name.capitalize()} because of signs of {_all(found.because)}."
    told = [first]
    for without in found.without:
        which = f"signs of {_all(without.cards)}"
        if without.verdict is found.verdict:
            told.append(f"Without {which} it would still be {name}.")
        else:
            told.append(f"Without {which} it would be {_plain(without.verdict)}.")
    return tuple(told)


def _all(cards: Sequence[Card]) -> str:
    signs = [card.sign for card in cards]
    return " and ".join(filter(None, [", ".join(signs[:-1]), signs[-1]]))


def _plain(verdict: VerdictClass) -> str:
    return verdict.replace("_", " ")
