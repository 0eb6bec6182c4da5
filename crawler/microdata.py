"""Values that microdata (schema.org) states in attributes: `<span itemprop="price" content="45.00">`.

What microdata marks in visible words is read with the words; only the attributes would be lost. Fragments are small and
rare, so convenience wins over speed here: BeautifulSoup.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

_MOST = 20  # items of a page; product pages in hand have at most twelve
_LONGEST = 100_000  # characters of one item's markup
_VALUES = ("content", "datetime", "href")


def stated(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """(property, value) of every marked element that states its value in an attribute, in order, inside any item."""
    items = tree.css("[itemscope]")
    outermost = [node for node in items if not any(_inside(node, other) for other in items[:_MOST])][:_MOST]
    if not outermost:
        return
    from bs4 import BeautifulSoup

    for node in outermost:
        for element in BeautifulSoup((node.html or "")[:_LONGEST], "lxml").select("[itemprop]"):
            value = next((element.get(name) for name in _VALUES if element.get(name)), None)
            if isinstance(value, str):
                yield str(element.get("itemprop"))[:60], value[:2000]


def _inside(node: object, other: object) -> bool:
    parent = getattr(node, "parent", None)
    while parent is not None:
        if parent.mem_id == getattr(other, "mem_id", None):
            return True
        parent = parent.parent
    return False
