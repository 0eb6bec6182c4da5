"""The verdict object that leaves the house: `rxverdict.verdict/1`, its types, and its JSON Schema.

These types only describe JSON; the schema in docs/verdict.schema.json is generated from them and a test keeps it fresh.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final, Literal, assert_never

from typing_extensions import TypedDict  # pydantic reads typing.TypedDict only from Python 3.12 on

from crawler.visit import Quote
from scoring.model import Absence, Answer, Evidence, Lookup, PriceRow, Role, Verdict, VerdictClass, Weighed

SCHEMA: Final = "rxverdict.verdict/1"


class QuoteJson(TypedDict):
    """These words stood on this page: `text[start:end]` of the page text whose SHA-256 is given."""

    kind: Literal["quote"]
    url: str
    fetched_at: str
    sha256: str
    start: int
    end: int
    words: str


class AbsenceJson(TypedDict):
    kind: Literal["absence"]
    sought: str
    pages: list[str]


class LookupJson(TypedDict):
    kind: Literal["lookup"]
    register: str
    edition: str
    asked: str
    answer: str
    url: str


class FindingJson(TypedDict):
    check: str
    family: str
    answer: Answer
    weight: float  # natural log of the capped likelihood ratio that this answer adds; 0 unless yes
    why: str
    evidence: list[QuoteJson | AbsenceJson | LookupJson]


class PriceJson(TypedDict):
    """Decimal strings, or null where the page does not say. `currency` is ISO 4217."""

    product: str
    drug: str
    strength_mg: str | None
    quantity: str | None
    total: str | None
    currency: str | None
    per_unit: str | None
    url: str


class CoverageJson(TypedDict):
    pages_read: int
    kinds_read: list[str]
    kinds_missing: list[str]
    languages: list[str]


class FactsJson(TypedDict):
    """Of the site itself, as written; never a regulator's or a courier's."""

    addresses: list[str]
    licences: list[str]
    seals: list[str]
    phones: list[str]


class VerdictJson(TypedDict):
    schema: Literal["rxverdict.verdict/1"]
    url: str
    site: str
    buyer_country: str
    judged_at: str
    rulebook: str
    headline: str
    role: Role
    verdict: VerdictClass
    risk_low: int
    risk_high: int
    coverage: CoverageJson
    findings: list[FindingJson]
    prices: list[PriceJson]
    facts: FactsJson


def document(verdict: Verdict) -> VerdictJson:
    """A verdict as the JSON object of the contract, keys in the contract's order."""
    return {
        "schema": SCHEMA,
        "url": verdict.url,
        "site": verdict.site,
        "buyer_country": verdict.buyer_country,
        "judged_at": stamp(verdict.judged_at),
        "rulebook": verdict.rulebook,
        "headline": verdict.headline,
        "role": verdict.role,
        "verdict": verdict.verdict,
        "risk_low": verdict.risk_low,
        "risk_high": verdict.risk_high,
        "coverage": {
            "pages_read": verdict.coverage.pages_read,
            "kinds_read": list(verdict.coverage.kinds_read),
            "kinds_missing": list(verdict.coverage.kinds_missing),
            "languages": list(verdict.coverage.languages),
        },
        "findings": [_finding(weighed) for weighed in verdict.findings],
        "prices": [_price(row) for row in verdict.prices],
        "facts": {
            "addresses": list(verdict.facts.get("addresses", ())),
            "licences": list(verdict.facts.get("licences", ())),
            "seals": list(verdict.facts.get("seals", ())),
            "phones": list(verdict.facts.get("phones", ())),
        },
    }


def dumps(verdict: Verdict) -> str:
    """One line of JSON: same verdict, same bytes."""
    return json.dumps(document(verdict), ensure_ascii=False, separators=(",", ":"))


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the verdict object."""
    from pydantic import TypeAdapter

    made = TypeAdapter(VerdictJson).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}


def stamp(at: datetime) -> str:
    """A time as ISO 8601 in UTC with a Z, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _finding(weighed: Weighed) -> FindingJson:
    return {
        "check": weighed.card.id,
        "family": weighed.card.family,
        "answer": weighed.finding.answer,
        "weight": weighed.weight,
        "why": weighed.finding.why,
        "evidence": [_evidence(item) for item in weighed.finding.evidence],
    }


def _evidence(item: Evidence) -> QuoteJson | AbsenceJson | LookupJson:
    match item:
        case Quote():
            return {
                "kind": "quote",
                "url": item.url,
                "fetched_at": stamp(item.fetched_at),
                "sha256": item.sha256,
                "start": item.start,
                "end": item.end,
                "words": item.words,
            }
        case Absence():
            return {"kind": "absence", "sought": item.sought, "pages": list(item.pages)}
        case Lookup():
            return {
                "kind": "lookup",
                "register": item.register,
                "edition": item.edition,
                "asked": item.asked,
                "answer": item.answer,
                "url": item.url,
            }
    assert_never(item)


def _price(row: PriceRow) -> PriceJson:
    return {
        "product": row.product,
        "drug": row.drug,
        "strength_mg": _money(row.strength_mg),
        "quantity": _money(row.quantity),
        "total": _money(row.total),
        "currency": row.currency,
        "per_unit": _money(row.per_unit),
        "url": row.url,
    }


def _money(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
