"""Cases from address to archive, and what becomes of them when something dies on the way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.budget import Budget
from crawler.protocol import PageRead, Started
from data.archive import Archive, open_archive
from data.world import load
from scoring.model import VerdictClass
from tests.lab.client import QUICK
from tests.lab.server import Lab
from tests.ui.support import ROOT
from ui.case import Case, Interrupted, Progress, Refused, Restarted, Result, check, recover, rejudge
from ui.worker_client import Worker, WorkerDied

WORLD = load()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive("", tmp_path, patience=0.5) as opened:
        yield opened


@pytest.fixture(scope="module")
def worker(lab: Lab) -> Iterator[Worker]:
    running = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))
    yield running
    running.close()


def ask(url: str, worker: Worker, archive: Archive, events: list[Progress] | None = None) -> Result:
    heard = events if events is not None else []
    return check(url, "GB", worker=worker, archive=archive, world=WORLD, on_event=heard.append, budget=QUICK)


def lines_of(archive: Archive) -> list[Path]:
    return sorted((archive.home / "visits").rglob("*.warc.gz"))


def test_a_checked_site_stands_in_the_archive_with_its_file(lab: Lab, worker: Worker, archive: Archive) -> None:
    case = ask(lab.url("pillquay.example"), worker, archive)
    assert isinstance(case, Case)
    assert case.kept is not None and case.kept.new
    row = archive.verdict(case.kept.verdict_id)
    assert row is not None
    assert (row.site, row.buyer_country, row.headline) == ("pillquay.example", "GB", case.verdict.headline)
    assert len(archive.findings(case.kept.verdict_id)) == len(case.verdict.findings)
    visit = archive.visit(case.kept.visit_id)
    assert visit is not None
    assert archive.store.names("visits") == (visit.warc_path,)


def test_a_refused_address_leaves_nothing_behind(worker: Worker, archive: Archive) -> None:
    ended = ask("http://10.1.2.3/", worker, archive)
    assert isinstance(ended, Refused)
    assert "private network" in ended.words
    assert lines_of(archive) == []


def test_a_worker_killed_in_the_middle_is_started_again_and_the_check_goes_on(lab: Lab, archive: Archive) -> None:
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))
    killed: list[int] = []
    events: list[Progress] = []

    def kill_once(event: Progress) -> None:
        events.append(event)
        if isinstance(event, PageRead) and not killed and worker.pid is not None:
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    case = check(
        lab.url("long-aisle.example"), "", worker=worker, archive=archive, world=WORLD, on_event=kill_once, budget=QUICK
    )
    assert killed and isinstance(case, Case)
    assert any(isinstance(event, Restarted) for event in events)
    worker.close()


def test_a_worker_that_dies_twice_gives_a_plain_word_and_the_next_check_works(lab: Lab, archive: Archive) -> None:
    worker = Worker((sys.executable, "-m", "tests.lab.worker", "--port", str(lab.port)))

    def kill(event: Progress) -> None:
        if isinstance(event, Started) and worker.pid is not None:
            os.kill(worker.pid, signal.SIGKILL)

    ended = check(
        lab.url("long-aisle.example"), "", worker=worker, archive=archive, world=WORLD, on_event=kill, budget=QUICK
    )
    assert isinstance(ended, Interrupted)
    assert "stopped twice" in ended.words
    assert isinstance(ask(lab.url("pillquay.example"), worker, archive), Case)
    assert recover(archive, WORLD).kept == 0
    worker.close()


def test_a_worker_that_falls_silent_is_ended(tmp_path: Path) -> None:
    says_ready = """print('{"event": "ready", "version": "0", "agent": ""}', flush=True)"""
    worker = Worker((sys.executable, "-c", f"import time; {says_ready}; time.sleep(600)"), grace=0.5)
    worker.warm()
    pid = worker.pid
    with pytest.raises(WorkerDied, match="said nothing"):
        list(worker.visit("https://pharmacy.example/", tmp_path / "x.warc.gz", Budget(seconds=0.5)))
    assert pid is not None and worker.pid != pid
    worker.close()


def test_a_worker_that_cannot_start_says_what_it_said(tmp_path: Path, archive: Archive) -> None:
    worker = Worker((sys.executable, "-c", "raise SystemExit('no engine on this machine')"))
    ended = ask("https://pharmacy.example/", worker, archive)
    assert isinstance(ended, Interrupted)
    assert "no engine on this machine" in ended.detail


def test_several_people_check_at_once_and_nothing_gets_mixed(lab: Lab, worker: Worker, archive: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    hosts = ["pillquay.example", "fernhollow-pharmacy.example", "long-aisle.example", "keep-out-pills.example"]
    with ThreadPoolExecutor(4) as people:
        cases = list(people.map(lambda host: ask(lab.url(host), worker, archive), hosts))
    assert [case.verdict.site for case in cases if isinstance(case, Case)] == hosts


def test_when_the_archive_is_locked_the_verdict_is_told_and_kept_later(
    lab: Lab, worker: Worker, archive: Archive
) -> None:
    other = sqlite3.connect(archive.home / "archive.sqlite")
    other.execute("BEGIN IMMEDIATE")
    case = ask(lab.url("pillquay.example"), worker, archive)
    assert isinstance(case, Case)
    assert case.kept is None and "another process is writing" in case.trouble
    other.rollback()
    other.close()
    assert recover(archive, WORLD).kept == 1
    row = archive.latest_verdict("pillquay.example")
    assert row is not None and row.buyer_country == "GB"
    assert recover(archive, WORLD).kept == 0


def test_a_kill_in_the_middle_of_a_save_loses_nothing(lab: Lab, archive: Archive) -> None:
    code = (
        "import sys; from pathlib import Path; from data.archive import open_archive; from data.world import load;"
        "from ui.case import check; from ui.worker_client import Worker; from tests.lab.client import QUICK;"
        "check(sys.argv[1], 'DE', worker=Worker((sys.executable, '-m', 'tests.lab.worker', '--port', sys.argv[3])),"
        " archive=open_archive('', Path(sys.argv[2]), patience=60), world=load(), budget=QUICK)"
    )
    other = sqlite3.connect(archive.home / "archive.sqlite")
    arguments = [lab.url("pillquay.example"), str(archive.home), str(lab.port)]
    with subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT) as process:
        while not lines_of(archive) and process.poll() is None:
            locked = other.in_transaction
            if not locked and list((archive.home / "visits").rglob(".*.part")):
                other.execute("BEGIN IMMEDIATE")  # from now on its save has to wait
            time.sleep(0.005)
        time.sleep(0.5)
        process.kill()
    other.rollback()
    assert archive.latest_verdict("pillquay.example") is None
    found = recover(archive, WORLD)
    assert (found.kept, found.unreadable) == (1, ())
    row = archive.latest_verdict("pillquay.example")
    assert row is not None and row.buyer_country == "DE"


def test_a_damaged_file_is_named_and_stays_where_it_is(archive: Archive) -> None:
    folder = archive.home / "visits" / "new"
    folder.mkdir(parents=True)
    (folder / "20261101T000000Z-ZZ-abc.warc.gz").write_bytes(b"\x1f\x8b torn")
    found = recover(archive, WORLD)
    assert (found.kept, len(found.unreadable)) == (0, 1)
    assert found.unreadable[0].exists()


def test_nothing_is_judged_again_under_the_same_rulebook(lab: Lab, worker: Worker, archive: Archive) -> None:
    ask(lab.url("pillquay.example"), worker, archive)
    assert list(rejudge(archive, WORLD)) == []


def test_under_other_rules_a_kept_visit_is_judged_again_without_the_site(
    lab: Lab, worker: Worker, archive: Archive
) -> None:
    from data.world import with_entries

    ask(lab.url("keep-out-pills.example"), worker, archive)
    asked = len(lab.seen)
    (case,) = rejudge(archive, with_entries(WORLD, (), ()))
    assert case.kept is not None and case.kept.new
    assert case.verdict.verdict is VerdictClass.UNREADABLE
    assert case.verdict.buyer_country == "GB"
    assert len(lab.seen) == asked
