"""What `rxverdict study prevalence` and `study plots` do. Each returns its exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.archive import ArchiveError, open_archive
from data.known import known_world
from data.world import World
from scoring.model import VerdictClass
from scoring.prevalence import SELLING, published
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import say
from ui.studies import MOST_PRICES, Row, Study, archive_rows, file_rows, genuine_offers, network_sizes, study_of
from ui.study_tables import csv_lines, markdown_lines

if TYPE_CHECKING:
    from ui.plots import Chart

_FORMATS = {"svg": (".svg",), "png": (".png",), "both": (".svg", ".png"), "json": (".json",)}


class _Unusable(Exception):
    """Nothing to study; the message is one line for people."""


def run_prevalence(verdicts: Path | None, country: str, among: str, as_csv: bool) -> int:
    try:
        classes = _classes(among)
        world = known_world()
        study, code = _studied(verdicts, country, world, classes)
    except _Unusable as error:
        say(str(error))
        return EXIT_BAD
    lines = csv_lines if as_csv else markdown_lines
    for line in lines(study, published(world)):
        print(line)  # noqa: T201 - results belong on stdout
    return code


def run_plots(out: Path, verdicts: Path | None, country: str, format_: str) -> int:
    from ui.plots import CannotDraw, save

    try:
        if format_ not in _FORMATS:
            raise _Unusable(f"--format: {format_!r} is none of {', '.join(_FORMATS)}")
        world = known_world()
        study, code = _studied(verdicts, country, world, SELLING)
        out.mkdir(parents=True, exist_ok=True)
        for name, chart in figures(study, world).items():
            if chart is None:
                say(f"{name}: nothing to draw")
                continue
            for ending in _FORMATS[format_]:
                save(chart, out / f"{name}{ending}")
                print(out / f"{name}{ending}")  # noqa: T201 - results belong on stdout
    except (_Unusable, CannotDraw) as error:
        say(str(error))
        return EXIT_BAD
    except OSError as error:
        say(f"{error.filename or out}: {error.strerror or error}")
        return EXIT_BAD
    if study.offers_left_out:
        say(f"prices: the first {MOST_PRICES} offers are drawn, {study.offers_left_out} are left out")
    return code


def figures(study: Study, world: World) -> dict[str, Chart | None]:
    """The figures of a study by name; None: there is nothing to draw."""
    from ui import plots

    sites = study.tally.sites
    return {
        "signs": plots.flags(study.tally.checks(), sites),
        "beside-published": plots.beside_published(study.tally.figures(), published(world), sites),
        "verdicts": plots.verdicts(study.verdicts),
        "prices": plots.prices(study.offers, genuine_offers(world)),
        "networks": plots.networks(study.networks),
    }


def _classes(words: str) -> frozenset[VerdictClass]:
    try:
        return frozenset(VerdictClass(word.strip()) for word in words.split(",")) if words.strip() else SELLING
    except ValueError:
        known = ", ".join(one.value for one in VerdictClass)
        raise _Unusable(f"--among: {words!r} must be classes out of {known}, with commas") from None


def _studied(verdicts: Path | None, country: str, world: World, among: frozenset[VerdictClass]) -> tuple[Study, int]:
    study, code = _of_file(verdicts, country, world, among) if verdicts else (_of_archive(country, world, among), 0)
    if not study.sites:
        where = str(verdicts) if verdicts else "the archive"
        raise _Unusable(f"No verdict to count in {where}{f' for a buyer in {country}' if country else ''}.")
    return study, code


def _of_file(path: Path, country: str, world: World, among: frozenset[VerdictClass]) -> tuple[Study, int]:
    code = EXIT_OK

    def complain(number: int, why: str) -> None:
        nonlocal code
        code = EXIT_PARTLY
        say(f"{path}:{number}: {why}; passed over")

    try:
        return study_of(file_rows(path, complain, country), world, among), code
    except OSError as error:
        raise _Unusable(f"{path}: {error.strerror or error}") from error


def _of_archive(country: str, world: World, among: frozenset[VerdictClass]) -> Study:
    try:
        with open_archive() as archive:
            study = study_of(_told(archive_rows(archive, country), say), world, among)
            study.networks = network_sizes(archive, datetime.now(UTC))
            return study
    except ArchiveError as error:
        raise _Unusable(f"The archive cannot be read: {error}") from error


def _told(rows: Iterator[Row], tell: Callable[[str], None]) -> Iterator[Row]:
    """The rows, with a word now and then, because a million take minutes."""
    for number, row in enumerate(rows, 1):
        if number % 50_000 == 0:
            tell(f"{number} sites counted")
        yield row
