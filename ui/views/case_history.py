"""What else is known of a site: its earlier visits, the sites it shares something with, what was not seen."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.archive import VerdictRow
from data.network_rows import name_of
from data.world import World
from scoring.facts import Facts
from scoring.network import marks_of
from ui.casefile import CaseFile, Unread, read_facts
from ui.contract import stamp
from ui.desk import Desk
from ui.neighbours import Near, near
from ui.timeline import differences, earlier, timeline
from ui.views import network_graph, plain
from ui.words import CLASSES, KINDS, OUTCOMES

_MOST = 12  # sites outside of the network that are listed


def times(desk: Desk, case: CaseFile, read: Facts | Unread) -> None:
    """The timeline, and the differences to the visit before, when somebody asks for them."""
    plain.heading(3, "What happened, newest first")
    before = earlier(desk.archive, case.verdict)
    if before is not None and not isinstance(read, Unread):
        if st.button("Compare with the visit before", icon=":material/compare_arrows:"):
            _differences(desk, before, read)
    elif before is None:
        plain.text("There is no earlier visit to compare with.")
    for entry in timeline(desk.archive, case.verdict.site, case.verdict.buyer_country):
        here = " (this one)" if entry.verdict_id == case.verdict.id else ""
        with st.container(border=True):
            plain.titled(4, entry.title, f"{stamp(entry.at)}{here}", "neutral" if here else "open")
            for words in entry.words:
                plain.text(words)


def _differences(desk: Desk, before: VerdictRow, read: Facts) -> None:
    visit = desk.archive.visit(before.visit_id or 0)
    if visit is None:
        plain.text("The visit before is not in the archive.")
        return
    with st.spinner("Reading both visits …"):
        old = read_facts(desk.archive, desk.world, visit, before.buyer_country)
        if isinstance(old, Unread):
            plain.text(old.why)
            return
        told = differences(old, read)
    plain.heading(4, f"From {stamp(visit.ended_at)} to {stamp(read.visit.ended_at)}")
    plain.items(list(told) or ["Nothing that is looked at had changed."])


def siblings(
    desk: Desk, case: CaseFile, read: Facts | Unread, case_page: StreamlitPage, networks_page: StreamlitPage
) -> None:
    """The network of the site, drawn and told; then sites that share a mark with it and stand in no network with it."""
    site = case.verdict.site
    plain.heading(3, "Sites that share something with this one")
    row = desk.archive.networks.of_site(site)
    network_graph.show(desk.archive, site, case_page)
    label = f"Network {name_of(row.number)} on the page Networks" if row else "All networks"
    query = {"network": name_of(row.number)} if row else {}
    st.page_link(networks_page, label=label, icon=":material/hub:", query_params=query)
    if isinstance(read, Unread):
        plain.text(read.why)
        return
    bound = {one.site for one in desk.archive.networks.sites(row.number)} if row else set[str]()
    _outside(desk, near(marks_of(read), desk.archive), bound, case_page)


def _outside(desk: Desk, found: Near, bound: set[str], case_page: StreamlitPage) -> None:
    """Sites that share a mark with this one but are not among those bound to it."""
    others = [other for other in found.neighbours if other.site not in bound]
    if not others:
        outside = " outside of the network" if bound else ""
        plain.text(
            f"No other site{outside} shares a mark with it; {found.compared} whose marks are kept were compared."
        )
        return
    if bound:
        plain.heading(4, "Besides, outside of the network")
    shared: dict[str, list[str]] = {}
    for other in others:
        words = f"{other.kind.replace('_', ' ')} {other.value}" if other.kind != "text" else "copied text"
        shared.setdefault(other.site, []).append(words)
    classes = {other.site: other for other in others}
    for site in list(shared)[:_MOST]:
        told = CLASSES[classes[site].verdict]
        with st.container(horizontal=True, key=f"sibling-{site}"), st.container():
            plain.titled(4, site, told.title, told.tone)
            plain.items([f"Both have: {words}" for words in dict.fromkeys(shared[site])])
            rows = desk.archive.docket.of_site(site)
            if rows:
                query = {"site": site, "country": rows[0].buyer_country}
                st.page_link(case_page, label="Open its case", query_params=query)
    if len(shared) > _MOST:
        plain.text(f"And {len(shared) - _MOST} more.")
    st.caption(
        "A shared host, shop platform or template is not counted. What is shared is a reason to look, not proof."
    )


def unseen(case: CaseFile, read: Facts | Unread) -> None:
    """What the verdict does not rest on, because nobody could see it."""
    plain.heading(3, "What could not be seen")
    coverage = case.document["coverage"] if case.document else None
    if coverage:
        kinds = {str(kind): words for kind, words in KINDS.items()}
        missing = [kinds.get(kind, kind) for kind in coverage["kinds_missing"]]
        read_ = [kinds.get(kind, kind) for kind in coverage["kinds_read"]]
        plain.text(f"{coverage['pages_read']} pages read: {', '.join(read_) or 'none'}.")
        plain.text(
            f"Not read: {', '.join(missing)}." if missing else "Every kind of page a full answer needs was read."
        )
    if isinstance(read, Unread):
        plain.banner("careful", "warning", "The saved pages cannot be shown", "", [read.why])
        return
    visit = read.visit
    if visit.partial:
        plain.text("The visit stopped at its limit; the site has more pages than were read.")
    if visit.note:
        plain.text(visit.note)
    counted = Counter(attempt.outcome for attempt in visit.attempts)
    if counted:
        plain.items([f"{count} not read: {OUTCOMES[outcome]}" for outcome, count in counted.most_common()])
        plain.folded(
            "Each address that was not read",
            [f"{a.what}: {OUTCOMES[a.outcome]}{f'. {a.note}' if a.note else ''}" for a in visit.attempts[:60]],
        )


def provenance(case: CaseFile, world: World) -> None:
    """Everything somebody else needs to check this case."""
    row, visit = case.verdict, case.visit
    plain.items(
        [
            f"Asked: {row.url}",
            f"Visited: {stamp(visit.started_at)} to {stamp(visit.ended_at)}; {visit.pages} pages",
            f"File of the visit: {visit.warc_path}",
            f"SHA-256 of the file: {visit.warc_sha256}",
            f"Judged: {stamp(row.judged_at)} under rulebook {row.rulebook}; the World now: {world.digest}",
            f"Verdict {row.id}, visit {visit.id}",
        ]
    )
