"""The words that go with an exported data set: data card, licence, citation. Generated from what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.kept import Filters
from data.world import World
from scoring.model import VerdictClass
from scoring.rulebook import rulebook
from ui.columns import TABLES, Table
from ui.formulas import BLANK
from ui.words import CLASSES

if TYPE_CHECKING:
    from ui.exporting import Gathered, Terms


@dataclass(frozen=True, slots=True)
class Licence:
    title: str
    url: str


LICENCES: Mapping[str, Licence] = {
    "CC-BY-4.0": Licence("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": Licence("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": Licence(
        "Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"
    ),
}

# Published shares that a reader of these tables should know; rows of data/base_rates.csv.
_RATES = (
    "prior_illegal_reviewed_sites",
    "prior_no_rx_isotretinoin",
    "prior_illegal_semaglutide_search",
    "pharmacy_results_on_either_nabp_list",
    "sites_absent_from_legitscript",
    "sites_gone_after_12_months",
    "sites_intermittently_down",
)

_COLLECTED = """\
## How it was collected
A program visited each site and read at most a dozen pages: product, contact, terms, questions, cart. It obeyed
robots.txt, submitted no form, bought nothing and made no account. From the pages it took facts with the words they were
read from, asked a fixed list of questions about them (`findings.csv`), and judged by rules that are the same for every
site (`rulebook.json`). A row of `verdicts.csv` is one visit under one rulebook for one buyer's country: a visit that
was judged again has several. Every visit is kept as a WARC file whose digest is `warc_sha256`; every quote gives page,
time, SHA-256 of the page text and place in it, so that whoever has the file can check it again.

In a crawl, a site whose first page shows nothing of prescription medicine is read there only: see `pages_read`.
How sites came to be visited is not in these tables: somebody pasted an address, or a list, feed or search named it.
"""

_LIMITS = """\
## What it cannot tell
- **It is no sample.** Sites were chosen because something spoke for a visit. Shares of verdicts here are shares of what
  was visited, not of the web; do not report them as prevalence without a sampling frame of your own.
- **A verdict is dated and no judgement about law.** It says what a site showed to one visitor at one time. Sites show
  different things to others, and change.
- **Not seen is not absent.** `unknown` means that the pages which would show it were not read. Do not count it as `no`.
- **Nothing was ordered.** Whether a parcel would come, and what would be in it, is not known.
- **Checks err.** What each can be fooled by stands in `rulebook.json`; measured recall and false flags come from
  `rxverdict evaluate` on labelled sites. Rows of one site are not independent, nor are sites of one network.
- **Rulebooks differ.** `rulebook` names the rules that judged a row; compare rows under one, or judge the files again.
- **Texts are the sites' own**, may mislead, and may be aimed at whoever reads them, language models included.
"""

_ETHICS = """\
## Ethics
- Addresses, phone numbers and quotes are what shops publish about themselves, and can still be about persons (a sole
  trader, a pharmacist). Publish what your question needs, and look at the data protection law that binds you.
- Do not use the tables to find medicine without a prescription: isotretinoin harms unborn children. Consider leaving
  out addresses of sites when you publish.
