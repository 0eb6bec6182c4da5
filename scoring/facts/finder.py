"""Patterns of re2 without what makes `re2.compile` slow on texts as short as a clause.

There each match costs several times the search: match objects are made in many steps, for groups nobody asks for, with
offsets worked out even where a letter is a byte. Spans and groups are the same here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import re2

_RE2 = re2._re2.RE2
_ANYWHERE, _START, _WHOLE = _RE2.Anchor.UNANCHORED, _RE2.Anchor.ANCHOR_START, _RE2.Anchor.ANCHOR_BOTH
_NOWHERE = (-1, -1)
Spans = list[tuple[int, int]]


class Finder:
    """A pattern of which only the place in the text is asked for. Raises `re2.error` when it is none."""

    __slots__ = ("_match",)

    def __init__(self, pattern: str, options: re2._re2.RE2.Options | None = None) -> None:
        options = options or re2.Options()
        options.never_capture = True  # re2 leaves its fast automaton to find groups
        self._match = _compiled(pattern, options).Match

    def stands_in(self, text: str) -> bool:
        raw = text.encode()
        return bool(self._match(_ANYWHERE, raw, 0, len(raw))[0] != _NOWHERE)

    def spans(self, text: str) -> Spans:
        """Spans of all matches in order, none within another; an empty match is one as well."""
        raw = text.encode()
        found = [spans[0] for spans in _all(self._match, raw)]
        return found if not found or len(raw) == len(text) else _Letters(raw).of(found)

    def words(self, text: str) -> Spans:
        """Spans of the matches that neither begin nor end within a word, in order.

        What begins within a word hides nothing: in "aucune ordonnance" stands "ordonnance", though "une ordonnance" was
        found first.
        """
        raw = text.encode()
        found: Spans = []
        at, end = 0, len(raw)
        while at < end:
            span = self._match(_ANYWHERE, raw, at, end)[0]
            if span == _NOWHERE:
                break
            whole = span[1] > span[0] and not (_within(raw, span[0]) or _within(raw, span[1]))
            if whole:
                found.append(span)
            at = span[1] if whole else span[0] + _length(raw[span[0]]) if span[0] < end else end
        return found if not found or len(raw) == len(text) else _Letters(raw).of(found)


class Found:
    """A match; the span of a group that has no part in it is (-1, -1), and its words are None."""

    __slots__ = ("_names", "_spans", "_text")

    def __init__(self, text: str, spans: Spans, names: dict[str, int]) -> None:
        self._text, self._spans, self._names = text, spans, names

    def span(self, group: int = 0) -> tuple[int, int]:
        return self._spans[group]

    def start(self, group: int = 0) -> int:
        return self._spans[group][0]

    def end(self, group: int = 0) -> int:
        return self._spans[group][1]

    def __getitem__(self, group: int | str) -> str | Any:
        start, end = self._spans[self._names[group] if isinstance(group, str) else group]
        return None if start < 0 else self._text[start:end]

    def group(self, group: int | str = 0) -> str | Any:
        return self[group]

    def groups(self) -> tuple[str | Any, ...]:
        return tuple(self[group] for group in range(1, len(self._spans)))

    def groupdict(self) -> dict[str, str | Any]:
        return {name: self[name] for name in self._names}

    @property
    def lastindex(self) -> int | None:
        """The outermost of the groups that end last; None when no group has a part in the match."""
        last = max(end for _, end in self._spans[1:]) if len(self._spans) > 1 else -1
        return None if last < 0 else next(at for at, (_, end) in enumerate(self._spans) if at and end == last)


class Pattern:
    """A pattern whose matches are asked for. Raises `re2.error` when it is none."""

    __slots__ = ("_match", "groupindex", "pattern")

    def __init__(self, pattern: str, options: re2._re2.RE2.Options | None = None) -> None:
        compiled = _compiled(pattern, options or re2.Options())
        self._match, self.pattern = compiled.Match, pattern
        self.groupindex = {name.decode(): number for name, number in compiled.NamedCapturingGroups()}

    def search(self, text: str) -> Found | None:
        return self._one(_ANYWHERE, text)

    def match(self, text: str) -> Found | None:
        """At the beginning of the text."""
        return self._one(_START, text)

    def fullmatch(self, text: str) -> Found | None:
        return self._one(_WHOLE, text)

    def finditer(self, text: str) -> Iterator[Found]:
        """All matches in order, none within another."""
        raw = text.encode()
        letters = None if len(raw) == len(text) else _Letters(raw)
        for spans in _all(self._match, raw):
            yield Found(text, spans if letters is None else letters.of(spans), self.groupindex)

    def findall(self, text: str) -> list[str]:
        """The words of all matches, groups or not."""
        return [found[0] for found in self.finditer(text)]

    def sub(self, words: str, text: str) -> str:
        """The text with these words in place of each match."""
        parts, at = [], 0
        for found in self.finditer(text):
            parts += [text[at : found.start()], words]
            at = found.end()
        return "".join([*parts, text[at:]]) if parts else text

    def split(self, text: str, most: int | None = None) -> list[str]:
        """What stands between the matches, or between the first `most` of them."""
        parts, at = [], 0
        for found in islice(self.finditer(text), most):
            parts.append(text[at : found.start()])
            at = found.end()
        return [*parts, text[at:]]

    def _one(self, anchor: re2._re2.RE2.Anchor, text: str) -> Found | None:
        raw = text.encode()
        spans = self._match(anchor, raw, 0, len(raw))
        if spans[0] == _NOWHERE:
            return None
        return Found(text, spans if len(raw) == len(text) else _Letters(raw).of(spans), self.groupindex)


def _compiled(pattern: str, options: re2._re2.RE2.Options) -> re2._re2.RE2:
    compiled = _RE2(pattern.encode(), options)
    if not compiled.ok():
        raise re2.error(compiled.error())
    return compiled


def _all(match: Callable[..., Spans], raw: bytes) -> Iterator[Spans]:
    """Spans in bytes of each match and its groups."""
    at, end = 0, len(raw)
    while True:
        spans = match(_ANYWHERE, raw, at, end)
        last = spans[0][1]
        if last < 0:
            return
        yield spans
        if at == end:
            return
        at = last if last > at else at + _length(raw[at])


def _length(first: int) -> int:
    """Bytes of the letter of UTF-8 that begins with this one."""
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _within(raw: bytes, at: int) -> bool:
    """Whether a letter or digit stands on both sides of a place in a text of UTF-8."""
    if not 0 < at < len(raw):
        return False
    start = at - 1
    while raw[start] & 0xC0 == 0x80:
        start -= 1
    return raw[start:at].decode().isalnum() and raw[at : at + _length(raw[at])].decode().isalnum()


class _Letters:
    """Counts the letters of a text from left to right: spans of bytes become spans of letters."""

    __slots__ = ("_byte", "_letter", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw, self._byte, self._letter = raw, 0, 0

    def of(self, spans: Spans) -> Spans:
        """None of the spans begins before one that was asked for earlier has ended."""
        told = {-1: -1}
        for byte in sorted({byte for span in spans for byte in span if byte >= 0}):
            self._letter += re2._re2.BytesToCharLen(self._raw, self._byte, byte)
            self._byte = byte
            told[byte] = self._letter
        return [(told[start], told[end]) for start, end in spans]
