"""The rows of a page's tables, each read with the heads of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from crawler.visit import Block, Kind
from scoring.facts import price_words as words
from scoring.facts.currency import code_in
from scoring.facts.money import Money, read_amount
from scoring.facts.patterns import pattern
from scoring.facts.price_parts import COMMA, SKIPPED_PLACES, PageParts, Part, Parts, Record
from scoring.facts.price_units import GIFT_BESIDE

_CELL = 220  # characters: a longer cell is page layout
_NUMBER = pattern(r"^x?[ ]?(\d{1,4})[ ]?(?:x)?$")
_WHOLE = pattern(r"^(?:\d{1,3}(?:[ '.,]\d{3})+|\d{1,5})(?:[.,]\d{1,2})?$")


def tables_of(page: PageParts) -> dict[int, list[Block]]:
    """Cells by table; tables that only lay out the page are left to be read as lines."""
    found: dict[int, list[Block]] = {}
    for block in page.page.blocks:
        if block.row >= 0 and block.column >= 0 and block.group >= 0 and block.place not in SKIPPED_PLACES:
            found.setdefault(block.group, []).append(block)
    return {g: cells for g, cells in found.items() if _is_data(cells) and not _holds_another(cells, found)}


def _holds_another(cells: list[Block], tables: dict[int, list[Block]]) -> bool:
    """A row with a whole table inside it lays out the page: menu, then everything else."""
    own = cells[0].group
    rows_: dict[int, tuple[int, int]] = {}
    for block in cells:
        start, end = rows_.get(block.row, (block.start, block.end))
        rows_[block.row] = (min(start, block.start), max(end, block.end))
    others = [other[0].start for group, other in tables.items() if group != own]
    return any(start < at < end for start, end in rows_.values() for at in others)


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


def rows(page: PageParts, cells: list[Block]) -> Iterator[Record]:
    lines: dict[int, list[Block]] = {}
    for block in cells:
        lines.setdefault(block.row, []).append(block)
    heads: dict[int, Parts] = {}
    over: tuple[Parts, ...] = ()
    spanning: tuple[Parts, ...] = ()  # first cells that reach down over the rows below
    for number, row in enumerate(lines[r] for r in sorted(lines)):
        if facts := _facts(page, row, heads):
            heads = facts
        elif any(page.of(b).moneys for b in row) or (number and not _is_head(page, row)):
            moved = _under_heads(page, row, heads)
            if moved[0].column == row[0].column:
                spanning = tuple(page.of(b) for b in row if not page.of(b).moneys)[:1]
            label = over if moved[0].column == row[0].column else (*spanning, *over)
            yield from (replace(found, label=(*found.label, *label)) for found in _row(page, moved, heads))
        elif len(row) > 1:
            heads = _under(heads, _counted({b.column: page.of(b) for b in row}))
        if len(row) == 1 and not page.of(row[0]).moneys:
            over = (page.of(row[0]),)  # a line over the rows that follow: "Dosage: 10 mg"


def _under(above: dict[int, Parts], heads: dict[int, Parts]) -> dict[int, Parts]:
    """Heads with the strengths that a first row of heads sets over several of them: "20 mg" over price and unit."""
    dosed = [c for c in sorted(above) if above[c].strengths]
    if len(dosed) < 2 or any(parts.strengths or parts.quantities for parts in heads.values()):
        return heads
    return {
        c: _joined(parts, above[max(d for d in dosed if d <= c)]) if c >= dosed[0] else parts
        for c, parts in heads.items()
    }


def _facts(page: PageParts, row: list[Block], heads: dict[int, Parts]) -> dict[int, Parts]:
    """The heads with what a row tells of each: goods stand in columns, "Quantity | 30 | 60" below their names.

    Empty: the row is none of that kind.
    """
    first, cells = row[0], row[1:]
    said = page.of(first)
    if not heads or said.quantities or said.strengths or any(page.of(b).moneys for b in row):
        return {}
    told = {b.column: _sized(page.of(b), said.text) for b in cells if b.column in heads}
    if len(told) < 2 or not all(p.quantities or p.strengths for p in told.values()):
        return {}
    return heads | {c: _joined(heads[c], parts) for c, parts in told.items()}


def _sized(parts: Parts, head: str) -> Parts:
    size = _size(parts, head)
    parts = replace(parts, quantities=(*parts.quantities, size)) if size else parts
    return _with_dose(parts, head)


def _joined(head: Parts, cell: Parts) -> Parts:
    return replace(
        head,
        text=f"{head.text} {cell.text}",
        quantities=(*head.quantities, *cell.quantities),
        strengths=(*head.strengths, *cell.strengths),
    )


def _counted(heads: dict[int, Parts]) -> dict[int, Parts]:
    """Heads that are bare numbers, "30 | 90 | 180", are pack sizes when there are several."""
    bare = {c: Decimal(m.group(1)) for c, parts in heads.items() if (m := _NUMBER.match(parts.text.strip()))}
    if len(bare) < 2 or any(parts.quantities for parts in heads.values()):
        return heads
    return heads | {
        c: replace(heads[c], quantities=(Part(heads[c].start, heads[c].start + len(heads[c].text), value),))
        for c, value in bare.items()
        if value > 1
    }


def _under_heads(page: PageParts, row: list[Block], heads: dict[int, Parts]) -> list[Block]:
    """The row moved to the right, when a cell above reaches down beside it and its amounts fit better there."""
    shift = max(heads, default=0) - max(block.column for block in row)
    if shift <= 0:
        return row
    moved = [replace(block, column=block.column + shift) for block in row]
    return moved if _fit(page, moved, heads) > _fit(page, row, heads) else row


def _fit(page: PageParts, row: list[Block], heads: dict[int, Parts]) -> int:
    priced = [heads[b.column].text for b in row if page.of(b).moneys and b.column in heads]
    return sum(1 if words.PRICE_HEAD.search(head) else -1 if words.QUANTITY_HEAD.search(head) else 0 for head in priced)


def _is_head(page: PageParts, row: list[Block]) -> bool:
    """A row of column heads in the middle of a table: no digits, and words that heads have."""
    text = " ".join(page.of(b).text for b in row)
    return not any(sign.isdigit() for sign in text) and bool(words.PRICE_HEAD.search(text))


def _row(page: PageParts, row: list[Block], heads: dict[int, Parts]) -> Iterator[Record]:
    """One row: one offer, or one for each column where the heads are pack sizes or strengths."""
    if heads and words.UNNAMED.match(page.of(row[0]).text.strip()):
        return
    texts = {column: parts.text for column, parts in heads.items()}
    per_column = [c for c in heads if heads[c].quantities or heads[c].strengths]
    priced = [b for b in row if page.of(b).moneys or _number_under(page.of(b), texts.get(b.column, ""))]
    if not priced:
        return
    over = [heads[b.column] for b in priced if b.column in per_column]
    if len(over) >= 2 or (over and over[0].quantities and not any(page.of(b).quantities for b in row)):
        labels = tuple(_with_dose(page.of(b), texts.get(b.column, "")) for b in row if b not in priced)
        said = _row_head(labels)
        for block in priced:
            if block.column in heads:
                own_head = said or _price_head(heads[block.column])
                told = {m.start: own_head for m in page.of(block).moneys} if own_head else {}
                yield Record(block, page.of(block), (heads[block.column], *labels), told)
        return
    cells = _full_cells(page, row)
    if len(cells) >= 2:
        yield from (Record(block, parts) for block, parts in cells)
        return
    start, end = page.span(row[0])[0], page.span(row[-1])[1]
    whole = page.between(start, end)
    own = {m.start: texts.get(b.column, "") for b in row for m in page.of(b).moneys}
    comma = page.page.content.language in COMMA
    extra = [_money(page.of(b), texts[b.column], comma) for b in row if b.column in texts and not page.of(b).moneys]
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
    sellers = any(words.SELLER_HEAD.search(head) for head in texts.values())
    yield Record(_money_block(page, row), parts, (), own, sellers=sellers)


def _price_head(head: Parts) -> str:
    """The head of a column whose strength stands in the row of heads above it; empty: it is the pack or strength."""
    return head.text if words.PRICE_HEAD.search(head.text) or words.UNIT_PRICE_HEAD.search(head.text) else ""


def _full_cells(page: PageParts, row: list[Block]) -> list[tuple[Block, Parts]]:
    """The cells that are whole offers by themselves, with a pack and its price."""
    columns: dict[int, list[Block]] = {}
    for block in row:
        columns.setdefault(block.column, []).append(block)
    cells = [(c[0], page.between(page.span(c[0])[0], page.span(c[-1])[1])) for c in columns.values()]
    return [(block, parts) for block, parts in cells if parts.moneys and parts.quantities]


def _with_dose(parts: Parts, head: str) -> Parts:
    dose = _dose(parts, head)
    return replace(parts, strengths=(*parts.strengths, dose)) if dose else parts


def _row_head(labels: tuple[Parts, ...]) -> str:
    """What the first cell says that the amounts of its row are: "Price per capsule"; empty: it names the goods."""
    if not labels or labels[0].names or labels[0].strengths or labels[0].quantities:
        return ""
    return labels[0].text


def _money_block(page: PageParts, row: list[Block]) -> Block:
    return next((b for b in row if page.of(b).moneys), row[0])


def _number_under(parts: Parts, head: str) -> bool:
    return _money(parts, head) is not None


def _money(parts: Parts, head: str, comma: bool = False) -> Money | None:
    """A plain number in a column of prices."""
    text = parts.text.strip()
    if not words.PRICE_HEAD.search(head) or parts.moneys or not _WHOLE.match(text):
        return None
    amount = read_amount(text, comma, code_in(head) or "")
    lead = len(parts.text) - len(parts.text.lstrip())
    return Money(parts.start + lead, parts.start + lead + len(text), amount, "", text) if amount else None


def _size(parts: Parts, head: str) -> Part | None:
    """A plain number in a column of pack sizes."""
    match = _NUMBER.match(GIFT_BESIDE.sub("", parts.text).strip())
    if (
        match is None
        or parts.quantities
        or parts.moneys
        or words.PRICE_HEAD.search(head)
        or words.STRENGTH_HEAD.search(head)
    ):
        return None
    value = Decimal(match.group(1))
    if boxed := words.BOX_HEAD.search(head):
        return Part(parts.start, parts.start + len(parts.text), value * int(boxed.group("n")))
    if words.QUANTITY_HEAD.search(head) and not words.UNIT_PRICE_HEAD.search(head) and 1 < value <= 1000:
        return Part(parts.start, parts.start + len(parts.text), value)
    return None


def _dose(parts: Parts, head: str) -> Part | None:
    match = _NUMBER.match(parts.text.strip())
    if match is None or parts.strengths or not words.STRENGTH_HEAD.search(head):
        return None
    return Part(parts.start, parts.start + len(parts.text), Decimal(match.group(1)))
