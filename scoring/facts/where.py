"""Which country a site seems to speak from: its domain ending, else its language. A guess, no fact."""

from __future__ import annotations

from crawler.visit import Page

# Endings that are countries on paper and sold to anybody.
_ANYBODY = frozenset({"co", "io", "to", "me", "tv", "cc", "ws", "su", "vu", "la", "ai", "eu", "nu", "tk", "ml"})
_BY_LANGUAGE = {
    "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "nl": "NL", "sv": "SE", "da": "DK", "fi": "FI",
    "no": "NO", "nb": "NO", "pl": "PL", "ru": "RU", "ja": "JP", "en": "US", "cs": "CZ", "el": "GR", "tr": "TR",
}  # fmt: skip


def country_of(page: Page, site: str) -> str:
    """ISO 3166 alpha-2, or empty."""
    ending = site.rsplit(".", 1)[-1]
    if len(ending) == 2 and ending.isascii() and ending.isalpha() and ending not in _ANYBODY:
        return "GB" if ending == "uk" else ending.upper()
    declared = page.content.declared_language.replace("_", "-").split("-")
    if len(declared) > 1 and len(declared[1]) == 2:
        return declared[1].upper()
    return _BY_LANGUAGE.get(page.content.language or declared[0], "")
