"""Reads the lines of our data files. What is malformed is refused with its file and line; nothing is guessed.

A CSV file has one header line with exactly the columns its reader names. A TOML file has arrays of tables, one table a
row. Both give `Row`s: cells of text, several values in one cell separated by "|".
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from data.rows import DatedBy, Source, Status

SOURCE = ("source", "date", "dated_by", "status")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
# The two ways to write rows in TOML: "[[rule]]" over each, or "rule = [" with one "{ ... }," a line.
_ROW_HEADER = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
_ROWS_BEGIN = re.compile(r"([\w-]+)\s*=\s*\[\s*$")
_INLINE_ROW = re.compile(r"\s*\{")

Word = TypeVar("Word", bound=str)


class WorldError(ValueError):
    """A data file says something that cannot be used. The message is "file:line: why"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row and where it stands. Every reader raises WorldError naming file and line."""

    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, why: str) -> WorldError:
        return WorldError(f"{self.file}:{self.line}: {why}")

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        words = self.text(column)
        if not words:
            raise self.error(f"no {column}")
        return words

    def many(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(column).split("|") if part.strip())

    def one_of(self, column: str, words: Any) -> Any:
        """The cell as one of the words of a Literal type."""
        allowed = get_args(words)
        if self.text(column) not in allowed:
            raise self.error(
                f"{column} is {self.text(column)!r}, not one of {', '.join(w or '(empty)' for w in allowed)}"
            )
        return self.text(column)

    def decimal(self, column: str) -> Decimal | None:
        return self._decimal(column, self.text(column)) if self.text(column) else None

    def needed_decimal(self, column: str) -> Decimal:
        return self._decimal(column, self.needed(column))

    def decimals(self, column: str) -> tuple[Decimal, ...]:
        return tuple(self._decimal(column, part) for part in self.many(column))

    def whole(self, column: str) -> int | None:
        words = self.text(column)
        if not words:
            return None
        if not (words.isascii() and words.isdecimal()):
            raise self.error(f"{column} is {words!r}, not a whole number")
        return int(words)

    def share(self, column: str) -> float | None:
        """A share from 0 to 1."""
        value = self.decimal(column)
        if value is not None and not 0 <= value <= 1:
            raise self.error(f"{column} is {value}, not a share from 0 to 1")
        return None if value is None else float(value)

    def pattern(self, column: str) -> str:
        """A regular expression that google-re2 accepts; empty: none."""
        import re2

        words = self.text(column)
        try:
            re2.compile(words)
        except re2.error as error:
            raise self.error(f"{column} is no regular expression: {error}") from error
        return words

    def date(self, column: str) -> str:
        words = self.needed(column)
        if not _DATE.fullmatch(words):
            raise self.error(f"{column} is {words!r}, not YYYY, YYYY-MM or YYYY-MM-DD")
        return words

    def source(self) -> Source:
        """Who says so. A row without source or date is refused: it could not be checked by anybody."""
        return Source(
            words=self.needed("source"),
            date=self.date("date"),
            dated_by=cast("DatedBy", self.one_of("dated_by", DatedBy)),
            status=cast("Status", self.one_of("status", Status)),
        )

    def only(self, columns: tuple[str, ...]) -> Row:
        """This row, when it has no other columns than these. Raises WorldError."""
        unknown = sorted(set(self.cells) - set(columns))
        if unknown:
            raise self.error(f"unknown {', '.join(unknown)}")
        return self

    def _decimal(self, column: str, words: str) -> Decimal:
        try:
            value = Decimal(words)
        except InvalidOperation as error:
            raise self.error(f"{column} is {words!r}, not a decimal number") from error
        if not value.is_finite():
            raise self.error(f"{column} is {words!r}, not a number")
        return value


def csv_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a CSV file (UTF-8, one header line). `columns` come before those of the source, in any order.

    Raises WorldError for a missing or unknown column, or a row with too few or too many cells.
    """
    name, expected = path.name, {*columns, *SOURCE}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = next(reader, [])
            _check_header(name, header, expected)
            for cells in reader:
                if len(cells) != len(header):
                    raise WorldError(f"{name}:{reader.line_num}: {len(cells)} cells under {len(header)} columns")
                yield Row(name, reader.line_num, dict(zip(header, cells, strict=True)))
    except (csv.Error, UnicodeDecodeError) as error:
        raise WorldError(f"{name}:1: not a CSV file in UTF-8: {error}") from error
    except OSError as error:
        raise WorldError(f"{name}:1: cannot be read: {error.strerror}") from error


def _check_header(name: str, header: list[str], expected: set[str]) -> None:
    if unknown := sorted(set(header) - expected):
        raise WorldError(f"{name}:1: unknown column {', '.join(unknown)}")
    if missing := sorted(expected - set(header)):
        raise WorldError(f"{name}:1: no column {', '.join(missing)}")
    if len(header) != len(set(header)):
        raise WorldError(f"{name}:1: a column stands twice")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file: its values and lists as `top`, its arrays of tables as rows; `content` is what tomllib made."""

    name: str
    content: Mapping[str, Any]
    arrays: Mapping[str, tuple[Row, ...]]

    @property
    def top(self) -> Row:
        """The values that stand in no table. Raises WorldError unless they are texts, numbers or lists of texts."""
        return _toml_row(self.name, 1, {key: value for key, value in self.content.items() if not _is_table(value)})

    def only(self, *names: str) -> None:
        """Raises WorldError when the file says anything under another name: a slip must not drop a row in silence."""
        if unknown := sorted(set(self.content) - set(names)):
            raise WorldError(f"{self.name}:1: unknown {', '.join(unknown)}")

    @property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        return {key: value for key, value in self.content.items() if isinstance(value, dict)}


def toml_file(path: Path) -> TomlFile:
    """Read a TOML file. Raises WorldError when it is not one."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as error:
        raise WorldError(f"{path.name}:1: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise WorldError(f"{path.name}:{line[1] if line else 1}: not TOML: {error}") from error
    places = _row_lines(text)
    arrays = {
        key: tuple(_toml_row(path.name, places.get((key, number), 1), table) for number, table in enumerate(value))
        for key, value in content.items()
        if isinstance(value, list) and _is_table(value)
    }
    return TomlFile(path.name, content, arrays)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _row_lines(text: str) -> dict[tuple[str, int], int]:
    """The line of each row by its array and number: tomllib keeps no lines."""
    found: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if begin := _ROWS_BEGIN.match(line):
            inside = begin[1]
        header = _ROW_HEADER.match(line)
        if key := header[1] if header else inside if _INLINE_ROW.match(line) else "":
            found[key, counts.get(key, 0)] = number
            counts[key] = counts.get(key, 0) + 1
    return found


def _toml_row(name: str, line: int, table: Any) -> Row:
    if not isinstance(table, dict):
        raise WorldError(f"{name}:{line}: {table!r} stands among rows and is none")
    return Row(name, line, {key: _cell(name, line, key, value) for key, value in table.items()})


def _cell(name: str, line: int, key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) and "|" not in item for item in value):
        return "|".join(value)
    raise WorldError(f"{name}:{line}: {key} is neither a text, a number, a yes or no, nor a list of texts")
