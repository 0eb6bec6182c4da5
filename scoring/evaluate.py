"""Verdicts against labels: recall, false flags and the rest, each with its 95 % bounds.

A measure is a count of hits among cases. Cases are sites (or price rows, addresses, quotes); a check is asked only
where the label says what is accepted.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from crawler.drugs import drug_words
from crawler.visit import Quote, Visit
from scoring.labels import Label
from scoring.match import address_matches, licence_matches, match_prices, overlaps
from scoring.model import Answer, Verdict, VerdictClass

_Z = 1.96  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `cases`."""

    hits: int
    cases: int

    @property
    def share(self) -> float:
        return self.hits / self.cases if self.cases else math.nan

    @property
    def bounds(self) -> tuple[float, float]:
        """Wilson's 95 % interval (Wilson 1927); (0, 1) without cases."""
        if not self.cases:
            return 0.0, 1.0
        n, p = self.cases, self.share
        middle, spread = p + _Z**2 / (2 * n), _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + _Z**2 / n)), min(1.0, (middle + spread) / (1 + _Z**2 / n))


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled site and what was said of it."""

    label: Label
    verdict: Verdict
    visit: Visit


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that came out otherwise than labelled."""

    measure: str
    site: str
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    rates: dict[str, Rate]  # by name of the measure, in order
    misses: tuple[Miss, ...]
    quotes_per_finding: float  # median over yes findings with quotes


class _Count:
    def __init__(self) -> None:
        self.hits: dict[str, int] = defaultdict(int)
        self.cases: dict[str, int] = defaultdict(int)
        self.misses: list[Miss] = []

    def add(self, names: Iterable[str], hit: bool, good: bool, site: str = "", wanted: str = "", got: str = "") -> None:
        """Count one case under each name; `good` False names it among the misses."""
        names = tuple(names)
        for name in names:
            self.cases[name] += 1
            self.hits[name] += hit
        if not good:
            self.misses.append(Miss(names[0], site, wanted, got))


def evaluate(judged: Iterable[Judged]) -> Evaluation:
    """Every measure over labelled, judged sites."""
    count = _Count()
    quotes: list[int] = []
    for case in judged:
        _verdict(case, count)
        _checks(case, count)
        _prices(case, count)
        _facts(case, count)
        quotes.extend(_evidence(case, count))
    rates = {name: Rate(count.hits[name], count.cases[name]) for name in sorted(count.cases)}
    return Evaluation(rates, tuple(count.misses), median(quotes) if quotes else 0.0)


def _verdict(case: Judged, count: _Count) -> None:
    label, got = case.label, case.verdict.verdict
    wanted = "/".join(sorted(label.verdict_in))
    names = ("verdict right", f"verdict right, {label.label}", f"verdict right, in {label.language}")
    count.add(names, got in label.verdict_in, got in label.verdict_in, label.id, wanted, got)
    count.add(("verdict dangerous",), got in label.verdict_not, got not in label.verdict_not, label.id, wanted, got)
    if label.honest:
        flagged = got is VerdictClass.FLAGGED
        count.add(("honest flagged",), flagged, not flagged, label.id, wanted, got)
    if label.rogue:
        verified = got is VerdictClass.VERIFIED
        count.add(("rogue verified",), verified, not verified, label.id, wanted, got)
    if label.role_in:
        role = case.verdict.role
        right = role in label.role_in
        count.add(("role right",), right, right, label.id, "/".join(sorted(label.role_in)), role)


def _checks(case: Judged, count: _Count) -> None:
    answers = {w.card.id: w.finding.answer for w in case.verdict.findings}
    for check, accepted in case.label.findings.items():
        got = answers.get(check, Answer.UNKNOWN)
        wanted = "/".join(sorted(accepted))
        language = case.label.language
        if accepted == {Answer.YES}:
            yes = got is Answer.YES
            count.add((f"recall {check}", f"recall {check}, in {language}"), yes, yes, case.label.id, wanted, got)
        elif Answer.YES not in accepted:
            yes = got is Answer.YES
            names = (f"false yes {check}", f"false yes {check}, in {language}")
            count.add(names, yes, not yes, case.label.id, wanted, got)


def _prices(case: Judged, count: _Count) -> None:
    if case.label.prices is None:
        return
    matched = match_prices(case.label, case.verdict.prices)
    for row, found in matched.wanted:
        told = f"{row.quantity} x {row.strength_mg} mg = {row.total} {row.currency} ({row.per_unit})"
        # Prices are read of the drugs that have a file in data/drugs; how many stand beside them is told apart.
        ours = not row.drug or row.drug in drug_words()
        count.add(
            ("price recall" if ours else "price recall, other drugs",),
            found,
            found or not ours,
            case.label.id,
            told,
            "-",
        )
    for row, right in matched.told:
        told = f"{row.quantity} x {row.strength_mg} mg = {row.total} {row.currency} ({row.per_unit}) {row.product[:40]}"
        count.add(("price precision",), right, right, case.label.id, "-", told)


def _facts(case: Judged, count: _Count) -> None:
    for kind, same in (("addresses", address_matches), ("licences", licence_matches)):
        wanted = case.label.facts.get(kind)
        if wanted is None:
            continue
        told = case.verdict.facts.get(kind, ())
        for item in wanted:
            found = any(same(item, other) for other in told)
            count.add((f"recall {kind}",), found, found, case.label.id, item, "; ".join(told))
        if kind == "addresses":
            for item in told:
                wrong = not any(same(other, item) for other in wanted)
                count.add(("wrong owner, addresses",), wrong, not wrong, case.label.id, "; ".join(wanted), item)


def _evidence(case: Judged, count: _Count) -> list[int]:
    lengths: list[int] = []
    for weighed in case.verdict.findings:
        quotes = [e for e in weighed.finding.evidence if isinstance(e, Quote)]
        for quote in quotes:
            holds = case.visit.shows(quote)
            count.add(("quote verifies",), holds, holds, case.label.id, weighed.card.id, quote.words[:80])
        if weighed.finding.answer is Answer.YES:
            has = bool(weighed.finding.evidence)
            count.add(("yes has evidence",), has, has, case.label.id, weighed.card.id, "no evidence")
            lengths.extend([len(quotes)] if quotes else [])
        for wanted in case.label.quotes:
            if wanted.check == weighed.card.id and weighed.finding.answer is Answer.YES:
                hit = any(overlaps(wanted.words, quote.words) for quote in quotes)
                got = " | ".join(quote.words[:60] for quote in quotes)
                count.add(("quote telling",), hit, hit, case.label.id, f"{wanted.check}: {wanted.words[:80]}", got)
    return lengths
