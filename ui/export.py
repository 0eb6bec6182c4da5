"""`rxverdict export OUT`: the archive as a data set."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ui import EXIT_BAD, EXIT_PARTLY

if TYPE_CHECKING:
    from data.archive import Archive
    from data.kept import Filters
    from ui.exporting import Gathered, Told

EXPORT_EPILOG = (
    "Example: rxverdict export study/ --latest; rxverdict export prices.parquet --table prices --since 2026-10-01\n\n"
    "Exit codes: 0 everything is written; 1 written, but something did not fit or could not be read (told on stderr); "
    "2 nothing was written, the message says why."
)


def export(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="FILE.csv, .jsonl, .parquet or .xlsx; FOLDER/ for all tables.")
    ],
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="Of a file: verdicts, findings or prices.")
    ] = "verdicts",
    verdict: Annotated[
        list[str] | None, typer.Option("--verdict", metavar="CLASS", help="Only this class; may be repeated.")
    ] = None,
    buyer_country: Annotated[
        str, typer.Option("--buyer-country", metavar="CC", help="Only verdicts for buyers in this country.")
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Judged on this day (UTC) or later.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Judged before this day (UTC).")] = "",
    latest: Annotated[
        bool, typer.Option("--latest", help="Of each site and buyer's country only the newest visit.")
    ] = False,
    creator: Annotated[
        str, typer.Option("--creator", metavar="NAME", help="Of a folder: who gives the data set out.")
    ] = "",
    licence: Annotated[
        str, typer.Option("--licence", metavar="ID", help="Of a folder: CC-BY-4.0, CC0-1.0 or ODbL-1.0.")
    ] = "CC-BY-4.0",
) -> None:
    """Write verdicts, findings or prices to a file, or all of them to a folder with its description.

    Columns bear the names of the verdict object. The same archive gives the same bytes; memory does not grow with it.
    A folder gets datapackage.json (Frictionless), croissant.json, a data card (README.md), licence, citation and the
    rulebook. In CSV an apostrophe keeps spreadsheets from running texts of sites; the data card says how to drop it.
    """
    from data.kept import Filters
    from scoring.model import VerdictClass
    from ui.columns import TABLES
    from ui.export_card import LICENCES

    _one_of("--table", [table], [one.name for one in TABLES])
    _one_of("--verdict", verdict or [], list(VerdictClass))
    _one_of("--licence", [licence], list(LICENCES))
    country = buyer_country.strip().upper()
    filters = Filters(
        verdicts=tuple(verdict or ()),
        buyer_country=country,
        since=_day("--since", since),
        until=_day("--until", until),
        latest_only=latest,
    )
    raise typer.Exit(run_export(out, table, filters, creator, licence))


def run_export(out: str, table: str, filters: Filters, creator: str, licence: str) -> int:
    """Write the export and tell it; the exit code."""
    from ui.commands import say
    from ui.export_formats import Lost
    from ui.exporting import Unusable
    from ui.opening import with_archive

    def work(archive: Archive) -> int:
        with _Counting() as counting:
            gathered = _write(archive, out, table, filters, creator, licence, counting)
        return _tell(out, gathered)

    try:
        return with_archive(work)
    except (Unusable, Lost) as error:
        say(str(error))
    except OSError as error:
        say(f"{out} cannot be written: {error.strerror or error}. Nothing is left of it.")
    return EXIT_BAD


def _write(
    archive: Archive, out: str, table: str, filters: Filters, creator: str, licence: str, told: Told
) -> Gathered:
    from data.known import known_world
    from ui import columns
    from ui.exporting import Terms, is_folder, write_file, write_folder

    if not is_folder(out):
        return write_file(archive, Path(out), columns.table(table), filters, told)
    terms = Terms(creator, licence) if creator else Terms(licence=licence)
    return write_folder(archive, known_world(archive.home), Path(out), filters, terms, told)


def _tell(out: str, gathered: Gathered) -> int:
    from ui.commands import say

    for name, count in gathered.rows.items():
        typer.echo(f"{out}: {name} {count} rows")
    for note in gathered.notes:
        say(note)
    if gathered.broken:
        say(f"The verdict objects of {gathered.broken} cases could not be read: they have no findings and no prices.")
    return EXIT_PARTLY if gathered.notes or gathered.broken else 0


class _Counting:
    """Tells how far it is: a moving line on a terminal, else a line now and then."""

    _SELDOM = 100_000  # cases; some ten seconds

    def __enter__(self) -> _Counting:
        self._status = None
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("Reading the archive")
            self._status.start()
        return self

    def __call__(self, cases: int) -> None:
        from ui.commands import say

        if self._status is not None:
            self._status.update(f"{cases:,} cases written")
        elif cases % self._SELDOM == 0:
            say(f"{cases:,} cases written")

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()


def _day(option: str, words: str) -> datetime | None:
    if not words:
        return None
    try:
        return datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        _unusable(f"{option}: {words!r} is no day such as 2026-11-01")


def _one_of(option: str, told: list[str], known: list[str]) -> None:
    for word in told:
        if word not in known:
            _unusable(f"{option}: {word!r} is none of {', '.join(known)}")


def _unusable(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(EXIT_BAD)
