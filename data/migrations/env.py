"""Alembic's entry. The connection is handed in by `data.database`, which holds the lock and the transaction."""

from __future__ import annotations

from alembic import context

from data.database import VERSION_TABLE
from data.tables import VisitTable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=VisitTable.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,  # SQLite cannot alter most of a table in place
)
context.run_migrations()
