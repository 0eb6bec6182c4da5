"""Labelled sites: whole sites with the answers that a careful inspector would accept.

The format is JSON lines, one site a line; tests/truth/README.md describes the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from scoring.model import Answer, PriceRow, Role, VerdictClass

HONEST = frozenset({"legitimate", "telehealth", "information", "other-shop", "price-comparison", "parked"})
ROGUE = frozenset({"rogue", "doorway", "referral", "imitation"})


class LabelError(ValueError):
    """A label that cannot be used; the message names the field."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    url: str
    html: str
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuoteWanted:
    check: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    register: str
    number: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Label:
    """One site and what is expected of its verdict. `None` means: not tested."""

    id: str
    site: str
    url: str
    buyer_country: str
    language: str
    label: str
    family: str
    verdict_in: frozenset[VerdictClass]
    verdict_not: frozenset[VerdictClass]
    role_in: frozenset[Role]
    findings: Mapping[str, frozenset[Answer]]
    prices: tuple[PriceRow, ...] | None
    prices_complete: bool
    not_prices: tuple[Decimal, ...]
    facts: Mapping[str, tuple[str, ...]]
    quotes: tuple[QuoteWanted, ...]
    register_entries: tuple[RegisterRow, ...]
    pages: tuple[SavedPage, ...]

    @property
    def honest(self) -> bool:
        return self.label in HONEST

    @property
    def rogue(self) -> bool:
        return self.label in ROGUE


def label_from(row: Mapping[str, Any]) -> Label:
    """A Label from one decoded JSON line. Raises LabelError naming what is missing or wrong."""
    try:
        prices = row.get("prices")
        return Label(
            id=str(row["id"]),
            site=str(row["site"]),
            url=str(row["url"]),
            buyer_country=str(row.get("buyer_country") or ""),
            language=str(row.get("lang") or ""),
            label=str(row["label"]),
            family=str(row.get("family") or row["id"]),
            verdict_in=frozenset(VerdictClass(v) for v in row["verdict_in"]),
            verdict_not=frozenset(VerdictClass(v) for v in row.get("verdict_not") or ()),
            role_in=frozenset(Role(v) for v in row.get("role_in") or ()),
            findings={k: frozenset(Answer(a) for a in v) for k, v in (row.get("findings") or {}).items()},
            prices=None if prices is None else tuple(_price(p) for p in prices),
            prices_complete=bool(row.get("prices_complete")),
            not_prices=tuple(d for d in (_decimal(v) for v in row.get("not_prices") or ()) if d is not None),
            facts={k: tuple(v) for k, v in (row.get("facts") or {}).items() if v is not None},
            quotes=tuple(QuoteWanted(q["check"], q["url"], q["words"]) for q in row.get("quotes") or ()),
            register_entries=tuple(
                RegisterRow(r["register"], str(r.get("number") or ""), r.get("name") or "", r.get("domain") or "")
                for r in row.get("register_entries") or ()
            ),
            pages=tuple(
                SavedPage(p["url"], p["html"], int(p.get("status") or 200), p.get("headers") or {})
                for p in row["pages"]
            ),
        )
    except KeyError as error:
        raise LabelError(f"field {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise LabelError(str(error)) from error


def _price(row: Mapping[str, Any]) -> PriceRow:
    return PriceRow(
        product=str(row.get("product") or ""),
        drug=str(row.get("drug") or ""),
        strength_mg=_decimal(row.get("strength_mg")),
        quantity=_decimal(row.get("quantity")),
        total=_decimal(row.get("total")),
        currency=row.get("currency"),
        per_unit=_decimal(row.get("per_unit")),
        url=str(row.get("url") or ""),
    )


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation as error:
        raise LabelError(f"not a number: {value!r}") from error
