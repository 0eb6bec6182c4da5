"""Imports official register editions (CSV or XLSX) into the form that `data.world.load(editions=…)` reads.

Which heading of a file stands for which column of ours is told in `register_maps.toml`. A file without a number, a name
or a web address column, or with the wrong register's headings, is refused: a wrong map would borrow licences by itself.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from data.editions import plain_domain, write_edition
from data.official import Edition, RegisterEntry
from data.reading import WorldError
from data.rows import Source

FOLDER = "registers"  # under the home folder
MOST_ROWS = 500_000  # the largest register at hand, all US boards together, has about a fifth
_MAPS = Path(__file__).parent / "register_maps.toml"
_COLUMNS = ("number", "name", "domain", "address", "standing", "url")
_GENERAL = "EU national list"  # "DE BfArM" and the like: the national lists share their kinds of columns
# A list of sites that a body warns of must never enter as entries that vouch for them.
_WARNING_LIST = ("not recommended", "not-recommended", "warning", "rogue", "blocklist", "blacklist")


def import_register(name: str, file: Path, edition_date: date, home: Path, source: str = "") -> Edition:
    """Read an official edition of the register `name` ("GB GPhC", "DE BfArM", "US-TX State Board of Pharmacy").

    Writes `<home>/registers/<name>-<date>.csv` and returns what was read. `source` are words on where the file is from.
    Raises WorldError, naming the file, for an unknown format, missing columns, or a list of sites to beware of.
    """
    if any(word in f"{name} {file.stem}".casefold() for word in _WARNING_LIST):
        raise WorldError(f"{file.name}: a list of sites to beware of is no register")
    rows = _rows(file)
    heading = next(rows, None)
    if heading is None:
        raise WorldError(f"{file.name}: empty")
    places = _places(name, heading, file.name)
    entries = [entry for row in rows if (entry := _entry(name, edition_date, row, places))]
    if not entries:
        raise WorldError(f"{file.name}: no entry with a number or a web address")
    words = Source(source or f"{name}, official download {file.name}", edition_date.isoformat(), "source", "seen")
    target = home / FOLDER / f"{_slug(name)}-{edition_date.isoformat()}.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(".part")
    written = write_edition(waiting, entries, words)
    waiting.replace(target)
    return Edition(name, edition_date.isoformat(), written, words)


def imported(home: Path) -> tuple[Path, ...]:
    """The newest imported edition file of each register under the home folder, in order of name."""
    newest: dict[str, Path] = {}
    for path in sorted((home / FOLDER).glob("*-????-??-??.csv")):
        newest[path.stem[:-11]] = path
    return tuple(newest.values())


def _rows(file: Path) -> Iterator[list[str]]:
    """Rows of cells as text; the first row that is not empty is the heading."""
    rows = _sheet(file) if file.suffix.lower() == ".xlsx" else _lines(file)
    for count, row in enumerate(rows):
        if count > MOST_ROWS:
            raise WorldError(f"{file.name}: more than {MOST_ROWS} rows")
        if any(cell.strip() for cell in row):
            yield row


def _lines(file: Path) -> Iterator[list[str]]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text("cp1252", errors="replace")  # spreadsheets still save so
    except OSError as error:
        raise WorldError(f"{file.name}: {error.strerror or 'cannot be read'}") from error
    first = text.split("\n", 1)[0]
    separator = max(",;\t|", key=first.count)
    try:
        yield from csv.reader(text.splitlines(), delimiter=separator)
    except csv.Error as error:
        raise WorldError(f"{file.name}: {error}") from error


def _sheet(file: Path) -> Iterator[list[str]]:
    try:
        import openpyxl
    except ImportError as error:
        raise WorldError(f"{file.name}: reading .xlsx needs openpyxl; save the sheet as CSV or install it") from error
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # a damaged archive raises whatever its zip or XML reader raises
        raise WorldError(f"{file.name}: not a readable spreadsheet ({type(error).__name__})") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    finally:
        book.close()


def _places(name: str, heading: list[str], file: str) -> Mapping[str, int]:
    """Column of ours -> its place in the file."""
    headings = {_plain(words): place for place, words in reversed(list(enumerate(heading)))}
    places: dict[str, int] = {}
    for column, names in _map_of(name).items():
        place = next((headings[_plain(words)] for words in names if _plain(words) in headings), None)
        if place is not None:
            places[column] = place
    if "name" not in places or not {"number", "domain"} & set(places):
        raise WorldError(f"{file}: no columns for {name} among {', '.join(heading[:12])}; see data/register_maps.toml")
    return places


def _map_of(name: str) -> Mapping[str, list[str]]:
    maps = _maps()
    if name in maps:
        return maps[name]
    body = name.partition(" ")[2]
    return next((maps[known] for known in maps if known.partition(" ")[2] == body), maps[_GENERAL])


def _entry(name: str, day: date, row: list[str], places: Mapping[str, int]) -> RegisterEntry | None:
    cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
    number, domain = cells.get("number", "").removesuffix(".0"), plain_domain(cells.get("domain", ""))
    if not cells["name"] or not (number or domain):
        return None
    return RegisterEntry(
        register=name,
        edition=day.isoformat(),
        number=number,
        name=cells["name"],
        domain=domain if "." in domain else "",
        address=cells.get("address", ""),
        status=cells.get("standing", ""),
        url=cells.get("url", ""),
    )


def _plain(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _slug(name: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in name.casefold()).split())


@cache
def _maps() -> Mapping[str, Mapping[str, list[str]]]:
    table = tomllib.loads(_MAPS.read_text("utf-8"))
    return {name: columns for name, columns in table.items() if name != "meta"}
