"""What the clause model sees of a sentence: its marks, its words, its surroundings, and what the grammar says.

Marks (`scoring.facts.cues`) mean the same in every language, so a sentence written in Danish teaches the model about
Polish; words add what no mark names. Every feature is a short string, hashed into a slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
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
_NAMES = 1 << 14  # features remembered, some 2.5 MB: marks, their pairs and common words come again and again
_STEPS = 10  # of the grammar's certainty


def slots(scene: Scene, told: Iterable[Stance], placed: bool = True) -> set[int]:
    """Slots (0 .. 2**BITS - 1) of a sentence. `told`: what the grammar says; `placed`: it stands on a real page."""
    return _found(scene, list(told), placed)


@lru_cache(maxsize=_NAMES)
def _slot(*name: str) -> int:
    """The slot of a feature by its words. Most pairs and triples of marks have been met before."""
    return _hashed(" ".join(name))


def _hashed(name: str) -> int:
    return crc32(name.encode()) & _MASK


def _above(scene: Scene) -> str:
    """What gives the sentence its sense, the nearest first: question, label, list heading, heading."""
    clause = scene.clause
    return clause.question or clause.label or clause.intro or clause.heading


def _found(scene: Scene, told: list[Stance], placed: bool) -> set[int]:
    marks = [mark.name for mark in scene.reading.marks][:_MOST]
    here = set(marks)
    found = set(_ordered(marks))
    found.update(_over(scene, here))
    found.update(_beside(scene))
    found.update(_worded(scene.reading))
    above = _stems(_words(_above(scene), scene.reading.tongue.dense)[:30])
    found.update([_slot("over", stem) for stem in above])
    found.update(_said(scene, told, here))
    if scene.clause.is_question:
        found.add(_slot("asks"))
    if placed:
        found.update(_place(scene))
    return found


def _ordered(marks: list[str]) -> list[int]:
    found = [_slot("one", name) for name in marks]
    found += [_slot("next", one, other) for one, other in pairwise(marks)]
    for index, one in enumerate(marks):
        onward = marks[index + 1 : index + 1 + _REACH]
        found += [_slot("then", one, other) for other in onward]
        for at, other in enumerate(onward[:_NEAR], index + 1):
            found += [_slot("three", one, other, last) for last in marks[at + 1 : at + 1 + _NEAR]]
    if marks:
        found += (_slot("opens", marks[0]), _slot("ends", marks[-1]))
    return found


def _over(scene: Scene, here: Set[str]) -> list[int]:
    text = _above(scene)
    if not text:
        return []
    found = [_slot("asked" if text.endswith("?") else "headed")]
    above = scene.look(text)
    for name in above.names if above is not None else ():
        found.append(_slot("above", name))
        found += [_slot("under", name, mark) for mark in here]
    return found


def _beside(scene: Scene) -> Iterator[int]:
    clause = scene.clause
    sides = (
        ("before", clause.previous), ("after", clause.next), ("heading", clause.heading), ("intro", clause.intro),
        ("label", clause.label), ("question", clause.question),
    )  # fmt: skip
    for side, text in sides:
        found = scene.look(text) if text else None
        if found is not None:
            yield from (_slot(side, name) for name in found.names)


def _worded(reading: Reading) -> list[int]:
    words = _words(reading.text, reading.tongue.dense)[:_WORDS]
    stems = _stems(words)
    found = [_slot("words", str(sum(len(words) > limit for limit in _LENGTHS)))]
    found += [_slot("word", word) for word in words]
    found += [_slot("stem", stem) for stem in stems]
    found += [_hashed(f"two {one} {other}") for one, other in pairwise(stems)]
    found += [_hashed(f"gap {one} {other}") for one, other in zip(stems, stems[2:], strict=False)]
    found += [_hashed(f"run {a} {b} {c}") for a, b, c in zip(stems, stems[1:], stems[2:], strict=False)]
    if stems:
        found.append(_slot("first", stems[0]))
    return found


def _words(text: str, dense: bool) -> list[str]:
    """Words of plain text; pairs of letters in a script without spaces."""
    if dense:
        return [text[at : at + 2] for at in range(len(text) - 1)]
    return "".join(letter if letter.isalnum() else " " for letter in text.replace("'", "")).split()


def _stems(words: list[str]) -> list[str]:
    return [word[:_STEM] for word in words]


def _said(scene: Scene, told: list[Stance], here: Set[str]) -> Iterator[int]:
    """What the grammar makes of it, and in whose mouth."""
    for stance in told:
        yield _slot("says", stance.stand)
        yield _slot("says", stance.stand, str(int(stance.certainty * _STEPS)))
    if not told:
        yield _slot("says", "nothing")
    voice = str(speaker(scene))
    yield _slot("voice", voice)
    yield from (_slot("voice", voice, mark) for mark in here)
    yield _slot("own") if scene.own else _slot("not", "own")
    if scene.has_drug:
        yield _slot("for", "the", "drug")


def _place(scene: Scene) -> Iterator[int]:
    clause, setting = scene.clause, scene.setting
    yield _slot("place", clause.place)
    yield _slot("kind", clause.kind)
    yield _slot("page", clause.page)
    yield _slot("page", clause.page, clause.kind)
    if setting.prescriber:
        yield _slot("prescribers")
    if setting.goods:
        yield _slot("goods")
