"""Every column of every exported table: name, type, unit and source, said once for files, screens and the data card.

Columns bear the names of the verdict object (`ui.contract`); what stands beside it (the visit) says so in its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VISIT, VERDICT, RULES, MADE = "the visit", "the verdict object", "the rulebook", "made for the export"


class Kind(StrEnum):
    """What a column holds; how each is written stands with the formats."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"  # exact; JSON Lines has it as a string, as the verdict object does
    MOMENT = "moment"  # UTC, to the second
    WORDS = "words"  # a list of texts
    OBJECTS = "objects"  # a list of objects, as its JSON


@dataclass(frozen=True, slots=True)
class Column:
    """`unit`: what a value counts or is written in. `empty`: whether a row may have none."""

    name: str
    kind: Kind
    words: str
    unit: str
    source: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`key`: the columns that together name a row."""

    name: str
    words: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _text(name: str, words: str, source: str = VERDICT, unit: str = "words", empty: bool = False) -> Column:
    return Column(name, Kind.TEXT, words, unit, source, empty)


_CASE = _text(
    "case",
    "Names the verdict in every table: the first 16 hex digits of the SHA-256 of visit file digest, rulebook and "
    "buyer's country. The same case bears the same name in every archive.",
    MADE,
    "hex digits",
)
_SITE = _text("site", "Registrable domain that was judged.", unit="domain name")
_BUYER = _text(
    "buyer_country",
    "Where the buyer lives, whose rules were applied; empty: no country's rules were.",
    unit="ISO 3166-1 alpha-2",
    empty=True,
)
_JUDGED = Column("judged_at", Kind.MOMENT, "When the visit was judged.", "UTC, ISO 8601", VERDICT)
_RULEBOOK = _text("rulebook", "Digest of the checks, law and data that judged.", RULES, "hex digits")

VERDICTS = Table(
    "verdicts",
    "One row for each visit of a site, judged under one rulebook for one buyer's country.",
    (
        _CASE,
        _SITE,
        _text("url", "Address the visit set out for.", unit="URL"),
        _BUYER,
        _JUDGED,
        _RULEBOOK,
        _text("headline", "The verdict in one dated sentence."),
        _text(
            "role",
            "What the site does: seller, telehealth, referral, doorway, price_comparison, information, other_shop, "
            "parked, blocked, unreachable, unknown.",
            unit="one of eleven words",
        ),
        _text(
            "verdict",
            "flagged, caution, unverified, verified, not_a_seller or unreadable; what each means stands in the data "
            "card. None says that a site is lawful or unlawful.",
            unit="one of six words",
        ),
        Column("risk_low", Kind.INTEGER, "Estimated risk if all that was not seen were harmless.", "0 to 100", VERDICT),
        Column(
            "risk_high", Kind.INTEGER, "Estimated risk if all that was not seen spoke against it.", "0 to 100", VERDICT
        ),
        Column("flags", Kind.WORDS, "Checks that answered yes, in the verdict's order.", "ids of checks", VERDICT),
        Column("pages_read", Kind.INTEGER, "Pages of the site that were read (coverage).", "pages", VERDICT, True),
        Column("kinds_read", Kind.WORDS, "Kinds of pages that were read (coverage).", "kinds of pages", VERDICT),
        Column(
            "kinds_missing", Kind.WORDS, "Kinds a full answer needs and that were not read.", "kinds of pages", VERDICT
        ),
        Column("languages", Kind.WORDS, "Languages of the pages read (coverage).", "ISO 639-1", VERDICT),
        Column("addresses", Kind.WORDS, "Postal addresses the site gives as its own, as written.", "words", VERDICT),
        Column("licences", Kind.WORDS, "Licence numbers the site gives as its own, as written.", "words", VERDICT),
        Column("seals", Kind.WORDS, "Seals shown by the site.", "words", VERDICT),
        Column("phones", Kind.WORDS, "Phone numbers the site gives as its own.", "phone numbers", VERDICT),
        Column("prices_found", Kind.INTEGER, "Rows of this case in the table of prices.", "rows", MADE),
        Column("visit_started_at", Kind.MOMENT, "When the visit began.", "UTC, ISO 8601", VISIT),
        Column(
            "visit_ended_at",
            Kind.MOMENT,
            "When the visit ended; the verdict is about this time.",
            "UTC, ISO 8601",
            VISIT,
        ),
        _text("visit_outcome", "How the visit ended: read, blocked, timed_out and others.", VISIT, "one word"),
        _text(
            "warc_sha256",
            "SHA-256 of the WARC file of the visit, by which its evidence is found again.",
            VISIT,
            "hex digits",
        ),
    ),
    ("case",),
)

FINDINGS = Table(
    "findings",
    "One row for each question that was asked about a case, whatever its answer.",
    (
        _CASE,
        _SITE,
        _BUYER,
        _JUDGED,
        _RULEBOOK,
        _text("check", "Id of the check; what it asks stands in rulebook.json.", RULES, "id"),
        _text("family", "Checks of one family look at the same side of a site.", RULES, "id"),
        _text(
            "answer",
            "yes (the red flag is present), no, unknown (could not be seen), not_applicable or error.",
            unit="one of five words",
        ),
        Column(
            "weight",
            Kind.NUMBER,
            "What this answer adds to the risk; 0 unless yes.",
            "natural log of a capped likelihood ratio",
            VERDICT,
        ),
        _text("why", "One sentence of reasons; it may quote the site."),
        Column("evidence", Kind.OBJECTS, "Quotes, absences and look-ups (rxverdict.verdict/1).", "JSON list", VERDICT),
    ),
    ("case", "check"),
)

PRICES = Table(
    "prices",
    "One row for each price on offer that was read.",
    (
        _CASE,
        _SITE,
        _BUYER,
        _JUDGED,
        Column("position", Kind.INTEGER, "Place of the price in the verdict object, from 1.", "count", MADE),
        _text("product", "The product as the site names it."),
        _text("drug", "Id of the drug that the product was recognised as.", unit="id"),
        Column("strength_mg", Kind.DECIMAL, "Strength of one unit; empty: not stated.", "mg", VERDICT, True),
        Column("quantity", Kind.DECIMAL, "Units in the pack; empty: not stated.", "capsules or tablets", VERDICT, True),
        Column("total", Kind.DECIMAL, "Price of the pack; empty: not stated.", "`currency`", VERDICT, True),
        _text("currency", "Currency of the amounts; empty: not stated.", unit="ISO 4217", empty=True),
        Column("per_unit", Kind.DECIMAL, "Price of one unit; empty: not stated.", "`currency`", VERDICT, True),
        _text("url", "The page that shows the price.", unit="URL"),
    ),
    ("case", "position"),
)

TABLES = (VERDICTS, FINDINGS, PRICES)


def table(name: str) -> Table:
    """The table of this name. Raises KeyError."""
    return {one.name: one for one in TABLES}[name]
