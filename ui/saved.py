"""Saved pages, judged without a network: files in, verdicts out in the order in which their sites appear.

Sites are looked at twice: first each by itself, then with what it shares with the others of the same inputs. What was
read at the first look waits in a temporary file, so that one site at a time is in memory however many there are.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol, TypeVar

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import Saved, UnusableInput, read_saved
from crawler.visit import Visit
from data.known import known_world
from data.world import World
from scoring.facts import Facts
from scoring.model import Verdict, VerdictClass
from scoring.network import Marks, Neighbour, marks_of, neighbours
from scoring.verdict import verdict_of
from ui.contract import dumps

T = TypeVar("T")
R = TypeVar("R")
# Visits read ahead of each judging process: enough that none waits for the reader, few enough to hold in memory.
_AHEAD = 2

Complain = Callable[[Path, int, str], None]  # file, line or record number from 1, and why it was passed over
Unusable = Callable[[str], None]  # one line for people


class Over(Protocol):
    """`map`, with results in order and little read ahead."""

    def __call__(self, ask: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A visit made of saved pages and what was judged of it."""

    visit: Visit
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _First:
    """A first look at a site. `facts`: all that was read, for the second look."""

    marks: Marks
    verdict: VerdictClass
    day: str
    facts: bytes


@dataclass(frozen=True, slots=True)
class _Second:
    facts: bytes
    neighbours: tuple[Neighbour, ...]
    compared_with: int


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
    with Reader() as reader:
        visits = _visits(paths, reader, complain, unusable)
        yield from _looked_twice(visits, partial(_first, buyer_country, world), partial(_second, world), map)


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
        for judged in score_file(paths, buyer_country, complain=complain, unusable=unusable):
            yield dumps(judged.verdict)
        return
    with Reader() as reader, ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        visits = _visits(paths, reader, complain, unusable)
        over = partial(_in_order, pool, jobs * _AHEAD)
        yield from _looked_twice(visits, partial(_first, buyer_country, None), _second_line, over)


def _looked_twice(
    visits: Iterable[Saved], first: Callable[[Saved], _First], second: Callable[[_Second], R], over: Over
) -> Iterator[R]:
    marks: list[Marks] = []
    verdicts: dict[str, tuple[VerdictClass, str]] = {}
    sizes: list[int] = []
    with TemporaryFile(prefix="rxverdict-") as waiting:
        for look in over(first, visits):
            marks.append(look.marks)
            verdicts[look.marks.site] = look.verdict, look.day
            sizes.append(waiting.write(look.facts))
        near = neighbours(marks, verdicts)
        waiting.seek(0)
        again = (
            _Second(waiting.read(size), near.get(one.site, ()), len(verdicts) - 1)
            for one, size in zip(marks, sizes, strict=True)
        )
        yield from over(second, again)


def _first(buyer_country: str, world: World | None, saved: Saved) -> _First:
    facts = Facts(saved.visit, world or known_world(), buyer_country or saved.buyer_country)
    verdict = verdict_of(facts)
    state = {name: value for name, value in vars(facts).items() if name != "world"}
    return _First(marks_of(facts), verdict.verdict, verdict.judged_at.date().isoformat(), pickle.dumps(state))


def _second(world: World | None, look: _Second) -> Judged:
    facts = Facts.__new__(Facts)
    vars(facts).update(pickle.loads(look.facts))  # noqa: S301 - made above, by this very run
    facts.world, facts.neighbours, facts.compared_with = world or known_world(), look.neighbours, look.compared_with
    return Judged(facts.visit, verdict_of(facts))


def _second_line(look: _Second) -> str:
    return dumps(_second(None, look).verdict)


def _in_order(pool: ProcessPoolExecutor, ahead: int, ask: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    left = iter(items)
    waiting: deque[Future[R]] = deque(pool.submit(ask, item) for item in islice(left, ahead))
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(ask, item) for item in islice(left, 1))


def _visits(
    paths: Iterable[Path], reader: Reader, complain: Complain | None, unusable: Unusable | None
) -> Iterator[Saved]:
    for path in paths:
        try:
            yield from _of_file(path, reader, complain)
        except (UnusableInput, OSError) as error:
            if unusable is None:
                raise
            unusable(_one_line(path, error))


def _of_file(path: Path, reader: Reader, complain: Complain | None) -> Iterator[Saved]:
    told = found = False

    def tell(number: int, why: str) -> None:
        nonlocal told
        told = True
        if complain is not None:
            complain(path, number, why)

    for saved in read_saved(path, reader, tell, drug_words()):
        found = True
        yield saved
    if not found and not told:
        raise UnusableInput(f"{path.name}: holds no page")


def _one_line(path: Path, error: Exception) -> str:
    words = f"{path}: {error.strerror or error}" if isinstance(error, OSError) else str(error)
    return " ".join(words.split())
