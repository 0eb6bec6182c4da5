"""What a page's JSON-LD says about the shop itself: postal addresses and telephones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crawler.visit import Block, Kind, Page, Place

_MOST_NODES = 5_000  # JSON-LD of the largest catalogue pages in hand has about a tenth
_ORGANISATIONS = (
    "organization",
    "pharmacy",
    "localbusiness",
    "store",
    "corporation",
    "clinic",
    "physician",
    "business",
)
_ADDRESS_PARTS = ("streetAddress", "postalCode", "addressLocality", "addressRegion")
Json = Any  # what json.loads gives: checked by isinstance wherever it is used


def postal_addresses(page: Page) -> Iterator[tuple[Block, dict[str, str]]]:
    """PostalAddress nodes with a street, as (block, parts by schema.org name, with `addressCountry`)."""
    for block, node in _nodes(page):
        if isinstance(node.get("streetAddress"), str):
            parts = {name: str(node[name]) for name in _ADDRESS_PARTS if isinstance(node.get(name), str | int)}
            country = node.get("addressCountry")
            if isinstance(country, dict):
                country = country.get("name")
            yield block, parts | {"addressCountry": country if isinstance(country, str) else ""}


def telephones(page: Page) -> Iterator[tuple[Block, str]]:
    """Telephones of organisations (not of persons), as (block, words)."""
    for block, node in _nodes(page):
        words = node.get("telephone")
        if isinstance(words, str) and any(mark in str(node.get("@type", "")).lower() for mark in _ORGANISATIONS):
            yield block, words


def span_of(page: Page, block: Block, words: str) -> tuple[int, int]:
    """Where `words` stand in a data block; the whole block when they are written with escapes."""
    at = page.text.find(words, block.start, block.end) if words else -1
    return (at, at + len(words)) if at >= 0 else (block.start, min(block.end, block.start + 300))


def _nodes(page: Page) -> Iterator[tuple[Block, dict[str, Json]]]:
    for block in page.blocks:
        if block.place is not Place.DATA or block.kind is not Kind.DATA or block.label != "ld+json":
            continue
        try:
            waiting: list[Json] = [json.loads(page.words(block))]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, dict):
                yield block, node
                waiting.extend(reversed(list(node.values())))
            elif isinstance(node, list):
                waiting.extend(reversed(node))
