"""The rows, lines and cards of a page that carry an amount, each with the label that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

import re2

from crawler.visit import Block, Kind, Place
from scoring.facts import price_words as words
from scoring.facts.money import Money, read_amount
from scoring.facts.patterns import pattern
from scoring.facts.price_parts import PageParts, Part, Parts
from scoring.facts.price_row import segments

_SKIPPED_PLACES = frozenset(
    {Place.NAV, Place.HEAD, Place.HEADER, Place.FOOTER, Place.HIDDEN, Place.DATA, Place.ADDRESS}
)
_SKIPPED_KINDS = frozenset({Kind.ALT, Kind.META, Kind.TITLE, Kind.URL, Kind.DATA, Kind.QUOTATION, Kind.INPUT})
_NAMED_VALUES = (Kind.TERM, Kind.DEFINITION)
_LONG = 150  # characters of one offer: longer stretches are prose, which tells of prices more often than it asks them
_SENTENCES = pattern(r"(?:[\pL]{5,}|[\d)])[.!?](?:\[\d+\])? +[^\d\s(]|。.*[^\s]")
_SPOKEN = 11  # words: a line of more than one sentence and more words than this is prose
_CELL = 220  # characters: a longer cell is page layout
_BACK, _AHEAD = 4, 2  # blocks looked at for the label of a bare amount
_RUN = 3  # amounts in a row that belong to one offer, besides the first: list price, price, price of a unit
_AMOUNT_ALONE = 18  # characters: "1 834,50 EUR / pill"
_NUMBER = pattern(r"^x?[ ]?(\d{1,4})[ ]?(?:x)?$")
_WHOLE = pattern(r"^\d{1,5}(?:[.,]\d{1,2})?$")


@dataclass(frozen=True, slots=True)
class Record:
    """One offer as it stands: its own words, the lines that name it, the column head of each amount (by its start)."""

    block: Block
    parts: Parts
    label: tuple[Parts, ...] = ()
    heads: dict[int, str] = field(default_factory=dict)
    several: bool = False  # one of several offers in one line


def records(page: PageParts) -> Iterator[Record]:
    """Every record with an amount, in the order of the page."""
    tables = _tables(page)
    rows_done: set[int] = set()
    stream = [b for b in page.page.blocks if b.place not in _SKIPPED_PLACES and b.kind not in _SKIPPED_KINDS]
    ahead = _label_follows(page, stream, tables)
    taken = -1
    for at, block in enumerate(stream):
        if block.group in tables and block.column >= 0:
            if block.group not in rows_done:
                rows_done.add(block.group)
                yield from _rows(page, tables[block.group])
            continue
        if at <= taken:
            continue
        taken = _run(page, stream, at, tables)
        parts = page.of(block) if taken == at else page.between(page.span(block)[0], page.span(stream[taken])[1])
        if parts.moneys and not _prose(parts.text, block):
            pieces = segments(parts)
            for piece in pieces:
                label = (
                    ()
                    if piece.quantities and len(pieces) > 1
                    else _label(page, stream, at, tables, block.heading in ahead)
                )
                yield Record(block, piece, label, {}, len(pieces) > 1)


def _run(page: PageParts, stream: list[Block], at: int, tables: dict[int, list[Block]]) -> int:
    """The last of the amounts that follow each other in blocks of their own: unit price and total, or two prices."""
    last = at
    while _is_amount(page, stream[last]) and last + 1 < len(stream) and last - at < _RUN:
        following = stream[last + 1]
        outside = following.group in tables and following.column >= 0
        if outside or following.heading != stream[at].heading or not _is_amount(page, following):
            break
        last += 1
    return last


def _is_amount(page: PageParts, block: Block) -> bool:
    parts = page.of(block)
    return len(parts.moneys) == 1 and not parts.quantities and len(parts.text) <= _AMOUNT_ALONE


def _prose(text: str, block: Block) -> bool:
    if block.kind in (Kind.OPTION, Kind.LABEL, Kind.HEADING, Kind.BUTTON):
        return False
    if words.REPORTED.search(text) and len(text.split()) > _SPOKEN:
        return True
    pieces = re2.split(r"[·|•;●]|\.{4,}", text)
    return any(
        len(piece) > _LONG or (_SENTENCES.search(piece.strip()) and len(piece.split()) > _SPOKEN) for piece in pieces
    )


def _label(
    page: PageParts, stream: list[Block], at: int, tables: dict[int, list[Block]], ahead: bool
) -> tuple[Parts, ...]:
    """The short lines that tell what a bare amount is for: before it, or after it where the page puts them there."""
    behind = list(_near(page, stream[max(at - _BACK, 0) : at][::-1], stream[at], tables))
    after = list(_near(page, stream[at + 1 : at + 1 + _AHEAD], stream[at], tables))
    first, second = (after, behind) if ahead else (behind, after)
    if any(parts.quantities for parts in first):
        return tuple(first)
    return tuple(second) + tuple(first) if any(parts.quantities for parts in second) else tuple(first)


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


def _tables(page: PageParts) -> dict[int, list[Block]]:
    """Cells by table; tables that only lay out the page are left to be read as lines."""
    found: dict[int, list[Block]] = {}
    for block in page.page.blocks:
        if block.row >= 0 and block.column >= 0 and block.group >= 0 and block.place not in _SKIPPED_PLACES:
            found.setdefault(block.group, []).append(block)
    return {g: cells for g, cells in found.items() if _is_data(cells)}


def _is_data(cells: list[Block]) -> bool:
    widest = max(block.column for block in cells)
    crowded = max(_per_cell(cells).values())
    return widest >= 1 and crowded <= 4 and max(b.end - b.start for b in cells) <= _CELL


def _per_cell(cells: list[Block]) -> dict[tuple[int, int], int]:
    count: dict[tuple[int, int], int] = {}
    for block in cells:
        if block.kind is not Kind.ALT:
            count[block.row, block.column] = count.get((block.row, block.column), 0) + 1
    return count or {(0, 0): 0}


def _rows(page: PageParts, cells: list[Block]) -> Iterator[Record]:
    rows: dict[int, list[Block]] = {}
    for block in cells:
        rows.setdefault(block.row, []).append(block)
    heads: dict[int, Parts] = {}
    over: tuple[Parts, ...] = ()
    for number, row in enumerate(rows[r] for r in sorted(rows)):
        if any(page.of(b).moneys for b in row) or (number and not _is_head(page, row)):
            yield from (replace(found, label=(*found.label, *over)) for found in _row(page, row, heads))
        elif len(row) > 1:
            heads = {b.column: page.of(b) for b in row}
        if len(row) == 1 and not page.of(row[0]).moneys:
            over = (page.of(row[0]),)  # a line over the rows that follow: "Dosage: 10 mg"


def _is_head(page: PageParts, row: list[Block]) -> bool:
    """A row of column heads in the middle of a table: no digits, and words that heads have."""
    text = " ".join(page.of(b).text for b in row)
    return not any(sign.isdigit() for sign in text) and bool(words.PRICE_HEAD.search(text))


def _row(page: PageParts, row: list[Block], heads: dict[int, Parts]) -> Iterator[Record]:
    """One row: one offer, or one for each column where the heads are pack sizes or strengths."""
    texts = {column: parts.text for column, parts in heads.items()}
    per_column = [c for c in heads if heads[c].quantities or heads[c].strengths]
    priced = [b for b in row if page.of(b).moneys or _number_under(page.of(b), texts.get(b.column, ""))]
    if not priced:
        return
    if len([b for b in priced if b.column in per_column]) >= 2:
        labels = tuple(page.of(b) for b in row if b not in priced)
        for block in priced:
            if block.column in heads:
                yield Record(block, page.of(block), (heads[block.column], *labels))
        return
    start, end = page.span(row[0])[0], page.span(row[-1])[1]
    whole = page.between(start, end)
    own = {m.start: texts.get(b.column, "") for b in row for m in page.of(b).moneys}
    extra = [_money(page.of(b), texts[b.column]) for b in row if b.column in texts and not page.of(b).moneys]
    moneys = tuple(sorted([*whole.moneys, *(m for m in extra if m)], key=lambda m: m.start))
    own |= {
        m.start: next((texts[b.column] for b in row if page.span(b)[0] <= m.start < page.span(b)[1]), "")
        for m in extra
        if m
    }
    sizes = [p for b in row if (p := _size(page.of(b), texts.get(b.column, "")))]
    doses = [p for b in row if (p := _dose(page.of(b), texts.get(b.column, "")))]
    extras = [page.span(b) for b in row if words.BONUS_HEAD.search(texts.get(b.column, ""))]
    packs = [q for q in whole.quantities if not any(s <= q.start < e for s, e in extras)]
    parts = Parts(whole.text, whole.start, moneys, (*packs, *sizes), (*whole.strengths, *doses), whole.names)
    yield Record(_money_block(page, row), parts, (), own)


def _money_block(page: PageParts, row: list[Block]) -> Block:
    return next((b for b in row if page.of(b).moneys), row[0])


def _number_under(parts: Parts, head: str) -> bool:
    return _money(parts, head) is not None


def _money(parts: Parts, head: str) -> Money | None:
    """A plain number in a column of prices."""
    text = parts.text.strip()
    if not words.PRICE_HEAD.search(head) or parts.moneys or not _WHOLE.match(text):
        return None
    amount = read_amount(text)
    lead = len(parts.text) - len(parts.text.lstrip())
    return Money(parts.start + lead, parts.start + lead + len(text), amount, "", text) if amount else None


def _size(parts: Parts, head: str) -> Part | None:
    """A plain number in a column of pack sizes."""
    match = _NUMBER.match(parts.text.strip())
    if (
        match is None
        or parts.quantities
        or parts.moneys
        or words.PRICE_HEAD.search(head)
        or words.STRENGTH_HEAD.search(head)
    ):
        return None
    value = Decimal(match.group(1))
    if words.QUANTITY_HEAD.search(head) and not words.UNIT_PRICE_HEAD.search(head) and 1 < value <= 1000:
        return Part(parts.start, parts.start + len(parts.text), value)
    return None


def _dose(parts: Parts, head: str) -> Part | None:
    match = _NUMBER.match(parts.text.strip())
    if match is None or parts.strengths or not words.STRENGTH_HEAD.search(head):
        return None
    return Part(parts.start, parts.start + len(parts.text), Decimal(match.group(1)))
