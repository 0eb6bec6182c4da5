"""Networks and figures in a real browser: drawn, told in words, fit for a phone, and honest about an empty archive."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.archive import open_archive
from tests.support import require
from tests.ui.kin import KIN, STRANGER, visit_kin
from tests.ui.running import faults, opened, running, settled

WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("kin")
    with open_archive("", base / "home") as archive:
        visit_kin(archive, base / "web")
    with running(base / "home") as address:
        yield address


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("empty")) as address:
        yield address


def drawn(page: Page) -> str:
    """The words in the drawing of a network."""
    graph = page.locator("[data-testid=stGraphVizChart] svg")
    expect(graph.first).to_be_visible()
    box = graph.first.bounding_box()
    assert box is not None and box["width"] > 200 and box["height"] > 60, box
    return " ".join(graph.first.locator("text").all_text_contents())


@pytest.mark.parametrize("width", WIDTHS)
def test_a_network_is_opened_from_the_list_and_drawn_with_what_binds_it(browser: Browser, app: str, width: int) -> None:
    page = opened(browser, f"{app}/networks", width)
    expect(page.get_by_role("heading", name="Network N1")).to_be_visible()
    expect(page.get_by_text("3 sites, 3 of them flagged")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page).to_have_url(re.compile("network=N1"))
    words = drawn(page)
    assert all(site in words for site in KIN) and "+442079460321" in words and STRANGER not in words
    expect(page.get_by_text(re.compile("3 sites show .*desk@marrowfat-desk.example"))).to_be_visible()
    settled(page)
    assert faults(page) == []
    page.get_by_role("link", name="Open its case").first.click()
    expect(page.get_by_text("Flagged because of signs of")).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_case_draws_its_network_and_leads_to_the_page_of_networks(browser: Browser, app: str, width: int) -> None:
    page = opened(browser, f"{app}/case?site={KIN[0]}&country=GB&view=network", width)
    assert all(site in drawn(page) for site in KIN)
    expect(page.get_by_text(f"What binds {KIN[0]} to others")).to_be_visible()
    expect(page.get_by_text("Both show the phone number +442079460321").first).to_be_visible()
    settled(page)
    assert faults(page) == []
    page.get_by_role("link", name="Network N1 on the page Networks").click()
    expect(page.get_by_role("heading", name="Network N1")).to_be_visible()
    assert "network=N1" in page.url
    page.close()


def test_a_site_in_no_network_says_so(browser: Browser, app: str) -> None:
    page = opened(browser, f"{app}/case?site={STRANGER}&country=GB&view=network")
    expect(page.get_by_text("nothing that counts was shared with another site")).to_be_visible()
    expect(page.get_by_role("link", name="All networks")).to_be_visible()
    assert page.locator("[data-testid=stGraphVizChart]").count() == 0 and faults(page) == []
    page.close()


def test_a_network_that_does_not_exist_says_so(browser: Browser, app: str) -> None:
    page = opened(browser, f"{app}/networks?network=<b>N77")
    expect(page.get_by_text("There is no such network")).to_be_visible()
    page.get_by_role("button", name="All networks").click()
    expect(page.get_by_role("heading", name="Network N1")).to_be_visible()
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_figures_are_drawn_and_their_numbers_can_be_taken_along(
    browser: Browser, app: str, width: int, tmp_path: Path
) -> None:
    require(find_spec("vl_convert"), "vl-convert-python")
    page = opened(browser, f"{app}/figures", width)
    expect(page.get_by_text(re.compile(r"^5 sites, visited"))).to_be_visible()
    figures = page.locator("[data-testid=stMain] img[alt*='the numbers stand']")
    expect(figures).to_have_count(5)
    settled(page)
    sizes = figures.evaluate_all("all => all.map(one => [one.complete, one.naturalWidth, one.naturalHeight])")
    assert all(done and wide > 150 and high > 50 for done, wide, high in sizes), sizes
    assert faults(page) == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the numbers (CSV)").click()
    taken.value.save_as(tmp_path / "numbers.csv")
    with (tmp_path / "numbers.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    (sign,) = [row for row in rows if row["table"] == "checks" and row["name"] == "sells_without_prescription"]
    assert (sign["yes"], sign["cases"]) == ("4", "5")
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_an_empty_archive_is_told_in_words(browser: Browser, empty: str, width: int) -> None:
    page = opened(browser, f"{empty}/networks", width)
    expect(page.get_by_text("Networks were not looked for yet")).to_be_visible()
    page.get_by_role("button", name="Look for networks now").click()
    expect(page.get_by_text("check or crawl some first")).to_be_visible()
    settled(page)
    assert faults(page) == []
    page.goto(f"{empty}/figures?country=GB")
    expect(page.get_by_text("No verdict is kept yet for buyers in GB")).to_be_visible()
    settled(page)
    assert page.locator("[data-testid=stMain] img[alt*='numbers']").count() == 0 and faults(page) == []
    page.close()
