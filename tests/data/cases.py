"""Invented cases to keep: one visit, one verdict, three findings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.archive import FindingRow, VerdictRow, VisitRow

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def visit(number: int, site: str = "pillwharf.example", hours: int = 0) -> VisitRow:
    ended = NOON + timedelta(hours=hours)
    return VisitRow(
        site=site,
        url=f"https://{site}/",
        started_at=ended - timedelta(seconds=9),
        ended_at=ended,
        outcome="read",
        pages=7,
        warc_path=f"warc/{site}/{number}.warc.gz",
        warc_sha256=f"{number:064x}",
    )


def verdict(
    site: str = "pillwharf.example",
    word: str = "flagged",
    country: str = "US",
    rulebook: str = "book-1",
    risk_high: int = 90,
    hours: int = 0,
) -> VerdictRow:
    return VerdictRow(
        site=site,
        url=f"https://{site}/",
        buyer_country=country,
        judged_at=NOON + timedelta(hours=hours, minutes=1),
        rulebook=rulebook,
        role="seller",
        verdict=word,
        risk_low=min(70, risk_high),
        risk_high=risk_high,
        headline="Shows signs of selling without a prescription.",
        document='{"schema": "rxverdict.verdict/1"}',
    )


def findings() -> tuple[FindingRow, ...]:
    return (
        FindingRow("sells_without_prescription", "prescription", "yes", 2.5, "It offers the drug so.", "[]"),
        FindingRow("missing_address", "identity", "unknown", 0.0, "The contact page was not read.", "[]"),
        FindingRow("false_seal", "seals", "no", 0.0, "No seal is shown.", "[]"),
    )
