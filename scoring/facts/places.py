"""Finds the block and the sentence that an offset of a page stands in."""

from __future__ import annotations

from bisect import bisect_right

from crawler.visit import Block, Page
from scoring.facts.finder import Pattern

_REACH = 240  # characters: the longest clause that is read as one
_END = Pattern(r"[;|·•\n。]|[A-Za-zÀ-ɏЀ-ӿ)\d]{3,}[.!?]\s")


def index_at(page: Page, offset: int) -> int:
    """Index of the block that holds `offset`; the last one before it between blocks."""
    return max(bisect_right(page.blocks, offset, key=lambda b: b.start) - 1, 0)


def block_at(page: Page, offset: int) -> Block:
    return page.blocks[index_at(page, offset)]


def sentence_start(text: str, block: Block, offset: int) -> int:
    """Where the sentence or bullet that holds `offset` begins, not before its block."""
    first = max(block.start, offset - _REACH)
    last = first
    for match in _END.finditer(text[first:offset]):
        last = first + match.end()
    return last
