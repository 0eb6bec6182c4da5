"""`rxverdict registers rdap`: which RDAP server knows which ending."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui import EXIT_BAD

_SECONDS = 30.0  # for a list of under 100 kB


def rdap(
    source: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="The list as published; without one IANA is asked for it.")
    ] = "",
) -> None:
    """Keep IANA's list of RDAP servers (RFC 9224) in the home folder.

    Visits ask for it once a day by themselves. This is for machines that reach IANA through nobody, or a mirror.
    """
    from crawler.bootstrap import FILE, LIST, keep_bases
    from crawler.fetch import FetchError
    from crawler.registration import Unreadable
    from data.settings import Settings

    source = source or LIST
    try:
        body = _fetched(source) if source.startswith(("http://", "https://")) else Path(source).read_bytes()
        kept = keep_bases(body, Settings().home / FILE)
    except (FetchError, Unreadable, OSError) as error:
        typer.echo(f"{source}: {error}", err=True)
        raise typer.Exit(EXIT_BAD) from None
    typer.echo(f"{len(kept.servers)} endings, published {kept.published or 'on an unknown day'}")


def _fetched(url: str) -> bytes:
    import asyncio

    from crawler.fetch import FetchError, get
    from crawler.guard import Guard
    from crawler.visit import Outcome

    answer = asyncio.run(get(url, Guard(), seconds=_SECONDS))
    if answer.status != 200:
        raise FetchError(Outcome.HTTP_ERROR, f"status {answer.status}")
    return answer.body
