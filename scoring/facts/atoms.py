"""What must stand in a text for a pattern of ours to match it: runs of letters, read off the pattern.

`(no|without) recept(en|er)?` matches nothing that has not "recept" and one of "no" and "without". A pattern is written
out into its alternatives, as far as they are few; where a part may be anything there is a gap. Whatever is not
understood is a gap too, or gives no answer: no text that matches lacks what is asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_GAP = "\0"  # anything or nothing
_MOST = 64  # alternatives that are written out; a part that would make more is a gap
_CLASS = 4  # letters of a class that are written out: "[sz]", "[aeio]"
_KINDS = frozenset("wdsWDS")  # after a backslash: any letter of a kind
_PLACES = frozenset("^$")  # of no width, as a border is: "\\b"
_SPECIAL = frozenset("()[]{}|?*+.^$\\")
_RUN = re.compile(f" ?[^ {_GAP}]+ ?")
_SIGNS = re.compile(rf"[^\s{_GAP}]+")
_LETTERS_KEPT = 20_000  # as in `scoring.facts.normal`: more than all scripts of ours have


class _Letters(dict[int, str]):
    """Letters as they are, a space for any other sign; told when first met."""

    def __init__(self, letters: str) -> None:
        super().__init__((ord(letter), letter) for letter in letters)

    def __missing__(self, code: int) -> str:
        if len(self) < _LETTERS_KEPT:
            self[code] = " "
        return " "


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """How a text is cut into words: a word is made of these letters; None: of all signs but spaces."""

    letters: _Letters | None
    bordered: bool  # a match begins and ends where a word does

    def plain(self, text: str) -> str:
        """The text with a space for each sign that is no letter."""
        return text if self.letters is None else text.translate(self.letters)


LATIN = Script(_Letters("abcdefghijklmnopqrstuvwxyz0123456789"), bordered=True)
CYRILLIC = Script(_Letters("абвгдежзийклмнопрстуфхцчшщъыьэюя0123456789"), bordered=True)
WRITTEN = Script(None, bordered=False)  # borders of words, where they count, are spaces in the pattern itself


class Needed(NamedTuple):
    """What stands in every text that one alternative matches. A space at the end of a run: no letter stands there."""

    runs: tuple[str, ...]  # all of them in the plain text, the longest first
    signs: str = ""  # when there are no runs: in the text as it is


class _Unread(Exception):
    """The pattern uses signs that are not read here."""


def needed(pattern: str, script: Script) -> frozenset[Needed] | None:
    """One of these stands in every text that the pattern matches; None when nothing is known."""
    try:
        told = [pattern] if _SPECIAL.isdisjoint(pattern) else _Reader(pattern).alternatives()
    except _Unread:
        return None
    found = frozenset(_needed(words, script) for words in told)
    return None if Needed(()) in found else found


def _needed(words: str, script: Script) -> Needed:
    """Beside a sign that is no letter there is a border, beside a gap there is none."""
    plain = _GAP.join(map(script.plain, words.split(_GAP)))
    edge = " " if script.bordered else _GAP
    runs = _RUN.findall(f"{edge}{plain}{edge}".replace(" ", "  "))
    if not runs:
        return Needed((), max(_SIGNS.findall(words), key=len, default=""))
    return Needed(tuple(sorted(set(runs), key=lambda run: (-len(run.strip()), -len(run), run))))


def _shortest(told: Iterable[str]) -> int:
    return min(len(words.replace(_GAP, "").strip()) for words in told)


def _fewer(told: list[str], part: list[str]) -> tuple[list[str], list[str]]:
    """The half that says more is kept: of "(a |the )?(doctor|physician|...)" the second, and how the first ends."""
    if _shortest(told) >= _shortest(part):
        return told, [_GAP]
    ends = list({words and f"{_GAP}{' ' * words.endswith(' ')}" for words in told})
    return (ends if len(ends) * len(part) <= _MOST else [_GAP]), part


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._at = pattern, 0

    def alternatives(self) -> list[str]:
        """Everything the pattern matches, with gaps."""
        told = self._choice()
        if self._at < len(self._pattern):
            raise _Unread
        return told

    def _next(self) -> str:
        sign = self._peek()
        if not sign:
            raise _Unread
        self._at += 1
        return sign

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _choice(self) -> list[str]:
        told = self._row()
        while self._peek() == "|":
            self._next()
            told += self._row()
        return told if len(told) <= _MOST else [_GAP]

    def _row(self) -> list[str]:
        told = [""]
        while self._peek() not in ("", "|", ")"):
            part = self._repeated(self._one())
            if len(told) * len(part) > _MOST:
                told, part = _fewer(told, part)
            told = [before + after for before in told for after in part]
        return told

    def _one(self) -> list[str]:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            sign = self._next()
            if sign.isalnum() and sign not in _KINDS and sign != "b":
                raise _Unread
            return [_GAP if sign in _KINDS else "" if sign == "b" else sign]
        if sign in "*+?{":
            raise _Unread
        return [_GAP if sign == "." else "" if sign in _PLACES else sign]

    def _group(self) -> list[str]:
        if self._peek() == "?":
            self._next()
            if self._next() != ":":
                raise _Unread
        told = self._choice()
        self._next()  # the bracket that closes it: a row ends at nothing else but a bar or the end
        return told

    def _class(self) -> list[str]:
        end = self._pattern.find("]", self._at + (2 if self._peek() == "^" else 1))
        inside = self._pattern[self._at : end]
        if end < 0 or "[" in inside or "\\" in inside[-1:]:
            raise _Unread
        self._at = end + 1
        is_plain = len(inside) <= _CLASS and inside[0] != "^" and "-" not in inside and "\\" not in inside
        return list(inside) if is_plain else [_GAP]

    def _repeated(self, told: list[str]) -> list[str]:
        sign = self._peek()
        if sign not in ("?", "*", "+", "{"):
            return told
        self._next()
        least = self._least() if sign == "{" else sign == "+"
        if self._peek() == "?":  # as few as possible: the same runs
            self._next()
        if sign == "?":
            return [*told, ""]
        return [f"{words}{_GAP}" for words in told] if least else [_GAP]

    def _least(self) -> bool:
        """True when "{2,5}" asks for at least one."""
        told = ""
        while (sign := self._next()) != "}":
            told += sign
        first = told.split(",")[0]
        if not first.isdigit():
            raise _Unread
        return int(first) > 0
