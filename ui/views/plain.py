"""The only way in which words of a site reach a screen: escaped, isolated, never as markdown, never as a link.

Streamlit's own text elements read markdown, mathematics, colour directives and bare addresses in what they are given;
`st.html` with escaped words reads nothing. The templates here are ours; everything put into them is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape

import streamlit as st

# Drawn here, because not every device has the emoji: outline and sign of each icon, on a field of 24 by 24.
_ICONS = {
    "stop": "<path d='M8 2h8l6 6v8l-6 6H8l-6-6V8z'/><path d='M7 12h10'/>",
    "warning": "<path d='M12 3 1.5 21h21z'/><path d='M12 10v5M12 17.5v.5'/>",
    "question": "<circle cx='12' cy='12' r='10'/><path d='M9 9.5a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17v.5'/>",
    "tick": "<circle cx='12' cy='12' r='10'/><path d='m7.5 12.5 3 3 6-6.5'/>",
    "info": "<circle cx='12' cy='12' r='10'/><path d='M12 11v6M12 7v.5'/>",
    "crossed": "<circle cx='12' cy='12' r='10'/><path d='m5 5 14 14'/>",
}
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD}
_COLOURS = {  # text, background, border: text on background has a contrast of at least 7 to 1 (WCAG 2.2, 1.4.6)
    "bad": ("#7a0c0c", "#fdecec", "#b3261e"),
    "careful": ("#5c3b00", "#fff4dc", "#b26a00"),
    "open": ("#333c46", "#eef1f4", "#5f6b78"),
    "good": ("#0b4a2a", "#e6f5ec", "#1b7f4b"),
    "neutral": ("#163a5f", "#e8f1fa", "#2f6ea8"),
}


def clean(words: str) -> str:
    """Words of a site fit for a screen: escaped, and without characters that hide, reorder or drive something."""
    shown = "".join(_visible(letter) for letter in words)
    return f"<bdi>{escape(shown)}</bdi>"


def _visible(letter: str) -> str:
    if letter in "\n\t":
        return " "
    if ord(letter) in _INVISIBLE:
        return ""
    return letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"


def heading(level: int, words: str) -> None:
    st.html(f"<h{level} style='overflow-wrap:anywhere;margin:0'>{clean(words)}</h{level}>")


def text(words: str) -> None:
    st.html(f"<p style='margin:0;overflow-wrap:anywhere'>{clean(words)}</p>")


def items(rows: list[str]) -> None:
    """A list; each row is one line of words."""
    inner = "".join(f"<li style='overflow-wrap:anywhere;margin-bottom:.35rem'>{clean(row)}</li>" for row in rows)
    st.html(f"<ul style='margin:0;padding-left:1.2rem'>{inner}</ul>")


def quote(words: str, where: str) -> None:
    """Words as they stood on a page, and where."""
    st.html(
        "<blockquote style='margin:.1rem 0;padding:.5rem .8rem;border-left:4px solid #5f6b78;background:#f6f7f8'>"
        f"<div style='overflow-wrap:anywhere'>“{clean(words)}”</div>{_where(where)}</blockquote>"
    )


def note(where: str) -> None:
    """Where a piece of evidence comes from, when there are no words to quote."""
    st.html(f"<div style='padding-left:.8rem;border-left:4px solid #c9d0d6'>{_where(where)}</div>")


def _where(where: str) -> str:
    return f"<div style='font-size:.85rem;color:#444c55;overflow-wrap:anywhere;margin-top:.25rem'>{clean(where)}</div>"


def banner(tone: str, icon: str, title: str, site: str, lines: list[str]) -> None:
    """The verdict at a glance: words, icon and colour say the same."""
    colour, ground, border = _COLOURS[tone]
    told = "".join(f"<p style='margin:.5rem 0 0;overflow-wrap:anywhere'>{clean(line)}</p>" for line in lines)
    st.html(
        f"<section role='status' style='color:{colour};background:{ground};border:2px solid {border};"
        "border-radius:.6rem;padding:1rem 1.2rem'>"
        f"<h2 style='margin:0;padding:0;color:inherit;font-size:1.5rem'>{_icon(icon, border)} "
        f"{clean(title)}</h2>"
        f"<p style='margin:.2rem 0 0;font-weight:600;overflow-wrap:anywhere'>{clean(site)}</p>{told}</section>"
    )


def tag(words: str, tone: str) -> str:
    """A small label for `titled`."""
    colour, ground, border = _COLOURS[tone]
    return (
        f"<span style='display:inline-block;font-size:.85rem;font-weight:600;color:{colour};background:{ground};"
        f"border:1px solid {border};border-radius:.8rem;padding:0 .6rem;white-space:nowrap'>{escape(words)}</span>"
    )


def titled(level: int, words: str, label: str, tone: str) -> None:
    """A heading with a label behind it."""
    st.html(
        f"<h{level} style='margin:0;padding:0;font-size:1.1rem;line-height:1.5;overflow-wrap:anywhere'>"
        f"{clean(words)} {tag(label, tone)}</h{level}>"
    )


def folded(title: str, rows: list[str]) -> None:
    """Lines that open at a click."""
    inner = "".join(f"<p style='margin:.4rem 0;overflow-wrap:anywhere'>{clean(row)}</p>" for row in rows)
    st.html(f"<details><summary style='cursor:pointer'>{clean(title)}</summary>{inner}</details>")


def interval(low: int, high: int) -> None:
    """A bar from 0 to 100 with the stretch from `low` to `high` filled. The words beside it say the same."""
    width = max(high - low, 2)
    st.html(
        f"<div role='img' aria-label='Risk between {low} and {high} of 100' style='padding:.2rem 0'>"
        "<div style='position:relative;height:1rem;border-radius:.5rem;background:#e3e7eb;border:1px solid #aab3bc'>"
        f"<div style='position:absolute;top:0;bottom:0;left:{min(low, 98)}%;width:{width}%;max-width:100%;"
        "background:#1f4e79;border-radius:.5rem'></div></div>"
        "<div aria-hidden='true' style='display:flex;justify-content:space-between;font-size:.85rem;color:#444c55'>"
        "<span>lower</span><span>higher risk</span></div></div>"
    )


def _icon(name: str, colour: str) -> str:
    drawn = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='{colour}' stroke-width='2' "
        f"stroke-linecap='round' stroke-linejoin='round'>{_ICONS[name]}</svg>"
    )
    # As an image, because Streamlit takes drawings out of markup but lets images stay.
    source = f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"
    return f"<img alt='' src='{source}' style='width:1.1em;height:1.1em;vertical-align:-.15em'>"


def described(tone: str, icon: str, title: str, words: str) -> None:
    """A title with its icon, and what it means."""
    st.html(f"<p style='margin:0'>{_icon(icon, _COLOURS[tone][2])} <strong>{clean(title)}.</strong> {clean(words)}</p>")
