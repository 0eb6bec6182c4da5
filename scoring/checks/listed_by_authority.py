"""Named by an authority under this very domain. A letter is about its owner at that date, and about what it says.

Letters about unlawful sale decide while the name has the same owner; letters about advertising, lists of monitors and
old entries of names that may have changed hands are shown and count as a weak sign.
"""

from __future__ import annotations

from datetime import date

from data.world import ListedDomain, World
from scoring.facts import Facts
from scoring.model import Answer, Finding, Lookup, Strength, check

_NAME = "listed_by_authority"
# Topics that are about the sale itself (listed_domains.csv).
_SALE = frozenset(
    {
        "unlawful_drug_sale_online",
        "illegal_online_pharmacy",
        "controlled_drugs_online",
        "unapproved_or_misbranded_drugs",
    }
)
_NOT_AN_AUTHORITY, _READ_FIRST, _OTHER_FORM = "not an authority", "read the letter", "topical"
# Fittler 2013: 49 % of the sites were alive after four years; older rows are mostly dead or re-registered names.
_YEARS = 4


@check(
    asks="Has an authority named this domain for unlawful sale of medicines?",
    why="Authorities name a domain after looking at it; their lists cover only a few per cent of what people meet, "
    "so absence says nothing.",
    sign="a listing by an authority under this domain",
    family="lists",
    strength=Strength.DECISIVE,
    source="FDA warning letters; US Department of Justice; MHRA (guidance.csv, official_lists)",
    fooled_by="dropped names with a new owner; letters about advertising claims",
)
def listed_by_authority(facts: Facts, world: World) -> Finding:
    rows = world.listed(facts.visit.site)
    if not rows:
        newest = max((_day(row) for row in world.listed_domains), default="")
        checked = Lookup("listed domains of public documents", newest, facts.visit.site, "not listed")
        return Finding(
            _NAME,
            Answer.NO,
            "Not in the documents at hand; such lists cover only a few per cent of all sites.",
            (checked,),
        )
    evidence = tuple(Lookup(row.authority, _day(row), facts.visit.site, row.document, _url(row)) for row in rows[:3])
    decisive = [row for row in rows if _decides(row, facts)]
    row = (decisive or list(rows))[0]
    if decisive:
        return Finding(
            _NAME, Answer.YES, f"{row.authority} named this domain in public: {row.document} ({_day(row)}).", evidence
        )
    why = f"{row.authority} named this domain ({_day(row)}): {row.document}. {_doubt(row, facts)}"
    return Finding(_NAME, Answer.YES, why, evidence, Strength.SOFT)


def _decides(row: ListedDomain, facts: Facts) -> bool:
    about_sale = row.topic in _SALE and not any(words in row.note for words in (_NOT_AN_AUTHORITY, _READ_FIRST))
    return about_sale and row.source.seen and _OTHER_FORM not in row.document and _same_owner(row, facts)


def _same_owner(row: ListedDomain, facts: Facts) -> bool:
    """The name was registered before the document and since; without registration data, a recent document will do."""
    named = _date(_day(row))
    registered = facts.visit.outside.registered
    if registered is not None:
        return registered.date() <= named
    return (facts.visit.ended_at.date() - named).days <= _YEARS * 365


def _doubt(row: ListedDomain, facts: Facts) -> str:
    if _NOT_AN_AUTHORITY in row.note:
        return "This is a monitor, not an authority."
    if _READ_FIRST in row.note:
        return "Many letters of that day were about advertising: read the letter."
    return "The entry is about the owner at that time, or about another product; it may not fit today's site."


def _day(row: ListedDomain) -> str:
    return row.date or row.source.date


def _url(row: ListedDomain) -> str:
    return row.source.words if row.source.words.startswith("http") else ""


def _date(words: str) -> date:
    """An ISO date; for a year or a month its last days, so that the doubt goes to the site."""
    parts = [int(part) for part in words.split("-")]
    year, month, day = (*parts, *(12, 28)[len(parts) - 1 :])[:3]
    return date(year, month, day)
