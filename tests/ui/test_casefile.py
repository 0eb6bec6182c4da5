"""A case as a regulator reads it: the kept verdict, its quotes in their pages, prices beside genuine ones, changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.exchange import Exchange
from crawler.pictures import pictures
from crawler.rendering import Rendering
from crawler.visit import Outcome, Quote, Visit
from crawler.warc import VisitFile
from data.archive import Archive, open_archive
from data.kept import FindingRow
from data.world import load
from scoring.facts import Facts
from scoring.model import Absence, Lookup
from scoring.targets import targets
from tests.lab.client import QUICK
from tests.lab.server import Lab
from ui.case import Case, check
from ui.casefile import CaseFile, Unread, evidence_of, grounds_of, open_case, passage, read_facts, read_pictures
from ui.contract import PriceJson
from ui.price_points import chart, compared, points, table
from ui.timeline import differences, timeline
from ui.worker_client import Worker

WORLD = load()
SITE = "pillquay.example"


@pytest.fixture(scope="module")
def archive(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """With one case, of a shop of the lab."""
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))
    with open_archive("", tmp_path_factory.mktemp("home")) as opened:
        case = check(lab.url(SITE), "GB", worker=worker, archive=opened, world=WORLD, budget=QUICK)
        assert isinstance(case, Case)
        worker.close()
        yield opened


@pytest.fixture
def case(archive: Archive) -> CaseFile:
    found = open_case(archive, SITE, "GB")
    assert found is not None
    return found


def test_every_quote_of_a_case_stands_in_its_saved_page(archive: Archive, case: CaseFile) -> None:
    read = read_facts(archive, WORLD, case.visit, "GB")
    assert isinstance(read, Facts)
    quotes = [piece for finding in case.findings for piece in evidence_of(finding) if isinstance(piece, Quote)]
    assert quotes
    for quote in quotes:
        shown = passage(read.visit, quote)
        assert shown.holds and shown.words == quote.words
        page = read.visit.page(quote.url)
        assert page is not None
        around = (shown.before.removeprefix("… ") + shown.words + shown.after.removesuffix(" …")).strip()
        assert around in page.text


def test_a_quote_that_its_page_does_not_bear_out_says_so(archive: Archive, case: CaseFile) -> None:
    read = read_facts(archive, WORLD, case.visit, "GB")
    assert isinstance(read, Facts)
    quote = next(
        piece for finding in case.findings for piece in evidence_of(finding) if isinstance(piece, Quote)
    )  # fmt: skip
    assert not passage(read.visit, replace(quote, words="Nobody ever said so.")).holds
    assert not passage(read.visit, replace(quote, sha256="0" * 64)).holds
    assert not passage(read.visit, replace(quote, url="https://elsewhere.example/")).holds


def test_the_grounds_name_what_decided_and_what_would_be_without(case: CaseFile) -> None:
    told = grounds_of(case, WORLD)
    assert told[0].startswith(case.verdict.verdict.capitalize())
    assert all(line.startswith("Were there no signs of") for line in told[1:]) and len(told) > 1


def test_a_verdict_of_other_rules_is_shown_but_not_explained(case: CaseFile) -> None:
    older = replace(case, verdict=replace(case.verdict, verdict="unverified", rulebook="older"))
    (told,) = grounds_of(older, WORLD)
    assert "older" in told and "present rules" in told
    assert grounds_of(replace(case, verdict=replace(case.verdict, verdict="unreadable")), WORLD) == ()


def test_a_file_that_is_gone_or_another_is_not_shown_as_this_visit(archive: Archive, case: CaseFile) -> None:
    gone = read_facts(archive, WORLD, replace(case.visit, warc_path="visits/2026-11/none.warc.gz"), "GB")
    assert isinstance(gone, Unread) and "not in the store" in gone.why
    other = read_facts(archive, WORLD, replace(case.visit, warc_sha256="0" * 64), "GB")
    assert isinstance(other, Unread) and "not the one that was judged" in other.why
    assert read_pictures(archive, replace(case.visit, warc_path="visits/2026-11/none.warc.gz")) == ()


def test_a_case_is_found_by_site_and_country_alone(archive: Archive, case: CaseFile) -> None:
    assert case.document is not None and case.docket is not None and case.docket.verdict_id == case.verdict.id
    assert open_case(archive, SITE, "DE") is None
    assert open_case(archive, "elsewhere.example", "GB", case.verdict.id) is None


@pytest.mark.parametrize("kept", ["", "[", "{}", "[1]", '[{"kind": "quote"}]', '[{"kind": "rumour"}]', '["quote"]'])
def test_evidence_that_is_none_of_ours_is_left_out(kept: str) -> None:
    assert evidence_of(FindingRow("false_seal", "seals", "yes", 1.8, "", kept)) == ()


def test_evidence_of_every_kind_comes_back() -> None:
    told = [
        {"kind": "absence", "sought": "an address", "pages": ["https://a.example/"]},
        {"kind": "lookup", "register": "R", "edition": "2026-01-01", "asked": "a", "answer": "no", "url": ""},
    ]
    row = FindingRow("missing_address", "identity", "yes", 0.5, "", json.dumps(told))
    assert evidence_of(row) == (Absence("an address", ("https://a.example/",)), Lookup("R", "2026-01-01", "a", "no"))


def test_pictures_in_the_file_of_a_visit_are_found(tmp_path: Path) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    path = tmp_path / "visit.warc.gz"
    file = VisitFile(path, "rxverdict")
    file.add(Exchange("https://a.example/", at, (), 200, (("Content-Type", "text/html"),), b"<p>pills</p>"))
    for picture in (b"\xff\xd8\xff\xe0 drawn", b"<svg onload=alert(1)>"):
        file.picture(Rendering("https://a.example/", at, b"<p>pills</p>", picture))
    file.close(Visit("https://a.example/", "a.example", at, at, Outcome.READ, ()))
    (found,) = pictures(path)
    assert (found.url, found.jpeg) == ("https://a.example/", b"\xff\xd8\xff\xe0 drawn")
    path.write_bytes(path.read_bytes()[:-40])
    assert len(tuple(pictures(path))) <= 1


def price(each: str | None, strength: str | None = "20", currency: str | None = "GBP") -> PriceJson:
    return {
        "product": "Isotretinoin", "drug": "isotretinoin", "strength_mg": strength, "quantity": "30", "total": None,
        "currency": currency, "per_unit": each, "url": "https://a.example/",
    }  # fmt: skip


def test_prices_are_held_against_genuine_ones_of_the_buyers_country() -> None:
    rows = [price("2"), price(None), price("3", None), price("3", "20", "XXX"), price("NaN"), price("ill")]
    found = points(rows, WORLD, "GB")
    ours = [point for point in found if point.whose == "this site"]
    assert [point.each for point in ours] == [Decimal(2)]
    assert {point.whose for point in found} == {"this site", "genuine, GB"}
    assert "US dollars here" in compared(found)
    assert compared(points([], WORLD, "GB")) == ""
    drawn = json.dumps(chart(found).to_dict())
    assert "this site" in drawn and "Isotretinoin" not in drawn
    assert table(rows)[1][3:5] == ("–", "–")


def test_a_country_without_genuine_prices_is_held_against_all() -> None:
    assert len({point.whose for point in points([price("2")], WORLD, "ZA")}) > 2


def test_the_timeline_tells_visits_and_decisions(archive: Archive, case: CaseFile) -> None:
    (entry,) = timeline(archive, SITE, "GB")
    assert entry.verdict_id == case.verdict.id and case.verdict.headline in entry.words


def test_a_visit_compared_with_itself_shows_no_difference(archive: Archive, case: CaseFile) -> None:
    read = read_facts(archive, WORLD, case.visit, "GB")
    assert isinstance(read, Facts)
    assert list(differences(read, read)) == []
    empty = Facts(replace(read.visit, pages=(), outcome=Outcome.TIMED_OUT), WORLD, "GB")
    assert "nothing can be compared" in differences(empty, read)[0]


def test_a_shop_that_takes_pounds_targets_britain_and_dollars_name_nobody(archive: Archive, case: CaseFile) -> None:
    read = read_facts(archive, WORLD, case.visit, "GB")
    assert isinstance(read, Facts)
    assert "US" not in targets(read) or any(s.value.value.upper() == "US" for s in read.signs)
    assert targets(Facts(replace(read.visit, pages=()), WORLD, "GB")) == ()
