"""Numbers a researcher publishes: agreement, bounds, prevalence; held against worked examples and the literature."""

from __future__ import annotations

import math

import pytest

from data.world import load
from scoring.agreement import Rating, agreement, cohen, fleiss
from scoring.model import Answer
from scoring.prevalence import FIGURES, Tally, published
from scoring.resampling import bounds, resampled


def test_cohens_kappa_of_a_worked_example() -> None:
    # 50 cases: 20 both yes, 5 only the first, 10 only the second, 15 both no: agreed 0.70, chance 0.50, kappa 0.40.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen(pairs) == pytest.approx(0.4)


def test_fleiss_kappa_of_a_worked_example() -> None:
    # The table of ten subjects, fourteen raters and five categories that is printed in many textbooks: kappa 0.210.
    table = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    cases = [tuple(str(word) for word, count in enumerate(row) for _ in range(count)) for row in table]
    assert fleiss(cases) == pytest.approx(0.210, abs=0.0005)


def test_the_last_of_several_decisions_counts_and_lone_cases_do_not() -> None:
    found = agreement([
        Rating("1", "Ada", "confirmed"), Rating("1", "Ada", "remediated"), Rating("1", "Ben", "remediated"),
        Rating("2", "Ada", "confirmed"), Rating("2", "Ben", "confirmed"), Rating("3", "Cleo", "confirmed"),
    ])  # fmt: skip
    assert found.together.cases == 2
    assert found.together.agreed == 1.0
    assert [pair.reviewers for pair in found.pairs] == [("Ada", "Ben")]


def test_reviewers_who_always_say_the_same_have_no_kappa() -> None:
    found = agreement([Rating(str(n), who, "confirmed") for n in range(5) for who in ("Ada", "Ben")])
    assert found.together.agreed == 1.0 and math.isnan(found.together.kappa)
    assert agreement([]).together.cases == 0


def test_bootstrap_bounds_come_out_the_same_each_time() -> None:
    assert list(resampled(5, 3)) == list(resampled(5, 3))
    assert bounds([n / 1000 for n in range(1001)]) == (0.025, 0.975)
    assert all(math.isnan(value) for value in bounds([]))


def test_what_could_not_be_seen_is_neither_yes_nor_no() -> None:
    tally = Tally()
    tally.add({"missing_address": Answer.YES})
    tally.add({"missing_address": Answer.NO})
    tally.add({"missing_address": Answer.UNKNOWN})
    tally.add({"missing_address": Answer.NOT_APPLICABLE})
    (found,) = [one for one in tally.checks() if one.name == "missing_address"]
    assert (found.rate.hits, found.rate.cases, found.unknown, found.not_applicable) == (1, 2, 1, 1)


def test_one_yes_makes_a_figure_and_one_unseen_keeps_it_open() -> None:
    tally = Tally()
    tally.add({"sells_without_prescription": Answer.YES})
    tally.add({"sells_without_prescription": Answer.NO, "missing_prescription_step": Answer.UNKNOWN})
    rx = tally.figures()[0]
    assert (rx.rate.hits, rx.rate.cases, rx.unknown) == (1, 1, 1)


def test_the_published_figures_are_those_of_the_cited_rows() -> None:
    rows = [one for one in published(load()) if one.name == FIGURES[0].name]
    lagan = [one for one in rows if one.row.source.words.startswith("Lagan")]
    assert [(one.share, one.rate.hits if one.rate else None) for one in lagan] == [(0.84, 42)]
    assert {one.row.source.words[:4] for one in rows} == {"NABP", "Laga"}
