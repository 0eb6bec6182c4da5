"""Appeals against a verdict: what was said, the site visited again, old and new verdict side by side, the answer."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from crawler.protocol import PageRead
from data.archive import VerdictRow
from scoring.model import VerdictClass
from ui.case import Case, Refused, Result
from ui.desk import Desk
from ui.review_words import decision_title, minute, risk, signature
from ui.reviewer import LONGEST_NAME, Reviewer
from ui.reviewing import LONGEST_NOTE, MOST_LINKS, Appeal, Standing, Unfit, appeal, revisited
from ui.running import Running
from ui.views import plain
from ui.words import CLASSES

_TICK = 0.5  # seconds between two looks at a running visit
ROUND = "review_round"  # goes up with every row kept, so that a form begins anew when, and only when, it was kept
_RUNNING = "appeal_running"  # the visit that goes on: (hash of the appeal, Running)
_ENDED = "appeal_ended"  # how it ended, when not with a verdict: (hash of the appeal, words)


def show(desk: Desk, state: Standing, by: Reviewer | None) -> None:
    """Every appeal, oldest first; `by` may have the site visited again."""
    if state.appeals:
        plain.heading(3, "Appeals")
    for found in state.appeals:
        with st.container(border=True):
            _appeal(desk, found, by)


def write(desk: Desk, verdict: VerdictRow, by: Reviewer) -> None:
    """The form for another appeal."""
    key = f"appeal-{verdict.id}-{st.session_state.get(ROUND, 0)}"
    # Its state is kept by us: an expander that forgets whether it is open would hide why nothing was kept.
    with st.expander("Write an appeal down", key=f"{key}-open", on_change="rerun"):
        _form(desk, verdict, by, key)


def _appeal(desk: Desk, found: Appeal, by: Reviewer | None) -> None:
    row = found.row
    old = desk.archive.verdict(row.verdict_id)
    label, tone = ("answered", "neutral") if found.answer else ("open", "careful")
    plain.titled(4, f"Appeal of {row.appellant}", label, tone)
    plain.quote(row.note, signature(row))
    if row.links:
        plain.text("Evidence elsewhere; this program does not visit these addresses:")
        plain.items(list(row.links))
    for visit in found.visits:
        new = desk.archive.verdict(visit.verdict_id)
        if old is not None and new is not None:
            _side_by_side(old, new)
    if found.answer is not None:
        plain.text(f"Answered: {decision_title(found.answer.decision)}. {found.answer.note}")
        plain.note(signature(found.answer))
    if by is not None and old is not None:
        _visit_again(desk, found, old, by)


def _side_by_side(old: VerdictRow, new: VerdictRow) -> None:
    for column, row, words in zip(st.columns(2), (old, new), ("Before the appeal", "Visited again"), strict=True):
        told = CLASSES[VerdictClass(row.verdict)]
        with column:
            lines = [row.headline, f"{risk(row)}; rulebook {row.rulebook}."]
            plain.banner(told.tone, told.icon, told.title, f"{words}, {minute(row.judged_at)}", lines)
    if old.rulebook != new.rulebook:
        plain.text("The rules have changed between the two verdicts: a difference need not come from the site.")


def _visit_again(desk: Desk, found: Appeal, old: VerdictRow, by: Reviewer) -> None:
    named = found.row.hash
    running: tuple[str, Running] | None = st.session_state.get(_RUNNING)
    if running is not None and running[0] == named:
        _watch(named, running[1])
    _why_not(named)
    if found.answer is None and st.button(
        "Visit the site again",
        key=f"again-{named}",
        icon=":material/refresh:",
        disabled=running is not None and not running[1].wait(0),
    ):

        def note(result: Result) -> None:
            if isinstance(result, Case):
                revisited(desk.archive, found.row, result, by, datetime.now(UTC))

        st.session_state[_RUNNING] = named, Running(desk, old.url, old.buyer_country, note)
        st.rerun()


def _why_not(named: str) -> None:
    """Why the last visit for this appeal brought no verdict; told once."""
    ended: tuple[str, str] = st.session_state.get(_ENDED, ("", ""))
    if ended[0] == named:
        del st.session_state[_ENDED]
        if ended[1]:
            plain.banner("open", "question", "The site was not visited again", "", [ended[1]])


@st.fragment(run_every=_TICK)
def _watch(named: str, running: Running) -> None:
    """Look at a visit again and again; the rest of the screen can be used meanwhile."""
    if running.wait(0):
        st.session_state[_RUNNING] = None
        st.session_state[_ENDED] = named, _words(running.result)
        st.rerun()
    read = sum(isinstance(event, PageRead) for event in running.events)
    plain.text(f"Visiting the site again: {read} page{'' if read == 1 else 's'} read so far.")


def _words(result: Result | None) -> str:
    """Why there is no new verdict; empty: there is one."""
    if result is None or isinstance(result, Case):
        return ""
    return result.words if isinstance(result, Refused) else f"{result.words} {result.detail}".strip()


def _form(desk: Desk, verdict: VerdictRow, by: Reviewer, key: str) -> None:
    with st.form(key, border=False):
        appellant = st.text_input("Who objects", key=f"{key}-who", max_chars=LONGEST_NAME)
        words = st.text_area("What they say", key=f"{key}-words", max_chars=LONGEST_NOTE)
        links = st.text_area(
            "Addresses of evidence, one a line", key=f"{key}-links", help=f"{MOST_LINKS} at most; they are not visited."
        )
        pressed = st.form_submit_button("Keep this appeal", icon=":material/mail:")
    if not pressed:
        return
    try:
        appeal(desk.archive, verdict, by, appellant, words, links.splitlines(), datetime.now(UTC))
    except Unfit as error:
        plain.banner("careful", "warning", "Nothing was kept yet", "", [str(error)])
        return
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
