"""Street addresses as pages write them, and whose they are. A place name is no address; a box number is none either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import re2

from crawler.visit import Block, Kind, Page, PageKind, Place
from scoring.facts import street_words as words_
from scoring.facts.owners import owner_of
from scoring.facts.places import block_at, index_at
from scoring.facts.segments import Segment, segments
from scoring.facts.structured import postal_addresses, span_of
from scoring.facts.types import Address, Owner
from scoring.facts.where import country_of
from scoring.facts.width import as_told, plain
from scoring.model import Cited

_NOT_SHOWN = frozenset({Place.HIDDEN, Place.HEAD, Place.DATA, Place.ADDRESS})
_HOME_OF_ADDRESSES = frozenset({PageKind.CONTACT, PageKind.ABOUT, PageKind.IMPRINT, PageKind.TERMS})
_LINE = 90  # characters: a line of an address that is written over several blocks
_LINES_BEFORE, _LINES_AFTER = 5, 3
_MOST_SEGMENTS = 7  # unit, building, street, number, district, town, county: no address in hand has more before its code
_NEVER_A_TOWN = re2.compile(
    r"(?i)^\S+ (?:tabletten|kapseln|kapsel|kapsler|kapslar|stück|st|mg|ml|capsules?|pills|tablets|caps|eur|usd|kr|uhr|"
    r"jahre|reviews|customers|kunden|familien|clients|orders|downloads|people|patients|pounds|euros?|dollars?)\b"
)


_DATED = re2.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december)\.? \d{1,2}\b|\badd to cart\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    country: str
    first: int  # index of its first segment


def addresses(page: Page, site: str) -> tuple[Cited[Address], ...]:
    """Every street address of the page, each once, with its owner. Words are as written, in plain digits and spaces."""
    text = plain(page.text)
    home = country_of(page, site)
    found: dict[str, Cited[Address]] = {}
    for cited in (*_written(page, text, home), *_japanese(page, text), *_in_data(page, home)):
        found.setdefault(_key(cited), cited)
    return tuple(cited for key, cited in found.items() if not any(key in other and key != other for other in found))


def _key(cited: Cited[Address]) -> str:
    return "".join(c for c in cited.value.words.casefold() if c.isalnum())


def _written(page: Page, text: str, home: str) -> Iterator[Cited[Address]]:
    for start, end in _stretches(page, text):
        parts = segments(text, start, end)
        last = start
        for hit in _in(parts, page.kind in _HOME_OF_ADDRESSES or block_at(page, start).place is Place.FOOTER):
            if hit.start < last:
                continue
            hit = _with_state(parts, hit)
            yield _cited(page, text, parts, hit, max(last, start), home)
            last = hit.end


def _with_state(parts: list[Segment], hit: _Found) -> _Found:
    """Indian addresses name the state after the code."""
    after = next((part for part in parts if part.start >= hit.end), None)
    if hit.country != "IN" or after is None or after.hard or not _matches(words_.INDIAN_STATE, after.words):
        return hit
    return replace(hit, end=after.end)


def _cited(page: Page, text: str, parts: list[Segment], hit: _Found, last: int, home: str) -> Cited[Address]:
    since = max([part.start for part in parts[: hit.first + 1] if part.hard] or [last])
    adjacent = parts[hit.first - 1].words if hit.first else ""
    lead = text[parts[hit.first].start : hit.start].strip()
    block = block_at(page, hit.start)
    since = max(since, last, _lines_start(page, hit.start))
    owner = owner_of(page, block, hit.start, since, lead or (adjacent if parts[hit.first - 1].end > last else ""))
    country = hit.country or home
    return Cited(Address(as_told(page.text[hit.start : hit.end]), country, owner), page.quote(hit.start, hit.end))


def _lines_start(page: Page, offset: int) -> int:
    """Where the lines begin that an address shares with its label: list items are separate things, lines are not."""
    index = index_at(page, offset)
    first = index
    while first > 0 and index - first < _LINES_BEFORE and _line(page, first - 1, page.blocks[index]):
        if page.blocks[first - 1].kind is not Kind.TEXT or page.blocks[first].kind is not Kind.TEXT:
            break
        first -= 1
    return page.blocks[first].start


def _japanese(page: Page, text: str) -> Iterator[Cited[Address]]:
    for match in _compiled(words_.JAPANESE).finditer(text):
        block = block_at(page, match.start())
        if block.place in _NOT_SHOWN:
            continue
        start, end = match.start(), match.end() - (len(match.group()) - len(match.group().rstrip()))
        since = max(block.start, *(text.rfind(stop, 0, start) + 1 for stop in "。\n"))
        owner = owner_of(page, block, start, since, text[since:start].strip())
        yield Cited(Address(as_told(page.text[start:end]).replace(",", ""), "JP", owner), page.quote(start, end))


def _in_data(page: Page, home: str) -> Iterator[Cited[Address]]:
    for block, parts in postal_addresses(page):
        town = " ".join(parts[name] for name in ("postalCode", "addressLocality") if parts.get(name))
        whole = ", ".join(words for words in (parts["streetAddress"], town) if words.strip())
        if town and any(c.isdigit() for c in whole) and not _compiled(words_.MAIL_DROP).search(whole):
            country = parts["addressCountry"].upper() if len(parts["addressCountry"]) == 2 else home
            start, end = span_of(page, block, parts["streetAddress"])
            yield Cited(Address(as_told(whole), country, Owner.OWN), page.quote(start, end))


def _stretches(page: Page, text: str) -> list[tuple[int, int]]:
    """Spans worth cutting: blocks with a postal line or a numbered street, and the short lines around them."""
    wanted: list[tuple[int, int]] = []
    seen = -1
    for match in _anchor().finditer(text):
        index = index_at(page, match.start())
        block = page.blocks[index]
        if index <= seen or block.place in _NOT_SHOWN or block.kind in (Kind.URL, Kind.DATA, Kind.OPTION):
            continue
        seen = index
        first, last = index, index
        while first > 0 and index - first < _LINES_BEFORE and _line(page, first - 1, block) and _line(page, first, block):
            first -= 1
        while last + 1 < len(page.blocks) and last - index < _LINES_AFTER and _line(page, last + 1, block):
            last += 1
        span = (page.blocks[first].start, page.blocks[last].end)
        if wanted and span[0] <= wanted[-1][1]:
            span = (wanted.pop()[0], max(span[1], page.blocks[last].end))
        wanted.append(span)
    return wanted


def _line(page: Page, index: int, beside: Block) -> bool:
    block = page.blocks[index]
    return block.place is beside.place and block.end - block.start <= _LINE and block.kind is not Kind.HEADING


def _in(parts: list[Segment], at_home: bool) -> list[_Found]:
    found = [hit for index in range(len(parts)) if (hit := _postal_at(parts, index))]
    if at_home:
        found += [hit for index in range(len(parts) - 1) if (hit := _street_and_town(parts, index))]
    taken: list[_Found] = []
    for hit in sorted(found, key=lambda hit: hit.start - hit.end):
        if not any(hit.start < other.end and other.start < hit.end for other in taken):
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def _postal_at(parts: list[Segment], index: int) -> _Found | None:
    if _DATED.search(parts[index].words) or (index and _DATED.search(parts[index - 1].words)):
        return None
    for country, strong, pattern in _postal():
        match = pattern.search(parts[index].words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            found = _around(parts, index, match.span(), country, strong)
            if found:
                return found
    return None


def _street_and_town(parts: list[Segment], index: int) -> _Found | None:
    """Where addresses live, a numbered street and a town are one even without a postal code."""
    street = _street(parts[index].words, loose=False)
    after = parts[index + 1]
    if not street or street[1] != len(parts[index].words) or after.hard or not _is_place(after.words):
        return None
    start, first = _left(parts, index, street[0])
    return _Found(start, after.end, "", first)


def _around(parts: list[Segment], at: int, postal: tuple[int, int], country: str, strong: bool) -> _Found | None:
    """The address that a postal line belongs to: its street stands in the same segment, before it, or (RU) after it."""
    here = parts[at]
    end = here.start + postal[1]
    before = here.words[: postal[0]].strip()
    street = _street(before, loose=strong) if before else None
    if street:
        start, first = _left(parts, at, street[0])
        return _Found(start, end, country, first)
    if before and not _is_place(before) and not (country == "" and at_label(before)):
        return None if not strong else _backward(parts, at, end, country, strong)
    found = _backward(parts, at, end, country, strong)
    return found or (_forward(parts, at, here.start + postal[0], country) if country in ("RU", "") else None)


def at_label(words: str) -> bool:
    """True for the short mark before a postal code ("CEP", "D", "PSČ")."""
    return len(words) <= 4


def _backward(parts: list[Segment], at: int, end: int, country: str, strong: bool) -> _Found | None:
    named: tuple[int, int] | None = None
    index = at
    while index > 0 and at - index < _MOST_SEGMENTS and not parts[index].hard:
        index -= 1
        words = parts[index].words
        unit = _matches(words_.UNIT, words)
        street = None if unit else _street(words, loose=True)
        if street:
            start, first = _left(parts, index, street[0])
            return _Found(start, end, country, first)
        if _matches(words_.HOUSE_NUMBER, words) and index > 0 and _named(parts[index - 1].words):
            start, first = _left(parts, index - 1, 0)
            return _Found(start, end, country, first)
        if _named(words) and strong and named is None:
            named = (index, parts[index].start)
        if not unit and not _is_place(words) and not _matches(words_.HOUSE_NUMBER, words):
            break
        if unit and _numbered_floor(words) and strong and named is None:
            named = (index, parts[index].start)
    if named is None:
        return None
    start, first = _left(parts, named[0], 0)
    return _Found(start, end, country, first)


def _numbered_floor(words: str) -> bool:
    """"3rd Cross", "2nd Main": Indian streets bear numbers in place of names."""
    return words.lower().endswith((" cross", " main", " stage", " phase", " block"))


def _forward(parts: list[Segment], at: int, start: int, country: str) -> _Found | None:
    """Code and town first, street after: "443999, г. Самара, ул. Бакенная, д. 917"."""
    end, seen, named = 0, False, False
    for index in range(at + 1, min(at + _MOST_SEGMENTS, len(parts))):
        part = parts[index]
        if part.hard:
            break
        street = _street(part.words, loose=False)
        number = _matches(words_.HOUSE_NUMBER, part.words) or _matches(words_.UNIT, part.words)
        if street or (named and number) or (seen and number):
            end, seen = part.end if not street else part.start + street[1], True
        elif seen or not (_is_place(part.words) or _named(part.words)):
            break
        named = _named(part.words)
    if at and country == "RU" and _matches(r"\d{6}", parts[at - 1].words):
        start, at = parts[at - 1].start, at - 1
    return _Found(start, end, country, at) if seen else None


def _left(parts: list[Segment], at: int, offset: int) -> tuple[int, int]:
    """Start and first segment, taking in the unit and the building that stand before a street."""
    start, first = parts[at].start + offset, at
    if offset > 2:
        return start, first
    while first > 0 and not parts[first].hard:
        words = parts[first - 1].words
        unit, building = _matches(words_.UNIT, words), _matches(words_.BUILDING, words)
        if not unit and not building:
            break
        first -= 1
        start = parts[first].start
    return start, first


def _street(words: str, loose: bool) -> tuple[int, int] | None:
    """Span of the street and its number inside a segment."""
    if len(words) > 160 or _compiled(words_.MAIL_DROP).search(words):
        return None
    if not any(c.isdigit() for c in words) and not words.startswith(("One ", "Two ", "Three ")):
        return None
    for pattern in (*words_.STREETS, *(words_.LOOSE if loose else ())):
        match = _compiled(pattern).search(words)
        if match and not _NEVER_A_TOWN.search(match.group()):
            lead = len(match.group()) - len(match.group().lstrip(" ("))
            unit = _compiled(words_.UNIT_WORD).search(words[: match.start() + lead])
            return unit.start(1) if unit else match.start() + lead, match.end() - (len(match.group()) - len(match.group().rstrip(" ,;(")))
    return None


def _named(words: str) -> bool:
    """A street word without a number: needs a strong postal line or a number of its own beside it."""
    shape, english, romance = words_.NAMED_STREET
    if _compiled(words_.NOT_A_PLACE).search(words):
        return False
    return bool((_matches(shape, words) and _compiled(english).search(words)) or _matches(romance, words))


def _is_place(words: str) -> bool:
    return len(words) <= 45 and _matches(words_.PLACE_NAME, words) and not _compiled(words_.NOT_A_PLACE).search(words)


def _matches(pattern: str, words: str) -> bool:
    return bool(_compiled(pattern).fullmatch(words))


@cache
def _compiled(pattern: str) -> re2._Regexp:
    options = re2.Options()
    options.max_mem = 1 << 26  # bytes: Unicode classes make large automata; the default falls back to a slow search
    return re2.compile(pattern, options)


@cache
def _postal() -> tuple[tuple[str, bool, re2._Regexp], ...]:
    return tuple((country, strong, _compiled(pattern)) for country, strong, pattern in words_.POSTAL)


@cache
def _anchor() -> re2._Regexp:
    return _compiled(words_.ANCHOR)
