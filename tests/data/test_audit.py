"""Somebody with every right on the database changes what people decided. It shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from data.append_only import GUARDED
from data.archive import Archive, ArchiveError
from data.database import engine_for, writing
from data.decisions import Decision, FaultKind
from data.reviews import review_hash
from tests.data.cases import findings, verdict, visit
from tests.data.test_reviews import decided

FORGED = "f" * 64


@pytest.fixture
def chain(archive: Archive) -> Archive:
    """Four decisions about three sites."""
    for number, site in enumerate(("pillwharf.example", "tabletmoor.example", "capsule-cove.example"), 1):
        archive.save_case(visit(number, site), verdict(site), findings())
    for number, owner in enumerate((1, 2, 3, 1), 1):
        archive.add_review(decided(owner, number))
    return archive


@pytest.fixture
def attacker(chain: Archive, url: str) -> Callable[..., None]:
    """Runs statements as the owner of the tables, who takes every guard off first and puts it on again."""

    def attack(*statements: str, **values: Any) -> None:
        engine = engine_for(url, chain.home, patience=5)
        with writing(engine).begin() as connection:
            guards = _off(connection)
            for statement in statements:
                connection.execute(text(statement), values)
            for again in guards:
                connection.execute(text(again))
        engine.dispose()

    return attack


def _off(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        for table in GUARDED:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        return [f"ALTER TABLE {table} ENABLE TRIGGER ALL" for table in GUARDED]
    kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    for name, _ in kept:
        connection.execute(text(f"DROP TRIGGER {name}"))
    return [sql for _, sql in kept]


def _kinds(archive: Archive, **against: Any) -> set[FaultKind]:
    return {fault.kind for fault in archive.audit.verify(**against).faults}


def test_an_edited_review_shows(chain: Archive, attacker: Callable[..., None]) -> None:
    attacker("UPDATE review SET decision = 'remediated' WHERE id = 2")
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, fault.review) == (FaultKind.EDITED, 2)
    assert fault.words == "review 2 was changed after it was written"


@pytest.mark.parametrize(
    "column", ["reviewer", "note", "concerns", "signed_in", "appellant", "links", "answers", "act"]
)
def test_every_word_of_a_review_is_covered(chain: Archive, attacker: Callable[..., None], column: str) -> None:
    attacker(f"UPDATE review SET {column} = 'another' WHERE id = 4")
    assert _kinds(chain) == {FaultKind.EDITED}


def test_an_edited_review_with_a_fitting_hash_shows_in_the_next(chain: Archive, attacker: Callable[..., None]) -> None:
    (row,) = chain.reviews(2)
    forged = replace(row, decision=Decision.REMEDIATED)
    attacker("UPDATE review SET decision = 'remediated', hash = :hash WHERE id = 2", hash=review_hash(forged))
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, fault.review) == (FaultKind.OUT_OF_LINE, 3)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_deleted_review_shows(chain: Archive, attacker: Callable[..., None], number: int) -> None:
    attacker(f"DELETE FROM review WHERE id = {number}")
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, fault.review) == (FaultKind.OUT_OF_LINE, number + 1)


def test_a_review_put_in_between_shows(chain: Archive, attacker: Callable[..., None]) -> None:
    (row,) = chain.reviews(2)
    forged = replace(row, note="Never said.", previous_hash=FORGED)
    columns = [name for name in asdict(row) if name not in ("id", "note", "previous_hash", "hash")]
    attacker(
        "UPDATE review SET id = 40 WHERE id = 4",
        "UPDATE review SET id = 30 WHERE id = 3",
        f"INSERT INTO review (id, note, previous_hash, hash, {', '.join(columns)}) "
        f"SELECT 3, 'Never said.', :previous, :hash, {', '.join(columns)} FROM review WHERE id = 2",
        previous=FORGED,
        hash=review_hash(forged),
    )
    faults = chain.audit.verify().faults
    assert {(fault.kind, fault.review) for fault in faults} == {(FaultKind.OUT_OF_LINE, n) for n in (3, 30)}


def test_reviews_that_changed_places_show(chain: Archive, attacker: Callable[..., None]) -> None:
    attacker(*(f"UPDATE review SET id = {new} WHERE id = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    assert _kinds(chain) == {FaultKind.OUT_OF_LINE}


def test_a_cut_tail_shows_against_a_head(chain: Archive, attacker: Callable[..., None]) -> None:
    head = chain.audit.head()
    attacker("DELETE FROM review WHERE id >= 3")
    assert _kinds(chain) == set(), "without a head nobody can know that there was more"
    assert _kinds(chain, head=head) == {FaultKind.TRUNCATED}
    assert _kinds(chain, hash=head.hash) == {FaultKind.REWRITTEN}


def test_a_cut_tail_that_grew_again_shows(chain: Archive, attacker: Callable[..., None]) -> None:
    head = chain.audit.head()
    attacker("DELETE FROM review WHERE id >= 4")
    for number in (7, 8):
        chain.add_review(decided(3, number))
    assert _kinds(chain) == set()
    assert _kinds(chain, head=head) == _kinds(chain, hash=head.hash) == {FaultKind.REWRITTEN}


def test_a_chain_written_anew_shows_against_a_head(chain: Archive, attacker: Callable[..., None]) -> None:
    """Whoever computes every hash again leaves a whole chain; only a head kept elsewhere tells."""
    head = chain.audit.head()
    rows = sorted((row for owner in (1, 2, 3) for row in chain.reviews(owner)), key=lambda row: row.id or 0)
    before, statements = "", []
    for row in rows:
        forged = replace(row, decision=Decision.NOT_APPLICABLE, previous_hash=before)
        before = review_hash(forged)
        statements.append(
            f"UPDATE review SET decision = 'not_applicable', previous_hash = '{forged.previous_hash}', "
            f"hash = '{before}' WHERE id = {row.id}"
        )
    attacker(*statements)
    assert _kinds(chain) == set()
    assert _kinds(chain, head=head) == _kinds(chain, hash=head.hash) == {FaultKind.REWRITTEN}


def test_an_older_head_holds_while_the_chain_grows(chain: Archive) -> None:
    head = chain.audit.head()
    chain.add_review(decided(2, 9))
    assert _kinds(chain, head=head) == _kinds(chain, hash=head.hash) == set()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE verdict SET document = '{}' WHERE id = 1", "its document was changed"),
        ("UPDATE visit SET warc_sha256 = 'abc' WHERE id = 1", "its visit is of another file"),
        ("UPDATE verdict SET verdict = 'verified' WHERE id = 1", "a row of its visit, verdict or findings"),
        ("UPDATE finding SET answer = 'no' WHERE id = 1", "a row of its visit, verdict or findings"),
        ("DELETE FROM finding WHERE id = 2", "a row of its visit, verdict or findings"),
    ],
)
def test_a_changed_verdict_shows_in_the_reviews_about_it(
    chain: Archive, attacker: Callable[..., None], statement: str, words: str
) -> None:
    attacker(statement)
    faults = chain.audit.verify().faults
    assert [(fault.kind, fault.review) for fault in faults] == [(FaultKind.CASE_CHANGED, n) for n in (1, 4)]
    assert all(words in fault.words for fault in faults)


def _statements(table: str) -> list[str]:
    column = "note" if table in ("visit", "review") else "check" if table == "finding" else "headline"
    return [f"UPDATE {table} SET \"{column}\" = 'x' WHERE id = 1", f"DELETE FROM {table} WHERE id = 2"]


@pytest.mark.parametrize("table", GUARDED)
def test_the_database_refuses_changes(chain: Archive, url: str, table: str) -> None:
    statements = _statements(table)
    statements.append(f"TRUNCATE {table} CASCADE" if url else "INSERT OR REPLACE INTO review SELECT * FROM review")
    engine = engine_for(url, chain.home, patience=5)
    for statement in statements:
        with pytest.raises(Exception, match="only added, never changed"), writing(engine).begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
    assert chain.audit.verify(chain.audit.head()).faults == ()


def test_a_missing_guard_is_told(chain: Archive, url: str) -> None:
    engine = engine_for(url, chain.home, patience=5)
    with writing(engine).begin() as connection:
        connection.execute(text("DROP TRIGGER review_no_update" + (" ON review" if url else "")))
    engine.dispose()
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, "review_no_update" in fault.words) == (FaultKind.UNGUARDED, True)


def test_the_files_of_visits_decided_about_are_named(chain: Archive) -> None:
    chain.save_case(visit(9, "nobody-decided.example"), verdict("nobody-decided.example"), ())
    first = chain.audit.files(limit=2)
    rest = chain.audit.files(after=first[-1][0])
    assert [path for _, path, _ in (*first, *rest)] == [row.warc_path for row in chain.visits(limit=3)]


def test_a_removed_verdict_shows(chain: Archive, attacker: Callable[..., None], url: str) -> None:
    """SQLite's foreign keys would refuse it, PostgreSQL's are triggers too and can be taken off."""
    remove = ("DELETE FROM finding WHERE verdict_id = 3", "DELETE FROM verdict WHERE id = 3")
    if not url:
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            attacker(*remove)
        return
    attacker(*remove)
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, fault.review, "it is gone" in fault.words) == (FaultKind.CASE_CHANGED, 3, True)


def test_reviews_are_still_kept_after_a_refused_change(chain: Archive) -> None:
    with pytest.raises(ArchiveError):
        chain.add_review(replace(decided(1, 1), decision="agree"))
    assert chain.add_review(decided(1, 5)).id is not None
    assert _kinds(chain) == set()
