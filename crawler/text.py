"""HTML -> text with places and offsets. Nothing is thrown away as boilerplate: licences live in footers.

Runs in a killable child (`crawler.child`): the input is hostile. Pure: same bytes, same result.
"""

from __future__ import annotations

from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import html_to_unicode

from crawler.hidden import hidden_ids
from crawler.landmarks import landmarks, table_roles
from crawler.language import detect
from crawler.layout import BLOCKS, GROUPS, KEEPS_KIND, KINDS, ROWS, SKIPPED, Frame, Out
from crawler.microdata import stated
from crawler.visit import Image, Kind, Link, PageText, Place
from crawler.widgets import forms_of, script_marks

_META = (
    "meta[name=description]", "meta[property='og:title']", "meta[property='og:description']", "meta[name=keywords]",
    "meta[property^='product:']", "meta[name='twitter:description']",
)  # fmt: skip


def read_html(body: bytes | str, url: str, content_type: str = "") -> PageText:
    """The text of one HTML document fetched from `url`. Never raises on any input bytes.

    `content_type` is the HTTP header; it decides the charset before the document does.
    """
    html = body if isinstance(body, str) else html_to_unicode(content_type or None, body)[1]
    walk = _Walk(LexborHTMLParser(html), url)
    return walk.run()


def read_plain(text: str, url: str) -> PageText:
    """The same for text that has lost its markup: one block a line, everything in the main part."""
    out = Out()
    for line in text.splitlines():
        out.add(line)
        out.flush(Frame())
    out.emit(unquote(url), Place.ADDRESS, Kind.URL, "url")
    whole = "".join(out.parts)
    return PageText(whole, tuple(out.blocks), language=detect(whole), visible_words=count_words(text))


def count_words(text: str) -> int:
    """Words, counting three letters of a script without spaces as one."""
    dense = sum(1 for letter in text if "\u3040" <= letter <= "\u9fff")
    return len(text.split()) + dense // 3


