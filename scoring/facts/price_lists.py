"""The words of `data/price_words` as parts of patterns. The words are data; the grammar around them is code."""

from __future__ import annotations

from data.words_of_prices import packaged

WORDS = packaged()
_NOTHING = r"[^\s\S]"  # a list that no language has words for matches nothing, where an empty group matches everywhere


def any_of(words: tuple[str, ...]) -> str:
    """Any of these fragments; the longest is tried first, so that "kapselpris" is not left at "kapsel"."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(longest_first) or _NOTHING})"
