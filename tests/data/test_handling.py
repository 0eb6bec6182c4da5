"""Who had a case in hand, and how long it rested: told in the chain of reviews, and seen when somebody hides it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from data.archive import Archive
from data.decisions import Act, FaultKind, Signed
from data.docket_rows import DocketState
from tests.data.cases import NOON, findings, verdict, visit
from tests.data.test_audit import attacker as attacker
from tests.data.test_reviews import decided

CHIEF = Signed("B. Chief", "https://login.example 7", NOON)
WEEK = NOON + timedelta(days=7, microseconds=3)


@pytest.fixture
def chain(archive: Archive) -> Archive:
    """Two sites that were judged."""
    for number, site in enumerate(("pillwharf.example", "tabletmoor.example"), 1):
        archive.save_case(visit(number, site), verdict(site), findings())
    return archive


def ids(archive: Archive) -> list[int]:
    return [row.id for row in archive.docket.page(now=NOON).rows]


def told(archive: Archive) -> list[tuple[str, str, str]]:
    return [(row.act, row.reviewer, row.note) for row in archive.audit.every()]


def test_who_gave_a_case_to_whom_and_who_let_it_rest_is_a_signed_row_of_the_chain(chain: Archive) -> None:
    chain.docket.assign(ids(chain), "A. Vetter", CHIEF)
    chain.docket.snooze(ids(chain)[:1], WEEK, CHIEF)
    chain.docket.snooze(ids(chain)[:1], None, CHIEF)
    chain.docket.assign(ids(chain)[:1], "", CHIEF)
    assert told(chain) == [
        (Act.GIVEN, "B. Chief", "A. Vetter"), (Act.GIVEN, "B. Chief", "A. Vetter"),
        (Act.RESTED, "B. Chief", "2026-11-27T12:00:00.000003+00:00"), (Act.RESTED, "B. Chief", ""),
        (Act.GIVEN, "B. Chief", ""),
    ]  # fmt: skip
    assert {(row.signed_in, row.at, bool(row.case_sha256)) for row in chain.audit.every()} == {
        ("https://login.example 7", NOON, True)
    }
    assert chain.audit.verify(chain.audit.head()).faults == ()


def test_handing_a_case_on_decides_nothing_and_closes_nothing(chain: Archive) -> None:
    (first, second) = ids(chain)
    chain.docket.assign([first], "A. Vetter", CHIEF)
    chain.add_review(decided(2, 1))
    chain.docket.assign([second], "A. Vetter", CHIEF)
    states = {row.site: row.state for row in chain.docket.page(now=NOON).rows}
    assert set(states.values()) == {DocketState.WAITING, DocketState.DECIDED}


def test_what_is_so_already_is_not_told_again(chain: Archive) -> None:
    for _ in range(2):
        chain.docket.assign(ids(chain), "A. Vetter", CHIEF)
        chain.docket.snooze(ids(chain), WEEK, CHIEF)
    chain.docket.assign([], "Nobody's", CHIEF)
    assert len(told(chain)) == 4


def test_a_row_of_it_that_is_edited_or_removed_shows(chain: Archive, attacker: Callable[..., None]) -> None:
    chain.docket.assign(ids(chain), "A. Vetter", CHIEF)
    chain.add_review(decided(1, 1))
    attacker("UPDATE review SET note = 'C. Other' WHERE id = 1")
    kinds = {(fault.kind, fault.review) for fault in chain.audit.verify().faults}
    assert kinds == {(FaultKind.EDITED, 1), (FaultKind.QUEUE_CHANGED, 1)}
    attacker("DELETE FROM review WHERE id = 1")
    assert {fault.kind for fault in chain.audit.verify().faults} == {FaultKind.OUT_OF_LINE}


@pytest.mark.parametrize(
    ("change", "words"),
    [("assignee = 'C. Other'", "with whom it is"), ("snoozed_until = NULL", "until when it rests")],
)
def test_a_queue_that_was_changed_past_the_chain_shows(
    chain: Archive, attacker: Callable[..., None], change: str, words: str
) -> None:
    chain.docket.assign(ids(chain), "A. Vetter", CHIEF)
    chain.docket.snooze(ids(chain), WEEK, CHIEF)
    attacker(f"UPDATE docket SET {change} WHERE site = 'tabletmoor.example'")
    (fault,) = chain.audit.verify().faults
    assert (fault.kind, words in fault.words, "tabletmoor.example" in fault.words) == (
        FaultKind.QUEUE_CHANGED, True, True
    )  # fmt: skip


def test_what_was_so_before_the_chain_told_such_things_is_no_fault(
    chain: Archive, attacker: Callable[..., None]
) -> None:
    attacker("UPDATE docket SET assignee = 'An older release'")
    assert chain.audit.verify().faults == ()
    chain.docket.assign(ids(chain), "", CHIEF)
    assert [note for _, _, note in told(chain)] == ["", ""]
    assert chain.audit.verify().faults == ()


def test_a_newer_verdict_of_the_site_does_not_look_like_tampering(chain: Archive) -> None:
    chain.docket.assign(ids(chain), "A. Vetter", CHIEF)
    again = verdict("pillwharf.example", hours=24)
    chain.save_case(visit(9, "pillwharf.example", hours=24), again, findings())
    chain.docket.assign(ids(chain), "C. Other", CHIEF)
    assert chain.audit.verify().faults == ()
    assert {row.verdict_id for row in chain.audit.of_site("pillwharf.example", "US")} == {1, 3}


def test_many_hands_at_once_leave_queue_and_chain_of_one_mind(chain: Archive) -> None:
    def hand(number: int) -> Any:
        by = Signed(f"Chief {number}", "", NOON)
        chain.docket.assign(ids(chain), f"Vetter {number % 3}", by)
        chain.add_review(decided(1 + number % 2, number))
        chain.docket.snooze(ids(chain), WEEK if number % 2 else None, by)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(hand, range(12)))
    assert chain.audit.verify(chain.audit.head()).faults == ()
    assert sum(act == Act.DECISION for act, _, _ in told(chain)) == 12
