"""The tables of the archive. Only `data.archive`, `data.reviews` and the migrations know them.

Table models of SQLModel do not validate: what goes in is a frozen dataclass of `data.kept`.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel

from data.kept import FindingRow, VerdictRow, VisitRow

SCHEMA = "0006"  # the newest revision in migrations/versions


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC. SQLite has no time zones: there it stands without one and gets it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the archive keeps aware datetimes only")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def storable(text: str) -> str:
    """The text without what no database can hold (NUL, halves of surrogate pairs): these must not stop a save."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class AnyText(TypeDecorator[str]):
    """Text from the web."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


def _long() -> Any:
    return Field(sa_type=AnyText)


def _moment() -> Any:
    return Field(sa_type=UtcDateTime)


def _child(parent: str) -> Any:
    return Field(sa_column_args=(ForeignKey(f"{parent}.id", ondelete="RESTRICT"),))


class VisitTable(SQLModel, table=True):
    __tablename__ = "visit"

    id: int | None = Field(default=None, primary_key=True)
    site: str = Field(index=True)
    url: str = _long()
    started_at: datetime = _moment()
    ended_at: datetime = _moment()
    outcome: str
    pages: int
    warc_path: str = _long()
    warc_sha256: str = Field(unique=True)
    note: str = _long()


class VerdictTable(SQLModel, table=True):
    __tablename__ = "verdict"
    __table_args__ = (
        # One visit, judged under one rulebook for one buyer country, has one verdict: that makes saving idempotent.
        UniqueConstraint("visit_id", "rulebook", "buyer_country", name="uq_verdict_case"),
        Index("ix_verdict_latest", "site", "buyer_country", "visited_at", "id"),
        Index("ix_verdict_risk", "risk_high", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = _child("visit")
    site: str
    url: str = _long()
    buyer_country: str
    visited_at: datetime = _moment()  # the visit's ended_at: finds the latest verdict of a site without a join
    judged_at: datetime = _moment()
    rulebook: str
    role: str
    verdict: str
    risk_low: int
    risk_high: int
    headline: str = _long()
    document: str = _long()


class FindingTable(SQLModel, table=True):
    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("verdict_id", "check", name="uq_finding_check"),)

    id: int | None = Field(default=None, primary_key=True)
    verdict_id: int = _child("verdict")
    check: str
    family: str
    answer: str
    weight: float
    why: str = _long()
    evidence: str = _long()


class ReviewTable(SQLModel, table=True):
    __tablename__ = "review"
    __table_args__ = (Index("ix_review_verdict", "verdict_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    verdict_id: int = _child("verdict")
    reviewer: str
    decision: str
    note: str = _long()
    at: datetime = _moment()
    # Unique, so that a chain cannot fork: two reviews cannot both come after the same one.
    previous_hash: str = Field(unique=True)
    hash: str = Field(unique=True)
    act: str
    concerns: str
    signed_in: str = _long()
    appellant: str = _long()
    links: str = _long()
    answers: str
    document_sha256: str
    warc_sha256: str
    case_sha256: str


class MarkTable(SQLModel, table=True):
    __tablename__ = "mark"
    # Found by site through its key and by value through the index: SQLite needs no third order of its own.
    __table_args__ = (Index("ix_mark_value", "kind", "value"), {"sqlite_with_rowid": False})

    site: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True)


class RunTable(SQLModel, table=True):
    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    name: str = _long()
    buyer_country: str
    started_at: datetime = _moment()
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settings: str = _long()


class RunSiteTable(SQLModel, table=True):
    __tablename__ = "run_site"
    __table_args__ = (Index("ix_run_site_open", "run_id", "state", "position"),)

    run_id: int = Field(sa_column_args=(ForeignKey("run.id", ondelete="RESTRICT"),), primary_key=True)
    site: str = Field(primary_key=True)
    url: str = _long()
    position: int
    state: str
    outcome: str
    tries: int
    note: str = _long()
    visit_id: int | None = Field(default=None, sa_column_args=(ForeignKey("visit.id", ondelete="RESTRICT"),))
    verdict_id: int | None = Field(default=None, sa_column_args=(ForeignKey("verdict.id", ondelete="RESTRICT"),))
    changed_at: datetime = _moment()


class LeaseTable(SQLModel, table=True):
    __tablename__ = "lease"

    site: str = Field(primary_key=True)
    holder: str
    until: datetime = _moment()


class CandidateTable(SQLModel, table=True):
    __tablename__ = "candidate"
    __table_args__ = (Index("ix_candidate_score", "score", "site"),)

    site: str = Field(primary_key=True)
    url: str = _long()
    first_seen: datetime = _moment()
    score: int


class SourceTable(SQLModel, table=True):
    __tablename__ = "candidate_source"

    site: str = Field(sa_column_args=(ForeignKey("candidate.site", ondelete="RESTRICT"),), primary_key=True)
    source: str = Field(primary_key=True)
    reason: str = Field(primary_key=True)
    url: str = _long()
    seen_at: datetime = _moment()


class WatchTable(SQLModel, table=True):
    __tablename__ = "watch"
    __table_args__ = (Index("ix_watch_due", "due_at", "site"),)

    site: str = Field(primary_key=True)
    buyer_country: str = Field(primary_key=True)
    url: str = _long()
    due_at: datetime = _moment()
    every_hours: int
    visits: int
    changes: int
    misses: int
    visit_id: int | None = Field(default=None, sa_column_args=(ForeignKey("visit.id", ondelete="RESTRICT"),))
    note: str = _long()


class ChangeTable(SQLModel, table=True):
    __tablename__ = "change"

    id: int | None = Field(default=None, primary_key=True)
    site: str = Field(index=True)
    buyer_country: str
    from_visit: int = _child("visit")
    to_visit: int = _child("visit")
    at: datetime = _moment()
    kind: str
    words: str = _long()


def visit_table(row: VisitRow) -> VisitTable:
    return VisitTable(**{**asdict(row), "id": None})


def visit_row(found: VisitTable) -> VisitRow:
    return VisitRow(
        site=found.site,
        url=found.url,
        started_at=found.started_at,
        ended_at=found.ended_at,
        outcome=found.outcome,
        pages=found.pages,
        warc_path=found.warc_path,
        warc_sha256=found.warc_sha256,
        note=found.note,
        id=found.id,
    )


def verdict_table(row: VerdictRow, visit_id: int, visited_at: datetime) -> VerdictTable:
    return VerdictTable(**{**asdict(row), "id": None, "visit_id": visit_id, "visited_at": visited_at})


def verdict_row(found: VerdictTable, document: bool = True) -> VerdictRow:
    return VerdictRow(
        site=found.site,
        url=found.url,
        buyer_country=found.buyer_country,
        judged_at=found.judged_at,
        rulebook=found.rulebook,
        role=found.role,
        verdict=found.verdict,
        risk_low=found.risk_low,
        risk_high=found.risk_high,
        headline=found.headline,
        document=found.document if document else "",
        id=found.id,
        visit_id=found.visit_id,
        visited_at=found.visited_at,
    )


def finding_row(found: FindingTable) -> FindingRow:
    return FindingRow(found.check, found.family, found.answer, found.weight, found.why, found.evidence)
