"""Work left to the workers of the queue: put it there, watch it, and gather what comes back."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from data.archive import Archive
from data.kept import OPEN
from data.settings import Settings
from data.store import Store, StoreError, open_store
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import say
from ui.jobs import LOOKS, NoQueue, broken, dsn, missing, put_run, put_shards, queue
from ui.looks import ENDINGS
from ui.shards import Complain, Unusable, cut, told_lines, write_whole

_LOOK = 1.0  # seconds between two looks at how far the workers are
_WORD = 10.0  # seconds between two words about it
_SPOOL = ("visits/new/", "workers/")  # in a home folder that is the store as well: not kept yet


def share(archive: Archive, run: int) -> None:
    """Put the open sites of a run into the queue, and watch until none is left or Ctrl-C. Raises NoQueue."""
    with queue(dsn(Settings().database_url)) as app:
        jobs = put_run(app, archive, run)
    say(f"Run {run}: {jobs} jobs are in the queue. On any number of machines: rxverdict worker")
    with _leaving("rxverdict crawl --resume --distribute"):
        told = time.monotonic()
        while archive.runs.unfinished(run, limit=1):
            time.sleep(_LOOK)
            if time.monotonic() - told >= _WORD:
                told = time.monotonic()
                tally = archive.runs.tally(run)
                left = sum(count for (state, _), count in tally.items() if state in OPEN)
                say(f"{sum(tally.values()) - left} of {sum(tally.values())} sites are done.")


def score_by_workers(
    inputs: Sequence[Path], buyer_country: str, jobs: int, out: Path, complain: Complain, unusable: Unusable
) -> int:
    """Judge files of the store: workers look at them, this process compares and writes `out`. The exit code."""
    settings = Settings()
    try:
        store = open_store(settings.store, settings.home)
        names = [name for given in inputs for name in _named(store, given.as_posix())]
        if not names:
            say(f"The store holds no saved pages under {', '.join(map(str, inputs))}.")
            return EXIT_BAD
        shards = cut(names, buyer_country)
        with queue(dsn(settings.database_url)) as app, _leaving("the same command"):
            say(f"{put_shards(app, missing(store, shards), buyer_country)} of {len(shards)} shards are in the queue.")
            told = time.monotonic()
            while left := missing(store, shards):
                if given_up := broken(app, left):
                    say(f"{given_up} shards were given up; the workers said why. Run the same again.")
                    return EXIT_PARTLY
                if time.monotonic() - told >= _WORD:
                    told = time.monotonic()
                    say(f"{len(shards) - len(left)} of {len(shards)} shards are looked at.")
                time.sleep(_LOOK)
            with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
                opened = partial(_looks, settings.store, settings.home)
                write_whole(out, told_lines(pool, shards, opened, complain, unusable))
    except KeyboardInterrupt:
        return EXIT_PARTLY
    except (NoQueue, StoreError) as error:
        say(str(error))
        return EXIT_BAD
    return EXIT_OK


def _named(store: Store, given: str) -> Iterator[str]:
    for name in store.names("" if given == "." else given):
        if name.endswith(ENDINGS) and not name.startswith(_SPOOL):
            yield name


def _looks(url: str, home: Path, file: str) -> AbstractContextManager[Path]:
    return open_store(url, home).local(f"{LOOKS}/{file}")


@contextmanager
def _leaving(again: str) -> Iterator[None]:
    """Ctrl-C ends the watching, not the work."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"The workers go on. To watch again: {again}")
