"""The connection of the archive: the engine, SQLite's manners, and bringing the schema up to date.

SQLite begins a transaction lazily and asks for the write lock at the first write, where two processes can only fail.
So a writing transaction takes the lock at its start (BEGIN IMMEDIATE) and waits its turn; readers never wait (WAL).
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from data.tables import SCHEMA
from data.trouble import ArchiveError, Trouble, told

VERSION_TABLE = "rxverdict_version"  # a name of our own: the database may be shared with others that use alembic
_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x72787665  # "rxve": the key of our advisory lock on PostgreSQL
_WRITES = "rxverdict_writes"


def engine_for(url: str, home: Path, patience: float) -> Engine:
    """An engine for this URL; empty: the SQLite file in the home folder. `patience`: seconds to wait for a lock.

    Raises ArchiveError for a URL that is none, or a database we do not know.
    """
    address = _address(url, home)
    kind = address.get_backend_name()
    if kind == "sqlite":
        # The connection used last is used next: each has a page cache of its own (2 MB), and few are needed at a time.
        pool = {} if url else {"pool_use_lifo": True}  # a database in memory has another kind of pool
        if address.database:
            with told():
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, connect_args={"timeout": patience}, **pool)
        event.listen(engine, "connect", _sqlite_manners)
        event.listen(engine, "begin", _sqlite_begin)
        return engine
    if kind == "postgresql":
        milliseconds = int(patience * 1000)
        try:
            return create_engine(
                address, connect_args={"options": f"-c lock_timeout={milliseconds}"}, pool_pre_ping=True
            )
        except ModuleNotFoundError as error:
            raise ArchiveError(Trouble.UNREACHABLE, "PostgreSQL needs rxverdict[distributed]") from error
    raise ArchiveError(Trouble.UNREACHABLE, f"{kind} is neither sqlite nor postgresql")


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write."""
    return engine.execution_options(**{_WRITES: True})


def upgrade(engine: Engine) -> None:
    """Bring the schema to the newest revision; two processes may do so at once. Raises ArchiveError."""
    with told():
        if engine.dialect.name == "sqlite":
            _write_ahead(engine)
        with engine.begin() as connection:
            if _revision(connection) == SCHEMA:
                return
        with writing(engine).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            found = _revision(connection)
            if found != SCHEMA:
                _migrate(connection, found)


def _address(url: str, home: Path) -> URL:
    if not url:
        return URL.create("sqlite", database=str(home / "archive.sqlite"))
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise ArchiveError(Trouble.UNREACHABLE, "RXVERDICT_DATABASE_URL is no database URL") from error
    return address.set(drivername="postgresql+psycopg") if address.drivername in ("postgresql", "postgres") else address


def _sqlite_manners(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in ("foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def _write_ahead(engine: Engine) -> None:
    """Switch the file to WAL. SQLite does not wait when another process switches the same new file, so we do."""
    connection = engine.raw_connection()
    try:
        deadline = time.monotonic() + 10  # the switch itself takes milliseconds
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    finally:
        connection.close()


def _revision(connection: Connection) -> str:
    """The revision the schema has; empty: a fresh database."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar() or ""


def _migrate(connection: Connection, found: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix().replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found and found not in known:
        raise ArchiveError(Trouble.NEWER_SCHEMA, f"its schema is {found}, ours {SCHEMA}")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
