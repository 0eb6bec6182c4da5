"""The files of an export: CSV, JSON Lines, Parquet, XLSX. Each takes rows one by one and keeps no more than a few.

The same rows give the same bytes: no clock, no machine and no random order enters a file.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Protocol, assert_never

from ui.columns import Column, Kind, Table
from ui.export_rows import Value, Values
from ui.formulas import guarded

ENDINGS: Final = (".csv", ".jsonl", ".parquet", ".xlsx")
# Rows of a row group: enough for good compression; as objects the values of findings take some 10 KB a row at most.
_GROUP = 5_000
# Exact amounts in Parquet; strengths and prices are read with four decimals, and amounts of 10^18 are no prices.
_DIGITS, _DECIMALS = 28, 10
_MOST = Decimal(10) ** (_DIGITS - _DECIMALS)


class Lost(Exception):
    """A library that a format needs is not installed. The message says what to do."""


class Sink(Protocol):
    """Where rows go. `notes`: what did not fit into the format, in words; empty: everything did."""

    @property
    def notes(self) -> tuple[str, ...]: ...
    def write(self, row: Values) -> None: ...
    def __enter__(self) -> Sink: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def sink(path: Path, table: Table) -> Sink:
    """A sink for the ending of the path. Raises Lost; KeyError for an ending that is not in ENDINGS."""
    from ui.export_sheets import Sheets

    makers: dict[str, Callable[[Path, Table], Sink]] = {
        ".csv": Csv, ".jsonl": JsonLines, ".parquet": Parquet, ".xlsx": Sheets,
    }  # fmt: skip
    return makers[path.suffix.lower()](path, table)


class _Lines:
    """A text file of lines: UTF-8 without a byte order mark, line ends as given."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="")

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Csv(_Lines):
    """RFC 4180: comma, CR LF, every cell quoted, texts guarded (`ui.formulas`), lists as JSON, nothing as empty."""

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path)
        self._cells = [_CELLS[column.kind] for column in table.columns]
        self._write = csv.writer(self._file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
        self._write(table.names)

    def write(self, row: Values) -> None:
        self._write([cell(value) for cell, value in zip(self._cells, row, strict=True)])


class JsonLines(_Lines):
    """One object a line, as the verdict object has it: exact amounts are strings, times end in Z."""

    def __init__(self, path: Path, table: Table) -> None:
        super().__init__(path)
        self._columns = table.columns
        # Keys and the signs between them are the same in every line.
        self._keys = [f'{"," if n else "{"}"{name}":' for n, name in enumerate(table.names)]

    def write(self, row: Values) -> None:
        parts = (key + _json(value, column) for key, value, column in zip(self._keys, row, self._columns, strict=True))
        self._file.write("".join(parts) + "}\n")


class Parquet:
    """Typed columns, zstd, descriptions and units as metadata of the fields; lists of objects as JSON text."""

    def __init__(self, path: Path, table: Table) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise Lost("Parquet needs pyarrow: install rxverdict with its extra named export.") from error
        self._pa, self._columns = pa, table.columns
        self._schema = pa.schema([_field(column, pa) for column in table.columns], {"rxverdict": table.words})
        # Arrow keeps freed memory for itself; the system's allocator gives it back between two groups.
        self._pool = pa.system_memory_pool()
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd", memory_pool=self._pool)
        self._rows: list[Values] = []
        self._beyond = 0

    @property
    def notes(self) -> tuple[str, ...]:
        return (
            (f"{self._beyond} amounts are too large for a decimal of Parquet and left empty",) if self._beyond else ()
        )

    def write(self, row: Values) -> None:
        self._rows.append(row)
        if len(self._rows) == _GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        columns = zip(*self._rows, strict=True)
        arrays = [self._array(list(values), n) for n, values in enumerate(columns)]
        self._writer.write_batch(self._pa.record_batch(arrays, schema=self._schema))
        self._rows = []

    def _array(self, values: list[Value], number: int) -> Any:
        if self._columns[number].kind is Kind.DECIMAL:
            fitting = [_fitting(value) for value in values]
            self._beyond += sum(a is None and b is not None for a, b in zip(fitting, values, strict=True))
            values = [*fitting]
        return self._pa.array(values, self._schema.field(number).type, memory_pool=self._pool)

    def __enter__(self) -> Parquet:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()


def stamped(at: datetime) -> str:
    """ISO 8601 with a Z; the moments of rows are in UTC and whole seconds already."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def plain(number: Decimal) -> str:
    """Digits without an exponent, as the verdict object writes them."""
    return format(number, "f")


def listed(value: Value) -> str:
    """A list of texts as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else "[]"


def _fitting(value: Value) -> Decimal | None:
    if not isinstance(value, Decimal) or abs(value) >= _MOST:
        return None
    return value


def _or_empty(write: Callable[[Any], str]) -> Callable[[Value], str]:
    return lambda value: "" if value is None else write(value)


_CELLS: dict[Kind, Callable[[Value], str]] = {
    Kind.TEXT: _or_empty(guarded),
    Kind.INTEGER: _or_empty(str),
    Kind.NUMBER: _or_empty(repr),
    Kind.DECIMAL: _or_empty(plain),
    Kind.MOMENT: _or_empty(stamped),
    Kind.WORDS: lambda value: guarded(listed(value)),
    Kind.OBJECTS: _or_empty(guarded),
}


def _json(value: Value, column: Column) -> str:
    if value is None:
        return "null"
    match column.kind:
        case Kind.TEXT:
            return json.dumps(value, ensure_ascii=False)
        case Kind.INTEGER | Kind.NUMBER:
            return repr(value)
        case Kind.DECIMAL:
            return f'"{value:f}"'
        case Kind.MOMENT:
            return f'"{value:%Y-%m-%dT%H:%M:%SZ}"'
        case Kind.WORDS:
            return listed(value)
        case Kind.OBJECTS:
            return str(value)
    assert_never(column.kind)


def _field(column: Column, pa: Any) -> Any:
    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.DECIMAL: pa.decimal128(_DIGITS, _DECIMALS),
        Kind.MOMENT: pa.timestamp("ms", "UTC"),  # Parquet has no whole seconds
        Kind.WORDS: pa.list_(pa.field("element", pa.string(), nullable=False)),
        Kind.OBJECTS: pa.string(),
    }
    told = {"description": column.words, "unit": column.unit, "source": column.source}
    # Texts that may be empty are an empty text; only numbers and the currency can be missing.
    return pa.field(column.name, types[column.kind], nullable=column.empty, metadata=told)
