"""One case as a regulator reads it: the kept verdict with its evidence, and the visit it was judged from, read again.

What is kept is told as it was kept. What the visit shows besides (order, owners of addresses, what stood around a
quote) is read from its file, which is first held against the digest that the verdict was judged under.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from crawler.child import Reader
from crawler.pictures import Picture, pictures
from crawler.visit import Page, Quote, Visit
from crawler.warc import NotAVisit, read_visit
from data.archive import Archive, FindingRow, VerdictRow, VisitRow
from data.docket_rows import DocketRow
from data.world import World
from scoring import grounds
from scoring.checks import all_checks
from scoring.facts import Facts
from scoring.model import Absence, Answer, Card, Evidence, Lookup, VerdictClass
from ui.contract import VerdictJson


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A verdict with its findings, its visit, and its row of the docket. `document` None: it is no JSON of ours."""

    verdict: VerdictRow
    visit: VisitRow
    findings: tuple[FindingRow, ...]
    document: VerdictJson | None
    docket: DocketRow | None


@dataclass(frozen=True, slots=True)
class Unread:
    """The file of a visit cannot be shown. `why`: in words, what to do in them."""

    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in the text of its page. `holds` False: the page in the file does not show these words there."""

    before: str
    words: str
    after: str
    holds: bool


def open_case(archive: Archive, site: str, buyer_country: str, verdict_id: int | None = None) -> CaseFile | None:
    """The case of a site for a buyer's country; None: there is none. Raises ArchiveError.

    `verdict_id`: an older verdict of the same site; None: the one on its newest visit.
    """
    row = archive.verdict(verdict_id) if verdict_id is not None else archive.latest_verdict(site, buyer_country)
    if row is None or (row.site, row.buyer_country) != (site, buyer_country):
        return None
    visit = archive.visit(row.visit_id or 0)
    if visit is None:
        return None
    return CaseFile(
        row, visit, archive.findings(row.id or 0), document_of(row), archive.docket.row(site, buyer_country)
    )


def document_of(row: VerdictRow) -> VerdictJson | None:
    try:
        told = json.loads(row.document)
    except ValueError:
        return None
    return cast(VerdictJson, told) if isinstance(told, dict) and "coverage" in told else None


def read_facts(archive: Archive, world: World, visit: VisitRow, buyer_country: str) -> Facts | Unread:
    """What the visit in the file shows; the file is read now, which takes about half a second."""
    try:
        with archive.store.local(visit.warc_path) as path:
            if sha256(path.read_bytes()).hexdigest() != visit.warc_sha256:
                return Unread("The file of this visit is not the one that was judged: its SHA-256 is another.")
            with Reader() as reader:
                return Facts(read_visit(path, reader), world, buyer_country)
    except FileNotFoundError:
        return Unread(f"The file of this visit is not in the store: {visit.warc_path}. The kept verdict stands.")
    except (NotAVisit, OSError) as error:
        return Unread(f"The file of this visit cannot be read: {error}.")


def read_pictures(archive: Archive, visit: VisitRow) -> tuple[Picture, ...]:
    """The pictures of pages that the visit took; none when the file cannot be read."""
    try:
        with archive.store.local(visit.warc_path) as path:
            return tuple(pictures(path))
    except OSError:
        return ()


def cards() -> Mapping[str, Card]:
    """The cards of the checks of this release, by id."""
    return {check.card.id: check.card for check in all_checks()}


def grounds_of(case: CaseFile, world: World) -> tuple[str, ...]:
    """Why the verdict is what it is, and what it would be without each ground, as sentences.

    Empty: no sign decided. One sentence says so when today's rules do not lead to the kept class.
    """
    known = cards()
    held = [grounds.Held(known[f.check], Answer(f.answer), f.weight) for f in case.findings if f.check in known]
    verdict = VerdictClass(case.verdict.verdict)
    if verdict in (VerdictClass.NOT_A_SELLER, VerdictClass.UNREADABLE):
        return ()
    found = grounds.grounds(verdict, held, verdict is VerdictClass.VERIFIED, world) or grounds.grounds(
        verdict, held, True, world
    )
    if found is None:
        return (f"Judged under rulebook {case.verdict.rulebook}; the present rules do not lead to this class by these "
                "findings. Judge the visit again to see what they say.",)  # fmt: skip
    return grounds.words(found)


def evidence_of(finding: FindingRow) -> tuple[Evidence, ...]:
    """The kept evidence; a piece that is none of ours is left out."""
    try:
        told = json.loads(finding.evidence)
    except ValueError:
        return ()
    return tuple(piece for item in told if (piece := _piece(item)) is not None) if isinstance(told, list) else ()


def _piece(item: Any) -> Evidence | None:
    try:
        match item["kind"]:
            case "quote":
                at = datetime.fromisoformat(item["fetched_at"])
                return Quote(item["url"], at, item["sha256"], item["start"], item["end"], item["words"])
            case "absence":
                return Absence(item["sought"], tuple(item["pages"]))
            case "lookup":
                return Lookup(item["register"], item["edition"], item["asked"], item["answer"], item["url"])
            case _:
                return None
    except (KeyError, TypeError, ValueError):
        return None


def page_of(visit: Visit, quote: Quote) -> Page | None:
    """The page of a visit that a quote is from, whatever the guise it was shown in."""
    seen = (*visit.pages, *(view.page for view in visit.views if view.page is not None))
    same = [page for page in seen if page.url == quote.url]
    return next((page for page in same if page.sha256 == quote.sha256), same[0] if same else None)


def passage(visit: Visit, quote: Quote, around: int = 220) -> Passage:
    """The quote with up to `around` characters on each side, cut between words."""
    page = page_of(visit, quote)
    if page is None or not quote.holds_on(page):
        return Passage("", quote.words, "", holds=False)
    before = page.text[max(0, quote.start - around) : quote.start]
    after = page.text[quote.end : quote.end + around]
    if quote.start > around:
        before = "… " + before.partition(" ")[2]
    if quote.end + around < len(page.text):
        after = after.rpartition(" ")[0] + " …"
    return Passage(before, quote.words, after, holds=True)
