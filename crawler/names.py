"""What the name of a site tells: words of medicine, of pharmacies, of selling without a prescription.

A name is triage, never evidence: it decides what is looked at first, and nothing about what is found there.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import idna
import re2
from confusable_homoglyphs import confusables

from crawler.drugs import drug_words
from crawler.kinds import fold

_WORDS = Path(__file__).parent.parent / "data" / "name_words.toml"
_MEDICINES = _WORDS.with_name("gate_words.toml")
LONGEST = 253  # characters of a name (RFC 1035 2.3.4); what is longer is no name
_LONG = 7  # letters: shorter names of medicines stand inside ordinary words, and must be whole words
_SHORT = 6  # letters: so short a brand is an everyday word as well, and needs another word beside it


class Kind(StrEnum):
    MEDICINE = "medicine"
    TRADE = "trade"  # what pharmacies call themselves
    PAPER = "paper"  # that no prescription is asked for
    GOODS = "goods"  # what they sell, in words that others use too
    HINT = "hint"
    SALE = "sale"
    FILLER = "filler"
    TRAP = "trap"


class Where(StrEnum):
    """How much of a name a word must be; told in data/name_words.toml."""

    ANYWHERE = "anywhere"
    EDGE = "edge"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    kind: Kind
    where: Where


@dataclass(frozen=True, slots=True)
class Named:
    """What a name tells. `score` 0..100; `why` one sentence for people, empty when it tells nothing."""

    score: int
    why: str


NOTHING = Named(0, "")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe", "。": "."})
_DIGITS = tuple(str.maketrans("01345", letters) for letters in ("oieas", "oleas"))
_SWAPPED = re2.compile(r"(?:^|\pL)[01345]+\pL")  # a digit that may stand for a letter
_PARTS = frozenset({Kind.SALE, Kind.FILLER})  # tell nothing by themselves


def look(name: str) -> Named:
    """What a host name tells, as it stands in an address or a certificate: any case, punycode or not. Never raises."""
    if len(name) > LONGEST:
        return NOTHING
    text = folded(name)
    found = _found(text)
    if not any(word.kind is Kind.MEDICINE for word in found):
        for other in _readings(name, text):
            found |= {word for word in _found(other) if word.kind is Kind.MEDICINE}
    telling = {word for word in found if word.kind not in _PARTS}
    if not telling:
        return NOTHING
    weights = known().weights
    kinds = {word.kind for word in found} - {Kind.FILLER}
    return Named(min(100, sum(weights[kind] for kind in kinds)), _said(telling))


def _said(words: set[Word]) -> str:
    whole = [word for word in words if not any(word.text in other.text for other in words if other is not word)]
    whole.sort(key=lambda word: (_ORDER[word.kind], word.text))
    return f"The name says {', '.join(f'“{word.text}”' for word in whole)}."


def folded(name: str) -> str:
    """A name as people read it: lower case, punycode decoded, without accents."""
    name = name.encode("utf-8", "replace").decode().strip().rstrip(".").lower()  # lone surrogates cannot be searched
    if "xn--" in name:
        name = ".".join(map(_shown, name.split(".")))
    return name if name.isascii() else fold(name).translate(_PLAIN)


def _shown(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return idna.decode(label)
    except (idna.IDNAError, UnicodeError):
        return label


def _readings(name: str, text: str) -> Iterator[str]:
    """Other ways to read a name: digits for letters, hyphens inside words, letters of another script."""
    if _SWAPPED.search(text):
        yield from {text.translate(digits) for digits in _DIGITS}
    if "-" in text:
        yield text.replace("-", "")
    if not text.isascii():
        latin = "".join(map(_latin, text))
        if latin != text:
            yield latin


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    """The Latin letter that a letter of another script passes for."""
    if letter.isascii():
        return letter
    found = confusables.is_confusable(letter, greedy=True, preferred_aliases=[]) or []
    likely = (like["c"] for entry in found for like in entry["homoglyphs"])
    return next((c.lower() for c in likely if len(c) == 1 and c.isascii() and c.isalpha()), letter)


def _found(text: str) -> set[Word]:
    """The words of a folded name that count there."""
    begin = known().begin
    spans = [
        (at, at + len(word.text), word)
        for at in range(len(text) - 1)
        for size in (2, 3)
        for word in begin.get(text[at : at + size], ())
        if text.startswith(word.text, at)
    ]
    if not spans:
        return set()
    traps = [(start, end) for start, end, word in spans if word.kind is Kind.TRAP]
    spans = [span for span in spans if span[2].kind is not Kind.TRAP and not _trapped(span, traps)]
    left, right = _borders(text, spans)
    return {word for start, end, word in spans if _counts(word.where, left[start], right[end])}


def _trapped(span: tuple[int, int, Word], traps: list[tuple[int, int]]) -> bool:
    """Whether a word stands inside an ordinary one, or begins inside it ("steroids" in "asteroidsun")."""
    start, end, _ = span
    return any(a < start < b or (a == start and end < b) for a, b in traps)


def _counts(where: Where, begins: bool, ends: bool) -> bool:
    match where:
        case Where.ANYWHERE:
            return True
        case Where.EDGE:
            return begins or ends
        case Where.WHOLE:
            return begins and ends


def _borders(text: str, spans: list[tuple[int, int, Word]]) -> tuple[list[bool], list[bool]]:
    """For each place whether a word may begin there, or end there: at a letter's edge, or where known words meet."""
    size = len(text)
    left = [at == 0 or not text[at - 1].isalpha() for at in range(size + 1)]
    right = [at == size or not text[at].isalpha() for at in range(size + 1)]
    for start, end, _ in spans:  # in order of their beginnings
        left[end] = left[end] or left[start]
    for start, end, _ in sorted(spans, key=lambda span: -span[1]):
        right[start] = right[start] or right[end]
    return left, right


