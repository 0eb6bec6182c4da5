"""Pages with their words disguised: what must not change a verdict, done to labelled sites to see whether it does.

Shops hide letters in words, write them in another alphabet or serve them decoded twice (field guide, normalisation
traps). Each disguise is a function from the words of one text node to HTML; tags, attributes, scripts and styles stay.
People who read the page see the same words, or read them all the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape, unescape
from itertools import cycle

import re2

from scoring.labels import Label

Disguise = Callable[[str], str]

_MARKUP = re2.compile(r"(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<[a-z/!?][^>]*>")
_WORD = re2.compile(r"\pL{3,}")  # shorter words are not worth hiding, and say nothing by themselves
_SPACE = re2.compile(" ")
# In these a tag is text or is dropped with what it holds.
_PLAIN_ONLY = frozenset({"title", "textarea", "option"})
# Look-alikes as they are found on spam pages: Cyrillic or Greek for Latin, and Latin for Cyrillic.
_LATIN = "aeopcyxijsAEOPCTXHKMB"
_CYRILLIC = "аеорсухіјѕАЕОРСТХНКМВ"
_FOREIGN = str.maketrans(_LATIN + "v", _CYRILLIC + "ν")
_OWN = str.maketrans(_CYRILLIC.replace("і", "").replace("ј", "").replace("ѕ", ""), "aeopcyxAEOPCTXHKMB")


def disguised(html: str, disguise: Disguise) -> str:
    """The page with every text node disguised. Same page, same result."""
    out: list[str] = []
    at, inside = 0, ""
    for tag in _MARKUP.finditer(html):
        out += (_node(html[at : tag.start()], disguise, inside), tag.group())
        at, inside = tag.end(), _opened(tag.group())
    out.append(_node(html[at:], disguise, inside))
    return "".join(out)


def in_disguise(label: Label, disguise: Disguise) -> Label:
    """The same labelled site with the words of every page disguised."""
    return replace(label, pages=tuple(replace(page, html=disguised(page.html, disguise)) for page in label.pages))


def _node(text: str, disguise: Disguise, inside: str) -> str:
    words = unescape(text)
    if not words.strip() or (disguise is tags and inside in _PLAIN_ONLY):
        return text
    return disguise(words)


def _opened(tag: str) -> str:
    return tag[1:].split()[0].rstrip("/>").casefold() if tag[1:2].isalpha() else ""


def zero_width(words: str) -> str:
    """A zero-width character after every letter of a word but the last, each kind in turn."""
    return _within(words, 1, "\u200b\u200c\u2060\ufeff")


def soft_hyphens(words: str) -> str:
    """A soft hyphen after every second letter."""
    return _within(words, 2, "\u00ad")


def look_alikes(words: str) -> str:
    """Every second letter of a word that has a double in another alphabet is that double."""

    def written(word: str) -> str:
        table = _OWN if "\u0400" <= max(word) <= "\u04ff" else _FOREIGN
        turn = cycle((True, False))
        return "".join(letter.translate(table) if ord(letter) in table and next(turn) else letter for letter in word)

    return escape(_WORD.sub(lambda found: written(found.group()), words), quote=False)


def hyphens(words: str) -> str:
    """Hyphens that do not break a line."""
    return escape(words.replace("-", "\u2011"), quote=False)


def decoded_twice(words: str) -> str:
    """UTF-8 read as Windows-1252; the five bytes that it lacks are read as Latin-1, as browsers do."""
    broken = "".join(_as_cp1252(byte) for byte in words.encode("utf-8", "replace"))
    return escape(broken, quote=False)


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def full_width(words: str) -> str:
    """Latin letters, digits and marks as wide as an ideograph."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in words)


def marks(words: str) -> str:
    """Curly apostrophes and quotes; one-dot leaders and low commas for stops and commas."""
    return escape(words.translate(str.maketrans("'\".,", "\u2019\u201d\u2024\u201a")), quote=False)


def spaces(words: str) -> str:
    """Spaces that do not break, and thin ones, in turn."""
    turn = cycle("\u00a0\u2009\u202f\u2007")
    return escape(_SPACE.sub(lambda _: next(turn), words), quote=False)


def odd_case(words: str) -> str:
    """Upper case, and every second word in aLtErNaTiNg case."""
    turn = cycle((True, False))

    def written(word: str) -> str:
        return word.upper() if next(turn) else "".join(c.upper() if at % 2 else c for at, c in enumerate(word))

    return escape(_WORD.sub(lambda found: written(found.group()), words), quote=False)


def tags(words: str) -> str:
    """Words cut in two by an inline tag."""

    def written(word: str) -> str:
        half = len(word) // 2
        return f"\0{word[:half]}\1{word[half:]}"

    cut = _WORD.sub(lambda found: written(found.group()), words)
    return escape(cut, quote=False).replace("\0", "<b>").replace("\1", "</b>")


def references(words: str) -> str:
    """Every character as a numeric reference."""
    return "".join(f"&#x{ord(c):x};" if not c.isspace() else c for c in words)


def taken_apart(words: str) -> str:
    """Accents as letters of their own (NFD)."""
    return escape(unicodedata.normalize("NFD", words), quote=False)


def _within(words: str, every: int, hidden: str) -> str:
    turn = cycle(hidden)

    def written(word: str) -> str:
        last = len(word) - 1
        return "".join(c + next(turn) if at < last and at % every == every - 1 else c for at, c in enumerate(word))

    return escape(_WORD.sub(lambda found: written(found.group()), words), quote=False)


DISGUISES: Mapping[str, Disguise] = {
    "zero-width letters": zero_width,
    "soft hyphens": soft_hyphens,
    "look-alike letters": look_alikes,
    "hyphens that do not break": hyphens,
    "decoded twice": decoded_twice,
    "full-width letters": full_width,
    "curly quotes, dot leaders": marks,
    "thin spaces": spaces,
    "odd case": odd_case,
    "words cut by tags": tags,
    "character references": references,
    "accents apart": taken_apart,
}
