"""`rxverdict score`: which files are meant, where the verdicts go, and what could not be read."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

from data.own_rules import OwnRules
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import say
from ui.looks import ENDINGS
from ui.saved import score_lines
from ui.shards import Unusable, score_to


class Complaints:
    """Says what could not be read, and remembers which exit code that means."""

    def __init__(self) -> None:
        self.code = EXIT_OK

    def line(self, path: Path, number: int, why: str) -> None:
        self.code = max(self.code, EXIT_PARTLY)
        say(f"{path}:{number}: {why}; skipped")

    def file(self, why: str) -> None:
        self.code = EXIT_BAD
        say(why)


def run_score(
    inputs: Sequence[Path],
    buyer_country: str,
    jobs: int,
    out: Path | None,
    distribute: bool = False,
    rules: OwnRules | None = None,
) -> int:
    """The exit code. `out`: a file for the verdicts, which a run that was killed goes on with; None: stdout.

    `distribute`: the inputs are names in the store, and the workers of the queue look at them. `rules`: in place of the
    shipped ones; not with `distribute`.
    """
    told = Complaints()
    if distribute and out is not None:
        from ui.distributing import score_by_workers

        return max(score_by_workers(inputs, buyer_country, jobs, out, told.line, told.file), told.code)
    paths = list(saved_files(inputs, told.file))
    if out is None:
        _print(score_lines(paths, buyer_country, jobs=jobs, complain=told.line, unusable=told.file, rules=rules))
        return told.code
    try:
        score_to(
            out, paths, buyer_country,
            jobs=jobs, complain=told.line, unusable=told.file, said=say_shards, rules=rules,
        )  # fmt: skip
    except OSError as error:
        say(f"{error.filename or out}: {error.strerror or error}. What was looked at is kept; run the same again.")
        return EXIT_BAD
    except BrokenExecutor:
        say("A judging process was ended from outside. What was looked at is kept; run the same again.")
        return EXIT_PARTLY
    return told.code


def saved_files(inputs: Sequence[Path], unusable: Unusable) -> Iterator[Path]:
    """The files that are meant: a folder stands for all saved pages in it, a pattern for what it matches; sorted."""
    for path in inputs:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.name.endswith(ENDINGS) and not p.name.startswith("."))
            if not found:
                unusable(f"{path}: holds no file of saved pages ({', '.join(ENDINGS)})")
            yield from found
        elif not path.exists() and glob.has_magic(str(path)):
            matched = sorted(map(Path, glob.glob(str(path), recursive=True)))  # noqa: PTH207 - it may be absolute
            if not matched:
                unusable(f"{path}: matches no file")
            yield from saved_files(matched, unusable)
        else:
            yield path


def say_shards(done: int, of: int) -> None:
    """A word at the beginning, and after about each tenth."""
    step = max(1, of // 10)
    if of and (done % step == 0 or done == of):
        say(f"{done} of {of} shards are looked at.")


def _print(lines: Iterator[str]) -> None:
    try:
        for line in lines:
            print(line, flush=True)  # noqa: T201 - results belong on stdout
    except BrokenPipeError:
        # Whoever read us has enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
