"""Labelled sites judged in every disguise: how much recall falls, and what becomes false that was not before.

What `rxverdict evaluate LABELS --disguised` and `make truth` run. A site is judged a dozen times: all cores work.
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.child import Reader
from data.world import World, load
from scoring.disguise import DISGUISES, in_disguise
from scoring.evaluate import Rate, evaluate
from scoring.labels import Label
from ui.evaluation import Broken, Complain, UnusableLabels, halves, judge_label, read_labels

RECALLS = ("recall sells_without_prescription", "price recall")
NEW = "new false yes"
_FALSE = ("false yes ", "honest flagged")  # how measures of what must not be told begin
_CHUNK = 4  # sites handed to a process at a time: the last ones end together


@dataclass(frozen=True, slots=True)
class Fall:
    """One disguise: what was found of each measure of `RECALLS` with and without it, and what it made false."""

    disguise: str
    clean: dict[str, Rate]
    found: dict[str, Rate]
    new: tuple[str, ...]  # "site: measure" of what is told in disguise only, and must not be

    def points(self, measure: str) -> float:
        """Points of a hundred lost; below zero when more is found than before."""
        clean, found = self.clean[measure], self.found[measure]
        return round(100 * (clean.share - found.share), 6) if clean.cases else 0.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """One site in one way: hits and cases of each measure."""

    site: str
    rates: dict[str, Rate]

    def wrong(self) -> frozenset[str]:
        return frozenset(
            name for name, rate in self.rates.items() if name.startswith(_FALSE) and ", in " not in name and rate.hits
        )


def report(paths: list[Path], floors: Path | None, misses: bool, talk: Complain, tell: Complain) -> bool:
    """Judge every label in every disguise and tell what falls; True when more falls than is pinned.

    Raises UnusableLabels when there is nothing to judge.
    """
    broken = False
    for half, files in halves(paths).items():
        labels = list(read_labels(files, talk))
        if not labels:
            raise UnusableLabels("no usable labelled site in what was given")
        tell(f"== {half}, disguised: {len(labels)} sites")
        found = falls(labels)
        for line in lines_of(found, misses):
            tell(line)
        for one in broken_falls(found, floors, half) if floors else ():
            broken = True
            talk(f"{half}: {one.measure}: {one.got:.1f}, pinned at {one.pinned:g}")
    return broken


def falls(labels: Iterable[Label]) -> tuple[Fall, ...]:
    """Every disguise over these sites; the same answer on any number of cores."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        sites = list(pool.map(_ways, labels, chunksize=_CHUNK))
    clean = [site[""] for site in sites]
    return tuple(
        Fall(
            name,
            _total(clean),
            _total(site[name] for site in sites),
            tuple(
                f"{site[''].site}: {measure}"
                for site in sites
                for measure in sorted(site[name].wrong() - site[""].wrong())
            ),
        )
        for name in DISGUISES
    )


def _total(seen: Iterable[_Seen]) -> dict[str, Rate]:
    hits: Counter[str] = Counter()
    cases: Counter[str] = Counter()
    for one in seen:
        for measure in RECALLS:
            rate = one.rates.get(measure, Rate(0, 0))
            hits[measure] += rate.hits
            cases[measure] += rate.cases
    return {measure: Rate(hits[measure], cases[measure]) for measure in RECALLS}


def _ways(label: Label) -> dict[str, _Seen]:
    """The site as it is, under the empty name, and in each disguise."""
    world, reader = _kit()
    ways = {"": label} | {name: in_disguise(label, disguise) for name, disguise in DISGUISES.items()}
    return {name: _Seen(label.id, evaluate([judge_label(way, world, reader)]).rates) for name, way in ways.items()}


@cache
def _kit() -> tuple[World, Reader]:
    """What a process needs; the child that reads pages ends with it, when its input does."""
    return load(), Reader()


def lines_of(found: Iterable[Fall], misses: bool) -> Iterator[str]:
    """One line a disguise: each recall in it, the points lost, and how much is false in it alone."""
    for number, fall in enumerate(found):
        if not number:
            yield "clean" + "".join(f"   {measure}: {fall.clean[measure].share:.1%}" for measure in RECALLS)
        told = "".join(f"   {fall.found[m].share:6.1%} (fall {fall.points(m):5.1f})" for m in RECALLS)
        yield f"{fall.disguise:<28}{told}   new false yes: {len(fall.new)}"
        if misses:
            yield from (f"new: {fall.disguise} | {one}" for one in fall.new)


def broken_falls(found: Iterable[Fall], floors: Path, half: str) -> list[Broken]:
    """Falls beyond what the table `[<half>.fall]` of a TOML file allows: points for recalls, a count for new hits."""
    pinned = tomllib.loads(floors.read_text("utf-8")).get(half, {}).get("fall", {})
    got = [
        (measure, f"{measure}, {fall.disguise}", len(fall.new) if measure == NEW else fall.points(measure))
        for fall in found
        for measure in (*RECALLS, NEW)
        if measure in pinned
    ]
    return [Broken(name, pinned[measure], value) for measure, name, value in got if value > pinned[measure]]
