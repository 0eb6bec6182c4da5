"""Whoever wants to ask a host waits for its turn, whichever process asked last."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from data.pauses import FILE, Pauses, PausesLost, pauses_of
from tests.data.conftest import postgres_server, postgres_url, url

__all__ = ["postgres_server", "postgres_url", "url"]

HOST, OTHER = "pillquay.example", "otterby.example"


@pytest.fixture
def two(url: str, tmp_path: Path) -> tuple[Pauses, Pauses]:
    return pauses_of(url, tmp_path), pauses_of(url, tmp_path)


def test_nobody_is_let_in_beside_whoever_asks_now_and_other_hosts_are_free(two: tuple[Pauses, Pauses]) -> None:
    first, second = two
    assert first.take(HOST, 0.01, 30) == 0
    assert second.take(HOST, 0.01, 30) >= 0.1
    assert second.take(OTHER, 0.01, 30) == 0


def test_the_longer_of_both_pauses_counts_from_the_end_of_the_request_before(two: tuple[Pauses, Pauses]) -> None:
    hasty, patient = two
    assert hasty.take(HOST, 0.01, 30) == 0
    hasty.done(HOST, 0.0, True)
    assert 0.5 < patient.take(HOST, 1.0, 30) <= 1.0
    assert patient.take(OTHER, 1.0, 30) == 0
    patient.done(OTHER, 0.0, True)
    assert 0.5 < hasty.take(OTHER, 0.01, 30) <= 1.0


def test_a_worker_that_was_killed_keeps_a_host_for_no_longer_than_its_request_could_last(
    two: tuple[Pauses, Pauses],
) -> None:
    killed, next_one = two
    assert killed.take(HOST, 0.01, 0.3) == 0
    began = time.monotonic()
    while wait := next_one.take(HOST, 0.01, 30):
        time.sleep(wait)
    assert 0.2 < time.monotonic() - began < 5
    killed.done(HOST, 0.0, True)  # it lived on after all: the turn is no longer its own
    assert killed.take(HOST, 0.01, 30) > 0


def test_who_asked_last_goes_on_from_its_own_beginning_unless_somebody_else_waits(two: tuple[Pauses, Pauses]) -> None:
    first, second = two
    assert first.take(HOST, 0.5, 30) == 0
    time.sleep(0.6)  # a slow answer
    first.done(HOST, 0.6, True)
    assert first.take(HOST, 0.5, 30) == 0
    assert second.take(HOST, 0.5, 30) > 0
    time.sleep(0.6)
    first.done(HOST, 0.6, True)
    assert 0.2 < first.take(HOST, 0.5, 30) <= 0.5


def test_a_host_that_asked_for_rest_is_left_alone_by_all(two: tuple[Pauses, Pauses]) -> None:
    told, other = two
    told.hold(HOST, 60)
    told.hold(HOST, 5)
    assert 50 < other.take(HOST, 0.1, 30) <= 60


def test_a_clock_that_was_put_back_holds_nobody_up(tmp_path: Path) -> None:
    import sqlite3

    pauses = pauses_of("", tmp_path)
    assert pauses.take(HOST, 1.0, 30) == 0
    with sqlite3.connect(tmp_path / FILE) as file:
        file.execute("UPDATE host_turn SET until = until + 7200, began = began + 7200, ended = ended + 7200")
    assert pauses_of("", tmp_path).take(HOST, 1.0, 30) == 0


def test_without_the_database_nobody_can_tell_and_later_it_can(tmp_path: Path) -> None:
    blocked = tmp_path / "home"
    blocked.write_text("a file where the folder should be")
    pauses = pauses_of("", blocked)
    with pytest.raises(PausesLost):
        pauses.take(HOST, 1.0, 30)
    blocked.unlink()
    assert pauses.take(HOST, 1.0, 30) == 0
