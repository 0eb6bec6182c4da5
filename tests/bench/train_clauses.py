"""Trains the clause model and writes `data/clauses/weights.bin`.

    python -m tests.bench.train_clauses            train and write
    python -m tests.bench.train_clauses --check    only cross-validate: random, by language, family, author

It learns from `data/clauses/*.tsv`, and from `tests/truth/develop`: sentences of honest sites, which whatever they say
do not let the prescription go, and the quotes of shops that do. Needs scikit-learn (development only). To be run again
whenever sentences, sites or cue words change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut, StratifiedKFold

from data.clauses import WEIGHTS, Sample, samples
from data.world import load
from scoring.facts.clause_features import BITS, slots
from scoring.facts.clause_model import OWN
from scoring.facts.cues import Cues, Reading, cues
from scoring.facts.normal import fold
from tests.bench.labelled import Case, cases

C = 10.0  # inverse strength of the penalty: 5 and 20 gave the same accuracy within 1 % in cross-validation
# Most sentences on a shop's page stand below the name of the drug; written samples mostly stand alone.
_DRUG_HEADING = "Isotretinoin 20 mg"
_SEED = 7


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of features with labels. `origin`: number of the sample; `plain`: False for copies below a drug's name."""

    rows: Any
    labels: Any
    origin: Any
    plain: Any


def table(kit: Cues, chosen: list[Sample]) -> Table:
    """The samples with their features; those without context once more below the name of a drug."""
    both = [(number, sample.context) for number, sample in enumerate(chosen)]
    both += [(number, _DRUG_HEADING) for number, sample in enumerate(chosen) if not sample.context]
    rows = matrix(slots(*_read(kit, chosen[number], context)) for number, context in both)
    origin = np.array([number for number, _ in both])
    return Table(
        rows, np.array([chosen[number].label for number in origin]), origin, np.arange(len(both)) < len(chosen)
    )


def matrix(found: Iterable[Iterable[int]]) -> Any:
    """One row a sentence, each of length one."""
    lists = [sorted(slots_) for slots_ in found]
    ends = np.cumsum([0, *map(len, lists)])
    values = np.concatenate([np.full(len(row), 1 / np.sqrt(len(row))) for row in lists])
    return csr_matrix((values, np.concatenate(lists).astype(int), ends), shape=(len(lists), 1 << BITS))


def _read(kit: Cues, sample: Sample, context: str) -> tuple[Reading | None, Reading | None]:
    spoken = (sample.language,)
    return kit.read(fold(sample.clause), spoken), kit.read(fold(context), spoken) if context else None


def fit(rows: Any, labels: Any) -> Any:
    """A multinomial logistic regression; columns that never occur stay at nought."""
    used = np.unique(rows.indices)
    model = LogisticRegression(C=C, max_iter=300, random_state=_SEED).fit(rows[:, used], labels)
    full = np.zeros((len(model.classes_), rows.shape[1]))
    full[:, used] = model.coef_
    model.coef_, model.n_features_in_ = full, rows.shape[1]
    return model


def taught(data: Table, sites: list[Case]) -> Any:
    """A model of the samples and the sites. Honest sentences get the likeliest label that does not let go."""
    first = fit(data.rows, data.labels)
    honest = sorted({tuple(sorted(s.found)) for c in sites if c.lets_go is False for s in c.seen if s.found})
    quoted = [
        (seen.found, stand) for c in sites for quote, stand in c.quotes for seen in c.seen
        if seen.found and seen.open and seen.shows(quote)
    ]  # fmt: skip
    if not honest or not quoted:
        return first
    from_honest, from_shops = matrix(honest), matrix(found for found, _ in quoted)
    shares = first.predict_proba(from_honest)
    shares[:, np.isin(first.classes_, OWN)] = 0.0
    labels = [data.labels, first.classes_[shares.argmax(1)], np.array([str(stand) for _, stand in quoted])]
    return fit(stacked(data.rows, from_honest, from_shops), np.concatenate(labels))


def stacked(*parts: Any) -> Any:
    return csr_matrix(
        (
            np.concatenate([part.data for part in parts]),
            np.concatenate([part.indices for part in parts]),
            np.concatenate([[0], np.cumsum(np.concatenate([np.diff(part.indptr) for part in parts]))]),
        ),
        shape=(sum(part.shape[0] for part in parts), 1 << BITS),
    )


def folds(chosen: list[Sample], way: str) -> Iterator[tuple[Any, Any]]:
    """Numbers of samples to learn from and to ask, four ways."""
    labels = np.array([sample.label for sample in chosen])
    languages = np.array([sample.language for sample in chosen])
    families = np.array([f"{sample.label} {sample.family}" for sample in chosen])
    ways: dict[str, tuple[Any, Any]] = {
        "random": (StratifiedKFold(5, shuffle=True, random_state=_SEED), None),
        "language": (LeaveOneGroupOut(), languages),
        "family": (GroupKFold(12), families),
        "author": (LeaveOneGroupOut(), np.array([sample.author for sample in chosen])),
    }
    splitter, groups = ways[way]
    yield from splitter.split(labels, labels, groups)


def check(data: Table, chosen: list[Sample]) -> None:
    """Prints accuracy, and recall and false alarms of "lets the prescription go" at two thresholds."""
    for way in ("random", "language", "family", "author"):
        said, own, truth = [], [], []
        for learn, ask in folds(chosen, way):
            learning, asking = np.isin(data.origin, learn), data.plain & np.isin(data.origin, ask)
            model = fit(data.rows[learning], data.labels[learning])
            shares = model.predict_proba(data.rows[asking])
            said.append(model.classes_[shares.argmax(1)])
            own.append(shares[:, np.isin(model.classes_, OWN)].sum(1))
            truth.append(data.labels[asking])
        print(f"{way:9} {_measured(np.concatenate(truth), np.concatenate(said), np.concatenate(own))}")


def _measured(truth: Any, said: Any, own: Any) -> str:
    lets_go = np.isin(truth, OWN)
    line = "  ".join(
        f"own>{least}: recall {np.mean(own[lets_go] > least):.3f} false {np.mean(own[~lets_go] > least):.3f}"
        for least in (0.5, 0.8)
    )
    return f"accuracy {np.mean(said == truth):.3f}  {line}"


def kept(model: Any) -> bytes:
    """The weights as a file: a byte a slot and label, see `data.clauses.weights`."""
    scale = float(np.abs(model.coef_).max() / 127)
    body = (np.rint(model.coef_.T / scale) + 128).astype(np.uint8)
    bias = [round(float(value), 4) for value in model.intercept_]
    head = json.dumps({"labels": list(model.classes_), "bias": bias, "scale": scale})
    return head.encode() + b"\n" + bytes(body.tobytes())


def main() -> None:
    world, chosen = load(), list(samples())
    data = table(cues(world), chosen)
    print(f"{len(chosen)} sentences, {len(np.unique(data.rows.indices))} features")
    if "--check" in sys.argv[1:]:
        check(data, chosen)
    else:
        print(f"{WEIGHTS.name}: {WEIGHTS.write_bytes(kept(taught(data, cases(world))))} bytes")


if __name__ == "__main__":
    main()
