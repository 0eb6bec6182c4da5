"""What `rxverdict study agreement` does: reviewers' decisions from a CSV or the archive, and how far they agree."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator
from pathlib import Path

from data.archive import Archive, ArchiveError, open_archive
from data.decisions import Act
from scoring.agreement import Agreement, Kappa, Rating, agreement
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import harmless, say

_COLUMNS = ("case", "reviewer", "decision")


class BadReviews(ValueError):
    """A file that holds no reviews; the message is one line for people."""


def run_agreement(path: Path | None, as_csv: bool) -> int:
    code = EXIT_OK

    def complain(number: int, why: str) -> None:
        nonlocal code
        code = EXIT_PARTLY
        say(f"{path}:{number}: {why}; passed over")

    try:
        if path is None:
            with open_archive() as archive:
                found = agreement(archive_ratings(archive))
        else:
            found = agreement(file_ratings(path, complain))
    except ArchiveError as error:
        say(f"The archive cannot be read: {error}")
        return EXIT_BAD
    except (BadReviews, OSError, UnicodeDecodeError) as error:
        say(f"{path}: {getattr(error, 'strerror', None) or error}")
        return EXIT_BAD
    if not found.together.cases:
        say("No case was decided by two reviewers, so there is nothing to compare.")
        return EXIT_BAD
    for line in csv_lines(found) if as_csv else markdown_lines(found):
        print(harmless(line))  # noqa: T201 - results belong on stdout
    return code


def file_ratings(path: Path, complain: Callable[[int, str], None]) -> Iterator[Rating]:
    """The rows of a CSV with the columns case, reviewer and decision. Raises BadReviews, OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise BadReviews(f"a column {missing[0]} is missing; needed are {', '.join(_COLUMNS)}")
        for row in rows:
            cells = [(row[name] or "").strip() for name in _COLUMNS]
            if all(cells):
                yield Rating(*cells)
            else:
                complain(rows.line_num, f"{_COLUMNS[cells.index('')]} is empty")


def archive_ratings(archive: Archive) -> Iterator[Rating]:
    """The decisions about whole verdicts, oldest first. A case is one verdict: its evidence was the same for all."""
    for review in archive.audit.every():
        if review.act == Act.DECISION and not review.concerns:
            who = review.signed_in or review.reviewer
            yield Rating(str(review.verdict_id), who, review.decision)


def markdown_lines(found: Agreement) -> Iterator[str]:
    """A table: all reviewers first, then each pair."""
    yield "| reviewers | measure | cases | agreed | kappa (95 % bounds) |"
    yield "|---|---|---|---|---|"
    for name, kappa in _named(found):
        cell = "not defined: chance alone explains it" if math.isnan(kappa.kappa) else _cell(kappa)
        who = " and ".join(_plain(one) for one in kappa.reviewers) if name == "Cohen" else "all together"
        yield f"| {who} | {name} | {kappa.cases} | {kappa.agreed:.1%} | {cell} |"


def csv_lines(found: Agreement) -> Iterator[str]:
    """One row a group of reviewers; empty: not defined."""
    yield "reviewers,measure,cases,agreed,kappa,low,high"
    for name, kappa in _named(found):
        numbers = ["" if math.isnan(x) else f"{x:.4f}" for x in (kappa.agreed, kappa.kappa, kappa.low, kappa.high)]
        who = " and ".join(_plain(one).replace(",", " ").replace('"', "'") for one in kappa.reviewers)
        yield ",".join((who, name, str(kappa.cases), *numbers))


def _named(found: Agreement) -> Iterator[tuple[str, Kappa]]:
    yield "Fleiss", found.together
    yield from (("Cohen", kappa) for kappa in found.pairs)


def _cell(kappa: Kappa) -> str:
    return f"{kappa.kappa:.2f} ({kappa.low:.2f} to {kappa.high:.2f})"


def _plain(name: str) -> str:
    """A reviewer's name as one cell, which no spreadsheet takes for a formula."""
    flat = " ".join(name.replace("|", "/").split())
    return f"'{flat}" if flat[:1] in "=+-@" else flat
