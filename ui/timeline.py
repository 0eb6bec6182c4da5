"""What happened to a site, newest first: visits with their verdicts, what had changed between them, what people did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.archive import Archive, ReviewRow, VerdictRow
from data.decisions import HANDLING, Act
from scoring.changes import answered, changes
from scoring.facts import Facts
from scoring.model import VerdictClass
from ui.review_words import title
from ui.words import CLASSES

_MOST = 60  # verdicts and changes of one site that are shown; older ones are in the export


@dataclass(frozen=True, slots=True)
class Entry:
    """`visit_id`: of the visit it is about; None: it is about none. `verdict_id`: of the verdict told."""

    at: datetime
    title: str
    words: tuple[str, ...] = ()
    verdict_id: int | None = None
    visit_id: int | None = None


def timeline(archive: Archive, site: str, buyer_country: str) -> tuple[Entry, ...]:
    """Raises ArchiveError."""
    verdicts = archive.history(site, buyer_country, _MOST)
    found = [_verdict(row) for row in verdicts]
    for change in archive.watch.changes(site, _MOST):
        if change.buyer_country == buyer_country:
            found.append(Entry(change.at, "Changed", (change.words,), visit_id=change.to_visit))
    for review in archive.audit.of_site(site, buyer_country):
        found.append(_review(review))
    return tuple(sorted(found, key=lambda entry: entry.at, reverse=True))


def _review(row: ReviewRow) -> Entry:
    if row.act in HANDLING:
        return Entry(row.at, f"{title(row)}, by {row.reviewer}", (), row.verdict_id)
    acts = {str(Act.DECISION): "Decided", str(Act.APPEAL): "Objection"}
    about = f" about {row.concerns.replace('_', ' ')}" if row.concerns else ""
    words = tuple(filter(None, (row.decision.replace("_", " "), row.note)))
    who = row.appellant or row.reviewer
    return Entry(
        row.at, f"{acts.get(row.act, 'Visited again for an objection')}{about} by {who}", words, row.verdict_id
    )


def _verdict(row: VerdictRow) -> Entry:
    title = f"Visited: {CLASSES[VerdictClass(row.verdict)].title}"
    risk = f"Risk {row.risk_low} to {row.risk_high}; rulebook {row.rulebook[:12]}"
    return Entry(row.visited_at or row.judged_at, title, (row.headline, risk), row.id, row.visit_id)


def earlier(archive: Archive, row: VerdictRow) -> VerdictRow | None:
    """The verdict on the visit before that of this one. Raises ArchiveError."""
    at = row.visited_at
    rows = (other for other in archive.history(row.site, row.buyer_country, _MOST) if other.visit_id != row.visit_id)
    return next((other for other in rows if at and other.visited_at and other.visited_at < at), None)


def differences(before: Facts, after: Facts) -> Sequence[str]:
    """What changed between two visits, in plain words; both are judged by the same rules now."""
    if not answered(before.visit) or not answered(after.visit):
        return ("One of the two visits could not be read, so nothing can be compared.",)
    return [change.words for change in changes(before, after)]
