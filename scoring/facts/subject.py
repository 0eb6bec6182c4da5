"""Pages whose subject is a drug of ours: it stands in their title, first headings, address or product block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from crawler.visit import Block, Kind, Page, PageKind, Place
from scoring.facts.types import Mention
from scoring.model import Cited

# Pages of many subjects: a heading there asks about the drug, only the title or the address makes it the subject.
_OF_MANY = frozenset({PageKind.FAQ, PageKind.TERMS, PageKind.DELIVERY, PageKind.ABOUT, PageKind.HOME, PageKind.CONTACT})
_HIGH = 2  # levels of headings that name the subject of a page; lower ones name its parts


def subject_pages(pages: tuple[Page, ...], mentions: Iterable[Cited[Mention]]) -> tuple[Page, ...]:
    """The pages about an oral form of a drug of ours, in order."""
    offsets: dict[str, list[int]] = {}
    for cited in mentions:
        if cited.value.oral:
            offsets.setdefault(cited.quote.url, []).append(cited.quote.start)
    return tuple(page for page in pages if any(_names(page, at) for at in offsets.get(page.url, ())))


def _names(page: Page, offset: int) -> bool:
    block = page.blocks[max(bisect_right(page.blocks, offset, key=_start) - 1, 0)]
    if block.kind in (Kind.TITLE, Kind.URL):
        return not page.words(block).rstrip().endswith("?")
    if page.kind in _OF_MANY:
        return False
    if block.kind is Kind.HEADING and 0 < block.level <= _HIGH:
        return not page.words(block).rstrip().endswith("?")
    return block.place is Place.PRODUCT


def _start(block: Block) -> int:
    return block.start
