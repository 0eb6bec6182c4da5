"""Lines that may name a pharmacy among millions that do not: one pattern over a whole buffer; only hits are looked at.

The sieve lets through more than `crawler.names.look` will count: whatever may reach `LEAST`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

import re2

from crawler.names import Kind, Where, Word, known

Pattern: TypeAlias = Any  # re2 has no types

LEAST = 40  # score from which a name is worth keeping: one word of the trade (data/name_words.toml, weights)
_TELLING = (Kind.MEDICINE, Kind.TRADE, Kind.PAPER, Kind.GOODS)  # a hint with a way of selling stays below LEAST
_MEMORY = 64 << 20  # bytes for the automaton; it takes about 3 MB, and one that overflows starts again and again
_NOT_LETTER = r"[^a-z\n]|\\n"  # the last: a line break as JSON spells it, between two names of one certificate
_ALIKE = {"o": "[o0]", "i": "[i1l]", "l": "[l1]", "e": "[e3]", "a": "[a4]", "s": "[s5]"}


def hits(buffer: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a buffer that may name a pharmacy, in order: where each begins, and its bytes without line break."""
    for found in pattern().finditer(buffer):
        start = buffer.rfind(b"\n", 0, found.start()) + 1
        yield start, buffer[start : found.end()].rstrip(b"\r")


@cache
def pattern() -> Pattern:
    """From a telling word to the end of its line, so that each line is found once."""
    options = re2.Options()
    options.max_mem = _MEMORY
    options.case_sensitive = False
    words = [word for word in known().words if word.text.isascii()]
    parts = [word.text for word in words if word.kind is not Kind.TRAP and word.where is not Where.ANYWHERE]
    telling = [word for word in words if word.kind in _TELLING]
    free = [_loose(word) for word in telling if word.where is Where.ANYWHERE]
    edge = _either(_loose(word) for word in telling if word.where is Where.EDGE)
    whole = _either(_loose(word) for word in telling if word.where is Where.WHOLE)
    beside = _either(re2.escape(text) for text in parts)
    before, after = f"(?:(?m:^)|{_NOT_LETTER}|{beside})", f"(?:(?m:$)|{_NOT_LETTER}|{beside})"
    bound = (f"{before}{edge}", f"{edge}{after}", f"{before}{whole}{after}")
    told = "|".join([*free, *bound, "xn--", r"[^\x00-\x7f]"])
    return re2.compile(rf"(?:{told})[^\n]*".encode(), options)


def _either(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(patterns))})"


def _loose(word: Word) -> str:
    """A word as it may be spelled to pass unseen: digits for letters, hyphens inside."""
    if word.kind is not Kind.MEDICINE:
        return str(re2.escape(word.text))
    return "-?".join(_ALIKE.get(letter, re2.escape(letter)) for letter in word.text)
