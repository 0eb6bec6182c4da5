"""What must hold for every site, whatever it says: quotes can be checked again, and hiding a page never pays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.child import Reader
from crawler.visit import Quote, Visit
from data.world import load
from scoring.labels import Label, label_from
from scoring.model import Answer, Role, Verdict
from scoring.verdict import judge
from ui.evaluation import judge_label

WORLD = load()
DEVELOP = Path(__file__).parent.parent / "truth" / "develop"
LABELS = [label_from(json.loads(line)) for file in sorted(DEVELOP.glob("*.jsonl")) for line in file.open()]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Label, Visit, Verdict]]:
    with Reader() as reader:
        found = [judge_label(label, WORLD, reader) for label in LABELS]
    return [(one.label, one.visit, one.verdict) for one in found]


def test_every_quote_stands_where_it_says(judged: list[tuple[Label, Visit, Verdict]]) -> None:
    checked = 0
    for _, visit, verdict in judged:
        pages = {page.url: page for page in visit.pages}
        for weighed in verdict.findings:
            for item in weighed.finding.evidence:
                if isinstance(item, Quote):
                    assert item.holds_on(pages[item.url]), (verdict.site, weighed.card.id, item)
                    checked += 1
    assert checked > len(LABELS)


def test_every_yes_has_evidence_and_every_finding_says_why(judged: list[tuple[Label, Visit, Verdict]]) -> None:
    for _, _, verdict in judged:
        for weighed in verdict.findings:
            assert weighed.finding.why.strip(), (verdict.site, weighed.card.id)
            assert weighed.finding.answer is not Answer.ERROR, (verdict.site, weighed.card.id, weighed.finding.why)
            if weighed.finding.answer is Answer.YES:
                assert weighed.finding.evidence, (verdict.site, weighed.card.id)


def test_taking_any_page_away_never_lowers_the_high_end(judged: list[tuple[Label, Visit, Verdict]]) -> None:
    for label, visit, verdict in judged:
        for page in visit.pages:
            fewer = replace(visit, pages=tuple(p for p in visit.pages if p is not page))
            less = judge(fewer, WORLD, label.buyer_country)
            assert less.risk_high >= verdict.risk_high, (label.id, page.url, verdict.risk_high, less.risk_high)


def test_no_word_is_said_that_must_not_be_said(judged: list[tuple[Label, Visit, Verdict]]) -> None:
    for _, _, verdict in judged:
        told = " ".join([verdict.headline, *(w.finding.why for w in verdict.findings)]).lower()
        for word in ("counterfeit", "fake", " is safe", "scam"):
            assert word not in told, (verdict.site, word)


def test_the_same_visit_gives_the_same_verdict(judged: list[tuple[Label, Visit, Verdict]]) -> None:
    for label, visit, verdict in judged[:20]:
        if not label.register_entries:
            assert judge(visit, WORLD, label.buyer_country) == verdict
            assert verdict.role is not Role.UNREACHABLE
