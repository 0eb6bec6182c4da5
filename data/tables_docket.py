"""The tables of the docket. Only `data.docket`, `data.docket_keeping` and the migrations know them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from data.tables import AnyText, UtcDateTime

# Names are sorted by their bytes, as SQLite does it, so that a range of them finds those that begin alike.
BYTEWISE = String().with_variant(String(collation="C"), "postgresql")


class DocketTable(SQLModel, table=True):
    __tablename__ = "docket"
    # An index for each thing that alone picks rows, the order behind it: a page is a short walk along one of them.
    __table_args__ = (
        UniqueConstraint("site", "buyer_country", name="uq_docket_site"),
        Index("ix_docket_rank", "rank", "id"),
        Index("ix_docket_changed", "changed_at", "id"),
        Index("ix_docket_to_do", "to_do", "rank", "id"),
        Index("ix_docket_state", "state", "rank", "id"),
        Index("ix_docket_verdict", "verdict", "rank", "id"),
        Index("ix_docket_buyer", "buyer_country", "rank", "id"),
        Index("ix_docket_network", "network", "rank", "id"),
        Index("ix_docket_assignee", "assignee", "rank", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    site: str = Field(sa_type=BYTEWISE)
    buyer_country: str
    verdict_id: int = Field(sa_column_args=(ForeignKey("verdict.id", ondelete="RESTRICT"),))
    visit_id: int = Field(sa_column_args=(ForeignKey("visit.id", ondelete="RESTRICT"),))
    visited_at: datetime = Field(sa_type=UtcDateTime)
    verdict: str
    role: str
    risk_low: int
    risk_high: int
    rank: int  # `data.docket_rows.rank_of`
    headline: str = Field(sa_type=AnyText)
    state: str
    to_do: bool
    assignee: str
    snoozed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    network: str
    changed_at: datetime = Field(sa_type=UtcDateTime)
    change: str = Field(sa_type=AnyText)


class DocketTagTable(SQLModel, table=True):
    """What a row bears several of: `check:` and the id of one that says yes, `country:` and a code."""

    __tablename__ = "docket_tag"
    __table_args__ = (Index("ix_docket_tag_row", "docket_id"), {"sqlite_with_rowid": False})

    tag: str = Field(primary_key=True)
    rank: int = Field(primary_key=True)  # of its row, so that a tag alone gives the order too
    docket_id: int = Field(sa_column_args=(ForeignKey("docket.id", ondelete="RESTRICT"),), primary_key=True)
