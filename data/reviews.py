"""Reviews: append-only rows in a hash chain, so that a changed or removed one shows.

A review's hash is the sha256 over its fields and the hash of the review before it, as a JSON list in UTF-8 without
spaces: [previous_hash, verdict_id, reviewer, decision, note, at]; `at` in UTC, ISO 8601 with microseconds. Anybody can
compute it again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from hashlib import sha256

from sqlalchemy import text
from sqlmodel import Session, col, select

from data.kept import ReviewRow
from data.tables import ReviewTable, review_row, storable


def append(session: Session, review: ReviewRow) -> ReviewRow:
    """Add the review behind the newest one; two at once wait for each other."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        session.execute(text("LOCK TABLE review IN SHARE ROW EXCLUSIVE MODE"))
    linked = replace(
        review,
        reviewer=storable(review.reviewer),
        decision=storable(review.decision),
        note=storable(review.note),
        at=review.at.astimezone(UTC),
        previous_hash=head(session),
    )
    linked = replace(linked, hash=review_hash(linked))
    row = ReviewTable(
        verdict_id=linked.verdict_id,
        reviewer=linked.reviewer,
        decision=linked.decision,
        note=linked.note,
        at=linked.at,
        previous_hash=linked.previous_hash,
        hash=linked.hash,
    )
    session.add(row)
    session.flush()
    return replace(linked, id=row.id)


def of_verdict(session: Session, verdict_id: int) -> tuple[ReviewRow, ...]:
    statement = select(ReviewTable).where(ReviewTable.verdict_id == verdict_id).order_by(col(ReviewTable.id))
    return tuple(review_row(row) for row in session.exec(statement))


def head(session: Session) -> str:
    return session.exec(select(ReviewTable.hash).order_by(col(ReviewTable.id).desc()).limit(1)).first() or ""


def chain_fault(session: Session) -> str:
    """Where the chain is broken, in words; empty: whole."""
    before = ""
    for row in session.exec(select(ReviewTable).order_by(col(ReviewTable.id)).execution_options(yield_per=500)):
        if row.previous_hash != before:
            return f"review {row.id} does not follow the one before it: a review was removed, or put in between"
        if row.hash != review_hash(review_row(row)):
            return f"review {row.id} was changed after it was written"
        before = row.hash
    return ""


def review_hash(review: ReviewRow) -> str:
    """The hash of a review (module docstring tells how). Raises ValueError for a time without zone."""
    if review.at.tzinfo is None:
        raise ValueError("a review needs an aware time")
    moment = review.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [review.previous_hash, review.verdict_id, review.reviewer, review.decision, review.note, moment]
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
