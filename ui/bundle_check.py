"""A bundle checked: its form, its sums, its parts against each other and against the visit's file, and the verdict by
judging the visit again.

What follows from the visit and the verdict (page texts, quotations, pictures) is made anew and compared, so that a part
that was changed together with its sum shows all the same. A bundle that was changed in all its parts at once, with a
visit of its own, shows only against a sum or a hash that was noted somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from crawler.child import Reader
from crawler.visit import Visit
from data.auditing import Audit
from data.kept import ReviewRow
from data.world import World
from scoring.facts import Facts
from scoring.rulebook import rulebook
from scoring.verdict import verdict_of
from ui.bundle import CUSTODY, MANIFEST, PAGES, QUOTES, REPORT, REVIEWS, VERDICT, derived, digest, manifest, pack
from ui.contract import VerdictJson, document, dumps
from ui.dossier_case import VISIT_FILE, NoCase, opened, parsed
from ui.neighbours_told import neighbours_told

NEEDED = (VISIT_FILE, VERDICT, CUSTODY, REVIEWS, QUOTES, PAGES, REPORT, MANIFEST)
_LARGEST = 2**30  # bytes of an archive that is opened; a visit's budgets keep its file below a tenth of that


class FaultKind(StrEnum):
    NO_BUNDLE = "no_bundle"  # no zip, or cut short
    REPACKED = "repacked"  # entries moved, renamed, doubled, added to or dated by somebody else's packing
    EDITED = "edited"  # a file is not what its sum says
    MISSING = "missing"
    ADDED = "added"
    MANIFEST = "manifest"  # the list of sums is not in the form in which it was written
    NOT_THE_NOTED = "not_the_noted"  # another than the one whose sum was noted
    CONTRADICTS = "contradicts"  # two parts of the bundle tell different things
    NOT_FROM_VISIT = "not_from_visit"  # does not follow from the file of the visit
    REVIEW = "review"  # a row of the record of decisions is not what its hash says
    JUDGED_OTHERWISE = "judged_otherwise"
    NOT_JUDGED = "not_judged"  # could not be judged again here


@dataclass(frozen=True, slots=True)
class BundleFault:
    kind: FaultKind
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. No faults: whole, and judged again with the same result. `digest`, `manifest`: as in `Sealed`."""

    digest: str
    manifest: str
    faults: tuple[BundleFault, ...]


def check_bundle(raw: bytes, world: World, noted: str = "") -> Checked:
    """Check an archive's bytes. `noted`: a SHA-256 of the archive or of its manifest, or the hash of the newest review
    in it, kept somewhere else; empty: none. Any bytes will do: none are run, or written under a name of theirs.
    """
    files = _opened(raw)
    if files is None:
        words = "this is no whole zip archive of the kind that rxverdict report --bundle writes: cut short, or another"
        return Checked(digest(raw), "", (BundleFault(FaultKind.NO_BUNDLE, words),))
    listed = digest(files.get(MANIFEST, b""))
    faults = [*_form(raw, files), *_sums(files), *_contents(files, world)]
    if noted and noted not in (digest(raw), listed, _newest_review(files)):
        words = "neither the archive, nor its manifest, nor the newest decision in it has the SHA-256 that was noted"
        faults.append(BundleFault(FaultKind.NOT_THE_NOTED, words))
    return Checked(digest(raw), listed, tuple(faults))


