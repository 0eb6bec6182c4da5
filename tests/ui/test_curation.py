"""Registers and price lists come in by hand, with their day; what cannot be used is told in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

GPHC = (
    "Registration Number,Trading Name,Address,Website,Status\n"
    '9099887,Quillmere Chemist,"1 Ferry Lane, Ludlow SY8 1AA",www.quillmere-chemist.example,Registered\n'
)
SHOP = """<html lang="en"><title>Isotretinoin - Quillmere Chemist</title><main><h1>Isotretinoin 20 mg</h1>
<p>30 capsules, £14.20. Prescription only: send us your paper prescription or nominate us; our pharmacist checks it
before anything is dispatched.</p><form action="/cart"><button>Add to basket</button></form></main>
<footer>Quillmere Chemist, 1 Ferry Lane, Ludlow SY8 1AA. GPhC premises 9099887. <a href="/terms">Terms</a></footer>"""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "RXVERDICT_HOME": str(home)},
    )


def test_a_pharmacy_is_verified_once_the_register_is_imported(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    page = {
        "url": "https://www.quillmere-chemist.example/isotretinoin",
        "html": SHOP,
        "fetched_at": "2026-11-20T10:00:00Z",
    }
    pages.write_text(json.dumps(page), "utf-8")
    before = json.loads(run(tmp_path, "score", str(pages), "--buyer-country", "GB").stdout)
    assert before["verdict"] == "unverified"
    register = tmp_path / "premises.csv"
    register.write_text(GPHC, "utf-8")
    told = run(tmp_path, "registers", "import", "GB GPhC", str(register), "--date", "2026-11-01")
    assert told.returncode == 0, told.stderr
    assert "1 entries" in told.stdout
    assert "in date" in run(tmp_path, "registers", "status").stdout
    after = json.loads(run(tmp_path, "score", str(pages), "--buyer-country", "GB").stdout)
    assert after["verdict"] == "verified"
    assert after["rulebook"] != before["rulebook"]


def test_a_register_of_two_years_ago_verifies_nobody(tmp_path: Path) -> None:
    register = tmp_path / "premises.csv"
    register.write_text(GPHC, "utf-8")
    assert run(tmp_path, "registers", "import", "GB GPhC", str(register), "--date", "2024-10-01").returncode == 0
    assert "too old to count" in run(tmp_path, "registers", "status").stdout


def test_what_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("colour,taste\nred,sour\n", "utf-8")
    for arguments in (
        ("registers", "import", "GB GPhC", str(broken), "--date", "2026-11-01"),
        ("registers", "import", "GB GPhC", str(tmp_path / "missing.csv"), "--date", "2026-11-01"),
        ("registers", "import", "GB GPhC", str(broken), "--date", "yesterday"),
        ("prices", "import", "nadac", str(broken), "--date", "2026-11-01"),
        ("prices", "import", "lottery", str(broken), "--date", "2026-11-01"),
        ("evaluate", str(tmp_path / "nothing.jsonl")),
    ):
        told = run(tmp_path, *arguments)
        assert told.returncode == 2, arguments
        assert len(told.stderr.strip().splitlines()) == 1, told.stderr
        assert told.stdout == ""
