"""Sites from a list: one address a line, or a CSV file with a column named url."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from crawler.site import site_of

Complain = Callable[[int, str], None]  # line number from 1, and why the line was passed over
_LONGEST = 2_000  # characters; no browser accepts much longer addresses


def addresses(lines: Iterable[str], complain: Complain) -> Iterator[tuple[int, str]]:
    """(line number, address) of each line that holds one. Blank lines and lines that begin with # are passed over.

    When the first line is a CSV heading with a column `url` (any case), that column is read.
    """
    numbered = enumerate(lines, 1)
    for number, line in numbered:
        told = line.lstrip("\ufeff").strip()
        if not told or told.startswith("#"):
            continue
        column = _column(told)
        if column is None:
            yield from _sound(chain([(number, told)], ((n, x.strip()) for n, x in numbered)), complain)
        else:
            yield from _sound(_cells((text for _, text in numbered), column, number, told, complain), complain)
        return


def _column(heading: str) -> tuple[int, str] | None:
    """Place of the column `url`, and what parts the columns."""
    for mark in (",", ";", "\t"):
        names = [name.strip().strip('"').lower() for name in heading.split(mark)]
        if "url" in names:
            return names.index("url"), mark
    return None


def _cells(
    lines: Iterable[str], column: tuple[int, str], heading_at: int, heading: str, complain: Complain
) -> Iterator[tuple[int, str]]:
    place, mark = column
    rows = csv.reader(lines, delimiter=mark)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            complain(heading_at + rows.line_num, str(error))
            continue
        if place < len(row):
            yield heading_at + rows.line_num, row[place].strip()
        elif any(cell.strip() for cell in row):
            complain(heading_at + rows.line_num, f"has no column “{heading.split(mark)[place].strip()}”")


def _sound(numbered: Iterable[tuple[int, str]], complain: Complain) -> Iterator[tuple[int, str]]:
    for number, text in numbered:
        if not text or text.startswith("#"):
            continue
        if why := _fault(text):
            complain(number, why)
        else:
            yield number, text


def _fault(text: str) -> str:
    """Why this is no address of a website; empty: it is one as far as can be told without asking."""
    if len(text) > _LONGEST:
        return f"is longer than {_LONGEST} characters"
    if any(c.isspace() or not c.isprintable() for c in text):
        return "is no address: it holds blanks"
    if "://" in text and not text.lower().startswith(("http://", "https://")):
        return "is no address of a website: it begins with neither http:// nor https://"
    if "." not in site_of(text):
        return "is no address of a website"
    return ""
