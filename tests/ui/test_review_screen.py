"""A regulator decides on the screen, in a real browser: case by case, with a name, beside the verdict."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.archive import open_archive
from data.decisions import Act, Decision
from data.known import known_world
from tests.lab.oidc import provider, secrets_file
from tests.lab.server import Lab
from tests.support import require
from tests.ui.running import PATIENCE, free_port, running, settled
from tests.ui.support import ROOT, run
from ui.case import Case, check
from ui.reviewer import Reviewer
from ui.reviewing import appeal, decide
from ui.worker_client import Worker

HOSTILE = "<img src=x onerror=alert(1)> [click](javascript:alert(1)) :red[no] \u202egnol"


@pytest.fixture(scope="module")
def judged(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with two sites of the lab, judged for a buyer in Great Britain."""
    home = tmp_path_factory.mktemp("home")
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))
    with open_archive("", home) as archive:
        for host in ("pillquay.example", "fernhollow-pharmacy.example"):
            ended = check(lab.url(host), "GB", worker=worker, archive=archive, world=known_world(home))
            assert isinstance(ended, Case) and ended.kept
    worker.close()
    return home


@contextmanager
def screens(lab: Lab, home: Path, *options: str, port: int = 0, **environment: str) -> Iterator[str]:
    """The address of the review form, started for one home; `port` 0: a free one."""
    form = ROOT / "tests" / "lab" / "review_app.py"
    with running(home, lab.port, *options, script=form, port=port, **environment) as address:
        yield address


@pytest.fixture(scope="module")
def app(lab: Lab, judged: Path) -> Iterator[str]:
    with screens(lab, judged) as address:
        yield address


def opened(browser: Browser, app: str, site: str, width: int = 1280) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{app}/?site={site}&country=GB")
    expect(page.get_by_text("What people decided")).to_be_visible()
    return page


def choose(page: Page, label: str, words: str) -> None:
    settled(page)
    page.get_by_label(label, exact=True).scroll_into_view_if_needed()  # scrolling closes an opened list
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=words).click()


def named(page: Page, name: str) -> None:
    box = page.get_by_role("textbox", name="Your name")
    box.fill(name)
    box.press("Enter")
    expect(page.get_by_text(f"You decide as {name}")).to_be_visible()


def test_a_case_is_decided_appealed_visited_again_and_answered(
    browser: Browser, app: str, judged: Path, lab: Lab
) -> None:
    page = opened(browser, app, "pillquay.example")
    expect(page.get_by_text("Nobody has decided yet")).to_be_visible()
    expect(page.get_by_role("button", name="Keep this decision")).to_have_count(0)
    named(page, "A. Inspector")

    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Choose a decision first")).to_be_visible()
    choose(page, "Your decision", "Not detected rightly")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Say in the note why")).to_be_visible()
    page.get_by_role("textbox", name="Why").fill(f"The cart asks for it. {HOSTILE}")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Kept: Not detected rightly, as row 1 of the chain")).to_be_visible()
    expect(page.get_by_role("textbox", name="Why")).to_have_value("")
    assert "[click](javascript:alert(1))" in page.inner_text("[data-testid=stMain]")
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0

    page.get_by_text("Write an appeal down").click()
    page.get_by_role("textbox", name="Who objects").fill("The owner of Pillquay")
    page.get_by_role("textbox", name="What they say").fill("We have asked for prescriptions since Monday.")
    page.get_by_role("textbox", name="Addresses of evidence").fill("javascript:alert(1)")
    page.get_by_role("button", name="Keep this appeal").click()
    expect(page.get_by_text("This is no address that starts with")).to_be_visible()
    page.get_by_role("textbox", name="Addresses of evidence").fill("https://register.example/7")
    page.get_by_role("button", name="Keep this appeal").click()
    expect(page.get_by_role("heading", name="Appeal of The owner of Pillquay open")).to_be_visible()

    before = len(lab.asked("pillquay.example"))
    page.get_by_role("button", name="Visit the site again").click()
    expect(page.get_by_text("Visited again, 20")).to_be_visible()
    expect(page.get_by_text("Before the appeal, 20")).to_be_visible()
    assert len(lab.asked("pillquay.example")) > before

    choose(page, "Your decision", "Confirmed")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_role("heading", name="Appeal of The owner of Pillquay answered")).to_be_visible()
    page.close()

    with open_archive("", judged) as archive:
        rows = archive.audit.of_site("pillquay.example", "GB")
        verdicts = archive.history("pillquay.example", "GB")
    assert [row.act for row in rows] == [Act.DECISION, Act.APPEAL, Act.REVISIT, Act.DECISION]
    assert [row.answers for row in rows] == ["", "", rows[1].hash, rows[1].hash]
    assert {row.reviewer for row in rows} == {"A. Inspector"}
    assert rows[1].links == ("https://register.example/7",)
    assert len(verdicts) == 2, "the new verdict stands beside the old"
    done = run("audit", "verify", home=judged)
    assert (done.returncode, done.stdout.split("\t")[:2]) == (0, ["whole", "4"]), done.stderr


