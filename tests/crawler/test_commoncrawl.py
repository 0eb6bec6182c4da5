"""The Common Crawl index and its archive, as a local server speaks them: pages, rows, ranges, and "slow down"."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter
from werkzeug import Request, Response

from crawler.child import Reader
from crawler.foreign import read_any
from crawler.sources import commoncrawl
from crawler.sources.asking import Asker, Unanswered
from crawler.sources.commoncrawl import Capture

SHOP = (
    b"<html lang=en><title>Quay Pills</title><h1>Accutane 20 mg</h1><p>Buy accutane here, pay with Bitcoin.</p></html>"
)
FILE = "crawl-data/CC-MAIN-2026-40/segments/1/warc/CC-MAIN-1.warc.gz"
URLS = ("https://quay-pharmacy.example/accutane", "https://quay-pharmacy.example/faq", "https://hats.example/felt")


class Slept(list[float]):
    """How long was waited, without waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


class Crawl:
    """A server with one index of two pages and one file of records."""

    def __init__(self, server: HTTPServer) -> None:
        self.asked: list[Request] = []
        self.busy: list[Response] = []
        self.ranges = True
        self.records, self.places = archive(URLS)
        server.expect_request("/CC-MAIN-2026-40-index").respond_with_handler(self.index)
        server.expect_request(f"/{FILE}").respond_with_handler(self.file)
        self.base = server.url_for("")

    def row(self, url: str) -> str:
        offset, length = self.places[url]
        row = {"url": url, "status": "200", "mime": "text/html", "filename": FILE, "offset": str(offset)}
        return json.dumps({**row, "length": str(length), "timestamp": "20261001000000"})

    def index(self, request: Request) -> Response:
        self.asked.append(request)
        if self.busy:
            return self.busy.pop(0)
        if request.args["url"] == "*.nowhere.example":
            return Response('{"message": "No Captures found"}', 404)
        if "showNumPages" in request.args:
            return Response('{"pages": 2, "pageSize": 5, "blocks": 8}\n')
        rows = ([self.row(URLS[0]), "half a ro"], [self.row(URLS[1]), self.row(URLS[2])])[int(request.args["page"])]
        return Response("\n".join(rows) + "\n", mimetype="text/x-ndjson")

    def file(self, request: Request) -> Response:
        self.asked.append(request)
        if not self.ranges or request.range is None:
            return Response(self.records, 200)
        ((start, end),) = request.range.ranges
        return Response(self.records[start:end], 206)


def archive(urls: tuple[str, ...]) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """A WARC file as Common Crawl packs them, a member a record, and where each page stands."""
    out, places = io.BytesIO(), {}
    writer = WARCWriter(out, gzip=True)
    for url in urls:
        start = out.tell()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(SHOP), http_headers=headers))
        places[url] = (start, out.tell() - start)
    return out.getvalue(), places


@pytest.fixture
def crawl(httpserver: HTTPServer) -> Crawl:
    return Crawl(httpserver)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def asker(slept: Slept) -> Iterator[Asker]:
    with Asker(1.0, "desk@rxverdict.example", wait=slept) as opened:
        yield opened


def rows_of(asker: Asker, crawl: Crawl, url: str = "*.example", told: list[int] | None = None) -> list[Capture]:
    complaints = told if told is not None else []
    tell = commoncrawl.asked(
        asker, "CC-MAIN-2026-40", url, ".*", lambda number, why: complaints.append(number), lambda n: None, crawl.base
    )
    return list(tell)


def test_every_page_of_the_index_is_asked_for_and_only_telling_addresses_are_candidates(
    crawl: Crawl, asker: Asker
) -> None:
    complaints: list[int] = []
    captures = rows_of(asker, crawl, told=complaints)
    assert [capture.url for capture in captures] == list(URLS)
    assert complaints == [2]
    heard = [one for one, _ in commoncrawl.heard_in(captures, "commoncrawl CC-MAIN-2026-40")]
    assert {one.site for one in heard} == {"quay-pharmacy.example"}
    assert max(one.score for one in heard) >= 75
    first, *pages = crawl.asked
    assert first.args["showNumPages"] == "true"
    assert [page.args["page"] for page in pages] == ["0", "1"]
    assert pages[0].args.getlist("filter") == ["=status:200", "~mime:.*html.*", "~url:.*"]
    assert "desk@rxverdict.example" in first.headers["User-Agent"]