def _opened(raw: bytes) -> dict[str, bytes] | None:
    """The files by name; None: no archive of ours. Compressed entries are refused: they may unpack to anything."""
    if len(raw) > _LARGEST:
        return None
    try:
        with ZipFile(BytesIO(raw)) as archive:
            entries = archive.infolist()
            stored = all(entry.compress_type == ZIP_STORED and not entry.flag_bits & 1 for entry in entries)
            if not stored or sum(entry.file_size for entry in entries) > len(raw):
                return None
            return {entry.filename: archive.read(entry) for entry in entries}
    except (BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        return None


def _form(raw: bytes, files: Mapping[str, bytes]) -> Iterator[BundleFault]:
    """Packing what is in it must give the very same bytes: nothing moved, doubled, hidden between or behind."""
    if pack(files) != raw:
        words = "the archive is not packed as rxverdict packs it: entries were moved, doubled, or added to"
        yield BundleFault(FaultKind.REPACKED, words)


def _sums(files: Mapping[str, bytes]) -> Iterator[BundleFault]:
    kept = files.get(MANIFEST, b"")
    sums = dict(_line(line) for line in kept.decode("utf-8", "replace").splitlines())
    for name in sorted({*NEEDED, MANIFEST, *sums} - files.keys()):
        yield BundleFault(FaultKind.MISSING, f"{name} is gone")
    for name in sorted(files.keys() - sums.keys() - {MANIFEST}):
        yield BundleFault(FaultKind.ADDED, f"{name} is not in the list of sums")
    for name in sorted(sums.keys() & files.keys()):
        if digest(files[name]) != sums[name]:
            yield BundleFault(FaultKind.EDITED, f"{name} is not what its sum says")
    if sorted(kept.splitlines()) != kept.splitlines() and kept != manifest(files):
        yield BundleFault(FaultKind.MANIFEST, f"{MANIFEST} is not in the form in which it was written")


def _line(line: str) -> tuple[str, str]:
    named, _, name = line.partition("  ")
    return name, named


def _contents(files: Mapping[str, bytes], world: World) -> Iterator[BundleFault]:
    """The parts against each other, as far as they can be read at all."""
    try:
        verdict = parsed(files.get(VERDICT, b"").decode())
        custody, reviews = json.loads(files.get(CUSTODY, b"")), json.loads(files.get(REVIEWS, b""))
        yield from _custody(files, custody)
        yield from _reviews(files, reviews, custody["judged"]["verdict_id"])
        with Reader() as reader:
            visit, pictures, trouble = opened(files.get(VISIT_FILE, b""), reader)
        if visit is None:
            yield BundleFault(FaultKind.NOT_FROM_VISIT, trouble)
            return
        yield from _anew(files, derived(visit, verdict, pictures))
        yield from _judged(visit, verdict, files[VERDICT].decode(), world)
    except (NoCase, ValueError, KeyError, TypeError, AttributeError) as error:
        words = f"a part of the bundle cannot be read as what it should be ({type(error).__name__})"
        yield BundleFault(FaultKind.CONTRADICTS, words)


def _custody(files: Mapping[str, bytes], told: dict[str, Any]) -> Iterator[BundleFault]:
    """The record of custody names the sums of everything but itself and the manifest, and three of them twice."""
    sums = told["sums"]
    for name in sorted({*sums, *files} - {CUSTODY, MANIFEST}):
        if name not in sums or name not in files or sums[name] != digest(files[name]):
            yield BundleFault(FaultKind.CONTRADICTS, f"{name} is not the one that {CUSTODY} tells of")
    for part, name in (("visited", VISIT_FILE), ("judged", VERDICT), ("reviewed", REVIEWS)):
        if told[part]["sha256"] != digest(files.get(name, b"")):
            yield BundleFault(FaultKind.CONTRADICTS, f"{CUSTODY} tells of another {name}")


def _reviews(files: Mapping[str, bytes], rows: list[dict[str, Any]], verdict_id: object) -> Iterator[BundleFault]:
    """Each row against its own hash, and those about this verdict against the files that they were about.

    Their place in the whole chain is for `rxverdict audit verify` to tell.
    """
    told = [_review(row) for row in rows]
    for review in told:
        if Audit.hash_of(review) != review.hash:
            yield BundleFault(FaultKind.REVIEW, f"review {review.id} was changed after it was written")
        bound = (review.document_sha256, review.warc_sha256)
        if review.verdict_id == verdict_id and bound != (digest(files[VERDICT]), digest(files[VISIT_FILE])):
            yield BundleFault(FaultKind.REVIEW, f"review {review.id} was about another verdict or visit than is here")
    if (order := [review.id or 0 for review in told]) != sorted(set(order)):
        yield BundleFault(FaultKind.REVIEW, "the reviews do not stand in the order in which they were written")


def _review(row: dict[str, Any]) -> ReviewRow:
    return ReviewRow(**row | {"at": datetime.fromisoformat(row["at"]), "links": tuple(row["links"])})


def _newest_review(files: Mapping[str, bytes]) -> str:
    """The hash of the newest row of the record; empty: there is none that can be read."""
    try:
        rows = json.loads(files.get(REVIEWS, b"[]"))
        return str(rows[-1]["hash"]) if rows else ""
    except (ValueError, KeyError, TypeError, IndexError):
        return ""


def _anew(files: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[BundleFault]:
    """What follows from the visit and the verdict, made anew."""
    there = {name for name in files if name.startswith(("pages/", "screenshots/"))}
    for name in sorted(made.keys() | there):
        if made.get(name) != files.get(name):
            yield BundleFault(FaultKind.NOT_FROM_VISIT, f"{name} is not what the file of the visit gives")
    for quote in json.loads(made[QUOTES]):
        if not quote["file"]:
            words = (
                f"a quotation of {quote['check']} stands on no page of the visit: {quote['url']} at {quote['start']}"
            )
            yield BundleFault(FaultKind.NOT_FROM_VISIT, words)


def _judged(visit: Visit, told: VerdictJson, kept: str, world: World) -> Iterator[BundleFault]:
    """The verdict anew, under the same rules; who its neighbours are is taken from the verdict itself."""
    if told["rulebook"] != rulebook(world):
        words = (
            f"judged under rulebook {told['rulebook']}, and {rulebook(world)} is installed here: not judged again. "
            "Install the version, and the registers and price lists, that it was judged with"
        )
        yield BundleFault(FaultKind.NOT_JUDGED, words)
        return
    near, compared = neighbours_told(told)
    facts = Facts(visit, world, told["buyer_country"], near, compared)
    again = verdict_of(facts, datetime.fromisoformat(told["judged_at"]))
    if dumps(again) == kept:
        return
    anew: Mapping[str, object] = document(again)
    differs = [name for name, value in told.items() if anew.get(name) != value]
    words = f"judged again from the file of the visit, the verdict has other {', '.join(differs) or 'bytes'}"
    yield BundleFault(FaultKind.JUDGED_OTHERWISE, words)
