"""A SearxNG of one's own, as a local server speaks it: pages of results, silent engines, refused formats, limits."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crawler.sources import search
from crawler.sources.asking import Asker, Unanswered
from crawler.sources.search import Query

ASKED = Query("de", "isotretinoin kaufen")


@pytest.fixture
def asker() -> Iterator[Asker]:
    with Asker(0.05, wait=lambda seconds: None) as opened:
        yield opened


def results(*urls: str) -> dict[str, object]:
    rows = [{"url": url, "title": "Isotretinoin", "content": "…", "engine": "brightdesk"} for url in urls]
    return {"query": ASKED.words, "results": rows, "answers": [], "unresponsive_engines": [["slowpoke", "timeout"]]}


def test_pages_are_asked_until_they_are_empty_and_each_site_is_told_once(httpserver: HTTPServer, asker: Asker) -> None:
    asked: list[Request] = []
    pages = {
        "1": results("https://roaccutan-hafen.example/x", "https://www.roaccutan-hafen.example/y", "ftp://a.example"),
        "2": results("https://de.wikipedia.org/wiki/Isotretinoin", "https://hautpraxis-seeblick.example/akne"),
    }

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(json.dumps(pages.get(request.args["pageno"], results())), mimetype="application/json")

    httpserver.expect_request("/search").respond_with_handler(answer)
    silent: list[str] = []
    found = list(search.heard_in(asker, httpserver.url_for(""), ASKED, 5, "search", silent.append))
    assert [(one.site, one.score) for one in found] == [
        ("roaccutan-hafen.example", 75),
        ("hautpraxis-seeblick.example", 45),
    ]
    assert found[0].reason == "Found by “isotretinoin kaufen” (de), place 1. The name says “roaccutan”."
    assert found[1].reason == "Found by “isotretinoin kaufen” (de), place 5. The address says “akne”."
    assert [request.args["pageno"] for request in asked] == ["1", "2", "3"]
    assert (asked[0].args["format"], asked[0].args["language"]) == ("json", "de")
    assert silent[0] == "“isotretinoin kaufen”: slowpoke gave no answer (timeout)"


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (403, "Forbidden", "Add json to search.formats"),
        (200, "<html>results</html>", "not that of SearxNG"),
        (200, '["a"]', "not that of SearxNG"),
        (429, "", "5 times"),
        (404, "", "status 404"),
    ],
)
def test_an_engine_that_gives_no_results_is_told_with_what_to_do(
    httpserver: HTTPServer, asker: Asker, status: int, body: str, why: str
) -> None:
    httpserver.expect_request("/search").respond_with_data(body, status)
    with pytest.raises(Unanswered, match=why):
        list(search.heard_in(asker, httpserver.url_for(""), ASKED, 1, "search", lambda words: None))


def test_nobody_at_home_is_told_in_one_line(asker: Asker) -> None:
    with pytest.raises(Unanswered, match="Try again later") as told:
        list(search.heard_in(asker, "http://127.0.0.1:9", ASKED, 1, "search", lambda words: None))
    assert "\n" not in str(told.value)


def test_buyers_are_heard_in_every_language_with_queries() -> None:
    asked = list(search.queries())
    assert {query.language for query in asked} == set(search.languages()) >= {"en", "de", "es", "ja"}
    assert all("{" not in query.words for query in asked)
    assert list(search.queries(("Zoretanin",), ("nl",))) == [
        Query("nl", "Zoretanin kopen"),
        Query("nl", "Zoretanin zonder recept"),
    ]
