"""What the clause model sees of a sentence: its marks, their order, and the marks of what stands above it.

Marks (`scoring.facts.cues`) mean the same in every language, so a sentence written in Danish teaches the model about
Polish. The words themselves are left out on purpose: they gain little and cost eight times the weights
(docs/stance-comparison.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from zlib import crc32

from scoring.facts.cues import Reading

BITS = 15  # 32,768 slots; with 12 labels of one byte the weights stay below 400 kB
_MASK = (1 << BITS) - 1
_MOST = 24  # marks looked at; longer sentences are lists
_NEAR = 2  # marks between the halves of a near pair, at most
_LENGTHS = (1, 3, 8, 20)  # words: a bare answer, a label, a slogan, a sentence


def slots(reading: Reading | None, above: Reading | None) -> set[int]:
    """Slots (0 .. 2**BITS - 1) of a sentence and of its question, label or heading; None where no mark was found."""
    return {crc32(name.encode()) & _MASK for name in _names(reading, above)}


def _names(reading: Reading | None, above: Reading | None) -> Iterator[str]:
    marks = _marks(reading)
    over = sorted(set(_marks(above)))
    yield from _ordered(marks)
    here = sorted(set(marks))
    yield from (f"both {one} {other}" for one, other in combinations(here, 2))
    yield from (f"above {name}" for name in over)
    yield from (f"under {name} {mark}" for name in over for mark in here)
    yield f"opens {marks[0]}" if marks else "bare"
    yield f"words {_length(reading)}"
    if above is not None:
        yield "asked" if above.text.endswith("?") else "headed"
    if reading is not None and reading.text.endswith("?"):
        yield "asks"


def _marks(reading: Reading | None) -> list[str]:
    return [mark.name for mark in reading.marks][:_MOST] if reading is not None else []


def _ordered(marks: list[str]) -> Iterator[str]:
    yield from (f"one {name}" for name in marks)
    yield from (f"next {one} {other}" for one, other in pairwise(marks))
    for index, one in enumerate(marks):
        for at, other in enumerate(marks[index + 1 :], index + 1):
            yield f"then {one} {other}"
            if at - index <= _NEAR:
                yield f"near {one} {other}"
                yield from (f"three {one} {other} {last}" for last in marks[at + 1 : at + 1 + _NEAR])


def _length(reading: Reading | None) -> int:
    words = len(reading.text.split()) if reading is not None else 0
    return sum(words > limit for limit in _LENGTHS)
