"""A regulator's morning in a real browser, on a crawled town: queue, case, decision, next; and adding sites."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.lab.server import Lab
from tests.lab.town import write_town
from tests.support import require
from tests.ui.crawls import Town
from tests.ui.running import PATIENCE, running
from tests.ui.support import CHROMIUM, ROOT

HOSTILE = "markup-mischief.example"
TOWN, EACH = 100, 9  # sites of the town, and how many of each of two kinds are visited
LATER = "rowan-quay-99.example"  # in the town, but not in the list that was crawled
NEVER = re.compile(r"\b(safe|fake|counterfeit|scam)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Desk:
    """The running app, and the web it looks at."""

    address: str
    lab: Lab


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    require(Path(CHROMIUM).exists(), "chromium")
    base = tmp_path_factory.mktemp("queue")
    folder, home = base / "town", base / "home"
    kinds = write_town(folder, TOWN)
    for name, host in ((HOSTILE, HOSTILE), ("pillquay.example", LATER)):
        shutil.copytree(ROOT / "tests" / "lab" / "sites" / name, folder / host)
    lab = Lab(folder).start()
    town = Town(lab, folder, home, delay=0.05)
    visited = [h for kind in ("rogue", "honest") for h in [h for h, k in kinds.items() if k == kind][:EACH]]
    crawl = town.crawl(town.list_file([*visited, HOSTILE]))
    crawl.communicate()
    with running(home, lab.port) as address:
        yield Desk(address, lab)
    lab.stop()


@pytest.fixture
def screen(browser: Browser, desk: Desk) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{desk.address}/queue")
    yield page
    page.close()


def rows(screen: Page) -> list[str]:
    expect(screen.locator("[class*=st-key-row-] a").first).to_be_visible()
    screen.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return [link.inner_text() for link in screen.locator("[class*=st-key-row-] a").all()]


def pick(screen: Page, label: str, option: str) -> None:
    screen.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    box = screen.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    screen.wait_for_timeout(300)  # a list that opens while the page still scrolls closes again
    box.click()
    screen.get_by_role("option", name=option, exact=True).click()


def sign(screen: Page) -> None:
    box = screen.get_by_role("textbox", name="Your name").first
    box.fill("A. Vetter")
    box.press("Enter")
    expect(screen.get_by_text("You decide as A. Vetter").first).to_be_visible()


def test_a_case_is_opened_from_the_queue_and_its_words_are_marked_in_their_page(screen: Page) -> None:
    first, second = rows(screen)[:2]
    screen.get_by_role("link", name=first).click()
    expect(screen.locator("section[role=status]").filter(has_text=first).first).to_be_visible()
    expect(screen.get_by_text("Flagged because of signs of")).to_be_visible()
    expect(screen.locator("mark").first).to_be_visible()
    assert not NEVER.search(re.sub(r"“.*?”", "", screen.inner_text("[data-testid=stMain]")))
    for part, shown in (
        ("Order and prices", "How an order goes"),
        ("Identity and domain", "Who it says it is"),
        ("Timeline", "What happened, newest first"),
        ("Network", "Sites that share something with this one"),
        ("Not seen", "What could not be seen"),
        ("Screenshots", "No picture was taken"),
    ):
        screen.get_by_role("radio", name=part).or_(screen.get_by_role("button", name=part, exact=True)).first.click()
        expect(screen.get_by_text(shown).first).to_be_visible()
    assert "view=pictures" in screen.url
    screen.get_by_role("link", name="Next in the queue").click()
    expect(screen.get_by_text(first)).to_have_count(0)
    expect(screen.get_by_text("What people decided")).to_be_visible()
    expect(screen.locator("section[role=status]").filter(has_text=second).first).to_be_visible()
    expect(screen).to_have_url(re.compile(f"site={re.escape(second)}&"))  # whoever copies the address copies this case


def test_a_filter_stands_in_the_address_and_leads_others_to_the_same_list(screen: Page, browser: Browser) -> None:
    everything = rows(screen)
    pick(screen, "Verdict", "Not verified")
    expect(screen).to_have_url(re.compile("verdict=unverified"))
    expect(screen.get_by_text("Strong warning signs")).to_have_count(0)
    some = rows(screen)
    assert set(some) < set(everything)
    other = browser.new_page()
    other.set_default_timeout(PATIENCE)
    other.goto(screen.url)
    assert rows(other) == some
    other.close()
    screen.get_by_role("button", name="Clear all filters").click()
    expect(screen).not_to_have_url(re.compile("verdict="))


def test_a_list_that_nothing_fits_says_so(screen: Page, desk: Desk) -> None:
    screen.goto(f"{desk.address}/queue?verdict=verified&check=false_seal&after=9.9.9")
    expect(screen.get_by_text("No site fits these filters")).to_be_visible()


def test_sites_are_taken_and_rest_and_leave_the_list_of_what_is_to_do(screen: Page) -> None:
    site = rows(screen)[-1]
    row = screen.locator("[class*=st-key-row-]").filter(has_text=site)
    sign(screen)
    row.locator("label[data-baseweb=checkbox], .stCheckbox label").first.click()
    screen.get_by_role("button", name="Take them myself").click()
    expect(row.get_by_text("with A. Vetter")).to_be_visible()
    row.locator("label[data-baseweb=checkbox], .stCheckbox label").first.click()
    screen.get_by_role("button", name="Snooze").click()
    expect(row).to_have_count(0)
    pick(screen, "Review", "all")
    screen.get_by_label("Site begins with").fill(site[:8])
    screen.get_by_label("Site begins with").press("Enter")
    expect(screen.get_by_text("snoozed until").first).to_be_visible()


def test_pasted_sites_are_visited_from_the_screen_and_join_the_queue(screen: Page, desk: Desk) -> None:
    sign(screen)
    screen.get_by_text("Add sites", exact=True).click()
    screen.get_by_label("Addresses").fill(f"{desk.lab.url(LATER)}\nno address\n")
    screen.get_by_role("button", name="Add to the list of visits").click()
    expect(screen.get_by_text("1 site waiting to be visited")).to_be_visible()
    expect(screen.get_by_text("Line 2")).to_be_visible()
    screen.get_by_role("button", name="Visit them now").click()
    screen.get_by_role("button", name="Show the new verdicts").click()
    screen.goto(f"{desk.address}/queue?site={LATER}&state=all")
    assert rows(screen) == [LATER]


def test_words_of_a_hostile_site_stay_words(screen: Page, desk: Desk) -> None:
    for view in ("findings", "order", "identity", "unseen"):
        screen.goto(f"{desk.address}/case?site={HOSTILE}&country=GB&view={view}")
        expect(screen.locator("section[role=status]").first).to_be_visible()
        expect(screen.get_by_text("What people decided")).to_be_visible()
        assert screen.title() != "owned"
        assert (
            screen.locator("a[href*='trap.example'], a[href^='javascript:'], a[href*='markup-mischief']").count() == 0
        )


def test_a_case_that_does_not_exist_says_what_there_is(screen: Page, desk: Desk) -> None:
    screen.goto(f"{desk.address}/case?site={HOSTILE}&country=FR")
    expect(screen.get_by_text("This site has not been judged so")).to_be_visible()
    expect(screen.get_by_role("link", name="Judged for GB")).to_be_visible()
    screen.goto(f"{desk.address}/case")
    expect(screen.get_by_text("No case was asked for")).to_be_visible()


def test_nothing_is_wider_than_a_phone(browser: Browser, desk: Desk) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    for path in ("queue", f"case?site={HOSTILE}&country=GB", f"case?site={HOSTILE}&country=GB&view=order"):
        page.goto(f"{desk.address}/{path}")
        expect(page.locator("[data-testid=stMain] a").first).to_be_visible()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
