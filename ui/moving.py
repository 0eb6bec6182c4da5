"""`rxverdict archive copy`: an archive moves to another database, and its files to another store."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

import typer

from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY

if TYPE_CHECKING:
    from data.archive import Archive, VisitRow
    from data.store import Store

archive = typer.Typer(no_args_is_help=True, help="Move the archive to another database.", rich_markup_mode=None)
_EVERY = 1000  # files between two words on how far it is


@archive.callback()
def _archive() -> None:
    """Move the archive to another database."""


@archive.command(
    epilog="Example: rxverdict archive copy --to postgresql://keeper@db.example/rxverdict --store s3://bucket/visits\n\n"
    "Exit codes: 0 all of it is there, verified; 1 some files of visits are missing or damaged, the rest is there; "
    "2 nothing was copied.",
)
def copy(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The new database; it must hold no archive yet.")],
    store: Annotated[
        str, typer.Option("--store", metavar="URL", help="Where the files of visits shall stand; empty: they stay.")
    ] = "",
) -> None:
    """Copy the archive in use into an empty database, ids kept: all rows, verified, or none.

    Each table is counted and digested on both sides before the copy counts. Files of visits are copied first; a copy
    that was cut short goes on where it stopped when it is run again. Nothing is removed where it was. Let no check,
    crawl or worker write meanwhile: what they add after the beginning stays behind.
    """
    raise typer.Exit(run_copy(to, store))


def run_copy(to: str, store: str) -> int:
    """The exit code."""
    from data.archive import ArchiveError, open_archive
    from data.settings import Settings
    from data.store import StoreError, open_store
    from ui.commands import say

    try:
        target_store = open_store(store, Settings().home) if store else None
        with open_archive() as source, open_archive(to) as target:
            missing = _copy_files(source, target_store) if target_store else 0
            for table in source.copy_to(target):
                typer.echo(f"{table.table}\t{table.rows}\t{table.digest}")
    except (ArchiveError, StoreError) as error:
        say(f"Nothing was copied into the new database: {error}")
        return EXIT_BAD
    say("All rows are there; counts and digests of both sides agree. From now on: RXVERDICT_DATABASE_URL and, if files")
    say("moved, RXVERDICT_STORE name the new places.")
    return EXIT_PARTLY if missing else EXIT_OK


def _copy_files(source: Archive, target: Store) -> int:
    """How many files are missing or damaged; each is named."""
    from ui.commands import say

    bad = done = after = 0
    while rows := source.visits(after):
        for row in rows:
            after = row.id or after
            why = _copy_file(row, source, target)
            if why:
                bad += 1
                say(f"{row.warc_path}: {why}; passed over")
            done += 1
            if done % _EVERY == 0:
                say(f"{done} files of visits are there.")
    return bad


def _copy_file(row: VisitRow, source: Archive, target: Store) -> str:
    """Why a file could not be copied; empty: it is there. Raises StoreError for the new store."""
    try:
        with source.store.local(row.warc_path) as path:
            if sha256(path.read_bytes()).hexdigest() != row.warc_sha256:
                return "its bytes are not those that were kept"
            target.put(path, row.warc_path)
            return ""
    except FileNotFoundError:
        return "no such file"
