"""A visit on disk is evidence: it reads the same for ever, or says that it does not."""

from __future__ import annotations

import gzip
import json
import os
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from warcio.archiveiterator import ArchiveIterator

from crawler.child import Reader
from crawler.exchange import Exchange, printable
from crawler.rendering import Rendering
from crawler.visit import Attempt, Guise, Outcome, Outside, Page, PageKind, PageText, View, Visit
from crawler.warc import Account, NotAVisit, VisitFile, account_of, clean_parts, read_visit, visit_of, write_visit
from tests.lab.client import LabWorker

AT = datetime(2026, 5, 4, 10, 20, 30, 123456, tzinfo=UTC)
HTML = "<title>Apteka Błękitna</title><p>Izotretynoina tylko na receptę, wydajemy po okazaniu dowodu i recepty.</p>"


def exchange(url: str = "https://apteka.example/", body: bytes | None = None, **headers: str) -> Exchange:
    told = {"Content-Type": "text/html; charset=utf-8"} | {name.replace("_", "-"): v for name, v in headers.items()}
    sent = (("User-Agent", "rxverdict/0"),)
    return Exchange(url, AT, sent, 200, tuple(told.items()), HTML.encode() if body is None else body, "192.0.2.7")


def visit_over(exchanges: list[Exchange], reader: Reader) -> Visit:
    pages = []
    for one in exchanges:
        content = one.read(reader)
        assert isinstance(content, PageText)
        pages.append(Page(one.url, one.url, one.at, one.status, PageKind.OTHER, content))
    attempts = (Attempt("https://apteka.example/x", Outcome.TIMED_OUT, AT, "No complete answer came in time.", 0),)
    outside = Outside(registered=AT, name_servers=("ns.example",), certificate_valid=False, attempts=attempts)
    return Visit(
        "https://apteka.example/", "apteka.example", AT, AT, Outcome.READ, tuple(pages), attempts,
        ("https://apteka.example", "https://apteka.example/"), outside, True, "The time was over.", "rxverdict/0",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["1.warc.gz", "1.warc"])
def test_what_was_written_is_what_is_read(tmp_path: Path, reader: Reader, name: str) -> None:
    exchanges = [
        exchange(),
        exchange("https://apteka.example/o-nas", gzip.compress(HTML.encode()), Content_Encoding="gzip"),
    ]
    visit = visit_over(exchanges, reader)
    write_visit(tmp_path / name, exchanges, visit)
    assert read_visit(tmp_path / name, reader) == visit
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_visits_of_the_lab_read_the_same_again(lab_worker: LabWorker, reader: Reader) -> None:
    first = lab_worker.visit("careful-capsule.example", reader)
    with Reader() as other:
        again = lab_worker.visit("careful-capsule.example", other)
    assert [page.sha256 for page in first.pages] == [page.sha256 for page in again.pages]
    assert len(first.pages) == 5


