"""All that the archive holds on one case, gathered for a dossier: verdict, visit with its file, history, reviews."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from crawler.child import Reader
from crawler.pictures import Picture, pictures
from crawler.site import site_of
from crawler.visit import Visit
from crawler.warc import NotAVisit, read_visit
from data.archive import Archive
from data.decisions import Fault, Head
from data.kept import ChangeRow, Filters, ReviewRow, VerdictRow, VisitRow
from data.store import StoreError
from ui.contract import VerdictJson
from ui.reviewing import changed_since

_HISTORY = 30  # earlier verdicts and changes that are told; a site watched daily for a month
_ALIKE = 5  # sites named when the one asked for is not in the archive
VISIT_FILE = "visit.warc.gz"


class NoCase(LookupError):
    """There is nothing to report on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case. `warc`: the bytes of the visit's file; empty, and `visit` None, when `trouble` says why not."""

    row: VerdictRow
    document: VerdictJson
    visited: VisitRow
    visit: Visit | None
    warc: bytes
    trouble: str
    pictures: tuple[Picture, ...]
    history: tuple[VerdictRow, ...]  # of this site and country, newest first, this one among them
    changes: tuple[ChangeRow, ...]
    reviews: tuple[ReviewRow, ...]  # about any verdict on this site for this country, oldest first
    changed: bool  # its class or signs are others than those that were decided about
    head: Head
    faults: tuple[Fault, ...]  # of the chain of reviews, as far as they concern this case or the whole chain


def gather(archive: Archive, asked: str, buyer_country: str | None, reader: Reader) -> CaseFile:
    """The newest case of a site (an address or a name). `buyer_country` None: whichever was judged last.

    Raises NoCase, ArchiveError; a damaged or missing file is told in the case itself.
    """
    site = site_of(asked)
    row = archive.latest_verdict(site, buyer_country)
    visited = archive.visit(row.visit_id) if row and row.visit_id else None
    if row is None or visited is None:
        raise NoCase(_nothing(archive, asked, site, buyer_country))
    warc, trouble = _bytes(archive, visited)
    visit, seen, unread = opened(warc, reader) if warc else (None, (), "")
    audited = archive.audit.verify()
    reviews = archive.audit.of_site(row.site, row.buyer_country)
    ours = {review.id for review in reviews}
    return CaseFile(
        row=row,
        document=parsed(row.document),
        visited=visited,
        visit=visit,
        warc=warc,
        trouble=trouble or unread,
        pictures=seen,
        history=archive.history(row.site, row.buyer_country, _HISTORY),
        changes=tuple(
            change for change in archive.watch.changes(row.site, _HISTORY) if change.buyer_country == row.buyer_country
        ),
        reviews=reviews,
        changed=changed_since(archive, row.site, row.buyer_country),
        head=audited.head,
        faults=tuple(fault for fault in audited.faults if fault.review is None or fault.review in ours),
    )


def parsed(document: str) -> VerdictJson:
    """A kept verdict object. Raises NoCase when it is none: somebody wrote into the archive."""
    try:
        told = json.loads(document)
    except ValueError:
        told = None
    if not isinstance(told, dict) or "findings" not in told:
        raise NoCase("The verdict on this site is no verdict object any more; see rxverdict audit verify.")
    return cast(VerdictJson, told)


def opened(warc: bytes, reader: Reader) -> tuple[Visit | None, tuple[Picture, ...], str]:
    """The visit in the bytes of a file, the pictures in it, and why there is none (empty: there is)."""
    with TemporaryDirectory(prefix="rxverdict-") as folder:
        path = Path(folder) / VISIT_FILE
        path.write_bytes(warc)
        try:
            visit = read_visit(path, reader)
            return visit, _of_pages(visit, pictures(path)), ""
        except NotAVisit as error:
            return None, (), f"The saved visit cannot be read again: {error}"


def _of_pages(visit: Visit, found: Iterable[Picture]) -> tuple[Picture, ...]:
    """The pictures that the visit's own account names, in the order of its pages."""
    by_hash = {picture.sha256: picture for picture in found}
    named = dict.fromkeys(page.screenshot for page in visit.pages if page.screenshot)
    return tuple(by_hash[name] for name in named if name in by_hash)


def _bytes(archive: Archive, visited: VisitRow) -> tuple[bytes, str]:
    """The bytes of the visit's file, and what is wrong with them."""
    try:
        with archive.store.local(visited.warc_path) as path:
            raw = path.read_bytes()
    except (OSError, StoreError) as error:
        return b"", f"The file of the visit is not at hand: {getattr(error, 'strerror', None) or error}."
    if sha256(raw).hexdigest() != visited.warc_sha256:
        return raw, "The file of the visit is not the one that was judged: its SHA-256 has changed."
    return raw, ""


def _nothing(archive: Archive, asked: str, site: str, buyer_country: str | None) -> str:
    others = archive.history(site) if site else ()
    if others:
        countries = ", ".join(sorted({row.buyer_country or "no country" for row in others}))
        return f"{site} was judged for {countries}, not for {buyer_country}: choose one of these, or check it again."
    near = archive.page_verdicts(limit=50, filters=Filters(site_contains=site or asked)).rows
    alike = list(dict.fromkeys(row.site for row in near))[:_ALIKE]
    hint = f" Alike in the archive: {', '.join(alike)}." if alike else ""
    return f"{asked} is not in the archive; visit it first: rxverdict check {site or asked}.{hint}"
