"""The tables of networks. Only `data.networks` and the migrations know them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlmodel import Field, SQLModel

from data.tables import UtcDateTime


class NetworkTable(SQLModel, table=True):
    __tablename__ = "network"
    __table_args__ = (Index("ix_network_size", "sites", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    found_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    sites: int
    merged_into: int
    split_from: int


class NetworkSiteTable(SQLModel, table=True):
    """A site, and the network it is in; `present` false: the one it was in last."""

    __tablename__ = "network_site"

    site: str = Field(primary_key=True)
    network_id: int = Field(index=True, sa_column_args=(ForeignKey("network.id", ondelete="RESTRICT"),))
    present: bool
    since: datetime = Field(sa_type=UtcDateTime)


class NetworkLinkTable(SQLModel, table=True):
    __tablename__ = "network_link"
    __table_args__ = (Index("ix_network_link_other", "other"),)

    site: str = Field(primary_key=True)
    other: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    network_id: int = Field(index=True, sa_column_args=(ForeignKey("network.id", ondelete="RESTRICT"),))
    bearers: int
    weight: float
