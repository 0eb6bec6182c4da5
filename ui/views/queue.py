"""The regulator's queue: which site next. A page of the docket, its filters, and what can be done with many at once."""

from __future__ import annotations

import string
from datetime import UTC, datetime

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.archive import ArchiveError
from data.docket_rows import DocketFilters, DocketPage, DocketRow, DocketState
from scoring.model import Role, VerdictClass
from ui.casefile import cards
from ui.desk import Desk
from ui.queue_address import Asked, asked_of, query_of
from ui.queue_words import STATES, case_query, change_words, checks_words
from ui.views import marked, plain, queue_filters, queue_work
from ui.words import CLASSES, ROLES

_COUNTED = 500  # sites counted; whether there are more than that changes nothing today
_ESCAPE = "\\"
LIST = "queue_asked"  # in the session: what was asked last, so that a case can lead on to the next


def show(desk: Desk, case_page: StreamlitPage) -> None:
    st.set_page_config(layout="wide")
    st.title("Queue", anchor=False)
    asked = asked_of(st.query_params.to_dict())
    st.session_state[LIST] = asked
    now = datetime.now(UTC)
    try:
        queue_filters.show(desk, asked)
        page = desk.archive.docket.page(
            asked.filters, asked.order, now=now, after=asked.after, before=asked.before
        )  # fmt: skip
        _count(desk, asked.filters, now)
        picked = _rows(page, asked, now, case_page)
        if page.stopped and asked.filters.site_begins:
            st.caption("More sites begin so than were looked at. Type more letters to see the others.")
        _turn(page, asked)
        queue_work.show(desk, picked)
    except ArchiveError as error:
        plain.banner("careful", "warning", "The archive cannot be used now", "", [f"{error}. Then reload this page."])


def _count(desk: Desk, filters: DocketFilters, now: datetime) -> None:
    found = _counted(desk, filters, now)
    told = f"{found:,} sites" if found < _COUNTED else f"{_COUNTED:,} sites or more"
    if found:
        st.caption("One site fits." if found == 1 else f"{told} fit.")


@st.cache_data(ttl=20, max_entries=200, show_spinner=False)  # seconds; pages are turned faster than sites come in
def _counted(_desk: Desk, filters: DocketFilters, _now: datetime) -> int:
    return _desk.archive.docket.count(filters, now=_now, most=_COUNTED)


def _rows(page: DocketPage, asked: Asked, now: datetime, case_page: StreamlitPage) -> tuple[DocketRow, ...]:
    """The rows on the screen; those that are picked."""
    if not page.rows:
        _nothing(page, asked)
    picked = []
    for row in page.rows:
        with st.container(horizontal=True, wrap=False, key=f"row-{row.id}"):
            if st.checkbox("Pick this site", key=f"pick-{row.id}", label_visibility="collapsed"):
                picked.append(row)
            with st.container(gap=None):
                st.page_link(case_page, label=_label(row.site), query_params=case_query(row))
                st.html(_line(row, now))
    return tuple(picked)


def _label(site: str) -> str:
    """The name of a site as the label of a link, which reads markdown: every sign of it stands for itself."""
    escaped = "".join(f"{_ESCAPE}{letter}" if letter in string.punctuation else letter for letter in site)
    return f"**{escaped}**"


def _line(row: DocketRow, now: datetime) -> str:
    told = CLASSES[VerdictClass(row.verdict)]
    tags = [(told.title, told.tone)]
    if row.state is not DocketState.WAITING:
        tags.append(STATES[row.state])
    if row.assignee:
        tags.append((f"with {row.assignee}", "neutral"))
    if row.snoozed_until is not None and row.snoozed_until > now:
        tags.append((f"snoozed until {row.snoozed_until:%Y-%m-%d}", "open"))
    if row.network:
        tags.append((f"network {row.network}", "neutral"))
    where = f"for buyers in {row.buyer_country}" if row.buyer_country else "for buyers anywhere"
    sold = [code for code in row.countries if code != row.buyer_country]
    into = f"; sells into {', '.join(sold)}" if sold else ""
    about = f"{ROLES[Role(row.role)].capitalize()}; judged {where}{into}. {change_words(row)}"
    return marked.line(tags, [checks_words(row, cards()), about], row.risk_low, row.risk_high)


def _nothing(page: DocketPage, asked: Asked) -> None:
    if page.stopped and page.after is not None:
        lines = ["None of the sites looked at fits all of these filters. Look further, or take a filter away."]
        plain.banner("open", "question", "Nothing so far", "", lines)
    elif asked.after or asked.before:
        plain.banner("open", "info", "The list ends here", "", ["Go back, or take a filter away."])
    elif query_of(asked):
        plain.banner("open", "info", "No site fits these filters", "", ["Take one away, or look at all sites."])
    else:
        plain.banner(
            "good", "tick", "Nothing to do", "",
            ["Every site has been decided about, rests, or none was visited yet. Add sites below, or show all."],
        )  # fmt: skip


def _turn(page: DocketPage, asked: Asked) -> None:
    """Buttons to the pages beside this one."""
    with st.container(horizontal=True):
        for label, key, place in (
            ("Back", "before", page.before),
            ("Look further" if page.stopped and not page.rows else "Next", "after", page.after),
        ):
            args = (asked, {key: place})
            st.button(label, key=f"turn-{key}", disabled=place is None, on_click=_go, args=args)
        if asked.after or asked.before:
            st.button("First page", key="turn-first", on_click=_go, args=(asked, {}))


def _go(asked: Asked, place: dict[str, object]) -> None:
    kept = {name: value for name, value in query_of(asked).items() if name not in ("after", "before")}
    st.query_params.from_dict({**kept, **{name: str(value) for name, value in place.items() if value}})
