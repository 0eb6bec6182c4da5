"""The chain of decisions from the command line: decide, take a head, verify, be found out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from data.archive import Archive, open_archive
from data.decisions import Act
from tests.data.cases import findings, verdict, visit
from tests.lab.server import Lab
from tests.ui.support import run

BY = ("--buyer-country", "US", "--reviewer", "A. Inspector")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Two judged sites, with the files of their visits."""
    with open_archive("", tmp_path / "home") as opened:
        for number, site in enumerate(("pillwharf.example", "tabletmoor.example"), 1):
            body = f"visit {number}".encode()
            row = replace(visit(number, site), warc_sha256=sha256(body).hexdigest())
            file = opened.home / row.warc_path
            file.parent.mkdir(parents=True)
            file.write_bytes(body)
            opened.save_case(row, verdict(site), findings())
        yield opened


def _decide(home: Path, site: str, decision: str, *more: str) -> list[str]:
    done = run("review", site, *BY, "--decision", decision, "--note", "Seen it.", *more, home=home)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_decision_is_kept_told_and_verified(archive: Archive) -> None:
    told = _decide(archive.home, "https://www.pillwharf.example/cart", "not_detected_rightly", "--check", "false_seal")
    assert told[0].startswith("verdict 1\t") and "\tflagged\tpillwharf.example\t" in told[0]
    assert told[1].startswith("row 1\t") and told[1].endswith(
        "\tNot detected rightly\tA. Inspector\tverdict 1\tSeen it."
    )
    again = run("review", "pillwharf.example", "--buyer-country", "us", home=archive.home)
    assert again.stdout.splitlines() == told
    done = run("audit", "verify", home=archive.home)
    assert done.returncode == 0
    assert done.stdout == f"whole\t1\t{archive.audit.head().hash}\n"
    assert "without --head a cut end would not show" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nobody.example", *BY), "has no verdict on nobody.example for US"),
        (("pillwharf.example", "--buyer-country", "GB"), "There are verdicts for: US"),
        (("pillwharf.example", *BY, "--decision", "fine"), "needs_purchase_test"),
        (("pillwharf.example", *BY, "--decision", "remediated"), "Say in the note why"),
        (("pillwharf.example", "--buyer-country", "US", "--decision", "confirmed"), "A name is missing"),
        (("pillwharf.example", *BY, "--decision", "confirmed", "--check", "luck"), "no finding of this verdict"),
        (("pillwharf.example", *BY, "--decision", "confirmed", "--answers", "9"), "row 9 is no appeal"),
        (("pillwharf.example", "--buyer-country", "USA"), "no two-letter country code"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is(archive: Archive, arguments: tuple[str, ...], why: str) -> None:
    done = run("review", *arguments, home=archive.home)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert archive.audit.head().count == 0


def test_a_head_kept_elsewhere_finds_a_cut_end(archive: Archive, tmp_path: Path) -> None:
    for decision in ("confirmed", "needs_purchase_test", "remediated"):
        _decide(archive.home, "pillwharf.example", decision)
    file = tmp_path / "head.json"
    assert run("audit", "head", "--out", file, home=archive.home).returncode == 0
    head = json.loads(file.read_text())
    assert (head["schema"], head["count"], head["hash"]) == ("rxverdict.audit-head/1", 3, archive.audit.head().hash)
    over = run("audit", "head", "--out", file, home=archive.home)
    assert (over.returncode, "is there already" in over.stderr) == (2, True)
    whole = run("audit", "verify", "--head", file, home=archive.home)
    assert (whole.returncode, "is the one the head was taken of" in whole.stderr) == (0, True)

    with sqlite3.connect(archive.home / "archive.sqlite") as attacker:
        (guard,) = attacker.execute("SELECT sql FROM sqlite_master WHERE name = 'review_no_delete'").fetchone()
        attacker.executescript(f"DROP TRIGGER review_no_delete; DELETE FROM review WHERE id = 3; {guard}")
    attacker.close()
    assert run("audit", "verify", home=archive.home).returncode == 0
    for taken in (file, head["hash"]):
        done = run("audit", "verify", "--head", taken, home=archive.home)
        assert done.returncode == 1
        assert "rows at the end were removed" in done.stdout


@pytest.mark.parametrize("told", ["nothing-there.json", "short.json", "abc", "list.json", "negative.json"])
def test_what_is_no_head_is_refused(archive: Archive, tmp_path: Path, told: str) -> None:
    (tmp_path / "short.json").write_text('{"schema": "rxverdict.audit-head/1", "count": 2')
    (tmp_path / "list.json").write_text("[1, 2]")
    (tmp_path / "negative.json").write_text('{"schema": "rxverdict.audit-head/1", "count": -1, "hash": ""}')
    done = run("audit", "verify", "--head", tmp_path / told, home=archive.home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--head" in done.stderr and "Traceback" not in done.stderr


def test_files_of_visits_are_compared_when_asked(archive: Archive) -> None:
    for site in ("pillwharf.example", "tabletmoor.example"):
        _decide(archive.home, site, "confirmed")
    assert run("audit", "verify", "--files", home=archive.home).returncode == 0
    first, second = (archive.home / row.warc_path for row in archive.visits())
    first.write_bytes(b"another visit")
    second.unlink()
    done = run("audit", "verify", "--files", home=archive.home)
    assert done.returncode == 1
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["file_changed", "file_gone"]
    assert run("audit", "verify", home=archive.home).returncode == 0


def test_an_appeal_is_kept_and_answered(archive: Archive, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("We ask for a prescription.\nSee the register.\x1b[31m", "utf-8")
    said = ("--from", "The owner", "--file", letter, "--link", "https://register.example/7")
    done = run("appeal", "tabletmoor.example", *BY, *said, home=archive.home)
    assert done.returncode == 0, done.stderr
    assert (
        "\tAppeal\tThe owner, by A. Inspector\tverdict 2\tWe ask for a prescription. See the register." in done.stdout
    )
    assert "\x1b" not in done.stdout
    _decide(archive.home, "tabletmoor.example", "register_out_of_date", "--answers", "1")
    appeal, answer = archive.audit.of_site("tabletmoor.example", "US")
    assert (appeal.act, answer.answers, appeal.links) == (Act.APPEAL, appeal.hash, ("https://register.example/7",))
    bad = run("appeal", "tabletmoor.example", *BY, *said, "--link", "javascript:alert(1)", home=archive.home)
    assert (bad.returncode, "no address that starts with" in bad.stderr) == (2, True)
    neither = run("appeal", "tabletmoor.example", *BY, "--from", "The owner", home=archive.home)
    assert (neither.returncode, "needs one of" in neither.stderr) == (2, True)


ON_LAB = """
import sys
from ui.commands import run_check
from ui.review_commands import Objection, run_appeal
what, url, port = sys.argv[1:]
worker = (sys.executable, "-m", "tests.lab.worker", "--port", port)
said = Objection("The owner", "We mended it.", None, (), True, "A. Inspector")
sys.exit(run_check(url, "GB", True, worker) if what == "check" else run_appeal(url, "GB", said, worker))
"""


def test_an_appeal_with_a_new_visit_puts_the_new_verdict_beside_the_old(tmp_path: Path, lab: Lab) -> None:
    url = lab.url("pillquay.example")
    assert run("check", url, str(lab.port), home=tmp_path, code=ON_LAB).returncode == 0
    done = run("appeal", url, str(lab.port), home=tmp_path, code=ON_LAB)
    assert done.returncode == 0, done.stderr
    kinds = [line.split("\t")[2] for line in done.stdout.splitlines()]
    assert kinds == ["flagged", "Appeal", "flagged", "Visited again"]
    with open_archive("", tmp_path) as archive:
        old, new = (row.verdict_id for row in archive.audit.of_site("pillquay.example", "GB"))
        assert (old, new, archive.counts().verdicts) == (1, 2, 2)
        assert archive.audit.verify(archive.audit.head()).faults == ()
