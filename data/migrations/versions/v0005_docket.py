"""The regulator's docket: one row for each site and buyer country, kept with every verdict and review."""

from __future__ import annotations

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Nothing yet."""
