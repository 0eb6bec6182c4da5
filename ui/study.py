"""`rxverdict study`: published tables redone, figures, agreement between reviewers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

study = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Tables and figures over an archive, or over a file of verdicts."
)

VerdictsFile = Annotated[
    Path | None,
    typer.Argument(metavar="[VERDICTS]", help="What `rxverdict score` wrote; without it: the archive."),
]
BuyerCountry = Annotated[
    str, typer.Option("--buyer-country", metavar="CC", help="Only verdicts for a buyer there; without it: all.")
]
_CODES = "Exit codes: 0 told; 1 a line was no verdict and was passed over; 2 nothing could be used."


@study.command(epilog=f"Example: rxverdict study prevalence verdicts.jsonl --csv > prevalence.csv\n\n{_CODES}")
def prevalence(
    verdicts: VerdictsFile = None,
    buyer_country: BuyerCountry = "",
    among: Annotated[
        str,
        typer.Option("--among", metavar="CLASSES", help="Verdicts of the sites that count, such as flagged,caution."),
    ] = "",
    csv: Annotated[bool, typer.Option("--csv", help="One row a figure, instead of Markdown.")] = False,
) -> None:
    """How often each sign is seen, with 95 % bounds, beside the figures of NABP and of Lagan et al. 2014.

    Each site counts once. Without --among those that sell, broker or promote prescription medicine count.
    """
    from ui.studying import run_prevalence

    raise typer.Exit(run_prevalence(verdicts, buyer_country.strip().upper(), among, csv))


@study.command(epilog=f"Example: rxverdict study plots figures/ --format png\n\n{_CODES}")
def plots(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the figures; made when it is not there.")],
    verdicts: VerdictsFile = None,
    buyer_country: BuyerCountry = "",
    format_: Annotated[
        str, typer.Option("--format", metavar="svg|png|both|json", help="json: Vega-Lite, with the numbers in it.")
    ] = "both",
) -> None:
    """Draw signs, signs beside the literature, verdicts by country and time, prices, sizes of networks.

    For a calibration plot: rxverdict evaluate LABELS --calibration FILE.
    """
    from ui.studying import run_plots

    raise typer.Exit(run_plots(out, verdicts, buyer_country.strip().upper(), format_))


@study.command(
    epilog="Example: rxverdict study agreement reviews.csv\n\n"
    "Exit codes: 0 told; 1 a row was passed over; 2 nothing could be used.",
)
def agreement(
    reviews: Annotated[
        Path | None,
        typer.Argument(metavar="[REVIEWS]", help="CSV with columns case, reviewer, decision; without: the archive."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="One row a pair, instead of Markdown.")] = False,
) -> None:
    """How far reviewers agree beyond chance: Fleiss' kappa of all, Cohen's kappa of each pair, with 95 % bounds.

    Only cases that at least two reviewers decided count; of several decisions of one reviewer about one, the last.
    """
    from ui.agreeing import run_agreement

    raise typer.Exit(run_agreement(reviews, csv))
