"""A run shared by several machines on one PostgreSQL: every site is judged once, whoever dies on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.archive import Archive, open_archive
from data.store import Folder
from tests.data.conftest import postgres_server, postgres_url
from tests.lab.server import Lab
from tests.lab.town import write_town
from tests.ui.crawls import Town, crowding, told
from tests.ui.machines import Machine, finish, kill, mingled, until
from tests.ui.support import run

__all__ = ["postgres_server", "postgres_url"]

SITES = 50
AT_ONCE = 4
pytestmark = pytest.mark.xdist_group("machines")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("shared-town")
    write_town(made, SITES)
    return made


@pytest.fixture
def machine(folder: Path, postgres_url: str, tmp_path: Path) -> Iterator[Machine]:
    lab = Lab(folder).start()
    yield Machine(lab, folder, tmp_path / "one", postgres_url, tmp_path / "store")
    lab.stop()


@pytest.fixture(scope="module")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str, str]]:
    """What a crawl on one machine says of each site."""
    lab = Lab(folder).start()
    town = Town(lab, folder, tmp_path_factory.mktemp("alone") / "home", 8)
    try:
        done = town.crawl(town.list_file(lab.hosts))
        words = done.communicate(timeout=240)[1]
        assert done.returncode == 0, words
    finally:
        lab.stop()
    with open_archive("", town.home) as archive:
        return told(archive, 1)


def archive_of(machine: Machine) -> Archive:
    return open_archive(machine.database, machine.home, store=Folder(machine.store))


def begin(machine: Machine) -> list[str]:
    """The words of a crawl that leaves its list to the workers."""
    machine.home.mkdir(parents=True, exist_ok=True)
    list_file = machine.home / "list.txt"
    list_file.write_text("".join(f"{machine.lab.url(host)}\n" for host in machine.lab.hosts))
    how = ("--distribute", "--buyer-country", "GB", "--delay", "0.2", "--no-outside")
    return ["crawl", str(list_file), *how]


def test_one_of_two_workers_is_killed_and_every_site_is_judged_once(
    machine: Machine, alone: dict[str, tuple[str, str, str, str]], tmp_path: Path
) -> None:
    other = replace(machine, home=tmp_path / "two")
    crawl = machine.command(*begin(machine))
    first, second = machine.worker(AT_ONCE), other.worker(AT_ONCE)
    try:
        with archive_of(machine) as archive:
            until(
                lambda: (
                    sum(n for (s, _), n in archive.runs.tally(1).items() if s in ("kept", "set_aside")) >= SITES // 5
                )
            )
            kill(first)
            words = crawl.communicate(timeout=240)[1]
            assert crawl.returncode == 0, words + other.words()
            assert told(archive, 1) == alone
            _kept_once(machine, archive)
        assert "its job goes to another" in other.words()
        assert crowding(machine.lab.seen) == []
        assert mingled(machine.lab.seen) == []
    finally:
        crawl.kill()
        first.kill()
        assert finish(second) == 0


def _kept_once(machine: Machine, archive: Archive) -> None:
    """Each site has one judged visit, but for those that the dead worker had in flight; all files are in the store."""
    visits = archive.visits()
    repeated = {site: n for site, n in Counter(row.site for row in visits).items() if n > 1}
    assert sum(repeated.values()) - len(repeated) <= AT_ONCE, repeated
    rows = archive.runs.sites(1)
    assert len(rows) == SITES and all(row.state != "visiting" for row in rows)
    assert set(archive.store.names("visits")) >= {row.warc_path for row in visits}
    assert not (machine.store / "visits" / "new").exists()


def test_a_worker_that_is_told_to_stop_ends_what_it_has_in_hand_and_the_next_does_the_rest(machine: Machine) -> None:
    crawl = machine.command(*begin(machine))
    first = machine.worker(AT_ONCE)
    with archive_of(machine) as archive:
        until(lambda: archive.counts().visits >= 5)
        assert finish(first) == 0
        assert not any(row.state == "visiting" for row in archive.runs.sites(1))
        visits = [row.site for row in archive.visits()]
        assert archive.runs.unfinished(1), "it did all of it"
        second = machine.worker(12)
        words = crawl.communicate(timeout=240)[1]
        assert crawl.returncode == 0, words
        assert finish(second) == 0
        assert [row.site for row in archive.visits()][: len(visits)] == visits
        assert max(Counter(row.site for row in archive.visits()).values()) == 1


def test_saved_visits_are_judged_again_by_workers_with_the_same_bytes(machine: Machine, tmp_path: Path) -> None:
    crawl = machine.command(*begin(machine))
    workers = [machine.worker(8)]
    try:
        words = crawl.communicate(timeout=240)[1]
        assert crawl.returncode == 0, words
        workers.append(machine.worker(2))
        out = tmp_path / "by-workers.jsonl"
        score = machine.command("score", "visits", "--distribute", "--out", str(out), "--buyer-country", "US")
        words = score.communicate(timeout=240)[1]
        assert score.returncode == 0, words
    finally:
        assert [finish(worker) for worker in workers] == [0] * len(workers)
    here = run("score", machine.store / "visits", "--buyer-country", "US")
    assert out.read_text("utf-8") == here.stdout
    assert len(here.stdout.splitlines()) >= SITES * 0.9


def test_without_postgresql_there_is_no_queue_and_it_says_so(tmp_path: Path) -> None:
    told_off = run("worker", home=tmp_path)
    assert told_off.returncode == 2
    assert "set RXVERDICT_DATABASE_URL to postgresql://" in told_off.stderr
