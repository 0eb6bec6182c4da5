"""Open the archive, do something with it, and say it in one way when it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from data.archive import Archive, ArchiveError, open_archive
from data.store import StoreError
from ui import EXIT_BAD
from ui.commands import say


def with_archive(
    work: Callable[[Archive], int],
    code: int = EXIT_BAD,
    advice: str = "",
    opened: Callable[[], AbstractContextManager[Archive]] = open_archive,
) -> int:
    """The exit code of `work`, or `code` when the archive cannot be opened or used; `advice` then says what to do."""
    try:
        with opened() as archive:
            return work(archive)
    except (ArchiveError, StoreError) as error:
        told = f"The archive cannot be used: {error}".rstrip(".")
        say(f"{told}. {advice}".rstrip() if advice else told)
        return code
