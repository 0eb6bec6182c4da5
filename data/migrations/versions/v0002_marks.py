"""What sites could share: one row for each mark of a site's newest visit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "mark",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_mark_value", "mark", ["kind", "value"])
