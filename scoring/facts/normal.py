"""Page text brought into one plain form for matching, with the way back to every original offset.

Sellers hide soft hyphens in words, set a Cyrillic o into a Latin word, or serve umlauts that were decoded twice. Rules
are written once, for the plain form; quotes are cut from the page as it was served.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import re2

# Shown as nothing: soft hyphen, zero-width spaces and joiners, marks of direction, fillers.
_UNSEEN = (
    frozenset({0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0xFEFF, 0xFFA0})
    | {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)}
)  # fmt: skip
_GONE = _UNSEEN | {0xFE0F}  # and the choice of how a sign looks
HIDDEN = "".join(rf"\x{{{code:x}}}" for code in sorted(_UNSEEN))  # for a class of re2
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"), '"'),
    **dict.fromkeys(map(ord, "\u201a\u066b\uff0c\u060c"), ","),
    **dict.fromkeys(map(ord, "\u2024\ufe52\u0701"), "."),
    # Letters that do not decompose: people type them without the stroke, and rules are written without it.
    0x00F8: "o", 0x00D8: "o", 0x0142: "l", 0x0141: "l", 0x0111: "d", 0x0110: "d", 0x00F0: "d", 0x00E6: "ae",
    0x00C6: "ae", 0x0153: "oe", 0x0152: "oe", 0x00DF: "ss", 0x1E9E: "ss", 0x0131: "i",
    0x0451: "\u0435", 0x0401: "\u0435",
}  # fmt: skip
# Letters of one script that pass for letters of another (Unicode confusables, the pairs that occur in drug words).
_LATIN_FOR = dict(zip(
    "аеорсухкмнтвіјѕԁԛѡһгпɡ" "αβεικνορτυχωγη" "АЕОРСУХКМНТВІЈЅ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxkmhtbijsdqwhrng" "abeikvoptuxwyn" "AEOPCYXKMHTBIJS" "ABEZHIKMNOPTYX", strict=True,
))  # fmt: skip
_CYRILLIC_FOR = dict(zip("aeopcyxkmhtbAEOPCYXKMHTB", "аеорсухкмнтвАЕОРСУХКМНТВ", strict=True))
# First bytes of UTF-8 that were read as letters, and half-width kana, whose marks stand apart.
_LEADS = frozenset(map(chr, [*range(0xC2, 0xF5), *range(0xFF66, 0xFF9E)]))
# What the second and later bytes of UTF-8 look like when read as Latin-1 or Windows-1252.
CONTINUED = "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
DECODED_TWICE = re2.compile(f"[\u00c2-\u00f4]{CONTINUED}{{1,3}}")
_BROKEN = re2.compile(f"{DECODED_TWICE.pattern}|[\uff66-\uff9d][\uff9e\uff9f]")
_MENU = 200  # characters: menus, labels and footers stand on every page of a site, longer texts on one
_BREVE = "\u0306"
_FIRST_CHINESE = "\u2e80"  # after a Latin letter none is meant: "café…»" are an e, three dots and a quote
_MOST_LETTERS = (
    20_000  # letters remembered: more than all scripts of ours have, and a bound on what pages can make us keep
)


@dataclass(frozen=True, slots=True)
class Normal:
    """Plain text and, per character of it and one past the end, the offset of its origin. `offsets` None: the same."""

    text: str
    offsets: array[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind `text[start:end]`. Raises IndexError outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no such span: {start}..{end} of {len(self.text)}")
        if self.offsets is None:
            return start, end
        first = self.offsets[start]
        # A character may have come from several (a broken umlaut), or give several: take its whole origin.
        last = end
        while last < len(self.text) and end > start and self.offsets[last] == self.offsets[end - 1]:
            last += 1
        return first, max(self.offsets[last] if end > start else first, first)


def normal(text: str) -> Normal:
    """NFKC, lower case, no accents on Latin letters, plain quotes, hyphens and digits, broken letters mended.

    Kana marks and the Cyrillic short i stay: they tell words apart. Same text, same result; any text is accepted.
    """
    if text.isascii():
        return Normal(text.lower())
    return _remembered(text) if len(text) <= _MENU else _normal(text)


def _normal(text: str) -> Normal:
    plain = text.translate(_FOLDED)
    if _FOLDED.odd.isdisjoint(text) and _LEADS.isdisjoint(text):
        return Normal(_one_script(plain))  # a letter for a letter
    out: list[str] = []
    offsets = array("Q")
    for start, end, piece in _mended(text):
        plain = piece.translate(_FOLDED)
        if end - start == len(piece) and _FOLDED.odd.isdisjoint(piece):
            offsets.extend(range(start, end))
        elif len(piece) == 1 or end - start != len(piece):
            offsets.extend([start] * len(plain))
        else:
            offsets.extend(at for at, letter in enumerate(piece, start) for _ in letter.translate(_FOLDED))
        out.append(plain)
    offsets.append(len(text))
    return Normal(_one_script("".join(out)), offsets)


def fold(text: str) -> str:
    """The plain form alone, for words of ours."""
    return normal(text).text


def _mended(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches with their spans; a UTF-8 letter that was read as Latin-1 or Windows-1252 as the letter it was."""
    at = 0
    for found in _BROKEN.finditer(text) if not _LEADS.isdisjoint(text) else ():
        start, end = found.span()
        yield from _stretches(text, at, start)
        at = start
        while at < end:
            length, letter = _mend(text[at:end], text[at - 1 : at])
            yield at, at + length, letter
            at += length
    yield from _stretches(text, at, len(text))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Line by line, so that an odd letter slows down its own line only."""
    for line in text[start:end].splitlines(keepends=True):
        yield start, start + len(line), line
        start += len(line)


def mended(piece: str, before: str = "") -> str:
    """A match of `DECODED_TWICE` with its letters put right; `before`: the character that it follows."""
    out, at = "", 0
    while at < len(piece):
        length, letter = _mend(piece[at:], piece[at - 1] if at else before)
        out, at = out + letter, at + length
    return out


def _mend(piece: str, before: str) -> tuple[int, str]:
    if piece[0] >= "\uff66":
        return len(piece), unicodedata.normalize("NFKC", piece)
    for length in (2, 3, 4):
        if len(piece) < length:
            break
        raw = b"".join(_byte(letter) for letter in piece[:length])
        try:
            letter = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(letter) == 1 and not (letter >= _FIRST_CHINESE and before.isascii() and before.isalpha()):
            return length, letter
    return 1, piece[0]


def _byte(letter: str) -> bytes:
    if ord(letter) < 256:
        return bytes([ord(letter)])
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return b"\xff"  # never a part of UTF-8


_remembered = lru_cache(maxsize=4096)(_normal)  # a visit has about a thousand such texts


class _Folded(dict[int, str]):
    """The plain form of each letter, worked out when first met; `odd` are those that do not give exactly one letter."""

    def __init__(self) -> None:
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        plain = _fold(code)
        if len(plain) != 1:
            self.odd.add(chr(code))
        if len(self) < _MOST_LETTERS:
            self[code] = plain
        return plain


_FOLDED = _Folded()


def _fold(code: int) -> str:
    if code in _GONE:
        return ""
    plain = _PLAIN.get(code)
    if plain is not None:
        return plain
    letter = chr(code)
    folded = unicodedata.normalize("NFKC", letter).casefold()
    if "\u3040" <= letter <= "\u9fff" or "\uff66" <= letter <= "\uff9f":
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    marks = _BREVE if "\u0400" <= parts[:1] <= "\u04ff" else ""
    kept = "".join(c for c in parts if not unicodedata.combining(c) or c in marks)
    kept = unicodedata.normalize("NFC", kept)
    return "".join(_PLAIN.get(ord(c), c) for c in kept if ord(c) not in _GONE)


_FIRST_FOREIGN = "\u0370"  # the first letter of Greek, which stands before Cyrillic
MIXED = re2.compile(r"\pL*(?:[A-Za-z][\p{Cyrillic}\p{Greek}]|[\p{Cyrillic}\p{Greek}][A-Za-z])\pL*")


def _one_script(text: str) -> str:
    """Words that mix Latin with look-alike letters, written in one script; whole Cyrillic or Greek words stay.

    Every replacement is one letter for one letter, so offsets hold.
    """
    if text.isascii() or max(text) < _FIRST_FOREIGN or not MIXED.search(text):
        return text
    cyrillic = is_cyrillic(text)
    return str(MIXED.sub(lambda found: unmixed(found.group(0), cyrillic), text))


def is_cyrillic(text: str) -> bool:
    """More letters are surely Cyrillic than surely Latin: what passes for a letter of the other does not count."""
    sure = [letter for letter in text if letter.isalpha() and letter not in _LATIN_FOR and letter not in _CYRILLIC_FOR]
    return sum(letter >= _FIRST_FOREIGN for letter in sure) * 2 > len(sure)


def unmixed(word: str, cyrillic: bool) -> str:
    """A mixed word in the one script all its letters have; `cyrillic` decides where that is either."""
    is_latin = all(letter in _LATIN_FOR for letter in word if letter >= _FIRST_FOREIGN)
    is_russian = all(letter in _CYRILLIC_FOR for letter in word if letter.isascii())
    if is_latin == is_russian:
        is_russian = cyrillic
    table = _CYRILLIC_FOR if is_russian else _LATIN_FOR
    return "".join(table.get(letter, letter) for letter in word)
