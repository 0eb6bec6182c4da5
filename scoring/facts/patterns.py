"""Patterns over plain text, with a cheap notion of a letter.

`\\pL` names some six hundred ranges of code points, and a pattern that counts with it grows beyond what re2 keeps in
memory. After `scoring.facts.normal` a few ranges say the same for every script we read.
"""

from __future__ import annotations

from scoring.facts.finder import Pattern

_LETTERS = r"a-z\x{df}-\x{f6}\x{f8}-\x{1fff}\x{3040}-\x{d7ff}"  # leaves out signs of currency, punctuation and symbols


def pattern(words: str) -> Pattern:
    """The compiled pattern; `\\pL` may stand in brackets only: `[\\pL]`, `[^\\pL]`."""
    return Pattern(words.replace(r"\pL", _LETTERS))
