"""Pages that need a browser: what becomes readable, and what the browser must never do."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.browser import NAMES
from crawler.child import Reader
from crawler.protocol import Done, Started
from crawler.visit import Outcome, PageKind
from crawler.warc import read_visit
from tests.lab.client import QUICK, LabWorker
from tests.lab.server import Lab
from tests.support import require

DRAWN = replace(QUICK, browser_pages=4, browser_seconds=10, seconds=60)
SHOP = "lanternfish-remedies.example"


@pytest.fixture(scope="module")
def browsing(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabWorker]:
    """A worker to which 127.0.0.1 is a private address like any other."""
    require(any(map(shutil.which, NAMES)), "Chromium")
    worker = LabWorker(lab, tmp_path_factory.mktemp("drawn"), 0, "--closed", "127.0.0.1")
    yield worker
    worker.close()


def test_a_shop_made_by_scripts_is_read_as_its_buyers_see_it(browsing: LabWorker, reader: Reader) -> None:
    visit = browsing.visit(SHOP, reader, DRAWN)
    assert visit.outcome is Outcome.READ
    assert [page.kind for page in visit.pages] == [PageKind.HOME, PageKind.PRODUCT, PageKind.CART]
    assert all(page.rendered and page.screenshot for page in visit.pages)
    assert "Buy isotretinoin from us without a prescription" in visit.pages[1].text
    assert visit.shows(visit.pages[1].quote(0, 10))


def test_its_picture_and_its_rendered_page_stand_in_the_archive(browsing: LabWorker, reader: Reader) -> None:
    job = browsing.send(SHOP, DRAWN)
    browsing.until_ended([job])
    found: dict[str, bytes] = {}
    with job.out.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            body = record.content_stream().read()
            assert record.digest_checker.passed is not False
            if record.rec_type in ("conversion", "resource"):
                found[f"{record.rec_type} {record.rec_headers.get_header('WARC-Target-URI')}"] = body
    home = read_visit(job.out, reader).pages[0]
    picture = found[f"resource urn:view:{home.url}"]
    assert sha256(picture).hexdigest() == home.screenshot and picture.startswith(b"\xff\xd8")
    assert b"Skin capsules by post" in found[f"conversion {home.url}"]


def test_the_browser_keeps_the_manners_of_the_visit(lab: Lab, browsing: LabWorker, reader: Reader) -> None:
    before = len(lab.asked(SHOP))
    visit = browsing.visit(SHOP, reader, replace(DRAWN, delay=0.1))
    seen = lab.asked(SHOP)[before:]
    paths = [request.path for request in seen]
    assert {request.agent for request in seen} == {visit.agent}
    assert paths.count("/app.js") == paths.count("/stock.json") == 1, "what one page has fetched the next finds there"
    assert "/private/notes.json" not in paths, "robots.txt closes it to scripts as well"
    assert not any("add" in path or "seen.gif" in path for path in paths), "nothing is sent, no picture is fetched"
    starts = [request.at for request in seen]
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 0.08


def test_a_page_that_leads_away_by_script_is_followed_like_a_redirect(
    lab: Lab, browsing: LabWorker, reader: Reader
) -> None:
    visit = browsing.visit("copper-signpost.example", reader, DRAWN)
    assert visit.site == "pillquay.example"
    assert visit.redirects == (lab.url("copper-signpost.example"), lab.url("pillquay.example"))
    assert visit.pages[0].rendered and not visit.pages[1].rendered


def test_no_door_of_the_house_opens_to_a_page(lab: Lab, browsing: LabWorker, reader: Reader) -> None:
    """Requests of every kind, redirects, sockets, workers, frames, beacons, forms, windows, WebRTC and WebTransport."""
    before, reached = len(lab.seen), len(lab.reached)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stun:
        stun.bind(("127.0.0.1", lab.port))
        stun.setblocking(False)
        visit = browsing.visit("gnawing-script.example", reader, DRAWN)
        with pytest.raises(BlockingIOError):
            stun.recv(1)
    assert "All doors tried" in visit.pages[0].text, "the page did what it came for"
    assert "GOT" not in visit.pages[0].text
    assert "redirect" in visit.pages[0].text and "socket" in visit.pages[0].text
    assert "127.0.0.1" not in lab.reached[reached:], "nobody so much as knocked"
    seen = lab.seen[before:]
    assert {request.host for request in seen} == {"gnawing-script.example"}
    assert "/led-inside" in {request.path for request in seen}, "the redirect itself stands on the shop's own server"
    assert not {"/order", "/sw.js"} & {request.path for request in seen}


def test_a_page_that_never_rests_is_ended_and_the_next_is_drawn(browsing: LabWorker, reader: Reader) -> None:
    visit = browsing.visit("endless-loop.example", reader, replace(DRAWN, browser_seconds=1))
    told = visit.attempts[0]
    assert told.outcome is Outcome.EMPTY and "did not come to rest" in told.note
    assert browsing.visit(SHOP, reader, DRAWN).outcome is Outcome.READ


def test_what_the_budget_does_not_give_is_not_fetched(lab: Lab, browsing: LabWorker, reader: Reader) -> None:
    before = len(lab.asked(SHOP))
    visit = browsing.visit(SHOP, reader, replace(DRAWN, browser_requests=1))
    assert visit.outcome is Outcome.JS_ONLY and "not let out" in visit.attempts[0].note
    assert [request.path for request in lab.asked(SHOP)[before:]] == ["/", "/app.js"]
    visit = browsing.visit(SHOP, reader, replace(DRAWN, browser_pages=1))
    assert [page.rendered for page in visit.pages] == [True]
    assert {attempt.outcome for attempt in visit.attempts} == {Outcome.JS_ONLY}


def test_a_page_that_reads_without_a_browser_is_not_drawn(browsing: LabWorker, reader: Reader) -> None:
    assert not any(page.rendered for page in browsing.visit("pillquay.example", reader, DRAWN).pages)


def test_a_bot_wall_is_not_climbed_with_a_browser(lab: Lab, browsing: LabWorker, reader: Reader) -> None:
    before = len(lab.asked("walled-garden-rx.example"))
    assert browsing.visit("walled-garden-rx.example", reader, DRAWN).outcome is Outcome.CHALLENGE
    assert {seen.path for seen in lab.asked("walled-garden-rx.example")[before:]} == {"/robots.txt", "/"}


def test_without_chromium_the_visit_says_what_to_install(lab: Lab, reader: Reader, tmp_path: Path) -> None:
    worker = LabWorker(lab, tmp_path, 0, "--browser", "no-such-browser")
    visit = worker.visit(SHOP, reader, DRAWN)
    assert visit.outcome is Outcome.JS_ONLY
    assert "apt-get install chromium" in visit.attempts[0].note
    assert worker.close() == 0


@pytest.mark.parametrize("signal", [9, 15])
def test_no_browser_outlives_its_worker(lab: Lab, tmp_path: Path, signal: int) -> None:
    require(any(map(shutil.which, NAMES)), "Chromium")
    worker = LabWorker(lab, tmp_path)
    job = worker.send("endless-loop.example", DRAWN)
    assert isinstance(worker.next(), Started)
    family = await_browser(worker.process.pid)
    worker.process.send_signal(signal)
    worker.process.wait(20)
    await_end(family)
    assert not job.out.exists()


def test_the_end_of_the_jobs_ends_the_browser(lab: Lab, tmp_path: Path) -> None:
    require(any(map(shutil.which, NAMES)), "Chromium")
    worker = LabWorker(lab, tmp_path)
    job = worker.send(SHOP, replace(DRAWN, browser_pages=1, delay=0.3))
    family = await_browser(worker.process.pid)
    assert isinstance(worker.until_ended([job])[-1], Done)
    assert worker.close() == 0
    await_end(family)


def await_browser(worker: int) -> list[int]:
    """The processes under a worker, once a browser with a page is among them."""
    for _ in range(300):
        family = under(worker)
        if any("--type=renderer" in command(pid) for pid in family):
            return family
        time.sleep(0.1)
    raise TimeoutError("no browser was started")


def await_end(family: list[int]) -> None:
    for _ in range(200):
        if not any(map(alive, family)):
            return
        time.sleep(0.1)
    raise TimeoutError(f"still there: {[command(pid)[:80] for pid in family if alive(pid)]}")


def under(ancestor: int) -> list[int]:
    parents = {int(path.name): parent(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [ancestor]
    for pid in found:
        found += [child for child, of in parents.items() if of == pid]
    return found[1:]


def parent(pid: int) -> int:
    return int(stat(pid)[1]) if alive(pid) else 0


def alive(pid: int) -> bool:
    told = stat(pid)
    return bool(told) and told[0] != "Z"


def stat(pid: int) -> list[str]:
    """State, parent and so on of a process; empty: there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []


def command(pid: int) -> str:
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return ""
