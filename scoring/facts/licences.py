"""Licence, register and company numbers by their labels, with their owner and whether format and check digit hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import re2

from crawler.visit import Block, Kind, Page, PageKind, Place
from data.world import Register, World
from scoring.facts.check_digits import RULES as CHECK_DIGITS
from scoring.facts.finder import Pattern
from scoring.facts.licence_rules import (
    ANY_GAP,
    ANY_LABEL,
    ANY_NUMBER,
    ANY_REGISTER,
    ANY_REVERSED,
    ANY_SHAPED,
    COMPANY,
    EDGE,
    NOT_OURS,
    RULES,
    Rule,
)
from scoring.facts.owners import owner_by_words
from scoring.facts.places import block_at, sentence_start
from scoring.facts.types import Licence
from scoring.facts.where import country_of
from scoring.facts.width import plain_page
from scoring.model import Cited

# Where a number without a named body is a product's or a story's, and not the shop's own leave to sell.
_NOT_HOME = frozenset({PageKind.PRODUCT, PageKind.CATALOGUE, PageKind.ARTICLE, PageKind.CART})
_TOLD_BY = {Kind.TERM: Kind.DEFINITION, Kind.HEADER_CELL: Kind.CELL, Kind.CELL: Kind.CELL, Kind.LABEL: Kind.TEXT}
_MORE = Pattern(r"^\s*(?:,|;|&|/|and|und|et|y|e|i|и|og|och|en|、)\s*")
_YEAR = Pattern(r"^(?:19|20)\d\d(?:$|[^\dA-Za-z/#-])")
_MARKED = Pattern(
    r"(?i)(?:n\.? ?[ºo°]|\bnr|\bno|\bnum\w*|n[úu]mero|nummer|№|#|:)[. ]*$"
)  # before a number that is no year
_DATED = Pattern(
    r"^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:$|[^\d/-])|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})"
)  # a day, a telephone
_NUMBER = Pattern(r"^(?:[A-ZА-Я]{1,5}[ ./-]?){0,3}\d[\dA-Z./ -]{2,20}$")  # a cell that holds a number alone
_BARE_MARK = Pattern(r"(?i)^(?:no|nr|number|nummer|n[uú]mero|numéro|numer|номер|№|#|番号|n[.º°]+)[.:]?$")
_LEAST_DIGITS = 3  # "Form 20" and "§ 43" are no numbers of a licence
_MOST = 60  # numbers of one page; a list of every branch of a chain adds nothing


def licences(page: Page, world: World, site: str) -> tuple[Cited[Licence], ...]:
    """Numbers with a label, each once, those of a known body first. Company and tax numbers have kinds of their own."""
    text = _labels_joined(page, plain_page(page))
    home = country_of(page, site)
    found: dict[tuple[int, int], Cited[Licence]] = {}
    for rule, start, end in _hits(page, text, home):
        inside = any(start < last and first < end for first, last in found)
        goes_on = text[end : end + 1] in ("/", "#") and text[end + 1 : end + 2].isdigit()
        inner = text[start - 1 : start] in ("/", "-") and text[start - 2 : start - 1].isalnum()
        if inside or goes_on or inner or len(found) >= _MOST or not _is_shown(page, text, start):
            continue
        found[start, end] = Cited(_licence(page, text, world, rule, start, end), page.quote(start, end))
    once: dict[tuple[str, str], Cited[Licence]] = {}
    for cited in found.values():
        once.setdefault((cited.value.number, cited.value.owner), cited)
    return tuple(once.values())


def _labels_joined(page: Page, text: str) -> str:
    """The text with each label and its value on one line: "Lizenz" over "LV-0417" reads "Lizenz LV-0417"."""
    joined: list[str] = []
    last = 0
    for label, value in pairwise(page.blocks):
        if label.kind not in _TOLD_BY and text[label.end - 1 : label.end] != ":":
            continue
        row = label.group >= 0 and (label.group, label.row) == (value.group, value.row)
        told = _TOLD_BY.get(label.kind) is value.kind and (row or label.kind in (Kind.TERM, Kind.LABEL))
        if value.start == label.end + 1 and (told or text[label.end - 1] == ":"):
            joined += [text[last : label.end], " "]
            last = value.start
    return "".join((*joined, text[last:]))


def well_formed(rule: Rule, number: str, world: World) -> bool | None:
    """Whether the number fits the register's format and check digit; None: neither is known."""
    register = _register(rule, world)
    if register is None or not (register.pattern or register.check_digit):
        return None
    bare = number.replace(" ", "")
    fits = bool(_compiled(register.pattern).fullmatch(bare)) if register.pattern else True
    return fits and (not register.check_digit or CHECK_DIGITS[register.check_digit](bare))


