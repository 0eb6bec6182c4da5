"""Reviews: append-only rows in a hash chain, so that a changed or removed one shows, and a changed verdict too.

A row's hash is the SHA-256 of a JSON list in UTF-8 without spaces: ["rxverdict.review/2", previous_hash, verdict_id,
document_sha256, warc_sha256, case_sha256, act, decision, concerns, reviewer, signed_in, appellant, note, [link …],
answers, at]; `at` in UTC, ISO 8601 with microseconds; the three digests are told in `data.binding`. Anybody can compute
it again. Rows from before verdicts were bound bear no digests; theirs is that of [previous_hash, verdict_id, reviewer,
decision, note, at].
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC

from sqlalchemy import text
from sqlmodel import Session, col, select

from data.binding import binding, digest, moment
from data.decisions import Act, Decision
from data.kept import ReviewRow
from data.tables import ReviewTable, VerdictTable, storable
from data.trouble import ArchiveError, Trouble

_FORM = "rxverdict.review/2"
_WORDS = {str(decision) for decision in Decision}


def append(session: Session, review: ReviewRow) -> ReviewRow:
    """Add the review behind the newest one; two at once wait for each other.

    Raises ArchiveError: no such verdict, a decision that is none, or an answer to a row that does not exist.
    """
    _refuse_unfit(session, review)
    lock(session)
    bound = binding(session, review.verdict_id)
    if bound is None:
        raise ArchiveError(Trouble.REFUSED, f"there is no verdict {review.verdict_id}")
    linked = replace(
        review,
        reviewer=storable(review.reviewer),
        note=storable(review.note),
        at=review.at.astimezone(UTC),
        concerns=storable(review.concerns),
        signed_in=storable(review.signed_in),
        appellant=storable(review.appellant),
        links=tuple(storable(link) for link in review.links),
        document_sha256=bound.document,
        warc_sha256=bound.warc,
        case_sha256=bound.case,
        previous_hash=head(session),
    )
    linked = replace(linked, hash=review_hash(linked))
    row = ReviewTable(**{**asdict(linked), "links": json.dumps(linked.links, ensure_ascii=False)})
    session.add(row)
    session.flush()
    return replace(linked, id=row.id)


def lock(session: Session) -> None:
    """Keep others from adding rows until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        session.execute(text("LOCK TABLE review IN SHARE ROW EXCLUSIVE MODE"))


def _refuse_unfit(session: Session, review: ReviewRow) -> None:
    if review.act == Act.DECISION and review.decision not in _WORDS:
        raise ArchiveError(Trouble.REFUSED, f"{review.decision!r} is none of the decisions that can be made")
    if review.act != Act.DECISION and review.decision:
        raise ArchiveError(Trouble.REFUSED, f"a row of the kind {review.act} decides nothing")
    if review.answers and _with_hash(session, review.answers) is None:
        raise ArchiveError(Trouble.REFUSED, "it answers a row that does not exist")


def _with_hash(session: Session, named: str) -> int | None:
    return session.exec(select(ReviewTable.id).where(ReviewTable.hash == named)).first()


def of_verdict(session: Session, verdict_id: int) -> tuple[ReviewRow, ...]:
    statement = select(ReviewTable).where(ReviewTable.verdict_id == verdict_id).order_by(col(ReviewTable.id))
    return tuple(review_row(row) for row in session.exec(statement))


def of_site(session: Session, site: str, buyer_country: str) -> tuple[ReviewRow, ...]:
    """Rows about any verdict on a site for a buyer's country, oldest first."""
    verdicts = select(VerdictTable.id).where(VerdictTable.site == site, VerdictTable.buyer_country == buyer_country)
    statement = select(ReviewTable).where(col(ReviewTable.verdict_id).in_(verdicts)).order_by(col(ReviewTable.id))
    return tuple(review_row(row) for row in session.exec(statement))


def head(session: Session) -> str:
    """The hash of the newest row; empty: none."""
    return session.exec(select(ReviewTable.hash).order_by(col(ReviewTable.id).desc()).limit(1)).first() or ""


def review_hash(review: ReviewRow) -> str:
    """The hash of a review (module docstring tells how). Raises ValueError for a time without zone."""
    if review.at.tzinfo is None:
        raise ValueError("a review needs an aware time")
    at = moment(review.at)
    if not review.case_sha256:
        return digest([review.previous_hash, review.verdict_id, review.reviewer, review.decision, review.note, at])
    return digest(
        [
            _FORM, review.previous_hash, review.verdict_id, review.document_sha256, review.warc_sha256,
            review.case_sha256, review.act, review.decision, review.concerns, review.reviewer, review.signed_in,
            review.appellant, review.note, list(review.links), review.answers, at,
        ]
    )  # fmt: skip


def review_row(found: ReviewTable) -> ReviewRow:
    """A kept row. Links that are no JSON list (somebody wrote there) come back as one link, and the hash shows it."""
    return ReviewRow(
        verdict_id=found.verdict_id,
        reviewer=found.reviewer,
        decision=found.decision,
        note=found.note,
        at=found.at,
        act=found.act,
        concerns=found.concerns,
        signed_in=found.signed_in,
        appellant=found.appellant,
        links=_links(found.links),
        answers=found.answers,
        document_sha256=found.document_sha256,
        warc_sha256=found.warc_sha256,
        case_sha256=found.case_sha256,
        previous_hash=found.previous_hash,
        hash=found.hash,
        id=found.id,
    )


def _links(kept: str) -> tuple[str, ...]:
    try:
        told = json.loads(kept)
    except ValueError:
        return (kept,)
    whole = isinstance(told, list) and all(isinstance(link, str) for link in told)
    return tuple(told) if whole else (kept,)
