"""The filters of the queue. The address of the page is what counts: widgets show it, and picking one changes it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.docket_rows import DocketOrder, DocketState
from scoring.model import VerdictClass
from ui.casefile import cards
from ui.desk import Desk
from ui.queue_address import EVERYTHING, MINE, Asked, query_of
from ui.queue_words import STATES
from ui.words import CLASSES

_ORDERS = {DocketOrder.RISK.value: "highest risk first", DocketOrder.CHANGED.value: "newest change first"}


def show(desk: Desk, asked: Asked) -> None:
    query = query_of(asked)
    countries = {code: country.name for code, country in desk.world.countries.items()}
    states = {MINE: "still to do", EVERYTHING: "all", **{s.value: STATES[s][0] for s in DocketState}}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _pick("Review", "state", states, query, MINE)
        _pick("Verdict", "verdict", {"": "any", **{c.value: CLASSES[c].title for c in VerdictClass}}, query)
        _pick("Order", "order", _ORDERS, query, DocketOrder.RISK.value)
        _type("Site begins with", "site", query, "for instance pill")
    folded = [name for name in ("buyer", "country", "check", "network", "assignee") if name in query]
    title = f"More filters{f' ({len(folded)} in use)' if folded else ''}"
    with (
        st.expander(title, expanded=bool(folded)),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        _pick("Judged for buyers in", "buyer", {"": "any country", **_by_name(countries)}, query)
        _pick("Sells into", "country", {"": "any country", **_by_name(countries)}, query)
        signs = {card.id: card.id.replace("_", " ") for card in cards().values()}
        _pick("Sign found", "check", {"": "any", **_by_name(signs)}, query)
        _type("Network", "network", query, "its id")
        _type("Given to", "assignee", query, "a name as it was typed")
    if query:
        st.button("Clear all filters", on_click=st.query_params.clear, type="tertiary", icon=":material/close:")


def _by_name(named: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda item: item[1]))


def _pick(label: str, name: str, options: Mapping[str, str], query: Mapping[str, str], usual: str = "") -> None:
    value = query.get(name, usual)
    known = options if value in options else {**options, value: value}
    st.session_state[f"filter-{name}"] = value  # the address may have changed under the widget: back, or a link
    st.selectbox(
        label,
        list(known),
        key=f"filter-{name}",
        format_func=lambda option: known[option],
        on_change=_changed,
        args=(name, usual),
        width=220,
    )


def _type(label: str, name: str, query: Mapping[str, str], hint: str) -> None:
    st.session_state[f"filter-{name}"] = query.get(name, "")
    st.text_input(
        label, key=f"filter-{name}", placeholder=hint, max_chars=200, on_change=_changed, args=(name, ""), width=220,
        autocomplete="off",
    )  # fmt: skip


def _changed(name: str, usual: str) -> None:
    """Another filter is another list: it begins at its first page."""
    value = str(st.session_state[f"filter-{name}"]).strip()
    kept = {key: told for key, told in st.query_params.to_dict().items() if key not in (name, "after", "before")}
    st.query_params.from_dict({**kept, **({name: value} if value != usual else {})})
