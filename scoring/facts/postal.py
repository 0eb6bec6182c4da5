"""Finds addresses among segments: a postal line and the street that belongs to it, in the orders that countries use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import re2

from scoring.facts import street_words as words_
from scoring.facts.segments import Segment

_MOST_SEGMENTS = 7  # unit, building, street, number, district, town, county: none in hand has more
_NEVER_A_TOWN = re2.compile(
    r"(?i)^\S+ (?:tabletten|kapseln|kapsel|kapsler|kapslar|stück|st|mg|ml|capsules?|pills|tablets|caps|eur|usd|kr|uhr|"
    r"jahre|reviews|customers|kunden|familien|clients|orders|downloads|people|patients|pounds|euros?|dollars?)\b"
)


_DATED = re2.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december)\.? \d{1,2}\b|\badd to cart\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    country: str
    first: int  # index of its first segment


def find(parts: list[Segment], at_home: bool) -> list[Found]:
    found = [hit for index in range(len(parts)) if (hit := _postal_at(parts, index))]
    if at_home:
        found += [hit for index in range(len(parts) - 1) if (hit := _street_and_town(parts, index))]
    taken: list[Found] = []
    for hit in sorted(found, key=lambda hit: hit.start - hit.end):
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _postal_at(parts: list[Segment], index: int) -> Found | None:
    hits = _postal_set().Match(parts[index].words)
    if not hits or _DATED.search(parts[index].words) or (index and _DATED.search(parts[index - 1].words)):
        return None
    postal = _postal()
    for country, strong, pattern in (postal[hit] for hit in sorted(hits)):
        match = pattern.search(parts[index].words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            found = _around(parts, index, match.span(), country, strong)
            if found:
                return found
    return None


def _street_and_town(parts: list[Segment], index: int) -> Found | None:
    """Where addresses live, a numbered street and a town are one even without a postal code."""
    street = _street(parts[index].words, loose=False)
    if not street or street[1] != len(parts[index].words):
        return None
    after = next(
        (part for part in parts[index + 1 : index + 3] if part.hard or not matches(words_.UNIT, part.words)), None
    )
    if after is None or after.hard or not _is_place(after.words):
        return None
    start, first = _left(parts, index, street[0])
    return Found(start, after.end, "", first)


def _around(parts: list[Segment], at: int, postal: tuple[int, int], country: str, strong: bool) -> Found | None:
    """The address that a postal line belongs to: its street stands in the same segment, before it, or (RU) after it."""
    here = parts[at]
    end = here.start + postal[1]
    before = here.words[: postal[0]].strip()
    street = _street(before, loose=strong) if before else None
    if street:
        start, first = _left(parts, at, street[0])
        return Found(start, end, country, first)
    if before and not _is_place(before) and not (country == "" and _is_mark(before)):
        return None if not strong else _backward(parts, at, end, country, strong)
    found = _backward(parts, at, end, country, strong)
    return found or (_forward(parts, at, here.start + postal[0], country) if country in ("RU", "") else None)


def _is_mark(words: str) -> bool:
    """True for the short mark before a postal code ("CEP", "D", "PSČ")."""
    return len(words) <= 4


def _backward(parts: list[Segment], at: int, end: int, country: str, strong: bool) -> Found | None:
    named: tuple[int, int] | None = None
    index = at
    while index > 0 and at - index < _MOST_SEGMENTS and not parts[index].hard:
        index -= 1
        words = parts[index].words
        unit = matches(words_.UNIT, words)
        # A bare state after a name and a number is "Count 120, CA" as often as a street.
        street = None if unit else _street(words, loose=strong or country != "US")
        if street:
            start, first = _left(parts, index, street[0])
            return Found(start, end, country, first)
        if matches(words_.HOUSE_NUMBER, words) and index > 0 and _named(parts[index - 1].words):
            start, first = _left(parts, index - 1, 0)
            return Found(start, end, country, first)
        if (
            _named(words)
            and index > 0
            and not parts[index].hard
            and matches(words_.HOUSE_NUMBER, parts[index - 1].words)
        ):
            start, first = _left(parts, index - 1, 0)
            return Found(start, end, country, first)
        if _named(words) and strong and named is None:
            named = (index, parts[index].start)
        if not unit and not _is_place(words) and not matches(words_.HOUSE_NUMBER, words):
            break
        if unit and _numbered_floor(words) and strong and named is None:
            named = (index, parts[index].start)
    if named is None:
        return None
    start, first = _left(parts, named[0], 0)
    return Found(start, end, country, first)


def _numbered_floor(words: str) -> bool:
    """ "3rd Cross", "2nd Main": Indian streets bear numbers in place of names."""
    return words.lower().endswith((" cross", " main", " stage", " phase", " block"))


def _forward(parts: list[Segment], at: int, start: int, country: str) -> Found | None:
    """Code and town first, street after: "443999, г. Самара, ул. Бакенная, д. 917"."""
    end, seen, named = 0, False, False
    for index in range(at + 1, min(at + _MOST_SEGMENTS, len(parts))):
        part = parts[index]
        if part.hard:
            break
        street = _street(part.words, loose=False)
        number = matches(words_.HOUSE_NUMBER, part.words) or matches(words_.UNIT, part.words)
        if street or (named and number) or (seen and number):
            end, seen = part.end if not street else part.start + street[1], True
        elif seen or not (_is_place(part.words) or _named(part.words)):
            break
        named = _named(part.words)
    for back in range(1, min(at, 2) + 1) if country == "RU" else ():  # the code, with or without the region
        code = compiled(r"\b\d{6}$").search(parts[at - back].words)
        if code:
            start, at = parts[at - back].start + code.start(), at - back
            break
    return Found(start, end, country, at) if seen else None


def _left(parts: list[Segment], at: int, offset: int) -> tuple[int, int]:
    """Start and first segment, taking in the unit and the building that stand before a street."""
    start, first = parts[at].start + offset, at
    if offset > 2:
        return start, first
    while first > 0 and not parts[first].hard:
        words = parts[first - 1].words
        unit, building = matches(words_.UNIT, words), matches(words_.BUILDING, words)
        if not unit and not building:
            break
        first -= 1
        start = parts[first].start
    return start, first


def _street(words: str, loose: bool) -> tuple[int, int] | None:
    """Span of the street and its number inside a segment."""
    if len(words) > 160 or compiled(words_.MAIL_DROP).search(words):
        return None
    if not any(c.isdigit() for c in words) and not words.startswith(("One ", "Two ", "Three ")):
        return None
    for pattern in (*words_.STREETS, *(words_.LOOSE if loose else ())):
        match = compiled(pattern).search(words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            start = match.end() - len(match.group().lstrip(" ("))
            unit = compiled(words_.UNIT_WORD).search(words[:start])
            return unit.start(1) if unit else start, match.start() + len(match.group().rstrip(" ,;("))
    return None


def _named(words: str) -> bool:
    """A street word without a number: needs a strong postal line or a number of its own beside it."""
    shape, english, romance = words_.NAMED_STREET
    if compiled(words_.NOT_A_PLACE).search(words):
        return False
    return bool((matches(shape, words) and compiled(english).search(words)) or matches(romance, words))


def _is_place(words: str) -> bool:
    return len(words) <= 45 and matches(words_.PLACE_NAME, words) and not compiled(words_.NOT_A_PLACE).search(words)


def matches(pattern: str, words: str) -> bool:
    return bool(compiled(pattern).fullmatch(words))


@cache
def compiled(pattern: str) -> re2._Regexp:
    options = re2.Options()
    options.max_mem = 1 << 26  # bytes: Unicode classes make large automata; the default falls back to a slow search
    return re2.compile(pattern, options)


@cache
def _postal() -> tuple[tuple[str, bool, re2._Regexp], ...]:
    return tuple((country, strong, compiled(pattern)) for country, strong, pattern in words_.POSTAL)


@cache
def _postal_set() -> re2.Set:
    """All postal lines at once, in the same order: most segments hold none."""
    options = re2.Options()
    options.max_mem = 1 << 28  # bytes: twenty such patterns in one automaton
    lines = re2.Set.SearchSet(options)
    for _, _, pattern in words_.POSTAL:
        lines.Add(pattern)
    lines.Compile()
    return lines
