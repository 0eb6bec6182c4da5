"""Rows that are only ever added: the database itself refuses to change or remove them.

Triggers stop mistakes, and whoever has the rights of this program but not those of the tables' owner. An owner can take
them off again; what he changes then shows in the chain of reviews (`data.reviews`).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

GUARDED = ("visit", "verdict", "finding", "review")
_WORDS = "rows of this table are only added, never changed or removed"
_FUNCTION = "rxverdict_append_only"


def guard(connection: Connection) -> None:
    """Put the triggers on. SQLite drops those of a table that a migration makes anew: that step needs them again."""
    for statement in _statements(connection.dialect.name):
        connection.execute(text(statement))


def unguarded(connection: Connection) -> tuple[str, ...]:
    """Which triggers are missing or switched off, by name."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        found = connection.execute(
            text(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE tgenabled IN ('O', 'A') AND relnamespace = current_schema()::regnamespace"
            )
        )
    present = {name for (name,) in found}
    return tuple(name for name in _names(connection.dialect.name) if name not in present)


def _names(dialect: str) -> Iterator[str]:
    for table in GUARDED:
        yield f"{table}_no_update"
        yield f"{table}_no_delete"
        if dialect != "sqlite":
            yield f"{table}_no_truncate"
    if dialect == "sqlite":
        yield "review_no_replace"


def _statements(dialect: str) -> Iterator[str]:
    if dialect == "sqlite":
        yield from _sqlite()
        return
    yield (
        f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{_WORDS} (% of %)', TG_OP, TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in GUARDED:
        for deed in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
        )


def _sqlite() -> Iterator[str]:
    refuse = f"SELECT RAISE(ABORT, '{_WORDS}')"
    for table in GUARDED:
        for deed in ("update", "delete"):
            yield f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} BEGIN {refuse}; END"
    # INSERT OR REPLACE removes the old row without asking the triggers on DELETE (sqlite.org, lang_conflict).
    yield (
        f"CREATE TRIGGER review_no_replace BEFORE INSERT ON review BEGIN {refuse} WHERE EXISTS (SELECT 1 FROM review "
        "WHERE id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash); END"
    )