def test_the_file_is_warc_1_1_with_true_digests(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "1.warc"
    write_visit(path, [exchange()], visit_over([exchange()], reader))
    assert path.read_bytes().startswith(b"WARC/1.1\r\n")
    with path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            kinds.append(record.rec_type)
            assert record.digest_checker.passed is not False
    assert kinds == ["warcinfo", "response", "request", "metadata"]


def test_a_changed_page_is_found_out(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "1.warc"
    write_visit(path, [exchange()], visit_over([exchange()], reader))
    path.write_bytes(path.read_bytes().replace("tylko na receptę".encode(), "i bez   receptyę".encode()))
    with pytest.raises(NotAVisit, match="reads differently"):
        read_visit(path, reader)


def test_a_torn_or_foreign_file_is_no_visit(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "1.warc.gz"
    write_visit(path, [exchange()], visit_over([exchange()], reader))
    whole = path.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:-40], b"hello", b""):
        path.write_bytes(broken)
        with pytest.raises(NotAVisit):
            read_visit(path, reader)


def test_a_visit_that_was_dropped_leaves_nothing(tmp_path: Path) -> None:
    file = VisitFile(tmp_path / "1.warc.gz", "rxverdict/0")
    file.add(exchange())
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    file.drop()
    assert not list(tmp_path.iterdir())


def test_forgotten_parts_are_swept_and_those_of_the_living_stay(tmp_path: Path) -> None:
    here = socket.gethostname()
    mine = tmp_path / f".1.warc.gz.{here}.{os.getpid()}.part"
    dead = tmp_path / f".2.warc.gz.{here}.999999999.part"
    elsewhere = tmp_path / ".3.warc.gz.another-machine.77.part"
    stale = tmp_path / ".4.warc.gz.another-machine.78.part"
    for path in (mine, dead, elsewhere, stale):
        path.write_bytes(b"half")
    os.utime(stale, (0, 0))
    assert clean_parts(tmp_path) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([mine.name, elsewhere.name])


def test_one_address_in_several_guises_and_a_drawn_page_come_back_as_they_were(tmp_path: Path, reader: Reader) -> None:
    others = [replace(exchange(body=html.encode()), at=AT + timedelta(seconds=n)) for n, html in enumerate(GUISES, 1)]
    visit = visit_over([exchange()], reader)
    seen = [
        View(guise, Attempt(one.url, Outcome.READ, one.at, status=200), replace(visit.pages[0], **_read(one, reader)))
        for guise, one in zip(Guise, others, strict=True)
    ]
    drawn = Rendering("https://apteka.example/", AT + timedelta(seconds=9), DRAWN.encode(), b"\xff\xd8 a picture")
    page = replace(visit.pages[0], **_read(drawn.exchange(200), reader), rendered=True, screenshot=drawn.screenshot)
    whole = replace(visit, pages=(page,), views=(*seen, View(Guise.SEARCH, visit.attempts[0])))
    path = tmp_path / "1.warc.gz"
    file = VisitFile(path, "rxverdict/0")
    for one in (exchange(), *others):
        file.add(one)
    file.picture(drawn)
    file.close(whole)
    assert read_visit(path, reader) == whole
    assert whole.shows(whole.pages[0].quote(0, 6)) and all(
        whole.shows(view.page.quote(0, 6)) for view in seen if view.page
    )


GUISES = (HTML.replace("tylko", "zawsze"), HTML.replace("tylko na", "nawet bez"))
DRAWN = "<!doctype html><title>Apteka</title><p>To dopisał skrypt, kiedy strona stanęła już w przeglądarce."


def _read(one: Exchange, reader: Reader) -> dict[str, Any]:
    content = one.read(reader)
    assert isinstance(content, PageText)
    return {"content": content, "fetched_at": one.at, "sha256": ""}


def test_a_file_from_before_there_were_guises_and_drawn_pages_still_reads(tmp_path: Path, reader: Reader) -> None:
    visit = visit_over([exchange()], reader)
    told = json.loads(TypeAdapter(Account).dump_json(account_of(visit)))
    del told["views"], told["light"]
    for page in told["pages"]:
        del page["rendered"], page["screenshot"]
    account = TypeAdapter(Account).validate_json(json.dumps(told))
    assert visit_of(account, visit.pages) == visit


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), kind=st.text(max_size=40), note=st.text(max_size=40))
def test_any_bytes_and_any_header_survive(tmp_path: Path, reader: Reader, body: bytes, kind: str, note: str) -> None:
    one = exchange(body=body, Content_Type=printable(kind), X_Note=printable(note))
    content = one.read(reader)
    assert isinstance(content, PageText)
    visit = replace(visit_over([one], reader), note=note.encode("utf-8", "ignore").decode())
    write_visit(tmp_path / "any.warc.gz", [one], visit)
    assert read_visit(tmp_path / "any.warc.gz", reader) == visit
