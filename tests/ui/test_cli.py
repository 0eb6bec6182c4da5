"""The command line as people and scripts meet it: real processes, real files."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from tests.lab.server import Lab
from tests.ui.support import PARISH, SHOP, page, run
from ui.contract import schema

ON_LAB = """
import sys
from ui.commands import run_check
worker = (sys.executable, "-m", "tests.lab.worker", "--port", sys.argv[4])
sys.exit(run_check(sys.argv[1], sys.argv[2], sys.argv[3] == "json", worker))
"""


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Two sites, the pages of the first one around those of the second."""
    file = tmp_path / "crawl.jsonl"
    lines = [
        page("https://plumbago-pills.test/", SHOP),
        page("https://otterby-parish.test/", PARISH),
        page(
            "https://www.plumbago-pills.test/about", "<h1>About us</h1><p>We are a small firm with many capsules.</p>"
        ),
    ]
    file.write_text("\n".join(lines) + "\n")
    return file


def verdicts(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_help_names_an_example_and_the_exit_codes_of_every_command() -> None:
    assert "Example: rxverdict check" in run("--help").stdout
    for command in ("check", "score", "ui"):
        told = run(command, "--help").stdout
        assert f"Example: rxverdict {command}" in " ".join(told.split())
        assert "Exit codes: 0" in " ".join(told.split())


def test_asking_for_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from ui.cli import app; sys.argv = ['rxverdict', '--help']; app(standalone_mode=False);"
        "print([m for m in ('scrapy', 'streamlit', 'sqlmodel', 'lxml', 'pydantic', 'rich') if m in sys.modules])"
    )
    assert run(code=code).stdout.splitlines()[-1] == "[]"


def test_each_site_gets_one_line_in_order_of_first_appearance(crawl: Path) -> None:
    done = run("score", crawl)
    assert done.returncode == 0, done.stderr
    told = verdicts(done.stdout)
    assert [verdict["site"] for verdict in told] == ["plumbago-pills.test", "otterby-parish.test"]
    assert told[0]["coverage"]["pages_read"] == 2  # type: ignore[index]
    for verdict in told:
        jsonschema.validate(verdict, schema())


def test_more_processes_give_the_same_bytes(crawl: Path) -> None:
    assert run("score", crawl, "--jobs", "2").stdout == run("score", crawl).stdout


def test_a_malformed_line_is_named_and_the_rest_is_judged(crawl: Path) -> None:
    crawl.write_text(
        crawl.read_text() + '{"url": "https://broken.test/", "html"\n' + page("https://last.test/", PARISH)
    )
    done = run("score", crawl)
    assert done.returncode == 1
    assert f"{crawl}:4: not JSON" in done.stderr
    assert [verdict["site"] for verdict in verdicts(done.stdout)][-1] == "last.test"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("notes.txt", b"hello", "not a .warc"), ("empty.jsonl", b"", "no page"), ("torn.warc.gz", b"\x1f\x8b no", "WARC")],
)
def test_what_cannot_be_used_gets_one_clear_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = run("score", file)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert reason in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("score", tmp_path / "gone.jsonl")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [f"{tmp_path / 'gone.jsonl'}: No such file or directory"]


def test_one_unusable_file_does_not_take_the_others_along(tmp_path: Path, crawl: Path) -> None:
    done = run("score", tmp_path / "gone.jsonl", crawl)
    assert done.returncode == 2
    assert len(verdicts(done.stdout)) == 2


def test_the_option_wins_over_the_country_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(page("https://otterby-parish.test/", PARISH, buyer_country="de"))
    assert verdicts(run("score", file).stdout)[0]["buyer_country"] == "DE"
    assert verdicts(run("score", file, "--buyer-country", "gb").stdout)[0]["buyer_country"] == "GB"


def test_a_country_is_two_letters(crawl: Path) -> None:
    done = run("score", crawl, "--buyer-country", "England")
    assert done.returncode == 2
    assert "two-letter" in done.stderr


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]:80/", "ftp://pharmacy.example/", "http://", "a b"])
def test_an_address_that_may_not_be_visited_is_refused_with_the_reason(tmp_path: Path, url: str) -> None:
    done = run("check", url, home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Not visited: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_check_tells_the_verdict_on_stdout_and_everything_else_on_stderr(tmp_path: Path, lab: Lab) -> None:
    url = lab.url("pillquay.example")
    done = run(url, "US", "json", str(lab.port), home=tmp_path, code=ON_LAB)
    assert done.returncode == 0, done.stderr
    (verdict,) = verdicts(done.stdout)
    jsonschema.validate(verdict, schema())
    assert (verdict["site"], verdict["buyer_country"]) == ("pillquay.example", "US")
    assert f"Visiting {url}" in done.stderr


def test_in_words_a_check_names_its_reasons_and_what_a_country_would_change(tmp_path: Path, lab: Lab) -> None:
    done = run(lab.url("pillquay.example"), "", "words", str(lab.port), home=tmp_path, code=ON_LAB)
    assert done.returncode == 0, done.stderr
    assert "pillquay.example" in done.stdout.splitlines()[0]
    assert "No country was given" in done.stdout


def test_a_site_that_cannot_be_read_is_a_verdict_too(tmp_path: Path, lab: Lab) -> None:
    done = run(lab.url("keep-out-pills.example"), "", "json", str(lab.port), home=tmp_path, code=ON_LAB)
    assert done.returncode == 0
    assert verdicts(done.stdout)[0]["verdict"] == "unreadable"
