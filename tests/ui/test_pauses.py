"""Workers of several processes that come to the same host: one request at a time, and the pause between any two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.protocol import Done
from data.archive import open_archive
from data.store import Folder
from tests.data.conftest import postgres_server, postgres_url
from tests.lab.client import QUICK, LabWorker
from tests.lab.server import Lab, Seen
from tests.ui.crawls import crowding, haste
from tests.ui.machines import Machine, finish, kill, until

__all__ = ["postgres_server", "postgres_url"]

SITES, DELAY = 22, 0.3  # three jobs of the queue
HUB = "amber-quay.example"
pytestmark = pytest.mark.xdist_group("machines")


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop of two pages, and many names that all lead to it."""
    folder = tmp_path_factory.mktemp("street")
    (folder / HUB).mkdir()
    offer = "<p>Isotretinoin 20 mg, 30 capsules $45.00. No prescription is needed to order from us.</p>"
    for name, more in (("index", '<a href="/faq">Questions</a>'), ("faq", "<p>Plain envelopes.</p>")):
        (folder / HUB / f"{name}.html").write_text(f"<html><body><main>{offer}{more}</main></body></html>")
    for number in range(SITES):
        door = folder / f"door-{number}.example"
        door.mkdir()
        (door / "lab.toml").write_text(f'[paths."/"]\nstatus = 302\nlocation = "http://{HUB}:{{port}}/"\n')
    return folder


@pytest.fixture
def lab(street: Path) -> Iterator[Lab]:
    lab = Lab(street).start()
    yield lab
    lab.stop()


def pauses_kept(lab: Lab, seen: list[Seen], delay: float) -> None:
    assert crowding(seen) == []
    assert haste(seen, delay, lab.late) == []


def test_many_sites_lead_three_workers_to_one_shop_and_one_worker_is_killed_there(
    lab: Lab, street: Path, postgres_url: str, tmp_path: Path
) -> None:
    one = Machine(lab, street, tmp_path / "one", postgres_url, tmp_path / "store")
    two, three = (replace(one, home=tmp_path / name) for name in ("two", "three"))
    one.home.mkdir(parents=True)
    listed = one.home / "list.txt"
    listed.write_text("".join(f"{lab.url(host)}\n" for host in lab.hosts))
    with open_archive(postgres_url, one.home, store=Folder(one.store)) as archive:
        crawl = one.command("crawl", str(listed), "--distribute", "--delay", str(DELAY), "--no-outside")
        first, *others = [machine.worker(1) for machine in (one, two, three)]
        try:
            until(lambda: len({seen.connection for seen in lab.asked(HUB)}) >= 3)  # each has been there
            kill(first)
            words = crawl.communicate(timeout=240)[1]
            assert crawl.returncode == 0, words
            assert not archive.runs.unfinished(1)
        finally:
            crawl.kill()
            first.kill()
            assert [finish(other) for other in others] == [0, 0]
    pauses_kept(lab, lab.seen, DELAY)


def test_two_processes_of_one_home_folder_visit_one_shop_at_the_same_time(
    lab: Lab, street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a watch round beside a crawl, or a person in the app beside both."""
    monkeypatch.setenv("RXVERDICT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RXVERDICT_DATABASE_URL", raising=False)
    workers = []
    for name in ("crawl", "watch"):
        (tmp_path / name).mkdir()
        workers.append(LabWorker(lab, tmp_path / name, 0, "--folder", str(street)))
    try:
        jobs = [worker.send(HUB, replace(QUICK, delay=DELAY)) for worker in workers]
        for worker, job in zip(workers, jobs, strict=True):
            end = worker.until_ended([job])[-1]
            assert isinstance(end, Done) and end.pages == 2, end
    finally:
        assert [worker.close() for worker in workers] == [0, 0]
    assert len({seen.connection for seen in lab.asked(HUB)}) == 2
    pauses_kept(lab, lab.seen, DELAY)


def test_a_visit_right_after_another_waits_for_the_pause_of_the_one_before(
    lab: Lab, street: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RXVERDICT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("RXVERDICT_DATABASE_URL", raising=False)
    (tmp_path / "crawl").mkdir()
    (tmp_path / "watch").mkdir()
    crawl = LabWorker(lab, tmp_path / "crawl", 0, "--folder", str(street))
    watch = LabWorker(lab, tmp_path / "watch", 0, "--folder", str(street))
    slow = replace(QUICK, pages=1, delay=2.0)
    try:
        for worker in (crawl, watch):  # each warm before the first request, so that the second comes at once
            worker.until_ended([worker.send(HUB, slow)])
    finally:
        assert [worker.close() for worker in (crawl, watch)] == [0, 0]
    assert len({seen.connection for seen in lab.asked(HUB)}) == 2
    pauses_kept(lab, lab.asked(HUB), slow.delay)
