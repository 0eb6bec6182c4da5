"""The first page: one address in, one verdict out, for somebody who is about to order."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from crawler.protocol import PageRead
from data.world import World
from ui import report
from ui.case import Case, Interrupted, Refused
from ui.desk import Desk
from ui.examples import EXAMPLES, Example
from ui.looks import Judged
from ui.running import Running
from ui.saved import score_file
from ui.views import plain, trouble, verdict

_LONGEST = 2000  # characters of an address; no shop has longer ones
_TICK = 0.25  # seconds between two looks at a running check
_LINES = 6  # newest events shown while a check runs


def show(desk: Desk) -> None:
    st.title("Check an online pharmacy", anchor=False)
    st.write(
        "Before you order acne medicine such as isotretinoin, paste the address of the site. Its pages are read as an "
        "inspector would read them, and you see what speaks for and against it, word by word."
    )
    url, country, asked = _ask(desk.world)
    if asked and url:
        st.query_params.from_dict({"url": url, **({"country": country} if country else {})})
        st.session_state.asked = url, country
        st.session_state.running, st.session_state.ended = Running(desk, url, country), None
    elif asked:
        st.session_state.running, st.session_state.ended = None, ""
    place = st.empty()  # emptied at once, so that no old verdict stands under a new address
    with place.container():
        _outcome(desk)
    _examples()


def _ask(world: World) -> tuple[str, str, bool]:
    """The address, the country's code (empty: not said), and whether it is to be checked now."""
    names = {code: country.name for code, country in sorted(world.countries.items(), key=lambda item: item[1].name)}
    if "url" not in st.session_state:  # the form is new on this screen: what was asked last, or what the link says
        st.session_state.filled_in = st.session_state.get("asked") or _of_link(names)
    old_url, old_country = st.session_state.filled_in
    codes = ["", *names]
    with st.form("ask"):
        url = st.text_input(
            "Address of the site",
            old_url,
            key="url",
            max_chars=_LONGEST,
            placeholder="for instance pharmacy.example",
            autocomplete="off",
        )
        country = st.selectbox(
            "Where do you live?",
            codes,
            codes.index(old_country),
            key="country",
            format_func=lambda code: names.get(code, "I'd rather not say"),
            help="Rules differ between countries. It is used for this verdict only.",
        )
        asked = st.form_submit_button("Check", type="primary", icon=":material/search:")
    return url.strip(), country, asked


def _of_link(names: Mapping[str, str]) -> tuple[str, str]:
    """The address and country that a link to this page carries: filled in, and waiting for somebody to press Check."""
    country = st.query_params.get("country", "").upper()
    return st.query_params.get("url", "")[:_LONGEST], country if country in names else ""


def _outcome(desk: Desk) -> None:
    """What there is to show: a check going on, or how the last one ended."""
    running: Running | None = st.session_state.get("running")
    if running is not None:
        _watch(running)
        st.session_state.running, st.session_state.ended = None, running.result
        st.rerun()
    match st.session_state.get("ended"):
        case Case() as case:
            if case.trouble:
                trouble.not_kept(case.trouble)
            verdict.show(case.verdict, case.visit, desk.world)
        case Refused() as ended:
            trouble.refused(ended)
        case Interrupted() as ended:
            trouble.interrupted(ended)
        case Example() as example:
            _example(example, st.session_state.get("country", ""), desk.world)
        case "":
            trouble.empty()
        case _:
            return


def _watch(running: Running) -> None:
    """Tell what is being read until the check ends. It ends in the archive even when nobody watches."""
    began = time.monotonic()
    with st.status("Visiting the site …", expanded=True) as status:
        bar, box = st.progress(0.0, "No page read yet"), st.empty()
        shown = -1
        while not running.wait(_TICK):
            events = list(running.events)
            status.update(label=f"Visiting the site … {time.monotonic() - began:.0f} s", expanded=True)
            if len(events) == shown:
                continue
            shown = len(events)
            read = [event for event in events if isinstance(event, PageRead)]
            if read:
                of = max(read[-1].of, 1)
                bar.progress(min(len(read) / of, 1.0), f"{len(read)} of at most {of} pages read")
            lines = [words for event in events if (words := report.progress_words(event))]
            with box.container():
                plain.items(lines[-_LINES:])


def _examples() -> None:
    st.divider()
    st.header("Or look at an example", anchor=False)
    st.caption("Three invented sites, saved on disk and judged now by the present rules. No network is needed.")
    for example in EXAMPLES:
        st.button(example.title, key=example.file, on_click=_open, args=(example,), width="stretch")


def _open(example: Example) -> None:
    st.session_state.running, st.session_state.ended = None, example


def _example(example: Example, country: str, world: World) -> None:
    judged = _judged(example, country, world.digest)
    plain.banner("neutral", "info", "An example, not a real site", "", [example.words])
    verdict.show(judged.verdict, judged.visit, world)


@st.cache_data(show_spinner="Reading the saved pages …", max_entries=64)
def _judged(example: Example, country: str, digest: str) -> Judged:
    """Judged once for each country and state of what we know (`digest`)."""
    return next(score_file([example.path], country))
