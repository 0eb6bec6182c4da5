"""Saved pages, judged without a network: files in, verdicts out in the order in which their sites appear.

Sites are looked at twice (`ui.looks`). What was read at the first look waits in temporary files, so that a few sites at
a time are in memory however many there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Protocol, TypeVar

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import Saved, UnusableInput, read_saved
from data.known import known_world
from data.own_rules import OwnRules
from data.world import World
from scoring.model import VerdictClass
from scoring.network import Marks
from ui.contract import dumps
from ui.looks import Compared, Judged, Look, compare, look, look_again, one_line
from ui.shards import Complain, Unusable, in_shards

T = TypeVar("T")
R = TypeVar("R")
# Visits read ahead of each judging process: enough that none waits for the reader, few enough to hold in memory.
_AHEAD = 2
_MANY = 4  # files for each process: from here on whole files are shared out, which also shares out reading them


class Over(Protocol):
    """`map`, with results in order and little read ahead."""

    def __call__(self, ask: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]: ...


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
        yield from _looked_twice(visits, partial(look, buyer_country, world), partial(_again, world), map)


def score_lines(
    paths: Sequence[Path],
    buyer_country: str = "",
    *,
    jobs: int = 1,
    complain: Complain | None = None,
    unusable: Unusable | None = None,
    rules: OwnRules | None = None,
) -> Iterator[str]:
    """As `score_file`, each verdict a line of JSON. `jobs`: judging processes; any number gives the same lines.

    `rules`: in place of the shipped ones.
    """
    if jobs <= 1:
        world = known_world(rules=rules)
        for judged in score_file(paths, buyer_country, world=world, complain=complain, unusable=unusable):
            yield dumps(judged.verdict)
    elif len(paths) >= _MANY * jobs:
        with TemporaryDirectory(prefix="rxverdict-") as work:
            yield from in_shards(
                paths, buyer_country, Path(work), jobs=jobs, complain=complain, unusable=unusable, rules=rules
            )
    else:
        with Reader() as reader, ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            visits = _visits(paths, reader, complain, unusable)
            over = partial(_in_order, pool, jobs * _AHEAD)
            yield from _looked_twice(visits, partial(_look, buyer_country, rules), partial(_line_again, rules), over)


_Second = tuple[bytes, str, Compared]  # facts of the first look, site, and what of the comparison concerns it


def _looked_twice(
    visits: Iterable[Saved], first: Callable[[Saved], Look], second: Callable[[_Second], R], over: Over
) -> Iterator[R]:
    sizes: list[tuple[str, int]] = []
    with TemporaryFile(prefix="rxverdict-") as waiting:

        def put_aside() -> Iterator[tuple[Marks, VerdictClass, str]]:
            for one in over(first, visits):
                sizes.append((one.marks.site, waiting.write(one.facts)))
                yield one.marks, one.verdict, one.day

        compared = compare(put_aside())
        waiting.seek(0)
        again = ((waiting.read(size), site, compared.of([site])) for site, size in sizes)
        yield from over(second, again)


def _again(world: World | None, second: _Second) -> Judged:
    facts, site, compared = second
    return look_again(facts, site, compared, world)


def _look(buyer_country: str, rules: OwnRules | None, saved: Saved) -> Look:
    return look(buyer_country, known_world(rules=rules), saved)


def _line_again(rules: OwnRules | None, second: _Second) -> str:
    return dumps(_again(known_world(rules=rules), second).verdict)


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
            unusable(one_line(str(path), error))


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
