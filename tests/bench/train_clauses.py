"""Trains the clause model and writes `data/clauses/weights.bin`.

    python -m tests.bench.train_clauses            train and write
    python -m tests.bench.train_clauses --check    only ask about sentences of authors and languages left out

It learns from `data/clauses/*.tsv`, from the rows of tests/scoring/test_stance.py, and from labelled sites
(`tests/truth/develop`, `shared/examples`): sentences of honest sites, which whatever they say do not let the
prescription go, and the quotes of shops that do. Needs scikit-learn (development only). To be run again whenever
sentences, sites or cue words change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

from data.clauses import WEIGHTS, Sample, samples
from data.world import World, load
from scoring.facts.clause_features import BITS
from scoring.facts.clause_model import OWN, Model, unpacked
from tests.bench.labelled import PARTS, Case, Seen, cases, sampled, sentences
from tests.scoring.build import page as page_of
from tests.scoring.test_stance import HARMLESS, OFFERED

C = 10.0  # inverse strength of the penalty: 3 and 30 found the same share of quotes within 2 % on families left out
# A false alarm costs five times a miss. What a shop says beside its quotes may be an offer or not: it hardly counts.
_HONEST, _BESIDE, _QUOTE, _DENIED, _ROW = 5.0, 0.02, 3.0, 2.0, 5.0
_SEED = 7


@dataclass(frozen=True, slots=True)
class Table:
    """Sentences as rows. `way`: the own stand, or empty; `weight`: how much each counts; `group`: where it is from."""

    rows: Any
    way: Any
    weight: Any
    group: Any

    def where(self, kept: Any) -> Table:
        return Table(self.rows[kept], self.way[kept], self.weight[kept], self.group[kept])


Line = tuple[Seen, str, float, str]


def of_samples(world: World, chosen: Iterable[Sample]) -> list[Line]:
    """Written sentences; the group is author and language."""
    return [
        (seen, sample.label if sample.label in OWN else "", 1.0 if sample.label in OWN else _DENIED, group)
        for sample, found in sampled(world, chosen)
        for seen in found
        for group in (f"{sample.author} {sample.language}",)
    ]


def of_rows(world: World) -> list[Line]:
    """The rows that must hold: what is caught, and what raises no alarm."""
    lines: list[Line] = []
    for rows, way in ((OFFERED, "own_offer"), (HARMLESS, "")):
        for _, html in rows:
            found = list(sentences(page_of("https://shop.example/kapsel", html), world))
            surest = max(found, key=lambda seen: seen.told, default=None)
            lines += [(seen, way, _ROW, "rows") for seen in found if not way or seen is surest]
    return lines


def of_sites(found: Iterable[Case]) -> list[Line]:
    """Sentences of labelled sites; the group is the site."""
    lines: list[Line] = []
    for case in found:
        for seen in case.seen:
            way = "" if case.lets_go is False else next((w for quote, w in case.quotes if seen.shows(quote)), "")
            weight = _QUOTE if way else _HONEST if case.lets_go is False else _BESIDE
            lines.append((seen, way, weight, case.name))
    return lines


def table(lines: list[Line]) -> Table:
    return Table(
        matrix(seen.found for seen, *_ in lines),
        np.array([way for _, way, *_ in lines], dtype=str),
        np.array([weight for _, _, weight, _ in lines]),
        np.array([group for *_, group in lines]),
    )


def matrix(found: Iterable[Iterable[int]]) -> Any:
    """One row a sentence, each of length one."""
    lists = [sorted(slots_) for slots_ in found]
    ends = np.cumsum([0, *map(len, lists)])
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(len(row))) for row in lists])
    return sparse.csr_matrix((values, np.concatenate(lists).astype(int), ends), shape=(len(lists), 1 << BITS))


def stacked(*parts: Table) -> Table:
    return Table(
        sparse.vstack([part.rows for part in parts]).tocsr(),
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("way", "weight", "group")),
    )


Weights = tuple[Any, float]


def fit(rows: Any, yes: Any, weight: Any) -> Weights:
    """A logistic regression: weights by slot, and bias. Slots that never occur stay at nought."""
    used = np.unique(rows.indices)
    found = LogisticRegression(C=C, solver="liblinear", max_iter=300, random_state=_SEED)
    found.fit(rows[:, used], yes, sample_weight=weight)
    full = np.zeros(rows.shape[1])
    full[used] = found.coef_[0]
    return full, float(found.intercept_[0])


def scores(weights: Weights, rows: Any) -> Any:
    return rows @ weights[0] + weights[1]


def taught(written: Table, sites: Table, found: list[Case]) -> Model:
    """A model of written sentences and sites, calibrated on sites that were held out in turn."""
    both = stacked(written, sites)
    own = fit(both.rows, both.way != "", both.weight)
    slope, shift = _calibrated(written, sites, {case.name: case for case in found})
    lets_go = both.where(both.way != "")
    ways = [(str(way), fit(lets_go.rows, lets_go.way == way, lets_go.weight)) for way in OWN]
    return unpacked(stored([("own", own), *ways], slope, shift))


def _calibrated(written: Table, sites: Table, by_name: dict[str, Case]) -> tuple[float, float]:
    """Slope and shift from score to probability: how often a sentence with that score, of a new site, was an offer."""
    parts = np.array([by_name[name].part for name in sites.group])
    held = np.zeros(len(parts))
    for part in range(PARTS):
        both = stacked(written, sites.where(parts != part))
        held[parts == part] = scores(fit(both.rows, both.way != "", both.weight), sites.rows[parts == part])
    counts = np.array([by_name[name].lets_go is False for name in sites.group]) | (sites.way != "")
    found = LogisticRegression(C=1e6, solver="liblinear").fit(held[counts, None], sites.way[counts] != "")
    return float(found.coef_[0, 0]), float(found.intercept_[0])


def stored(heads: list[tuple[str, Weights]], slope: float, shift: float) -> bytes:
    """The weights as a file: a byte a slot for each head in turn, see `data.clauses.weights`."""
    named, body = [], b""
    for name, (weights, bias) in heads:
        scale = float(np.abs(weights).max() / 127)
        named.append((name, scale, round(bias, 4)))
        body += (np.rint(weights / scale) + 128).astype(np.uint8).tobytes()
    head = {"heads": named, "slope": round(slope, 4), "shift": round(shift, 4)}
    return json.dumps(head).encode() + b"\n" + body


def pack(model: Model) -> bytes:
    """A model as a file again."""
    heads = [("own", model.own), *((str(way), head) for way, head in model.ways)]
    head = {"heads": [(n, h.scale, h.bias) for n, h in heads], "slope": model.slope, "shift": model.shift}
    return json.dumps(head).encode() + b"\n" + b"".join(h.body for _, h in heads)


def check(written: Table, sites: Table) -> None:
    """Prints the share of written offers found at 1, 3 and 10 % false, by author and by language left out."""
    for which in (0, 1):
        names = np.array([group.split(" ")[which] if " " in group else "" for group in written.group])
        for name in sorted(set(names) - {""}):
            both = stacked(written.where(names != name), sites)
            asked = written.where(names == name)
            held = scores(fit(both.rows, both.way != "", both.weight), asked.rows)
            false = np.sort(held[asked.way == ""])[::-1]
            shares = [np.mean(held[asked.way != ""] > false[int(least * len(false))]) for least in (0.01, 0.03, 0.1)]
            print(f"without {name}: found {' '.join(f'{share:.2f}' for share in shares)} at 1, 3, 10 % false")


def main() -> None:
    world, chosen = load(), list(samples())
    found = cases(world)
    written = table([*of_samples(world, chosen), *of_rows(world)])
    sites = table(of_sites(found))
    print(f"{len(chosen)} written sentences, {len(found)} sites, {len(np.unique(written.rows.indices))} slots in use")
    if "--check" in sys.argv[1:]:
        check(written, sites)
    else:
        print(f"{WEIGHTS.name}: {WEIGHTS.write_bytes(pack(taught(written, sites, found)))} bytes")


if __name__ == "__main__":
    main()
