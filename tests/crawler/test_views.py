"""The asked page in other guises: what is asked, of whom, and when nobody asks again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.child import Reader
from crawler.protocol import Done, job_line
from crawler.views import BROWSER_AGENT, SEARCH_REFERRER
from crawler.visit import Guise, Outcome
from crawler.warc import read_visit
from data.world import load
from scoring.facts import Facts
from scoring.model import Answer, Role, VerdictClass
from scoring.verdict import judge
from tests.lab.client import QUICK, LabWorker
from tests.lab.server import Lab

TWICE = replace(QUICK, views=2)


def test_two_requests_more_and_nothing_differs_but_name_and_referrer(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    before = len(lab.asked("quillback-pharmacy.example"))
    visit = lab_worker.visit("quillback-pharmacy.example", reader, TWICE)
    asked = [seen for seen in lab.asked("quillback-pharmacy.example")[before:] if seen.path == "/"]
    dress = {(seen.agent, seen.headers.get("referer")) for seen in asked}
    assert dress == {(visit.agent, None), (BROWSER_AGENT, None), (BROWSER_AGENT, SEARCH_REFERRER)}
    rest = [{k: v for k, v in seen.headers.items() if k not in ("user-agent", "referer")} for seen in asked]
    assert len(rest) == 3 and rest[0] == rest[1] == rest[2]
    assert [view.guise for view in visit.views] == [Guise.BROWSER, Guise.SEARCH]
    assert len({view.page.sha256 for view in visit.views if view.page} | {visit.pages[0].sha256}) == 3


def test_days_offers_and_banners_are_no_disguise(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("quillback-pharmacy.example", reader, TWICE)
    told = {w.card.id: w.finding for w in judge(visit, load(), "US").findings}["cloaking"]
    assert told.answer is Answer.NO


def test_a_shop_behind_a_garden_is_found_and_judged_by_what_buyers_see(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("potting-shed.example", reader, TWICE)
    assert "beans" in visit.pages[0].text and len(visit.pages) == 1
    facts, verdict = Facts(visit, load(), "US"), judge(visit, load(), "US")
    assert facts.role is Role.SELLER
    assert verdict.verdict is VerdictClass.FLAGGED
    assert "cloaking" in {w.card.id for w in verdict.findings if w.finding.answer is Answer.YES}
    without = judge(replace(visit, views=()), load(), "US")
    assert without.verdict is not VerdictClass.FLAGGED


def test_visitors_from_a_search_who_are_sent_away_make_a_doorway(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    visit = lab_worker.visit("hill-rambling-club.example", reader, TWICE)
    assert visit.site == "hill-rambling-club.example"
    assert visit.views[1].told.what == lab.url("pillquay.example")
    verdict = judge(visit, load(), "US")
    assert (verdict.role, verdict.verdict) == (Role.DOORWAY, VerdictClass.CAUTION)
    assert "hidden from some readers" in verdict.headline


@pytest.mark.parametrize(
    "host",
    ["walled-garden-rx.example", "keep-out-pills.example", "broken-rules.example", "sly-forwarder.example"],
)
def test_where_the_door_was_closed_nobody_comes_back_in_disguise(
    lab: Lab, lab_worker: LabWorker, reader: Reader, host: str
) -> None:
    before = len(lab.asked(host))
    visit = lab_worker.visit(host, reader, TWICE)
    assert visit.outcome is not Outcome.READ and not visit.views
    assert {seen.agent for seen in lab.asked(host)[before:]} <= {visit.agent}


def test_robots_txt_is_asked_under_our_own_name_whoever_the_page_is_asked_as(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    before = len(lab.seen)
    visit = lab_worker.visit("hill-rambling-club.example", reader, TWICE)
    rules = [seen for seen in lab.seen[before:] if seen.path == "/robots.txt"]
    assert all(seen.agent == visit.agent and "referer" not in seen.headers for seen in rules)


def test_a_page_that_is_empty_for_machines_is_asked_again_by_a_person_but_not_in_a_batch(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    assert len(lab_worker.visit("copper-signpost.example", reader, TWICE).views) == 2
    job = replace(lab_worker.job("copper-signpost.example", TWICE), gate=True)
    lab_worker.write(job_line(job))
    assert isinstance(lab_worker.until_ended([job])[-1], Done)
    assert not read_visit(job.out, reader).views


def test_a_site_left_at_the_gate_is_asked_once(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    job = replace(lab_worker.job("potting-shed.example", TWICE), gate=True)
    lab_worker.write(job_line(job))
    lab_worker.until_ended([job])
    visit = read_visit(job.out, reader)
    assert visit.light and not visit.views
