"""The words of judgement: answers, evidence, checks, findings, verdicts.

A check is a pure function over Facts and World, decorated with its card. The card is what people read about the check,
and where its strength stands; the law in `scoring.verdict` does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from crawler.visit import PageKind, Quote

T = TypeVar("T")

if TYPE_CHECKING:
    from data.world import World
    from scoring.facts import Facts


class Answer(StrEnum):
    YES = "yes"  # the red flag is present
    NO = "no"  # looked where it would stand, not there
    UNKNOWN = "unknown"  # could not see
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"  # the check itself failed


class Strength(StrEnum):
    DECISIVE = "decisive"
    STRONG = "strong"
    SOFT = "soft"


class Role(StrEnum):
    SELLER = "seller"
    TELEHEALTH = "telehealth"
    REFERRAL = "referral"
    DOORWAY = "doorway"
    PRICE_COMPARISON = "price_comparison"
    INFORMATION = "information"
    OTHER_SHOP = "other_shop"
    PARKED = "parked"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


class VerdictClass(StrEnum):
    FLAGGED = "flagged"
    CAUTION = "caution"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    NOT_A_SELLER = "not_a_seller"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Absence:
    """`sought` was looked for on these pages and not found."""

    sought: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """A register, list or table of ours was asked."""

    register: str
    edition: str  # ISO date of the edition asked
    asked: str
    answer: str
    url: str = ""


Evidence: TypeAlias = Quote | Absence | Lookup


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value and the words it was read from."""

    value: T
    quote: Quote


@dataclass(frozen=True, slots=True)
class Card:
    """What a check asks and how much its yes weighs. `flag` names the row of likelihoods.csv that weighs it."""

    id: str
    asks: str
    why: str
    sign: str  # what a yes shows signs of, as the headline says it: "an offer without a prescription"
    family: str
    strength: Strength
    source: str
    fooled_by: str
    flag: str
    looks_at: frozenset[PageKind]  # pages that would show it; the others cannot change the answer


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check. A yes needs evidence; `strength` may be weaker than the card says, never stronger."""

    check: str
    answer: Answer
    why: str
    evidence: tuple[Evidence, ...] = ()
    strength: Strength | None = None  # None: the card's


@dataclass(frozen=True, slots=True)
class Check:
    card: Card
    ask: Callable[[Facts, World], Finding]


def check(
    *,
    asks: str,
    why: str,
    sign: str,
    family: str,
    strength: Strength,
    source: str,
    fooled_by: str,
    flag: str = "",
    looks_at: frozenset[PageKind] = frozenset(),
) -> Callable[[Callable[[Facts, World], Finding]], Check]:
    """Make a function a check. Its name is its id; its module's docstring is what people read.

    Raises ValueError when the card has an empty line: a check that cannot say why it matters is not one.
    """

    def make(ask: Callable[[Facts, World], Finding]) -> Check:
        name = ask.__name__
        for what, words in (("asks", asks), ("why", why), ("sign", sign), ("source", source), ("fooled_by", fooled_by)):
            if not words.strip():
                raise ValueError(f"check {name}: empty {what}")
        if not re.fullmatch(r"[a-z_]{4,60}", name):
            raise ValueError(f"check {name}: the id must be lower-case words")
        return Check(Card(name, asks, why, sign, family, strength, source, fooled_by, flag, looks_at), ask)

    return make


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read and what was known but not read."""

    pages_read: int
    kinds_read: tuple[PageKind, ...]
    kinds_missing: tuple[PageKind, ...]  # kinds a full answer needs and that were not read
    languages: tuple[str, ...]
    kinds_unread: tuple[PageKind, ...] = ()  # kinds of pages the site links to, but that were not read


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price on offer. Money in `currency` (ISO 4217), strength in mg per unit; None: not stated."""

    product: str
    drug: str
    strength_mg: Decimal | None
    quantity: Decimal | None
    total: Decimal | None
    currency: str | None
    per_unit: Decimal | None
    url: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding and what the law made of it: `weight` is the capped log-likelihood ratio it adds (natural log)."""

    finding: Finding
    card: Card
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    url: str
    site: str
    buyer_country: str
    judged_at: datetime
    rulebook: str
    headline: str
    role: Role
    verdict: VerdictClass
    risk_low: int  # 0..100
    risk_high: int  # 0..100
    coverage: Coverage
    findings: tuple[Weighed, ...]
    prices: tuple[PriceRow, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # addresses, licences, seals, phones
    because: tuple[str, ...] = ()  # ids of the checks that decided, in order
