"""A small trained second opinion on what a sentence says about prescriptions.

Linear, twelve labels, trained on sentences of our own (`data/clauses/*.tsv`) by `python -m tests.bench.train_clauses`.
It sees marks, not words, so it knows nothing that the cue words do not name; what it adds is how marks weigh together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt

from data.clauses import weights
from scoring.facts.clause_features import BITS, slots
from scoring.facts.clauses import Clause
from scoring.facts.cues import Cues, Reading
from scoring.facts.types import Stand

OWN = (Stand.OWN_OFFER, Stand.OWN_QUESTIONNAIRE, Stand.OWN_LATER)
NONE = "none"  # label of sentences that say nothing about prescriptions
# A sentence is worth asking about when it, or what it answers, names one of these; all else is `NONE` without asking.
_TOPIC = frozenset({"paper", "visit", "medic", "one", "step", "form", "classed", "boast", "free", "gone", "skip"})
_LANE = 4  # bytes of a label in a packed row: 255 a slot would need 16 million slots to overflow into the next
_MIDDLE = 128  # weights are kept as unsigned bytes around this


@dataclass(frozen=True, slots=True)
class Opinion:
    """Probabilities (0..1, summing to 1) by label, `NONE` included."""

    shares: dict[str, float]

    @property
    def best(self) -> tuple[Stand | None, float]:
        label = max(sorted(self.shares), key=lambda name: self.shares[name])
        return (None if label == NONE else Stand(label)), self.shares[label]

    @property
    def own(self) -> float:
        """How likely this shop lets the prescription go: offer, questionnaire or later."""
        return sum(self.shares[stand] for stand in OWN)


SILENT = Opinion({**dict.fromkeys(Stand, 0.0), NONE: 1.0})


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, ready to judge."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    rows: tuple[int, ...]  # one packed integer a slot: adding two adds all labels at once

    def judge(self, found: set[int]) -> Opinion:
        """The view of a sentence with these slots; at least one."""
        total = sum(map(self.rows.__getitem__, found))
        lanes = total.to_bytes(_LANE * len(self.labels), "little")
        factor, shift = self.scale / sqrt(len(found)), _MIDDLE * len(found)
        scores = [
            (int.from_bytes(lanes[at : at + _LANE], "little") - shift) * factor + bias
            for at, bias in zip(range(0, len(lanes), _LANE), self.bias, strict=True)
        ]
        return Opinion(dict(zip(self.labels, _shares(scores), strict=True)))


def opinion(reading: Reading | None, above: Reading | None) -> Opinion:
    """The model's view of a sentence and of its question, label or heading, both read in one language."""
    return _kept().judge(slots(reading, above)) if on_topic(reading, above) else SILENT


def on_topic(reading: Reading | None, above: Reading | None) -> bool:
    """True when the sentence, or what it answers, names anything of prescriptions: only then is the model asked."""
    return any(found is not None and found.has(*_TOPIC) for found in (reading, above))


def classify(clauses: Iterable[Clause], kit: Cues, language: str) -> list[tuple[Stand | None, float]]:
    """Most likely stand and its probability (0..1) per sentence; None: says nothing about prescriptions."""
    return [opinion(*read(clause, kit, language)).best for clause in clauses]


def read(clause: Clause, kit: Cues, language: str) -> tuple[Reading | None, Reading | None]:
    """A sentence and what gives it its sense, the nearest first: question, label, list heading, heading."""
    above = next((text for text in (clause.question, clause.label, clause.intro, clause.heading) if text), "")
    reading = kit.read(clause.text, kit.languages(clause.text) or kit.languages(above), language)
    spoken = (reading.tongue.language,) if reading is not None else kit.languages(above)
    return reading, kit.read(above, spoken, language)


def _widened(row: bytes) -> int:
    wide = bytearray(_LANE * len(row))
    wide[::_LANE] = row
    return int.from_bytes(wide, "little")


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


@cache
def _kept() -> Model:
    return unpacked(weights())


def unpacked(kept: bytes) -> Model:
    """The model in a file of weights, see `data.clauses.weights`. Raises ValueError when it is not one."""
    head, _, body = kept.partition(b"\n")
    told = json.loads(head)
    labels = tuple(told["labels"])
    if len(body) != len(labels) << BITS:
        raise ValueError(f"weights: {len(body)} bytes for {len(labels)} labels")
    rows = (body[at : at + len(labels)] for at in range(0, len(body), len(labels)))
    return Model(labels, tuple(told["bias"]), told["scale"], tuple(map(_widened, rows)))