class _Walk:
    """One pass over the tree, without recursion: a page may nest ten thousand deep."""

    def __init__(self, tree: LexborHTMLParser, url: str) -> None:
        self.tree, self.out = tree, Out()
        base = tree.css_first("base[href]")
        self.base = _join(url, base.attributes.get("href")) if base else url
        self.url = url
        self.hidden = hidden_ids(tree)
        self.places = landmarks(tree)
        self.table_parts = table_roles(tree)
        self.frames = [Frame()]
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.open_links: list[tuple[str, int, str, int]] = []
        self.groups = 0

    def run(self) -> PageText:
        title = self._title()
        body = self.tree.body
        if body is not None:
            self._body(body)
        self.out.flush(self.frames[-1])
        visible = len(self.out.blocks)
        self._extras()
        text = "".join(self.out.parts)
        shown = " ".join(
            text[b.start : b.end] for b in self.out.blocks[:visible] if b.place not in (Place.HIDDEN, Place.HEAD)
        )
        root = self.tree.css_first("html")
        generator = self.tree.css_first("meta[name=generator]")
        return PageText(
            text=text,
            blocks=tuple(self.out.blocks),
            links=tuple(self.links),
            images=tuple(self.images),
            forms=forms_of(self.tree, self.base),
            title=title,
            declared_language=((root.attributes.get("lang") if root else "") or "")[:10].lower(),
            language=detect(shown),
            generator=((generator.attributes.get("content") if generator else "") or "")[:100],
            visible_words=count_words(shown),
            scripts=script_marks(self.tree, self.base),
        )

    def _title(self) -> str:
        node = self.tree.css_first("head > title, title")
        title = " ".join((node.text() if node else "").split())[:1000]
        self.out.emit(title, Place.HEAD, Kind.TITLE, "title")
        return title

    def _body(self, body: LexborNode) -> None:
        node: LexborNode | None = body.child
        while node is not None:
            child = self._enter(node) if node.is_element_node else None
            if node.is_text_node:
                self._text(node)
            if child is not None:
                node = child
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or node.mem_id == body.mem_id:
                    return
                self._leave(node)
            node = node.next if node is not None else None

    def _text(self, node: LexborNode) -> None:
        """Running text; in `<pre>` a line is a line: price lists are typed there."""
        words = node.text_content or ""
        if node.parent is None or node.parent.tag != "pre":
            self.out.add(words)
            return
        *whole, last = words.split("\n")
        for line in whole:
            self.out.add(line)
            self.out.flush(self.frames[-1])
        self.out.add(last)

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Enter an element; its first child, or None when there is nothing inside to read."""
        tag = self.table_parts.get(node.mem_id) or node.tag or ""
        if tag in SKIPPED:
            return None
        if tag in ("img", "input"):
            self._image(node) if tag == "img" else self._input(node)
            return None
        child = node.child
        place = Place.HIDDEN if node.mem_id in self.hidden or tag == "noscript" else self.places.get(node.mem_id)
        if tag == "a":
            if self.links and self.links[-1].end == self.out.here:
                self.out.add(" ")  # two links side by side are two things, however closely they are written
            attributes = node.attributes
            self.open_links.append(
                (_join(self.base, attributes.get("href")), self.out.here, attributes.get("rel") or "", node.mem_id)
            )
        if tag in BLOCKS or place is not None:
            self.out.flush(self.frames[-1])
            if child is not None:
                self._push_frame(node, tag, place)
            elif tag in ("td", "th"):
                self.frames[-1].column += 1  # an empty cell keeps its column: heads must stay above their amounts
        if child is None:
            if tag == "a":
                self._close_link()
            self._empty(node, tag)
        return child

    def _push_frame(self, node: LexborNode, tag: str, place: Place | None) -> None:
        top = self.frames[-1]
        frame = top.copy()
        if place is not None and top.place is not Place.HIDDEN and place is not top.place:
            frame.place = place
            if place not in (Place.PRODUCT, Place.FORM, Place.HIDDEN):
                frame.outline = []
        kind = KINDS.get(tag)
        if kind is not None and not (kind is Kind.TEXT and top.kind in KEEPS_KIND):
            frame.kind = kind
        if tag[0] == "h" and tag[1:].isdigit():
            frame.level = int(tag[1:])
        if tag in GROUPS:
            frame.group, frame.row, frame.column = self.groups, -1, -1
            self.groups += 1
        elif tag in ROWS:
            top.row += 1
            self._count_row(tag)
            frame.row, frame.column = top.row, -1
        elif tag in ("td", "th"):
            top.column += 1
            frame.column = top.column
            span = node.attributes.get("colspan") or ""
            if span.isdigit():
                top.column += min(int(span), 50) - 1
        if tag == "optgroup":  # what its choices have in common stands in an attribute: "20 mg"
            self.out.emit((node.attributes.get("label") or "")[:200], frame.place, Kind.LABEL, "", frame)
        if tag == "option":
            frame.label = (node.attributes.get("value") or "")[:200]
        self.frames.append(frame)

    def _count_row(self, tag: str) -> None:
        """A row inside tbody belongs to the table around it: keep one count for all its parts."""
        if tag == "tr":
            group, row = self.frames[-1].group, self.frames[-1].row
            for frame in reversed(self.frames):
                if frame.group != group:
                    break
                frame.row = row

    def _leave(self, node: LexborNode) -> None:
        tag = self.table_parts.get(node.mem_id) or node.tag or ""
        if tag == "a":
            self._close_link()
        if tag in BLOCKS or node.mem_id in self.hidden or node.mem_id in self.places:
            frame = self.frames.pop() if len(self.frames) > 1 else self.frames[0]
            if frame.kind is Kind.TEXT and self._is_link_only():
                frame.kind = Kind.LINK
            self.out.flush(frame)

    def _empty(self, node: LexborNode, tag: str) -> None:
        label = node.attributes.get("aria-label") if tag in ("a", "button") else None
        if label:
            self.out.later.append((label, self.frames[-1].place, Kind.ALT, "aria-label"))

    def _is_link_only(self) -> bool:
        if not self.links or not self.out.line:
            return False
        last = self.links[-1]
        return last.start <= self.out.length and last.end >= self.out.length + len("".join(self.out.line).rstrip())

    def _close_link(self) -> None:
        if not self.open_links:
            return
        url, start, rel, _ = self.open_links.pop()
        end = self.out.here
        words = ("".join(self.out.parts) if start < self.out.length else "")[start : self.out.length]
        words += "".join(self.out.line) if end > self.out.length else ""
        if start > self.out.length:
            words = words[start - self.out.length :]
        lead = len(words) - len(words.lstrip())
        words = words.strip()
        if url:
            start += lead
            self.links.append(Link(url, words[:500], start, start + len(words), self.frames[-1].place, rel[:60]))

    def _image(self, node: LexborNode) -> None:
        attributes = node.attributes
        source = attributes.get("src") or attributes.get("data-src") or ""
        alt = " ".join(((attributes.get("alt") or "") or (attributes.get("title") or "")).split())[:1000]
        link = self.open_links[-1][0] if self.open_links else ""
        self.images.append(Image(_join(self.base, source) if not source.startswith("data:") else "data:", alt, link))
        if alt:
            hidden = self.frames[-1].place is Place.HIDDEN
            self.out.later.append((alt, Place.HIDDEN if hidden else self.frames[-1].place, Kind.ALT, "alt"))

    def _input(self, node: LexborNode) -> None:
        attributes = node.attributes
        kind = (attributes.get("type") or "text").lower()
        shown = attributes.get("value") if kind in ("submit", "button", "reset") else attributes.get("placeholder")
        shown = shown or attributes.get("aria-label") or attributes.get("title")
        if shown and kind != "hidden":
            block = Kind.BUTTON if kind in ("submit", "button", "image") else Kind.INPUT
            self.out.later.append((shown[:500], self.frames[-1].place, block, attributes.get("name") or ""))

    def _extras(self) -> None:
        seen: set[str] = set()
        for selector in _META:
            for node in self.tree.css(selector):
                value = node.attributes.get("content") or ""
                if value and value not in seen:
                    seen.add(value)
                    name = node.attributes.get("name") or node.attributes.get("property") or ""
                    self.out.emit(value[:2000], Place.HEAD, Kind.META, name)
        for node in self.tree.css("script[type*='ld+json' i]"):
            self.out.emit((node.text() or "")[:200_000], Place.DATA, Kind.DATA, "ld+json")
        for name, value in stated(self.tree):
            self.out.emit(value, Place.DATA, Kind.DATA, name)
        for node in self.tree.css("[data-product_variations]"):  # WooCommerce: the price of every choice of a form
            choices = node.attributes.get("data-product_variations") or ""
            self.out.emit(choices[:200_000], Place.DATA, Kind.DATA, "product_variations")
        self.out.emit(unquote(self.url, errors="replace")[:2000], Place.ADDRESS, Kind.URL, "url")


def _join(base: str, reference: str | None) -> str:
    if not reference:
        return ""
    try:
        return urljoin(base, reference.strip())[:2000]
    except ValueError:
        return ""
