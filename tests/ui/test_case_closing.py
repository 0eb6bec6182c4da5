"""A case is closed by a decision about the verdict as a whole: queue, case, command line and dossier say the same; and
the dossier of the screens is that of the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.archive import open_archive
from data.decisions import Decision, Signed
from data.docket_rows import DocketState
from tests.support import require
from tests.ui.dossiers import ROGUE, visit_shops
from tests.ui.running import faults, opened, running, settled
from tests.ui.support import run
from ui.reviewer import Reviewer
from ui.reviewing import decide

CHECK = "sells_without_prescription"
FORMS = ("html", "pdf", "bundle", "drafts")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one flagged shop, judged for a buyer in Great Britain."""
    base = tmp_path_factory.mktemp("closing")
    with open_archive("", base / "home") as archive:
        visit_shops(archive, base / "web", (ROGUE,))
    return base / "home"


@pytest.fixture(scope="module")
def app(home: Path) -> Iterator[str]:
    with running(home) as address:
        yield address


def made(page: Page, form: str, folder: Path) -> list[Path]:
    """The files of one form, asked for on the screen and taken along."""
    settled(page)
    page.locator(f".st-key-make-{form} button").click()
    box = page.locator(f".st-key-dossier-{form}")
    expect(box.locator("[data-testid=stDownloadButton] button").first).to_be_visible()
    settled(page)
    taken = []
    for button in box.locator("[data-testid=stDownloadButton] button").all():
        with page.expect_download() as download:
            button.click()
        taken.append(folder / download.value.suggested_filename)
        download.value.save_as(taken[-1])
        digest = sha256(taken[-1].read_bytes()).hexdigest()
        expect(box.get_by_text(f"{taken[-1].name}, SHA-256 {digest}")).to_be_visible()
    return taken


def test_the_dossier_of_the_screen_holds_and_is_checked_by_the_command_line(
    browser: Browser, app: str, home: Path, tmp_path: Path
) -> None:
    require(find_spec("typst"), "typst")
    page = opened(browser, f"{app}/case?site={ROGUE}&country=GB&view=dossier")
    expect(page.locator("[data-testid=stDownloadButton]")).to_have_count(0)  # nothing is made before it is asked for
    taken = {form: made(page, form, tmp_path) for form in FORMS}
    assert faults(page) == []
    page.close()
    # The lab's register differs from the command line's, and page and print tell so; the rest is the same.
    (html,), (pdf,), (zip_,) = (taken[form] for form in FORMS[:3])
    assert ROGUE in html.read_text() and pdf.read_bytes().startswith(b"%PDF-")
    whole = run("report", "--verify", zip_, "--digest", sha256(zip_.read_bytes()).hexdigest(), home=home)
    assert (whole.returncode, whole.stdout[:6]) == (0, "whole\t"), whole.stdout
    assert run("report", ROGUE, "--drafts", tmp_path / "letters", home=home).returncode == 0
    assert {f.name: f.read_bytes() for f in taken["drafts"]} == {
        f.name: f.read_bytes() for f in (tmp_path / "letters").iterdir()
    }


def test_a_form_that_cannot_be_made_says_why(browser: Browser, app: str, home: Path) -> None:
    with open_archive("", home) as archive:
        file = home / archive.visits()[0].warc_path
    kept = file.read_bytes()
    file.unlink()
    try:
        page = opened(browser, f"{app}/case?site={ROGUE}&country=GB&view=dossier", 390)
        page.locator(".st-key-make-bundle button").click()
        expect(page.get_by_text("It was not made")).to_be_visible()
        expect(page.get_by_text("A bundle without its evidence would prove nothing").first).to_be_visible()
        settled(page)
        assert faults(page) == []
        page.close()
    finally:
        file.write_bytes(kept)


def test_one_finding_decided_leaves_the_case_open_and_the_whole_closes_it(
    browser: Browser, app: str, home: Path, tmp_path: Path
) -> None:
    told, by = tmp_path / "case.html", Reviewer("A. Inspector")
    page = opened(browser, f"{app}/case?site={ROGUE}&country=GB")

    def everywhere(state: str, row: DocketState) -> None:
        """Docket, case, command line and dossier agree."""
        with open_archive("", home) as archive:
            kept = archive.docket.row(ROGUE, "GB")
        assert kept is not None and kept.state is row
        page.reload()
        expect(page.get_by_text(f"{state}; ").first).to_be_visible()
        expect(page.get_by_text("Decided about single findings: sells without prescription").first).to_be_visible()
        words = f"Where the review stands: {state.lower()}."
        assert words in run("review", ROGUE, "--buyer-country", "GB", home=home).stderr
        assert run("report", ROGUE, "--html", told, home=home).returncode == 0
        assert words in told.read_text() and "Decided about single findings: sells without" in told.read_text()

    with open_archive("", home) as archive:
        verdict = archive.latest_verdict(ROGUE, "GB")
        assert verdict is not None
        decide(archive, verdict, by, Decision.CONFIRMED, "Read it.", datetime.now(UTC), concerns=CHECK)
    everywhere("Nobody decided yet", DocketState.WAITING)
    expect(page.get_by_text("That does not close the case").first).to_be_visible()
    expect(page.get_by_text("A. Inspector decided about this finding: Confirmed. Read it.")).to_be_visible()
    expect(page.get_by_text("Nobody has decided yet", exact=True)).to_be_visible()
    with open_archive("", home) as archive:
        decide(archive, verdict, by, Decision.CONFIRMED, "", datetime.now(UTC))
    everywhere("Decided", DocketState.DECIDED)
    expect(page.get_by_text("The case is still open")).to_have_count(0)

    with open_archive("", home) as archive:
        row = archive.docket.row(ROGUE, "GB")
        assert row is not None
        archive.docket.assign([row.id], "B. Vetter", Signed("A. Inspector", "", datetime.now(UTC)))
    everywhere("Decided", DocketState.DECIDED)
    page.goto(f"{app}/case?site={ROGUE}&country=GB&view=time")
    expect(page.get_by_text("Given to B. Vetter, by A. Inspector").first).to_be_visible()
    assert "Given to B. Vetter\tA. Inspector" in run("review", ROGUE, "--buyer-country", "GB", home=home).stdout
    assert "B. Vetter" not in told.read_text()
    assert faults(page) == []
    page.close()
    assert run("audit", "verify", home=home).returncode == 0
