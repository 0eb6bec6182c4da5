"""The tables of the archive. Only `data.archive`, `data.reviews` and the migrations know them.

Table models of SQLModel do not validate: what goes in is a frozen dataclass of `data.kept`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, Text, TypeDecorator, UniqueConstraint
from sqlmodel import Field, SQLModel

SCHEMA = "0001"  # the newest revision in migrations/versions


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


class AnyText(TypeDecorator[str]):
    """Text from the web. What no database can hold (NUL, halves of surrogate pairs) is replaced, so that it cannot stop a save."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


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

    id: int | None = Field(default=None, primary_key=True)
    verdict_id: int = _child("verdict")
    reviewer: str
    decision: str
    note: str = _long()
    at: datetime = _moment()
    # Unique, so that a chain cannot fork: two reviews cannot both come after the same one.
    previous_hash: str = Field(unique=True)
    hash: str = Field(unique=True)
