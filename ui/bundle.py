"""A case as one archive that can be checked without us: the visit's file, the verdict, every page's text, the record of
who did what and when, and a manifest of SHA-256 sums.

The archive is a plain zip in one canonical form: entries stored, in order of their names, with one fixed date and
nothing else. So the same case gives the same bytes, and any archive that is not in this form was touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from crawler.pictures import Picture
from crawler.visit import Page, Visit
from data.kept import ReviewRow
from ui.contract import VerdictJson, stamp
from ui.dossier_case import VISIT_FILE, CaseFile
from ui.exhibits import stands, texts
from ui.reviewing import standing

SCHEMA = "rxverdict.bundle/1"
MANIFEST = "MANIFEST.sha256"
VERDICT, QUOTES, PAGES, REVIEWS, CUSTODY, REPORT, README = (
    "verdict.json", "quotes.json", "pages.json", "reviews.json", "custody.json", "report.html", "README.txt",
)  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16

_README = """\
A case of rxverdict: {site}, as seen on {seen}.

This is what a program read on the pages of a website, and what it concluded by published rules. It is not a finding of
law. report.html tells it in words, and opens in any browser without a network.

  visit.warc.gz    every request and answer of the visit as they came (WARC 1.1)
  verdict.json     the verdict object, byte for byte as it was kept
  quotes.json      every quotation: the check it speaks for, the page, the time, the place, the words
  pages/*.txt      the text of each page that was read; its SHA-256 is the one that quotations name
  pages.json       which text is which page
  screenshots/     pictures of pages, where a browser drew them
  reviews.json     what people decided, objected, handed on and visited again, with its hashes
  custody.json     who visited when and with what, what was judged by which rules, and the sums of it all

To check it without rxverdict, in the unpacked folder:

  sha256sum --check --strict MANIFEST.sha256
  sha256sum pages/*.txt                        (compare with quotes.json)

With rxverdict, which also compares everything with the file of the visit and judges the visit again:

  rxverdict report --verify BUNDLE.zip --digest SHA256

Sums inside an archive protect against accident. Against intent, compare with a sum that was noted somewhere else when
the archive was made: SHA256 above is that of the archive, or of MANIFEST.sha256 when it was packed anew.
"""


class NotWhole(Exception):
    """A case that cannot be made into a bundle, because its evidence is not at hand or not what it was."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """`content`: the archive; `digest`: its SHA-256; `manifest`: that of its list of sums."""

    content: bytes
    digest: str
    manifest: str


def bundle(case: CaseFile, report: str) -> Sealed:
    """The case as an archive. `report`: its dossier as HTML. Same case, same bytes. Raises NotWhole."""
    if case.visit is None or case.trouble:
        raise NotWhole(f"{case.trouble} A bundle without its evidence would prove nothing, so none was written.")
    document = case.row.document.encode()
    files = {
        VISIT_FILE: case.warc,
        VERDICT: document,
        REPORT: report.encode("utf-8", "replace"),
        REVIEWS: _json([review_json(review) for review in case.reviews]),
        README: _README.format(site=case.row.site, seen=stamp(case.visited.ended_at)).encode(),
        **derived(case.visit, case.document, case.pictures),
    }  # fmt: skip
    files[CUSTODY] = _json(_custody(case, case.visit, files))
    files[MANIFEST] = manifest(files)
    content = pack(files)
    return Sealed(content, digest(content), digest(files[MANIFEST]))


def derived(visit: Visit, verdict: VerdictJson, pictures: Iterable[Picture]) -> dict[str, bytes]:
    """The files that follow from visit and verdict alone, by name: whoever has these two can make them again."""
    read = tuple(texts(visit))
    names = [f"pages/{number:02}.txt" for number in range(1, len(read) + 1)]
    listed = [_page(name, page) for name, page in zip(names, read, strict=True)]
    files = {name: page.text.encode("utf-8", "surrogatepass") for name, page in zip(names, read, strict=True)}
    files |= {f"screenshots/{number:02}.jpg": shot.jpeg for number, shot in enumerate(pictures, 1)}
    return files | {PAGES: _json(listed), QUOTES: _json(list(_quotes(verdict, dict(zip(names, read, strict=True)))))}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The sums of all files but the manifest's own, as `sha256sum` writes and reads them, by name."""
    names = sorted(name for name in files if name != MANIFEST)
    return "".join(f"{digest(files[name])}  {name}\n" for name in names).encode()


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip in the canonical form of the module's docstring."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE  # whatever system packs it
            archive.writestr(entry, files[name])
    return made.getvalue()


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def review_json(review: ReviewRow) -> dict[str, Any]:
    """A row of the chain with everything its hash covers; `at` to the microsecond, as it is hashed."""
    return asdict(review) | {"at": review.at.isoformat(timespec="microseconds"), "links": list(review.links)}


def _quotes(verdict: VerdictJson, pages: Mapping[str, Page]) -> Iterator[dict[str, Any]]:
    """Every quotation with the file in which it stands; empty: it stands in none."""
    for finding in verdict["findings"]:
        for item in finding["evidence"]:
            if item["kind"] == "quote":
                where = next((name for name, page in pages.items() if stands(item, page)), "")
                yield {"check": finding["check"], "answer": finding["answer"], "file": where, **item}


def _page(name: str, page: Page) -> dict[str, Any]:
    return {
        "file": name,
        "url": page.url,
        "asked": page.asked,
        "fetched_at": stamp(page.fetched_at),
        "status": page.status,
        "kind": page.kind,
        "sha256": page.sha256,
        "rendered": page.rendered,
        "screenshot": page.screenshot,
    }


def _custody(case: CaseFile, visit: Visit, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Who did what, when, with what, and the sums of what came of it."""
    return {
        "schema": SCHEMA,
        "site": case.row.site,
        "visited": {
            "asked_for": case.visited.url,
            "by": visit.agent,
            "from": stamp(case.visited.started_at),
            "to": stamp(case.visited.ended_at),
            "outcome": case.visited.outcome,
            "partial": visit.partial,
            "redirects": list(visit.redirects),
            "file": VISIT_FILE,
            "sha256": case.visited.warc_sha256,
        },
        "judged": {
            "at": stamp(case.row.judged_at),
            "rulebook": case.row.rulebook,
            "buyer_country": case.row.buyer_country,
            "verdict_id": case.row.id,
            "file": VERDICT,
            "sha256": digest(files[VERDICT]),
        },
        "reviewed": {
            "stands": standing(case.reviews, case.changed).state,
            "rows_about_this_case": len(case.reviews),
            "rows_in_the_archive": case.head.count,
            "head": case.head.hash,
            "file": REVIEWS,
            "sha256": digest(files[REVIEWS]),
        },
        "sums": {name: digest(files[name]) for name in sorted(files)},
    }


def _json(value: object) -> bytes:
    """JSON for people and programs alike. ASCII: page words may hold halves of surrogate pairs, which UTF-8 refuses."""
    return (json.dumps(value, indent=1, ensure_ascii=True) + "\n").encode()
