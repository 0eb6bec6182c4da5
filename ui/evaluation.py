"""Judge labelled sites and tell how well: what `rxverdict evaluate` and `make truth` run."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import visit_of_pages
from crawler.visit import Visit
from data.own_rules import OwnRules, with_rules
from data.world import RegisterEntry, World, load, with_entries
from scoring.evaluate import Evaluation, Judged, Rate, evaluate
from scoring.labels import Label, LabelError, label_from
from scoring.verdict import judge
from ui.hits import hit_table

Complain = Callable[[str], None]
More = Callable[[str, list[Judged]], Iterator[str]]  # a half and its sites -> lines
_HALVES = ("develop", "measure")


class UnusableLabels(ValueError):
    """Nothing to judge in what was given; the message is one line for people."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A measure beyond its pinned floor (or ceiling, for what must not happen)."""

    measure: str
    pinned: float
    got: float


def read_labels(paths: Iterable[Path], complain: Complain) -> Iterator[Label]:
    """Every label in files and folders of JSON lines, in order of name. A bad line is named and passed over."""
    files = [file for path in paths for file in (sorted(path.rglob("*.jsonl")) if path.is_dir() else [path])]
    if not files:
        raise UnusableLabels("no .jsonl file with labelled sites in what was given")
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    yield label_from(json.loads(line))
                except (LabelError, json.JSONDecodeError) as error:
                    complain(f"{file}:{number}: {error}")


def judge_label(label: Label, world: World, reader: Reader) -> Judged:
    """The verdict on a labelled site, with the label's register entries known while it is judged."""
    visit = _visit(label, reader)
    if label.register_entries:
        # Invented entries are in force on the day of the invented visit.
        edition = visit.ended_at.date().isoformat()
        entries = [
            RegisterEntry(row.register, edition, row.number, row.name, row.domain, "", "", "")
            for row in label.register_entries
        ]
        world = with_entries(world, entries, ())
    return Judged(label, judge(visit, world, label.buyer_country), visit)


def _visit(label: Label, reader: Reader) -> Visit:
    pages = [(page.url, page.html, page.status) for page in label.pages]
    return visit_of_pages(label.url, pages, reader, drug_words())


def report(
    paths: list[Path],
    floors: Path | None,
    misses: bool,
    talk: Complain,
    tell: Complain,
    hits: Path | None = None,
    more: More | None = None,
    rules: OwnRules | None = None,
) -> bool:
    """Judge every label and tell the measures, each half by itself; True when a pinned floor is broken.

    `hits`: where the table of checks is written (`ui.hits`). `more`: what else is told of each half.
    `rules`: in place of the shipped ones. Raises UnusableLabels when there is nothing to judge.
    """
    broken = False
    told: dict[str, Evaluation] = {}
    for half, files in halves(paths).items():
        judged = _judged(files, talk, rules)
        evaluation = told[half] = evaluate(judged)
        tell(f"== {half}: {len(judged)} sites")
        for line in lines_of(evaluation):
            tell(line)
        if misses:
            for miss in evaluation.misses:
                tell(f"miss: {miss.measure} | {miss.site} | wanted {miss.wanted} | got {miss.got}")
        for line in more(half, judged) if more is not None else ():
            tell(line)
        if floors:
            for one in broken_floors(evaluation, floors, half):
                broken = True
                talk(f"{half}: {one.measure} is {one.got:.3f}, pinned at {one.pinned}")
    if hits:
        hits.write_text(hit_table(told), "utf-8")
    return broken


def halves(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Folders named `develop` and `measure`, given or below what was given, are judged apart; the rest is one set."""
    found: dict[str, list[Path]] = {}
    for path in paths:
        below = [path / name for name in _HALVES if (path / name).is_dir()]
        for one in below or [path]:
            found.setdefault(one.name if one.name in _HALVES else "labels", []).append(one)
    return found


def _judged(paths: Iterable[Path], talk: Complain, rules: OwnRules | None) -> list[Judged]:
    world = load() if rules is None else with_rules(load(), rules)
    with Reader() as reader:
        judged = [judge_label(label, world, reader) for label in read_labels(paths, talk)]
    if not judged:
        raise UnusableLabels("no usable labelled site in what was given")
    return judged


def broken_floors(evaluation: Evaluation, floors: Path, half: str) -> list[Broken]:
    """Measures of one half that fall below their floor or rise above their ceiling in a TOML file.

    The file has tables `[<half>.floor]` and `[<half>.ceiling]` of measure = share. A pinned measure that is gone is
    broken as well: a measure must not be passed by leaving it out.
    """
    pinned = tomllib.loads(floors.read_text("utf-8")).get(half, {})
    broken: list[Broken] = []
    for measure, least in pinned.get("floor", {}).items():
        got = evaluation.rates.get(measure, Rate(0, 0)).share
        if math.isnan(got) or got < least:
            broken.append(Broken(measure, least, got))
    for measure, most in pinned.get("ceiling", {}).items():
        got = evaluation.rates.get(measure, Rate(0, 0)).share
        if math.isnan(got) or got > most:
            broken.append(Broken(measure, most, got))
    return broken


def lines_of(evaluation: Evaluation) -> Iterator[str]:
    """The measures as plain lines: name, hits of cases, share, 95 % bounds."""
    for name, rate in evaluation.rates.items():
        low, high = rate.bounds
        yield f"{name:<58} {rate.hits:>5} of {rate.cases:<5} {rate.share:7.1%}   {low:6.1%} .. {high:6.1%}"
    yield f"{'quotes per finding, median':<58} {evaluation.quotes_per_finding:g}"
