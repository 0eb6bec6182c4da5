"""The evidence of a verdict as numbered exhibits, each checked again against the saved visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from crawler.visit import Page, Visit, digest
from ui.contract import AbsenceJson, LookupJson, QuoteJson

_AROUND = 160  # characters of the page shown before and after a quotation: enough for the sentence it stands in
_LONG = 1200  # characters of a quotation in print, a third of a page; the verdict object holds all of it
_MOST_PAGES = 12  # a visit of one person reads no more


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence. `kind`: quote, absence or lookup. `holds`: a quotation stands so in the saved page."""

    number: int
    kind: str
    words: str
    before: str = ""
    after: str = ""
    left_out: int = 0
    url: str = ""
    at: str = ""
    sha256: str = ""
    start: int = 0
    end: int = 0
    holds: bool = False
    pages: tuple[str, ...] = ()
    register: str = ""
    edition: str = ""
    asked: str = ""


class Numbered:
    """Numbers exhibits in the order in which they come."""

    def __init__(self, visit: Visit | None) -> None:
        self._pages = {(page.url, page.sha256): page for page in texts(visit)} if visit else {}
        self._count = 0

    def exhibit(self, item: QuoteJson | AbsenceJson | LookupJson) -> Exhibit:
        self._count += 1
        match item["kind"]:
            case "quote":
                return self._quote(item)
            case "absence":
                return Exhibit(self._count, "absence", item["sought"], pages=tuple(item["pages"][:_MOST_PAGES]))
            case "lookup":
                return Exhibit(
                    self._count, "lookup", item["answer"], url=item["url"],
                    register=item["register"], edition=item["edition"], asked=item["asked"],
                )  # fmt: skip
        assert_never(item["kind"])

    def _quote(self, item: QuoteJson) -> Exhibit:
        page = self._pages.get((item["url"], item["sha256"]))
        start, end, words = item["start"], item["end"], item["words"]
        holds = page is not None and stands(item, page)
        around = page.text if page is not None and holds else ""
        return Exhibit(
            number=self._count,
            kind="quote",
            words=words[:_LONG],
            before=_before(around[max(0, start - _AROUND) : start]),
            after=_after(around[end : end + _AROUND]),
            left_out=max(0, len(words) - _LONG),
            url=item["url"],
            at=item["fetched_at"],
            sha256=item["sha256"],
            start=start,
            end=end,
            holds=holds,
        )


def stands(item: QuoteJson, page: Page) -> bool:
    """Whether a quotation is what stands at its place on a page, by address, text and hash."""
    there = page.text[item["start"] : item["end"]] == item["words"] != ""
    return there and page.url == item["url"] and digest(page.text) == item["sha256"]


def texts(visit: Visit) -> Iterator[Page]:
    """The pages that were read, then those read in another guise."""
    yield from visit.pages
    yield from (view.page for view in visit.views if view.page is not None)


def _before(text: str) -> str:
    """What stands before a quotation, on one line, beginning with a whole word."""
    told = _line(text if len(text) < _AROUND else text.partition(" ")[2] or text)
    return f"… {told} " if told else ""


def _after(text: str) -> str:
    told = _line(text if len(text) < _AROUND else text.rpartition(" ")[0] or text)
    return f" {told} …" if told else ""


def _line(text: str) -> str:
    return " · ".join(line for part in text.splitlines() if (line := " ".join(part.split())))
