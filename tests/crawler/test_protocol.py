"""Jobs and events survive the pipe; a line that is no job says why."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.budget import MOST_CONNECTIONS, Budget
from crawler.protocol import (
    BadJob,
    Done,
    Event,
    Failed,
    Job,
    PageRead,
    Ready,
    RefusedJob,
    Started,
    Tried,
    event_line,
    job_line,
    parse_event,
    parse_job,
)  # fmt: skip
from crawler.visit import Outcome, PageKind

JOB = Job("7", "https://shop.example/", Path("/home/visits/7.warc.gz"), Budget(pages=3, delay=0.5), False)


def test_a_job_comes_out_as_it_went_in() -> None:
    assert parse_job(job_line(JOB)) == JOB
    assert parse_job(b'{"job": 7, "url": "shop.example", "out": "7.warc"}') == Job("7", "shop.example", Path("7.warc"))


@pytest.mark.parametrize(
    "event",
    [
        Ready("1.0", "rxverdict/1.0"),
        Started("7", "https://shop.example/"),
        PageRead("7", "https://shop.example/ü", PageKind.PRODUCT, 200, Outcome.READ, 2, 12),
        Tried("7", "https://shop.example/x", Outcome.TIMED_OUT, 0, "No complete answer came in time."),
        RefusedJob("7", "file:///x", "scheme", "Only http and https addresses are visited."),
        Done("7", "/home/visits/7.warc.gz", Outcome.READ, 12, 3.25, True),
        Failed("7", "the disk is full\nand so am I"),
    ],
)
def test_an_event_is_one_line_and_comes_out_as_it_went_in(event: Event) -> None:
    line = event_line(event)
    assert line.isascii() and line.count(b"\n") == 1 and line.endswith(b"\n")
    assert parse_event(line) == event


@pytest.mark.parametrize(
    ("line", "job", "why"),
    [
        (b"{", "", "not a JSON object"),
        (b"[" * 100_000, "", "not a JSON object"),
        (b"\xff", "", "not a JSON object"),
        (b"[]", "", "not a JSON object"),
        (b'{"job": "1"}', "1", "url"),
        (b'{"url": "u", "out": "o"}', "", "no job id"),
        (b'{"job": "1", "url": "u", "out": "o", "speed": 9}', "1", "unknown: speed"),
        (b'{"job": "1", "url": "u", "out": "o", "budget": {"pagez": 9}}', "1", "unknown: pagez"),
        (b'{"job": "1", "url": "u", "out": "o", "budget": [1]}', "1", "unknown: budget"),
        (b'{"job": "1", "url": "u", "out": "o", "budget": {"delay": 0}}', "1", "budget"),
        (b'{"job": "1", "url": "u", "out": "o", "budget": {"pages": "many"}}', "1", "budget.pages"),
    ],
)
def test_a_line_that_is_no_job_says_why(line: bytes, job: str, why: str) -> None:
    with pytest.raises(BadJob) as bad:
        parse_job(line)
    assert bad.value.job == job and why in bad.value.why


@given(st.binary(max_size=200))
def test_any_line_is_a_job_or_a_bad_job(line: bytes) -> None:
    try:
        parse_job(line)
    except BadJob as bad:
        assert bad.why


def test_no_budget_lets_a_visit_run_without_end_or_pause() -> None:
    for limit in fields(Budget):
        with pytest.raises(ValueError, match="budget"):
            replace(Budget(), **{limit.name: -1})
    with pytest.raises(ValueError, match="connections"):
        Budget(connections=MOST_CONNECTIONS + 1)
    with pytest.raises(ValueError, match="times"):
        Budget(seconds=float("inf"))
    assert Budget().delay > 0 and Budget().connections == 1
