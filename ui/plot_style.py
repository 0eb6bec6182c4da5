"""How the figures look: colours that differ in lightness too, sizes and letters fit for print."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

WIDTH = 330  # pixels of the plotting area; with labels about 600, which is 16 cm at 96 dots per inch
# Apart in print without colour, and for people who see red and green alike (after Okabe and Ito 2008).
COLOURS = {
    "flagged": "#b3261e",
    "caution": "#e69f00",
    "unverified": "#b8bec5",
    "verified": "#009e73",
    "not_a_seller": "#56b4e9",
    "unreadable": "#f2f2f2",
    "genuine": "#1f4e79",
}


# For thin marks on white, where a pale filling would vanish.
INKS = {**COLOURS, "caution": "#b26a00", "unverified": "#333c46"}


def plain(name: str) -> str:
    """An id as words."""
    return name.replace("_", " ")


def finished(chart: T, title: str, subtitle: str) -> T:
    """A chart with its title, what it is about under it, and letters that can be read when it is printed."""
    import altair

    head = altair.TitleParams(title, subtitle=subtitle, anchor="start", fontSize=13, subtitleFontSize=10, offset=8)
    styled = chart.properties(title=head, background="white")  # type: ignore[attr-defined]
    styled = styled.configure(font="Arial, Helvetica, Liberation Sans, sans-serif").configure_view(stroke="#cccccc")
    return styled.configure_axis(labelFontSize=11, titleFontSize=11, titleFontWeight="normal").configure_legend(  # type: ignore[no-any-return]
        labelFontSize=11, titleFontSize=11
    )
