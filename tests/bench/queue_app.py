"""The queue alone, over an archive that exists; it says on stdout how long each drawing of the page took.

`python -m streamlit run tests/bench/queue_app.py -- --home FOLDER`
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.archive import open_archive
from data.known import known_world
from tests.bench.dockets import SAID
from ui.case import Recovered
from ui.desk import Desk
from ui.views import queue
from ui.worker_client import Worker


@st.cache_resource
def desk(home: Path) -> Desk:
    archive = open_archive("", home)
    return Desk(known_world(home), archive, Worker(), Recovered(0, (), 0))


def timed(opened: Desk, case_page: StreamlitPage) -> None:
    began = time.perf_counter()
    queue.show(opened, case_page)
    print(SAID, time.perf_counter() - began, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    st.set_page_config(page_title="queue", layout="centered")
    opened = desk(parser.parse_args().home)
    of_case = st.Page(lambda: None, title="Case", url_path="case", default=True)
    st.navigation([of_case, st.Page(partial(timed, opened, of_case), title="Queue", url_path="queue")]).run()


if __name__ == "__main__":
    main()
