"""A page cut into sentences, each with what gives it its sense: heading, question, label, neighbours.

"No." says nothing by itself: below "Do I need a prescription?" it offers, below "May I have it without?" it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crawler.visit import Block, Kind, Page, PageKind, Place
from scoring.facts.finder import Pattern
from scoring.facts.normal import Normal, normal
from scoring.facts.remembered import once_a_page

_LONGEST = 600  # characters of a sentence that are looked at; menus that lost their markup run on for thousands
_MOST = 4000  # sentences per page; the longest page in hand has 2,900
_APART = frozenset({Kind.URL, Kind.TITLE})  # not read on from what stands beside them
_UNASKED = frozenset({Kind.QUESTION, Kind.HEADING, Kind.TERM, Kind.TITLE, Kind.META, Kind.URL})
_ASIDE = 60  # characters: a table cell or term longer than this is prose, not the name of a value
_ASKING = 200  # characters: a block longer than this that ends in a question mark is prose, not a question
# Full stops after these do not end a sentence (plain form).
_SHORT_WORDS = (
    "dr mr mrs ms prof st sr sra srta dra e.g i.e z.b d.h bzw ca inkl p.ej ej nr num tel t.ex bl.a f.eks np m.in tzn "
    "т.е т.к т.д г ул inc ltd co vs approx max min art q a f r p d в о 1 2 3 4 5 6 7 8 9 10"
)
_ASKS = ("か。", "ですか", "ますか", "ませんか", "でしょうか")  # what a Japanese question ends in where no mark stands
_SHORT = frozenset(_SHORT_WORDS.split())
_END = Pattern(r"[.!?;]+[\"')\]]*(?:\s+|$)|[!?]+(?:[\"')\]]+|\b)|。[\"')」』]*|\s[|•·►✓✔»]\s|\n")
_ENDS = frozenset(".!?;。|•·►✓✔»\n")  # no sentence ends without one of these: the pattern above names them all
_POINT = Pattern(r"(?:[0-9]{1,2}[.)]|[-*•·✗✘x]) ")
_POINTS = frozenset("0123456789-*•·✗✘x")  # what a point begins with
_DESCRIBED = Pattern(r'"(?:description|text|reviewBody|abstract|disambiguatingDescription)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_NEWS = Pattern(r'"@type"\s*:\s*"(?:NewsArticle|Article|BlogPosting|ScholarlyArticle|MedicalScholarlyArticle|Review)"')


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence. `text` and all neighbours are in the plain form; `start`/`end` are offsets into `Page.text`."""

    text: str
    start: int
    end: int
    block: Block
    page: PageKind
    heading: str = ""  # the heading above
    intro: str = ""  # the line that leads into the list it stands in
    question: str = ""  # the question it answers
    label: str = ""  # the table or definition label it is the value of
    previous: str = ""  # the sentence before, in the same section
    next: str = ""
    after: str = ""  # the one after the next
    reported: bool = False  # structured data says that this is an article

    @property
    def place(self) -> Place:
        return self.block.place

    @property
    def kind(self) -> Kind:
        return self.block.kind

    @property
    def is_question(self) -> bool:
        return asks(self.text)


def asks(text: str) -> bool:
    """A question by its mark or, in Japanese, by its last syllable."""
    return "?" in text[-4:] or (not text.isascii() and text.endswith(_ASKS))


@once_a_page
def clauses(page: Page) -> tuple[Clause, ...]:
    """Every sentence of a page in reading order, hidden ones included (their `place` says so)."""
    blocks = page.blocks
    plain = [_plain(page, block) for block in blocks]
    told = _Told(blocks, [one.text for one in plain], [len(one.text) <= _ASKING and asks(one.text) for one in plain])
    found: list[_Sentence] = []
    for index, block in enumerate(blocks):
        found += _sentences(page, block, plain[index], _context(told, index))
        if len(found) >= _MOST:
            break
    return tuple(_with_neighbours(page.kind, found[:_MOST]))


class _Told(NamedTuple):
    """The blocks of a page, what they say in the plain form, and whether they are short questions."""

    blocks: Sequence[Block]
    words: Sequence[str]
    asks: Sequence[bool]


class _Context(NamedTuple):
    heading: str = ""
    intro: str = ""
    question: str = ""
    label: str = ""


class _Sentence(NamedTuple):
    """A clause whose neighbours are not known yet."""

    text: str
    start: int
    end: int
    block: Block
    context: _Context
    question: str
    reported: bool = False


def _plain(page: Page, block: Block) -> Normal:
    """The plain form of a block; a raw data block is read field by field instead."""
    return Normal("") if _is_raw(block) else normal(page.words(block))


def _is_raw(block: Block) -> bool:
    return block.kind is Kind.DATA and block.label == "ld+json"


