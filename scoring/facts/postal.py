"""Finds addresses among segments: a postal line and the street that belongs to it, in the orders that countries use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import re2

from scoring.facts import street_words as words_
from scoring.facts.finder import Pattern
from scoring.facts.segments import Segment

_MOST_SEGMENTS = 7  # unit, building, street, number, district, town, county: none in hand has more
_IN_WORDS = Pattern(r"(?i)^(?:one|two|three|four|five|six|seven|eight|nine|ten) |(?:s/n|s\.n\.|snc)$")
_YEAR_LAST = Pattern(r" (?:1[89]|20)\d\d$")
_CODE_LABEL = Pattern(r"(?:C\.? ?P\.?|CEP|CAP|PLZ|NPA|PSČ|ZIP):? \d")  # "C.P." looks like a street "C." (calle)
_REMEMBERED = 512  # segments, of two visits or three: footers stand on every page
_LONGEST_UNIT = 30  # characters: "Bldg. 12, 3rd floor east" is cut at its commas
_NEVER_A_TOWN = Pattern(
    r"(?i)^\S+ (?:tabletten|kapseln|kapsel|kapsler|kapslar|stück|st(?:$|[^ ]| [^A-Z])|mg|ml|capsules?|pills|tablets|"
    r"caps|eur|usd|kr|uhr|"
    r"jahre|reviews|customers|kunden|familien|clients|orders|downloads|people|patients|pounds|euros?|dollars?)\b"
)


_DATED = Pattern(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december)\.? \d{1,2}\b|\badd to cart\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    country: str
    first: int  # index of its first segment


def postal_at(parts: list[Segment], index: int, at_home: bool) -> Found | None:
    """The address whose postal line stands in the segment `index`."""
    lines = _postal_lines(parts[index].words)
    if not lines or compiled(words_.MAIL_DROP).match(parts[index].words):
        return None
    if _DATED.search(parts[index].words) or (index and _DATED.search(parts[index - 1].words)):
        return None
    if index and _YEAR_LAST.search(parts[index].words) and _YEAR_LAST.search(parts[index - 1].words):
        return None  # "News 2026, Results 2025": items of a menu
    for country, strong, pattern in lines:
        match = pattern.search(parts[index].words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            found = _around(parts, index, match.span(), (country, strong, at_home))
            if found:
                return found
    return None


def street_and_town(parts: list[Segment], index: int) -> Found | None:
    """Where addresses live, a numbered street and a town are one even without a postal code."""
    found = street(parts[index].words, loose=False)
    if not found or found[1] != len(parts[index].words):
        return None
    after = next(
        (part for part in parts[index + 1 : index + _MOST_SEGMENTS] if part.hard or not is_unit(part.words)), None
    )
    if after is None or after.hard or not is_place(after.words):
        return None
    start, first = _left(parts, index, found[0])
    return Found(start, after.end, "", first)


def _around(parts: list[Segment], at: int, postal: tuple[int, int], form: tuple[str, bool, bool]) -> Found | None:
    """The address that a postal line belongs to: its street stands in the same segment, before it, or after it.

    `form`: country of the postal line, whether it stands for itself, whether addresses live here.
    """
    country, strong, at_home = form
    if country in words_.NO_CODES:
        return _backward(parts, at, parts[at].end, country, at_home) or _by_unit(parts, at, country)
    # A bare state after a name and a number is "Count 120, CA" as often as a street.
    trusted = strong or (at_home and country != "US")
    here = parts[at]
    end = here.start + postal[1]
    before = here.words[: postal[0]].strip()
    found = street(before, loose=strong) if before else None
    if found:
        start, first = _left(parts, at, found[0])
        return Found(start, end, country, first)
    if before and not is_place(before) and not _is_mark(before):
        return None if not strong else _backward(parts, at, end, country, trusted)
    return _backward(parts, at, end, country, trusted) or _forward(parts, at, here.start + postal[0], country, at_home)


def _by_unit(parts: list[Segment], at: int, country: str) -> Found | None:
    """ "Warehouse 22, Al Quoz Industrial Third, Dubai": what stands between the unit and the town is a place."""
    for index in range(at - 1, max(at - _MOST_SEGMENTS, -1), -1):
        words = parts[index].words
        if parts[index + 1].hard and index + 1 != at:
            return None
        if is_unit(words) and words[0].isupper() and any(map(str.isdigit, words)):
            return Found(parts[index].start, parts[at].end, country, index)
        if not (is_place(words) or matches(words_.BUILDING, words)):
            return None
    return None


def _is_mark(words: str) -> bool:
    """True for the short mark before a postal code ("CEP", "D", "PSČ")."""
    return len(words) <= 4


def _backward(parts: list[Segment], at: int, end: int, country: str, trusted: bool) -> Found | None:
    """`trusted`: the postal line, or the place it stands in, lets a street without a number or street word count."""
    unnumbered: int | None = None
    index = at
    while index > 0 and at - index < _MOST_SEGMENTS and not parts[index].hard:
        index -= 1
        words = parts[index].words
        unit = is_unit(words)
        found = None if matches(words_.UNIT, words) else street(words, loose=trusted or country != "US")
        if found:
            start, first = _left(parts, index, found[0])
            return Found(start, end, country, first)
        if named(words) and _number_beside(parts, index):
            start, first = _left(parts, index - 1 if _number_before(parts, index) else index, 0)
            return Found(start, end, country, first)
        if trusted and unnumbered is None and (named(words) or (unit and _numbered_floor(words))):
            unnumbered = index
        if not unit and not is_place(words) and not matches(words_.HOUSE_NUMBER, words) and not named(words):
            break
    if unnumbered is None:
        return None
    start, first = _left(parts, unnumbered, 0)
    return Found(start, end, country, first)


def _number_before(parts: list[Segment], index: int) -> bool:
    return index > 0 and not parts[index].hard and matches(words_.HOUSE_NUMBER, parts[index - 1].words)


def _number_beside(parts: list[Segment], index: int) -> bool:
    """A house number in a segment of its own, right before or right after a street."""
    after = index + 1 < len(parts) and not parts[index + 1].hard
    return _number_before(parts, index) or (after and matches(words_.HOUSE_NUMBER, parts[index + 1].words))


def _numbered_floor(words: str) -> bool:
    """ "3rd Cross", "2nd Main": Indian streets bear numbers in place of names."""
    return words.lower().endswith((" cross", " main", " stage", " phase", " block"))


def _forward(parts: list[Segment], at: int, start: int, country: str, at_home: bool) -> Found | None:
    """Code and town first, street after: "443999, г. Самара, ул. Бакенная, д. 917", "15-999 Zawada, ul. Leśna 4"."""
    end, seen, after_name = 0, False, False
    if country == "US" or street(parts[at].words, loose=False):
        return None  # an American code ends its address; "2208 Juniper Avenue" begins like a code with its town
    for index in range(at + 1, min(at + _MOST_SEGMENTS, len(parts))):
        part = parts[index]
        if part.hard or part.mark == ":":
            break
        coded = any(strong for _, strong, _ in _postal_lines(part.words))
        dated = bool(_YEAR_LAST.search(part.words))  # "walking the moors since 1948"
        found = None if seen or coded else street(part.words, loose=at_home and not dated)
        number = matches(words_.HOUSE_NUMBER, part.words) or is_unit(part.words)
        if found or (after_name and number) or (seen and number):
            end, seen = part.end if not found else part.start + found[1], True
        elif seen or not (is_place(part.words) or named(part.words)):
            break
        after_name = named(part.words)
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
        unit, building = is_unit(words), matches(words_.BUILDING, words)
        if not unit and not building:
            break
        first -= 1
        start = parts[first].start
    return start, first


@lru_cache(maxsize=_REMEMBERED)
def street(words: str, loose: bool) -> tuple[int, int] | None:
    """Span of the street and its number inside a segment."""
    if len(words) > 160 or compiled(words_.MAIL_DROP).search(words) or _CODE_LABEL.match(words):
        return None
    if not any(map(str.isdigit, words)) and not _IN_WORDS.search(words):
        return None
    for pattern in (*words_.STREETS, *(words_.LOOSE if loose else ())):
        match = compiled(pattern).search(words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            start = match.end() - len(match.group().lstrip(" ("))
            unit = compiled(words_.UNIT_WORD).search(words[:start])
            return unit.start(1) if unit else start, match.start() + len(match.group().rstrip(" ,;("))
    return None


@lru_cache(maxsize=_REMEMBERED)
def named(words: str) -> bool:
    """A street word without a number: needs a strong postal line or a number of its own beside it."""
    shape, english, romance = words_.NAMED_STREET
    if compiled(words_.NOT_A_PLACE).search(words):
        return False
    return bool((matches(shape, words) and compiled(english).search(words)) or matches(romance, words))


@lru_cache(maxsize=_REMEMBERED)
def is_place(words: str) -> bool:
    return (
        len(words) <= words_.LONGEST_PLACE
        and matches(words_.PLACE_NAME, words)
        and not compiled(words_.NOT_A_PLACE).search(words)
    )


@lru_cache(maxsize=_REMEMBERED)
def is_unit(words: str) -> bool:
    """A floor, a door, a building, a box beside a street: "Unit 4", "2.º", "r/c", "Postfach", "литера А"."""
    if len(words) > _LONGEST_UNIT:
        return False
    short = matches(words_.DETAIL, words) and not compiled(words_.NO_DETAIL).search(words)
    return short or matches(words_.UNIT, words) or bool(compiled(words_.MAIL_DROP).match(words))


def matches(pattern: str, words: str) -> bool:
    return bool(compiled(pattern).fullmatch(words))


@cache
def compiled(pattern: str) -> Pattern:
    options = re2.Options()
    options.max_mem = 1 << 26  # bytes: Unicode classes make large automata; the default falls back to a slow search
    return Pattern(pattern, options)


def country_of_code(words: str) -> str:
    """The country whose own form of postal code stands in these words; empty when many countries write it so."""
    return next((country for country, strong, _ in _postal_lines(words) if strong), "")


def _postal_lines(words: str) -> list[tuple[str, bool, Pattern]]:
    """The forms of a postal line that stand in a segment, in the order in which they are tried."""
    return [_postal()[hit] for hit in sorted(_postal_set().Match(words) or ())]


@cache
def _postal() -> tuple[tuple[str, bool, Pattern], ...]:
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
