"""An Atom 1.0 feed (RFC 4287) of events. Same events, same bytes.

Nothing in it links to a site that was judged: a reader's click must not land there. Words of sites are text, never
markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.etree import ElementTree as Tree

from ui.events import Event

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 forbids (section 2.2), which a hostile page may well bear.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed without events: `updated` must be there, and nothing changed yet


def feed(events: Iterable[Event], feed_id: str, title: str, own_url: str = "", screens: str = "") -> bytes:
    """The feed as UTF-8 XML, newest event first.

    `feed_id`: an IRI that never changes. `own_url`: where the feed is published; empty: not told. `screens`: address of
    the screens, for a link to each case; empty: no links.
    """
    Tree.register_namespace("", _ATOM)
    found = sorted(events, key=lambda event: (event.at, event.kind, event.number), reverse=True)
    root = Tree.Element(f"{{{_ATOM}}}feed")
    _add(root, "id", feed_id)
    _add(root, "title", title)
    _add(root, "updated", _stamp(found[0].at if found else _NEVER))
    if own_url:
        _add(root, "link", rel="self", type="application/atom+xml", href=own_url)
    _add(_add(root, "author"), "name", "rxverdict")
    _add(root, "generator", "rxverdict")
    for event in found:
        _entry(root, event, screens)
    Tree.indent(root)
    told: bytes = Tree.tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + told + b"\n"


def _entry(root: Tree.Element, event: Event, screens: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", event.id)
    _add(entry, "title", event.title, type="text")
    _add(entry, "updated", _stamp(event.at))
    _add(entry, "published", _stamp(event.at))
    _add(entry, "category", term=event.kind.value)
    if screens:
        asked = urlencode({"site": event.site, "country": event.buyer_country})
        _add(entry, "link", rel="alternate", type="text/html", href=f"{screens.rstrip('/')}/case?{asked}")
    _add(entry, "content", event.words, type="text")


def _add(parent: Tree.Element, name: str, words: str = "", **attributes: str) -> Tree.Element:
    child = Tree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _plain(value) for key, value in attributes.items()})
    child.text = _plain(words) or None
    return child


def _plain(words: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
