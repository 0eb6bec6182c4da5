"""What the page of the data set decides: what its address asks for, what a preview shows, what a download holds."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data.archive import Archive
from data.kept import Filters
from data.world import World
from scoring.model import VerdictClass
from ui.columns import TABLES, VERDICTS, Column, Kind, Table, table
from ui.commands import harmless
from ui.export_formats import stamped
from ui.exporting import first_rows, write_file, write_folder

# A download stands in the memory of the server, for each person that asks: 20,000 cases are some 150 MB of CSV.
MOST: Final = 20_000
PREVIEW: Final = 25  # rows; enough to see what the columns hold
_LONG = 200  # characters of a cell in the preview


@dataclass(frozen=True, slots=True)
class Asked:
    table: Table
    filters: Filters


def asked_of(query: Mapping[str, str]) -> Asked:
    """What an address asks for. A value that is none of ours is passed over."""
    names = {one.name for one in TABLES}
    name = query.get("table", "")
    country = query.get("buyer", "").strip().upper()
    words = query.get("verdict", "").split(",")
    filters = Filters(
        verdicts=tuple(verdict for verdict in VerdictClass if verdict in words),
        buyer_country=country if len(country) == 2 and country.isascii() and country.isalpha() else "",
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        latest_only=query.get("latest") == "yes",
    )
    return Asked(table(name) if name in names else VERDICTS, filters)


def query_of(asked: Asked) -> dict[str, str]:
    """The inverse of `asked_of`; what goes without saying is left out."""
    filters = asked.filters
    told = {
        "table": "" if asked.table is VERDICTS else asked.table.name,
        "verdict": ",".join(filters.verdicts),
        "buyer": filters.buyer_country,
        "since": f"{filters.since:%Y-%m-%d}" if filters.since else "",
        "until": f"{filters.until:%Y-%m-%d}" if filters.until else "",
        "latest": "yes" if filters.latest_only else "",
    }
    return {name: value for name, value in told.items() if value}


def between(filters: Filters, first: date | None, last: date | None) -> Filters:
    """The filters with both days, the last one counted in."""
    until = _midnight(last) + timedelta(days=1) if last else None
    return replace(filters, since=_midnight(first) if first else None, until=until)


def first_day(filters: Filters) -> date | None:
    return filters.since.date() if filters.since else None


def last_day(filters: Filters) -> date | None:
    """The last day that the filters let through."""
    return (filters.until - timedelta(days=1)).date() if filters.until else None


def command(asked: Asked, out: str) -> str:
    """The same export on the command line."""
    filters = asked.filters
    words = ["rxverdict", "export", out]
    words += [] if out.endswith("/") or asked.table is VERDICTS else ["--table", asked.table.name]
    for verdict in filters.verdicts:
        words += ["--verdict", str(verdict)]
    words += ["--buyer-country", filters.buyer_country] if filters.buyer_country else []
    words += ["--since", f"{filters.since:%Y-%m-%d}"] if filters.since else []
    words += ["--until", f"{filters.until:%Y-%m-%d}"] if filters.until else []
    words += ["--latest"] if filters.latest_only else []
    return shlex.join(words)


def can_write(ending: str) -> bool:
    """Whether what this format needs is installed."""
    needed = {".parquet": "pyarrow", ".xlsx": "xlsxwriter"}.get(ending)
    return needed is None or find_spec(needed) is not None


def preview(archive: Archive, asked: Asked) -> dict[str, list[str | int | float | None]]:
    """The first rows by column, fit for a screen: long texts cut, nothing that hides or reorders letters."""
    rows = list(first_rows(archive, asked.table, asked.filters, PREVIEW))
    columns = enumerate(asked.table.columns)
    return {column.name: [_shown(row[number], column) for row in rows] for number, column in columns}


def _shown(value: object, column: Column) -> str | int | float | None:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        text = ", ".join(value)
    elif isinstance(value, datetime):
        text = stamped(value)
    else:
        text = format(value, "f") if column.kind is Kind.DECIMAL else str(value)
    text = harmless(text[: _LONG + 1])
    return text if len(text) <= _LONG else f"{text[:_LONG]} …"


def download(archive: Archive, asked: Asked, ending: str) -> bytes:
    """The file of this ending. Raises Lost, ArchiveError, OSError."""
    with TemporaryDirectory(prefix="rxverdict-") as folder:
        path = Path(folder, f"{asked.table.name}{ending}")
        write_file(archive, path, asked.table, asked.filters)
        return path.read_bytes()


def download_folder(archive: Archive, world: World, asked: Asked) -> bytes:
    """All tables and what describes them, zipped; the same rows give the same bytes. Raises ArchiveError, OSError."""
    with TemporaryDirectory(prefix="rxverdict-") as base:
        folder = Path(base, "data")
        write_folder(archive, world, folder, asked.filters)
        packed = Path(base, "data.zip")
        with ZipFile(packed, "w", ZIP_DEFLATED) as zipped:
            for path in sorted(folder.iterdir()):
                entry = ZipInfo(f"rxverdict/{path.name}", (1980, 1, 1, 0, 0, 0))  # the first moment ZIP can tell
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                zipped.writestr(entry, path.read_bytes())
        return packed.read_bytes()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _day(words: str) -> datetime | None:
    try:
        return _midnight(date.fromisoformat(words))
    except ValueError:
        return None
