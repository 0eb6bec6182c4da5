"""What the clause model sees of a sentence: its marks, its words, its surroundings, and what the grammar says.

Marks (`scoring.facts.cues`) mean the same in every language, so a sentence written in Danish teaches the model about
Polish; words add what no mark names. Every feature is a short string, hashed into a slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from scoring.facts.cues import Reading
from scoring.facts.speaker import Scene, speaker
from scoring.facts.types import Stance

BITS = 18  # 262,144 slots; with four heads of one byte the weights take 1 MB
_MASK = (1 << BITS) - 1
_MOST = 24  # marks looked at; longer sentences are lists
_REACH = 8  # marks between the halves of a pair, at most: beyond, order says little
_NEAR = 2  # marks between the parts of a triple, at most
_LENGTHS = (1, 3, 8, 20)  # words: a bare answer, a label, a slogan, a sentence
_WORDS = 60
_STEM = 5  # letters; endings differ by case and gender, not by sense
_STEPS = 10  # of the grammar's certainty


def slots(scene: Scene, told: Iterable[Stance], placed: bool = True) -> set[int]:
    """Slots (0 .. 2**BITS - 1) of a sentence. `told`: what the grammar says; `placed`: it stands on a real page."""
    return {crc32(name.encode()) & _MASK for name in _names(scene, list(told), placed)}


def _above(scene: Scene) -> str:
    """What gives the sentence its sense, the nearest first: question, label, list heading, heading."""
    clause = scene.clause
    return clause.question or clause.label or clause.intro or clause.heading


def _names(scene: Scene, told: list[Stance], placed: bool) -> Iterator[str]:
    marks = [mark.name for mark in scene.reading.marks][:_MOST]
    here = sorted(set(marks))
    yield from _ordered(marks)
    yield from _over(scene, here)
    yield from _beside(scene)
    yield from _worded(scene.reading)
    yield from (f"over {stem}" for stem in set(_stems(_words(_above(scene), scene.reading.tongue.dense)[:30])))
    yield from _said(scene, told, here)
    if scene.clause.is_question:
        yield "asks"
    if placed:
        yield from _place(scene)


def _ordered(marks: list[str]) -> Iterator[str]:
    yield from (f"one {name}" for name in marks)
    yield from (f"next {one} {other}" for one, other in pairwise(marks))
    for index, one in enumerate(marks):
        for at, other in enumerate(marks[index + 1 : index + 1 + _REACH], index + 1):
            yield f"then {one} {other}"
            if at - index <= _NEAR:
                yield from (f"three {one} {other} {last}" for last in marks[at + 1 : at + 1 + _NEAR])
    if marks:
        yield f"opens {marks[0]}"
        yield f"ends {marks[-1]}"


def _over(scene: Scene, here: list[str]) -> Iterator[str]:
    text = _above(scene)
    if not text:
        return
    yield "asked" if text.endswith("?") else "headed"
    found = scene.look(text)
    for name in sorted(found.names) if found is not None else ():
        yield f"above {name}"
        yield from (f"under {name} {mark}" for mark in here)


def _beside(scene: Scene) -> Iterator[str]:
    clause = scene.clause
    sides = (
        ("before", clause.previous), ("after", clause.next), ("heading", clause.heading), ("intro", clause.intro),
        ("label", clause.label), ("question", clause.question),
    )  # fmt: skip
    for side, text in sides:
        found = scene.look(text) if text else None
        if found is not None:
            yield from (f"{side} {name}" for name in found.names)


def _worded(reading: Reading) -> Iterator[str]:
    words = _words(reading.text, reading.tongue.dense)[:_WORDS]
    stems = _stems(words)
    yield f"words {sum(len(words) > limit for limit in _LENGTHS)}"
    yield from (f"word {word}" for word in set(words))
    yield from (f"stem {stem}" for stem in set(stems))
    yield from (f"two {one} {other}" for one, other in pairwise(stems))
    yield from (f"gap {one} {other}" for one, other in zip(stems, stems[2:], strict=False))
    yield from (f"run {a} {b} {c}" for a, b, c in zip(stems, stems[1:], stems[2:], strict=False))
    if stems:
        yield f"first {stems[0]}"


def _words(text: str, dense: bool) -> list[str]:
    """Words of plain text; pairs of letters in a script without spaces."""
    if dense:
        return [text[at : at + 2] for at in range(len(text) - 1)]
    return "".join(letter if letter.isalnum() else " " for letter in text.replace("'", "")).split()


def _stems(words: list[str]) -> list[str]:
    return [word[:_STEM] for word in words]


def _said(scene: Scene, told: list[Stance], here: list[str]) -> Iterator[str]:
    """What the grammar makes of it, and in whose mouth."""
    for stance in told:
        yield f"says {stance.stand}"
        yield f"says {stance.stand} {int(stance.certainty * _STEPS)}"
    if not told:
        yield "says nothing"
    voice = speaker(scene)
    yield f"voice {voice}"
    yield from (f"voice {voice} {mark}" for mark in here)
    yield "own" if scene.own else "not own"
    if scene.has_drug:
        yield "for the drug"


def _place(scene: Scene) -> Iterator[str]:
    clause, setting = scene.clause, scene.setting
    yield f"place {clause.place}"
    yield f"kind {clause.kind}"
    yield f"page {clause.page}"
    yield f"page {clause.page} {clause.kind}"
    if setting.prescriber:
        yield "prescribers"
    if setting.goods:
        yield "goods"
