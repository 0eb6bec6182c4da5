"""HTML -> text with places and offsets. Nothing is thrown away as boilerplate: licences live in footers, prices in tables.

Runs in a killable child (`crawler.child`): the input is hostile. Pure: same bytes, same result.
"""

from __future__ import annotations

from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode
from w3lib.encoding import html_to_unicode

from crawler.hidden import hidden_ids
from crawler.language import detect
from crawler.landmarks import landmarks
from crawler.visit import Block, Field, Form, Image, Kind, Link, PageText, Place
from crawler.widgets import forms_of, script_marks

MAX_TEXT = 2_000_000  # code points kept of one page; the longest page in hand has 0.4 million
_SKIP = frozenset(
    "script style template svg canvas object iframe audio video map head math area source track param".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main nav noscript ol optgroup option p "
    "pre section select summary table tbody td textarea tfoot th thead tr ul".split()
)
_KINDS = {
    "li": Kind.ITEM, "td": Kind.CELL, "th": Kind.HEADER_CELL, "dt": Kind.TERM, "dd": Kind.DEFINITION,
    "summary": Kind.QUESTION, "blockquote": Kind.QUOTATION, "label": Kind.LABEL, "legend": Kind.LABEL,
    "button": Kind.BUTTON, "option": Kind.OPTION, "p": Kind.TEXT, "caption": Kind.HEADING,
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
}  # fmt: skip
_GROUPS = frozenset({"table", "ul", "ol", "dl", "select"})
_ROWS = frozenset({"tr", "li", "dt", "option"})
_KEEPS_KIND = frozenset({Kind.ITEM, Kind.CELL, Kind.HEADER_CELL, Kind.DEFINITION, Kind.QUOTATION})
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
    out = _Out()
    for line in text.splitlines():
        out.add(line)
        out.flush(_Frame())
    out.emit(unquote(url), Place.ADDRESS, Kind.URL, "url")
    whole = "".join(out.parts)
    return PageText(whole, tuple(out.blocks), language=detect(whole), visible_words=count_words(text))


def count_words(text: str) -> int:
    """Words, counting three letters of a script without spaces as one."""
    dense = sum(1 for letter in text if "\u3040" <= letter <= "\u9fff")
    return len(text.split()) + dense // 3


class _Frame:
    """Where the walk stands: what a block flushed now would be."""

    __slots__ = ("column", "group", "kind", "label", "level", "outline", "place", "row")

    def __init__(self) -> None:
        self.place = Place.MAIN
        self.kind = Kind.TEXT
        self.level = 0
        self.group = self.row = self.column = -1
        self.label = ""
        self.outline: list[tuple[int, int]] = []

    def copy(self) -> _Frame:
        new = _Frame.__new__(_Frame)
        new.place, new.kind, new.level, new.label = self.place, self.kind, 0, ""
        new.group, new.row, new.column, new.outline = self.group, self.row, self.column, self.outline
        return new


class _Out:
    """The text under construction."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0  # of parts
        self.line: list[str] = []
        self.line_length = 0
        self.later: list[tuple[str, Place, Kind, str]] = []

    @property
    def here(self) -> int:
        return self.length + self.line_length

    def add(self, piece: str) -> None:
        words = piece.split()
        if not words:
            if self.line and self.line[-1][-1] != " ":
                self._push(" ")
            return
        if piece[0].isspace() and self.line and self.line[-1][-1] != " ":
            self._push(" ")
        self._push(" ".join(words))
        if piece[-1].isspace():
            self._push(" ")

    def _push(self, piece: str) -> None:
        if self.here < MAX_TEXT:
            self.line.append(piece)
            self.line_length += len(piece)

    def flush(self, frame: _Frame) -> None:
        if self.line:
            text = "".join(self.line).rstrip(" ")
            self.line.clear()
            self.line_length = 0
            if text:
                self._block(text, frame)
        if self.later:
            waiting, self.later = self.later, []
            for text, place, kind, label in waiting:
                self.emit(text, place, kind, label, frame)

    def _block(self, text: str, frame: _Frame) -> None:
        outline = frame.outline
        if frame.level:
            while outline and outline[-1][0] >= frame.level:
                outline.pop()
        self._append(text, frame.place, frame.kind, frame.label, frame, outline[-1][1] if outline else -1, frame.level)
        if frame.level:
            outline.append((frame.level, len(self.blocks) - 1))

    def emit(self, text: str, place: Place, kind: Kind, label: str, frame: _Frame | None = None) -> None:
        """A block that is not running text: an alt text, a button's value, a description, the address."""
        text = " ".join(text.split())
        if text and self.length < MAX_TEXT:
            heading = frame.outline[-1][1] if frame and frame.outline else -1
            self._append(text, place, kind, label, frame, heading, 0)

    def _append(
        self, text: str, place: Place, kind: Kind, label: str, frame: _Frame | None, heading: int, level: int
    ) -> None:
        start = self.length
        where = (frame.group, frame.row, frame.column) if frame else (-1, -1, -1)
        self.blocks.append(Block(start, start + len(text), place, kind, heading, level, *where, label))
        self.parts.append(text)
        self.parts.append("\n")
        self.length = start + len(text) + 1


