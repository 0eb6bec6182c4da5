"""Commands that feed and test the knowledge: registers, price lists, labelled sites."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ui import EXIT_BAD, EXIT_PARTLY

registers = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Official register editions: import, status.")
prices = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Official price lists: import.")

DayOption = typer.Option("--date", metavar="YYYY-MM-DD", help="Day of the edition, as the publisher states it.")


@registers.command(
    "import",
    epilog='Example: rxverdict registers import "GB GPhC" premises.csv --date 2026-11-01\n\n'
    "Exit codes: 0 imported; 2 the file cannot be used (the message says why).",
)
def import_register(
    name: Annotated[str, typer.Argument(metavar="NAME", help='Register, such as "GB GPhC" or "US NABP".')],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The register's own download, .csv or .xlsx.")],
    day: Annotated[str, DayOption],
) -> None:
    """Keep an official register edition in the home folder; verdicts ask the newest edition of each register.

    Which columns are read stands in data/register_maps.toml. An entry counts only when it names the site's domain.
    """
    from data.register_editions import import_register as keep
    from data.settings import Settings
    from data.world import WorldError

    try:
        edition = keep(name, file, _day(day), Settings().home)
    except (WorldError, OSError, UnicodeDecodeError) as error:
        _unusable(error)
    typer.echo(f"{edition.register}: {edition.rows} entries, edition of {edition.date}")


@registers.command(epilog="Example: rxverdict registers status\n\nExit codes: 0 told; 2 an edition cannot be read.")
def status() -> None:
    """Tell which register editions are imported, how old they are, and which are too old to count."""
    from data.known import known_world
    from data.world import WorldError

    try:
        world = known_world()
    except WorldError as error:
        _unusable(error)
    if not world.editions:
        typer.echo("No register edition is imported: only .pharmacy addresses can be verified.")
    for edition in world.editions:
        typer.echo(f"{edition.register}\t{edition.date}\t{edition.rows} entries\t{_age(edition.date)}")


@prices.command(
    "import",
    epilog="Example: rxverdict prices import nadac nadac.csv --date 2026-11-18\n\n"
    "Exit codes: 0 imported; 2 the file cannot be used (the message says why).",
)
def import_price_list(
    kind: Annotated[str, typer.Argument(metavar="nadac|drug-tariff|pbs", help="Which official list the file is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list as published, .csv.")],
    day: Annotated[str, DayOption],
) -> None:
    """Keep an official price list (US, UK, Australia): it gives the genuine prices that offers are compared with."""
    from typing import get_args

    from data.price_editions import Kind, import_prices
    from data.world import WorldError, load

    if kind not in get_args(Kind):
        _unusable(f"{kind} is no list known here; known are {', '.join(get_args(Kind))}")
    try:
        edition = import_prices(kind, file, _day(day).isoformat(), load().drugs)  # type: ignore[arg-type]
    except (WorldError, OSError, UnicodeDecodeError) as error:
        _unusable(error)
    typer.echo(f"{edition.market}: {edition.rows} prices of {edition.strengths} strengths, edition of {edition.date}")


def evaluate(
    labels: Annotated[
        list[Path], typer.Argument(metavar="LABELS", help="Files or folders of labelled sites (.jsonl).")
    ],
    floors: Annotated[Path | None, typer.Option("--floors", help="TOML of pinned floors and ceilings.")] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="Name each miss (not for a half kept for measuring).")
    ] = False,
    disguised: Annotated[
        bool, typer.Option("--disguised", help="Tell how much recall falls when letters are hidden or exchanged.")
    ] = False,
    hits: Annotated[
        Path | None, typer.Option("--hits", metavar="FILE", help="Write the hits of each check there, as Markdown.")
    ] = None,
    bootstrap: Annotated[
        int, typer.Option("--bootstrap", metavar="DRAWS", min=0, help="Bounds by drawing families again, such as 1000.")
    ] = 0,
    ablation: Annotated[
        bool, typer.Option("--ablation", help="Tell what each check is worth: the classes without it.")
    ] = False,
    calibration: Annotated[
        Path | None,
        typer.Option("--calibration", metavar="FILE", help="Draw risk against labels (.svg, .png); tell the table."),
    ] = None,
    rulebook: Annotated[
        Path | None, typer.Option("--rulebook", metavar="FILE", help="TOML of other weights, strengths or prior.")
    ] = None,
) -> None:
    """Judge labelled sites and print recall, false flags and the rest, each with its 95 % bounds.

    The format is described in tests/truth/README.md, rulebook files in docs/rulebook.md. Folders `develop` and
    `measure` are told apart.
    """
    from ui.closer import closer
    from ui.disguised import report as report_disguised
    from ui.evaluation import UnusableLabels, report
    from ui.plots import CannotDraw
    from ui.rulebooks import told_rules

    def talk(words: str) -> None:
        typer.echo(words, err=True)

    if disguised and (bootstrap or ablation or calibration or rulebook):
        _unusable("evaluate --disguised goes with none of --bootstrap, --ablation, --calibration, --rulebook")
    try:
        if disguised:
            broken = report_disguised(labels, floors, misses, talk, typer.echo)
        else:
            rules = told_rules(rulebook) if rulebook is not None else None
            more = closer(bootstrap, ablation, calibration, talk)
            broken = report(labels, floors, misses, talk, typer.echo, hits, more, rules)
    except (UnusableLabels, CannotDraw, OSError) as error:
        _unusable(error)
    if broken:
        raise typer.Exit(EXIT_PARTLY)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        _unusable(f"--date: {words!r} is no day such as 2026-11-01")


def _age(edition: str) -> str:
    from datetime import UTC, datetime

    from scoring.facts.bound import is_stale

    return "too old to count" if is_stale(edition, datetime.now(UTC)) else "in date"


def _unusable(why: object) -> NoReturn:
    typer.echo(" ".join(str(why).split()), err=True)
    raise typer.Exit(EXIT_BAD)
