"""Sentences with labels, written for this project, and the weights of the clause model that was trained on them.

`<language>.tsv` and, each written apart from the others, `-b`, `-c`, `-p` (the plainest ways to say it), `-d` (who
is not asked, whose rule it is, what a guest account or a chosen pharmacy spares) and `-f` (every name of the paper and
of who writes it, kept to oneself, of no interest, ticked in its place): label, clause, context (the question, label or
heading above it), family (how the thing is said).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
WEIGHTS = _HERE / "weights.bin"


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled sentence, as written."""

    label: str
    clause: str
    context: str
    family: str
    language: str
    author: str


def samples() -> Iterator[Sample]:
    """All labelled sentences, by language. Raises ValueError on a line that does not have four fields."""
    for path in sorted(_HERE.glob("*.tsv")):
        language, _, author = path.stem.partition("-")
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for line in lines[1:]:
            label, clause, context, family = line.split("\t")
            yield Sample(label, clause, context, family, language, author or "a")


def weights() -> bytes:
    """The trained weights: a line of JSON (heads, slope, shift), then each head: a byte a slot, 128 meaning nought."""
    return WEIGHTS.read_bytes()
