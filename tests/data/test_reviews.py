"""Reviews stand beside verdicts, in a chain that shows every later change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from data.archive import Archive, ArchiveError, ReviewRow, Trouble
from data.database import engine_for, writing
from data.reviews import review_hash
from tests.data.cases import NOON, verdict, visit


def _review(verdict_id: int, number: int, note: str = "Seen the order page myself.") -> ReviewRow:
    return ReviewRow(verdict_id, "reviewer-7", "agree", note, NOON + timedelta(minutes=number))


def _change(archive: Archive, url: str, statement: str) -> None:
    engine = engine_for(url, archive.home, patience=5)
    with writing(engine).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_reviews_form_a_chain_anybody_can_compute_again(archive: Archive) -> None:
    first = archive.save_case(visit(1), verdict(), ()).verdict_id
    second = archive.save_case(visit(2), verdict(), ()).verdict_id
    assert (archive.review_head(), archive.review_fault()) == ("", "")
    kept = [archive.add_review(_review(owner, number)) for number, owner in enumerate((first, second, first))]
    assert [row.previous_hash for row in kept] == ["", kept[0].hash, kept[1].hash]
    assert [review_hash(row) for row in kept] == [row.hash for row in kept]
    assert archive.reviews(first) == (kept[0], kept[2])
    assert (archive.review_head(), archive.review_fault()) == (kept[2].hash, "")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE review SET decision = 'disagree' WHERE id = 2", "review 2 was changed"),
        ("DELETE FROM review WHERE id = 2", "review 3 does not follow"),
    ],
)
def test_a_review_changed_behind_our_back_shows(archive: Archive, url: str, statement: str, words: str) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    for number in range(3):
        archive.add_review(_review(owner, number))
    _change(archive, url, statement)
    assert words in archive.review_fault()


def test_reviewers_at_the_same_moment_make_one_chain(archive: Archive) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda number: archive.add_review(_review(owner, number)), range(24)))
    assert len(archive.reviews(owner)) == 24
    assert archive.review_fault() == ""


def test_odd_words_in_a_note_do_not_break_the_chain(archive: Archive) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    archive.add_review(_review(owner, 1, note="pasted \0 and \udc80 from a page"))
    assert archive.review_fault() == ""


def test_a_review_of_no_verdict_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError) as caught:
        archive.add_review(_review(404, 1))
    assert caught.value.trouble is Trouble.REFUSED


def test_a_reviewed_verdict_cannot_be_removed(archive: Archive, url: str, tmp_path: Path) -> None:
    owner = archive.save_case(visit(1), verdict(), ()).verdict_id
    archive.add_review(_review(owner, 1))
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        _change(archive, url, f"DELETE FROM verdict WHERE id = {owner}")
