"""The screens: navigation, and nothing else. Run by Streamlit; `run` is also the way in for other openers of a desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from data.archive import ArchiveError
from ui.desk import Desk, open_desk
from ui.views import about, case, consumer, dataset, networks, queue, studies, trouble


def run(opener: Callable[[], Desk] = open_desk) -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title="rxverdict", page_icon="💊", layout="centered")
    try:
        desk = _desk(opener)
    except ArchiveError as error:
        trouble.archive(error)
        return
    of_case = st.Page(
        lambda: case.show(desk, of_queue, of_case, of_networks), title="Case", url_path="case", visibility="hidden"
    )
    of_networks = st.Page(lambda: networks.show(desk, of_case), title="Networks", url_path="networks")
    of_queue = st.Page(lambda: queue.show(desk, of_case), title="Queue", url_path="queue")
    pages = [
        st.Page(partial(consumer.show, desk), title="Check a site", url_path="check", default=True),
        of_queue,
        of_case,
        of_networks,
        st.Page(partial(dataset.show, desk), title="Data set", url_path="data"),
        st.Page(partial(studies.show, desk), title="Figures", url_path="figures"),
        st.Page(partial(about.show, desk.world), title="How it works", url_path="about"),
    ]
    st.navigation(pages, position="top").run()


@st.cache_resource(show_spinner="Getting ready …")
def _desk(_opener: Callable[[], Desk]) -> Desk:
    return _opener()


if __name__ == "__main__":
    run()
