"""The chain of reviews walked from its first row to its last, and compared with what it is about and with a head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from data import handling
from data.append_only import unguarded
from data.binding import Binding, binding
from data.decisions import HANDLING, Audited, Fault, FaultKind, Head
from data.desks import Doing
from data.kept import ReviewRow
from data.reviews import of_site, review_hash, review_row
from data.tables import ReviewTable, VerdictTable, VisitTable

_PAGE = 500  # rows read at a time
_MOST = 100  # faults told; whoever changed more rows than these is found out all the same


class Audit(Doing):
    """What can be asked of the chain of reviews. It is written by `Archive.add_review`."""

    def of_site(self, site: str, buyer_country: str) -> tuple[ReviewRow, ...]:
        """Everything decided, objected and visited again for a site and a buyer's country, oldest first."""
        return self._read(lambda session: of_site(session, site, buyer_country))

    def every(self) -> tuple[ReviewRow, ...]:
        """Every row of the chain, oldest first."""
        return self._read(lambda session: tuple(_rows(session)))

    def head(self) -> Head:
        """Where the chain ends. Kept elsewhere, it shows later that rows are gone, or that all were written anew."""
        return self._read(_head)

    @staticmethod
    def hash_of(review: ReviewRow) -> str:
        """The hash that a row must bear, wherever it is kept. Raises ValueError for a time without zone."""
        return review_hash(review)

    def verify(self, head: Head | None = None, hash: str = "") -> Audited:
        """Walk the chain. `head`: one taken earlier; `hash`: of one taken earlier, when no more of it is known."""
        return self._read(lambda session: _Walk(session, head, hash).end())

    def files(self, after: int = 0, limit: int = _PAGE) -> tuple[tuple[int, str, str], ...]:
        """(id of the visit, name of its file in the store, SHA-256 of the file) for visits that were decided about."""
        return self._read(lambda session: _files(session, after, limit))


def _head(session: Session) -> Head:
    count = session.exec(select(func.count()).select_from(ReviewTable)).one()
    last = session.exec(select(ReviewTable).order_by(col(ReviewTable.id).desc()).limit(1)).first()
    return Head(count, last.hash, last.at) if last else Head(count, "", None)


def _files(session: Session, after: int, limit: int) -> tuple[tuple[int, str, str], ...]:
    of_visits = select(VerdictTable.visit_id).join(ReviewTable, col(ReviewTable.verdict_id) == col(VerdictTable.id))
    statement = select(VisitTable.id, VisitTable.warc_path, VisitTable.warc_sha256).where(
        col(VisitTable.id) > after, col(VisitTable.id).in_(of_visits)
    )
    rows = session.exec(statement.order_by(col(VisitTable.id)).limit(limit))
    return tuple((number or 0, path, named) for number, path, named in rows)


@dataclass(slots=True)
class _Walk:
    session: Session
    taken: Head | None
    hash: str
    count: int = 0
    last: Head = field(default_factory=lambda: Head(0, "", None))
    passed: bool = False  # the hash that was asked for stood in the chain
    at_taken: str = ""  # the hash of the row that the head counts last
    handled: list[ReviewRow] = field(default_factory=list)  # rows that gave a case to somebody, or let it rest
    faults: list[Fault] = field(default_factory=list)

    def end(self) -> Audited:
        bound: dict[int, Binding | None] = {}
        for review in _rows(self.session):
            self._step(review)
            if review.verdict_id not in bound:
                bound[review.verdict_id] = binding(self.session, review.verdict_id)
            self._compare(review, bound[review.verdict_id])
            if review.act in HANDLING:
                self.handled.append(review)
        self.faults += handling.faults(self.session, self.handled)
        self._compare_heads()
        if missing := unguarded(self.session.connection()):
            self._fault(FaultKind.UNGUARDED, f"the database no longer refuses changes: {', '.join(missing)} missing")
        return Audited(self.last, tuple(self.faults[:_MOST]))

    def _step(self, review: ReviewRow) -> None:
        if review.previous_hash != self.last.hash:
            words = "does not follow the row before it: a row was removed, put in between, or moved"
            self._fault(FaultKind.OUT_OF_LINE, f"review {review.id} {words}", review.id)
        if review.hash != review_hash(review):
            self._fault(FaultKind.EDITED, f"review {review.id} was changed after it was written", review.id)
        self.count += 1
        self.last = Head(self.count, review.hash, review.at)
        self.passed |= review.hash == self.hash
        if self.taken is not None and self.count == self.taken.count:
            self.at_taken = review.hash

    def _compare(self, review: ReviewRow, now: Binding | None) -> None:
        if not review.case_sha256:  # from before verdicts were bound
            return
        then = Binding(review.document_sha256, review.warc_sha256, review.case_sha256)
        if now != then:
            words = f"verdict {review.verdict_id} is not what review {review.id} was about: {_what(then, now)}"
            self._fault(FaultKind.CASE_CHANGED, words, review.id)

    def _compare_heads(self) -> None:
        if self.taken is not None and self.count < self.taken.count:
            words = f"the head counts {self.taken.count} reviews, here are {self.count}: rows at the end were removed"
            self._fault(FaultKind.TRUNCATED, words)
        elif self.taken is not None and self.at_taken != self.taken.hash:
            words = f"review number {self.taken.count} is not the one that the head names: the chain was written anew"
            self._fault(FaultKind.REWRITTEN, words)
        if self.hash and not self.passed:
            words = "no review bears the hash of the head: rows at the end were removed, or the chain was written anew"
            self._fault(FaultKind.REWRITTEN, words)

    def _fault(self, kind: FaultKind, words: str, review: int | None = None) -> None:
        self.faults.append(Fault(kind, words, review))


def _what(then: Binding, now: Binding | None) -> str:
    if now is None:
        return "it is gone"
    changed = [
        words
        for words, before, after in (
            ("its document was changed", then.document, now.document),
            ("its visit is of another file", then.warc, now.warc),
        )
        if before != after
    ]
    return "; ".join(changed) or "a row of its visit, verdict or findings was changed"


def _rows(session: Session) -> Iterator[ReviewRow]:
    """All rows by id, a page at a time: what is added meanwhile comes at the end."""
    after = -1
    while True:
        statement = select(ReviewTable).where(col(ReviewTable.id) > after).order_by(col(ReviewTable.id)).limit(_PAGE)
        found = [review_row(row) for row in session.exec(statement)]
        if not found:
            return
        yield from found
        after = found[-1].id or 0
