"""The words for decisions and for what stands in the chain of reviews: said once, for command line and screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from data.decisions import HANDLING, Act, Decision
from data.kept import ReviewRow, VerdictRow
from ui.contract import stamp
from ui.queue_words import STATES
from ui.reviewing import Standing


@dataclass(frozen=True, slots=True)
class Decided:
    """`tone`: one of `ui.views.plain`. `meaning` is said to the reviewer who chooses."""

    title: str
    tone: str
    meaning: str


DECISIONS: dict[Decision, Decided] = {
    Decision.CONFIRMED: Decided("Confirmed", "neutral", "The verdict is right, as of its date."),
    Decision.NOT_DETECTED_RIGHTLY: Decided(
        "Not detected rightly", "careful", "A finding says something that the pages do not say, or misses what they do."
    ),
    Decision.NOT_APPLICABLE: Decided(
        "Not applicable", "open", "The finding is right, but the rule does not hold for this site or this country."
    ),
    Decision.REMEDIATED: Decided("Remediated", "open", "It was so, and the site has mended it since."),
    Decision.MISTAKEN_IDENTITY: Decided(
        "Mistaken identity", "careful", "The site was taken for another, or for somebody else's."
    ),
    Decision.REGISTER_OUT_OF_DATE: Decided(
        "Register out of date", "careful", "The register that was asked does not tell how things stand now."
    ),
    Decision.NEEDS_PURCHASE_TEST: Decided(
        "Needs a purchase test", "open", "Only an order would show it; nothing is bought by this program."
    ),
    Decision.NOT_ENOUGH_SEEN: Decided(
        "Not enough seen", "open", "What was read is not enough to decide; the case stays open."
    ),
}

ACTS: dict[Act, str] = {Act.DECISION: "Decision", Act.APPEAL: "Appeal", Act.REVISIT: "Visited again"}


def decision_title(word: str) -> str:
    """A decision in plain words; one that this version does not know stays as it was kept."""
    known = {str(decision): told.title for decision, told in DECISIONS.items()}
    return known.get(word, word)


def title(row: ReviewRow) -> str:
    """What a row of the chain is, in a few words."""
    if row.act in HANDLING:
        return _handled(row)
    acts = {str(act): words for act, words in ACTS.items()}
    return decision_title(row.decision) if row.act == Act.DECISION else acts.get(row.act, row.act)


def _handled(row: ReviewRow) -> str:
    if row.act == Act.GIVEN:
        return f"Given to {row.note or 'nobody'}"
    return f"Let rest until {row.note[:10]}" if row.note else "Woken up"  # the day of a moment in ISO 8601


def standing_words(stands: Standing) -> tuple[str, ...]:
    """Where the review of a case stands, in sentences: the same on screens, in dossiers and on the command line."""
    lines = [f"Where the review stands: {STATES[stands.state][0]}."]
    if (row := stands.decision) is not None:
        lines.append(f"Newest decision about the whole verdict: {decision_title(row.decision)}, by {row.reviewer}.")
    return (*lines, *findings_words(stands))


def findings_words(stands: Standing) -> tuple[str, ...]:
    """What was decided about single findings, in a sentence, and that it closes nothing; none: nothing was."""
    if not stands.on_findings:
        return ()
    named = (f"{one.concerns.replace('_', ' ')}: {decision_title(one.decision)}" for one in stands.on_findings)
    closes = "" if stands.decision else " That does not close the case: nobody decided about the verdict as a whole."
    return (f"Decided about single findings: {'; '.join(named)}.{closes}",)


def signature(row: ReviewRow) -> str:
    """Who, how we know, when, and the row's place in the chain."""
    how = "signed in" if row.signed_in else "name as typed"
    who = f"{row.appellant}; written down by {row.reviewer}" if row.act == Act.APPEAL else row.reviewer
    return f"{who} ({how}), {stamp(row.at)}, verdict {row.verdict_id}, row {row.id}, hash {row.hash[:12]}…"


def minute(at: datetime) -> str:
    """A time for reading: UTC, to the minute."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def risk(row: VerdictRow) -> str:
    """The risk interval of a verdict."""
    low, high = row.risk_low, row.risk_high
    return f"Risk {high} of 100" if low == high else f"Risk {low} to {high} of 100"
