"""The words of the audit: what people can decide, what rows the chain has, what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    """What a row of the chain is."""

    DECISION = "decision"  # a reviewer decided about a verdict
    APPEAL = "appeal"  # somebody objects to a verdict, with what speaks against it
    REVISIT = "revisit"  # because of an appeal the site was visited again; the row is about the new verdict
    GIVEN = "given"  # the case was given to somebody, or to nobody again; `data.handling`
    RESTED = "rested"  # the case was let rest until a day, or woken up


class Decision(StrEnum):
    """What a reviewer decides about a verdict; one of these, never free words, so that decisions can be counted."""

    CONFIRMED = "confirmed"
    NOT_DETECTED_RIGHTLY = "not_detected_rightly"
    NOT_APPLICABLE = "not_applicable"
    REMEDIATED = "remediated"
    MISTAKEN_IDENTITY = "mistaken_identity"
    REGISTER_OUT_OF_DATE = "register_out_of_date"
    NEEDS_PURCHASE_TEST = "needs_purchase_test"
    NOT_ENOUGH_SEEN = "not_enough_seen"


# Who has a case in hand and when: these rows decide nothing and object to nothing.
HANDLING = frozenset({Act.GIVEN, Act.RESTED})

# After these somebody still has to do something before the case is closed.
STILL_OPEN = frozenset({Decision.NEEDS_PURCHASE_TEST, Decision.NOT_ENOUGH_SEEN})


@dataclass(frozen=True, slots=True)
class Signed:
    """Who does something and when: `signed_in` as in `data.kept.ReviewRow`, `at` aware."""

    name: str
    signed_in: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: how many rows, the hash of the last (empty: none), and when that was written."""

    count: int
    hash: str
    at: datetime | None


class FaultKind(StrEnum):
    EDITED = "edited"  # a row is not what its hash says
    OUT_OF_LINE = "out_of_line"  # a row was removed, put in between, or moved
    CASE_CHANGED = "case_changed"  # the verdict, finding or visit that was decided about is another now
    QUEUE_CHANGED = "queue_changed"  # with whom a case is, or how long it rests, is not what the chain says
    TRUNCATED = "truncated"  # rows that a head counts are gone from the end
    REWRITTEN = "rewritten"  # the chain is whole but not the one a head was taken of
    UNGUARDED = "unguarded"  # a trigger that keeps rows from being changed is missing
    FILE_GONE = "file_gone"  # the file of a visit that was decided about
    FILE_CHANGED = "file_changed"


@dataclass(frozen=True, slots=True)
class Fault:
    """`review`: the number of the row where it shows; None: it is not about one row."""

    kind: FaultKind
    words: str
    review: int | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """What a walk along the chain found. No faults: whole, as far as can be told from what was compared."""

    head: Head
    faults: tuple[Fault, ...]
