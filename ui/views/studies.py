"""The figures of the archive: what is where, how often, at what price, since when."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime
from html import escape

import streamlit as st

from data.archive import Archive, ArchiveError
from data.world import World
from scoring.prevalence import published
from ui.desk import Desk
from ui.plots import CannotDraw, svg
from ui.studies import Study, archive_rows, network_sizes, study_of
from ui.study_tables import csv_lines
from ui.studying import figures
from ui.views import plain, trouble

_MOST = 5000  # sites behind a figure on the screen: some three seconds; the command line counts all
_FRESH = 600  # seconds that figures are shown again without counting anew

_TITLES = {
    "signs": ("Signs seen", "Of sites that sell, broker or promote prescription medicine. Points: yes among "
              "yes and no; lines: 95 % bounds (Wilson); beside them the counts."),
    "beside-published": ("Beside the literature", "NABP counts sites that it does not recommend; Lagan et al. 2014 "
                         "read 50 sites with isotretinoin. The samples differ, so compare with care."),
    "verdicts": ("Verdicts by country and time", "Each site once, in the month of its newest visit."),
    "prices": ("Prices by market and strength", "A capsule on offer beside the range of genuine prices that are known, "
               "at assumed rates of exchange."),
    "networks": ("Sizes of networks", "Sites that belong together by what they share."),
}  # fmt: skip
_NOTHING = {
    "signs": "No check could see enough on any site yet.",
    "beside-published": "None of the published figures could be seen on any site yet.",
    "prices": "No offer tells strength, price and currency yet.",
    "networks": "No network is known. They are found by: rxverdict networks",
}


def show(desk: Desk) -> None:
    """Draw the page."""
    st.title("Figures", anchor=False)
    country = _country(desk)
    try:
        study, drawn, why = _counted(desk.archive, desk.world, country)
    except ArchiveError as error:
        trouble.archive(error)
        return
    if not study.sites:
        lines = ["Figures are drawn from verdicts that were kept.", "Check a site, or start: rxverdict crawl FILE"]
        where = f" for buyers in {country}" if country else ""
        plain.banner("open", "info", f"No verdict is kept yet{where}", "", lines)
        return
    plain.text(_about(study))
    _download(desk, study)
    if why:
        plain.banner("open", "info", "The figures cannot be drawn here", "", [why])
        return
    _draw(drawn)


def _country(desk: Desk) -> str:
    known = {code: country.name for code, country in sorted(desk.world.countries.items())}
    asked = st.query_params.get("country", "").upper()
    choices = ["", *known]
    chosen = st.selectbox(
        "Verdicts for buyers in",
        choices,
        index=choices.index(asked) if asked in choices else 0,
        format_func=lambda code: known.get(code, "any country"),
    )
    st.query_params.from_dict({"country": chosen} if chosen else {})
    return chosen


@st.cache_data(ttl=_FRESH, max_entries=8, show_spinner="Counting and drawing …")
def _counted(_archive: Archive, _world: World, country: str) -> tuple[Study, dict[str, str], str]:
    """What was counted, the figures by name as SVG, and why there are none (empty: there are)."""
    study = study_of(archive_rows(_archive, country, _MOST), _world)
    study.networks = network_sizes(_archive, datetime.now(UTC))
    try:
        return study, {name: svg(chart) for name, chart in figures(study, _world).items() if chart is not None}, ""
    except CannotDraw as error:
        return study, {}, str(error)


def _about(study: Study) -> str:
    span = f", visited {study.first:%Y-%m-%d} to {study.last:%Y-%m-%d}" if study.first and study.last else ""
    most = f" These are the {_MOST} judged last; rxverdict study counts all." if study.sites >= _MOST else ""
    return (
        f"{study.sites} sites{span}; {study.tally.sites} of them sell, broker or promote prescription medicine.{most} "
        "They are what was put into this archive, no sample of all sites there are."
    )


def _download(desk: Desk, study: Study) -> None:
    table = "\r\n".join(csv_lines(study, published(desk.world))) + "\r\n"
    st.download_button("Download the numbers (CSV)", table, "prevalence.csv", "text/csv", on_click="ignore")


def _draw(drawn: dict[str, str]) -> None:
    for name, (title, words) in _TITLES.items():
        st.subheader(title, anchor=False)
        if name not in drawn:
            plain.text(_NOTHING.get(name, "There is nothing to draw yet."))
            continue
        plain.text(words)
        _picture(drawn[name], f"{title}: the numbers stand in the CSV file above.")


def _picture(svg: str, words: str) -> None:
    """The figure as a paper prints it. On a narrow screen it keeps its size and is scrolled, so that it can be read."""
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    st.html(
        "<div style='overflow-x:auto' tabindex='0'>"
        f"<img alt='{escape(words, quote=True)}' src='{source}' style='max-width:none'></div>"
    )
