"""A researcher judges with a rulebook of her own, and every verdict says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.own_rules import OwnRules, with_rules
from data.world import load
from scoring.checks import all_checks
from scoring.model import Strength, VerdictClass
from scoring.own_rules import RulesError, differences, rules_of, without
from scoring.rulebook import rulebook
from scoring.verdict import judge
from tests.scoring.build import site

HEAD = 'schema = "rxverdict.rulebook/1"\n'
SHOP = site([(
    "https://plumbago-pills.example/",
    "<html lang='en'><h1>Isotretinoin 20 mg capsules</h1><p>Buy isotretinoin from us without a prescription.</p>"
    "<p>30 capsules $40.00</p><button>Add to cart</button></html>",
)])  # fmt: skip


def test_a_file_that_changes_nothing_keeps_the_shipped_digest_and_verdict() -> None:
    rules = rules_of(HEAD + 'name = "as shipped"')
    assert not rules.changes
    assert rulebook(with_rules(load(), rules)) == rulebook(load())
    assert judge(SHOP, with_rules(load(), rules)) == judge(SHOP, load())


def test_naming_every_strength_as_it_is_shipped_changes_the_digest_and_nothing_else() -> None:
    lines = "\n".join(f'{check.card.id} = "{check.card.strength}"' for check in all_checks())
    own, shipped = judge(SHOP, with_rules(load(), rules_of(f"{HEAD}[strengths]\n{lines}"))), judge(SHOP, load())
    assert own.rulebook != shipped.rulebook
    assert replace(own, rulebook=shipped.rulebook) == shipped


def test_the_prior_moves_the_risk_and_never_the_class() -> None:
    quiet = site(
        [
            (
                "https://quiet.example/",
                "<p>Isotretinoin 20 mg, 30 capsules £40. We ask for your prescription.</p><button>Add to cart</button>",
            )
        ]
    )
    low, high = (judge(quiet, with_rules(load(), rules_of(f"{HEAD}prior = {p}"))) for p in (0.05, 0.95))
    assert low.risk_low < judge(quiet, load()).risk_low < high.risk_low
    assert low.verdict is high.verdict
    assert low.rulebook != high.rulebook


def test_a_check_that_is_off_answers_and_counts_for_nothing() -> None:
    assert judge(SHOP, load()).verdict is VerdictClass.FLAGGED
    told = judge(SHOP, with_rules(load(), without("sells_without_prescription")))
    assert "sells_without_prescription" not in told.because
    (found,) = [weighed for weighed in told.findings if weighed.card.id == "sells_without_prescription"]
    assert found.finding.answer == "yes" and found.finding.evidence and found.weight == 0


def test_a_weight_moves_the_risk_and_not_the_class() -> None:
    world = with_rules(load(), rules_of(HEAD + "[weights]\nsells_without_prescription = 0"))
    told, shipped = judge(SHOP, world), judge(SHOP, load())
    assert told.verdict is shipped.verdict is VerdictClass.FLAGGED
    assert told.risk_low < shipped.risk_low


def test_a_strength_moves_class_and_weight() -> None:
    world = with_rules(load(), rules_of(HEAD + '[strengths]\nsells_without_prescription = "soft"'))
    told = judge(SHOP, world)
    (found,) = [weighed for weighed in told.findings if weighed.card.id == "sells_without_prescription"]
    assert found.card.strength is Strength.SOFT and found.weight <= 0.5
    assert told.because != ("sells_without_prescription",)


def test_rules_over_rules_replace_them() -> None:
    once = with_rules(load(), OwnRules("", prior=0.2))
    assert differences(OwnRules("", prior=0.2)) == ("prior 0.2 instead of 0.5",)
    assert with_rules(once, OwnRules("", prior=0.3)).own_rules == OwnRules("", prior=0.3)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("prior = 0.5", "schema"),
        (HEAD + "prior = 1", "prior"),
        (HEAD + "prior = nan", "prior"),
        (HEAD + "prior = true", "prior"),
        (HEAD + "priors = 0.4", "is prior meant"),
        (HEAD + "[weights]\nmissing_adress = 1", "is missing_address meant"),
        (HEAD + "[weights]\nmissing_address = 11", "0 to 10"),
        (HEAD + "[weights]\nmissing_address = -1", "0 to 10"),
        (HEAD + "[weights]\nmissing_address = '1'", "0 to 10"),
        (HEAD + "[strengths]\nmissing_address = 'huge'", "none of decisive"),
        (HEAD + "weights = 3", "must be a table"),
        (HEAD + 'name = "two\\nlines"', "one line"),
        ("schema = ", "not TOML"),
    ],
)
def test_a_slip_in_the_file_is_an_error_that_says_what_to_mend(words: str, why: str) -> None:
    with pytest.raises(RulesError, match=why):
        rules_of(words)
