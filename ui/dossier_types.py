"""What a dossier consists of. Plain values, no markup: HTML and PDF are made from these.

What a site wrote stands here as it was written; `plain` makes it fit for a page before anything is drawn.
"""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from ui.contract import PriceJson
from ui.exhibits import Exhibit


@dataclass(frozen=True, slots=True)
class Question:
    """One check, its answer, and what the answer rests on."""

    check: str
    asks: str
    matters: str
    answer: str
    sign: str  # what a yes shows signs of; empty unless it was found
    weight: str  # decisive, strong, weak; empty unless it was found
    source: str
    fooled_by: str
    says: str
    decided: bool
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was read. `sha256`: of its text in UTF-8, what quotations name."""

    url: str
    kind: str
    at: str
    status: int
    sha256: str
    how: str


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page. `name`: of its file, beside the dossier in a bundle."""

    name: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: when, what in few words, and the whole of it."""

    at: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is told; empty means that there is nothing to tell."""

    site: str
    url: str
    buyer: str
    title: str
    tone: str
    headline: str
    meaning: str
    role: str
    risk_low: int
    risk_high: int
    as_of: str
    grounds: tuple[str, ...]
    trouble: tuple[str, ...]
    found: tuple[Question, ...]
    not_found: tuple[Question, ...]
    unseen: tuple[Question, ...]
    not_asked: tuple[str, ...]
    coverage: tuple[tuple[str, str], ...]
    identity: tuple[tuple[str, tuple[str, ...]], ...]
    domain: tuple[tuple[str, str], ...]
    prices: tuple[PriceJson, ...]
    prices_left: int
    pages: tuple[Seen, ...]
    unread: tuple[Entry, ...]
    shots: tuple[Shot, ...]
    history: tuple[Entry, ...]
    changes: tuple[Entry, ...]
    stands: tuple[str, ...]
    reviews: tuple[Entry, ...]
    custody: tuple[tuple[str, str], ...]


def plain(told: Dossier) -> dict[str, Any]:
    """The dossier as JSON, every string in it fit for a page."""
    made: dict[str, Any] = _plain(asdict(told))
    return made


def shown(text: str) -> str:
    """Text with what would steer or hide it written out as its code point, so that a reader sees that it is there."""
    return "".join(letter if _harmless(letter) else f"[U+{ord(letter):04X}]" for letter in text)


def _harmless(letter: str) -> bool:
    if letter in "\n\t" or letter.isprintable():
        return True
    # Spaces of all kinds are no danger; joiners belong to Persian and Indic spelling; a soft hyphen only breaks lines.
    return unicodedata.category(letter) == "Zs" or letter in "\u200c\u200d\u00ad"


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _plain(kept) for key, kept in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(kept) for kept in value]
    return value
