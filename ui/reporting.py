"""`rxverdict report`: one case told as a page, as a PDF, as a bundle, as drafts of notices; and a bundle checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui import EXIT_BAD

REPORT_EPILOG = (
    "Examples: rxverdict report pills.example --pdf case.pdf --bundle case.zip\n"
    "rxverdict report --verify case.zip --digest 0f3a…\n\n"
    "Exit codes: 0 written, or checked and whole; 1 some could not be written, or faults were found, each a line; "
    "2 there is no such case, or the input cannot be used."
)


def report(
    site: Annotated[str, typer.Argument(metavar="SITE", help="A site of the archive, by name or address.")] = "",
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="One page that needs nothing else.")
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="PDF/A, for print and for the file.")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option("--bundle", metavar="FILE", help="Zip of visit, verdict, records and sums.")
    ] = None,
    drafts: Annotated[
        Path | None,
        typer.Option("--drafts", metavar="FOLDER", help="Drafts to registrar, host and authorities; you send them."),
    ] = None,
    buyer_country: Annotated[
        str, typer.Option("--buyer-country", metavar="CC", help="The case for this country; without it the newest.")
    ] = "",
    verify: Annotated[
        Path | None, typer.Option("--verify", metavar="FILE", help="Check a bundle and judge its visit again.")
    ] = None,
    digest: Annotated[
        str, typer.Option("--digest", metavar="SHA256", help="The sum that was noted when the bundle was made.")
    ] = "",
) -> None:
    """Tell one case of the archive, or check one that was told: the newest visit of a site, as it was judged then.

    The case is told as it was kept; nothing is visited. Each file is named on stdout with its SHA-256: note that of a
    bundle somewhere else. Same case, same bytes; a PDF depends on the fonts of this machine as well. Files that exist
    are replaced.
    """
    from ui.reports import Wanted, run_report, run_verify

    if verify is not None:
        if site or any((html, pdf, bundle, drafts)):
            typer.echo("report: --verify FILE goes alone, or with --digest", err=True)
            raise typer.Exit(EXIT_BAD)
        raise typer.Exit(run_verify(verify, digest))
    if not site or not any((html, pdf, bundle, drafts)):
        typer.echo("report needs a SITE and one of --html, --pdf, --bundle, --drafts; or --verify FILE", err=True)
        raise typer.Exit(EXIT_BAD)
    raise typer.Exit(run_report(site, buyer_country.strip().upper(), Wanted(html, pdf, bundle, drafts)))
