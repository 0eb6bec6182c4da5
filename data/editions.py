"""Imported register editions: what an authority's register said on one day, as rows of the World.

An edition is a CSV file with the columns of `COLUMNS` and of the source; `date` is the day of the edition.
Editions are imported by the people who run the checker and lie outside this package.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from data.official import Edition, RegisterEntry
from data.reading import SOURCE, csv_rows
from data.rows import Source

# "standing" is what the register says of the entry; "status" is the status of our row, as everywhere in this folder.
COLUMNS = ("register", "number", "name", "domain", "address", "standing", "url")


def read_editions(paths: Iterable[Path]) -> tuple[tuple[RegisterEntry, ...], tuple[Edition, ...]]:
    """All entries of these files, and one Edition for each register and date. Raises WorldError (file:line: why)."""
    entries: list[RegisterEntry] = []
    counts: dict[tuple[str, str], int] = {}
    sources: dict[tuple[str, str], Source] = {}
    for path in paths:
        for row in csv_rows(path, COLUMNS):
            source = row.source()
            key = (row.needed("register"), source.date)
            counts[key] = counts.get(key, 0) + 1
            sources.setdefault(key, source)
            entries.append(
                RegisterEntry(
                    register=key[0],
                    edition=source.date,
                    number=row.text("number"),
                    name=row.text("name"),
                    domain=plain_domain(row.text("domain")),
                    address=row.text("address"),
                    status=row.text("standing"),
                    url=row.text("url"),
                )
            )
    editions = tuple(
        Edition(register, date, rows, sources[register, date]) for (register, date), rows in counts.items()
    )
    return tuple(entries), editions


def write_edition(path: Path, entries: Iterable[RegisterEntry], source: Source) -> int:
    """Write one edition file as `read_editions` reads it, and return its number of rows."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow((*COLUMNS, *SOURCE))
        for entry in entries:
            cells = (entry.register, entry.number, entry.name, entry.domain, entry.address, entry.status, entry.url)
            writer.writerow((*cells, source.words, source.date, source.dated_by, source.status))
            written += 1
    return written


def plain_domain(address: str) -> str:
    """The host of an address as registers write it ("http://www.shop.example/", "Shop.Example"); empty: none."""
    words = address.strip().lower()
    try:
        host = urlsplit(words if "//" in words else f"//{words}").hostname or ""
    except ValueError:
        return ""
    plain = host.removeprefix("www.").rstrip(".")
    return plain if "." in plain else ""
