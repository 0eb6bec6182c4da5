"""The dossier: what a regulator hands over, and what the accused reads."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from crawler.pictures import Picture
from data.archive import Archive, open_archive
from data.decisions import Act, Decision
from data.kept import ReviewRow
from scoring.checks import all_checks
from tests.support import require
from tests.ui.dossiers import (
    HONEST,
    HOSTILE,
    ROGUE,
    TONGUES,
    WORDS_OF,
    WORLD,
    case_of,
    visit_shops,
)
from tests.ui.support import CHROMIUM, CHROMIUM_ARGUMENTS, run
from ui.dossier import dossier
from ui.dossier_case import NoCase
from ui.dossier_html import html
from ui.dossier_pdf import pages, pdf
from ui.dossier_types import Entry, Shot, shown

ROOT = Path(__file__).parents[2]
NEVER = re.compile(r"(?i)\b(safe|fake|counterfeit|scam|criminal|illegal)\b")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    base = tmp_path_factory.mktemp("dossier")
    with open_archive("", base / "home") as opened:
        visit_shops(opened, base / "web", (ROGUE, HONEST, HOSTILE, TONGUES))
        yield opened


def told(archive: Archive, host: str) -> str:
    case = case_of(archive, host)
    return html(dossier(case, WORLD), case.pictures)


def test_a_dossier_tells_the_law_the_evidence_and_what_was_not_seen(archive: Archive) -> None:
    case = case_of(archive, ROGUE)
    made = dossier(case, WORLD)
    assert made.grounds[0].startswith("Flagged because of signs of an offer without a prescription")
    quotes = [exhibit for question in made.found for exhibit in question.exhibits if exhibit.kind == "quote"]
    assert quotes and all(quote.holds and quote.sha256 and quote.at and quote.url for quote in quotes)
    page = html(made)
    for part in (quotes[0].words, quotes[0].sha256, case.visited.warc_sha256, case.row.rulebook, "Known to mislead"):
        assert part.replace("'", "&#39;") in page
    assert "What was looked for and not found" in page and "What could not be seen" in page
    assert "Nobody has decided about this case yet" in page and "If this is your site" in page


def test_every_check_of_the_verdict_is_told_somewhere(archive: Archive) -> None:
    made = dossier(case_of(archive, ROGUE), WORLD)
    answered = {question.asks for question in (*made.found, *made.not_found, *made.unseen)} | {*made.not_asked}
    assert answered == {check.card.asks for check in all_checks()}


def test_an_honest_pharmacy_is_not_accused_by_its_dossier(archive: Archive) -> None:
    made = dossier(case_of(archive, HONEST), WORLD)
    assert made.title == "Not verified" and not made.found
    assert "No red flag was found in what was read." in html(made)


def test_our_words_in_a_dossier_neither_promise_nor_accuse(archive: Archive) -> None:
    for name in ("dossier.html.j2", "dossier.typ"):
        assert not NEVER.search((ROOT / "ui" / "templates" / name).read_text("utf-8"))
    for name in ("dossier.py", "dossier_html.py", "dossier_pdf.py", "notices.py", "bundle.py", "reports.py"):
        assert not NEVER.search((ROOT / "ui" / name).read_text("utf-8"))


def test_the_same_case_gives_the_same_bytes(archive: Archive) -> None:
    require_typst()
    made = dossier(case_of(archive, ROGUE), WORLD)
    assert told(archive, ROGUE) == told(archive, ROGUE)
    assert pdf(made).content == pdf(made).content


def test_a_hostile_site_cannot_make_the_page_do_or_fetch_anything(archive: Archive, tmp_path: Path) -> None:
    require(Path(CHROMIUM).exists(), "Chromium")
    from playwright.sync_api import sync_playwright

    file = tmp_path / "case.html"
    file.write_text(told(archive, HOSTILE), "utf-8")
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.on("request", lambda request: asked.append(request.url))
            page.goto(file.as_uri())
            assert page.locator("script, iframe, form, a, object").count() == 0
            spare = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert spare <= 0, f"at {width} px the page is wider than the screen"
            assert "<script>fetch(" in page.inner_text("body"), "its words are shown as words"
            assert "[U+202E]" in page.inner_text("body") and "\u202e" not in page.inner_text("body")
        browser.close()
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}


def test_a_hostile_site_cannot_break_out_of_the_pdf(archive: Archive) -> None:
    text = pdf_text(pdf(dossier(case_of(archive, HOSTILE), WORLD)).content)
    assert '#panic("out")' in text and "root:" not in text
    assert "[U+202E]" in text and "\u202e" not in text


def test_twelve_languages_show_in_the_pdf(archive: Archive) -> None:
    require_typst()
    made = dossier(case_of(archive, TONGUES), WORLD)
    all_of_them = replace(made, changes=tuple(Entry("", code, words) for code, words in WORDS_OF.items()))
    printed = pdf(all_of_them)
    require(not printed.missing, "a font with Japanese: apt-get install fonts-droid-fallback")
    assert not printed.notes
    text = "".join(pdf_text(printed.content).split())
    for words in WORDS_OF.values():
        assert "".join(words.split()) in text


def test_letters_that_no_font_has_are_spelt_out_and_the_pdf_says_so(archive: Archive) -> None:
    require_typst()
    made = dossier(case_of(archive, ROGUE), WORLD)
    printed = pdf(replace(made, headline="Sold as \U00012000 here"))  # a cuneiform sign
    assert printed.missing == "\U00012000"
    assert "[U+12000]" in pdf_text(printed.content)
    assert "No font on the machine that made this shows 1 of its characters (Cuneiform)" in printed.notes[0]


def test_a_picture_is_embedded_and_a_broken_one_does_not_cost_the_report(archive: Archive) -> None:
    from PIL import Image

    require_typst()
    drawn = BytesIO()
    Image.new("RGB", (640, 400), "teal").save(drawn, "JPEG")
    good = Picture("http://saltmarsh-pills.example/", drawn.getvalue(), "0" * 64)
    made = replace(dossier(case_of(archive, ROGUE), WORLD), shots=(Shot("screenshots/01.jpg", good.url, good.sha256),))
    assert "data:image/jpeg;base64," in html(made, (good,))
    whole, broken = pdf(made, (good,)), pdf(made, (replace(good, jpeg=b"\xff\xd8\xffno picture"),))
    assert not whole.notes and len(whole.content) > len(broken.content) - 5000
    assert broken.notes == ("The pictures could not be drawn here; they stand in the file of the visit.",)
    assert pages(made, (good,))[0].startswith(b"\x89PNG")


def test_decisions_stand_beside_the_verdict_with_their_hashes(archive: Archive) -> None:
    case = case_of(archive, HONEST)
    row = archive.add_review(
        ReviewRow(case.row.id or 0, "R. Marchetti", Decision.CONFIRMED, "Read <b>twice</b>.", NOON, Act.DECISION)
    )
    page = told(archive, HONEST)
    assert "Read &lt;b&gt;twice&lt;/b&gt;." in page and row.hash[:12] in page and row.hash in page
    assert "Not verified" in page


def test_a_lost_or_changed_file_is_told_above_everything(archive: Archive, tmp_path: Path) -> None:
    with open_archive("", tmp_path / "home") as other:
        visit_shops(other, tmp_path / "web", (ROGUE,))
        path = other.home / case_of(other, ROGUE).visited.warc_path
        raw = path.read_bytes()
        path.write_bytes(raw[:-20] + b"\0" * 20)
        changed = dossier(case_of(other, ROGUE), WORLD)
        assert "its SHA-256 has changed" in changed.trouble[0]
        path.unlink()
        gone = dossier(case_of(other, ROGUE), WORLD)
        assert "not at hand" in gone.trouble[0] and gone.found and not gone.pages
        assert "Not confirmed in the saved page" in html(gone)


def test_a_site_that_is_not_there_is_told_with_what_to_do(archive: Archive) -> None:
    with pytest.raises(NoCase, match=r"rxverdict check saltmarsh\.example"):
        case_of(archive, "https://saltmarsh.example/")


def test_signs_that_steer_text_are_made_visible() -> None:
    assert shown("a\u202eb\u200fc\x07d\ud800") == "a[U+202E]b[U+200F]c[U+0007]d[U+D800]"
    assert shown("soft\u00adhyphen 日本\u3000語 می\u200cخواهم\n") == "soft\u00adhyphen 日本\u3000語 می\u200cخواهم\n"


def test_the_command_names_each_file_with_its_sum_and_says_what_is_wrong(archive: Archive, tmp_path: Path) -> None:
    page, book = tmp_path / "c.html", tmp_path / "c.pdf"
    done = run("report", f"http://{ROGUE}/", "--html", page, "--pdf", book, home=archive.home)
    assert done.returncode == 0, done.stderr
    assert [line.split("  ")[1] for line in done.stdout.splitlines()] == [str(page), str(book)]
    assert "Strong warning signs" in done.stderr and book.read_bytes().startswith(b"%PDF-1.7")
    nowhere = run("report", ROGUE, "--html", tmp_path / "no" / "c.html", "--pdf", book, home=archive.home)
    assert nowhere.returncode == 1 and "cannot be written: No such file" in nowhere.stderr
    assert len(nowhere.stdout.splitlines()) == 1, "the rest goes on"
    assert run("report", "nobody.example", "--html", page, home=archive.home).returncode == 2
    assert run("report", ROGUE, "--html", page, "--buyer-country", "US", home=archive.home).returncode == 2
    assert run("report", ROGUE, home=archive.home).returncode == 2


def require_typst() -> None:
    from importlib.util import find_spec

    require(find_spec("typst"), "typst")


def pdf_text(content: bytes) -> str:
    require_typst()
    require(shutil.which("pdftotext"), "pdftotext: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()
