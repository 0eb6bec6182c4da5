"""Saved pages judged again: the same bytes for any number of processes, any cut, and any kill on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from crawler.child import Reader
from crawler.exchange import Exchange
from crawler.foreign import visit_of_pages
from crawler.warc import write_visit
from tests.lab.town import names
from tests.ui.support import PARISH, ROOT, SHOP, page, run
from ui.looks import compare, lines_of, look_at_file
from ui.saved import score_lines
from ui.shards import cut, score_to

COUNT = 40


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty files of one site each, siblings among them, one that is torn, and one of several sites."""
    folder = tmp_path_factory.mktemp("archive")
    for number, name in enumerate(names(COUNT)):
        html = PARISH if number % 3 == 2 else SHOP.replace("from us", f"from us, phone +44 20 7946 0{number % 9:03d}")
        (folder / f"{number:03d}.jsonl").write_text(page(f"https://{name}.example/", html) + "\n", "utf-8")
    (folder / "020.jsonl").write_text('{"url": "https://torn.exa', "utf-8")
    several = [page(f"https://{name}-shop.example/", SHOP) for name in names(6)]
    (folder / "several").mkdir()
    (folder / "several" / "sites.jsonl").write_text("\n".join(several), "utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(archive: Path) -> str:
    done = run("score", archive, "--buyer-country", "GB")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, COUNT - 1 + 6), done.stderr
    assert "shared_network" in done.stdout
    return done.stdout


@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_processes_gives_the_same_bytes(archive: Path, expected: str, jobs: int) -> None:
    done = run("score", archive, "--buyer-country", "GB", "--jobs", str(jobs))
    assert done.stdout == expected
    assert "020.jsonl:1: not JSON; skipped" in done.stderr


def test_any_cut_in_any_order_gives_the_same_bytes(archive: Path, expected: str) -> None:
    files = sorted(archive.rglob("*.jsonl"))
    order = list(range(len(files)))
    Random(3).shuffle(order)
    looked = {number: look_at_file(files[number], "GB") for number in order}
    inputs = [looked[number] for number in range(len(files))]
    compared = compare((one.marks, one.verdict, one.day) for file in inputs for one in file.looks)
    assert "\n".join(lines_of(inputs, compared)) + "\n" == expected


def test_a_pattern_means_what_it_matches_and_an_empty_folder_is_named(archive: Path, tmp_path: Path) -> None:
    done = run("score", str(archive / "00[0-4].jsonl"), tmp_path)
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 5)
    assert "holds no file of saved pages" in done.stderr


def test_a_result_on_disk_is_whole_or_not_there(archive: Path, expected: str, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.jsonl"
    done = run("score", archive, "--buyer-country", "GB", "--out", out)
    assert (done.returncode, done.stdout) == (1, "")
    assert out.read_text("utf-8") == expected
    assert [path.name for path in tmp_path.iterdir()] == ["verdicts.jsonl"]


def test_what_was_killed_goes_on_and_does_exactly_the_rest(archive: Path, expected: str, tmp_path: Path) -> None:
    out, work = tmp_path / "verdicts.jsonl", tmp_path / "verdicts.jsonl.work"
    command = [
        sys.executable,
        "-m",
        "ui.cli",
        "score",
        str(archive),
        "--buyer-country",
        "GB",
        "--jobs",
        "2",
        "--out",
        str(out),
    ]
    kills, before = 0, dict[str, int]()
    for _ in range(3):
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True) as process:
            while process.poll() is None:
                there = {path.name: path.stat().st_ino for path in work.glob("0*.looks")}
                if len(there) > len(before):
                    os.killpg(process.pid, signal.SIGKILL)
                    kills += 1
                    break
                time.sleep(0.005)
        there = {path.name: path.stat().st_ino for path in work.glob("0*.looks")}
        assert before.items() <= there.items(), "a shard that was there was done again"
        before = there
    assert kills >= 1 and not out.exists()
    done = run("score", archive, "--buyer-country", "GB", "--out", out)
    assert f"{len(before)} of 3 shards are looked at" in done.stderr
    assert out.read_text("utf-8") == expected


def test_an_input_that_changed_is_looked_at_again(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "shop.jsonl"
    file.write_text(page("https://quill-mint.example/", SHOP), "utf-8")
    first = cut([str(file)], "GB", ["1 1"])
    assert first != cut([str(file)], "GB", ["2 1"]) != cut([str(file)], "US", ["2 1"])
    out = tmp_path / "verdicts.jsonl"
    score_to(out, [file], "GB", jobs=1)
    assert out.read_text("utf-8") == "".join(f"{line}\n" for line in score_lines([file], "GB"))


def test_our_own_visits_are_judged_from_their_folder(tmp_path: Path, reader: Reader) -> None:
    at = datetime(2026, 11, 2, 10, tzinfo=UTC)
    for number, name in enumerate(names(9)):
        url = f"https://{name}.example/"
        visit = visit_of_pages(url, [(url, SHOP, 200)], reader)
        exchange = Exchange(url, at, (), 200, (("Content-Type", "text/html; charset=utf-8"),), SHOP.encode())
        write_visit(tmp_path / f"2026-11/{number}.warc.gz", [exchange], visit)
    one, two = (run("score", tmp_path, "--jobs", jobs) for jobs in ("1", "2"))
    assert one.returncode == 0, one.stderr
    assert (one.stdout, len(one.stdout.splitlines())) == (two.stdout, 9)
