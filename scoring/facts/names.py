"""Tells whether a firm's name is the name that a site goes by. Generic words of the trade name nobody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import re2

from crawler.visit import Kind, Page

_GENERIC = frozenset(
    [
        "pharmacy",
        "pharmacies",
        "chemist",
        "chemists",
        "drugstore",
        "drug",
        "drugs",
        "store",
        "shop",
        "online",
        "health",
        "healthcare",
        "care",
        "clinic",
        "clinics",
        "limited",
        "ltd",
        "llc",
        "inc",
        "plc",
        "gmbh",
        "company",
        "group",
        "the",
        "and",
        "und",
        "et",
        "van",
        "der",
        "die",
        "das",
        "den",
        "apotheke",
        "apotheken",
        "versandapotheke",
        "apotheek",
        "apotek",
        "apoteket",
        "apteka",
        "apteki",
        "farmacia",
        "farmacias",
        "pharmacie",
        "drogaria",
        "dispensary",
        "dispensing",
        "medical",
        "services",
        "service",
        "direct",
        "international",
        "aptek",
    ]
)
_WORD = re2.compile(r"[\pL\pN]+")


def telling_words(name: str) -> tuple[str, ...]:
    """The words that make a name somebody's, folded; empty when all of them are generic."""
    return tuple(word for word in _WORD.findall(folded(name)) if len(word) > 2 and word not in _GENERIC)


def is_called(name: str, site: str, pages: Iterable[Page]) -> bool:
    """True when every telling word of `name` stands in the domain, or together in a title or heading of the site."""
    words = telling_words(name)
    if not words:
        return False
    label = folded(site).replace("-", "")
    if all(word.rstrip("s") in label for word in words):
        return True
    return any(all(word in shown for word in words) for page in pages for shown in _shown(page))


def folded(text: str) -> str:
    """Lower case without accents or apostrophes."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’")


def _shown(page: Page) -> list[str]:
    headings = [page.words(block) for block in page.blocks if block.kind is Kind.HEADING and block.level == 1]
    return [folded(words) for words in (page.content.title, *headings)]
