"""The regulator's docket: one row for each site and buyer country, kept with every verdict and review."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.tables import AnyText, UtcDateTime
from data.tables_docket import BYTEWISE

revision = "0005"
down_revision = "0004"

# Of each site and buyer country the verdict on the newest visit; of several on one visit the one kept last.
_ROWS = """
INSERT INTO docket (site, buyer_country, verdict_id, visit_id, visited_at, verdict, role, risk_low, risk_high, rank,
                    headline, state, to_do, assignee, snoozed_until, network, changed_at, change)
SELECT site, buyer_country, id, visit_id, visited_at, verdict, role, risk_low, risk_high, risk_high * 101 + risk_low,
       headline, 'waiting', :yes, '', NULL, '', visited_at, ''
FROM (SELECT verdict.*, row_number() OVER (PARTITION BY site, buyer_country ORDER BY visited_at DESC, id DESC) AS place
      FROM verdict) AS newest
WHERE place = 1 ORDER BY id
"""
_CHECKS = """
INSERT INTO docket_tag (tag, rank, docket_id)
SELECT 'check:' || finding."check", docket.rank, docket.id
FROM docket JOIN finding ON finding.verdict_id = docket.verdict_id WHERE finding.answer = 'yes'
"""
_COUNTRIES = """
INSERT INTO docket_tag (tag, rank, docket_id)
SELECT 'country:' || buyer_country, rank, id FROM docket WHERE buyer_country <> ''
"""


def upgrade() -> None:
    _tables()
    _indexes()
    connection = op.get_bind()
    connection.execute(sa.text(_ROWS), {"yes": True})
    for statement in (_CHECKS, _COUNTRIES):
        connection.execute(sa.text(statement))
    _states(connection)


def _tables() -> None:
    op.create_table(
        "docket",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("site", BYTEWISE, nullable=False),
        sa.Column("buyer_country", sa.String(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), sa.ForeignKey("verdict.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("visit_id", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("visited_at", UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("risk_low", sa.Integer(), nullable=False),
        sa.Column("risk_high", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("headline", AnyText(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("to_do", sa.Boolean(), nullable=False),
        sa.Column("assignee", sa.String(), nullable=False),
        sa.Column("snoozed_until", UtcDateTime(), nullable=True),
        sa.Column("network", sa.String(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("change", AnyText(), nullable=False),
        sa.UniqueConstraint("site", "buyer_country", name="uq_docket_site"),
    )
    op.create_table(
        "docket_tag",
        sa.Column("tag", sa.String(), primary_key=True),
        sa.Column("rank", sa.Integer(), primary_key=True),
        sa.Column("docket_id", sa.Integer(), sa.ForeignKey("docket.id", ondelete="RESTRICT"), primary_key=True),
        sqlite_with_rowid=False,
    )


def _indexes() -> None:
    op.create_index("ix_docket_rank", "docket", ["rank", "id"])
    op.create_index("ix_docket_changed", "docket", ["changed_at", "id"])
    for name, column in (
        ("to_do", "to_do"),
        ("state", "state"),
        ("verdict", "verdict"),
        ("buyer", "buyer_country"),
        ("network", "network"),
        ("assignee", "assignee"),
    ):
        op.create_index(f"ix_docket_{name}", "docket", [column, "rank", "id"])
    op.create_index("ix_docket_tag_row", "docket_tag", ["docket_id"])


def _states(connection: sa.Connection) -> None:
    """The few sites that somebody has decided about already, or objected to."""
    from sqlmodel import Session

    from data.docket_keeping import reviewed

    with Session(connection) as session:
        reviewed(session)
        session.flush()
