"""The rows of the World, first part: the drug, its prices, pharmacy brands, figures, phrases.

Every row carries its `Source`. What states and schemes say is in `data.official`.

Countries are ISO 3166 alpha-2 codes, languages ISO 639-1, currencies ISO 4217, strengths milligrams, money Decimal.
An empty string, an empty tuple or None means "not known", never "no".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DatedBy = Literal["source", "collected"]
Status = Literal["seen", "unverified"]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so. `date` is YYYY, YYYY-MM or YYYY-MM-DD; `dated_by` tells whose date it is: the source's or ours."""

    words: str
    date: str
    dated_by: DatedBy
    status: Status

    @property
    def seen(self) -> bool:
        """False for a row that nobody has confirmed: show it, but never let it decide."""
        return self.status == "seen"


@dataclass(frozen=True, slots=True)
class DrugName:
    name: str
    language: str  # empty: none in particular; several are joined by "|"
    kind: str  # inn, inn_without_accents, synonym, misspelling, brand_misspelling
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brand:
    name: str
    country: str  # "multi": several countries
    strengths_mg: tuple[Decimal, ...]
    form: Literal["oral", "topical", "oral_or_unspecified"]
    market: Literal["current", "historic", "withdrawn", "unclear"]
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Regimen:
    """One dosing, supply or impossible-product fact. `value` is a number, a range "a-b" or words."""

    topic: str
    market: str
    value: str
    unit: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    system: str
    code: str
    label: str
    scope: Literal["oral", "topical", "substance"]
    source: Source


@dataclass(frozen=True, slots=True)
class Drug:
    id: str
    names: tuple[DrugName, ...]
    brands: tuple[Brand, ...]
    regimen: tuple[Regimen, ...]
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Price:
    """One price seen. `unit_price` is per capsule; None: not stated."""

    market: str  # "INTL": a shop that sells everywhere
    product: str
    strength_mg: Decimal | None
    pack_units: Decimal | None
    pack_price: Decimal | None
    currency: str | None
    unit_price: Decimal | None
    price_type: str
    kind: Literal["genuine", "asked-by-unlicensed"]
    quality: Literal["good", "fair", "weak"]
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriceFloor:
    """The lowest genuine price of one capsule in one market. `edition` is the date of the newest price behind it."""

    market: str
    strength_mg: Decimal
    currency: str
    lowest_unit_price: Decimal
    half_of_lowest: Decimal | None
    confidence: Literal["good", "fair", "single_price"]
    basis: str  # price type of the lowest
    source: Source
    edition: str
    prices: int = 0  # how many prices stand behind it


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How often a flag was seen among rogue and among lawful sites (shares 0 to 1; None: not published)."""

    flag: str
    p_given_rogue: float
    p_given_legit: float | None
    n_rogue: int | None
    n_legit: int | None
    year: int | None
    basis: Literal["published", "measured"]
    source: Source
    suggested_use: str
    note: str


@dataclass(frozen=True, slots=True)
class BaseRate:
    quantity: str
    value: Decimal
    unit: str
    n: int | None
    source: Source
    basis: Literal["published", "measured", "choice"] = "published"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PharmacyBrand:
    """A pharmacy brand. `domain` is its own; empty: not known, so no domain may be called an imitation of it."""

    brand: str
    aliases: tuple[str, ...]
    domain: str
    country: str  # several are joined by "|"
    use_for_lookalike: Literal["yes", "exact_token_only", "no"]
    source: Source
    wikidata: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Cue words of one language; nested sections are joined by "." ("offer.cart")."""

    language: str
    sections: Mapping[str, tuple[str, ...]]
    source: Source


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """An assumed rate, for orders of magnitude in a report; never for a rule."""

    currency: str
    usd_per_unit: Decimal
    source: Source
    note: str = ""
