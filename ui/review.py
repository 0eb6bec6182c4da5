"""`rxverdict review` and `rxverdict appeal`: what people decide about a verdict, and what is said against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui import EXIT_BAD

_COUNTRY = typer.Option("--buyer-country", metavar="CC", help="The verdict for buyers there, in two letters (GB …).")
_NAME = typer.Option("--reviewer", metavar="NAME", envvar="RXVERDICT_REVIEWER", help="Your name; it is kept as typed.")
_SITE = typer.Argument(metavar="SITE", help="A site of the archive, or an address on it.")


def review(
    site: Annotated[str, _SITE],
    decision: Annotated[
        str,
        typer.Option("--decision", metavar="WORD", help="What you decide; an unknown word lists them. Without: tell."),
    ] = "",
    note: Annotated[str, typer.Option("--note", help="Why; only a confirmation may do without.")] = "",
    check: Annotated[str, typer.Option("--check", metavar="ID", help="The finding it is about; else the whole.")] = "",
    answers: Annotated[
        int, typer.Option("--answers", metavar="ROW", help="The appeal it answers: its row, as told.")
    ] = 0,
    reviewer: Annotated[str, _NAME] = "",
    buyer_country: Annotated[str, _COUNTRY] = "",
) -> None:
    """Decide about the newest verdict on a site, or tell what was decided so far: row, time, what, who, words.

    A decision stands beside the verdict and changes nothing of it. Nothing that was decided can be taken back; decide
    again, and the newest counts.
    """
    from ui.review_commands import Wish, run_review

    raise typer.Exit(run_review(site, _country(buyer_country), Wish(decision, note, check, answers, reviewer)))


def appeal(
    site: Annotated[str, _SITE],
    from_: Annotated[str, typer.Option("--from", metavar="NAME", help="Who objects.")],
    text: Annotated[str, typer.Option("--text", help="What speaks against the verdict, in their words.")] = "",
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The words, from a text file.")] = None,
    link: Annotated[
        list[str] | None, typer.Option("--link", metavar="URL", help="Evidence elsewhere; may be given again.")
    ] = None,
    visit: Annotated[
        bool, typer.Option("--visit", help="Visit the site again now; the new verdict stands beside the old.")
    ] = False,
    reviewer: Annotated[str, _NAME] = "",
    buyer_country: Annotated[str, _COUNTRY] = "",
) -> None:
    """Keep what a site's owner says against the newest verdict, and visit the site again if asked to.

    Links are kept for people to open; this program does not visit them.
    """
    from ui.review_commands import Objection, run_appeal

    if bool(text) == bool(file):
        typer.echo("appeal needs one of: --text WORDS, --file FILE", err=True)
        raise typer.Exit(EXIT_BAD)
    said = Objection(from_, text, file, tuple(link or ()), visit, reviewer)
    raise typer.Exit(run_appeal(site, _country(buyer_country), said))


REVIEW_EPILOG = (
    "Example: rxverdict review pillquay.example --buyer-country GB --decision remediated --note 'Now asks for a "
    "prescription.' --reviewer 'A. Inspector'\n\n"
    "Exit codes: 0 kept or told; 1 the archive cannot be used; 2 no such verdict, or the decision cannot be kept so."
)
APPEAL_EPILOG = (
    "Example: rxverdict appeal pillquay.example --from 'The owner' --file letter.txt --link https://register.example/7 "
    "--visit --reviewer 'A. Inspector'\n\n"
    "Exit codes: 0 kept; 1 the archive cannot be used, or the new visit broke off (the appeal is kept all the same); "
    "2 no such verdict, or the appeal cannot be kept so."
)


def _country(code: str) -> str:
    told = code.strip().upper()
    if told and not (len(told) == 2 and told.isascii() and told.isalpha()):
        typer.echo(f"--buyer-country: {code!r} is no two-letter country code such as GB, US or DE", err=True)
        raise typer.Exit(EXIT_BAD)
    return told
