"""A researcher at the screen: filters in the address, columns explained, files that hold what the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.archive import open_archive
from data.kept import Filters
from tests.ui.exported import fill
from tests.ui.running import opened, running
from tests.ui.support import run
from ui.columns import FINDINGS, PRICES, VERDICTS
from ui.dataset import Asked, asked_of, between, command, last_day, preview, query_of


def test_an_address_and_its_filters_say_the_same() -> None:
    query = {"table": "prices", "verdict": "flagged,caution", "buyer": "GB", "since": "2026-11-01", "latest": "yes"}
    assert query_of(asked_of(query)) == query
    assert query_of(asked_of({})) == {}
    assert asked_of({"table": "x", "verdict": "bad", "buyer": "<b>", "since": "soon"}) == Asked(VERDICTS, Filters())


def test_the_last_day_is_counted_in() -> None:
    filters = between(Filters(), date(2026, 11, 1), date(2026, 11, 30))
    assert (filters.until, last_day(filters)) == (asked_of({"until": "2026-12-01"}).filters.until, date(2026, 11, 30))


def test_the_command_that_the_page_tells_does_the_same(tmp_path: Path) -> None:
    with open_archive("", tmp_path / "home") as archive:
        fill(archive)
    asked = asked_of({"table": "findings", "verdict": "caution", "buyer": "GB", "since": "2026-11-21", "latest": "yes"})
    words = command(asked, str(tmp_path / "f.jsonl")).split()
    assert words[0] == "rxverdict"
    assert run(*words[1:], home=tmp_path / "home").stdout == f"{tmp_path}/f.jsonl: findings 2 rows\n"


def test_a_preview_is_short_and_hides_nothing(tmp_path: Path) -> None:
    with open_archive("", tmp_path) as archive:
        fill(archive)
        shown = preview(archive, Asked(PRICES, Filters()))
        long = preview(archive, Asked(FINDINGS, Filters()))["why"]
    assert len(shown["product"]) == 25 and shown["strength_mg"][0] == "20"
    assert not [text for text in shown["product"] if "\u200b" in str(text) or "\ufeff" in str(text)]
    assert max(len(str(text)) for text in long) == 202


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with open_archive("", folder) as archive:
        fill(archive)
    return folder


@pytest.fixture(scope="module")
def app(home: Path) -> Iterator[str]:
    with running(home) as address:
        yield address


def shown(browser: Browser, address: str, width: int = 1280) -> Page:
    page = opened(browser, address, width)
    expect(page.get_by_role("heading", name="Data set")).to_be_visible()
    return page


def test_filters_of_a_link_are_shown_and_a_file_holds_what_passes(browser: Browser, app: str, tmp_path: Path) -> None:
    page = shown(browser, f"{app}/data?verdict=caution&latest=yes")
    expect(page.get_by_text("2 verdicts on 2 sites: be careful 2.")).to_be_visible()
    expect(page.get_by_text("The first 2 rows of verdicts.")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="JSON Lines").click()
    waited.value.save_as(tmp_path / "v.jsonl")
    assert (tmp_path / "v.jsonl").read_text().count('"verdict":"caution"') == 2
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_text("4 verdicts on 3 sites")).to_be_visible()
    page.close()


def test_picking_a_filter_changes_the_address(browser: Browser, app: str) -> None:
    page = shown(browser, f"{app}/data")
    page.get_by_text("Newest visits only").click()
    expect(page.get_by_text("3 verdicts on 3 sites")).to_be_visible()
    page.wait_for_url("**latest=yes**")
    page.close()


def test_on_a_telephone_nothing_is_cut_off_and_each_column_is_explained(browser: Browser, app: str) -> None:
    page = shown(browser, f"{app}/data?table=prices", 390)
    page.get_by_text("What each column of prices means").click()
    expect(page.get_by_text("Strength of one unit; empty: not stated.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_filters_that_nothing_passes_say_so(browser: Browser, app: str) -> None:
    page = shown(browser, f"{app}/data?buyer=FR")
    expect(page.get_by_text("No verdict passes these filters.")).to_be_visible()
    assert page.get_by_role("button", name="CSV").count() == 0
    page.close()


def test_an_empty_archive_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as address:
        page = shown(browser, f"{address}/data")
        expect(page.get_by_text("Nothing was judged yet.")).to_be_visible()
        expect(page.get_by_text("rxverdict crawl shops.csv")).to_be_visible()
        page.close()
