"""Drafts of notices: facts filled in, nobody accused, nothing drafted where people or the verdict speak against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.visit import Outside
from data.archive import Archive, open_archive
from data.decisions import Act, Decision
from data.kept import ReviewRow
from tests.ui.dossiers import HONEST, HOSTILE, ROGUE, WORLD, case_of, visit_shops
from tests.ui.support import run
from ui.dossier import dossier
from ui.dossier_case import CaseFile
from ui.notices import Drafts, drafts

NEVER = re.compile(r"(?i)\b(safe|fake|counterfeit|scam|criminal|illegal|rogue)\b")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    base = tmp_path_factory.mktemp("notices")
    with open_archive("", base / "home") as opened:
        visit_shops(opened, base / "web", (ROGUE, HONEST, HOSTILE))
        yield opened


def drafted(case: CaseFile) -> Drafts:
    return drafts(case, dossier(case, WORLD), WORLD)


def reviewed(case: CaseFile, *rows: ReviewRow) -> CaseFile:
    return replace(case, reviews=tuple(replace(row, id=at, hash=f"{at:064x}") for at, row in enumerate(rows, 1)))


def decided(case: CaseFile, decision: str, act: Act = Act.DECISION, answers: str = "") -> ReviewRow:
    return ReviewRow(case.row.id or 0, "R. Marchetti", decision, "", NOON, act, answers=answers)


def test_each_draft_says_what_was_seen_where_and_when_and_asks(archive: Archive) -> None:
    case = case_of(archive, ROGUE)
    assert case.visit is not None
    outside = Outside(registrar="Copperfold Names", abuse_contact="abuse@copperfold.example", addresses=("192.0.2.7",))
    made = drafted(replace(case, visit=replace(case.visit, outside=outside)))
    registrar, host, authority = made.notices
    assert [notice.name for notice in made.notices] == [
        "notice-registrar.txt", "notice-host.txt", "notice-authority-gb.txt",
    ]  # fmt: skip
    assert registrar.to == "Copperfold Names abuse@copperfold.example" and "192.0.2.7" in host.words
    assert "GPhC" in authority.to and "high-risk medicines" in authority.words
    for notice in made.notices:
        for part in (ROGUE, case.visited.warc_sha256, case.row.rulebook, "DRAFT", "not a finding of law", "[date]"):
            assert part in notice.words
        assert "No person has confirmed it yet" in notice.words
        assert not NEVER.search(notice.words.replace(ROGUE, ""))


def test_what_is_not_known_stands_in_brackets(archive: Archive) -> None:
    registrar, host, _ = drafted(case_of(archive, ROGUE)).notices
    assert registrar.to == "[registrar: not known from the visit; look it up in RDAP]"
    assert host.to.startswith("[host of ")


def test_nothing_is_drafted_about_a_site_that_is_not_flagged(archive: Archive) -> None:
    assert drafted(case_of(archive, HONEST)) == Drafts((), "Nothing was drafted: the verdict is unverified.")


def test_caution_is_brought_to_authorities_only(archive: Archive) -> None:
    case = case_of(archive, ROGUE)
    document = {**case.document, "verdict": "caution"}
    made = drafted(replace(case, document=document))  # type: ignore[arg-type]
    assert [notice.name for notice in made.notices] == ["notice-authority-gb.txt"]
    assert "caution, not flagged" in made.why_none


@pytest.mark.parametrize(
    "decision",
    [
        Decision.NOT_DETECTED_RIGHTLY, Decision.NOT_APPLICABLE, Decision.REMEDIATED, Decision.MISTAKEN_IDENTITY,
        Decision.REGISTER_OUT_OF_DATE,
    ],
)  # fmt: skip
def test_a_person_who_decided_for_the_site_stops_the_notice(archive: Archive, decision: Decision) -> None:
    case = case_of(archive, ROGUE)
    made = drafted(reviewed(case, decided(case, Decision.CONFIRMED), decided(case, decision)))
    assert not made.notices and "a reviewer found" in made.why_none


def test_a_person_who_confirmed_is_told_and_an_open_objection_stops_the_notice(archive: Archive) -> None:
    case = case_of(archive, ROGUE)
    confirmed = decided(case, Decision.CONFIRMED)
    made = drafted(reviewed(case, confirmed))
    assert all("confirmed it." in notice.words for notice in made.notices)
    appeal = decided(case, "", Act.APPEAL)
    assert "an objection has not been answered" in drafted(reviewed(case, confirmed, appeal)).why_none
    answer = decided(case, Decision.CONFIRMED, answers=f"{2:064x}")
    assert len(drafted(reviewed(case, confirmed, appeal, answer)).notices) == 3


def test_words_of_a_site_stay_on_their_line(archive: Archive) -> None:
    for notice in drafted(case_of(archive, HOSTILE)).notices:
        assert "\u202e" not in notice.words and max(map(len, notice.words.splitlines())) < 2000


def test_the_command_writes_drafts_and_says_when_it_does_not(archive: Archive, tmp_path: Path) -> None:
    done = run("report", ROGUE, "--drafts", tmp_path / "letters", home=archive.home)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "letters").glob("notice-*.txt"))) == 3
    none = run("report", HONEST, "--drafts", tmp_path / "none", home=archive.home)
    assert none.returncode == 0 and "Nothing was drafted: the verdict is unverified." in none.stderr
