"""Decisions, appeals and visits made again: what may be kept of them, and how a case stands. Nothing here changes a
verdict; a review stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from data.archive import Archive, ReviewRow, VerdictRow
from data.decisions import Act, Decision
from data.docket_rows import DocketState
from data.standing import on_findings, state_of
from ui.case import Case
from ui.reviewer import LONGEST_NAME, Reviewer

LONGEST_NOTE = 5000  # characters, about two printed pages; more belongs behind a link
MOST_LINKS = 20
LONGEST_LINK = 2000  # characters of an address, as on the first page


class Unfit(ValueError):
    """It cannot be kept so; the words say what to change."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal, the visits made because of it, and the decision that answers it (None: still open)."""

    row: ReviewRow
    visits: tuple[ReviewRow, ...]
    answer: ReviewRow | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands, as the docket has it.

    `decision`: the newest about the verdict as a whole (None: nobody decided), the only kind that closes a case.
    `on_findings`: the newest about each single finding that was decided about. `appeals`: every one, oldest first.
    """

    state: DocketState
    decision: ReviewRow | None
    on_findings: tuple[ReviewRow, ...]
    appeals: tuple[Appeal, ...]

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state is not DocketState.DECIDED


def standing(history: Sequence[ReviewRow], changed: bool = False) -> Standing:
    """How a case stands after these rows, oldest first. `changed`: see `changed_since`."""
    state, decision = state_of(history)
    if changed and state in (DocketState.DECIDED, DocketState.FOLLOW_UP):
        state = DocketState.CHANGED
    appeals = tuple(_appeal(row, history) for row in history if row.act == Act.APPEAL)
    return Standing(state, decision, tuple(on_findings(history)), appeals)


def changed_since(archive: Archive, site: str, buyer_country: str) -> bool:
    """Whether the class or the signs of a case are others than those that were decided about. Raises ArchiveError."""
    row = archive.docket.row(site, buyer_country)
    return row is not None and row.state is DocketState.CHANGED


def _appeal(row: ReviewRow, history: Sequence[ReviewRow]) -> Appeal:
    about = [other for other in history if other.answers == row.hash]
    visits = tuple(other for other in about if other.act == Act.REVISIT)
    answers = [other for other in about if other.act == Act.DECISION]
    return Appeal(row, visits, answers[-1] if answers else None)


def decide(
    archive: Archive,
    verdict: VerdictRow,
    by: Reviewer,
    decision: Decision,
    note: str,
    at: datetime,
    *,
    concerns: str = "",
    answers: str = "",
) -> ReviewRow:
    """Keep what a reviewer decided about a verdict. `concerns`: a check; `answers`: the hash of an appeal.

    Raises Unfit, ArchiveError.
    """
    words = _words(note, "note")
    if not words and decision is not Decision.CONFIRMED:
        raise Unfit("Say in the note why; whoever reads this later was not there.")
    row = ReviewRow(
        _kept(verdict), _name(by.name), decision, words, at, Act.DECISION, concerns, by.signed_in, answers=answers
    )
    return archive.add_review(row)


def appeal(
    archive: Archive, verdict: VerdictRow, by: Reviewer, appellant: str, words: str, links: Sequence[str], at: datetime
) -> ReviewRow:
    """Keep what somebody says against a verdict; `by` writes it down. Raises Unfit, ArchiveError."""
    text = _words(words, "appeal")
    if not text:
        raise Unfit("Write down what speaks against the verdict.")
    row = ReviewRow(
        _kept(verdict), _name(by.name), "", text, at, Act.APPEAL, "", by.signed_in, _name(appellant), _links(links)
    )
    return archive.add_review(row)


def revisited(archive: Archive, answered: ReviewRow, case: Case, by: Reviewer, at: datetime) -> ReviewRow:
    """Note that a site was visited again because of an appeal; the row is about the new verdict, the old one stays.

    Raises Unfit, ArchiveError.
    """
    if case.kept is None:
        raise Unfit(f"The new verdict could not be kept: {case.trouble}")
    row = ReviewRow(
        case.kept.verdict_id, _name(by.name), "", "", at, Act.REVISIT, "", by.signed_in, answers=answered.hash
    )
    return archive.add_review(row)


def _kept(verdict: VerdictRow) -> int:
    if verdict.id is None:
        raise Unfit("This verdict is not in the archive, so nothing can be decided about it.")
    return verdict.id


def _name(name: str) -> str:
    told = " ".join(name.split())
    if not told:
        raise Unfit("A name is missing: who says so?")
    if len(told) > LONGEST_NAME:
        raise Unfit(f"A name may have {LONGEST_NAME} characters at most.")
    return told


def _words(note: str, what: str) -> str:
    told = note.strip()
    if len(told) > LONGEST_NOTE:
        raise Unfit(f"The {what} has {len(told)} characters; {LONGEST_NOTE} fit. Put the rest behind a link.")
    return told


def _links(links: Sequence[str]) -> tuple[str, ...]:
    """Addresses for people to open, never visited by this program."""
    told = tuple(dict.fromkeys(link.strip() for link in links if link.strip()))
    if len(told) > MOST_LINKS:
        raise Unfit(f"{MOST_LINKS} links at most; these are {len(told)}.")
    for link in told:
        if not _is_link(link):
            raise Unfit(f"This is no address that starts with https:// or http://: {link[:100]}")
    return told


def _is_link(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    plain = link.isprintable() and not any(letter.isspace() for letter in link)
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname) and len(link) <= LONGEST_LINK
