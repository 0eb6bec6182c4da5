"""What people decided: what a review was about is bound into it; appeals; what was kept can only be added to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from data.append_only import guard
from data.tables import AnyText

revision = "0004"
down_revision = "0003"

# Rows from before this step keep the default: they are decisions that were bound to a verdict's number only.
_NEW: tuple[sa.Column[Any], ...] = (
    sa.Column("act", sa.String(), nullable=False, server_default="decision"),
    sa.Column("concerns", sa.String(), nullable=False, server_default=""),
    sa.Column("signed_in", AnyText(), nullable=False, server_default=""),
    sa.Column("appellant", AnyText(), nullable=False, server_default=""),
    sa.Column("links", AnyText(), nullable=False, server_default="[]"),
    sa.Column("answers", sa.String(), nullable=False, server_default=""),
    sa.Column("document_sha256", sa.String(), nullable=False, server_default=""),
    sa.Column("warc_sha256", sa.String(), nullable=False, server_default=""),
    sa.Column("case_sha256", sa.String(), nullable=False, server_default=""),
)


def upgrade() -> None:
    for column in _NEW:
        op.add_column("review", column)
    op.create_index("ix_review_verdict", "review", ["verdict_id", "id"])
    guard(op.get_bind())
