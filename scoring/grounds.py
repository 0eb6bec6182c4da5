"""The grounds of a verdict: which findings decided, and what the law would say without each of them. Pure.

Works on what is kept of a verdict, so that an old one is explained without judging anything again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """What the class would be if the findings of `gone` were not there, and which others would then decide."""

    gone: tuple[Card, ...]
    verdict: VerdictClass
    because: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """`because`: what decided, in the order of the findings.

    `without`: when several decided, each of them away; then all of them, and on, until the class is another.
    """

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
    because = _law(asked, bound, ())[1]
    single = [_without((card,), asked, bound) for card in because] if len(because) > 1 else []
    return Grounds(verdict, because, (*single, *_down(verdict, because, asked, bound)))


def _down(verdict: VerdictClass, because: tuple[Card, ...], asked: list[Asked], bound: bool) -> Iterator[Without]:
    """Everything that decided away, then what decides in its place, until the class is another."""
    gone: tuple[Card, ...] = ()
    while because:
        gone += because
        step = _without(gone, asked, bound)
        yield step
        if step.verdict is not verdict:
            return
        because = step.because


def _without(gone: tuple[Card, ...], asked: list[Asked], bound: bool) -> Without:
    return Without(gone, *_law(asked, bound, gone))


def _law(asked: list[Asked], bound: bool, gone: Sequence[Card]) -> tuple[VerdictClass, tuple[Card, ...]]:
    left = [one for one in asked if one[0] not in gone]
    cards = {card.id: card for card, *_ in left}
    verdict, because = by_signs(left, bound)
    return verdict, tuple(cards[check] for check in because)


def _asked(held: Held, world: World) -> Asked:
    finding = Finding(held.card.id, held.answer, "", (), strength(held, world) if held.answer is Answer.YES else None)
    return held.card, finding, held.weight, held.weight


def words(found: Grounds) -> tuple[str, ...]:
    """The grounds as sentences: what decided, and what would be without it."""
    if not found.because:
        return ()
    told = [f"{_plain(found.verdict).capitalize()} because of signs of {_all(found.because)}."]
    told += [_told(step, found, before) for before, step in zip((None, *found.without), found.without, strict=False)]
    return tuple(told)


def _told(step: Without, found: Grounds, before: Without | None) -> str:
    """One step, what is away told as shortly as can be."""
    new = [card for card in step.gone if before is None or card not in before.gone]
    longer = before is not None and set(before.gone) >= set(found.because)
    gone = f"{_all(new)} either" if longer else _all(step.gone)
    still = "still " if step.verdict is found.verdict else ""
    by = f", by signs of {_all(step.because)}" if step.because else ""
    return f"Were there no signs of {gone}, it would {still}be {_plain(step.verdict)}{by}."


def _all(cards: Sequence[Card]) -> str:
    signs = [card.sign for card in cards]
    return " and ".join(filter(None, [", ".join(signs[:-1]), signs[-1]]))


def _plain(verdict: VerdictClass) -> str:
    return verdict.replace("_", " ")
