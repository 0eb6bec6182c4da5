"""The first archive: visits, verdicts, their findings, and reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.tables import AnyText, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("site", sa.String(), nullable=False, index=True),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("warc_path", AnyText(), nullable=False),
        sa.Column("warc_sha256", sa.String(), nullable=False, unique=True),
        sa.Column("note", AnyText(), nullable=False),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("visit_id", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("buyer_country", sa.String(), nullable=False),
        sa.Column("visited_at", UtcDateTime(), nullable=False),
        sa.Column("judged_at", UtcDateTime(), nullable=False),
        sa.Column("rulebook", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("risk_low", sa.Integer(), nullable=False),
        sa.Column("risk_high", sa.Integer(), nullable=False),
        sa.Column("headline", AnyText(), nullable=False),
        sa.Column("document", AnyText(), nullable=False),
        sa.UniqueConstraint("visit_id", "rulebook", "buyer_country", name="uq_verdict_case"),
    )
    op.create_index("ix_verdict_latest", "verdict", ["site", "buyer_country", "visited_at", "id"])
    op.create_index("ix_verdict_risk", "verdict", ["risk_high", "id"])
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("verdict_id", sa.Integer(), sa.ForeignKey("verdict.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("check", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("why", AnyText(), nullable=False),
        sa.Column("evidence", AnyText(), nullable=False),
        sa.UniqueConstraint("verdict_id", "check", name="uq_finding_check"),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("verdict_id", sa.Integer(), sa.ForeignKey("verdict.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("note", AnyText(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False, unique=True),
        sa.Column("hash", sa.String(), nullable=False, unique=True),
    )
