"""Networks of sites: which sites belong together, and by which links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from data.tables import UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "network",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("sites", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=False),
        sa.Column("split_from", sa.Integer(), nullable=False),
    )
    op.create_index("ix_network_size", "network", ["sites", "id"])
    op.create_table(
        "network_site",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("network_id", sa.Integer(), sa.ForeignKey("network.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_network_site_network_id", "network_site", ["network_id"])
    op.create_table(
        "network_link",
        sa.Column("site", sa.String(), primary_key=True),
        sa.Column("other", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sa.Column("network_id", sa.Integer(), sa.ForeignKey("network.id", ondelete="RESTRICT"), nullable=False),
        sa.Column("bearers", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
    )
    op.create_index("ix_network_link_network_id", "network_link", ["network_id"])
    op.create_index("ix_network_link_other", "network_link", ["other"])
