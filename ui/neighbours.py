"""Sites of the archive that share something with the one at hand, and its own marks in the form the archive keeps."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import itemgetter
from struct import pack, unpack

from data.archive import Archive, MarkRow, SharedRow
from data.kept import SKETCH
from scoring.model import VerdictClass
from scoring.network import CANDIDATES, MOST_SITES, Marks, Neighbour, neighbours
from scoring.network_kinds import LINKING, MarkKind

SHINGLE = "shingle"  # kind of the rows by which alike sketches find each other
# Marks of one kind; the richest site in hand has 30 of all kinds. A page of made-up ids must neither fill the archive
# nor push marks of another kind out of it.
_MOST = 40
_KINDS = frozenset(kind.value for kind in MarkKind)


@dataclass(frozen=True, slots=True)
class Near:
    """Sites that share a mark, out of `compared` others whose marks are kept."""

    neighbours: tuple[Neighbour, ...] = ()
    compared: int = 0


def near(marks: Marks, archive: Archive) -> Near:
    """Who in the archive shares one of these marks. Raises ArchiveError."""
    telling = [row for row in mark_rows(marks) if row.kind == SHINGLE or row.kind in LINKING]
    shared = archive.sharing(marks.site, telling, MOST_SITES)
    others = _others(shared)
    verdicts = {row.site: (VerdictClass(row.verdict), row.judged_at.date().isoformat()) for row in shared}
    found = neighbours([marks, *others], verdicts).get(marks.site, ())
    return Near(found, archive.compared(marks.site))


def mark_rows(marks: Marks) -> tuple[MarkRow, ...]:
    """The marks as rows, with the whole sketch and those of its hashes that are looked up."""
    rows = [
        MarkRow(kind, value)
        for _, shown in groupby(sorted(marks.marks), key=itemgetter(0))
        for kind, value in islice(shown, _MOST)
    ]
    rows += [MarkRow(SHINGLE, f"{value:08x}") for value in marks.sketch[:CANDIDATES]]
    return (*rows, MarkRow(SKETCH, _packed(marks.sketch)))


def marks_from(site: str, rows: Iterable[MarkRow]) -> Marks:
    """The marks of a site as the archive keeps them; kinds that this release does not know are left out."""
    shown, sketch = set[tuple[MarkKind, str]](), ""
    for row in rows:
        if row.kind == SKETCH:
            sketch = row.value
        elif row.kind in _KINDS:
            shown.add((MarkKind(row.kind), row.value))
    return Marks(site, frozenset(shown), _unpacked(sketch))


@dataclass(slots=True)
class _Shares:
    marks: set[tuple[MarkKind, str]] = field(default_factory=set)
    sketch: tuple[int, ...] = ()


def _others(shared: Iterable[SharedRow]) -> list[Marks]:
    """The marks of the other sites, as far as they are shared, with their sketches."""
    found: dict[str, _Shares] = {}
    for row in shared:
        shares = found.setdefault(row.site, _Shares(sketch=_unpacked(row.sketch)))
        if row.kind != SHINGLE:
            shares.marks.add((MarkKind(row.kind), row.value))
    return [Marks(site, frozenset(shares.marks), shares.sketch) for site, shares in found.items()]


def _packed(sketch: tuple[int, ...]) -> str:
    """Four bytes a hash, big-endian, as base64: 684 characters for a full sketch."""
    return b64encode(pack(f">{len(sketch)}I", *sketch)).decode()


def _unpacked(sketch: str) -> tuple[int, ...]:
    raw = b64decode(sketch)
    return unpack(f">{len(raw) // 4}I", raw)
