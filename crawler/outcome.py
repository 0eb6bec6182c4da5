"""What kind of answer a page was: a page to read, or something that stands in its place."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import re2

from crawler.visit import Outcome, PageText, Place

_WORDS = Path(__file__).parent.parent / "data" / "outcome_words.toml"
_FEW = 25  # words: fewer than any of the product, contact or terms pages in hand that say something
_SHORT = 160  # words: the longest wall, parking or suspension page in hand has about 120
_BLOCKED = frozenset({401, 403, 407, 429, 451})
_WALL_STATUS = frozenset({403, 429, 503})


def outcome_of(status: int, content: PageText) -> Outcome:
    """The outcome for one answered page. A wall is told by its words and its shortness, never by its words alone.

    `status` 0 means that none was recorded (foreign archives): taken for 200.
    """
    if content.visible_words <= _SHORT:
        wall = _wall(_opening(content))
        if wall is Outcome.JS_ONLY and content.visible_words > _FEW:
            wall = None
        if wall is not None and (status < 400 or status in _WALL_STATUS or wall is Outcome.PARKED):
            return wall
    if status in _BLOCKED:
        return Outcome.BLOCKED
    if status >= 400:
        return Outcome.HTTP_ERROR
    if content.visible_words == 0 or (content.visible_words < 5 and not content.links):
        return Outcome.JS_ONLY if content.scripts else Outcome.EMPTY
    if content.visible_words < _FEW and len(content.scripts) >= 1 and not content.forms and len(content.links) <= 2:
        return Outcome.JS_ONLY
    return Outcome.READ


def _opening(content: PageText) -> str:
    """Title and first words, and what a reader without scripts is told."""
    hidden = [content.text[b.start : b.end] for b in content.blocks if b.place is Place.HIDDEN][:3]
    return f"{content.text[:1500]} {' '.join(hidden)[:300]}".casefold()


def _wall(opening: str) -> Outcome | None:
    for outcome, pattern in _patterns():
        if pattern.search(opening):
            return outcome
    return None


@cache
def _patterns() -> tuple[tuple[Outcome, re2._Regexp], ...]:
    table = tomllib.loads(_WORDS.read_text("utf-8"))
    names = ("challenge", "blocked", "parked", "js_only")
    return tuple((Outcome(n), re2.compile("|".join(re2.escape(w) for w in table[n]["words"]))) for n in names)
