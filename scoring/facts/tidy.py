"""A page whose letters were hidden, broken or exchanged, as a reader sees it; quotes stay those of what was served.

`scoring.facts.normal` undoes these tricks too, but gives up capitals and accents, by which addresses, names and licence
numbers are known. Here only what is wrong is mended, and a page on which nothing is wrong stays the very same page.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial

import re2

from crawler.kinds import kind_of
from crawler.language import detect
from crawler.visit import Block, Field, Form, Image, Link, Page, PageKind, PageText, Place, Quote
from scoring.facts.normal import CONTINUED, DECODED_TWICE, HIDDEN, MIXED, Normal, is_cyrillic, mended, unmixed

_HIDDEN = re2.compile(f"[{HIDDEN}]+")
_APART = re2.compile(r"[^\s\pM]\pM+")
_LEADERS = re2.compile("[\u2024\ufe52\u201a]")
_ODD = re2.compile(
    rf"[{HIDDEN}]|\pM|[\x{{2024}}\x{{fe52}}\x{{201a}}]|{DECODED_TWICE.pattern}|\x{{c2}} |{MIXED.pattern}"
)
# UTF-8 with a no-break space for its last byte, which the reading of HTML made a plain one: "Ð ÐµÑ†ÐµÐ¿Ñ‚", "qualitÃ ".
_NO_BREAK = re2.compile("\u00c2 ")
_LOST = re2.compile("\u00c3[ \n]|\u00d0 ")
_LOST_CHINESE = re2.compile(f"[\u00e3-\u00e9](?:{CONTINUED}[ \n]| {CONTINUED})")
_CHINESE = re2.compile("[\u3040-\u9fff]")
_WIDE = re2.compile("[\uff01-\uff5e]+")
_DECODED_TWICE = re2.compile(f"{DECODED_TWICE.pattern}|\u00c2 ")
_NOT_SHOWN = frozenset({Place.HIDDEN, Place.HEAD, Place.DATA, Place.ADDRESS})
_MANY = 3  # broken letters on a page from which it is a page that was decoded twice, and no freak of spelling
_DISGUISED = 20  # pieces mended from which a page is disguised as a whole; a stray soft hyphen changes no language

Mend = Callable[[str, str], str]  # what is written for a piece, and after which character it stood


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyPage(Page):
    """A Page with its text mended. What it quotes are the words of `served`."""

    served: Page
    ways: Normal  # from the mended text back to the served one

    def quote(self, start: int, end: int) -> Quote:
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such span on {self.url}: {start}..{end} of {len(self.text)}")
        return self.served.quote(*self.ways.original(start, end))


def tidied(page: Page) -> Page:
    """The page as a reader sees it; the same object when nothing on it is odd."""
    if page.text.isascii() or not (_ODD.search(page.text) or _is_wide(page.text)):
        return page
    ways, edits = _tidy(page.text)
    if not edits:
        return page
    content = _content(page.content, ways)
    if edits >= _DISGUISED:  # what told the language and the kind of the page was disguised as well
        content = replace(content, language=detect(_shown(content)))
    kind = kind_of(page.url, content.title) if page.kind is PageKind.OTHER else page.kind
    told = {field.name: getattr(page, field.name) for field in fields(Page)} | {"content": content, "kind": kind}
    return TidyPage(**told, served=page, ways=ways)


def _shown(content: PageText) -> str:
    return " ".join(content.text[b.start : b.end] for b in content.blocks if b.place not in _NOT_SHOWN)


def place_in(page: Page, served: int) -> int:
    """Where in the text of the page stands what a quote says stood at `served`."""
    return _here(page.ways, served) if isinstance(page, TidyPage) else served


def _here(ways: Normal, served: int) -> int:
    return served if ways.offsets is None else bisect_left(ways.offsets, served, 0, len(ways.text))


def _tidy(text: str) -> tuple[Normal, int]:
    """The mended text with the way back, and how many pieces of it were mended."""
    draft = _Draft(text)
    if _DECODED_TWICE.search(text):
        _decode(draft)
    draft.edit(_HIDDEN, lambda piece, before: "")
    draft.edit(_APART, lambda piece, before: unicodedata.normalize("NFC", piece))
    draft.edit(_LEADERS, _stop)
    if _is_wide(draft.text):
        draft.edit(_WIDE, lambda piece, before: unicodedata.normalize("NFKC", piece))
    cyrillic = is_cyrillic(draft.text)
    draft.edit(MIXED, lambda piece, before: unmixed(piece, cyrillic))
    return Normal(draft.text, draft.offsets), draft.edits


def _stop(mark: str, before: str) -> str:
    """The stop or comma that a look-alike stands for; a low comma after a space opens a quotation."""
    if mark != "\u201a":
        return "."
    return mark if not before.strip() or before == mark else ","


def _is_wide(text: str) -> bool:
    """Latin letters as wide as ideographs, among which alone they are no disguise."""
    return bool(_WIDE.search(text)) and not _CHINESE.search(text)


def _decode(draft: _Draft) -> None:
    draft.edit(DECODED_TWICE, _mended)
    draft.edit(_NO_BREAK, lambda piece, before: piece if before.isupper() else " ")
    if draft.edits + len(_LOST.findall(draft.text)) < _MANY:
        return
    draft.edit(DECODED_TWICE, lambda piece, before: _mended(piece, ""))
    draft.edit(_LOST, _found_again)
    if len(_CHINESE.findall(draft.text)) >= _MANY:
        draft.edit(_LOST_CHINESE, _found_again)


def _mended(piece: str, before: str) -> str:
    """The letters meant; spaces plain, as reading HTML makes them."""
    return "".join(" " if letter.isspace() else letter for letter in mended(piece, before))


def _found_again(piece: str, before: str) -> str:
    """The letter that the lost space was a part of; "Ã " ends a word in all languages of ours, so its space stays."""
    if piece[0] == "\u00c3":
        return piece if before.isupper() else "\u00e0" + piece[-1]
    end = "\n" if piece[-1] == "\n" else ""
    return _mended(piece.replace(" ", "\u00a0").replace("\n", "\u00a0"), "") + end


class _Draft:
    """A text being edited, with the served offset of each of its characters, and of its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets: array[int] | None = None
        self.edits = 0

    def edit(self, pattern: re2._Regexp, mend: Mend) -> None:
        """Put `mend` of each match in its place."""
        out: list[str] = []
        offsets, at = array("Q"), 0
        old = self.offsets if self.offsets is not None else array("Q", range(len(self.text) + 1))
        for start, end, new in self._edits(pattern, mend):
            out += (self.text[at:start], new)
            offsets += old[at:start]
            offsets += old[start:end] if len(new) == end - start else array("Q", [old[start]] * len(new))
            at, self.edits = end, self.edits + 1
        if out:
            out.append(self.text[at:])
            self.text, self.offsets = "".join(out), offsets + old[at:]

    def _edits(self, pattern: re2._Regexp, mend: Mend) -> Iterator[tuple[int, int, str]]:
        for found in pattern.finditer(self.text):
            start = found.start()
            new = mend(found.group(), self.text[max(0, start - 1) : start])
            if new != found.group():
                yield *found.span(), new


def _content(content: PageText, ways: Normal) -> PageText:
    here = partial(_here, ways)
    return replace(
        content,
        text=ways.text,
        blocks=tuple(_block(block, here) for block in content.blocks),
        links=tuple(_link(link, here) for link in content.links),
        images=tuple(Image(image.src, _words(image.alt), image.link) for image in content.images),
        forms=tuple(_form(form) for form in content.forms),
        title=_words(content.title),
    )


def _block(block: Block, here: Callable[[int], int]) -> Block:
    return replace(block, start=here(block.start), end=here(block.end))


def _link(link: Link, here: Callable[[int], int]) -> Link:
    return replace(link, words=_words(link.words), start=here(link.start), end=here(link.end))


def _form(form: Form) -> Form:
    fields = tuple(_field(field) for field in form.fields)
    return replace(form, fields=fields, buttons=tuple(map(_words, form.buttons)))


def _field(field: Field) -> Field:
    return replace(field, label=_words(field.label), options=tuple(map(_words, field.options)))


def _words(text: str) -> str:
    return text if text.isascii() else _tidy(text)[0].text
