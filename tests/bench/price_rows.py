"""How many of the labelled price rows come out, and how many rows come out that should not.

python -m tests.bench.price_rows [-v] [FILE…]      (default: the examples beside the tree and tests/truth/develop)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from crawler.kinds import kind_of
from crawler.outcome import outcome_of
from crawler.text import read_html, read_plain
from crawler.visit import Outcome, Page
from data.world import World, load
from scoring.facts.prices import prices
from tests.scoring.build import WHEN

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT.parent / "shared" / "examples" / "sites.jsonl"
_FIELDS = ("strength_mg", "quantity", "total", "per_unit")
Row = dict[str, Any]


def default_files() -> list[Path]:
    found = sorted((ROOT / "tests" / "truth" / "develop").glob("*.jsonl"))
    return [EXAMPLES, *found] if EXAMPLES.exists() else found


def rows_of(site: Row, world: World) -> list[Row]:
    """The price rows of every readable page of one labelled site."""
    found: list[Row] = []
    for given in site["pages"]:
        url, status = given["url"], int(given.get("status") or 200)
        content = read_html(given["html"], url) if "html" in given else read_plain(given["text"], url)
        if outcome_of(status, content) is not Outcome.READ:
            continue
        page = Page(url, url, WHEN, status, kind_of(url, content.title), content)
        for cited in prices(page, world):
            assert cited.quote.holds_on(page)
            value = cited.value
            found.append(
                {f: getattr(value, f) for f in _FIELDS}
                | {"currency": value.currency, "url": url, "product": value.product}
            )
    return found


def same(expected: Row, got: Row) -> bool:
    """All fields agree; the price of a unit within one per cent; what the label leaves null is not compared."""
    if expected["url"] != got["url"] or expected.get("currency") != got["currency"]:
        return False
    for name in _FIELDS:
        wanted, value = expected.get(name), got[name]
        if wanted is None:
            continue
        if value is None or abs(Decimal(str(wanted)) - value) > (abs(value) / 100 if name == "per_unit" else 0):
            return False
    return True


def judge(site: Row, world: World) -> tuple[int, int, list[Row], list[Row], list[Row]]:
    """Expected rows, rows that came out, and the missing, the wrong and the forbidden ones."""
    expected, got = list(site.get("prices") or []), rows_of(site, world)
    left, missing = list(got), []
    for row in expected:
        match = next((g for g in left if same(row, g)), None)
        if match is None:
            missing.append(row)
        else:
            left.remove(match)
    never = {Decimal(str(n).replace(",", "")) for n in site.get("not_prices") or []}
    forbidden = [g for g in left if g["total"] in never or g["per_unit"] in never]
    extra = left if site.get("prices_complete") else forbidden
    return len(expected), len(got), missing, extra, forbidden


def sites(files: list[Path]) -> Iterator[Row]:
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def measure(files: list[Path], verbose: bool = False) -> tuple[float, float]:
    """Precision and recall over these files; prints them."""
    world = load()
    expected = wrong = missed = came = 0
    for site in sites(files):
        wanted, got, missing, extra, _ = judge(site, world)
        expected, came, missed, wrong = expected + wanted, came + got, missed + len(missing), wrong + len(extra)
        if verbose and (missing or extra):
            print(f"{site['site']} ({site.get('note', '')[:80]})")
            for row in missing:
                print("   missing", _short(row))
            for row in extra:
                print("   wrong  ", _short(row))
    right = expected - missed
    precision, recall = right / max(right + wrong, 1), right / max(expected, 1)
    print(
        f"price rows: expected {expected}, right {right}, wrong {wrong}, of {came}; "
        f"precision {precision:.3f} recall {recall:.3f}"
    )
    return precision, recall


def _short(row: Row) -> str:
    pack = f"{row.get('strength_mg')}mg x{row.get('quantity')}"
    price = f"{row.get('total')} {row.get('currency')} unit {row.get('per_unit')}"
    return f"{row.get('product', '')[:30]!r} {pack} = {price} {row['url'][-50:]}"


if __name__ == "__main__":
    named = [Path(a) for a in sys.argv[1:] if not a.startswith("-")]
    measure(named or default_files(), "-v" in sys.argv)
