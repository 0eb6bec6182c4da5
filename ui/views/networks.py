"""The networks of the archive: the list, the largest first, and one of them in full."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.archive import ArchiveError
from data.network_rows import NetworkRow, name_of, number_of
from ui.desk import Desk
from ui.network_words import state_words
from ui.networking import look, looked_words
from ui.views import network_graph, plain

_PAGE = 20  # networks on one screen
_SAID = "networks_said"  # in the session: what the last look found


def show(desk: Desk, case_page: StreamlitPage) -> None:
    st.set_page_config(layout="wide")
    st.title("Networks", anchor=False)
    try:
        named = st.query_params.get("network", "")
        if named:
            _one(desk, named, case_page)
        else:
            _all(desk)
    except ArchiveError as error:
        plain.banner("careful", "warning", "The archive cannot be used now", "", [f"{error}. Then reload this page."])


def _one(desk: Desk, named: str, case_page: StreamlitPage) -> None:
    st.button("All networks", icon=":material/arrow_back:", on_click=_go, args=("",))
    row = desk.archive.networks.network(number_of(named))
    if row is None:
        plain.banner("open", "question", "There is no such network", named[:40], ["The list shows all there are."])
        return
    plain.heading(2, f"Network {name_of(row.number)}")
    plain.text(_sentence(row))
    if row.merged_into:
        name = name_of(row.merged_into)
        st.button(f"Open {name}", icon=":material/hub:", on_click=_go, args=(name,))
    if row.sites:
        network_graph.network(desk.archive, row, case_page=case_page)


def _all(desk: Desk) -> None:
    plain.text("Sites that share a phone number, an account, a wallet or their words, each link with its reason.")
    if st.button("Look for networks now", icon=":material/hub:"):
        with st.spinner("Comparing what sites share …"):
            st.session_state[_SAID] = looked_words(look(desk.archive, datetime.now(UTC)))
    if _SAID in st.session_state:
        plain.text(st.session_state[_SAID])
    after = _place(st.query_params.get("after", ""))
    rows = desk.archive.networks.page(after, _PAGE + 1)
    if not rows:
        _none(desk, after)
    for row in rows[:_PAGE]:
        _line(row)
    with st.container(horizontal=True):
        if len(rows) > _PAGE:
            last = rows[_PAGE - 1]
            st.button("Next", on_click=_turn, args=(f"{last.sites}-{last.number}",))
        if after is not None:
            st.button("First page", on_click=_turn, args=("",))


def _line(row: NetworkRow) -> None:
    name = name_of(row.number)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            label, tone = (f"{row.flagged} flagged", "bad") if row.flagged else ("none flagged", "open")
            plain.titled(3, f"Network {name}", label, tone)
            plain.text(_sentence(row))
        st.button("Open", key=f"open-{name}", icon=":material/hub:", on_click=_go, args=(name,))


def _none(desk: Desk, after: tuple[int, int] | None) -> None:
    if after is not None:
        plain.banner("open", "info", "The list ends here", "", ["Go back to the first page."])
    elif desk.archive.networks.last():
        lines = ["When it was last looked, no two sites of the archive shared anything that counts."]
        plain.banner("open", "info", "No network", "", lines)
    else:
        lines = ["Look for them with the button above; it compares all sites that were visited."]
        plain.banner("open", "question", "Networks were not looked for yet", "", lines)


def _sentence(row: NetworkRow) -> str:
    words = state_words(row)
    return f"{words[:1].upper()}{words[1:]}."


def _place(words: str) -> tuple[int, int] | None:
    sites, _, number = words.partition("-")
    both = sites.isascii() and sites.isdigit() and number.isascii() and number.isdigit() and len(words) < 20
    return (int(sites), int(number)) if both else None


def _go(name: str) -> None:
    st.query_params.from_dict({"network": name} if name else {})


def _turn(after: str) -> None:
    st.query_params.from_dict({"after": after} if after else {})