def _sentences(page: Page, block: Block, plain: Normal, context: _Context) -> Iterator[_Sentence]:
    if _is_raw(block):
        yield from _described(page, block)
        return
    question = context.question
    for start, end in _cut(plain.text):
        first, last = plain.original(start, end)
        text = plain.text[start:end]
        yield _Sentence(text, block.start + first, block.start + last, block, context, question)
        if asks(text):
            question = text


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of a block, without the space between them."""
    start = 0
    for found in _END.finditer(text) if not _ENDS.isdisjoint(text) else ():
        if found.start() < start or (found.group(0)[0] == "." and _is_short(text[start : found.start()])):
            continue
        if text[start : found.end()].strip():
            yield from _span(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield from _span(text, start, len(text))


def _is_short(before: str) -> bool:
    return before.split(" ")[-1].lstrip("(\"'") in _SHORT


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    while start < end:
        yield start, min(end, start + _LONGEST)
        start += _LONGEST


def _described(page: Page, block: Block) -> Iterator[_Sentence]:
    """The prose inside structured data. Escapes stay as written: the quote must be found in the page."""
    raw = page.words(block)
    reported = bool(_NEWS.search(raw))
    for found in _DESCRIBED.finditer(raw):
        plain = normal(found.group(1))
        for start, end in _cut(plain.text):
            first, last = plain.original(start, end)
            at = block.start + found.start(1)
            yield _Sentence(plain.text[start:end], at + first, at + last, block, _Context(), "", reported)


def _context(told: _Told, index: int) -> _Context:
    above = told.blocks[index].heading
    heading = told.words[above] if above >= 0 else ""
    return _Context(heading, _intro(told, index), _question(told, index, heading), _label(told, index))


def _intro(told: _Told, index: int) -> str:
    """The line before a list, when it ends in a colon: its sense holds for every item, bulleted or numbered by hand."""
    blocks, words, _ = told
    block = blocks[index]
    if block.kind is Kind.ITEM and block.group >= 0:
        before = (back for back in range(index - 1, max(-1, index - 60), -1) if blocks[back].group != block.group)
    elif _is_point(words[index]):
        before = (back for back in range(index - 1, max(-1, index - 20), -1) if not _is_point(words[back]))
    else:
        return ""
    text = next((words[back] for back in before), "")
    return text if text.endswith(":") else ""


def _is_point(text: str) -> bool:
    return text[:1] in _POINTS and _POINT.match(text) is not None


def _question(told: _Told, index: int, heading: str) -> str:
    blocks, words, asking = told
    block = blocks[index]
    if block.kind in _UNASKED:
        return ""
    for back in range(index - 1, max(-1, index - 6), -1):
        kind = blocks[back].kind
        if kind is Kind.QUESTION or (kind is Kind.TERM and blocks[back].group == block.group):
            return words[back]
        if kind is Kind.HEADING:
            break
        if asking[back]:
            return words[back] if index - back <= 2 else ""
    return heading if heading and ("?" in heading or asks(heading)) else ""


def _label(told: _Told, index: int) -> str:
    block = told.blocks[index]
    if block.kind is Kind.CELL and block.column > 0:
        return _first_cell(told, index)
    if block.kind is Kind.DEFINITION:
        return next((t for b, t in _back(told, index) if b.kind is Kind.TERM and b.group == block.group), "")
    return ""


def _first_cell(told: _Told, index: int) -> str:
    """The first cell of the row: tables of facts name the value on the left."""
    block = told.blocks[index]
    for before, text in _back(told, index):
        if before.group != block.group or before.row != block.row:
            return ""
        if before.column == 0:
            return text if len(text) <= _ASIDE else ""
    return ""


def _back(told: _Told, index: int) -> Iterator[tuple[Block, str]]:
    return ((told.blocks[back], told.words[back]) for back in range(index - 1, max(-1, index - 12), -1))


def _with_neighbours(kind: PageKind, found: list[_Sentence]) -> Iterator[Clause]:
    before = ""  # the sentence before, when it stands in the same section
    for index, one in enumerate(found):
        text, start, end, block, (heading, intro, _, label), question, reported = one
        onward = [other.text if _same_section(block, other.block) else "" for other in found[index + 1 : index + 3]]
        next_, after = (*filter(None, onward), "", "")[:2]
        yield Clause(
            text, start, end, block, kind, heading, intro, question, label, before, next_, after, reported
        )  # fmt: skip
        before = text if onward and onward[0] else ""


def _same_section(one: Block, other: Block) -> bool:
    """A heading speaks to the first sentence below it; otherwise neighbours share heading and place."""
    if one is other:
        return True
    if one.heading != other.heading or one.place is not other.place or one.place is Place.HIDDEN:
        return False
    return one.kind not in _APART and other.kind not in _APART