def test_nothing_captured_is_an_answer(crawl: Crawl, asker: Asker) -> None:
    assert rows_of(asker, crawl, "*.nowhere.example") == []


def test_a_busy_index_is_left_alone_for_as_long_as_it_asks(crawl: Crawl, asker: Asker, slept: Slept) -> None:
    crawl.busy = [Response("slow down", 503, {"Retry-After": "7"}), Response("too many", 429, {"Retry-After": "11"})]
    assert len(rows_of(asker, crawl)) == 3
    assert [seconds for seconds in slept if seconds > 1] == [7.0, 11.0]


def test_an_index_that_stays_busy_or_asks_for_an_hour_is_given_up(crawl: Crawl, asker: Asker, slept: Slept) -> None:
    crawl.busy = [Response("no", 503, {"Retry-After": "3600"})]
    with pytest.raises(Unanswered, match="left alone for 3600 seconds"):
        rows_of(asker, crawl)
    crawl.busy = [Response("no", 503) for _ in range(5)]
    with pytest.raises(Unanswered, match="status 503, 5 times"):
        rows_of(asker, crawl)
    assert [seconds for seconds in slept if seconds > 1] == [2.0, 4.0, 8.0, 16.0]


def test_a_forward_is_told_and_not_followed(crawl: Crawl, asker: Asker, httpserver: HTTPServer) -> None:
    crawl.busy = [Response("", 302, {"Location": httpserver.url_for("/elsewhere")})]
    with pytest.raises(Unanswered, match="redirects are not followed"):
        rows_of(asker, crawl)
    assert len(crawl.asked) == 1


def test_pages_are_fetched_by_their_range_into_a_file_that_reads_as_visits(
    crawl: Crawl, asker: Asker, tmp_path: Path, reader: Reader
) -> None:
    out = tmp_path / "pages.warc.gz"
    skipped: list[str] = []
    wrong = Capture("https://other.example/", FILE, *crawl.places[URLS[0]])
    captures = [*rows_of(asker, crawl)[:2], wrong]
    assert commoncrawl.save(asker, captures, out, lambda one, why: skipped.append(why), crawl.base) == 2
    assert skipped == ["the record is of another page"]
    (visit,) = read_any(out, reader)
    assert [page.url for page in visit.pages] == list(URLS[:2])
    assert "Accutane 20 mg" in visit.pages[0].text
    assert [path.name for path in tmp_path.iterdir()] == ["pages.warc.gz"]


def test_a_row_cannot_lead_elsewhere(crawl: Crawl, asker: Asker, tmp_path: Path) -> None:
    skipped: list[str] = []
    names = (
        "//127.0.0.2/x.warc.gz",
        "../secret.warc.gz",
        "a/../../b.warc.gz",
        "x.txt",
        "http://127.0.0.2/a.warc.gz",
        "",
    )
    captures = [Capture(URLS[0], name, 0, 10) for name in names]
    captures += [Capture(URLS[0], FILE, 0, 1 << 40), Capture(URLS[0], FILE, -1, 10)]
    out = tmp_path / "pages.warc.gz"
    assert commoncrawl.save(asker, captures, out, lambda one, why: skipped.append(why), crawl.base) == 0
    assert (len(skipped), crawl.asked, list(tmp_path.iterdir())) == (8, [], [])


def test_an_archive_that_knows_no_ranges_is_not_downloaded_whole(crawl: Crawl, asker: Asker, tmp_path: Path) -> None:
    crawl.ranges = False
    with pytest.raises(Unanswered, match="status 200"):
        commoncrawl.save(asker, rows_of(asker, crawl), tmp_path / "x.warc.gz", lambda one, why: None, crawl.base)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_index_is_read_without_a_network(crawl: Crawl) -> None:
    lines = [f"example,quay)/ 20261001000000 {crawl.row(url)}" for url in URLS]
    lines.append('example,pharmacy)/ 20261001000000 {"url": "https://pharmacy.example/", "status": "301"}')
    lines.append('example,pharmacy)/ 20261001000000 {"url": "https://pharmacy.example/"')
    complaints: list[int] = []
    for body in ("\n".join(lines).encode(), gzip.compress("\n".join(lines).encode())):
        complaints.clear()
        stream = io.BufferedReader(io.BytesIO(body))
        found = list(commoncrawl.stored(stream, lambda number, why: complaints.append(number), lambda n: None))
        assert [capture.url for capture in found] == list(URLS[:2])
        assert complaints == [5]
