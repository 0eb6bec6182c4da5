"""The data set: what is in the archive, as tables to take away, with every column explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from data.archive import ArchiveError
from scoring.model import VerdictClass
from ui.columns import TABLES, Kind, Table, table
from ui.dataset import (
    MOST,
    Asked,
    asked_of,
    between,
    can_write,
    command,
    download,
    download_folder,
    first_day,
    last_day,
    preview,
    query_of,
)
from ui.desk import Desk
from ui.export_card import filter_words
from ui.views import plain
from ui.words import CLASSES

_NUMBERS = (Kind.INTEGER, Kind.NUMBER)
_FILES = {
    ".csv": ("CSV", "text/csv"),
    ".jsonl": ("JSON Lines", "application/jsonl"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_NAMES = ("table", "verdict", "buyer", "first", "last", "latest")  # of the filters


def show(desk: Desk) -> None:
    st.set_page_config(layout="wide")
    st.title("Data set", anchor=False)
    st.write(
        "What was seen and judged, as tables for studies: filter, look, take them away. The page's address holds the "
        "filters. These sites were chosen because something spoke for a visit: shares among them are no prevalence."
    )
    asked = asked_of(st.query_params.to_dict())
    try:
        _filters(desk, asked)
        found = _count(desk, asked)
        if found:
            _preview(desk, asked)
            _downloads(desk, asked, found)
    except ArchiveError as error:
        plain.banner("careful", "warning", "The archive cannot be used now", "", [f"{error}. Then reload this page."])
        return
    _columns(asked.table)


def _filters(desk: Desk, asked: Asked) -> None:
    filters = asked.filters
    countries = {code: country.name for code, country in desk.world.countries.items()}
    known = ["", *sorted({*countries, filters.buyer_country} - {""}, key=lambda code: countries.get(code, code))]
    # The address may have changed under the widgets: back, or a link.
    shown = (asked.table.name, list(filters.verdicts), filters.buyer_country, first_day(filters), last_day(filters))
    for name, value in zip(_NAMES, (*shown, filters.latest_only), strict=True):
        st.session_state[f"data-{name}"] = value
    titles = {one.name: one.name.capitalize() for one in TABLES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _widget(st.selectbox, "Table", "table", options=list(titles), format_func=titles.get, width=150)
        _widget(
            st.multiselect, "Verdict", "verdict", options=list(VerdictClass), placeholder="any", width=300,
            format_func=lambda verdict: CLASSES[verdict].title,
        )  # fmt: skip
        _widget(
            st.selectbox, "Judged for buyers in", "buyer", options=known, width=220,
            format_func=lambda code: countries.get(code, code) or "any country",
        )  # fmt: skip
        _widget(st.date_input, "Judged from", "first", format="YYYY-MM-DD", width=140)
        _widget(st.date_input, "to", "last", format="YYYY-MM-DD", width=140)
        _widget(
            st.checkbox, "Newest visits only", "latest", help="Of each site and buyer's country only the newest visit."
        )
    if query_of(asked):
        st.button("Clear all filters", on_click=st.query_params.clear, type="tertiary", icon=":material/close:")


def _widget(draw: Callable[..., object], label: str, name: str, **more: object) -> None:
    draw(label, key=f"data-{name}", on_change=_changed, **more)


def _changed() -> None:
    """The address follows the widgets."""
    told = {name: st.session_state[f"data-{name}"] for name in _NAMES}
    asked = asked_of({"buyer": told["buyer"], "verdict": ",".join(told["verdict"])})
    filters = replace(between(asked.filters, told["first"], told["last"]), latest_only=told["latest"])
    st.query_params.from_dict(query_of(Asked(table(told["table"]), filters)))


def _count(desk: Desk, asked: Asked) -> int:
    """How many verdicts pass, told by class; counted up to one more than a download holds."""
    tally = desk.archive.exports.tally(asked.filters, MOST + 1)
    found = sum(tally.values())
    if not found:
        words = "Nothing was judged yet." if not query_of(asked) else "No verdict passes these filters."
        hint = "Check a site, or crawl a list of them: rxverdict crawl shops.csv" if not query_of(asked) else ""
        plain.banner("open", "question", words, "", [hint] if hint else ["Clear one of them."])
        return 0
    if found > MOST:
        st.caption(f"More than {MOST:,} verdicts.")
        return found
    classes = [f"{CLASSES[word].title.lower()} {tally[word]:,}" for word in VerdictClass if word in tally]
    verdicts = "One verdict" if found == 1 else f"{found:,} verdicts"
    st.caption(f"{verdicts} on {desk.archive.exports.sites(asked.filters):,} sites: {', '.join(classes)}.")
    return found


def _preview(desk: Desk, asked: Asked) -> None:
    columns = preview(desk.archive, asked)
    rows = len(next(iter(columns.values())))
    if not rows:
        st.info(f"These verdicts have no {asked.table.name}.", icon=":material/info:")
        return
    config = {
        column.name: (st.column_config.NumberColumn if column.kind in _NUMBERS else st.column_config.TextColumn)(
            help=f"{column.words} Unit: {column.unit}."
        )
        for column in asked.table.columns
    }
    st.dataframe(columns, column_config=config, hide_index=True, height=min(38 + 35 * rows, 420))
    st.caption(f"The first {rows} rows of {asked.table.name}. Point at the name of a column to read what it means.")


def _downloads(desk: Desk, asked: Asked, found: int) -> None:
    plain.heading(2, "Take it away")
    if found > MOST:
        st.write(
            f"More than {MOST:,} verdicts are too many for a browser. On the machine of the archive, this writes them:"
        )
        st.code(f"{command(asked, f'{asked.table.name}.parquet')}\n{command(asked, 'study/')}", language="bash")
        return
    with st.container(horizontal=True):
        for ending, (label, mime) in _FILES.items():
            name = f"{asked.table.name}{ending}"
            make = partial(download, desk.archive, asked, ending)
            st.download_button(
                label, make, file_name=name, mime=mime, on_click="ignore", key=f"take{ending}",
                disabled=not can_write(ending),
                help=None if can_write(ending) else "Not installed here: the extra named export",
            )  # fmt: skip
        st.download_button(
            "Everything, described", partial(download_folder, desk.archive, desk.world, asked),
            file_name="rxverdict-data.zip", mime="application/zip", on_click="ignore", type="primary", key="take-all",
        )  # fmt: skip
    st.caption(
        f"Filters: {filter_words(asked.filters)}. The last holds all three tables with datapackage.json, Croissant "
        "metadata, data card, licence, citation and rulebook. In CSV an apostrophe before = + - @ keeps spreadsheets "
        "from running texts of sites; the data card tells how to drop it."
    )
    with st.expander("The same on the command line"):
        st.code(f"{command(asked, f'{asked.table.name}.csv')}\n{command(asked, 'study/')}", language="bash")


def _columns(shown: Table) -> None:
    with st.expander(f"What each column of {shown.name} means"):
        st.write(shown.words)
        st.table(
            {
                "Column": [column.name for column in shown.columns],
                "Meaning": [column.words for column in shown.columns],
                "Unit": [column.unit for column in shown.columns],
                "Source": [column.source for column in shown.columns],
            },
            hide_index=True,
        )
