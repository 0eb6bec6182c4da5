"""Many sites: candidates, runs with their sites and leases, and sites watched over time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.tables import AnyText, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _runs()
    _candidates()
    _watching()


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", AnyText(), nullable=False),
        sa.Column("buyer_country", sa.String(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("settings", AnyText(), nullable=False),
    )
    op.create_table(
        "run_site",
        sa.Column("run_id", sa.Integer(), sa.ForeignKey("run.id", ondelete="RESTRICT"), primary_key=True),
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("note", AnyText(), nullable=False),
        sa.Column("visit_id", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=True),
        sa.Column("verdict_id", sa.Integer(), sa.ForeignKey("verdict.id", ondelete="RESTRICT"), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_run_site_open", "run_site", ["run_id", "state", "position"])
    op.create_table(
        "lease",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
    )


def _candidates() -> None:
    op.create_table(
        "candidate",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
    )
    op.create_index("ix_candidate_score", "candidate", ["score", "site"])
    op.create_table(
        "candidate_source",
        sa.Column("site", sa.String(), sa.ForeignKey("candidate.site", ondelete="RESTRICT"), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("reason", sa.String(), primary_key=True),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
    )


def _watching() -> None:
    op.create_table(
        "watch",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("buyer_country", sa.String(), primary_key=True),
        sa.Column("url", AnyText(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("every_hours", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=True),
        sa.Column("note", AnyText(), nullable=False),
    )
    op.create_index("ix_watch_due", "watch", ["due_at", "site"])
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("site", sa.String(), nullable=False, index=True),
        sa.Column("buyer_country", sa.String(), nullable=False),
        sa.Column("from_visit", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("to_visit", sa.Integer(), sa.ForeignKey("visit.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", AnyText(), nullable=False),
    )
