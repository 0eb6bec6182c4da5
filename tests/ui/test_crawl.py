"""A crawl over a small town: every site is done once, whatever is killed; the town's own logs prove our manners."""

from __future__ import annotations

import json
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.sources.listing import addresses
from data.archive import open_archive
from data.kept import OPEN
from tests.lab.server import Lab
from tests.lab.town import write_town
from tests.ui.crawls import Town, crowding, haste, kill, told
from tests.ui.support import run

SITES = 100  # one round of the town's plan: every kind of site stands in it
AT_ONCE = 12


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return write_town(tmp_path_factory.mktemp("town"), SITES)


@pytest.fixture
def town(kinds: dict[str, str], tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Town]:
    folder = next(p for p in tmp_path_factory.getbasetemp().iterdir() if p.name.startswith("town"))
    lab = Lab(folder).start()
    yield Town(lab, folder, tmp_path / "home", AT_ONCE)
    lab.stop()


@pytest.fixture(scope="module")
def whole(kinds: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str, str, str]]:
    """What a crawl that nothing disturbed says of each site."""
    folder = next(p for p in tmp_path_factory.getbasetemp().iterdir() if p.name.startswith("town"))
    lab = Lab(folder).start()
    town = Town(lab, folder, tmp_path_factory.mktemp("whole") / "home", AT_ONCE)
    try:
        done = town.crawl(town.list_file(kinds))
        words = done.communicate(timeout=240)[1]
        assert done.returncode == 0, words
        assert crowding(lab.seen) == []
        assert haste(lab.seen, town.delay, lab.late) == []
        _robots_are_obeyed(lab, kinds)
    finally:
        lab.stop()
    report = json.loads((town.home / "runs" / "run-1.json").read_text("utf-8"))
    assert report["left"] == 0 and sum(row["sites"] for row in report["states"]) == SITES
    with open_archive("", town.home) as archive:
        assert archive.runs.run() is None
        return told(archive, 1)


def _robots_are_obeyed(lab: Lab, kinds: dict[str, str]) -> None:
    for host, kind in kinds.items():
        asked = {seen.path for seen in lab.asked(host)}
        if kind == "forbidden":
            assert asked == {"/robots.txt"}, host
        if kind == "half_forbidden":
            assert not asked & {"/cart", "/faq"} and "/contact" in asked, host


@pytest.mark.xdist_group("crawl")
def test_each_kind_of_site_ends_as_it_should(
    whole: dict[str, tuple[str, str, str, str]], kinds: dict[str, str]
) -> None:
    ends = {kind: {whole[host][:3] for host, k in kinds.items() if k == kind} for kind in set(kinds.values())}
    assert ends["rogue"] == {("kept", "read", "flagged")}
    assert ends["honest"] == {("kept", "read", "unverified")}
    assert ends["information"] == {("kept", "read", "not_a_seller")}
    assert {end[:2] for end in ends["florist"]} == {("set_aside", "read")}
    assert ends["slow"] == ends["busy"] == {("kept", "read", "flagged")}
    assert ends["forbidden"] == {("kept", "refused_by_robots", "unreadable")}
    assert ends["hanging"] == {("kept", "timed_out", "unreadable")}
    assert ends["inward"] == {("refused", "", "")}


@pytest.mark.xdist_group("crawl")
def test_killed_at_random_moments_a_crawl_loses_nothing_and_repeats_only_what_was_in_flight(
    town: Town, kinds: dict[str, str], whole: dict[str, tuple[str, str, str, str]]
) -> None:
    luck, kills = random.Random(7), 4
    file: Path | None = town.list_file(kinds)
    for _ in range(kills):
        crawl = town.crawl(file)
        _until_visiting(town, crawl.pid)
        time.sleep(luck.uniform(0.0, 2.0))
        kill(crawl, worker=luck.random() < 0.5)
        file = None
    last = town.crawl(None)
    words = last.communicate(timeout=240)[1]
    assert last.returncode == 0, words
    with open_archive("", town.home) as archive:
        assert told(archive, 1) == whole
        tries = [row.tries for row in archive.runs.sites(1)]
    assert sum(tries) - SITES <= kills * AT_ONCE
    assert not list((town.home / "visits" / "new").iterdir())
    assert crowding(town.lab.seen) == []


def _until_visiting(town: Town, pid: int) -> None:
    """Wait until this crawl has asked somebody something."""
    before, deadline = len(town.lab.seen), time.monotonic() + 60
    while len(town.lab.seen) == before:
        assert time.monotonic() < deadline, pid
        time.sleep(0.05)


@pytest.mark.xdist_group("crawl")
def test_ctrl_c_lets_the_visits_in_flight_end_and_says_how_to_go_on(town: Town, kinds: dict[str, str]) -> None:
    slowly = replace(town, delay=0.3, at_once=4)
    crawl = slowly.crawl(slowly.list_file(kinds))
    _until_visiting(slowly, crawl.pid)
    time.sleep(1.0)
    crawl.send_signal(signal.SIGINT)
    words = crawl.communicate(timeout=120)[1]
    assert crawl.returncode == 1
    assert "Finishing the visits in flight" in words and "rxverdict crawl --resume" in words
    with open_archive("", town.home) as archive:
        states = {state for state, _ in archive.runs.tally(1)}
        done = [row for row in archive.runs.sites(1) if row.state not in OPEN]
    assert "visiting" not in states and "waiting" in states
    assert all(row.tries == 1 for row in done)


@pytest.mark.xdist_group("crawl")
def test_a_machine_that_is_offline_does_not_take_every_shop_for_gone(town: Town) -> None:
    gone = town.home.with_suffix(".txt")
    gone.write_text("".join(f"nobody-{number}.example\n" for number in range(130)))
    crawl = replace(town, at_once=8).crawl(gone)
    words = crawl.communicate(timeout=120)[1]
    assert crawl.returncode == 1
    assert "Is this machine online?" in words
    with open_archive("", town.home) as archive:
        left = len(archive.runs.unfinished(1))
    assert left >= 100


def test_a_list_may_be_plain_or_csv_and_its_bad_lines_are_named() -> None:
    faults: list[int] = []
    plain = "# shops\nhttps://a.example/\n\nb.example/x\nnot an address\nftp://c.example/\n"
    found = list(addresses(plain.splitlines(keepends=True), lambda number, why: faults.append(number)))
    assert [address for _, address in found] == ["https://a.example/", "b.example/x"]
    assert faults == [5, 6]
    table = 'name;URL\n"Shop; the";https://a.example/\nshort\nOther;localhost\n'
    found = list(addresses(table.splitlines(keepends=True), lambda number, why: faults.append(number)))
    assert [address for _, address in found] == ["https://a.example/"]
    assert faults[2:] == [3, 4]


def test_what_cannot_be_begun_says_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / "home"
    nothing = run("crawl", "--resume", home=home)
    assert nothing.returncode == 0 and "no run to resume" in nothing.stderr
    missing = run("crawl", str(tmp_path / "none.txt"), home=home)
    assert missing.returncode == 2 and "No such file" in missing.stderr
    assert run("crawl", home=home).returncode == 2
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing yet\n")
    told = run("crawl", str(empty), home=home)
    assert told.returncode == 2 and "holds no address" in told.stderr
