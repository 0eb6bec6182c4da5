"""The light first look of a batch: whether a first page shows enough of prescription medicine to be read on.

Nothing is judged here. A page let in is read and judged like any other; one kept out is kept, with what was looked for,
and is judged on what it showed. When in doubt the gate is open.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import re2

from crawler.kinds import fold
from crawler.visit import Page

_WORDS = Path(__file__).parent.parent / "data" / "gate_words.toml"
_LANGUAGES = frozenset({"en", "es", "de", "fr", "it", "pt", "nl", "sv", "da", "pl", "ru", "ja", ""})  # with words there
_ENOUGH = 2  # kinds of words: "pharmacy" alone stands in every town's business list, with a price in mg it is a shop


Pattern: TypeAlias = Any  # re2 has no types


@dataclass(frozen=True, slots=True)
class Look:
    """What the gate saw. `seen`: words as they stand on the page; `why`: one sentence for people."""

    go: bool
    seen: tuple[str, ...]
    why: str


def look(page: Page, drugs: tuple[str, ...]) -> Look:
    """Whether the site behind this first page shall be read on. `drugs`: folded names of the drug looked for."""
    text = fold(page.text)
    named = next((drug for drug in drugs if drug in text), "")
    if named:
        return Look(True, (named,), f"The first page names “{named}”.")
    if page.content.language not in _LANGUAGES:
        return Look(True, (), f"The first page is in a language ({page.content.language}) the gate has no words for.")
    seen = {kind: found for kind, pattern in _patterns().items() if (found := _first(pattern, text))}
    words = tuple(seen.values())
    if "medicine" in seen or len(seen) >= _ENOUGH:
        return Look(True, words, f"The first page says {', '.join(f'“{word}”' for word in words)}.")
    said = f" beyond “{words[0]}”" if words else ""
    return Look(False, words, f"Nothing on the first page speaks of prescription medicine{said}; no other was asked.")


def _first(pattern: Pattern, text: str) -> str:
    found = pattern.search(text)
    return next(word for word in found.groups() if word) if found else ""


@cache
def _patterns() -> dict[str, Pattern]:
    table: dict[str, list[str]] = tomllib.loads(_WORDS.read_text("utf-8"))["words"]
    return {kind: re2.compile(_pattern(words)) for kind, words in table.items()}


def _pattern(words: list[str]) -> str:
    whole = "|".join(re2.escape(fold(word)) for word in words if not _dense(word))
    dense = "|".join(re2.escape(fold(word)) for word in words if _dense(word))
    # A letter beside it makes another word of it; a digit does not: "20mg".
    bordered = rf"(?:^|\PL)({whole})(?:$|\PL)"
    return f"{bordered}|({dense})" if dense else bordered


def _dense(word: str) -> bool:
    """Written without spaces between words."""
    return any("\u3040" <= letter <= "\u9fff" for letter in word)