@dataclass(frozen=True, slots=True)
class Known:
    """The words: `begin` by their first three letters; `weights` 0..100 by kind; `common` sites that say nothing."""

    words: tuple[Word, ...]
    begin: Mapping[str, tuple[Word, ...]]
    weights: Mapping[Kind, int]
    common: frozenset[str]


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@cache
def known() -> Known:
    """The words of data/name_words.toml, and the names of medicines that are known anyway."""
    table: dict[str, Any] = tomllib.loads(_WORDS.read_text("utf-8"))
    words = {word.text: word for word in _of_table(table)}
    for word in (*_of_medicines(), *_mistyped(table["mistyped"]["words"])):
        words.setdefault(word.text, word)
    begin: dict[str, list[Word]] = {}
    for word in words.values():
        begin.setdefault(word.text[:3], []).append(word)
    weights = {kind: int(table["weights"].get(kind, 0)) for kind in Kind}
    sites = frozenset(table["common"]["hosts"])
    return Known(tuple(words.values()), {start: tuple(found) for start, found in begin.items()}, weights, sites)


def _of_table(table: dict[str, Any]) -> Iterator[Word]:
    """Later rows win: what tells something must not be taken for a filler that is spelled alike."""
    rows = sorted(table["words"], key=lambda row: -_ORDER[Kind(row["kind"])])
    for row in rows:
        for text in row["words"]:
            yield Word(_spelled(text), Kind(row["kind"]), Where(row["where"]))
    for text in table["traps"]["words"]:
        yield Word(_spelled(text), Kind.TRAP, Where.ANYWHERE)


def _of_medicines() -> Iterator[Word]:
    table: dict[str, Any] = tomllib.loads(_MEDICINES.read_text("utf-8"))
    brands = {text for text in map(_spelled, drug_words()) if text.replace("-", "").isalpha()}
    for text in sorted({_spelled(text) for text in table["words"]["medicine"]} | brands):
        if not text.isascii() or len(text) >= _LONG:
            yield Word(text, Kind.MEDICINE, Where.ANYWHERE)
        elif text not in brands:
            yield Word(text, Kind.MEDICINE, Where.WHOLE)
        elif len(text) == _SHORT:
            yield Word(text, Kind.GOODS, Where.WHOLE)


def _mistyped(names: list[str]) -> Iterator[Word]:
    """Every name with one letter left out, added or changed, or two swapped."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for name in names:
        for at in range(len(name)):
            before, after = name[:at], name[at + 1 :]
            yield Word(before + after, Kind.MEDICINE, Where.ANYWHERE)
            yield Word(before + after[:1] + name[at] + after[1:], Kind.MEDICINE, Where.ANYWHERE)
            for letter in letters:
                yield Word(before + letter + after, Kind.MEDICINE, Where.ANYWHERE)
                if at:  # before the first letter the whole name would follow
                    yield Word(before + letter + name[at:], Kind.MEDICINE, Where.ANYWHERE)


def _spelled(text: str) -> str:
    return unicodedata.normalize("NFC", fold(text).translate(_PLAIN))
