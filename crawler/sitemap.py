"""Sitemaps: the list a site keeps for search engines, asked when its menu does not lead to the drug."""

from __future__ import annotations

from html import unescape

import re2

MOST_FILES = 3  # the sitemap itself and two parts of it
MOST_LINKS = 20  # addresses taken from it; a visit reads twelve pages
_MOST = 50_000  # addresses in one file; the sitemap protocol allows no more
_LONGEST = 2_000  # characters of an address, as elsewhere in a visit
_LOCATION = re2.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]+)")


def locations(body: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages and the further sitemaps that a sitemap names; those of products first. Never raises."""
    text = body.decode("utf-8", "replace")
    found = [
        unescape(match.group(1)[:_LONGEST]) for _, match in zip(range(_MOST), _LOCATION.finditer(text), strict=False)
    ]
    parts = [url for url in found if _is_part(url)]
    return tuple(url for url in found if not _is_part(url)), tuple(sorted(parts, key=lambda url: "product" not in url))


def _is_part(url: str) -> bool:
    return url.partition("?")[0].endswith((".xml", ".xml.gz"))
