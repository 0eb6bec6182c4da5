"""Alerts: a feed that readers take, and a webhook whose receiver stumbles, lies down and gets up again."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from data.archive import Archive, VerdictRow, VisitRow, open_archive
from data.kept import ChangeRow, WatchRow
from tests.ui.support import run
from ui.alerting import SECRET, Feed, run_alerts
from ui.events import EventKind, Since, events
from ui.webhook import EVENT_ID, SIGNATURE, TIMESTAMP, delivered

KEY = "a secret that both of us know"
ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime.now(UTC).replace(microsecond=0)
QUICK = (0.01, 0.01)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setenv("RXVERDICT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RXVERDICT_DATABASE_URL", raising=False)
    monkeypatch.setenv(SECRET, KEY)
    with open_archive() as opened:
        yield opened


def judge(archive: Archive, site: str, verdict: str, days_ago: int = 1, headline: str = "Shows signs of x.") -> None:
    at = NOW - timedelta(days=days_ago)
    named = sha256(f"{site}{verdict}{days_ago}".encode()).hexdigest()
    visit = VisitRow(site, f"https://{site}/", at, at, "read", 1, f"visits/{named}.warc.gz", named)
    row = VerdictRow(site, visit.url, "GB", at, "rules", "seller", verdict, 90, 100, headline, "{}")
    archive.save_case(visit, row, ())


def change(archive: Archive, site: str, words: str) -> None:
    visits = archive.visits()
    row = WatchRow(site, "GB", f"https://{site}/", NOW, 24)
    archive.watch.put(row, [ChangeRow(site, "GB", visits[0].id or 0, visits[-1].id or 0, NOW, "offer", words)])


def told(archive: Archive) -> list[tuple[EventKind, str]]:
    return [(event.kind, event.site) for event in events(archive, Since())]


def test_a_site_is_newly_flagged_once_and_again_after_it_was_not(archive: Archive) -> None:
    judge(archive, "thistle.example", "unverified", 9)
    judge(archive, "thistle.example", "flagged", 8)
    judge(archive, "thistle.example", "flagged", 7)
    judge(archive, "thistle.example", "caution", 6)
    judge(archive, "thistle.example", "flagged", 5)
    judge(archive, "honest.example", "verified", 5)
    assert told(archive) == [(EventKind.FLAGGED, "thistle.example")] * 2


def test_the_feed_is_atom_and_what_a_site_wrote_in_it_stays_text(archive: Archive, tmp_path: Path) -> None:
    judge(archive, "thistle.example", "flagged")
    change(
        archive,
        "thistle.example",
        'An offer appeared: "<script>alert(1)</script> & \x00\x0b\ud800"'.replace("\ud800", ""),
    )
    file = tmp_path / "out.atom"
    feed = Feed(file, "Desk <1>", "https://desk.example/out.atom", "https://desk.example")
    assert run_alerts(feed, "", 30) == 0
    first = file.read_bytes()
    assert run_alerts(feed, "", 30) == 0
    assert file.read_bytes() == first
    root = ElementTree.fromstring(first)
    assert root.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "author"):
        assert len(root.findall(ATOM + needed)) == 1
    entries = root.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    for entry in entries:
        assert all(entry.findtext(ATOM + name) for name in ("id", "title", "updated", "content"))
        assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        (link,) = entry.findall(f"{ATOM}link")
        assert link.get("href", "").startswith("https://desk.example/case?site=thistle.example")
    assert "<script>" in (entries[0].findtext(f"{ATOM}content") or "")
    assert b"<script>" not in first


def test_an_empty_archive_gives_an_empty_feed(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "out.atom"
    assert run_alerts(Feed(file, "none yet"), "", 30) == 0
    root = ElementTree.fromstring(file.read_bytes())
    assert root.find(f"{ATOM}updated") is not None and root.find(f"{ATOM}entry") is None


@pytest.fixture
def receiver(httpserver: HTTPServer) -> Callable[[list[int]], list[Request]]:
    """A receiver that answers with these codes in turn, then 204; what it was sent."""

    def start(codes: list[int]) -> list[Request]:
        seen: list[Request] = []

        def answer(request: Request) -> Response:
            request.get_data()
            seen.append(request)
            return Response(status=codes.pop(0) if codes else 204)

        httpserver.expect_request("/hook").respond_with_handler(answer)
        return seen

    return start


def test_each_event_comes_once_signed_and_is_remembered(
    archive: Archive, httpserver: HTTPServer, receiver: Callable[[list[int]], list[Request]]
) -> None:
    judge(archive, "thistle.example", "flagged")
    change(archive, "thistle.example", "An offer appeared.")
    seen, url = receiver([]), httpserver.url_for("/hook")
    assert run_alerts(None, url, 30, QUICK) == 0
    assert run_alerts(None, url, 30, QUICK) == 0
    assert [json.loads(request.data)["kind"] for request in seen] == ["flagged", "changed"]
    for request in seen:
        signed = request.headers[TIMESTAMP].encode() + b"." + request.data
        wanted = "sha256=" + hmac.new(KEY.encode(), signed, sha256).hexdigest()
        assert request.headers[SIGNATURE] == wanted
        assert json.loads(request.data)["id"] == request.headers[EVENT_ID]
    judge(archive, "nettle.example", "flagged")
    assert run_alerts(None, url, 30, QUICK) == 0
    assert json.loads(seen[-1].data)["site"] == "nettle.example" and len(seen) == 3


def test_a_receiver_that_stumbles_is_asked_again_and_one_that_refuses_is_not(
    archive: Archive, httpserver: HTTPServer, receiver: Callable[[list[int]], list[Request]]
) -> None:
    judge(archive, "thistle.example", "flagged")
    judge(archive, "nettle.example", "flagged")
    seen, url = receiver([503, 204, 403]), httpserver.url_for("/hook")
    assert run_alerts(None, url, 30, QUICK) == 1
    assert [json.loads(request.data)["site"] for request in seen] == ["thistle.example"] * 2 + ["nettle.example"]
    assert run_alerts(None, url, 30, QUICK) == 0
    assert [json.loads(request.data)["site"] for request in seen[3:]] == ["nettle.example"]


def test_a_redirect_is_not_followed_and_a_dead_receiver_gets_it_later(
    archive: Archive, httpserver: HTTPServer, receiver: Callable[[list[int]], list[Request]]
) -> None:
    judge(archive, "thistle.example", "flagged")
    httpserver.expect_request("/moved").respond_with_data("", 307, {"Location": httpserver.url_for("/hook")})
    seen = receiver([])
    assert run_alerts(None, httpserver.url_for("/moved"), 30, QUICK) == 1
    assert run_alerts(None, "http://127.0.0.1:9/hook", 30, QUICK) == 1
    assert seen == []


def test_old_news_is_left_out_of_a_first_delivery_only(
    archive: Archive, httpserver: HTTPServer, receiver: Callable[[list[int]], list[Request]]
) -> None:
    judge(archive, "long-ago.example", "flagged", 90)
    judge(archive, "thistle.example", "flagged", 1)
    seen, url = receiver([]), httpserver.url_for("/hook")
    assert run_alerts(None, url, 30, QUICK) == 0
    judge(archive, "late.example", "flagged", 60)  # kept only now
    assert run_alerts(None, url, 30, QUICK) == 0
    assert [json.loads(request.data)["site"] for request in seen] == ["thistle.example", "late.example"]


def test_two_deliveries_to_one_address_do_not_meet(archive: Archive, httpserver: HTTPServer) -> None:
    judge(archive, "thistle.example", "flagged")
    url = httpserver.url_for("/hook")
    with delivered(archive.home, url, NOW):
        assert run_alerts(None, url, 30, QUICK) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "needs --atom"),
        (("--webhook", "ftp://desk.example/hook"), "begins with http"),
        (("--webhook", "https://me:word@desk.example/hook"), "password"),
        (("--webhook", "https://desk.example/hook"), "RXVERDICT_WEBHOOK_SECRET"),
    ],
)
def test_options_that_cannot_be_used_are_told(arguments: tuple[str, ...], why: str, tmp_path: Path) -> None:
    ended = run("alerts", *arguments, home=tmp_path)
    assert ended.returncode == 2 and why in ended.stderr and not ended.stdout
