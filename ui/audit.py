"""`rxverdict audit`: whether what people decided is still what they decided."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

audit = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Check the chain of decisions: verify it, take its head."
)


@audit.command(
    epilog="Example: rxverdict audit verify --head head-2026-11.json --files\n\n"
    "Exit codes: 0 whole; 1 something was changed or removed, each fault is a line; 2 the archive or head is unusable.",
)
def verify(
    head: Annotated[
        str, typer.Option("--head", metavar="FILE|HASH", help="A head taken earlier, and kept somewhere else.")
    ] = "",
    files: Annotated[
        bool, typer.Option("--files", help="Compare the files of the visits that were decided about as well.")
    ] = False,
) -> None:
    """Walk the chain of decisions and appeals, and compare it with the verdicts they are about.

    Tells each fault as a line: kind, row, words. Changed, removed, inserted and moved rows show by themselves. Rows cut
    off the end, or a chain written anew from its beginning, show only against a head: take one often (audit head) and
    keep it where whoever can write to the database cannot.
    """
    from ui.auditing import run_verify

    raise typer.Exit(run_verify(head, files))


@audit.command(
    epilog="Example: rxverdict audit head --out head-2026-11.json\n\n"
    "Exit codes: 0 told or written; 2 the archive cannot be read, or the file is there already or cannot be written.",
)
def head(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="A new file for it; one that exists is never replaced.")
    ] = None,
) -> None:
    """Tell where the chain ends, as one line of JSON: how many rows, the hash of the last, its time, the time now."""
    from ui.auditing import run_head

    raise typer.Exit(run_head(out))
