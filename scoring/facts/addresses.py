"""Street addresses as pages write them, and whose they are. A place name is no address; a box number is none either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import re2

from crawler.visit import Block, Kind, Page, PageKind, Place
from scoring.facts import street_words as words_
from scoring.facts.address_lines import find
from scoring.facts.owners import is_body, owner_of
from scoring.facts.places import block_at, index_at
from scoring.facts.postal import Found, compiled, matches
from scoring.facts.remembered import once_a_page
from scoring.facts.segments import Segment, segments
from scoring.facts.structured import postal_addresses, span_of
from scoring.facts.types import Address, Owner
from scoring.facts.where import country_of
from scoring.facts.width import as_told, plain_page
from scoring.model import Cited

_NOT_SHOWN = frozenset({Place.HIDDEN, Place.HEAD, Place.DATA, Place.ADDRESS})
_HOME_OF_ADDRESSES = frozenset({PageKind.CONTACT, PageKind.ABOUT, PageKind.IMPRINT, PageKind.TERMS})
_LINE = 90  # characters: a line of an address that is written over several blocks
_LINES_BEFORE, _LINES_AFTER = 5, 3
_DENSE = compiled(r"[\p{Hiragana}\p{Katakana}\p{Han}]")
_ITEM = frozenset("·|•")  # signs between the items of a line
# "registered with the chamber · Street 1": the item before tells where the shop is enrolled, not whose address follows.
_ENROLLED = compiled(
    r"(?i)\b(?:inscri\pL+|regist(?:ad|rad|rat|rerad|reret|ered|rert|riert)\pL*|enregistr\pL+|eingetragen\pL*|mitglied\pL*|"
    r"member\pL*|membre|miembro|membro|medlem\pL*|lid van|aangesloten|geregistreerd|iscritt\pL+|colegiad\pL+|"
    r"autoris\pL+|autoriz\pL+|autoryz\pL+|zarejestr\pL+|członk\pL+|licen[sc]ed by|regulated by|approved by|"
    r"godkän\pL+|godkend\pL+|ansluten|tilsluttet|zugelassen|genehmigt|tillstånd|bevilling)"
    r"|(?:член|состо|зарегистрир|лицензи)[а-яё]*|登録|会員"
)
_END = 0.6  # of the text of a page; behind its last lines come a notice on cookies, languages and letters by mail
_MOST_TEXT = 20_000  # characters cut into segments per page; a page of forty branches has about 4,000


@once_a_page
def addresses(page: Page, site: str) -> tuple[Cited[Address], ...]:
    """Every street address of the page, each once, with its owner. Words are as written, in plain digits and spaces."""
    text = plain_page(page)
    home = country_of(page, site)
    found: dict[str, Cited[Address]] = {}
    for cited in (*_written(page, text, home), *_japanese(page, text), *_in_data(page, home)):
        found.setdefault(_key(cited), cited)
    return tuple(cited for key, cited in found.items() if not any(key in other and key != other for other in found))


def _key(cited: Cited[Address]) -> str:
    return "".join(c for c in cited.value.words.casefold() if c.isalnum())


def _written(page: Page, text: str, home: str) -> Iterator[Cited[Address]]:
    for start, end in _affordable(page, _stretches(page, text)):
        parts = segments(text, start, end)
        last = start
        for hit in find(parts, _lives_here(page, start, end)):
            if hit.start < last:
                continue
            hit = _with_state(parts, hit)
            yield _cited(page, text, parts, hit, max(last, start), home)
            last = hit.end


def _lives_here(page: Page, start: int, end: int) -> bool:
    """Where addresses live: pages of contact and the like, footers, and the end of a page that marks no footer."""
    if page.kind in _HOME_OF_ADDRESSES or block_at(page, start).place is Place.FOOTER:
        return True
    ends = end >= len(page.text) * _END
    return ends and not any(block.place is Place.FOOTER for block in page.blocks)


def _with_state(parts: list[Segment], hit: Found) -> Found:
    """Indian addresses name the state after the code, Brazilian ones the code after the state."""
    after = next((part for part in parts if part.start >= hit.end), None)
    follows = {"IN": words_.INDIAN_STATE, "BR": words_.BRAZILIAN_CODE}.get(hit.country)
    if follows is None or after is None or after.hard or not matches(follows, after.words):
        return hit
    return replace(hit, end=after.end)


def _cited(page: Page, text: str, parts: list[Segment], hit: Found, last: int, home: str) -> Cited[Address]:
    since = max([part.start for part in parts[: hit.first + 1] if part.hard] or [last])
    # What stands before a full stop is another sentence's business.
    adjacent = _words_before(parts, hit.first)
    lead = text[parts[hit.first].start : hit.start].strip()
    block = block_at(page, hit.start)
    since = max(since, last, _lines_start(page, hit.start))
    owner = owner_of(
        page, block, (hit.start, hit.end), since, lead or (adjacent if parts[hit.first - 1].end > last else "")
    )
    if owner is Owner.OWN and _names_a_body(parts, hit):
        owner = Owner.REGULATOR
    country = hit.country or home
    return Cited(Address(as_told(page.text[hit.start : hit.end]), country, owner), page.quote(hit.start, hit.end))


def _words_before(parts: list[Segment], first: int) -> str:
    """The part before an address in its sentence, and one more before a comma: "Infarmed, Parque de Saúde, …"."""
    if not first or parts[first].hard:
        return ""
    if parts[first].mark in _ITEM and _ENROLLED.search(parts[first - 1].words):
        return ""
    if first > 1 and parts[first - 1].mark == "," and not parts[first - 1].hard:
        return f"{parts[first - 2].words}, {parts[first - 1].words}"
    return parts[first - 1].words


def _names_a_body(parts: list[Segment], hit: Found) -> bool:
    """One part of the address is the name of a body or of its house: "PSI House", "ASL 1"."""
    first = parts[hit.first].words[max(hit.start - parts[hit.first].start, 0) :]
    name = first[
        : next((at for at, sign in enumerate(first) if sign.isdigit()), len(first))
    ]  # "FAGG zit aan de …laan 5"
    return is_body(name) or any(is_body(part.words) for part in parts[hit.first :] if part.end <= hit.end)


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
    for match in compiled(words_.JAPANESE).finditer(text):
        block = block_at(page, match.start())
        if block.place in _NOT_SHOWN:
            continue
        start, end = match.start(), match.end() - (len(match.group()) - len(match.group().rstrip()))
        since = max(block.start, *(text.rfind(stop, 0, start) + 1 for stop in "。\n"))
        owner = owner_of(page, block, (start, end), since, text[since:start].strip())
        yield Cited(Address(as_told(page.text[start:end]).replace(",", ""), "JP", owner), page.quote(start, end))


def _in_data(page: Page, home: str) -> Iterator[Cited[Address]]:
    for block, parts in postal_addresses(page):
        town = " ".join(parts[name] for name in ("postalCode", "addressLocality") if parts.get(name))
        whole = ", ".join(words for words in (parts["streetAddress"], town) if words.strip())
        if _DENSE.search(whole):  # from the largest part to the smallest, and nothing between
            named = (parts.get(name, "") for name in ("addressRegion", "addressLocality", "streetAddress"))
            whole = f"〒{parts.get('postalCode', '')} {''.join(named)}"
        if town and any(c.isdigit() for c in whole) and not compiled(words_.MAIL_DROP).search(whole):
            country = parts["addressCountry"].upper() if len(parts["addressCountry"]) == 2 else home
            start, end = span_of(page, block, parts["streetAddress"])
            yield Cited(Address(as_told(whole), country, Owner.OWN), page.quote(start, end))


def _stretches(page: Page, text: str) -> list[tuple[int, int]]:
    """Spans worth cutting: blocks with a postal line or a numbered street, and the short lines around them."""
    wanted: list[tuple[int, int]] = []
    seen = -1
    for match in _anchor().finditer(text):
        index = index_at(page, match.end() - 1)  # it may begin with the line end before it
        block = page.blocks[index]
        if index <= seen or block.place in _NOT_SHOWN or block.kind in (Kind.URL, Kind.DATA, Kind.OPTION):
            continue
        seen = index
        first, last = index, index
        while first > 0 and index - first < _LINES_BEFORE and _line(page, first - 1, block):
            if not _line(page, first, block):
                break
            first -= 1
        while last + 1 < len(page.blocks) and last - index < _LINES_AFTER and _line(page, last + 1, block):
            last += 1
        span = (page.blocks[first].start, page.blocks[last].end)
        if wanted and span[0] <= wanted[-1][1]:
            span = (wanted.pop()[0], max(span[1], page.blocks[last].end))
        wanted.append(span)
    return wanted


def _affordable(page: Page, stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Footers first, then in order of the page, until the most is reached: a hostile page is all streets."""
    left = _MOST_TEXT
    for start, end in sorted(stretches, key=lambda span: block_at(page, span[0]).place is not Place.FOOTER):
        if left <= 0:
            return
        yield start, min(end, start + left)
        left -= end - start


def _line(page: Page, index: int, beside: Block) -> bool:
    block = page.blocks[index]
    return block.place is beside.place and block.end - block.start <= _LINE and block.kind is not Kind.HEADING


@cache
def _anchor() -> re2._Regexp:
    return compiled(words_.ANCHOR)
