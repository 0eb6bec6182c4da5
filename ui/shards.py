"""Many saved files judged shard by shard: the first look at each shard is a file, and what is there is not done again.

A shard's file is named after everything that could change it: the inputs with their sizes and times, the buyer's
country, the rulebook. So a run that was killed, on whichever machine, goes on where it stopped, and the result has the
same bytes for any number of processes and any order of shards.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from secrets import token_hex

from data.known import known_world
from data.own_rules import OwnRules
from scoring.model import VerdictClass
from scoring.network import Marks
from scoring.rulebook import rulebook
from ui.looks import Compared, Looked, compare, lines_of, look_at_file, tell

SHARD = 16  # files of one shard: a second or two of work, so that little is lost with a process and little is written

Complain = Callable[[Path, int, str], None]  # file, line or record number from 1, and why it was passed over
Unusable = Callable[[str], None]  # one line for people
Open = Callable[[str], AbstractContextManager[Path]]  # a name -> its file on this machine
Said = Callable[[int, int], None]  # shards that are done, of how many


@dataclass(frozen=True, slots=True)
class Shard:
    """Some inputs, and what the file of their first look is called."""

    file: str
    names: tuple[str, ...]


def cut(
    names: Sequence[str],
    buyer_country: str,
    stamps: Sequence[str] = (),
    size: int = SHARD,
    rules: OwnRules | None = None,
) -> tuple[Shard, ...]:
    """The shards of the inputs, in order. `stamps`: what changes when an input does; empty: they never change."""
    judged_by = rulebook(known_world(rules=rules))
    shards = []
    for start in range(0, len(names), size):
        part = tuple(names[start : start + size])
        told = "\0".join((judged_by, buyer_country, *part, *stamps[start : start + size]))
        shards.append(Shard(f"{start // size:06d}-{sha256(told.encode()).hexdigest()[:16]}.looks", part))
    return tuple(shards)


def in_place(name: str) -> AbstractContextManager[Path]:
    """An input that is a file of this machine already."""
    return nullcontext(Path(name))


def look_at_shard(
    shard: Shard, target: Path, buyer_country: str, opened: Open = in_place, rules: OwnRules | None = None
) -> None:
    """Write the first look at a shard into `target`; the file appears whole or not at all. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{token_hex(4)}.part")
    try:
        with part.open("wb") as file:
            for name in shard.names:
                with opened(name) as path:
                    pickle.dump(look_at_file(path, buyer_country, name, rules), file, pickle.HIGHEST_PROTOCOL)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def looked_at(shard: Shard, target: Path) -> Iterator[Looked]:
    """What `look_at_shard` wrote, input by input. Never for a file that others may write: reading it runs its words."""
    with target.open("rb") as file:
        for _ in shard.names:
            yield pickle.load(file)  # noqa: S301 - written by this program, into a folder of its own


def in_shards(
    paths: Sequence[Path],
    buyer_country: str,
    work: Path,
    *,
    jobs: int,
    complain: Complain | None = None,
    unusable: Unusable | None = None,
    said: Said | None = None,
    rules: OwnRules | None = None,
) -> Iterator[str]:
    """The verdicts of saved files, each a line of JSON; see `ui.saved.score_lines`. First looks wait in `work`."""
    shards = cut([str(path) for path in paths], buyer_country, [_stamp(path) for path in paths], rules=rules)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            missing = [shard for shard in shards if not (work / shard.file).exists()]
            first = partial(look_at_shard, buyer_country=buyer_country, rules=rules)
            _look(pool, missing, len(shards), first, work, said)
            yield from told_lines(pool, shards, partial(_here, work), complain, unusable, rules)
        except BaseException:
            pool.shutdown(cancel_futures=True)  # what runs comes to its end and is not done again
            raise


def told_lines(
    pool: Executor,
    shards: Sequence[Shard],
    opened: Open,
    complain: Complain | None,
    unusable: Unusable | None,
    rules: OwnRules | None = None,
) -> Iterator[str]:
    """The second look at all shards. `opened`: the files of their first looks."""
    sites: list[list[str]] = []

    def marks() -> Iterator[tuple[Marks, VerdictClass, str]]:
        for shard in shards:
            sites.append([])
            with opened(shard.file) as target:
                for name, looked in zip(shard.names, looked_at(shard, target), strict=True):
                    tell(Path(name), looked, complain, unusable)
                    sites[-1] += [one.marks.site for one in looked.looks]
                    yield from ((one.marks, one.verdict, one.day) for one in looked.looks)

    compared = compare(marks())
    for lines in pool.map(partial(_again, opened, rules), map(compared.of, sites), shards):
        yield from lines


def _again(opened: Open, rules: OwnRules | None, compared: Compared, shard: Shard) -> list[str]:
    with opened(shard.file) as target:
        return lines_of(looked_at(shard, target), compared, rules)


def _here(work: Path, file: str) -> AbstractContextManager[Path]:
    return nullcontext(work / file)


def _look(
    pool: Executor,
    shards: Sequence[Shard],
    of: int,
    first: Callable[[Shard, Path], None],
    work: Path,
    said: Said | None,
) -> None:
    done = of - len(shards)
    if said is not None:
        said(done, of)
    waiting = [pool.submit(first, shard, work / shard.file) for shard in shards]
    for future in as_completed(waiting):
        future.result()
        done += 1
        if said is not None:
            said(done, of)


def _stamp(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return "gone"
    return f"{about.st_size} {about.st_mtime_ns}"


def score_to(
    out: Path,
    paths: Sequence[Path],
    buyer_country: str,
    *,
    jobs: int,
    complain: Complain | None = None,
    unusable: Unusable | None = None,
    said: Said | None = None,
    rules: OwnRules | None = None,
) -> None:
    """Write the verdicts of saved files into `out`, which appears when it is whole. Raises OSError.

    First looks wait beside it, in a folder named after it with `.work` at the end: run again after a kill, only the
    shards that are missing there are looked at.
    """
    work = out.with_name(f"{out.name}.work")
    work.mkdir(parents=True, exist_ok=True)
    write_whole(out, in_shards(
        paths, buyer_country, work, jobs=jobs, complain=complain, unusable=unusable, said=said, rules=rules,
    ))  # fmt: skip
    shutil.rmtree(work)


def write_whole(out: Path, lines: Iterator[str]) -> None:
    """Lines into a file that appears when it is whole. Raises OSError."""
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
