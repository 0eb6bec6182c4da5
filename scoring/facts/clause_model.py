"""A small trained judge of one question: does this sentence let the prescription go, in the shop's own mouth?

Linear, over marks, words, neighbours and what the grammar says (`scoring.facts.clause_features`). Trained on sentences
of our own (`data/clauses/*.tsv`) and on labelled sites by `python -m tests.bench.train_clauses`; how well it does on
sites and authors it was not taught with stands in docs/stance-comparison.md.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt

from crawler.visit import Kind, Place
from data.clauses import weights
from scoring.facts.clause_features import BITS, slots
from scoring.facts.speaker import Scene
from scoring.facts.types import Stance, Stand

OWN = (Stand.OWN_OFFER, Stand.OWN_QUESTIONNAIRE, Stand.OWN_LATER)
# A sentence is worth asking about when it, or the question or label it answers, names one of these.
_TOPIC = frozenset(
    {"paper", "visit", "medic", "one", "step", "classed", "boast", "blind", "free", "gone", "skip", "judged", "form"}
    | {"anyway"}
)
# Titles, addresses and names of links stay hints, as the grammar weighs them: they say too little to be judged.
NAMES = frozenset({Kind.TITLE, Kind.META, Kind.URL, Kind.LINK})
_SIDES = frozenset({Place.NAV, Place.HEADER, Place.ASIDE, Place.FOOTER})  # they name shelves, not conditions
_MIDDLE = 128  # weights are kept as unsigned bytes around this


@dataclass(frozen=True, slots=True)
class Head:
    """One linear judgement: a byte a slot."""

    body: bytes
    scale: float
    bias: float

    def score(self, found: Collection[int]) -> float:
        """Sum of the weights over the root of their number, plus bias; `found` must not be empty."""
        total = sum(map(self.body.__getitem__, found)) - _MIDDLE * len(found)
        return total * self.scale / sqrt(len(found)) + self.bias


@dataclass(frozen=True, slots=True)
class Model:
    """The head that asks whether the prescription is let go, one more for each way of doing so, and a calibration."""

    own: Head
    ways: tuple[tuple[Stand, Head], ...]
    slope: float
    shift: float

    def judge(self, found: Collection[int]) -> Opinion:
        """The view of a sentence with these slots; at least one."""
        likely = 1 / (1 + exp(-(self.slope * self.own.score(found) + self.shift)))
        return Opinion(likely, found, self.ways)


@dataclass(frozen=True, slots=True)
class Opinion:
    """`own`: how likely (0..1) this shop lets the prescription go here."""

    own: float
    _found: Collection[int]
    _ways: tuple[tuple[Stand, Head], ...]

    @property
    def stand(self) -> Stand:
        """In which way, if it does. Worked out when asked for: most sentences let nothing go."""
        return max(self._ways, key=lambda way: way[1].score(self._found))[0]


def opinion(scene: Scene, told: Collection[Stance], model: Model | None = None) -> Opinion | None:
    """The model's view of a sentence of which the grammar says `told`; None when it is not for the model to say."""
    return (model or kept()).judge(slots(scene, told)) if is_asked(scene, told) else None


def is_asked(scene: Scene, told: Collection[Stance]) -> bool:
    """Every sentence in which the grammar sees an own offer, and every other of the page's body that is on topic."""
    clause = scene.clause
    if clause.kind in NAMES:
        return False
    if any(stance.stand in OWN for stance in told):
        return True
    if clause.is_question or clause.kind is Kind.HEADING or clause.place in _SIDES:
        return False
    if scene.reading.has(*_TOPIC):
        return True
    text = clause.question or clause.label
    found = scene.look(text) if text else None
    return found is not None and found.has(*_TOPIC)


@cache
def kept() -> Model:
    """The trained model."""
    return unpacked(weights())


def unpacked(stored: bytes) -> Model:
    """The model in a file of weights, see `data.clauses.weights`. Raises ValueError when it is not one."""
    head, _, body = stored.partition(b"\n")
    told = json.loads(head)
    if len(body) != len(told["heads"]) << BITS:
        raise ValueError(f"weights: {len(body)} bytes for {len(told['heads'])} heads")
    size = 1 << BITS
    heads = {
        name: Head(body[at * size : (at + 1) * size], scale, bias)
        for at, (name, scale, bias) in enumerate(told["heads"])
    }
    ways = tuple((Stand(name), head) for name, head in heads.items() if name != "own")
    return Model(heads["own"], ways, told["slope"], told["shift"])
