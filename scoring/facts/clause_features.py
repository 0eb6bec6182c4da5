"""What the clause model sees of a sentence: hashed words, stems, pairs of stems and runs of letters.

Stems are first letters: case endings go, and what is denied stays next to its denial. Pairs may stand a few words apart,
because "we ship your capsules without anyone asking for a prescription" must look like "without a prescription".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

BITS = 16  # 65,536 slots; with 12 labels of one byte the weights stay below 800 kB
_MASK = (1 << BITS) - 1
_STEM = 5  # letters; shorter stems merge "rezept" with "rezension", longer ones keep case endings apart
_RUN = 4  # letters of a run inside a word
_REACH = 4  # words between the two halves of a pair, at most
_MOST = 80  # words looked at; longer sentences are lists
_DENSE_RUNS = (1, 2, 3, 4)  # letters of a run in scripts without spaces
_DENSE_FROM = "\u3040"  # first letter of the kana; the scripts above it are written without spaces
_ANSWER = 4  # words: a clause this short answers the question above it and is read together with it


class _Plain(dict[int, str]):
    """Letters and digits as they are (digits as 0), signs that ask or call as words, everything else a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "0" if letter.isdigit() else letter if letter.isalpha() else f" {letter} " if letter in "?!？" else " "
        if len(self) < 20_000:  # more than all scripts of ours have, and a bound on what pages can make us keep
            self[code] = plain
        return plain


_PLAIN = _Plain()


def features(text: str, context: str = "") -> set[int]:
    """Slots (0 .. 2**BITS - 1) of a sentence in plain form and of what gives it its sense: question, label or heading."""
    words = _words(text)
    found = {crc32(name.encode()) & _MASK for name in _names(words)}
    if context:
        above = _words(context)
        found.update(crc32(f"above {name}".encode()) & _MASK for name in _names(above))
        if len(words) <= _ANSWER:
            found.update(crc32(name.encode()) & _MASK for name in _answers(words, above))
    return found


def _words(text: str) -> list[str]:
    return text.translate(_PLAIN).split()[:_MOST]


def _names(words: list[str]) -> Iterator[str]:
    stems = []
    for word in words:
        if word[0] >= _DENSE_FROM:
            yield from _runs(word, _DENSE_RUNS)
        else:
            yield f"w {word}"
            yield from _runs(f"_{word}_", (_RUN,))
            stems.append(word[:_STEM])
    yield from _pairs(stems)


def _runs(word: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def _pairs(stems: list[str]) -> Iterator[str]:
    yield from (f"s {stem}" for stem in stems)
    yield from (f"p {one} {other}" for one, other in pairwise(stems))
    for index, one in enumerate(stems):
        yield from (f"q {one} {other}" for other in stems[index + 1 : index + 1 + _REACH])


def _answers(words: list[str], above: list[str]) -> Iterator[str]:
    """ "No." below "do I need" is the opposite of "no." below "can I buy"."""
    for opening in words[:2]:
        for word in above:
            if word[0] >= _DENSE_FROM:
                yield from (f"a {opening} {run}" for run in _runs(word, (2, 3)))
            else:
                yield f"a {opening} {word[:_STEM]}"
