"""An archive copied into an empty one, row by row with its ids: all of it or nothing.

The copy is read back inside the transaction that wrote it, and compared by count and digest before it counts. The
digest of a table is the sum of the SHA-256 of its rows, so that it does not depend on the order in which a database
gives them, nor on how it sorts text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlmodel import SQLModel

from data.database import writing
from data.trouble import ArchiveError, Trouble, told

_AT_ONCE = 1000  # rows of one insert, and of one read: a verdict's document has about 20 KB, a thousand fit in memory
_DIGEST_BITS = 256


@dataclass(frozen=True, slots=True)
class Copied:
    """One table: how many rows, and the digest that both sides have (64 hex digits)."""

    table: str
    rows: int
    digest: str


def copy_tables(source: Engine, target: Engine) -> tuple[Copied, ...]:
    """Every row of every table, ids kept, so that the target goes on counting where the source stopped.

    The source is read in one snapshot. Raises ArchiveError: the target holds something already, or does not give back
    what was written; then nothing has been written.
    """
    with told(), _snapshot(source) as reading, writing(target).begin() as writes:
        tables = SQLModel.metadata.sorted_tables
        for table in tables:
            if writes.execute(select(func.count()).select_from(table)).scalar_one():
                raise ArchiveError(Trouble.REFUSED, f"the other archive is not empty: table {table.name} has rows")
        return tuple(_copy(table, reading, writes) for table in tables)


def _snapshot(source: Engine) -> Connection:
    if source.dialect.name == "postgresql":
        return source.connect().execution_options(isolation_level="REPEATABLE READ")
    return source.connect()  # SQLite in WAL mode: a transaction sees what stood there when it first read


def _copy(table: Table, reading: Connection, writes: Connection) -> Copied:
    count, total = 0, 0
    for rows in _pages(table, reading):
        writes.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
        total += sum(map(_digest, rows))
    written = [(len(rows), sum(map(_digest, rows))) for rows in _pages(table, writes)]
    if (sum(n for n, _ in written), _hex(sum(d for _, d in written))) != (count, _hex(total)):
        raise ArchiveError(Trouble.OTHER, f"table {table.name} reads differently from what was written")
    if count and writes.dialect.name == "postgresql":
        _count_on(table, writes)
    return Copied(table.name, count, _hex(total))


def _pages(table: Table, connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """All rows, a thousand at a time, as the database hands them out."""
    found = connection.execute(select(table).execution_options(yield_per=_AT_ONCE)).mappings()
    for page in found.partitions(_AT_ONCE):
        yield [dict(row) for row in page]


def _digest(row: dict[str, Any]) -> int:
    words = "\0".join(f"{name}={_word(value)}" for name, value in sorted(row.items()))
    return int.from_bytes(sha256(words.encode()).digest(), "big")


def _word(value: object) -> str:
    """A value as text with its type, the same whichever database it came from."""
    if isinstance(value, datetime):
        return f"t{value.astimezone(UTC).isoformat()}"
    return f"{type(value).__name__}{value!r}"


def _hex(total: int) -> str:
    return f"{total % (1 << _DIGEST_BITS):064x}"


def _count_on(table: Table, writes: Connection) -> None:
    """PostgreSQL counts ids beside the table; rows that bring their own do not move the counter."""
    if table.autoincrement_column is None:
        return
    name = table.autoincrement_column.name
    newest = writes.execute(select(func.max(table.c[name]))).scalar_one()
    found = writes.execute(
        text("SELECT pg_get_serial_sequence(:table, :name)"), {"table": f'"{table.name}"', "name": name}
    )
    if (sequence := found.scalar_one()) is not None:
        writes.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :newest)"), {"sequence": sequence, "newest": newest}
        )
