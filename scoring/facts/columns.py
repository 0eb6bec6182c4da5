"""Values below a heading that names the prescription: "we do not ask" in a column headed "Rx".

A column that says one thing of every row tells how the shop goes about it; one that says now yes, now no tells
prescription medicines from others, as a pharmacy does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.visit import Block, Kind, Page
from scoring.facts.clauses import Clause
from scoring.facts.cues import Cues
from scoring.facts.normal import normal

_HEAD = 30  # characters: longer cells in a first row are prose
_NAMES = ("paper", "classed")
_CELLS = frozenset({Kind.CELL, Kind.HEADER_CELL})

Column = tuple[int, int]  # number of the table, and of the column in it


def labelled(page: Page, found: Iterable[Clause], kit: Cues) -> Iterator[Clause]:
    """The clauses of a page; a cell of such a column has the name of its row and the heading for its label."""
    heads = _heads(page, kit)
    for clause in found:
        block = clause.block
        head = heads.get((block.group, block.column)) if block.kind is Kind.CELL and block.row > 0 else None
        yield replace(clause, label=f"{clause.label}, {head}".lstrip(", ")) if head else clause


def _heads(page: Page, kit: Cues) -> dict[Column, str]:
    """Headings of columns below which every row says the same about prescriptions."""
    heads: dict[Column, str] = {}
    said: dict[Column, set[str]] = defaultdict(set)
    for block in page.blocks:
        column = (block.group, block.column)
        if block.kind not in _CELLS or block.group < 0 or block.column < 1:
            continue
        if block.row == 0 and (name := _named(page, block, kit)):
            heads[column] = name
        elif column in heads:
            said[column].add(normal(page.words(block)).text.strip())
    return {column: name for column, name in heads.items() if len(said[column]) == 1}


def _named(page: Page, block: Block, kit: Cues) -> str:
    """The heading in plain form; empty when it does not name the prescription."""
    if block.end - block.start > _HEAD:
        return ""
    text = normal(page.words(block)).text.strip()
    found = kit.read(text, kit.languages(text), page.content.language)
    return text if found is not None and found.has(*_NAMES) else ""
