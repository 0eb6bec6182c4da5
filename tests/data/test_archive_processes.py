"""Several processes at one archive, and processes that die in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.archive import Archive, open_archive
from tests.data.cases import findings, verdict, visit

ROOT = Path(__file__).parents[2]


def _saver(home: Path, first: int, count: int, url: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.data.saver", str(home), str(first), str(count), url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _said(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout is not None
    return [int(line) for line in process.stdout]


def _whole(archive: Archive) -> int:
    """How many cases there are; every one of them has its verdict and all its findings."""
    assert archive.visits_without_verdict() == ()
    seen, after = 0, None
    while True:
        page = archive.page_verdicts(after, limit=200)
        for row in page.rows:
            assert archive.visit(row.visit_id or 0) is not None
            assert archive.findings(row.id or 0) == findings()
        seen += len(page.rows)
        if page.next is None:
            return seen
        after = page.next


def test_a_saver_killed_in_the_middle_leaves_whole_cases_only(tmp_path: Path) -> None:
    promised = 0
    for round_number in range(3):
        process = _saver(tmp_path, first=1 + round_number * 10_000, count=10_000)
        assert process.stdout is not None
        for _ in range(15 + 7 * round_number):
            process.stdout.readline()
            promised += 1
        process.send_signal(signal.SIGKILL)
        promised += len(_said(process))
        assert process.wait() == -signal.SIGKILL
        with open_archive(url="", home=tmp_path) as archive:
            # What was said to be kept is kept; one more may have been kept before its saver could say so.
            assert promised <= _whole(archive) <= promised + round_number + 1
            assert archive.save_case(visit(999_999 - round_number), verdict(), findings()).new
            promised += 1


def test_four_processes_open_a_fresh_archive_at_once_and_save(tmp_path: Path) -> None:
    processes = [_saver(tmp_path, first=1 + number * 100, count=20) for number in range(4)]
    assert [len(_said(process)) for process in processes] == [20] * 4
    assert [process.wait() for process in processes] == [0] * 4
    with open_archive(url="", home=tmp_path) as archive:
        assert _whole(archive) == 80


def test_two_processes_keep_the_same_cases_once(url: str, tmp_path: Path) -> None:
    processes = [_saver(tmp_path, first=1, count=40, url=url) for _ in range(2)]
    assert [len(_said(process)) for process in processes] == [40, 40]
    assert [process.wait() for process in processes] == [0, 0]
    with open_archive(url=url, home=tmp_path) as archive:
        assert _whole(archive) == 40


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    with open_archive(url="", home=tmp_path, patience=0.2) as archive:
        archive.save_case(visit(1), verdict(), findings())
        process = _saver(tmp_path, first=2, count=200)
        try:
            while archive.counts().verdicts < 150:
                assert process.poll() in (None, 0)
        finally:
            said = _said(process)
            process.wait()
        assert len(said) == 200


@pytest.mark.parametrize("name", ["RXVERDICT_HOME", "RXVERDICT_DATABASE_URL"])
def test_the_environment_says_where_the_archive_is(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("RXVERDICT_HOME", str(elsewhere))
    expected = elsewhere / "archive.sqlite"
    if name == "RXVERDICT_DATABASE_URL":
        expected = tmp_path / "named" / "other.sqlite"
        monkeypatch.setenv(name, f"sqlite:///{expected}")
    with open_archive() as archive:
        assert archive.home == elsewhere
    assert expected.exists()
