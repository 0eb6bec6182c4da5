"""What registries told, kept for a while in one SQLite file, so that nobody is asked twice for the same.

It is a memory, not a record: whatever cannot be kept or read is asked again, and no visit fails over it. Several
processes may share the file. It holds only what `crawler.visit.Outside` has room for, and nothing about persons.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 2.0  # seconds to wait for another process: a write takes a millisecond, a visit's look ten seconds at most
_TABLES = """
create table if not exists told (
    what text not null, name text not null, body text not null, until real not null, primary key (what, name)
) without rowid;
create table if not exists held (server text primary key, until real not null) without rowid;
"""


class Memory:
    """Answers by what was asked and about whom, and servers that asked to be left alone. Threads may share one.

    `file` None: for this process only. A file that is no memory of ours is begun anew.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._lock = Lock()
        self._db = _opened(file)

    def recall(self, what: str, name: str, now: datetime) -> str | None:
        """What was told, unless it is out of date; None: nothing."""
        asked = "select body from told where what = ? and name = ? and until > ?"
        row = self._do(lambda db: db.execute(asked, (what, name, now.timestamp())).fetchone())
        return str(row[0]) if row else None

    def keep(self, what: str, name: str, body: str, until: datetime) -> None:
        """Keep what was told until then; it takes the place of what was told before."""
        values = what, name, body, until.timestamp()
        self._do(lambda db: db.execute("insert or replace into told values (?, ?, ?, ?)", values))

    def hold(self, server: str, until: datetime) -> None:
        """The server asked to be left alone until then; an earlier wish that lasts longer stands."""
        wish = "insert into held values (?, ?) on conflict do update set until = max(until, excluded.until)"
        self._do(lambda db: db.execute(wish, (server, until.timestamp())))

    def held(self, server: str, now: datetime) -> timedelta:
        """For how long from now the server wants to be left alone; zero: it may be asked."""
        row = self._do(lambda db: db.execute("select until from held where server = ?", (server,)).fetchone())
        return timedelta(seconds=max(0.0, row[0] - now.timestamp())) if row else timedelta()

    def forget(self, now: datetime) -> None:
        """Drop what is out of date."""
        moment = (now.timestamp(),)
        self._do(lambda db: [db.execute(f"delete from {table} where until <= ?", moment) for table in ("told", "held")])

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        with self._lock, suppress(sqlite3.Error):
            return work(self._db)
        return None


def _opened(file: Path | None) -> sqlite3.Connection:
    if file is not None:
        for _ in range(2):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(file))
            except sqlite3.OperationalError:
                break  # locked for long, or a folder that may not be written: it may be a sound file all the same
            except sqlite3.DatabaseError:
                _remove(file)
            except OSError:
                break
    return _connected(":memory:")


def _connected(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")  # what a power cut takes is asked again
        db.executescript(_TABLES)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()
