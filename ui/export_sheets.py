"""XLSX: texts are always texts, and the limits of the format are told instead of being hidden.

A sheet ends at 1,048,576 rows: further rows go to further sheets. A cell ends at 32,767 characters (counted as UTF-16):
longer texts are cut with a mark that says so.
https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from ui.columns import Column, Kind, Table
from ui.export_formats import Lost, listed
from ui.export_rows import Value, Values
from ui.formulas import looks_like_formula

SHEET_ROWS: Final = 1_048_576
CELL_UNITS: Final = 32_767
_CUT = " [cut here: {} characters; whole in .csv, .jsonl and .parquet]"
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - in the properties of the file instead of today: same rows, same bytes
_DIGITS = 15  # what a double, the only number of a sheet, holds of a decimal
_WIDTHS = {Kind.TEXT: 22, Kind.WORDS: 30, Kind.OBJECTS: 40, Kind.MOMENT: 20}  # in characters; others 12


class Sheets:
    """A sheet with the rows, further ones when they are many, and one that describes the columns."""

    def __init__(self, path: Path, table: Table, sheet_rows: int = SHEET_ROWS) -> None:
        try:
            from xlsxwriter import Workbook
        except ImportError as error:
            raise Lost("XLSX needs xlsxwriter: install rxverdict with its extra named export.") from error
        # Rows leave memory as soon as the next begins. Nothing is taken for a link, a number or a formula.
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = Workbook(str(path), {"constant_memory": True, "nan_inf_to_errors": True, **never})
        self._book.set_properties({"title": table.name, "comments": table.words, "created": _MADE})
        self._bold = self._book.add_format({"bold": True})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        # Tells the spreadsheet that the cell is text even after somebody has edited it.
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._table, self._limit = table, sheet_rows
        self._sheets, self._cut, self._rounded = 0, 0, 0
        self._begin()

    @property
    def notes(self) -> tuple[str, ...]:
        told = []
        if self._sheets > 1:
            told.append(f"XLSX holds {self._limit:,} rows a sheet: the rows go on in {self._sheets} sheets")
        if self._cut:
            told.append(f"{self._cut} cells were longer than the {CELL_UNITS:,} characters of XLSX and are cut")
        if self._rounded:
            told.append(f"{self._rounded} amounts have more than the {_DIGITS} digits of XLSX and are rounded")
        return tuple(told)

    def write(self, row: Values) -> None:
        if self._row == self._limit:
            self._begin()
        for number, (column, value) in enumerate(zip(self._table.columns, row, strict=True)):
            if value is not None:
                _WRITERS[column.kind](self, number, value)
        self._row += 1

    def text(self, column: int, value: Value) -> None:
        words = self._fitting(str(value))
        self._sheet.write_string(self._row, column, words, self._quoted if looks_like_formula(words) else None)

    def number(self, column: int, value: Value) -> None:
        self._sheet.write_number(self._row, column, value)

    def decimal(self, column: int, value: Decimal) -> None:
        self._rounded += len(value.normalize().as_tuple().digits) > _DIGITS
        self._sheet.write_number(self._row, column, float(value))

    def moment(self, column: int, value: datetime) -> None:
        # A cell knows no time zones; the column's description says that it is UTC.
        self._sheet.write_datetime(self._row, column, value.astimezone(UTC).replace(tzinfo=None), self._moment)

    def words(self, column: int, value: Value) -> None:
        self.text(column, listed(value))

    def _fitting(self, text: str) -> str:
        if len(text) * 2 <= CELL_UNITS or _units(text) <= CELL_UNITS:
            return text
        self._cut += 1
        mark = _CUT.format(len(text))
        kept = text.encode("utf-16-le")[: 2 * (CELL_UNITS - len(mark))]
        return kept.decode("utf-16-le", "ignore") + mark

    def _begin(self) -> None:
        self._sheets += 1
        name = self._table.name if self._sheets == 1 else f"{self._table.name} {self._sheets}"
        self._sheet: Any = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._table.columns):
            self._sheet.set_column(number, number, _WIDTHS.get(column.kind, 12))
            self._sheet.write_string(0, number, column.name, self._bold)
        self._row = 1

    def _describe(self) -> None:
        sheet = self._book.add_worksheet("columns")
        rows = [("column", "type", "unit", "source", "meaning"), *map(_described, self._table.columns)]
        for place, row in enumerate(rows):
            for number, words in enumerate(row):
                sheet.write_string(place, number, words, None if place else self._bold)
        sheet.set_column(0, 3, 20)
        sheet.set_column(4, 4, 90)

    def __enter__(self) -> Sheets:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._describe()
        self._book.close()


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _described(column: Column) -> tuple[str, ...]:
    return column.name, column.kind.value, column.unit, column.source, column.words


_WRITERS: dict[Kind, Callable[[Sheets, int, Any], None]] = {
    Kind.TEXT: Sheets.text,
    Kind.INTEGER: Sheets.number,
    Kind.NUMBER: Sheets.number,
    Kind.DECIMAL: Sheets.decimal,
    Kind.MOMENT: Sheets.moment,
    Kind.WORDS: Sheets.words,
    Kind.OBJECTS: Sheets.text,
}
