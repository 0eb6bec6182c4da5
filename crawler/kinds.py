"""What a page is for, told from its address, its title and the words of the link that led there."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import re2

from crawler.visit import PageKind

_WORDS = Path(__file__).parent.parent / "data" / "page_kinds.toml"
_MAX_TITLE = 80  # characters; longer titles are sentences, and sentences mention everything


def kind_of(url: str, title: str = "", words: str = "", drugs: tuple[str, ...] = ()) -> PageKind:
    """The kind of the page at `url`; `title` its title or first heading, `words` the link text that led there.

    The address decides before the words do: titles carry the shop's slogan. A page whose address or title names one of
    `drugs` (lower case) is a product page unless the address says that it is something else.
    """
    path = _path(url)
    if path in ("", "index", "home"):
        return PageKind.HOME
    by_path = _match(path)
    told = (path, fold(title), fold(words))
    named = any(drug in text for drug in drugs for text in told)
    if by_path is PageKind.PRESCRIPTION and named:
        return PageKind.PRODUCT  # "/buy-roaccutane-without-prescription" sells; it does not explain how to send one
    if by_path in (None, PageKind.CATALOGUE, PageKind.PRODUCT, PageKind.ARTICLE):
        by_words = _match(fold(words)[:_MAX_TITLE]) or _match(fold(title)[:_MAX_TITLE])
        if named:
            return PageKind.ARTICLE if by_path is PageKind.ARTICLE else PageKind.PRODUCT
        if by_path is None:
            return by_words or PageKind.OTHER
    return by_path or PageKind.OTHER


def fold(text: str) -> str:
    """Lower case, without accents; kana marks and the Cyrillic short i stay as they are."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not "\u0300" <= c <= "\u036f" or c == "\u0306")
    return unicodedata.normalize("NFC", kept)


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = fold(unquote(parts.path, errors="replace")).strip("/")
    for ending in (".html", ".htm", ".php", ".aspx", ".jsp"):
        path = path.removesuffix(ending)
    query = fold(unquote(parts.query, errors="replace"))[:300]
    return f"{path}?{query}" if query and path in ("", "index") else path


@cache
def _patterns() -> tuple[tuple[PageKind, ...], re2.Set]:
    """The kinds in the table's order, and one set of their patterns in the same order."""
    table: dict[str, list[str]] = tomllib.loads(_WORDS.read_text("utf-8"))["kinds"]
    patterns = re2.Set.SearchSet()
    for words in table.values():
        patterns.Add(_pattern(words))
    patterns.Compile()
    return tuple(map(PageKind, table)), patterns


def _pattern(words: list[str]) -> str:
    spaced = "|".join(sorted({_escape(fold(w)) for w in words if fold(w).isascii() or _has_spaces(w)}))
    dense = "|".join(sorted({re2.escape(fold(w)) for w in words if not fold(w).isascii() and not _has_spaces(w)}))
    bordered = rf"(?:^|[^\pL\pN])(?:{spaced})(?:$|[^\pL\pN])"
    return f"{bordered}|{dense}" if dense else bordered


def _escape(word: str) -> str:
    """A word of several parts may be joined by a hyphen, an underscore, a space or nothing."""
    return r"[-_ ]?".join(re2.escape(part) for part in word.replace("-", " ").split())


def _has_spaces(word: str) -> bool:
    return not any("\u3040" <= letter <= "\u9fff" for letter in word)


def _match(text: str) -> PageKind | None:
    """The kind named last in an address is the most particular; among words of one part the table's order decides."""
    if not text:
        return None
    kinds, patterns = _patterns()
    for part in reversed([p for p in text.replace("?", "/").split("/") if p]):
        hits = patterns.Match(part)
        if hits:
            found: PageKind = kinds[min(hits)]
            return found
    return None
