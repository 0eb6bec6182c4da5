"""The text of a page under construction: where the reader stands, and the blocks made so far."""

from __future__ import annotations

from crawler.visit import Block, Kind, Place

MAX_TEXT = 2_000_000  # code points kept of one page; the longest page in hand has 0.4 million
# fmt: off
SKIPPED = frozenset({
    "script", "style", "template", "svg", "canvas", "object", "iframe", "audio", "video", "map", "head", "math",
    "area", "source", "track", "param",
})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "label", "legend", "li", "main", "nav", "noscript", "ol", "optgroup",
    "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "tr", "ul",
})
# fmt: on
KINDS = {
    "li": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.HEADER_CELL,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "summary": Kind.QUESTION,
    "blockquote": Kind.QUOTATION,
    "label": Kind.LABEL,
    "legend": Kind.LABEL,
    "button": Kind.BUTTON,
    "option": Kind.OPTION,
    "p": Kind.TEXT,
    "caption": Kind.HEADING,
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
}  # fmt: skip
GROUPS = frozenset({"table", "ul", "ol", "dl", "select"})
ROWS = frozenset({"tr", "li", "dt", "option"})
KEEPS_KIND = frozenset({Kind.ITEM, Kind.CELL, Kind.HEADER_CELL, Kind.DEFINITION, Kind.QUOTATION})


class Frame:
    """Where the walk stands: what a block flushed now would be."""

    __slots__ = ("column", "group", "kind", "label", "level", "outline", "place", "row")

    def __init__(self) -> None:
        self.place = Place.MAIN
        self.kind = Kind.TEXT
        self.level = 0
        self.group = self.row = self.column = -1
        self.label = ""
        self.outline: list[tuple[int, int]] = []

    def copy(self) -> Frame:
        new = Frame.__new__(Frame)
        new.place, new.kind, new.level, new.label = self.place, self.kind, 0, ""
        new.group, new.row, new.column, new.outline = self.group, self.row, self.column, self.outline
        return new


class Out:
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

    def flush(self, frame: Frame) -> None:
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

    def _block(self, text: str, frame: Frame) -> None:
        outline = frame.outline
        if frame.level:
            while outline and outline[-1][0] >= frame.level:
                outline.pop()
        self._append(text, frame.place, frame.kind, frame.label, frame, outline[-1][1] if outline else -1, frame.level)
        if frame.level:
            outline.append((frame.level, len(self.blocks) - 1))

    def emit(self, text: str, place: Place, kind: Kind, label: str, frame: Frame | None = None) -> None:
        """A block that is not running text: an alt text, a button's value, a description, the address."""
        text = " ".join(text.split())
        if text and self.length < MAX_TEXT:
            heading = frame.outline[-1][1] if frame and frame.outline else -1
            self._append(text, place, kind, label, frame, heading, 0)

    def _append(
        self, text: str, place: Place, kind: Kind, label: str, frame: Frame | None, heading: int, level: int
    ) -> None:
        start = self.length
        where = (frame.group, frame.row, frame.column) if frame else (-1, -1, -1)
        self.blocks.append(Block(start, start + len(text), place, kind, heading, level, *where, label))
        self.parts.append(text)
        self.parts.append("\n")
        self.length = start + len(text) + 1
