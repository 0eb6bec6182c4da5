"""`rxverdict discover` and `rxverdict candidates`, as somebody at a terminal sees them."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pytest_httpserver import HTTPServer

from crawler.child import Reader
from crawler.exchange import Exchange
from crawler.visit import Outcome, Page, PageKind, PageText, Visit
from crawler.warc import write_visit
from data.archive import Archive, FindingRow, MarkRow, VerdictRow, VisitRow, open_archive
from tests.ui.support import run

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEED = "mail.accutane-quay.example\nhats.example\n" + json.dumps({"domain": "apotheke-am-deich.example"}) + "\n"


def candidates(home: Path, *more: str) -> list[dict[str, str]]:
    told = run("candidates", "--csv", *more, home=home)
    assert told.returncode == 0, told.stderr
    return list(csv.DictReader(io.StringIO(told.stdout)))


def test_a_list_and_a_feed_end_in_one_table_that_says_why(tmp_path: Path) -> None:
    names, shops = tmp_path / "names.txt", tmp_path / "shops.csv"
    names.write_text(FEED, "utf-8")
    shops.write_text("name,url\nQuay,https://accutane-quay.example/start\nbad,two words\n", "utf-8")
    told = run("discover", "feed", names, home=tmp_path)
    assert (told.returncode, told.stdout) == (0, "names.txt: 2 candidates, 2 of them new sites; 0 lines skipped\n")
    told = run("discover", "list", shops, home=tmp_path)
    assert (told.returncode, told.stdout) == (1, "shops.csv: 1 candidates, 0 of them new sites; 1 lines skipped\n")
    assert "line 3 is no address: it holds blanks; skipped" in told.stderr
    quay, deich = candidates(tmp_path)
    assert (quay["site"], quay["url"], quay["score"]) == (
        "accutane-quay.example",
        "https://accutane-quay.example/",
        "75",
    )
    assert quay["sources"] == "feed names.txt | list shops.csv"
    assert deich["reasons"] == "The name says “apothek”."
    plain = run("candidates", "--least", "60", home=tmp_path).stdout
    assert plain.startswith(" 75 accutane-quay.example  https://accutane-quay.example/  The name says “accutane”.")
    assert "deich" not in plain


def test_the_same_feed_twice_adds_nothing(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text(FEED, "utf-8")
    run("discover", "feed", names, home=tmp_path)
    assert "0 of them new" in run("discover", "feed", names, home=tmp_path).stdout
    assert [row["sources"] for row in candidates(tmp_path)] == ["feed names.txt", "feed names.txt"]


def test_what_cannot_be_used_is_told_in_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text(FEED, "utf-8")
    missing = run("discover", "feed", tmp_path / "nothing.txt", home=tmp_path)
    assert missing.returncode == 2
    assert "cannot be read" in missing.stderr
    assert run("discover", "feed", tmp_path / "nothing.txt", names, home=tmp_path).returncode == 1
    assert len(candidates(tmp_path)) == 2
    for arguments in (
        ("commoncrawl",), ("commoncrawl", "--index", "CC-MAIN-2026-40"),
        ("commoncrawl", "--file", "x", "--save", "pages.zip"), ("search", "http://127.0.0.1:9", "--language", "xx"),
    ):  # fmt: skip
        told = run("discover", *arguments, home=tmp_path)
        assert (told.returncode, told.stdout, len(told.stderr.strip().splitlines())) == (2, "", 1), arguments


def test_a_search_engine_that_is_not_there_is_told(tmp_path: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/search").respond_with_data("Forbidden", 403)
    told = run("discover", "search", httpserver.url_for(""), "--language", "nl", home=tmp_path)
    assert told.returncode == 2
    assert "Add json to search.formats" in told.stderr


def test_the_register_of_an_authority_is_kept_and_comes_last(tmp_path: Path) -> None:
    shops = tmp_path / "shops.txt"
    shops.write_text("https://www.pharmacyregulation.org/registers\nhats.example\n", "utf-8")
    run("discover", "list", shops, home=tmp_path)
    last = candidates(tmp_path)[-1]
    assert (last["site"], last["score"]) == ("pharmacyregulation.org", "10")
    assert last["reasons"].endswith("Belongs to an authority or a register.")


def keep(archive: Archive, reader: Reader, site: str, html: str, verdict: str, role: str, phone: str) -> None:
    """A judged visit of one page."""
    url, name = f"https://{site}/", f"visits/2026-11/{site}.warc.gz"
    exchange = Exchange(url, AT, (), 200, (("Content-Type", "text/html"),), html.encode())
    content = exchange.read(reader)
    assert isinstance(content, PageText)
    page = Page(url, url, AT, 200, PageKind.HOME, content)
    path = archive.home / name
    write_visit(path, [exchange], Visit(url, site, AT, AT, Outcome.READ, (page,)))
    digest = sha256(path.read_bytes()).hexdigest()
    row = VisitRow(site, url, AT, AT, "read", 1, name, digest)
    told = VerdictRow(site, url, "US", AT, "book", role, verdict, 60, 90, "Told.", "{}")
    findings = (FindingRow("doorway", "host", "yes", 1.8, "It leads on.", "[]"),)
    archive.save_case(row, told, findings, [MarkRow("phone", phone)])


def test_the_archive_leads_on_to_shops_and_siblings(tmp_path: Path, reader: Reader) -> None:
    guide = (
        "<html lang=en><p>Everything about buying.</p><a href='https://copper-kettle.example/'>buy accutane</a></html>"
    )
    with open_archive(home=tmp_path) as archive:
        keep(archive, reader, "acne-guide.example", guide, "caution", "referral", "+15550100")
        keep(archive, reader, "quiet-twin.example", "<p>Closed for now.</p>", "unverified", "unknown", "+15550100")
        keep(archive, reader, "stranger.example", "<p>Nothing here.</p>", "unverified", "unknown", "+15550199")
    told = run("discover", "archive", home=tmp_path)
    assert (told.returncode, told.stdout) == (0, "archive: 2 candidates, 2 of them new sites; 0 lines skipped\n")
    kettle, twin = candidates(tmp_path)
    assert (kettle["site"], kettle["score"]) == ("copper-kettle.example", "85")
    assert twin["reasons"] == "Shares a mark (phone) with acne-guide.example."
    (tmp_path / "visits/2026-11/acne-guide.example.warc.gz").write_bytes(b"gone bad")
    damaged = run("discover", "archive", home=tmp_path)
    assert damaged.returncode == 1
    assert "acne-guide.example" in damaged.stderr
