"""Cuts a stretch of text into the segments an address is made of: between commas, bullets, dashes, line ends."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.facts.finder import Pattern

# A full stop ends a sentence unless a short word stands before it ("ul.", "St.", "Co.", "No."), and always after a
# legal form or a number that a comma does not set apart ("…, 2. OG, …").
_BREAK = Pattern(
    r"\s*[,;|·•–—\n:…、。]\s*|\s+[-/]\s+|(?:^|[ ,])(?:Ltd|Inc|LLC|GmbH|AB|ApS|Oy|SRL|SA|KG|PLLC|Ltda)(\.)\s+"
    r"|[^,\s\d] ?\d{0,5}\d(\.)\s+[A-ZÀ-ÞА-Я\d(+]|[A-Za-zÀ-ɏЀ-ӿ]{5,}(\.)\s+|\)(\.)\s+|[!?](\s+)"
    r"|\b\d{1,5}[а-я]?(\.)\s+(?:[А-Я][а-я]{3}|(?i:tel|tlf|tél|phone|fax|e-?mail)\b)"  # "…, Дальний, 7. Телефон"
)
_SHORT = "str"  # "Hauptstr. 9": glued to its name it is long, and yet no end of a sentence


@dataclass(frozen=True, slots=True)
class Segment:
    """Offsets into the page text; `hard`: a sentence ended before it; `mark`: the sign that stood before it."""

    start: int
    end: int
    words: str
    hard: bool
    mark: str


def segments(text: str, start: int, end: int) -> list[Segment]:
    """Segments of `text[start:end]` in order, without empty ones. Linear in the length of the stretch."""
    stretch = text[start:end]
    found: list[Segment] = []
    here, hard, mark = 0, False, ""
    for match in _BREAK.finditer(stretch):
        stop = match.lastindex or 0
        if stop == 3 and stretch[: match.start(3)].lower().endswith(_SHORT):
            continue
        cut, onward = (match.start(stop), match.start(stop) + 1) if stop else match.span()
        _add(found, stretch, start, (here, cut), hard, mark)
        here, hard, mark = onward, bool(stop), match.group().strip()[:1] if not stop else "."
        if match.group().strip() == "" and "\n" in match.group():
            mark = "\n"
    _add(found, stretch, start, (here, len(stretch)), hard, mark)
    return found


def _add(found: list[Segment], stretch: str, offset: int, span: tuple[int, int], hard: bool, mark: str) -> None:
    words = stretch[span[0] : span[1]]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if words[-1:] == "." and words[-2:-1].isdigit():
        words = words[:-1]
    if words:
        first = offset + span[0] + lead
        # An empty segment before it keeps its hard break: ". , Kammer" still starts a sentence.
        found.append(Segment(first, first + len(words), words, hard, mark))