class _Walk:
    """One pass over the tree, without recursion: a page may nest ten thousand deep."""

    def __init__(self, tree: LexborHTMLParser, url: str) -> None:
        self.tree, self.out = tree, _Out()
        base = tree.css_first("base[href]")
        self.base = _join(url, base.attributes.get("href")) if base else url
        self.url = url
        self.hidden = hidden_ids(tree)
        self.places = landmarks(tree)
        self.frames = [_Frame()]
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
            child = self._enter(node) if node.is_element_node else self._words(node)
            if child is not None:
                node = child
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or node.mem_id == body.mem_id:
                    return
                self._leave(node)
            node = node.next if node is not None else None

    def _words(self, node: LexborNode) -> None:
        if node.is_text_node:
            self.out.add(node.text_content or "")

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Enter an element; its first child, or None when there is nothing inside to read."""
        tag = node.tag or ""
        if tag in _SKIP:
            return None
        if tag in ("img", "input"):
            self._image(node) if tag == "img" else self._input(node)
            return None
        child = node.child
        place = Place.HIDDEN if node.mem_id in self.hidden or tag == "noscript" else self.places.get(node.mem_id)
        if tag == "a":
            attributes = node.attributes
            self.open_links.append(
                (_join(self.base, attributes.get("href")), self.out.here, attributes.get("rel") or "", node.mem_id)
            )
        if tag in _BLOCKS or place is not None:
            self.out.flush(self.frames[-1])
            if child is not None:
                self._push_frame(node, tag, place)
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
        kind = _KINDS.get(tag)
        if kind is not None and not (kind is Kind.TEXT and top.kind in _KEEPS_KIND):
            frame.kind = kind
        if tag[0] == "h" and tag[1:].isdigit():
            frame.level = int(tag[1:])
        if tag in _GROUPS:
            frame.group, frame.row, frame.column = self.groups, -1, -1
            self.groups += 1
        elif tag in _ROWS:
            top.row += 1
            self._count_row(tag)
            frame.row, frame.column = top.row, -1
        elif tag in ("td", "th"):
            top.column += 1
            frame.column = top.column
            span = node.attributes.get("colspan") or ""
            if span.isdigit():
                top.column += min(int(span), 50) - 1
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
        tag = node.tag or ""
        if tag == "a":
            self._close_link()
        if tag in _BLOCKS or node.mem_id in self.hidden or node.mem_id in self.places:
            frame = self.frames.pop() if len(self.frames) > 1 else self.frames[0]
            if frame.kind is Kind.TEXT and self._is_link_only():
                frame.kind = Kind.LINK
            self.out.flush(frame)

    def _empty(self, node: LexborNode, tag: str) -> None:
        label = node.attributes.get("aria-label") if tag in ("a", "button") else None
        if label:
            self.out.later.append((label, self.frames[-1].place, Kind.ALT, "aria-label"))
        value = node.attributes.get("content") if tag in ("meta", "link", "data") else None
        if value:
            name = node.attributes.get("itemprop") or ""
            if name:
                self.out.later.append((value[:2000], Place.DATA, Kind.DATA, name))

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
        self.out.emit(unquote(self.url, errors="replace")[:2000], Place.ADDRESS, Kind.URL, "url")


def _join(base: str, reference: str | None) -> str:
    if not reference:
        return ""
    try:
        return urljoin(base, reference.strip())[:2000]
    except ValueError:
        return ""


__all__ = ["Field", "Form", "count_words", "read_html", "read_plain"]
