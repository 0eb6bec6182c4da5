"""One case for a regulator: the verdict with its grounds, the evidence in its page, everything else the visit shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from crawler.pictures import Picture
from data.archive import ArchiveError
from data.docket_rows import DocketRow, DocketState, cursor_at
from scoring.facts import Facts
from scoring.model import VerdictClass
from ui.casefile import CaseFile, Unread, grounds_of, open_case, read_facts, read_pictures
from ui.desk import Desk
from ui.queue_address import Asked, asked_of, query_of
from ui.queue_words import STATES, case_query, change_words
from ui.review_words import findings_words
from ui.reviewing import Standing, standing
from ui.views import case_dossier, case_facts, case_findings, case_history, plain, review_form
from ui.views.queue import LIST
from ui.words import CLASSES

_PARTS = {
    "findings": "Findings",
    "order": "Order and prices",
    "identity": "Identity and domain",
    "time": "Timeline",
    "network": "Network",
    "unseen": "Not seen",
    "pictures": "Screenshots",
    "dossier": "Dossier",
}
_SHOWN = "case-shown"  # site and country of the case that stood on this screen last
_CASES = 8  # visits kept in memory, about 5 MB each: the one on the screen, and some to go back to


def show(desk: Desk, queue_page: StreamlitPage, case_page: StreamlitPage, networks_page: StreamlitPage) -> None:
    st.set_page_config(layout="wide")
    site, country = st.query_params.get("site", ""), st.query_params.get("country", "").upper()
    _address(site, country)
    try:
        case = open_case(desk.archive, site, country) if site else None
        _ways(desk, case, queue_page, case_page)
        if case is None:
            _none(desk, site, country, case_page)
        else:
            _case(desk, case, case_page, networks_page)
    except ArchiveError as error:
        plain.banner("careful", "warning", "The archive cannot be used now", "", [f"{error}. Then reload this page."])


def _address(site: str, country: str) -> None:
    """Streamlit leaves the address bar as it is when a link leads from one case to another; it must name this case."""
    before, st.session_state[_SHOWN] = st.session_state.get(_SHOWN), (site, country)
    if before not in (None, (site, country)):
        st.query_params.from_dict(st.query_params.to_dict())


def _ways(desk: Desk, case: CaseFile | None, queue_page: StreamlitPage, case_page: StreamlitPage) -> None:
    """Back to the list one came from, and on to the next of it."""
    asked: Asked = st.session_state.get(LIST) or asked_of({})  # who came by a link goes on with what is to do
    with st.container(horizontal=True):
        st.page_link(queue_page, label="Queue", icon=":material/arrow_back:", query_params=query_of(asked))
        row = _next(desk, case, asked)
        if row is not None:
            label = "Next in the queue"
            st.page_link(case_page, label=label, icon=":material/skip_next:", query_params=case_query(row))


def _next(desk: Desk, case: CaseFile | None, asked: Asked) -> DocketRow | None:
    if case is None or case.docket is None:
        return None
    place = cursor_at(case.docket, asked.order)
    page = desk.archive.docket.page(asked.filters, asked.order, now=datetime.now(UTC), after=place, limit=1)
    return page.rows[0] if page.rows else None


def _none(desk: Desk, site: str, country: str, case_page: StreamlitPage) -> None:
    st.title("Case", anchor=False)
    if not site:
        plain.banner("open", "info", "No case was asked for", "", ["Choose one in the queue."])
        return
    rows = desk.archive.docket.of_site(site)
    where = f"for buyers in {country}" if country else "for buyers of no particular country"
    plain.banner("open", "question", "This site has not been judged so", site, [f"There is no verdict {where}."])
    for row in rows:
        label = f"Judged for {row.buyer_country or 'no particular country'}"
        st.page_link(case_page, label=label, query_params=case_query(row))


def _case(desk: Desk, case: CaseFile, case_page: StreamlitPage, networks_page: StreamlitPage) -> None:
    row = case.verdict
    told = CLASSES[VerdictClass(row.verdict)]
    stands = standing(desk.archive.audit.of_site(row.site, row.buyer_country), _changed(case))
    plain.banner(told.tone, told.icon, told.title, row.site, [row.headline])
    _standing(case, stands)
    for words in grounds_of(case, desk.world):
        plain.text(words)
    plain.interval(row.risk_low, row.risk_high)
    st.caption(
        f"Estimated risk {row.risk_low} to {row.risk_high} of 100: only what was seen, and the worst it could be."
    )
    read = _read(desk, case, desk.world.digest)
    part = _part()
    match part:
        case "findings":
            if isinstance(read, Unread):
                plain.banner("careful", "warning", "The saved pages cannot be shown", "", [read.why])
            case_findings.show(case, read, desk.world, {row.concerns: row for row in stands.on_findings})
        case "network":
            case_history.siblings(desk, case, read, case_page, networks_page)
        case _:
            _show_part(part, desk, case, read)
    st.divider()
    review_form.show(desk, case.verdict)
    with st.expander("Where this comes from"):
        case_history.provenance(case, desk.world)


def _changed(case: CaseFile) -> bool:
    return case.docket is not None and case.docket.state is DocketState.CHANGED


def _standing(case: CaseFile, stands: Standing) -> None:
    """The case in the docket, in one line."""
    row = case.docket
    if row is None:
        return
    parts = [STATES[row.state][0].capitalize()]
    parts += [f"given to {row.assignee}"] if row.assignee else []
    parts += [f"judged for buyers in {row.buyer_country}" if row.buyer_country else "judged for no particular country"]
    plain.text(f"{'; '.join(parts)}. Newest change, {change_words(row)}")
    for words in findings_words(stands):
        plain.text(words)


def _part() -> str:
    """The part of the case that is on the screen; it stands in the address, so that a link leads to it."""
    asked = st.query_params.get("view", "")
    st.session_state["case-part"] = asked if asked in _PARTS else "findings"
    picked = st.segmented_control(
        "Part of the case", list(_PARTS), key="case-part", format_func=lambda part: _PARTS[part],
        label_visibility="collapsed", on_change=_turned, required=True,
    )  # fmt: skip
    return picked or "findings"


def _turned() -> None:
    st.query_params["view"] = st.session_state["case-part"]


def _show_part(part: str, desk: Desk, case: CaseFile, read: Facts | Unread) -> None:
    match part:
        case "order":
            _of_facts(read, case_facts.order)
            case_facts.prices(case, desk.world)
        case "identity":
            _of_facts(read, case_facts.identity)
            _of_facts(read, lambda facts: case_facts.domain(facts.visit.outside))
        case "time":
            case_history.times(desk, case, read)
        case "pictures":
            _pictures(_drawn(desk, case))
        case "dossier":
            case_dossier.show(desk, case)
        case _:
            case_history.unseen(case, read)


def _of_facts(read: Facts | Unread, draw: Callable[[Facts], None]) -> None:
    if isinstance(read, Unread):
        plain.banner("careful", "warning", "The saved pages cannot be shown", "", [read.why])
        return
    draw(read)


def _pictures(found: tuple[Picture, ...]) -> None:
    if not found:
        plain.text("No picture was taken in this visit: its pages were read without a browser.")
    for picture in found:
        st.image(picture.jpeg, width="stretch")
        plain.note(f"{picture.url}, SHA-256 of the picture {picture.sha256}")


def _read(desk: Desk, case: CaseFile, digest: str) -> Facts | Unread:
    asked = desk, case, case.visit.warc_sha256, case.verdict.buyer_country, digest
    found = _read_once(*asked)
    if isinstance(found, Unread):  # a store that was away may be back when somebody looks again
        _read_once.clear(*asked)
    return found


@st.cache_resource(show_spinner="Reading the saved pages …", max_entries=_CASES)
def _read_once(_desk: Desk, _case: CaseFile, sha256: str, country: str, digest: str) -> Facts | Unread:
    return read_facts(_desk.archive, _desk.world, _case.visit, country)


@st.cache_resource(show_spinner="Reading the pictures …", max_entries=2)
def _drawn_once(_desk: Desk, _case: CaseFile, sha256: str) -> tuple[Picture, ...]:
    return read_pictures(_desk.archive, _case.visit)


def _drawn(desk: Desk, case: CaseFile) -> tuple[Picture, ...]:
    return _drawn_once(desk, case, case.visit.warc_sha256)
