"""The rows, lines and cards of a page that carry an amount, each with the label that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import re2

from crawler.visit import Block, Kind, PageKind, Place
from scoring.facts import price_words as words
from scoring.facts.finder import Pattern
from scoring.facts.money import Money, read_amount
from scoring.facts.patterns import pattern
from scoring.facts.price_bare import numbers
from scoring.facts.price_doses import dose_lines, name_lines, pack_lines
from scoring.facts.price_parts import SKIPPED_PLACES, PageParts, Parts, Record
from scoring.facts.price_row import segments
from scoring.facts.price_subject import only
from scoring.facts.price_tables import rows, tables_of

_SKIPPED_KINDS = frozenset({Kind.ALT, Kind.META, Kind.TITLE, Kind.URL, Kind.DATA, Kind.QUOTATION, Kind.INPUT})
_NAMED_VALUES = (Kind.TERM, Kind.DEFINITION)
_LONG = 150  # characters of one offer: longer stretches are prose, which tells of prices more often than it asks them
_SENTENCES = pattern(r"(?:[\pL]{5,}|[\d)])[.!?](?:\[\d+\])? +[^\d\s(]|。.*[^\s]")
_STOP = pattern(r"(?:(?P<word>[\pL]+)|\d|\))[.!?] |。")
_TAIL = pattern(r"[.!?;] |。")
_CLAUSE = pattern(r"[:：] ")  # what is listed stands behind it
_SENTENCE = 18  # words: longer sentences tell of prices more often than they ask them
_SPOKEN = 11  # words: a line of more than one sentence and more words than this is prose
_DENSE = Pattern(r"[\p{Hiragana}\p{Katakana}\p{Han}]+")
_LETTERS = 3  # of a word in Japanese, rounded up: katakana names are long, and particles one letter
_BACK, _AHEAD = 4, 2  # blocks looked at for the label of a bare amount
_LEAST_PACK = 10  # capsules: from here on a number that nothing counts may be a pack
_VALUE = pattern(r"^\d{1,5}[.,]\d{2}$")
_RUN = 3  # amounts in a row that belong to one offer, besides the first: list price, price, price of a unit
_LETTERED = pattern(r"[\pL]{3,}")
_SAYS_WHICH = pattern(f"(?:{words.PRICE_WORD.pattern})|(?:{words.LIST_MARK.pattern})|(?:{words.FROM.pattern})")
_AMOUNT_LINE = 50  # characters: "which is 1 834,50 EUR for each of the capsules"


def records(page: PageParts) -> Iterator[Record]:
    """Every record with an amount, in the order of the page."""
    tables = tables_of(page)
    rows_done: set[int] = set()
    stream = [b for b in page.page.blocks if b.kind not in _SKIPPED_KINDS and _shows(page, b)]
    ahead = _label_follows(page, stream, tables)
    doses = dose_lines(page, stream, tables)
    packs = pack_lines(page, stream, tables)
    pack: Parts | None = None
    names = name_lines(page, stream, tables)
    named: Parts | None = None
    taken = -1
    dose: Decimal | None = None
    heading = -1
    for at, block in enumerate(stream):
        dose = doses.get(block.start, dose if block.heading == heading else None)
        pack = packs.get(block.start, pack if block.heading == heading else None)
        named = names.get(block.start, named if block.heading == heading else None)
        heading = block.heading
        if block.group in tables and block.column >= 0:
            if block.group not in rows_done:
                rows_done.add(block.group)
                yield from (replace(row, dose=dose) for row in rows(page, tables[block.group]))
            continue
        if at <= taken:
            continue
        taken = _run(page, stream, at, tables)
        parts = page.of(block) if taken == at else page.between(page.span(block)[0], page.span(stream[taken])[1])
        if block.kind is Kind.OPTION:
            parts = _with_value(parts, block)
        if parts.moneys and not _prose(parts.text, block):
            pieces = segments(parts) if taken == at else (parts,)
            led = dose
            for piece in pieces:
                led = only(piece.strengths) or led
                label = (
                    ()
                    if piece.quantities and len(pieces) > 1
                    else _label(page, stream, at, tables, block.heading in ahead)
                )
                if pack and _lacks_pack(piece) and block.heading not in ahead:
                    label = (pack,)
                yield Record(block, piece, label, {}, len(pieces) > 1, led, named=named)
        elif parts.moneys and page.page.kind is not PageKind.ARTICLE:
            yield from _told(parts, block)


def _shows(page: PageParts, block: Block) -> bool:
    """Where offers stand; in a list called a menu, too, when its line tells the drug, its pack and an amount."""
    if block.place is not Place.NAV:
        return block.place not in SKIPPED_PLACES
    parts = page.of(block)
    return bool(parts.moneys and parts.quantities) and any(named.oral for named in parts.names)


def _lacks_pack(parts: Parts) -> bool:
    """True for "20 mg: 45.00", a strength and its price."""
    return bool(parts.strengths) and not parts.quantities and len(parts.moneys) == 1


def _told(parts: Parts, block: Block) -> Iterator[Record]:
    """Offers told in prose: short sentences with a pack and an amount, in no report."""
    if words.REPORTED.search(parts.text) or words.HEDGED.search(parts.text):
        return
    edges = [parts.start, *_stops(parts), parts.start + len(parts.text)]
    for start, end in pairwise(edges):
        sentence = _listed(_without_tail(parts.within(start, end)))
        if _asks(sentence) and len(sentence.text.split()) <= _SENTENCE:
            for piece in segments(sentence):
                if _asks(piece):
                    yield Record(block, piece, (), {}, True)


def _asks(parts: Parts) -> bool:
    """An amount with a pack, or a strength with the price of one: "20 mg from 0.95 a capsule"."""
    if not parts.moneys or not (parts.quantities or parts.strengths):
        return False
    before = parts.text[: parts.moneys[0].start - parts.start]
    after = parts.text[parts.moneys[0].end - parts.start :]
    return bool(parts.quantities or words.PER_UNIT_AFTER.search(after) or words.PER_UNIT_BEFORE.search(before))


def _stops(parts: Parts) -> Iterator[int]:
    """Where sentences end: at a stop that is no part of an abbreviation ("30 stk. 198 kr.")."""
    for match in _STOP.finditer(parts.text):
        if not words.ABBREVIATED.match(match.group("word") or ""):
            yield parts.start + match.end()


def _without_tail(sentence: Parts) -> Parts:
    """A sentence up to the stop behind its last amount or size: "1900 for 30 pcs. I ask for no paper" tells no more."""
    ends = [part.end - sentence.start for found in (sentence.moneys, sentence.quantities) for part in found]
    last = max(max(ends, default=0) - 1, 0)  # the stop may be taken for a part of "pcs."
    match = _TAIL.search(sentence.text[last:]) if ends else None
    return sentence.within(sentence.start, sentence.start + last + match.end()) if match else sentence


def _listed(sentence: Parts) -> Parts:
    """A sentence from the last colon before its first amount, size or strength: "One pack at a time: 10 mg, ..."."""
    first = (
        min(part.start for found in (sentence.moneys, sentence.quantities, sentence.strengths) for part in found[:1])
        if sentence.moneys
        else sentence.start
    )
    colons = [m.end() for m in _CLAUSE.finditer(sentence.text[: first - sentence.start])]
    end = sentence.start + len(sentence.text)
    return sentence.within(sentence.start + colons[-1], end) if colons else sentence


def _with_value(parts: Parts, block: Block) -> Parts:
    """A choice whose price stands in its value only: `<option value="39.00">30 capsules</option>`."""
    amount = read_amount(block.label) if parts.quantities and _VALUE.match(block.label) else None
    if parts.moneys or not amount:
        return parts
    return replace(parts, moneys=(Money(parts.start, parts.start + len(parts.text), amount, "", block.label),))


def _run(page: PageParts, stream: list[Block], at: int, tables: dict[int, list[Block]]) -> int:
    """The last of the lines of price that follow each other: list price, price, price of a capsule of one offer."""
    last = at
    while _is_amount(page, stream[last]) and last + 1 < len(stream) and last - at < _RUN:
        following = stream[last + 1]
        outside = following.group in tables and following.column >= 0
        if outside or following.heading != stream[at].heading or not _is_amount(page, following):
            break
        if _named_rows(page.of(stream[last]), page.of(following)):
            break
        last += 1
    return last


def _named_rows(one: Parts, other: Parts) -> bool:
    """Two lines that begin with different names and end alike ("Rede A 98,50 Go to shop"): offers of two sellers."""
    (lead, tail), (next_lead, next_tail) = (_sides(parts) for parts in (one, other))
    named = all(_LETTERED.search(words_) and not _SAYS_WHICH.search(words_) for words_ in (lead, next_lead))
    return named and lead != next_lead and tail == next_tail and bool(_LETTERED.search(tail))


def _sides(parts: Parts) -> tuple[str, str]:
    money = parts.moneys[0]
    text = parts.text
    return text[: money.start - parts.start].strip(), text[money.end - parts.start :].strip()


def _is_amount(page: PageParts, block: Block) -> bool:
    """A line that says what something costs and nothing about what it is: the label stands in another line."""
    parts = page.of(block)
    sized = parts.quantities or parts.strengths or any(named.oral for named in parts.names)
    counted = words.BOXES.search(parts.text) or any(n >= _LEAST_PACK for n in numbers(parts))
    plain = len(parts.moneys) == 1 and len(parts.text) <= _AMOUNT_LINE and not words.FEE.search(parts.text)
    return plain and not sized and not counted and not words.LOOKED_AT.search(parts.text)


def _prose(text: str, block: Block) -> bool:
    if block.kind in (Kind.OPTION, Kind.LABEL, Kind.HEADING, Kind.BUTTON):
        return block.kind is Kind.HEADING and "?" in text  # asked by a reader, of others
    if _count(text) > _SPOKEN and (words.REPORTED.search(text) or words.HEDGED.search(text)):
        return True
    pieces = re2.split(r"[·|•;●]|\.{4,}", text)
    return any(len(piece) > _LONG or (_SENTENCES.search(piece.strip()) and _count(piece) > _SPOKEN) for piece in pieces)


def _count(text: str) -> int:
    """Words; where a script sets none apart, every three letters of it are one."""
    return len(text.split()) + sum(len(m.group()) for m in _DENSE.finditer(text)) // _LETTERS


def _label(
    page: PageParts, stream: list[Block], at: int, tables: dict[int, list[Block]], ahead: bool
) -> tuple[Parts, ...]:
    """The short lines that tell what a bare amount is for: before it, or after it where the page puts them there."""
    behind = _without_choice(_near(page, stream[max(at - _BACK, 0) : at][::-1], stream[at], tables))
    after = _without_choice(_near(page, stream[at + 1 : at + 1 + _AHEAD], stream[at], tables))
    first, second = (after, behind) if ahead else (behind, after)
    if any(parts.quantities for parts in first):
        return tuple(first)
    return tuple(second) + tuple(first) if any(parts.quantities for parts in second) else tuple(first)


def _without_choice(lines: Iterator[Parts]) -> list[Parts]:
    """Labels without several strengths one below the other: those are a choice, and tell none of them."""
    found = list(lines)
    doses = {dose.value for parts in found if not parts.quantities for dose in parts.strengths}
    return found if len(doses) < 2 else [parts for parts in found if parts.quantities or not parts.strengths]


def _near(page: PageParts, blocks: list[Block], own: Block, tables: dict[int, list[Block]]) -> Iterator[Parts]:
    for block in blocks:
        parts = page.of(block)
        if parts.moneys or block.group in tables or block.heading != own.heading or block.kind is Kind.HEADING:
            return
        if block.kind in _NAMED_VALUES and own.kind not in _NAMED_VALUES:
            return
        if block.kind in (Kind.BUTTON, Kind.LINK):
            continue
        if block.end - block.start > _LONG // 2:
            return
        yield parts


def _label_follows(page: PageParts, stream: list[Block], tables: dict[int, list[Block]]) -> set[int]:
    """Headings under which the pack size stands below its price: the first amount has one behind it and none before."""
    follows: set[int] = set()
    seen: set[int] = set()
    for at, block in enumerate(stream):
        if block.heading in seen or (block.group in tables and block.column >= 0) or not page.of(block).moneys:
            continue
        seen.add(block.heading)
        if page.of(block).quantities or any(
            p.quantities for p in _near(page, stream[max(at - _BACK, 0) : at][::-1], block, tables)
        ):
            continue
        if any(p.quantities for p in _near(page, stream[at + 1 : at + 1 + _AHEAD], block, tables)):
            follows.add(block.heading)
    return follows