def test_two_inspectors_do_not_decide_past_each_other(browser: Browser, app: str, judged: Path) -> None:
    page = opened(browser, app, "fernhollow-pharmacy.example")
    named(page, "B. Inspector")
    choose(page, "Your decision", "Confirmed")
    page.get_by_role("textbox", name="Why").fill("Looked it up.")
    with open_archive("", judged) as archive:
        row = archive.latest_verdict("fernhollow-pharmacy.example", "GB")
        assert row is not None
        now = datetime.now(UTC)
        decide(archive, row, Reviewer("C. Inspector"), Decision.NEEDS_PURCHASE_TEST, "Order one.", now)
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Somebody decided meanwhile")).to_be_visible()
    expect(page.get_by_role("textbox", name="Why")).to_have_value("Looked it up.")
    expect(page.get_by_text("Needs a purchase test").first).to_be_visible()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text(re.compile("Kept: Confirmed, as row"))).to_be_visible()
    page.close()


def test_on_a_telephone_nothing_runs_out_of_the_screen(browser: Browser, app: str, judged: Path) -> None:
    with open_archive("", judged) as archive:
        row = archive.latest_verdict("fernhollow-pharmacy.example", "GB")
        assert row is not None
        long = "W" * 150
        appeal(archive, row, Reviewer(long), long, long * 5, [f"https://a.example/{long * 3}"], datetime.now(UTC))
    page = opened(browser, app, "fernhollow-pharmacy.example", width=390)
    expect(page.get_by_text("Appeal of WWW")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_a_name_from_the_settings_needs_no_typing(browser: Browser, lab: Lab, judged: Path) -> None:
    with screens(lab, judged, RXVERDICT_REVIEWER="D. Inspector") as address:
        page = opened(browser, address, "pillquay.example")
        expect(page.get_by_text("You decide as D. Inspector")).to_be_visible()
        page.close()


def test_screens_that_others_can_reach_offer_no_review_without_a_login(
    browser: Browser, lab: Lab, judged: Path
) -> None:
    with screens(lab, judged, "--server.address", "0.0.0.0") as address:
        page = opened(browser, address, "pillquay.example")
        expect(page.get_by_text("Decisions cannot be made here")).to_be_visible()
        expect(page.get_by_text("these screens listen on 0.0.0.0, and no login is set up")).to_be_visible()
        expect(page.get_by_role("button", name="Keep this decision")).to_have_count(0)
        page.close()


def test_a_proxy_before_the_screens_is_noticed(browser: Browser, app: str) -> None:
    context = browser.new_context(extra_http_headers={"X-Forwarded-For": "192.0.2.7"})
    page = context.new_page()
    page.goto(f"{app}/?site=pillquay.example&country=GB")
    expect(page.get_by_text("these screens are reached through a proxy")).to_be_visible(timeout=PATIENCE)
    context.close()


def test_whoever_signs_in_and_is_on_the_list_decides_under_that_name(
    browser: Browser, lab: Lab, judged: Path, tmp_path: Path
) -> None:
    """With a login the screens may be reached from anywhere, and a typed name counts for nothing."""
    require(find_spec("authlib"), "Authlib (streamlit[auth])")
    person: dict[str, object] = {"sub": "77", "name": "E. Inspector", "email": "e@agency.example"}
    port, file = free_port(), tmp_path / "secrets.toml"
    with provider(person) as issuer:
        file.write_text(secrets_file(issuer, f"http://127.0.0.1:{port}", ("@agency.example",)))
        options = ("--server.address", "0.0.0.0", "--secrets.files", str(file))
        with screens(lab, judged, *options, port=port, RXVERDICT_REVIEWER="Somebody") as address:
            page = opened(browser, address, "fernhollow-pharmacy.example")
            expect(page.get_by_role("button", name="Keep this decision")).to_have_count(0)
            signed_in(page, address)
            expect(page.get_by_text("the provider does not vouch for the address e@agency.example")).to_be_visible()
            page.get_by_role("button", name="Sign out").click()
            page.wait_for_url(f"{address}/")
            page.close()

            person["email_verified"] = True
            page = opened(browser, address, "fernhollow-pharmacy.example")
            signed_in(page, address)
            expect(page.get_by_text("You decide as E. Inspector, signed in.")).to_be_visible()
            choose(page, "Your decision", "Confirmed")
            page.get_by_role("button", name="Keep this decision").click()
            expect(page.get_by_text(re.compile("Kept: Confirmed, as row"))).to_be_visible()
            page.close()
    with open_archive("", judged) as archive:
        last = archive.audit.of_site("fernhollow-pharmacy.example", "GB")[-1]
    assert (last.reviewer, last.signed_in) == ("E. Inspector", f"{issuer} 77")


def signed_in(page: Page, address: str) -> None:
    """The provider sends people back to the first page, so the case is opened again."""
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/?site=fernhollow-pharmacy.example&country=GB")
    expect(page.get_by_text("What people decided")).to_be_visible()