def _licence(page: Page, text: str, world: World, rule: Rule, start: int, end: int) -> Licence:
    block = block_at(page, start)
    since = sentence_start(text, block, start)
    owner = owner_by_words(page, block, text[since:start])
    number = " ".join(text[start:end].split())
    return Licence(rule.country, rule.body, rule.kind, number, well_formed(rule, number, world), owner)


def _hits(page: Page, text: str, home: str) -> Iterator[tuple[Rule, int, int]]:
    """Rules whose label and number stand on the page: first one pass that tells which may, then each for its spans."""
    names, patterns, words = _all()
    hit = words.Match(text, potential=True) or ()
    named = [index for index in hit if index < len(names)]
    for index in sorted(named, key=lambda i: (names[i].country not in ("", home), i)):
        for match in patterns[index].finditer(text):
            yield names[index], *match.span(1)
            yield from _repeated(text, names[index], match.end(1))
    for start, end in _columns(page, text):
        yield Rule(home, "", "permit", "", ""), start, end
    unnamed = (patterns[index] for index in sorted(hit) if index >= len(names))
    for match in (found for pattern in unnamed for found in pattern.finditer(text)):
        if _at_home(page, match.start(1)) and sum(c.isdigit() for c in match.group(1)) >= _LEAST_DIGITS:
            yield Rule(home, "", "permit", "", ""), *match.span(1)


def _columns(page: Page, text: str) -> Iterator[tuple[int, int]]:
    """Numbers in a column that its header, or a bare "No." below a heading, calls leave to sell."""
    leave: set[tuple[int, int]] = set()
    for block in page.blocks:
        cell = (block.group, block.column)
        if block.kind is Kind.HEADER_CELL and block.column >= 0 and _is_leave(page, block, text):
            leave.add(cell)
        elif block.kind is Kind.CELL and cell in leave and _NUMBER.match(text[block.start : block.end]):
            yield block.start, block.end


def _is_leave(page: Page, header: Block, text: str) -> bool:
    words = text[header.start : header.end]
    if _BARE_MARK.match(words) and header.heading >= 0:
        heading = page.blocks[header.heading]
        words = text[heading.start : heading.end]
    return bool(_label().search(words))


def _repeated(text: str, rule: Rule, end: int) -> Iterator[tuple[Rule, int, int]]:
    """ "…-184416, …-184417": a second number of the same form after a comma or an "and"."""
    for _ in range(3):
        more = _MORE.match(text[end : end + 12])
        number = _compiled(rf"^{rule.number}").match(text[end + more.end() : end + more.end() + 40]) if more else None
        if not more or not number:
            return
        yield rule, end + more.end() + number.start(1), end + more.end() + number.end(1)
        end += more.end() + number.end(1)


def _is_shown(page: Page, text: str, start: int) -> bool:
    block = block_at(page, start)
    if block.place in (Place.HIDDEN, Place.ADDRESS, Place.HEAD, Place.DATA) or block.kind in (Kind.URL, Kind.OPTION):
        return False
    number = text[start : start + 20].lstrip(" .-")
    if _DATED.match(number) or (_YEAR.match(number) and not _MARKED.search(text[max(start - 12, 0) : start])):
        return False
    return not _compiled(NOT_OURS).search(text[max(block.start, start - 60) : min(block.end, start + 12)])


def _at_home(page: Page, offset: int) -> bool:
    block: Block = block_at(page, offset)
    return block.place in (Place.FOOTER, Place.HEADER) or page.kind not in _NOT_HOME


def _register(rule: Rule, world: World) -> Register | None:
    rows = (row for row in world.registers if row.country == rule.country and row.body == rule.body and rule.what)
    return next((row for row in rows if row.what.startswith(rule.what)), None)


@cache
def _all() -> tuple[tuple[Rule, ...], tuple[Pattern, ...], re2.Filter]:
    """The rules; a pattern for each and, after them, for numbers of unnamed bodies; the words that each of these needs.

    Words alone, since a set of whole patterns with such gaps builds new states on nearly every page.
    """
    rules = (*RULES, *COMPANY)
    any_body = rf"(?i:{EDGE}(?:{ANY_LABEL}))(?:{ANY_GAP}){ANY_NUMBER}"
    written = [rf"(?i:{rule.label}){rule.gap}{rule.number}" for rule in rules]
    written += [any_body, ANY_REVERSED, ANY_SHAPED, ANY_REGISTER]
    words = re2.Filter()
    for pattern in written:
        words.Add(pattern, _options())
    words.Compile()
    return rules, tuple(_compiled(pattern) for pattern in written), words


@cache
def _label() -> Pattern:
    return _compiled(rf"(?i){EDGE}(?:{ANY_LABEL})")


@cache
def _compiled(pattern: str) -> Pattern:
    return Pattern(pattern, _options())


def _options() -> re2._re2.RE2.Options:
    options = re2.Options()
    options.max_mem = 1 << 26
    return options
