"""`rxverdict networks`: which sites belong together, and what binds them."""

from __future__ import annotations

from typing import Annotated

import typer

EPILOG = (
    "Example: rxverdict networks; then rxverdict networks pharmacy.example\n\n"
    "Exit codes: 0 told; 1 the site is in no network, or there is no such network; 2 the archive cannot be used."
)


def networks(
    site: Annotated[
        str, typer.Argument(metavar="[SITE|NAME]", help="A site, or a network such as N3: tell what binds it.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="A line of JSON a network, with its sites and links.")] = False,
) -> None:
    """Look for networks among all sites of the archive, keep them, and list them; or explain one.

    Sites belong together when they share a phone number, an e-mail or messenger address, an analytics id, a wallet, a
    payment account or much of their text; or two weaker things that cannot have come from one and the same outsider.
    What too many sites show counts for none of them. A network keeps its name while it grows, shrinks, merges and
    splits. With SITE nothing is looked for anew: the site's network is told as it was last found, link by link.
    """
    from ui.networking import run_networks

    raise typer.Exit(run_networks(site, json))
