"""Where the review of a case stands, by the rows of the chain: the one law for the docket, the screens and the reports.

A decision about the verdict as a whole closes a case. One about a single finding is kept and shown, and closes nothing,
however many there are: whoever says that one sign was read wrongly has not said what becomes of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.decisions import STILL_OPEN, Act
from data.docket_rows import DocketState
from data.kept import ReviewRow


def state_of(reviews: Iterable[ReviewRow]) -> tuple[DocketState, ReviewRow | None]:
    """Where a review stands by its rows, oldest first, and the newest decision about the whole verdict.

    An appeal is open until a decision answers it. Never CHANGED: only the docket knows what the site is like now.
    """
    decided: ReviewRow | None = None
    appeals: set[str] = set()
    for row in reviews:
        if row.act == Act.APPEAL:
            appeals.add(row.hash)
        elif row.act == Act.DECISION:
            appeals.discard(row.answers)
            if not row.concerns:
                decided = row
    if appeals:
        return DocketState.APPEALED, decided
    if decided is None:
        return DocketState.WAITING, None
    return (DocketState.FOLLOW_UP if decided.decision in STILL_OPEN else DocketState.DECIDED), decided


def on_findings(reviews: Iterable[ReviewRow]) -> Sequence[ReviewRow]:
    """The newest decision about each single finding that was decided about, in the order of their rows."""
    newest: dict[str, ReviewRow] = {}
    for row in reviews:
        if row.act == Act.DECISION and row.concerns:
            newest.pop(row.concerns, None)
            newest[row.concerns] = row
    return tuple(newest.values())
