"""Saved pages, judged without a network: files in, verdicts out in the order in which their sites appear."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import Saved, UnusableInput, read_saved
from crawler.visit import Visit
from data.world import World, load
from scoring.model import Verdict
from scoring.verdict import judge
from ui.contract import dumps

# Visits read ahead of each judging process: enough that none waits for the reader, few enough to hold in memory.
_AHEAD = 2

Complain = Callable[[Path, int, str], None]  # file, line or record number from 1, and why it was passed over
Unusable = Callable[[str], None]  # one line for people


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit made of saved pages and what was judged of it."""

    visit: Visit
    verdict: Verdict


def score_file(
    paths: Iterable[Path],
    buyer_country: str = "",
    *,
    world: World | None = None,
    complain: Complain | None = None,
    unusable: Unusable | None = None,
) -> Iterator[Judged]:
    """One verdict for each site in each file, in order of first appearance.

    `buyer_country` (ISO 3166-1 alpha-2) overrides the one that the pages name; empty: theirs. A malformed line is told
    to `complain`. A file that cannot be used is told to `unusable` and passed over; without it, UnusableInput or
    OSError is raised.
    """
    known = world or load()
    with Reader() as reader:
        for saved in _visits(paths, reader, known, complain, unusable):
            yield _judged(saved, buyer_country, known)


def score_lines(
    paths: Iterable[Path],
    buyer_country: str = "",
    *,
    jobs: int = 1,
    complain: Complain | None = None,
    unusable: Unusable | None = None,
) -> Iterator[str]:
    """As `score_file`, each verdict a line of JSON. `jobs`: judging processes; any number gives the same lines."""
    if jobs <= 1:
        found = score_file(paths, buyer_country, complain=complain, unusable=unusable)
        yield from (dumps(judged.verdict) for judged in found)
        return
    with Reader() as reader, ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        visits = iter(_visits(paths, reader, load(), complain, unusable))
        waiting: deque[Future[str]] = deque()
        for saved in islice(visits, jobs * _AHEAD):
            waiting.append(pool.submit(_line, saved, buyer_country))
        while waiting:
            yield waiting.popleft().result()
            for saved in islice(visits, 1):
                waiting.append(pool.submit(_line, saved, buyer_country))


def _line(saved: Saved, buyer_country: str) -> str:
    return dumps(_judged(saved, buyer_country, load()).verdict)


def _judged(saved: Saved, buyer_country: str, world: World) -> Judged:
    return Judged(saved.visit, judge(saved.visit, world, buyer_country or saved.buyer_country))


def _visits(
    paths: Iterable[Path], reader: Reader, world: World, complain: Complain | None, unusable: Unusable | None
) -> Iterator[Saved]:
    for path in paths:
        try:
            yield from _of_file(path, reader, world, complain)
        except (UnusableInput, OSError) as error:
            if unusable is None:
                raise
            unusable(_one_line(path, error))


def _of_file(path: Path, reader: Reader, world: World, complain: Complain | None) -> Iterator[Saved]:
    told = False

    def tell(number: int, why: str) -> None:
        nonlocal told
        told = True
        if complain is not None:
            complain(path, number, why)

    found = False
    for found_one in read_saved(path, reader, tell, drug_words()):
        found = True
        yield found_one
    if not found and not told:
        raise UnusableInput(f"{path.name}: holds no page")


def _one_line(path: Path, error: Exception) -> str:
    words = f"{path}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
    return " ".join(words.split())
