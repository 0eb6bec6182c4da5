"""A small grammar over marked words: "not ~2 need ~4 paper" finds a denied need of a prescription, whatever its words.

A template names marks in order. `~n` allows up to n words between two marks (one without it), `|` gives a choice, `^`
and `$` tie the next or last mark to the ends of the clause, `-mark` refuses clauses that bear that mark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

_GAP = 1  # words between two marks when the template does not say


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a clause that means `name`."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Slot:
    names: frozenset[str]
    gap: int  # most words before it


@dataclass(frozen=True, slots=True)
class Template:
    words: str  # as written, for the hit table
    slots: tuple[Slot, ...]
    refused: frozenset[str]
    at_start: bool
    at_end: bool

    @property
    def names(self) -> frozenset[str]:
        return frozenset().union(*(slot.names for slot in self.slots))

    def find(self, text: str, marks: Sequence[Mark], dense: bool) -> tuple[int, int] | None:
        """Span of the first match in `text`; `marks` in order. `dense`: a script without spaces, two letters a word."""
        if not self.refused.isdisjoint(mark.name for mark in marks):
            return None
        for mark in marks:
            if mark.name not in self.slots[0].names:
                continue
            if self.at_start and width(text[: mark.start], dense) > self.slots[0].gap:
                continue
            end = self._rest(1, mark.end, text, marks, dense)
            if end is not None:
                return mark.start, end
        return None

    def _rest(self, index: int, at: int, text: str, marks: Sequence[Mark], dense: bool) -> int | None:
        if index == len(self.slots):
            return None if self.at_end and width(text[at:], dense) > _GAP else at
        slot = self.slots[index]
        for mark in marks:
            if mark.start >= at and mark.name in slot.names and width(text[at : mark.start], dense) <= slot.gap:
                end = self._rest(index + 1, mark.end, text, marks, dense)
                if end is not None:
                    return end
        return None


class Templates:
    """Templates in order, filed under the names of one slot each: the one that the fewest of them have."""

    def __init__(self, templates: Sequence[Template]) -> None:
        often = Counter(slot.names for one in templates for slot in one.slots)
        self._templates, self._under = templates, dict[str, list[int]]()
        for at, one in enumerate(templates):
            for name in min((slot.names for slot in one.slots), key=lambda names: (often[names], len(names))):
                self._under.setdefault(name, []).append(at)

    def of(self, names: Set[str]) -> list[Template]:
        """Those that may fit marks of these names; no other does."""
        found = [at for name in names if name in self._under for at in self._under[name]]
        return [self._templates[at] for at in sorted(set(found))]


def width(between: str, dense: bool) -> int:
    """Words in a stretch; in a dense script two letters count as one."""
    return (len(between.strip()) + 1) // 2 if dense else len(between.split())


def template(words: str) -> Template:
    """Parse one template. Raises ValueError when it names no mark or ends in a gap."""
    slots: list[Slot] = []
    refused: set[str] = set()
    gap: int | None = None
    parts = words.split()
    for part in parts:
        if part.startswith("~"):
            gap = int(part[1:])
        elif part.startswith("-"):
            refused.add(part[1:])
        elif part not in ("^", "$"):
            first = 0 if not slots else _GAP
            slots.append(Slot(frozenset(part.split("|")), first if gap is None else gap))
            gap = None
    if not slots or gap is not None:
        raise ValueError(f"not a template: {words!r}")
    return Template(words, tuple(slots), frozenset(refused), "^" in parts, "$" in parts)
