"""The server's side of a visit: what a site owner finds in the log."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.child import Reader
from crawler.protocol import Ready
from crawler.visit import Outcome
from tests.lab.client import QUICK, LabWorker
from tests.lab.server import Lab, Seen
from tests.lab.tls import self_signed


def gaps(seen: list[Seen]) -> list[float]:
    """Seconds between the beginnings of requests."""
    return [later.at - earlier.at for earlier, later in pairwise(seen)]


def test_requests_to_a_host_come_one_by_one_and_with_pauses(lab: Lab, lab_worker: LabWorker) -> None:
    before = len(lab.asked("long-aisle.example"))
    budget = replace(QUICK, delay=0.08)
    jobs = [lab_worker.send("long-aisle.example", budget) for _ in range(2)]
    lab_worker.until_ended(jobs)
    seen = lab.asked("long-aisle.example")[before:]
    assert len(seen) >= 24, "two visits of twelve pages"
    assert min(gaps(seen)) >= 0.06, "the pause of 0.08 holds across visits; the log of a busy machine blurs it a little"
    assert all(later.at >= earlier.ended for earlier, later in pairwise(seen)), "never two at once"


def test_the_visitor_says_who_it_is_and_carries_nothing_along(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    before = len(lab.asked("slow-steps.example"))
    visit = lab_worker.visit("slow-steps.example", reader)
    seen = lab.asked("slow-steps.example")[before:]
    assert isinstance(lab_worker.ready, Ready)
    assert {request.agent for request in seen} == {lab_worker.ready.agent, visit.agent}
    assert visit.agent.startswith("rxverdict/") and "contact" in visit.agent
    assert not any("cookie" in request.headers or "referer" in request.headers for request in seen)


def test_a_crawl_delay_is_kept(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    before = len(lab.asked("slow-steps.example"))
    visit = lab_worker.visit("slow-steps.example", reader)
    pages = [seen for seen in lab.asked("slow-steps.example")[before:] if seen.path != "/robots.txt"]
    assert len(visit.pages) == 3
    assert min(gaps(pages)) >= 0.29


def test_every_request_waits_for_robots_txt_however_many_wait(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    """Scrapy's own middleware let the third and every later one through."""
    jobs = [lab_worker.send(f"slow-rules.example/secret?{number}") for number in range(6)]
    lab_worker.until_ended(jobs)
    paths = [seen.path for seen in lab.asked("slow-rules.example")]
    assert paths[0] == "/robots.txt" and paths.count("/robots.txt") == 1
    assert not any(path.startswith("/secret") for path in paths)


def test_a_page_forbidden_to_machines_does_not_close_the_others(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("slow-rules.example/secret", reader)
    assert visit.outcome is Outcome.READ
    assert visit.attempts[0].outcome is Outcome.REFUSED_BY_ROBOTS
    assert sorted(page.url.rpartition("/")[2] for page in visit.pages) == ["", "open"]


def test_a_server_that_cannot_say_its_rules_is_left_alone(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("broken-rules.example", reader)
    assert visit.outcome is Outcome.REFUSED_BY_ROBOTS and "503" in visit.attempts[0].note
    assert {seen.path for seen in lab.asked("broken-rules.example")} == {"/robots.txt"}


def test_rules_that_moved_are_followed(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("moved-rules.example", reader)
    assert visit.outcome is Outcome.REFUSED_BY_ROBOTS
    assert [seen.path for seen in lab.asked("moved-rules.example")] == ["/robots.txt", "/rules/robots.txt"]


def test_a_server_that_asks_to_wait_a_second_is_waited_for(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("busy-counter.example/about", reader, replace(QUICK, pages=1))
    assert [page.status for page in visit.pages] == [200]
    first, second = [seen for seen in lab.asked("busy-counter.example") if seen.path == "/about"]
    assert second.at - first.at >= 0.99


def test_a_server_that_asks_to_wait_an_hour_is_left_alone(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("busy-counter.example/contact", reader)
    assert visit.outcome is Outcome.BLOCKED
    assert "3600" in visit.note and all("3600" in attempt.note for attempt in visit.attempts)
    assert len([seen for seen in lab.asked("busy-counter.example") if seen.path == "/contact"]) == 1


def test_a_failed_page_is_not_asked_again(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    before = len(lab.asked("sleepy-server.example"))
    lab_worker.visit("sleepy-server.example", reader, replace(QUICK, page_seconds=0.3))
    assert len([s for s in lab.asked("sleepy-server.example")[before:] if s.path == "/"]) <= 1


def test_the_deadline_of_a_visit_holds_and_what_was_read_counts(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("long-aisle.example", reader, replace(QUICK, seconds=0.6, delay=0.2))
    assert visit.outcome is Outcome.READ and visit.partial
    assert visit.ended_at - visit.started_at < timedelta(seconds=2)
    assert len(visit.pages) + len(visit.attempts) >= 12
    assert "time" in visit.note


def test_a_visit_reads_no_more_bytes_than_its_budget(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("long-aisle.example", reader, replace(QUICK, site_bytes=4_000))
    assert visit.partial and 1 <= len(visit.pages) < 6


def test_no_address_is_looked_up_but_by_the_guard(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    """The names of the lab exist in no directory: a page that was read was read at the address the guard gave."""
    visit = lab_worker.visit("prairie-mail-rx.example", reader)
    assert len(visit.pages) == 6
    assert visit.started_at <= visit.pages[0].fetched_at <= visit.ended_at <= datetime.now(UTC)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[int, list[str]]]:
    """A shop on TLS with a certificate that nobody vouches for: its port, and the names it was asked for."""
    names: list[str] = []

    class Shop(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b"<title>Shop</title><p>A shop whose certificate nobody vouches for, in words enough to read." * 2
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    def note(connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        names.append(name or "")

    server = HTTPServer(("127.0.0.1", 0), Shop)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path, "somebody-else.example"))
    context.sni_callback = note
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, names
    server.shutdown()
    server.server_close()


def test_a_bad_certificate_does_not_hide_a_shop(
    lab: Lab, tmp_path: Path, reader: Reader, secure: tuple[int, list[str]]
) -> None:
    port, names = secure
    worker = LabWorker(lab, tmp_path, also=port)
    visit = worker.visit(f"https://pillquay-secure.example:{port}/", reader, replace(QUICK, pages=1))
    assert worker.close() == 0
    assert visit.outcome is Outcome.READ
    assert set(names) == {"pillquay-secure.example"}, "TLS is told the name, the connection goes to the address"
