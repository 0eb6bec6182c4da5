"""What a review is about, as digests that the review's own hash covers.

`document`: SHA-256 of the verdict object as it was kept (UTF-8): that of the verdict's JSON in a dossier.
`warc`: SHA-256 of the visit's file. `case`: SHA-256 over the rows of visit, verdict and findings, as a JSON list in
UTF-8 without spaces: ["rxverdict.case/1", visit, verdict, [finding …]], each a list of the fields named below in this
order; times in UTC, ISO 8601 with microseconds; findings in the order they were kept.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlmodel import Session, SQLModel, col, select

from data.tables import FindingTable, VerdictTable, VisitTable

_FORM = "rxverdict.case/1"
# Not where the file lies, which may change when an archive moves: only what was seen and judged.
_VISIT = ("site", "url", "started_at", "ended_at", "outcome", "pages", "warc_sha256", "note")
_VERDICT = (
    "site", "url", "buyer_country", "visited_at", "judged_at", "rulebook", "role", "verdict", "risk_low", "risk_high",
    "headline", "document",
)  # fmt: skip
_FINDING = ("check", "family", "answer", "weight", "why", "evidence")


@dataclass(frozen=True, slots=True)
class Binding:
    """Each 64 hex digits."""

    document: str
    warc: str
    case: str


def binding(session: Session, verdict_id: int) -> Binding | None:
    """What a review of this verdict binds; None: there is no such verdict."""
    verdict = session.get(VerdictTable, verdict_id)
    visit = session.get(VisitTable, verdict.visit_id) if verdict else None
    if verdict is None or visit is None:
        return None
    statement = select(FindingTable).where(FindingTable.verdict_id == verdict_id).order_by(col(FindingTable.id))
    findings = [_values(row, _FINDING) for row in session.exec(statement)]
    case = digest([_FORM, _values(visit, _VISIT), _values(verdict, _VERDICT), findings])
    return Binding(sha256(verdict.document.encode()).hexdigest(), visit.warc_sha256, case)


def digest(fields: Sequence[object]) -> str:
    """SHA-256 of a list as JSON in UTF-8 without spaces."""
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def moment(at: datetime) -> str:
    """A time as it is hashed: UTC, ISO 8601 with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _values(row: SQLModel, names: Sequence[str]) -> list[object]:
    found = (getattr(row, name) for name in names)
    return [moment(value) if isinstance(value, datetime) else value for value in found]
