"""Shops of one operator under different names, and shops that only live on the same platform."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.budget import Budget
from data.archive import Archive, open_archive
from data.world import load, with_entries
from scoring.model import Answer, Finding, Verdict, VerdictClass
from scoring.network import Marks
from scoring.network_kinds import MarkKind
from tests.data.cases import findings, verdict, visit
from tests.lab.client import QUICK
from tests.lab.server import Lab
from ui.case import Case, check, recover, rejudge
from ui.neighbours import mark_rows, near
from ui.worker_client import Worker

WORLD = load()
PHONE = (MarkKind.PHONE, "+442079460321")
SKETCH = tuple(range(1_000, 9_000, 63))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive("", tmp_path, patience=0.5) as opened:
        yield opened


@pytest.fixture(scope="module")
def worker(lab: Lab) -> Iterator[Worker]:
    running = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))
    yield running
    running.close()


def judged(lab: Lab, worker: Worker, archive: Archive, host: str, budget: Budget = QUICK) -> Verdict:
    case = check(lab.url(host), "GB", worker=worker, archive=archive, world=WORLD, budget=budget)
    assert isinstance(case, Case) and case.kept is not None
    return case.verdict


def network(told: Verdict) -> Finding:
    return next(weighed.finding for weighed in told.findings if weighed.finding.check == "shared_network")


def test_a_silent_shop_is_known_by_the_phone_and_the_tag_of_a_flagged_one(
    lab: Lab, worker: Worker, archive: Archive
) -> None:
    loud = judged(lab, worker, archive, "marrow-lane-rx.example")
    assert loud.verdict is VerdictClass.FLAGGED
    assert network(loud).answer is Answer.UNKNOWN
    silent = network(judged(lab, worker, archive, "tallow-street-caps.example"))
    assert silent.answer is Answer.YES
    assert "marrow-lane-rx.example" in silent.why
    shown = {getattr(lookup, "asked", "") for lookup in silent.evidence}
    assert shown == {"phone: +442079460321", "identifier: G-7QX2MARROW"}


def test_shops_on_one_platform_are_strangers_to_each_other(lab: Lab, worker: Worker, archive: Archive) -> None:
    assert judged(lab, worker, archive, "rookery-capsules.example").verdict is VerdictClass.FLAGGED
    stranger = network(judged(lab, worker, archive, "saltmarsh-capsules.example"))
    assert stranger.answer is Answer.NO
    assert "1 other site compared" in stranger.why


def test_a_shop_checked_twice_is_no_neighbour_of_itself(lab: Lab, worker: Worker, archive: Archive) -> None:
    for _ in range(2):
        assert network(judged(lab, worker, archive, "marrow-lane-rx.example")).answer is Answer.UNKNOWN


def test_an_old_case_judged_again_learns_what_came_to_light_since(lab: Lab, worker: Worker, archive: Archive) -> None:
    before = judged(lab, worker, archive, "tallow-street-caps.example")
    judged(lab, worker, archive, "marrow-lane-rx.example")
    assert network(before).answer is Answer.UNKNOWN
    again = {case.verdict.site: case.verdict for case in rejudge(archive, with_entries(WORLD, (), ()))}
    assert network(again["tallow-street-caps.example"]).answer is Answer.YES


def test_a_visit_found_after_a_crash_is_compared_too(lab: Lab, worker: Worker, archive: Archive) -> None:
    judged(lab, worker, archive, "marrow-lane-rx.example")
    lost = archive.home / "visits" / "new" / "20261101T000000Z-GB-abc.warc.gz"
    assert any(worker.visit(lab.url("tallow-street-caps.example"), lost, QUICK, True))
    list(worker.visit(lab.url("saltmarsh-capsules.example"), lost.with_name("20261101T000001Z-GB-abd.warc.gz"), QUICK))
    assert recover(archive, WORLD).kept == 2
    row = archive.latest_verdict("tallow-street-caps.example")
    assert row is not None and row.id is not None
    answers = {found.check: found.answer for found in archive.findings(row.id)}
    assert answers["shared_network"] == "yes"


def keep(archive: Archive, number: int, marks: Marks, word: str = "flagged") -> None:
    archive.save_case(visit(number, marks.site), verdict(marks.site, word), findings(), mark_rows(marks))


def test_copied_words_are_found_through_a_few_of_their_hashes(archive: Archive) -> None:
    keep(archive, 1, Marks("first.example", frozenset(), SKETCH))
    keep(archive, 2, Marks("other.example", frozenset(), tuple(value + 7 for value in SKETCH)))
    found = near(Marks("copy.example", frozenset(), SKETCH[3:]), archive)
    assert [(one.site, one.kind, one.verdict) for one in found.neighbours] == [
        ("first.example", MarkKind.TEXT, VerdictClass.FLAGGED)
    ]
    assert found.compared == 2


def test_a_number_on_more_than_twenty_sites_is_nobody_s(archive: Archive) -> None:
    for number in range(19):
        keep(archive, number, Marks(f"shop-{number}.example", frozenset({PHONE})))
    asked = Marks("asked.example", frozenset({PHONE}))
    assert len(near(asked, archive).neighbours) == 19
    keep(archive, 19, Marks("shop-19.example", frozenset({PHONE})))
    assert near(asked, archive).neighbours == ()


def test_a_site_full_of_made_up_wallets_does_not_fill_the_archive() -> None:
    wallets = frozenset((MarkKind.WALLET, f"0x{number:040x}") for number in range(5_000))
    assert len(mark_rows(Marks("noise.example", wallets | {PHONE}))) == 42
