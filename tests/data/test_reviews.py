"""Reviews stand beside verdicts, each bound to what it is about, in a chain anybody can compute again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, timedelta, timezone
from hashlib import sha256

import pytest
from sqlalchemy import text

from data.archive import Archive, ArchiveError, ReviewRow, Trouble
from data.database import engine_for, writing
from data.decisions import Act, Decision
from data.kept import VerdictRow
from data.reviews import review_hash
from tests.data.cases import NOON, findings, verdict, visit


def decided(verdict_id: int, number: int, note: str = "Seen the order page myself.") -> ReviewRow:
    return ReviewRow(verdict_id, "reviewer-7", Decision.CONFIRMED, note, NOON + timedelta(minutes=number))


def test_reviews_form_a_chain_anybody_can_compute_again(archive: Archive) -> None:
    first = archive.save_case(visit(1), verdict(), ()).verdict_id
    second = archive.save_case(visit(2), verdict(), ()).verdict_id
    assert (archive.audit.head().count, archive.audit.verify().faults) == (0, ())
    kept = [archive.add_review(decided(owner, number)) for number, owner in enumerate((first, second, first))]
    assert [row.previous_hash for row in kept] == ["", kept[0].hash, kept[1].hash]
    assert [review_hash(row) for row in kept] == [row.hash for row in kept]
    assert archive.reviews(first) == (kept[0], kept[2])
    head = archive.audit.head()
    assert (head.count, head.hash, head.at) == (3, kept[2].hash, kept[2].at)
    assert archive.audit.verify(head).faults == ()


def test_the_hash_needs_nothing_of_ours_to_be_computed(archive: Archive) -> None:
    owner = archive.save_case(visit(1), verdict(), findings()).verdict_id
    row = archive.add_review(replace(decided(owner, 1), links=("https://a.example/ü",), concerns="false_seal"))
    kept = asdict(row)
    names = ["previous_hash", "verdict_id", "document_sha256", "warc_sha256", "case_sha256", "act", "decision",
             "concerns", "reviewer", "signed_in", "appellant", "note", "links", "answers"]  # fmt: skip
    told = ["rxverdict.review/2", *(kept[name] for name in names), "2026-11-20T12:01:00.000000+00:00"]
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    assert row.hash == sha256(words.encode()).hexdigest()
    assert row.document_sha256 == sha256(verdict().document.encode()).hexdigest()
    assert row.warc_sha256 == visit(1).warc_sha256


def test_reviewers_at_the_same_moment_make_one_chain(archive: Archive) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda number: archive.add_review(decided(owner, number)), range(24)))
    assert len(archive.reviews(owner)) == 24
    assert archive.audit.verify().faults == ()


def test_odd_words_and_far_zones_do_not_break_the_chain(archive: Archive) -> None:
    owner = archive.save_case(visit(1), verdict(), findings()).verdict_id
    odd = "pasted \0 and \udc80 from a page"
    row = replace(decided(owner, 1, odd), reviewer=odd, links=(odd, "]"), appellant=odd, signed_in=odd)
    archive.add_review(replace(row, at=NOON.astimezone(timezone(timedelta(hours=9)))))
    assert archive.audit.verify().faults == ()
    assert archive.reviews(owner)[0].at.tzinfo is UTC


def test_an_appeal_its_new_visit_and_the_answer_stand_together(archive: Archive) -> None:
    old = archive.save_case(visit(1), verdict(), ()).verdict_id
    new = archive.save_case(visit(2, hours=5), verdict(word="unverified", hours=5), ()).verdict_id
    elsewhere = archive.save_case(visit(3, "other.example"), verdict("other.example"), ()).verdict_id
    archive.add_review(decided(elsewhere, 1))
    appeal = replace(decided(old, 2, "We ask for a prescription."), decision="", act=Act.APPEAL, appellant="The shop")
    kept = archive.add_review(appeal)
    again = archive.add_review(replace(decided(new, 3), decision="", act=Act.REVISIT, answers=kept.hash))
    answer = archive.add_review(replace(decided(old, 4), decision=Decision.REMEDIATED, answers=kept.hash))
    assert archive.audit.of_site("pillwharf.example", "US") == (kept, again, answer)
    assert archive.audit.of_site("pillwharf.example", "GB") == ()
    assert _words(archive, old) == ("flagged", "book-1"), "the review did not touch the verdict"


def _words(archive: Archive, verdict_id: int) -> tuple[str, str]:
    row = archive.verdict(verdict_id)
    assert isinstance(row, VerdictRow)
    return row.verdict, row.rulebook


@pytest.mark.parametrize(
    ("unfit", "why"),
    [
        ({"verdict_id": 404}, "no verdict 404"),
        ({"decision": "looks fine to me"}, "none of the decisions"),
        ({"decision": ""}, "none of the decisions"),
        ({"act": Act.APPEAL}, "decides nothing"),
        ({"answers": "0" * 64}, "does not exist"),
    ],
)
def test_what_is_no_review_is_refused(archive: Archive, unfit: dict[str, object], why: str) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    row = ReviewRow(**{**asdict(decided(owner, 1)), **unfit})
    with pytest.raises(ArchiveError, match=why) as caught:
        archive.add_review(row)
    assert caught.value.trouble is Trouble.REFUSED
    assert archive.audit.head().count == 0


def test_reviews_from_before_verdicts_were_bound_stay_valid(archive: Archive, url: str) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    told = ["", owner, "reviewer-7", "agree", "Older than decisions.", "2026-11-20T12:00:00.000000+00:00"]
    named = sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
    engine = engine_for(url, archive.home, patience=5)
    with writing(engine).begin() as connection:
        connection.execute(
            text(
                "INSERT INTO review (verdict_id, reviewer, decision, note, at, previous_hash, hash, act, concerns, "
                "signed_in, appellant, links, answers, document_sha256, warc_sha256, case_sha256) VALUES (:owner, "
                "'reviewer-7', 'agree', 'Older than decisions.', :at, '', :named, 'decision', '', '', '', '[]', '', "
                "'', '', '')"
            ),
            {"owner": owner, "named": named, "at": "2026-11-20 12:00:00.000000" if not url else NOON},
        )
    engine.dispose()
    archive.add_review(decided(owner, 1))
    assert archive.audit.verify().faults == ()