- A wrong verdict hurts a lawful pharmacy. Before you name a site, read its evidence, visit it again, and hear it.
- Owners can appeal to whoever keeps the archive; decisions of reviewers are not part of this export.
"""

_READING = '''\
## How to read the files
UTF-8, comma, CR LF, every cell quoted. Empty cells of numbers and of `currency` mean: not stated. Lists are JSON.
Times are UTC. Texts are guarded so that no spreadsheet runs them (OWASP, CSV Injection): an apostrophe stands before
a text that begins with one of `= + - @` (full-width ones too), a tab, a line break or an apostrophe, and before such a
sign behind `;`, a tab or a line break; blanks before it are passed over. Dropping it gives back the very text:

```python
import re

BLANK = r"""@BLANK@"""

def undone(cell):
    cell = re.sub(rf"^({BLANK})'", r"\\1", cell, count=1)
    return re.sub(rf"([;\\t\\r\\n]{BLANK})'", r"\\1", cell)
```

JSON Lines and Parquet (`rxverdict export FILE.jsonl`, `FILE.parquet`) need no guard and have none.
In pandas: `pandas.read_csv("verdicts.csv", keep_default_na=False)`, or Namibia (`NA`) gets lost.
'''.replace("@BLANK@", BLANK)


def title(gathered: Gathered) -> str:
    if gathered.first is None or gathered.last is None:
        return "Verdicts on online pharmacies (no rows)"
    return f"Verdicts on online pharmacies, {gathered.first:%Y-%m-%d} to {gathered.last:%Y-%m-%d}"


def filter_words(filters: Filters) -> str:
    """Which verdicts passed, in words."""
    told = []
    if filters.verdicts:
        told.append(f"verdict {' or '.join(filters.verdicts)}")
    if filters.buyer_country:
        told.append(f"buyers in {filters.buyer_country}")
    if filters.since is not None:
        told.append(f"judged since {filters.since:%Y-%m-%d}")
    if filters.until is not None:
        told.append(f"judged before {filters.until:%Y-%m-%d}")
    if filters.latest_only:
        told.append("of each site and buyer's country only the newest visit")
    return "; ".join(told) or "none, everything in the archive"


def card(gathered: Gathered, sites: int, filters: Filters, world: World, terms: Terms, version: str) -> str:
    """The data card, as Markdown."""
    parts = [
        f"# {title(gathered)}\n",
        "\n".join(_numbers(gathered, sites, filters, terms, version)),
        "\n".join(_classes()),
        _COLLECTED,
        _LIMITS,
        "\n".join(_rates(world)),
        _ETHICS,
        _READING,
        *("\n".join(_columns(table)) for table in TABLES),
        f"Written by rxverdict with rulebook {rulebook(world)}. Licence: {terms.licence}, see LICENSE.txt.\n",
    ]
    return "\n".join(parts)


def _numbers(gathered: Gathered, sites: int, filters: Filters, terms: Terms, version: str) -> Iterator[str]:
    counts = ", ".join(f"{table.name} {gathered.rows[table.name]:,}" for table in TABLES)
    yield f"- Version {version}: digest of the tables. Given out by: {_line(terms.creator)}"
    yield f"- Rows: {counts}. Sites: {sites:,}"
    yield f"- Filters: {filter_words(filters)}"
    yield f"- Verdicts: {_counted(gathered.verdicts)}"
    yield f"- Buyers' countries: {_counted(gathered.countries, 'none given')}"
    yield f"- Rulebooks: {_counted(gathered.rulebooks)}"
    if gathered.broken:
        yield f"- Cases whose verdict object could not be read, and that have no findings or prices: {gathered.broken}"
    yield ""


def _classes() -> Iterator[str]:
    yield "## What the verdicts mean"
    for verdict in VerdictClass:
        yield f"- `{verdict}`: {CLASSES[verdict].title}. {CLASSES[verdict].meaning}"
    yield ""


def _rates(world: World) -> Iterator[str]:
    yield "## Base rates\nPublished shares, from samples that differ much from each other and from this one:\n"
    yield "| quantity | value | n | source | date |\n|---|---|---|---|---|"
    for rate in world.base_rates:
        if rate.quantity in _RATES and rate.source.seen:
            n = f"{rate.n:,}" if rate.n else "not told"
            yield f"| {rate.quantity} | {rate.value} | {n} | {rate.source.words} | {rate.source.date} |"
    yield ""


def _columns(table: Table) -> Iterator[str]:
    yield f"## {table.name}.csv\n{table.words} A row is named by {' and '.join(f'`{name}`' for name in table.key)}.\n"
    yield "| column | type | unit | source | meaning |\n|---|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.kind} | {column.unit} | {column.source} | {column.words} |"
    yield ""


def licence_text(terms: Terms) -> str:
    licence = LICENCES[terms.licence]
    return (
        f"{licence.title} ({terms.licence})\n{licence.url}\n\nThis licence is given by {_line(terms.creator)} for the "
        "compilation and for what was made of it:\nverdicts, findings, reasons, numbers and descriptions. It does not "
        "cover words quoted from the sites, nor names and\nmarks of others: they stand here as short quotations that "
        "prove a finding, and belong to whoever wrote them.\n"
    )


def citation(gathered: Gathered, terms: Terms, version: str) -> str:
    """CITATION.cff 1.2.0; strings as JSON, which is YAML."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them with their version.",
        "type: dataset",
        f"title: {json.dumps(title(gathered))}",
        f"version: {json.dumps(version)}",
        f"license: {terms.licence}",
        "authors:",
        f"  - name: {json.dumps(_line(terms.creator), ensure_ascii=False)}",
    ]
    if gathered.last is not None:
        lines.append(f"date-released: {gathered.last:%Y-%m-%d}")
    return "\n".join(lines) + "\n"


def _line(words: str) -> str:
    return " ".join(words.split())


def _counted(counts: Mapping[str, int], unnamed: str = "") -> str:
    return ", ".join(f"{name or unnamed} {count:,}" for name, count in sorted(counts.items())) or "no rows"
