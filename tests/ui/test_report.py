"""The words of a verdict: every word of the closed vocabularies has one, and none of them is one we never say."""

from __future__ import annotations

import json
from pathlib import Path

import re2

from crawler.visit import Outcome, PageKind
from data.world import load
from scoring.model import Answer, Role, Strength, VerdictClass
from ui import report, words
from ui.commands import harmless
from ui.contract import schema
from ui.examples import EXAMPLES
from ui.saved import score_file

NEVER = re2.compile(r"(?i)\b(safe|fake|counterfeit|scam)\b")
ROOT = Path(__file__).parents[2]


def test_every_word_of_the_vocabularies_has_its_words() -> None:
    assert set(words.CLASSES) == set(VerdictClass)
    assert set(words.WEIGHTS) == set(Strength)
    assert set(words.ANSWERS) == set(Answer)
    assert set(words.KINDS) == set(PageKind)
    assert set(words.OUTCOMES) == set(Outcome)
    assert set(words.ROLES) == set(Role)


def test_the_classes_differ_by_title_and_not_only_by_colour() -> None:
    told = words.CLASSES.values()
    assert len({one.title for one in told}) == len({one.icon for one in told}) == len(VerdictClass)


def test_our_own_words_never_promise_and_never_accuse() -> None:
    ours = [words.CLASSES, words.WEIGHTS, words.ANSWERS, words.KINDS, words.OUTCOMES, words.ROLES]
    assert not NEVER.search(" ".join(str(value) for table in ours for value in table.values()))  # type: ignore[attr-defined]
    told = [ROOT / "ui" / name for name in ("report.py", "words.py", "cli.py", "commands.py", "examples/__init__.py")]
    for file in (*told, *(ROOT / "ui" / "views").glob("*.py")):
        assert not NEVER.search(file.read_text("utf-8")), file.name


def test_each_example_is_told_in_full_sentences_with_its_date() -> None:
    world = load()
    for example in EXAMPLES:
        (judged,) = score_file([example.path])
        told = list(report.lines(judged.verdict, world))
        assert judged.verdict.site in told[0]
        assert judged.visit.ended_at.date().isoformat() in told[1]
        assert report.risk_words(judged.verdict) in told


def test_the_examples_show_what_they_say() -> None:
    copycat, pharmacy, warning = (next(score_file([example.path])).verdict for example in EXAMPLES)
    assert copycat.verdict is VerdictClass.FLAGGED
    assert "sells_without_prescription" in copycat.because
    assert pharmacy.verdict is VerdictClass.UNVERIFIED
    assert warning.verdict is VerdictClass.NOT_A_SELLER


def test_a_country_changes_what_is_said_to_the_buyer() -> None:
    world = load()
    (unsaid,) = score_file([EXAMPLES[0].path], "ZZ")
    assert "We hold no rules for ZZ" in report.for_buyer(unsaid.verdict, None)
    (german,) = score_file([EXAMPLES[0].path], "DE")
    assert "Germany" in report.for_buyer(german.verdict, world.country("DE"))


def test_words_of_a_site_cannot_drive_a_terminal() -> None:
    assert harmless("pills\x1b[2Jhere\u202e") == "pills\ufffd[2Jhere\ufffd"


def test_the_published_schema_is_the_one_of_the_types() -> None:
    assert json.loads((ROOT / "docs" / "verdict.schema.json").read_text("utf-8")) == schema()
