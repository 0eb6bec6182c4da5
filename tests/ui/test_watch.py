"""Watched shops on loopback: they change, fall silent, come back, and one evening it is our own line that is down."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from data.archive import Archive, open_archive
from data.kept import RunRow, WatchRow
from data.world import load
from scoring.model import VerdictClass
from scoring.revisits import MISSES, RHYTHMS
from tests.lab.client import QUICK
from tests.lab.server import Lab
from tests.ui.support import run
from ui.batch import Manner
from ui.case import Case, check
from ui.cli import app
from ui.watching import Added, add, run_watch
from ui.worker_client import Worker

SHOPS = [f"{name}-meds.example" for name in ("alderwick", "brambling", "coverley", "dunmoor")]
ROGUE = "<p>Buy isotretinoin 20 mg from us without a prescription. No prescription is needed to order.</p>"
HONEST = "<p>We dispense isotretinoin only when we have received a valid prescription from your doctor.</p>"


def page(words: str) -> str:
    price = "<table><tr><td>30 capsules</td><td>$49.00</td></tr></table><button>Add to cart</button>"
    return (
        f"<html lang='en'><title>Meds</title><body><main><h1>Isotretinoin 20 mg</h1>{words}{price}</main></body></html>"
    )


@dataclass(slots=True)
class Street:
    """A few shops that a test can rebuild, close and open again."""

    lab: Lab
    folder: Path
    home: Path

    def rebuild(self, host: str, words: str) -> None:
        (self.folder / host / "index.html").write_text(page(words))

    def close(self, host: str) -> None:
        self.lab.sites[host].behaviour = {"paths": {"*": {"status": 503, "body": "closed"}}}

    def open(self, host: str) -> None:
        self.lab.sites[host].behaviour = {}

    def round(self, at_once: int = 4) -> int:
        """`rxverdict watch run --once` against this street."""
        worker = (sys.executable, "-m", "tests.lab.worker", "--port", str(self.lab.port))
        manner = Manner(at_once, outside=False, budget=QUICK)
        return run_watch(True, manner, (*worker, "--folder", str(self.folder), "--sites"))

    def pages(self, host: str) -> int:
        return sum(seen.path == "/" for seen in self.lab.asked(host))


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Street]:
    folder = tmp_path / "street"
    for host in SHOPS:
        (folder / host).mkdir(parents=True)
        (folder / host / "index.html").write_text(page(HONEST))
    home = tmp_path / "home"
    monkeypatch.setenv("RXVERDICT_HOME", str(home))
    monkeypatch.delenv("RXVERDICT_DATABASE_URL", raising=False)
    made = Street(Lab(folder).start(), folder, home)
    yield made
    made.lab.stop()


@pytest.fixture
def archive(street: Street) -> Iterator[Archive]:
    with open_archive("", street.home) as opened:
        yield opened


def watch(archive: Archive, street: Street, *hosts: str) -> None:
    assert add(archive, Added(tuple(street.lab.url(host) for host in hosts), "", "GB")) == 0


def row(archive: Archive, host: str) -> WatchRow:
    found = archive.watch.watched(host, "GB")
    assert found is not None
    return found


def later(archive: Archive, *hosts: str) -> None:
    """Time passes until these are due."""
    for host in hosts:
        archive.watch.put(replace(row(archive, host), due_at=datetime.now(UTC) - timedelta(minutes=1)))


def kinds(archive: Archive, host: str) -> list[str]:
    return [change.kind for change in archive.watch.changes(host)]


def test_a_shop_turns_rogue_and_is_visited_oftener(
    archive: Archive, street: Street, capsys: pytest.CaptureFixture[str]
) -> None:
    host, calm = SHOPS[:2]
    watch(archive, street, host, calm)
    assert street.round() == 0
    first = row(archive, host)
    assert (first.visits, first.changes, first.misses) == (1, 0, 0) and first.visit_id is not None
    assert first.due_at > datetime.now(UTC)
    assert street.round() == 0  # nothing is due, and nobody is asked
    assert street.pages(host) == 1
    street.rebuild(host, ROGUE)
    later(archive, host, calm)
    capsys.readouterr()
    assert street.round() == 0
    told = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {line[1] for line in told} == {host}
    assert {"offer", "prescription", "verdict"} <= {line[3] for line in told}
    assert kinds(archive, calm) == []
    turned, quiet = row(archive, host), row(archive, calm)
    assert turned.changes == 1 and turned.every_hours <= RHYTHMS[VerdictClass.FLAGGED].most
    assert quiet.every_hours > turned.every_hours
    words = next(change.words for change in archive.watch.changes(host) if change.kind == "offer")
    assert "“Buy isotretinoin 20 mg from us without a prescription" in words
    assert len(archive.history(host, "GB")) == 2  # the first verdict stands beside the second


def test_a_shop_that_is_out_for_two_days_and_back_is_no_news(archive: Archive, street: Street) -> None:
    host, other = SHOPS[:2]
    watch(archive, street, host, other)
    street.round()
    street.close(host)
    for misses in range(1, MISSES):
        later(archive, host, other)
        street.round()
        assert row(archive, host).misses == misses
    baseline = row(archive, host).visit_id
    street.open(host)
    later(archive, host)
    street.round()
    back = row(archive, host)
    assert (back.misses, kinds(archive, host)) == (0, [])
    assert back.visit_id != baseline


def test_one_that_stays_away_is_told_once_and_so_is_its_return_with_what_it_changed_meanwhile(
    archive: Archive, street: Street
) -> None:
    host, other = SHOPS[:2]
    watch(archive, street, host, other)
    street.round()
    street.close(host)
    archive.watch.put(replace(row(archive, host), misses=MISSES - 1))
    for _ in range(2):
        later(archive, host, other)
        street.round()
    assert kinds(archive, host) == ["unreadable"]
    assert "3 visits in a row failed" in archive.watch.changes(host)[0].words
    gone = row(archive, host)
    assert gone.due_at > datetime.now(UTC) + timedelta(days=6)
    street.open(host)
    street.rebuild(host, ROGUE)
    later(archive, host)
    street.round()
    assert {"readable", "offer", "unreadable"} <= set(kinds(archive, host))


def test_when_our_own_line_is_down_nothing_is_noted(
    archive: Archive, street: Street, capsys: pytest.CaptureFixture[str]
) -> None:
    watch(archive, street, *SHOPS)
    street.round()
    later(archive, *SHOPS)
    before = archive.watch.due()
    street.lab.stop()
    assert street.round() == 2
    assert "Is this machine online?" in capsys.readouterr().err
    assert archive.watch.due() == before
    port = street.lab.port
    street.lab = Lab(street.folder).start()
    for seen in archive.watch.due():
        archive.watch.put(replace(seen, url=seen.url.replace(str(port), str(street.lab.port))))
    assert street.round() == 0
    assert all(row(archive, host).visits == 2 and row(archive, host).misses == 0 for host in SHOPS)


def test_a_visit_that_somebody_made_meanwhile_counts_and_is_not_repeated(archive: Archive, street: Street) -> None:
    host = SHOPS[0]
    watch(archive, street, host)
    street.round()
    street.rebuild(host, ROGUE)
    later(archive, host)
    command = (sys.executable, "-m", "tests.lab.worker", "--port", str(street.lab.port), "--folder", str(street.folder))
    worker = Worker(command)
    made = check(street.lab.url(host), "GB", worker=worker, archive=archive, world=load(), budget=QUICK, outside=False)
    worker.close()
    assert isinstance(made, Case) and made.kept is not None
    asked = street.pages(host)
    assert street.round() == 0
    assert street.pages(host) == asked
    assert "offer" in kinds(archive, host) and row(archive, host).visit_id == made.kept.visit_id


def test_a_visit_whose_file_was_lost_begins_the_watch_anew(archive: Archive, street: Street) -> None:
    host = SHOPS[0]
    watch(archive, street, host)
    street.round()
    for path in (street.home / "visits").rglob("*.warc.gz"):
        path.unlink()
    street.rebuild(host, ROGUE)
    later(archive, host)
    street.round()
    assert kinds(archive, host) == [] and "could not be read" in row(archive, host).note
    street.rebuild(host, HONEST)
    later(archive, host)
    street.round()
    assert "offer" in kinds(archive, host) and row(archive, host).note == ""


def test_flagged_sites_of_the_archive_are_added_with_what_is_known_of_them(archive: Archive, street: Street) -> None:
    rogue, honest = SHOPS[:2]
    street.rebuild(rogue, ROGUE)
    watch(archive, street, rogue, honest)
    street.round()
    seen = row(archive, rogue).visit_id
    assert archive.watch.drop(rogue, "GB") and archive.watch.drop(honest, "GB")
    assert add(archive, Added((), "flagged", "")) == 0
    assert [found.site for found in archive.watch.due()] == [rogue]
    assert row(archive, rogue).visit_id == seen
    due = row(archive, rogue).due_at - datetime.now(UTC)
    assert timedelta(hours=23) < due <= timedelta(hours=RHYTHMS[VerdictClass.FLAGGED].first)


def test_a_round_that_was_killed_leaves_no_run_for_crawl_to_resume(archive: Archive, street: Street) -> None:
    archive.runs.begin(RunRow("watch", "GB", datetime.now(UTC)), [(SHOPS[0], street.lab.url(SHOPS[0]))])
    watch(archive, street, SHOPS[0])
    street.round()
    assert archive.runs.run() is None


def test_the_commands_tell_what_they_did(tmp_path: Path) -> None:
    sites = tmp_path / "sites.csv"
    sites.write_text("name,url\nA,https://alderwick-meds.com/shop\nB,not an address\nC,brambling-meds.com\n")
    done = run("watch", "add", sites, "coverley-meds.com", "--buyer-country", "gb", home=tmp_path / "home")
    assert (done.returncode, "3 site(s) added" in done.stderr, f"{sites}:3:" in done.stderr) == (1, True, True)
    done = run("watch", "add", "coverley-meds.com", "--buyer-country", "GB", home=tmp_path / "home")
    assert done.returncode == 0 and "1 watched already" in done.stderr
    done = run("watch", "list", home=tmp_path / "home")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert sorted(line[0] for line in lines) == ["alderwick-meds.com", "brambling-meds.com", "coverley-meds.com"]
    assert all(line[1] == "GB" for line in lines)
    done = run("watch", "remove", "coverley-meds.com", "nowhere.com", home=tmp_path / "home")
    assert done.returncode == 1 and "nowhere.com is not watched" in done.stderr
    assert len(run("watch", "list", home=tmp_path / "home").stdout.splitlines()) == 2
    assert run("watch", "changes", "alderwick-meds.com", home=tmp_path / "home").returncode == 0
    for wrong in (["add"], ["add", "--verdict", "fake"], ["add", "x.com", "--buyer-country", "England"]):
        assert CliRunner().invoke(app, ["watch", *wrong]).exit_code == 2
    assert run("watch", "add", "no address", home=tmp_path / "home").returncode == 2
