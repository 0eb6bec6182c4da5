"""More ways to put words of sites on a screen, each escaped by `ui.views.plain`: quotes in their page, tables, rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.views.plain import clean, tag

_SMALL = "font-size:.85rem;color:#444c55;overflow-wrap:anywhere"


def passage(before: str, words: str, after: str, where: str) -> None:
    """Words in the text they stood in, marked, and where that was."""
    st.html(
        "<blockquote style='margin:.1rem 0;padding:.5rem .8rem;border-left:4px solid #5f6b78;background:#f6f7f8;"
        f"overflow-wrap:anywhere'><span style='color:#59626b'>{clean(before)}</span>"
        f"<mark style='background:#ffe08a;color:#1b1f24;padding:.05rem .15rem'>{clean(words)}</mark>"
        f"<span style='color:#59626b'>{clean(after)}</span><div style='{_SMALL};margin-top:.25rem'>{clean(where)}</div>"
        "</blockquote>"
    )


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table that scrolls by itself where the screen is narrow."""
    cell = "style='text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d5dade'"
    head = "".join(f"<th scope='col' {cell}>{clean(words)}</th>" for words in headings)
    body = "".join("<tr>" + "".join(f"<td {cell}>{clean(words)}</td>" for words in row) + "</tr>" for row in rows)
    st.html(
        "<div style='overflow-x:auto' tabindex='0'><table style='border-collapse:collapse;min-width:100%'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def line(tags: Sequence[tuple[str, str]], rows: Sequence[str], low: int, high: int) -> str:
    """One site of a list as markup: labels of (words, tone), its risk as a bar, and lines of words."""
    labels = " ".join(tag(words, tone) for words, tone in tags)
    told = "".join(f"<div style='{_SMALL}'>{clean(words)}</div>" for words in rows if words)
    left, width = min(low, 96), max(high - low, 4)  # what is certain still shows
    return (
        "<div style='display:flex;flex-wrap:wrap;align-items:center;gap:.4rem'>"
        f"{labels}<span style='display:flex;align-items:center;gap:.4rem'>"
        "<span style='position:relative;height:.5rem;width:6rem;border-radius:.25rem;background:#e3e7eb'>"
        f"<span style='position:absolute;top:0;bottom:0;left:{left}%;width:{min(width, 100 - left)}%;"
        f"background:#1f4e79;border-radius:.25rem'></span></span><span style='{_SMALL}'>risk {low} to {high}</span>"
        f"</span></div>{told}"
    )
