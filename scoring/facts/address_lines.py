"""All addresses among the segments of a stretch: by their postal line, by street and town, or as a chain of parts."""

from __future__ import annotations

from enum import Enum

from scoring.facts import street_words as words_
from scoring.facts.postal import (
    Found,
    compiled,
    country_of_code,
    is_place,
    is_unit,
    matches,
    named,
    postal_at,
    street,
    street_and_town,
)
from scoring.facts.segments import Segment

_LEAST = 3  # parts of a chain: a unit or street, a place, and a code or a country


class Part(Enum):
    """What a segment is to an address."""

    STREET = 1  # with its number
    UNIT = 2
    NAMED = 3  # a street or a building without a number
    PLACE = 4
    CODE = 5
    COUNTRY = 6


_FIRST = frozenset({Part.STREET, Part.UNIT, Part.NAMED})
# A postal code by itself or with its town, in any of the usual forms.
_CODE = (
    rf"^(?:{words_.CITY} ?[-–]? ?)?(?:\d{{3}} ?\d{{3}}|\d{{4,7}}|\d{{3}} \d{{2}}|[A-Z]{{2,3}} ?\d{{4}}|"
    rf"[A-Z]{{2}}-?\d{{4,5}})$|^[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}$|^[A-Z]\d[A-Z\d] ?[A-Z\d]{{3,4}}$"
)


def find(parts: list[Segment], at_home: bool) -> list[Found]:
    """Addresses in order, none inside another. `at_home`: on a page or in a footer where addresses live."""
    found = [hit for index in range(len(parts)) if (hit := postal_at(parts, index, at_home))]
    if at_home:
        found += [hit for index in range(len(parts) - 1) if (hit := street_and_town(parts, index))]
        found = found or _chains(parts) or _chains(parts, loose=True)
    taken: list[Found] = []
    for hit in sorted(found, key=lambda hit: hit.start - hit.end):
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _chains(parts: list[Segment], loose: bool = False) -> list[Found]:
    """Runs of parts that make an address whatever its country: something with a number, a place, a code or a country.

    "Survey No. 44/2, Village Bavla, Dist. Bharuch, 382999", "Office 12, Al Noor Tower, Sheikh Road, Dubai, UAE".
    `loose`: a name with a number is a street, whatever words its language has for one, where town and country follow.
    """
    chains: list[Found] = []
    index = 0
    while index < len(parts):
        kinds = _run(parts, index, loose)
        last = index + len(kinds)
        if _is_address(kinds) and (not loose or {Part.PLACE, Part.COUNTRY} <= set(kinds)):
            first = index + (
                0 if kinds[0] is Part.CODE else next(at for at, kind in enumerate(kinds) if kind in _FIRST)
            )
            codes = (country_of_code(part.words) for part in parts[index:last])
            country = next((code for code in codes if code), "")
            chains.append(Found(parts[first].start, parts[last - 1].end, country, first))
        index = max(last, index + 1)
    return chains


def _run(parts: list[Segment], index: int, loose: bool) -> list[Part]:
    kinds: list[Part] = []
    for part in parts[index:]:
        kind = None if kinds and (part.hard or part.mark == ":") else _kind(part.words, loose)
        if kind is None:
            break
        kinds.append(kind)
    return kinds


def _is_address(kinds: list[Part]) -> bool:
    if len(kinds) < _LEAST:
        return False
    if not (kinds[0] in (Part.CODE, Part.COUNTRY) or kinds[-1] in (Part.CODE, Part.COUNTRY, Part.PLACE)):
        return False
    numbered = Part.STREET in kinds or (Part.UNIT in kinds and (Part.NAMED in kinds or Part.CODE in kinds))
    settled = Part.PLACE in kinds or Part.CODE in kinds
    return numbered and settled and (Part.CODE in kinds or Part.COUNTRY in kinds)


def _kind(words: str, loose: bool) -> Part | None:
    if len(words) > words_.LONGEST_PLACE or compiled(words_.MAIL_DROP).match(words):
        return None
    if matches(words_.COUNTRY, words):
        return Part.COUNTRY
    found = street(words, loose=loose)
    if found and found[1] == len(words):
        return Part.STREET
    if named(words) or matches(words_.BUILDING, words):
        return Part.NAMED
    if matches(_CODE, words) and not compiled(words_.NO_DETAIL).search(words):
        return Part.CODE
    if is_unit(words):
        return Part.UNIT
    return Part.PLACE if is_place(words) else None
