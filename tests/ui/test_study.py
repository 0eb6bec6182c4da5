"""Studies on the command line: other rules, a table beside the literature, agreement, figures."""

from __future__ import annotations

import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from scoring.model import VerdictClass
from tests.support import require
from tests.ui.support import PARISH, ROOT, SHOP, page, run
from ui import plots
from ui.api import UnusableInput, judge, load_world, read, read_rules, with_rules

RULES = 'schema = "rxverdict.rulebook/1"\nname = "test"\nprior = 0.1\n[strengths]\nsells_without_prescription = "off"\n'


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    file = tmp_path / "pages.jsonl"
    file.write_text(f"{page('https://plumbago.example/', SHOP)}\n{page('https://otterby.example/', PARISH)}\n")
    return file


def test_own_rules_give_the_same_bytes_with_any_number_of_processes(pages: Path, tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(RULES)
    plain = run("score", pages, home=tmp_path / "home")
    one = run("score", pages, "--rulebook", rules, home=tmp_path / "home")
    two = run("score", pages, "--rulebook", rules, "--jobs", "2", home=tmp_path / "home")
    many = run("score", *[pages] * 8, "--rulebook", rules, "--jobs", "2", home=tmp_path / "home")
    assert (one.returncode, one.stdout) == (0, two.stdout)
    (own,) = {json.loads(line)["rulebook"] for line in one.stdout.splitlines() + many.stdout.splitlines()}
    assert own != json.loads(plain.stdout.splitlines()[0])["rulebook"]
    assert f"Rulebook {own} (test)" in one.stderr and "prior 0.1 instead of 0.5" in one.stderr
    single = tmp_path / "single.jsonl"
    single.write_text(pages.read_text().splitlines()[0])
    assert judge(read(single), with_rules(load_world(), read_rules(rules))).rulebook == own
    with pytest.raises(UnusableInput, match="use read_all"):
        read(pages)


def test_a_rulebook_with_a_slip_ends_the_command(pages: Path, tmp_path: Path) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(RULES + "missing_adress = 'soft'\n")
    ended = run("score", pages, "--rulebook", rules, home=tmp_path)
    assert ended.returncode == 2 and "is missing_address meant?" in ended.stderr and not ended.stdout


def test_prevalence_of_a_file_counts_each_site_once_and_names_bad_lines(tmp_path: Path) -> None:
    told = run("score", ROOT / "ui" / "examples", home=tmp_path / "home").stdout  # a rogue shop, a pharmacy, a charity
    file = tmp_path / "verdicts.jsonl"
    file.write_text(told + told + "{}\n")
    ended = run("study", "prevalence", file, "--csv", home=tmp_path / "home")
    assert ended.returncode == 1 and f"{file}:7" in ended.stderr
    rows = list(csv.DictReader(io.StringIO(ended.stdout)))
    (shop,) = [row for row in rows if row["table"] == "checks" and row["name"] == "sells_without_prescription"]
    assert (shop["yes"], shop["cases"], shop["share"]) == ("1", "2", "0.5000")
    (lagan,) = [row for row in rows if row["study"].startswith("Lagan") and row["name"].startswith("No valid")]
    assert (lagan["yes"], lagan["cases"], lagan["year"]) == ("42", "50", "2014")


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    for command in (("prevalence",), ("plots", str(tmp_path / "out")), ("agreement",)):
        ended = run("study", *command, home=tmp_path / "home")
        assert ended.returncode == 2 and ended.stderr.strip() and not ended.stdout


def test_agreement_of_a_csv(tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    rows = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    lines = [
        f"{n},{who},{word}" for n, pair in enumerate(rows) for who, word in zip(("=Ada", "Ben"), pair, strict=True)
    ]
    file.write_text("\n".join(("case,reviewer,decision", *lines, "99,,y")))
    ended = run("study", "agreement", file, home=tmp_path)
    assert ended.returncode == 1 and "reviewer is empty" in ended.stderr
    assert "| '=Ada and Ben | Cohen | 50 | 70.0% | 0.40 (" in ended.stdout


def test_figures_are_drawn_and_bear_no_words_of_sites(tmp_path: Path) -> None:
    require(find_spec("vl_convert"), "vl-convert-python")
    chart = plots.verdicts({("GB", "2026-10", VerdictClass.FLAGGED): 3, ("", "", VerdictClass.VERIFIED): 1})
    assert chart is not None
    plots.save(chart, tmp_path / "a.png")
    plots.save(chart, tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text() == plots.svg(chart)
    assert "no country told" in plots.svg(chart)
    assert plots.verdicts({}) is None and plots.networks(()) is None and plots.prices((), ()) is None
