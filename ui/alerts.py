"""`rxverdict alerts`: newly flagged sites and changes of watched ones, as an Atom feed or to a webhook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = (
    "Example: rxverdict alerts --atom /srv/www/rxverdict.atom --own-url https://desk.example/rxverdict.atom\n\n"
    "Exit codes: 0 written, or everything delivered; 1 the receiver did not take an event, or the archive cannot be "
    "read: run the same again; 2 an option cannot be used."
)


def alerts(
    atom: Annotated[
        Path | None, typer.Option("--atom", metavar="FILE", help="Write an Atom 1.0 feed there; it appears whole.")
    ] = None,
    webhook: Annotated[
        str, typer.Option("--webhook", metavar="URL", help="POST each event not delivered there yet, as signed JSON.")
    ] = "",
    days: Annotated[
        int,
        typer.Option("--days", metavar="N", min=1, max=36500, help="How far back the feed, and a first delivery, go."),
    ] = 30,
    title: Annotated[str, typer.Option("--title", help="Title of the feed.")] = "rxverdict: flagged and changed sites",
    own_url: Annotated[str, typer.Option("--own-url", metavar="URL", help="Where the feed is published.")] = "",
    screens: Annotated[
        str, typer.Option("--screens", metavar="URL", help="Where the screens run; the feed links to cases there.")
    ] = "",
) -> None:
    """Tell others of sites newly flagged, and of what changed on watched ones. Run it from cron, after crawl or watch.

    The webhook's secret is RXVERDICT_WEBHOOK_SECRET, at least 16 characters. Each event is delivered at least once: a
    receiver knows one that comes again by X-Rxverdict-Event. X-Rxverdict-Signature is sha256= and the HMAC-SHA256 of
    X-Rxverdict-Timestamp, a full stop, and the body. Any http(s) address may be given, also one of your own network.
    """
    from ui.alerting import Feed, run_alerts

    feed = Feed(atom, title, own_url, screens) if atom is not None else None
    raise typer.Exit(run_alerts(feed, webhook, days))
