"""The screens in a real browser, on the lab: what a person sees, and what a site cannot make them see."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.lab.server import Lab
from tests.ui.running import PATIENCE, running

NEVER = re.compile(r"\b(safe|fake|counterfeit|scam)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def app(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the running app."""
    with running(tmp_path_factory.mktemp("home"), lab.port) as address:
        yield address


@pytest.fixture
def screen(browser: Browser, app: str) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(app)
    yield page
    page.close()


def ask(screen: Page, url: str) -> str:
    """Paste an address, press Enter, and give the words of the answer."""
    box = screen.get_by_label("Address of the site")
    box.fill(url)
    box.press("Enter")
    answer = screen.locator("section[role=status]").filter(has_text=urlsplit(url).hostname or url).first
    expect(answer).to_be_visible()
    return answer.inner_text()


def test_a_pasted_address_is_visited_and_the_verdict_can_be_read(screen: Page, lab: Lab) -> None:
    told = ask(screen, lab.url("pillquay.example"))
    assert "pillquay.example" in told
    assert re.search(r"as of \d{4}-\d\d-\d\d", told)
    expect(screen.get_by_text("How sure is this?")).to_be_visible()
    assert not NEVER.search(re.sub(r"“.*?”", "", screen.inner_text("[data-testid=stMain]")))


def test_a_link_fills_the_form_in_and_does_not_start_a_visit(screen: Page, app: str, lab: Lab) -> None:
    before = len(lab.seen)
    screen.goto(f"{app}/?{urlencode({'url': lab.url('fernhollow-pharmacy.example'), 'country': 'gb'})}")
    expect(screen.get_by_label("Address of the site")).to_have_value(lab.url("fernhollow-pharmacy.example"))
    expect(screen.get_by_role("combobox")).to_have_value("United Kingdom")
    assert len(lab.seen) == before
    screen.get_by_role("button", name="Check").click()
    expect(screen.get_by_text("Judged by the rules of the United Kingdom")).to_be_visible()
    expect(screen.get_by_text("Named by an official register")).to_be_visible()


def test_a_refused_address_gets_its_reason(screen: Page) -> None:
    told = ask(screen, "192.168.0.1")
    assert "not visited" in told and "private network" in told


def test_no_address_gets_a_hint(screen: Page) -> None:
    screen.get_by_role("button", name="Check").click()
    expect(screen.get_by_text("No address yet")).to_be_visible()


def test_a_site_that_keeps_readers_out_is_not_judged(screen: Page, lab: Lab) -> None:
    assert "Could not be read" in ask(screen, lab.url("keep-out-pills.example"))


def test_markup_of_a_site_shows_as_it_is_written_and_makes_no_link(screen: Page, lab: Lab) -> None:
    ask(screen, lab.url("markup-mischief.example"))
    for summary in screen.locator("summary").all():
        summary.click()
    shown = screen.inner_text("[data-testid=stMain]")
    for literal in (
        "<script>",
        "[click here](javascript:alert(1))",
        ":red[no prescription needed]",
        "$\\frac{a}{b}$",
        "**bold**",
    ):
        assert literal in shown
    assert screen.title() != "owned"
    assert screen.locator("a[href*='trap.example'], a[href^='javascript:'], a[href*='markup-mischief']").count() == 0
    assert (
        screen.locator("[data-testid=stMain] .katex, [data-testid=stMain] [class*=stMarkdownColoredText]").count() == 0
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_example_opens_at_a_click_and_asks_nobody(screen: Page, lab: Lab, number: int) -> None:
    before = len(lab.seen)
    screen.locator("[data-testid=stMain] .stButton button").nth(number).click()
    expect(screen.get_by_text("An example, not a real site")).to_be_visible()
    expect(screen.get_by_text("How sure is this?")).to_be_visible()
    assert len(lab.seen) == before


def test_the_other_page_lists_every_check(screen: Page) -> None:
    from scoring.checks import all_checks

    screen.get_by_role("link", name="How it works").click()
    expect(screen.get_by_text("Every check", exact=True)).to_be_visible()
    for check in all_checks():
        name = check.card.id.replace("_", " ").capitalize()
        expect(screen.get_by_text(name, exact=True).first).to_be_visible()


def test_a_worker_killed_under_a_visitor_does_not_end_the_evening(screen: Page, lab: Lab) -> None:
    box = screen.get_by_label("Address of the site")
    box.fill(lab.url("long-aisle.example"))
    box.press("Enter")
    expect(screen.get_by_text("pages read").first).to_be_visible()
    for pid in _workers(lab.port):
        os.kill(pid, signal.SIGKILL)
    answer = screen.locator("section[role=status]").first
    expect(answer).to_be_visible()
    assert "long-aisle.example" in answer.inner_text()
    ask(screen, lab.url("pillquay.example"))


def test_no_old_verdict_stands_under_a_new_address(screen: Page, lab: Lab) -> None:
    ask(screen, lab.url("pillquay.example"))
    box = screen.get_by_label("Address of the site")
    box.fill(lab.url("long-aisle.example"))
    box.press("Enter")
    expect(screen.get_by_text("Visiting the site")).to_be_visible()
    expect(screen.locator("section[role=status]")).to_have_count(0)


def test_nothing_is_wider_than_a_phone(browser: Browser, app: str, lab: Lab) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    page.goto(app)
    ask(page, lab.url("markup-mischief.example"))
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def _workers(port: int) -> list[int]:
    """The lab workers that the app of this module runs: they are told apart by the port of this lab."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"tests.lab.worker" in words and str(port).encode() in words and _child_of_streamlit(entry.parent):
            found.append(int(entry.parent.name))
    return found


def _child_of_streamlit(process: Path) -> bool:
    parent = re.search(r"^PPid:\s+(\d+)", (process / "status").read_text(), re.MULTILINE)
    return parent is not None and b"streamlit" in Path(f"/proc/{parent.group(1)}/cmdline").read_bytes()
