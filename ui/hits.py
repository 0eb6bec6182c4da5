"""The hit table: each check on the labelled sites, as Markdown. `make truth` writes it to docs/hits.md.

It stands beside the README and not in it: `make docs` and its test are quick and know no sites, while this table moves
with every rule and takes as long as judging all of them, which `make truth` does anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scoring.checks import all_checks
from scoring.evaluate import Evaluation, Rate

_HEAD = """# What each check finds on the labelled sites

Written by `make truth`; the law and the weights stand in the [README](../README.md). *found*: answered yes where the
label says that only yes is right. *false*: answered yes where the label does not accept it. Beside each share its 95 %
bounds (Wilson); "-": no label asks. Rules were written on `develop`; `measure` was opened only to count.
"""


def hit_table(halves: Mapping[str, Evaluation]) -> str:
    """Every check with its hits in each half. Same evaluations, same text."""
    return "\n".join((_HEAD, *_lines(halves))) + "\n"


def _lines(halves: Mapping[str, Evaluation]) -> Iterator[str]:
    columns = [f"{half}: {what}" for half in halves for what in ("found", "false")]
    yield "| " + " | ".join(("check", *columns)) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for check in all_checks():
        cells = [
            _cell(evaluation.rates.get(f"{measure} {check.card.id}", Rate(0, 0)))
            for evaluation in halves.values()
            for measure in ("recall", "false yes")
        ]
        yield "| " + " | ".join((f"`{check.card.id}`", *cells)) + " |"


def _cell(rate: Rate) -> str:
    if not rate.cases:
        return "-"
    low, high = rate.bounds
    return f"{rate.hits} of {rate.cases}, {rate.share:.0%} ({low:.0%} to {high:.0%})"
