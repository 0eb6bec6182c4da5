"""A language joins the reading of prices by one file of words."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from shutil import copytree, ignore_patterns

from data.words_of_prices import PriceWords
from scoring.facts import price_words
from scoring.facts.patterns import pattern
from scoring.facts.price_lists import any_of
from scoring.facts.price_units import QUANTITY

ROOT = Path(price_words.__file__).parents[2]
FINNISH = {
    "unit": r"""['kapseli[\pL]*']""",
    "box": r"""['rasia[\pL]*']""",
    "fee": '["toimitus"]',
    "sizes_spelt": str(["kymmenen", "kaksikymmentä", *(f"luku {n}" for n in range(16))]),
}
ASKS = """
from scoring.facts.price_numerals import VALUES
from scoring.facts.price_units import QUANTITY
from scoring.facts.price_words import FEE
print([bool(FEE.search("toimitus 5,90")), bool(QUANTITY.search("rasiassa 60")), VALUES.get("kymmenen")])
"""


def test_a_list_without_words_matches_nothing() -> None:
    assert pattern(any_of(())).search("anything") is None


def test_the_longest_word_is_tried_first() -> None:
    match = pattern(any_of(("kapsel", "kapselpris"))).search("kapselpris 9,90")
    assert match is not None
    assert match[0] == "kapselpris"


def test_finnish_is_unknown_as_long_as_nobody_adds_it() -> None:
    assert not price_words.FEE.search("toimitus 5,90")
    assert not QUANTITY.search("rasiassa 60")


def test_somebody_adds_finnish(tmp_path: Path) -> None:
    """The code as it is, beside a data folder with one file more."""
    copytree(ROOT / "data", tmp_path / "data", ignore=ignore_patterns("__pycache__", "migrations"))
    for room in ("scoring", "crawler"):
        (tmp_path / room).symlink_to(ROOT / room)
    lists = (field.name for field in fields(PriceWords))
    lines = "".join(f"{name.rstrip('_')} = {FINNISH.get(name, '[]')}\n" for name in lists)
    told = f'[meta]\nsource = "a test"\ndate = "2026-11"\n\n[words]\n{lines}'
    (tmp_path / "data/price_words/fi.toml").write_text(told, encoding="utf-8")
    code = f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n{ASKS}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "[True, True, 10]", done.stderr
