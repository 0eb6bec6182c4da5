"""The tables of a study as Markdown for people and CSV for machines. Same study, same text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from scoring.evaluate import Rate
from scoring.prevalence import FIGURES, Prevalence, Published
from ui.studies import Study

_COLUMNS = (
    "table", "name", "checks", "study", "year", "yes", "cases", "share", "low", "high", "unknown", "not_applicable",
    "note",
)  # fmt: skip
_CAVEATS = (
    "Of a sign, yes counts among yes and no; sites where it could not be seen stand in a column of their own.",
    "Bounds: 95 %, Wilson; of published figures computed here from the number of sites, where it is known.",
    "The samples differ. NABP: sites that it reviewed and does not recommend, US law. Lagan et al. 2014: 50 sites that "
    "a search for isotretinoin found. Here: whatever was put into this archive. None is a rate of all sites there are.",
    "Some checks take part in the verdict: among flagged sites alone their share is high by construction.",
    "Not here: what Lagan et al. read about pregnancy (birth defects, planning); no check asks the same.",
)


def markdown_lines(study: Study, published: Sequence[Published]) -> Iterator[str]:
    """Two tables with what must be said beside them."""
    yield f"# Signs in {study.tally.sites} of {study.sites} sites"
    yield ""
    yield f"Counted: {', '.join(sorted(one.replace('_', ' ') for one in study.among))}. {_span(study)}"
    yield ""
    yield "## Beside published figures"
    yield ""
    yield "| figure | here | could not be seen | NABP | Lagan et al. 2014 |"
    yield "|---|---|---|---|---|"
    for one in study.tally.figures():
        nabp, lagan = (_theirs(one.name, published, who) for who in ("NABP", "Lagan"))
        yield f"| {one.name} | {_cell(one.rate)} | {one.unknown} | {nabp} | {lagan} |"
    yield ""
    yield "## Every sign"
    yield ""
    yield "| check | yes of seen, share (95 % bounds) | could not be seen | does not apply |"
    yield "|---|---|---|---|"
    for one in study.tally.checks():
        yield f"| `{one.name}` | {_cell(one.rate)} | {one.unknown} | {one.not_applicable} |"
    yield ""
    yield from (f"- {words}" for words in _CAVEATS)


def csv_lines(study: Study, published: Sequence[Published]) -> Iterator[str]:
    """One row a figure: `table` is `here`, `published` or `checks`; shares 0 to 1; empty: not known."""
    yield _line(_COLUMNS)
    checks = {figure.name: " ".join(figure.checks) for figure in FIGURES}
    for one in study.tally.figures():
        yield _line(("here", one.name, checks[one.name], "", "", *_counted(one), ""))
    for row in published:
        low, high = (f"{value:.4f}" for value in row.rate.bounds) if row.rate else ("", "")
        counts = (row.rate.hits, row.rate.cases) if row.rate else ("", "")
        source = row.row.source
        told = (*counts, f"{row.share:.4f}", low, high, "", "", row.row.note)
        yield _line(("published", row.name, checks[row.name], source.words, row.row.year or source.date, *told))
    for one in study.tally.checks():
        yield _line(("checks", one.name, one.name, "", "", *_counted(one), ""))


def _counted(one: Prevalence) -> tuple[object, ...]:
    rate = one.rate
    shares = (f"{rate.share:.4f}", *(f"{value:.4f}" for value in rate.bounds)) if rate.cases else ("", "", "")
    return rate.hits, rate.cases, *shares, one.unknown, one.not_applicable


def _theirs(name: str, published: Sequence[Published], who: str) -> str:
    told = []
    for one in published:
        if one.name == name and one.row.source.words.startswith(who):
            of = f" of {one.row.n_rogue:,}" if one.row.n_rogue else ""
            bounds = f" ({_bounds(one.rate)})" if one.rate else ""
            told.append(f"{one.share:.1%}{of}{bounds}, {one.row.year or one.row.source.date}")
    return "<br>".join(told) or "–"


def _cell(rate: Rate) -> str:
    return f"{rate.hits} of {rate.cases}, {rate.share:.1%} ({_bounds(rate)})" if rate.cases else "–"


def _bounds(rate: Rate) -> str:
    low, high = rate.bounds
    return f"{low:.1%} to {high:.1%}"


def _span(study: Study) -> str:
    if study.first is None or study.last is None:
        return "The visits bear no dates."
    return f"Visits of {study.first:%Y-%m-%d} to {study.last:%Y-%m-%d}."


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
