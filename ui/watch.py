"""`rxverdict watch`: sites that are visited again, and what changed on them."""

from __future__ import annotations

from typing import Annotated

import typer

from ui import EXIT_BAD

watch = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Visit sites again and tell what changed: add, list, run …"
)

_COUNTRY = typer.Option("--buyer-country", metavar="CC", help="Where the buyer lives, in two letters (GB, US …).")
_CLASSES = ("flagged", "caution", "unverified", "verified", "not_a_seller", "unreadable")


@watch.command(
    epilog="Example: rxverdict watch add pillquay.example shops.csv --buyer-country GB\n\n"
    "Example: rxverdict watch add --verdict flagged\n\n"
    "Exit codes: 0 added, or watched already; 1 a line was passed over; 2 nothing to add.",
)
def add(
    what: Annotated[list[str] | None, typer.Argument(metavar="SITE|FILE", help="Addresses, or lists of them.")] = None,
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="CLASS", help="Every site of the archive whose newest verdict is this.")
    ] = "",
    buyer_country: Annotated[str, _COUNTRY] = "",
) -> None:
    """Watch sites. Flagged ones are visited daily at first, others more seldom; what changes is visited oftener."""
    from ui.watching import Added, with_archive
    from ui.watching import add as do

    if verdict and verdict not in _CLASSES:
        _unusable(f"--verdict: {verdict!r} is none of {', '.join(_CLASSES)}")
    if not what and not verdict:
        _unusable("watch add needs a SITE, a FILE or --verdict CLASS")
    wish = Added(tuple(what or ()), verdict, _country(buyer_country))
    raise typer.Exit(with_archive(lambda archive: do(archive, wish)))


@watch.command("list", epilog="Example: rxverdict watch list\n\nExit codes: 0 told; 1 the archive cannot be read.")
def list_() -> None:
    """Tell which sites are watched, the next due first: country, due (UTC), how often, visits, changes, misses."""
    from ui.watching import listed, with_archive

    raise typer.Exit(with_archive(listed))


@watch.command(
    epilog="Example: rxverdict watch run --once   (from a timer)\n\n"
    "Exit codes: 0 the round is done, or you stopped it; 1 the archive or the reader of websites failed; "
    "2 no site could be reached, or another crawl is at work.",
)
def run(
    once: Annotated[bool, typer.Option("--once", help="One round over what is due, then end.")] = False,
    at_once: Annotated[
        int, typer.Option("--at-once", metavar="N", min=1, max=256, help="Sites visited at the same time.")
    ] = 16,
    delay: Annotated[
        float, typer.Option("--delay", metavar="SECONDS", min=0.01, help="Pause between two requests to one host.")
    ] = 1.0,
    outside: Annotated[
        bool, typer.Option("--outside/--no-outside", help="Ask registries of names, DNS and the certificate as well.")
    ] = True,
) -> None:
    """Visit what is due, and tell each change as a line: time, site, country, kind, words.

    A visit that finds nothing to read is a miss; three in a row, a day apart, are told. Ctrl-C lets the visits in
    flight end.
    """
    from ui.watching import manner_of, run_watch

    raise typer.Exit(run_watch(once, manner_of(at_once, delay, outside)))


@watch.command(
    epilog="Example: rxverdict watch remove pillquay.example\n\nExit codes: 0 done; 1 a site was not watched.",
)
def remove(
    sites: Annotated[list[str], typer.Argument(metavar="SITE", help="Sites, as watch list names them.")],
    buyer_country: Annotated[str | None, _COUNTRY] = None,
) -> None:
    """Watch sites no longer, for one buyer's country or for all. What was seen of them is kept."""
    from ui.watching import remove as do
    from ui.watching import with_archive

    country = None if buyer_country is None else _country(buyer_country)
    raise typer.Exit(with_archive(lambda archive: do(archive, sites, country)))


@watch.command(epilog="Example: rxverdict watch changes pillquay.example\n\nExit codes: 0 told; 1 no archive.")
def changes(site: Annotated[str, typer.Argument(metavar="SITE", help="A watched site.")]) -> None:
    """Tell what changed on a site, newest first: time (UTC), site, country, kind, words."""
    from ui.watching import told_changes, with_archive

    raise typer.Exit(with_archive(lambda archive: told_changes(archive, site)))


def _country(code: str) -> str:
    told = code.strip().upper()
    if told and not (len(told) == 2 and told.isascii() and told.isalpha()):
        _unusable(f"--buyer-country: {code!r} is no two-letter country code such as GB, US or DE")
    return told


def _unusable(words: str) -> None:
    typer.echo(words, err=True)
    raise typer.Exit(EXIT_BAD)
