"""Kept cases as rows of the exported tables, values in the order of the columns; nothing here knows a file format."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, TypeAlias, cast

from data.kept import VerdictRow, VisitRow
from ui.columns import FINDINGS, PRICES, VERDICTS
from ui.contract import FactsJson, FindingJson, PriceJson, VerdictJson

# A list of objects is carried as its JSON: no format but JSON Lines has a type for it.
Value: TypeAlias = str | int | float | Decimal | datetime | tuple[str, ...] | None
Values: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class CaseRows:
    """What one case adds to each table. `whole`: False when its verdict object could not be read."""

    verdict: Values
    findings: tuple[Values, ...]
    prices: tuple[Values, ...]
    whole: bool

    def of(self, table: str) -> tuple[Values, ...]:
        """The rows for the table of this name."""
        return {VERDICTS.name: (self.verdict,), FINDINGS.name: self.findings, PRICES.name: self.prices}[table]


def case_id(warc_sha256: str, rulebook: str, buyer_country: str) -> str:
    """What names a verdict everywhere: these three are one case, and the archive keeps it once."""
    return sha256(f"{warc_sha256}\n{rulebook}\n{buyer_country}".encode()).hexdigest()[:16]


def rows_of(verdict: VerdictRow, visit: VisitRow) -> CaseRows:
    """The rows of a case. A verdict object that cannot be read leaves what stands in the archive's own columns."""
    told = _document(verdict.document)
    case = case_id(visit.warc_sha256, verdict.rulebook, verdict.buyer_country)
    judged = _second(verdict.judged_at)
    head: Values = (case, verdict.site, verdict.buyer_country, judged)
    if told is None:
        return CaseRows(_verdict(case, judged, verdict, visit, None), (), (), False)
    findings = tuple((*head, verdict.rulebook, *_finding(found)) for found in told["findings"])
    prices = tuple((*head, place, *_price(price)) for place, price in enumerate(told["prices"], 1))
    return CaseRows(_verdict(case, judged, verdict, visit, told), findings, prices, True)


def _document(text: str) -> VerdictJson | None:
    with suppress(ValueError):
        told: Any = json.loads(text)
        if isinstance(told, dict) and {"findings", "prices", "coverage", "facts"} <= told.keys():
            return cast("VerdictJson", told)
    return None


def _verdict(case: str, judged: datetime, row: VerdictRow, visit: VisitRow, told: VerdictJson | None) -> Values:
    head: Values = (case, row.site, row.url, row.buyer_country, judged, row.rulebook, row.headline, row.role)
    made: Values = (row.verdict, row.risk_low, row.risk_high)
    times: Values = (_second(visit.started_at), _second(visit.ended_at), visit.outcome, visit.warc_sha256)
    return (*head, *made, *(_seen(told) if told else _UNSEEN), *times)


_UNSEEN: Values = ((), None, (), (), (), (), (), (), (), 0)


def _seen(told: VerdictJson) -> Values:
    flags = tuple(found["check"] for found in told["findings"] if found["answer"] == "yes")
    coverage, facts = told["coverage"], told["facts"]
    read = (tuple(coverage["kinds_read"]), tuple(coverage["kinds_missing"]), tuple(coverage["languages"]))
    return (flags, coverage["pages_read"], *read, *_facts(facts), len(told["prices"]))


def _facts(facts: FactsJson) -> Values:
    return tuple(facts["addresses"]), tuple(facts["licences"]), tuple(facts["seals"]), tuple(facts["phones"])


def _finding(found: FindingJson) -> Values:
    evidence = json.dumps(found["evidence"], ensure_ascii=False, separators=(",", ":"))
    return found["check"], found["family"], found["answer"], float(found["weight"]), found["why"], evidence


def _price(price: PriceJson) -> Values:
    strength, quantity = _number(price["strength_mg"]), _number(price["quantity"])
    money = (_number(price["total"]), price["currency"], _number(price["per_unit"]))
    return price["product"], price["drug"], strength, quantity, *money, price["url"]


def _number(text: str | None) -> Decimal | None:
    """None also for what is no number: a price cannot be guessed."""
    if text is None:
        return None
    with suppress(InvalidOperation):
        number = Decimal(text)
        return number if number.is_finite() else None
    return None


def _second(at: datetime) -> datetime:
    """To the second, as the verdict object tells times."""
    return at.astimezone(UTC).replace(microsecond=0)
