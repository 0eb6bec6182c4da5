"""What can go wrong with the database, in words that say what to do. Drivers say it in codes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError


class Trouble(StrEnum):
    LOCKED = "locked"
    NEWER_SCHEMA = "newer_schema"
    NOT_A_DATABASE = "not_a_database"
    DISK_FULL = "disk_full"
    UNREACHABLE = "unreachable"
    READ_ONLY = "read_only"
    REFUSED = "refused"
    OTHER = "other"


_ADVICE = {
    Trouble.LOCKED: "another process is writing to the archive; wait for it to end, or stop it, and try again",
    Trouble.NEWER_SCHEMA: "a newer rxverdict wrote this archive; update rxverdict, or name another home folder",
    Trouble.NOT_A_DATABASE: "the file is no archive of rxverdict, or is damaged; move it away or restore a copy",
    Trouble.DISK_FULL: "the disk is full; nothing was saved; free some space and try again",
    Trouble.UNREACHABLE: "the database cannot be opened; check RXVERDICT_DATABASE_URL, or the rights on the home",
    Trouble.READ_ONLY: "the archive may only be read here; check the rights on its file and folder",
    Trouble.REFUSED: "the archive refused the row; nothing was saved",
    Trouble.OTHER: "the database failed; nothing was saved",
}

# Primary result codes of SQLite (sqlite.org, rescode); the extended ones carry them in the low byte.
_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.NOT_A_DATABASE,
    sqlite3.SQLITE_FULL: Trouble.DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: Trouble.UNREACHABLE,
    sqlite3.SQLITE_NOTADB: Trouble.NOT_A_DATABASE,
}

# SQLSTATE codes of PostgreSQL (its manual, appendix A).
_POSTGRES = {
    "53100": Trouble.DISK_FULL,
    "55P03": Trouble.LOCKED,
    "40001": Trouble.LOCKED,
    "40P01": Trouble.LOCKED,
    "25006": Trouble.READ_ONLY,
}

# Classes of SQLSTATE: connection, authorization, no such database, shut down. A refused connection has no code at all.
_UNREACHABLE_CLASSES = ("08", "28", "3D", "57P")


class ArchiveError(Exception):
    """The archive cannot do what was asked. `trouble` says what sort of trouble; the message says what to do."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(f"{_ADVICE[trouble]} ({detail})" if detail else _ADVICE[trouble])
        self.trouble = trouble


@contextmanager
def told() -> Iterator[None]:
    """Tell what a driver says as an ArchiveError."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(_trouble(error), _first_line(error)) from error
    except sqlite3.Error as error:
        raise ArchiveError(_sqlite_trouble(error) or Trouble.OTHER, str(error)) from error
    except OSError as error:
        trouble = Trouble.DISK_FULL if error.errno == 28 else Trouble.UNREACHABLE  # 28: ENOSPC
        raise ArchiveError(trouble, error.strerror or "") from error


def _trouble(error: DBAPIError) -> Trouble:
    if isinstance(error, IntegrityError):
        return Trouble.REFUSED
    if isinstance(error.orig, sqlite3.Error):
        return _sqlite_trouble(error.orig) or Trouble.OTHER
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRES:
        return _POSTGRES[state]
    refused = isinstance(error, OperationalError) and (state is None or state.startswith(_UNREACHABLE_CLASSES))
    return Trouble.UNREACHABLE if refused or error.connection_invalidated else Trouble.OTHER


def _sqlite_trouble(error: sqlite3.Error) -> Trouble | None:
    code = getattr(error, "sqlite_errorcode", None)
    return _SQLITE.get(code & 0xFF) if isinstance(code, int) else None


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
