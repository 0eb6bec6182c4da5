"""Pages that somebody else saved are judged as well: grouped by site, in order, the broken ones named."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.child import Reader
from crawler.foreign import UNDATED, UnusableInput, read_any, read_saved
from crawler.visit import Outcome, PageKind, Visit
from tests.lab.client import LabWorker

PAGE = "<title>{0}</title><h1>{0}</h1><p>A page about {0}, with as many words as a page needs to be worth a look.</p>"


def told(path: Path, reader: Reader) -> tuple[list[Visit], list[tuple[int, str]]]:
    complaints: list[tuple[int, str]] = []
    visits = list(read_any(path, reader, lambda number, why: complaints.append((number, why)), ("isotretinoin",)))
    return visits, complaints


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def test_lines_are_grouped_by_site_in_order_of_first_appearance(tmp_path: Path, reader: Reader) -> None:
    path = lines(
        tmp_path / "pages.jsonl",
        {"url": "https://www.birch-rx.com/isotretinoin", "html": PAGE.format("isotretinoin")},
        {"url": "https://alder.co.uk/", "text": "Alder Pharmacy\nWe dispense against prescriptions only."},
        "",
        {"url": "https://birch-rx.com/faq", "html": PAGE.format("questions"), "status": 200},
        {"url": "https://maple.blogspot.com/", "html": PAGE.format("one blog")},
        {"url": "https://birch.blogspot.com/", "html": PAGE.format("another blog")},
    )
    visits, complaints = told(path, reader)
    assert [visit.site for visit in visits] == [
        "birch-rx.com",
        "alder.co.uk",
        "maple.blogspot.com",
        "birch.blogspot.com",
    ]
    assert [page.kind for page in visits[0].pages] == [PageKind.PRODUCT, PageKind.FAQ]
    assert visits[1].pages[0].text.startswith("Alder Pharmacy\n")
    assert not complaints


def test_a_malformed_line_is_named_and_the_rest_is_read(tmp_path: Path, reader: Reader) -> None:
    good = {"url": "https://elm.com/", "html": PAGE.format("elms")}
    bad: tuple[object, ...] = (
        "{",
        "[]",
        "7",
        {"url": 7, "html": ""},
        {"url": "", "html": "x"},
        {"url": "https://elm.com/x"},
        {**good, "status": "ok"},
        {**good, "fetched_at": "yesterday"},
        {**good, "html": 3},
        {**good, "headers": 1},
    )
    visits, complaints = told(lines(tmp_path / "p.jsonl", *bad, good, "not json either"), reader)
    assert len(visits) == 1 and len(visits[0].pages) == 1
    assert [number for number, _ in complaints] == [*range(1, len(bad) + 1), len(bad) + 2]
    assert all(why for _, why in complaints)


def test_bytes_that_are_no_text_are_a_malformed_line(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "p.jsonl"
    path.write_bytes(b'{"url": "https://elm.com/", "text": "\xff\xfe"}\n' + b"[" * 100_000 + b"\n")
    assert [number for number, _ in told(path, reader)[1]] == [1, 2]


def test_time_status_and_country_come_from_the_line_and_have_fixed_defaults(tmp_path: Path, reader: Reader) -> None:
    path = lines(
        tmp_path / "p.jsonl",
        {
            "url": "https://elm.com/",
            "html": PAGE.format("elms"),
            "fetched_at": "2025-03-01T12:00:00Z",
            "buyer_country": "de",
        },
        {"url": "https://oak.com/", "html": PAGE.format("oaks")},
        {"url": "https://oak.com/gone", "html": PAGE.format("nothing"), "status": 404},
    )
    elm, oak = read_saved(path, reader)
    assert (elm.buyer_country, oak.buyer_country) == ("DE", "")
    assert elm.visit.pages[0].fetched_at.isoformat() == "2025-03-01T12:00:00+00:00"
    assert oak.visit.started_at == oak.visit.ended_at == UNDATED
    assert [(a.outcome, a.status) for a in oak.visit.attempts] == [(Outcome.HTTP_ERROR, 404)]
    assert list(read_saved(path, reader)) == [elm, oak]


def warc(path: Path, pages: list[tuple[str, int, dict[str, str], bytes]]) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "somebody else's"}))
        for url, status, headers, body in pages:
            http = StatusAndHeaders(f"{status} X", list(headers.items()), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2024-02-03T04:05:06Z"},
            )
            writer.write_record(record)
    return path


def pages() -> list[tuple[str, int, dict[str, str], bytes]]:
    html = {"Content-Type": "text/html; charset=utf-8"}
    body = PAGE.format("isotretinoin").encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    return [
        ("https://ash.org/buy", 200, html, body),
        ("https://ash.org/logo.png", 200, {"Content-Type": "image/png"}, b"\x89PNG"),
        ("https://yew.net/", 200, html | {"Content-Encoding": "gzip"}, gzip.compress(body)),
        ("https://ash.org/old", 301, html | {"Location": "/buy"}, b""),
        ("https://ash.org/faq", 200, html | {"Content-Encoding": "br"}, brotli.compress(body)),
        ("https://ash.org/terms", 200, html | {"Transfer-Encoding": "chunked"}, chunked),
        ("https://ash.org/bomb", 200, html | {"Content-Encoding": "br"}, brotli.compress(b"a" * 50_000_000, quality=4)),
        ("https://ash.org/gone", 410, html, body),
    ]


def zipped(path: Path, archive: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(archive, "archive/data.warc.gz")
        packed.writestr("pages/pages.jsonl", "{}\n")
        packed.writestr("datapackage.json", "{}")
    return path


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: warc(folder / "a.warc", pages()),
        lambda folder: warc(folder / "a.warc.gz", pages()),
        lambda folder: zipped(folder / "a.wacz", warc(folder / "b.warc.gz", pages())),
    ],
    ids=["warc", "warc.gz", "wacz"],
)
def test_archives_of_others_are_read(tmp_path: Path, reader: Reader, make: Callable[[Path], Path]) -> None:
    visits, complaints = told(make(tmp_path), reader)
    assert not complaints
    assert [visit.site for visit in visits] == ["ash.org", "yew.net"]
    ash, yew = visits
    assert [page.url for page in ash.pages] == ["https://ash.org/buy", "https://ash.org/faq", "https://ash.org/terms"]
    heads = {page.text.partition("\nhttps")[0] for page in (*ash.pages, *yew.pages)}
    assert len(heads) == 1, "packed, in chunks or plain: the same text"
    assert {a.what.rpartition("/")[2]: a.outcome for a in ash.attempts} == {
        "bomb": Outcome.TOO_LARGE,
        "gone": Outcome.HTTP_ERROR,
    }
    assert ash.started_at.isoformat() == "2024-02-03T04:05:06+00:00"


def test_our_own_file_gives_our_own_visit(lab_worker: LabWorker, reader: Reader) -> None:
    job = lab_worker.send("old-name-pills.example")
    lab_worker.until_ended([job])
    (visit,) = read_any(job.out, reader)
    assert visit.url == job.url and visit.redirects and visit.agent.startswith("rxverdict/")


def test_an_archive_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, reader: Reader) -> None:
    path = warc(tmp_path / "a.warc.gz", pages())
    path.write_bytes(path.read_bytes()[:-30])
    visits, _ = told(path, reader)
    assert [visit.site for visit in visits] == ["ash.org", "yew.net"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz", "a.html", "a.csv"])
@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 no zip", b"\x1f\x8b broken", b"WARC/1.0\r\nno"])
def test_what_is_no_archive_is_refused_in_one_line(tmp_path: Path, reader: Reader, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnusableInput) as refused:
        list(read_any(path, reader))
    assert str(refused.value) and "\n" not in str(refused.value)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(OSError):
        list(read_any(tmp_path / "none.jsonl", reader))
