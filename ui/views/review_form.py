"""What people decided about a verdict, beside it; and the form for the next decision. A part of the case's screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from data.archive import ArchiveError, ReviewRow, VerdictRow
from data.decisions import HANDLING, Decision
from scoring.model import Answer, VerdictClass
from ui.desk import Desk
from ui.queue_words import STATES
from ui.review_words import DECISIONS, decision_title, findings_words, minute, risk, signature, title
from ui.reviewer import Reviewer
from ui.reviewing import LONGEST_NOTE, Standing, Unfit, changed_since, decide, standing
from ui.views import appeals, plain, seat
from ui.views.appeals import ROUND
from ui.words import ANSWERS, CLASSES

_SEEN = "review_seen"  # the newest row that stood on this screen when the form was drawn
_SAID = "review_said"  # what the last press of a button came to


def show(desk: Desk, verdict: VerdictRow) -> None:
    """The verdict and the newest decision side by side, everything decided so far, and the forms."""
    plain.heading(3, "What people decided")
    try:
        every = desk.archive.audit.of_site(verdict.site, verdict.buyer_country)
        history = [row for row in every if row.act not in HANDLING]  # who has it in hand: the queue, the timeline
        state = standing(history, changed_since(desk.archive, verdict.site, verdict.buyer_country))
        _beside(verdict, state)
        _said()
        _history(history)
        by = seat.ask(f"review-{verdict.id}")
        appeals.show(desk, state, by)
        if by is not None:
            _form(desk, verdict, history, state, by)
            appeals.write(desk, verdict, by)
    except ArchiveError as error:
        plain.banner("careful", "warning", "The archive cannot be used now", "", [f"{error}. Then reload this page."])


def _beside(verdict: VerdictRow, state: Standing) -> None:
    left, right = st.columns(2)
    with left:
        told = CLASSES[VerdictClass(verdict.verdict)]
        lines = [verdict.headline, f"{risk(verdict)}."]
        plain.banner(told.tone, told.icon, told.title, f"Verdict, {minute(verdict.judged_at)}", lines)
    with right:
        row = state.decision
        if row is None:
            lines = list(findings_words(state)) or ["The verdict stands by itself."]
            plain.banner("open", "question", "Nobody has decided yet", "", lines)
            return
        decided = {str(decision): words for decision, words in DECISIONS.items()}.get(row.decision)
        about = [] if row.verdict_id == verdict.id else [f"About verdict {row.verdict_id}, not the one shown here."]
        waiting = [f"The case is still open: {STATES[state.state][0]}."] if state.open else []
        lines = [*about, *([row.note] if row.note else []), *waiting, *findings_words(state)]
        who = f"{row.reviewer}, {minute(row.at)}"
        plain.banner(decided.tone if decided else "open", "info", decision_title(row.decision), who, lines)
    st.caption("A decision stands beside the verdict and changes nothing of it; a new one stands beside the old.")


def _history(history: Sequence[ReviewRow]) -> None:
    if not history:
        return
    with st.expander(f"Everything decided and objected so far: {len(history)}"):
        for row in reversed(history):
            about = f"{title(row)}: {row.concerns.replace('_', ' ')}" if row.concerns else title(row)
            plain.text(f"{about}. {row.note}".strip())
            plain.note(signature(row))
        st.caption("Rows are chained: rxverdict audit verify shows whether one was changed or removed later.")


def _said() -> None:
    """How the last press of a button ended; told once."""
    with st.container():  # always there, so that nothing below moves and is drawn anew when it speaks
        if words := st.session_state.pop(_SAID, ""):
            plain.banner("neutral", "info", words, "", [])


def _form(desk: Desk, verdict: VerdictRow, history: Sequence[ReviewRow], state: Standing, by: Reviewer) -> None:
    key = f"review-{verdict.id}-{st.session_state.get(ROUND, 0)}"
    checks = {finding.check: finding.answer for finding in desk.archive.findings(verdict.id or 0)}
    answered = {appeal.row.hash: appeal for appeal in state.appeals if appeal.answer is None}
    with st.form(key):
        decision = st.selectbox(
            "Your decision",
            list(Decision),
            index=None,
            placeholder="Choose what fits best",
            key=f"{key}-decision",
            format_func=lambda chosen: f"{DECISIONS[chosen].title}: {DECISIONS[chosen].meaning}",
        )
        concerns = st.selectbox(
            "It is about",
            ["", *sorted(checks, key=lambda check: (checks[check] != Answer.YES, check))],
            key=f"{key}-concerns",
            format_func=lambda check: _check_words(check, checks),
        )
        answers = _answers(key, {named: appeal.row for named, appeal in answered.items()})
        note = st.text_area(
            "Why", key=f"{key}-note", max_chars=LONGEST_NOTE, help="Only a confirmation may do without a note."
        )
        pressed = st.form_submit_button("Keep this decision", type="primary", icon=":material/gavel:")
    newest = history[-1].hash if history else ""
    seen, st.session_state[_SEEN] = st.session_state.get(_SEEN, newest), newest
    if pressed and seen != newest:
        lines = ["Read what is new above, then press again. Your words are still here."]
        plain.banner("careful", "warning", "Somebody decided meanwhile; nothing was kept yet", "", lines)
    elif pressed:
        _keep(desk, verdict, by, decision, note, concerns, answers)


def _answers(key: str, appeals_: dict[str, ReviewRow]) -> str:
    """The hash of the appeal that the decision answers; empty: none. Asked only where one is open."""
    if not appeals_:
        return ""
    return st.selectbox(
        "It answers",
        [*reversed(appeals_), ""],
        key=f"{key}-answers",
        format_func=lambda named: _appeal_words(appeals_[named]) if named else "no appeal",
    )


def _keep(
    desk: Desk, verdict: VerdictRow, by: Reviewer, decision: Decision | None, note: str, concerns: str, answers: str
) -> None:
    if decision is None:
        plain.banner("careful", "warning", "Choose a decision first; nothing was kept", "", [])
        return
    try:
        now = datetime.now(UTC)
        row = decide(desk.archive, verdict, by, decision, note, now, concerns=concerns, answers=answers)
    except Unfit as error:
        plain.banner("careful", "warning", "Nothing was kept yet", "", [str(error)])
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[_SAID] = f"Kept: {decision_title(row.decision)}, as row {row.id} of the chain"
    st.rerun()


def _check_words(check: str, answers: dict[str, str]) -> str:
    if not check:
        return "the whole verdict"
    known = {str(answer): words for answer, words in ANSWERS.items()}
    return f"{check.replace('_', ' ')} ({known.get(answers[check], answers[check])})"


def _appeal_words(row: ReviewRow) -> str:
    return f"the appeal of {row.appellant} of {row.at:%Y-%m-%d} (row {row.id})"
