"""Every case under tests/cases/<check>/ is answered the way its name says.

flag-*: yes; clear-*: no or not applicable; unknown-*: unknown; copycat-flag-* and copycat-clear-*: the same for pages
that imitate the other side. A case is an HTML file, or a folder of them (its pages, in order of name). The first line
may be `<!-- url: https://… buyer: GB pages: a.html, b.html browser: c.html search: d.html -->`: the page's address, the
buyer's country, further pages of the visit that lie beside it (their names start with "_"), and what the asked address
shows in other guises.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler.visit import Guise
from data.world import load
from scoring.checks import all_checks
from scoring.facts import Facts
from scoring.model import Answer
from tests.scoring.build import site

CASES = Path(__file__).parents[1] / "cases"
_HEAD = re.compile(r"\A\s*<!--(.*?)-->", re.DOTALL)
_KEYS = "url|buyer|pages|browser|search"
_KEY = re.compile(rf"\b({_KEYS}):\s*(.*?)(?=\s+(?:{_KEYS}):|\s*\Z)", re.DOTALL)
_RIGHT = {
    "flag": {Answer.YES},
    "clear": {Answer.NO, Answer.NOT_APPLICABLE},
    "unknown": {Answer.UNKNOWN},
}


def cases() -> list[Path]:
    found = [path for folder in CASES.iterdir() if folder.is_dir() for path in folder.iterdir()]
    return sorted(path for path in found if not path.name.startswith("_") and (path.is_dir() or path.suffix == ".html"))


def head(html: str) -> dict[str, str]:
    match = _HEAD.match(html)
    return {key: value.strip() for key, value in _KEY.findall(match.group(1))} if match else {}


def pages_of(case: Path) -> tuple[list[tuple[str, str]], str]:
    """(url, html) of every page of a case, and the buyer's country."""
    files = sorted(case.glob("*.html")) if case.is_dir() else [case]
    first = head(files[0].read_text("utf-8"))
    beside = [name.strip() for name in first.get("pages", "").split(",") if name.strip()]
    files += [case.parent / name for name in beside]
    pages = []
    for file in files:
        html = file.read_text("utf-8")
        pages.append((head(html).get("url") or f"https://shop.example/{file.stem}", html))
    return pages, first.get("buyer", "")


def views_of(case: Path) -> dict[Guise, tuple[str, str]]:
    """(url, html) of what the asked address shows in each other guise that the case tells of."""
    told = head((sorted(case.glob("*.html"))[0] if case.is_dir() else case).read_text("utf-8"))
    views = {}
    for guise in Guise:
        if guise in told:
            html = (case.parent / told[guise]).read_text("utf-8")
            views[guise] = head(html).get("url") or told["url"], html
    return views


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_answered_as_it_is_named(case: Path) -> None:
    check = next((c for c in all_checks() if c.card.id == case.parent.name), None)
    assert check is not None, f"no check is called {case.parent.name}"
    world = load()
    pages, buyer = pages_of(case)
    visit = site(pages, views=views_of(case))
    finding = check.ask(Facts(visit, world, buyer), world)
    wanted = _RIGHT[case.stem.removeprefix("copycat-").split("-", 1)[0]]
    assert finding.answer in wanted, f"{finding.answer}: {finding.why}"
    if finding.answer is Answer.YES:
        assert finding.evidence
