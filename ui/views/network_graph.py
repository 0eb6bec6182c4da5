"""A network drawn and told: for the case of one of its sites, and for the page of all networks."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.archive import Archive
from data.network_rows import NetworkRow, NetworkSiteRow, name_of
from scoring.model import VerdictClass
from ui.network_words import Bond, bond_words, bonds_of, drawing, nearest, state_words, way_words, ways_from
from ui.views import plain
from ui.words import CLASSES

_FILLS = {"bad": "#fdecec", "careful": "#fff4dc", "open": "#eef1f4", "good": "#e6f5ec", "neutral": "#e8f1fa"}
# On a narrow screen a drawing keeps a size at which its names can be read, and is scrolled.
_READABLE = (
    "<style>.st-key-network-drawing {overflow-x: auto}"
    ".st-key-network-drawing [data-testid=stGraphVizChart] {min-width: 40rem}</style>"
)
_FIRST = 12  # sites told in full; the others open at a click
_NO_PROOF = (
    "What is shared is a reason to look, not proof of one owner: a number may be taken over, an agency may build for "
    "many. A link needs one mark of the operator's own, or two weaker ones that no one host, platform or agency gives."
)


def show(archive: Archive, site: str, case_page: StreamlitPage | None = None) -> None:
    """The network of one site, with the site in the middle; in words when it is in none. Raises ArchiveError."""
    row = archive.networks.of_site(site)
    if row is None:
        looked = archive.networks.last() > 0
        plain.text(
            "When networks were last looked for, nothing that counts was shared with another site of the archive."
            if looked
            else "Networks were not looked for yet: the page Networks does it, or the command rxverdict networks."
        )
        return
    plain.text(f"Network {name_of(row.number)}: {state_words(row)}.")
    network(archive, row, site, case_page)


def network(archive: Archive, row: NetworkRow, middle: str = "", case_page: StreamlitPage | None = None) -> None:
    """The drawing of a network, and the same in words: what binds it, then every site. Raises ArchiveError."""
    sites = {one.site: one for one in archive.networks.sites(row.number)}
    bonds = bonds_of(archive.networks.links(row.number))
    drawn = nearest(tuple(sites), bonds, middle)
    fills = {site: _fill(sites[site]) for site in drawn if site in sites}
    with st.container(key="network-drawing"):
        st.html(_READABLE)
        st.graphviz_chart(drawing(drawn, bonds, fills, middle), width="stretch")
    left = f" {len(sites) - len(drawn)} of its sites are not drawn." if len(drawn) < len(sites) else ""
    st.caption(
        "Boxes are sites, rounded boxes what they share; a dashed one would not bind by itself. "
        f"The same stands below in words.{left}"
    )
    told = [bond for bond in bonds if not middle or middle in bond.sites]
    plain.heading(4, "What binds it" if not middle else f"What binds {middle} to others")
    plain.items([f"{len(bond.sites)} sites show {bond_words(bond)}" for bond in told[:_FIRST]])
    if len(told) > _FIRST:
        more = [f"{len(bond.sites)} sites show {bond_words(bond)}" for bond in told[_FIRST:]]
        plain.folded(f"And {len(more)} more marks", more)
    _sites(sites, bonds, middle, case_page)
    st.caption(_NO_PROOF)


def _sites(
    sites: dict[str, NetworkSiteRow], bonds: tuple[Bond, ...], middle: str, case_page: StreamlitPage | None
) -> None:
    """Every site of the network: how it was judged, how it is bound to the middle, and the way to its case."""
    plain.heading(4, "Its sites")
    ways = {way.site: way for way in ways_from(middle, bonds)} if middle else {}
    order = [middle, *ways] if ways else list(sites)
    told = [sites[site] for site in order if site in sites]
    for one in told[:_FIRST]:
        words, tone = _class(one)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container():
                plain.titled(5, one.site, words, tone)
                if one.site in ways:
                    plain.items(list(way_words(ways[one.site])))
            if case_page is not None and one.visited_at is not None and one.site != middle:
                query = {"site": one.site, **({"country": one.buyer_country} if one.buyer_country else {})}
                st.page_link(case_page, label="Open its case", icon=":material/folder_open:", query_params=query)
    if len(told) > _FIRST:
        rows = [f"{one.site}: {_class(one)[0]}" for one in told[_FIRST:]]
        plain.folded(f"And {len(rows)} more sites", rows)


def _class(one: NetworkSiteRow) -> tuple[str, str]:
    """How a site was judged, in words, and their tone."""
    if one.verdict not in list(VerdictClass):
        return "no verdict kept", "open"
    told = CLASSES[VerdictClass(one.verdict)]
    day = f", {one.visited_at:%Y-%m-%d}" if one.visited_at is not None else ""
    return f"{told.title}{day}", told.tone


def _fill(one: NetworkSiteRow) -> tuple[str, str]:
    words, tone = _class(one)
    return words, _FILLS[tone]
