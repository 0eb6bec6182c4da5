"""What is shown when there is no verdict: every way in which a check can end without one."""

from __future__ import annotations

import streamlit as st

from data.archive import ArchiveError
from ui.case import Interrupted, Refused
from ui.views import plain


def archive(error: ArchiveError) -> None:
    """Nothing can be kept, so nothing is checked."""
    st.title("The archive cannot be opened", anchor=False)
    plain.text(f"{str(error)[:1].upper()}{str(error)[1:]}.")
    st.write(
        "Every verdict is kept with its receipts, so no site is checked until this is mended. Then reload this page."
    )


def empty() -> None:
    plain.banner("open", "info", "No address yet", "", ["Type or paste the address of a site, then press Check."])


def refused(ended: Refused) -> None:
    """An address that is not visited, and why."""
    lines = [
        ended.words,
        "Nothing was sent to it. Check the spelling, or paste the address from the browser's address bar.",
    ]
    plain.banner("open", "crossed", "This address is not visited", ended.url, lines)


def interrupted(ended: Interrupted) -> None:
    """A check that came to no end."""
    plain.banner("open", "question", "The check broke off", ended.url, [ended.words, "You can simply try again."])
    if ended.detail:
        with st.expander("Details for whoever runs this"):
            st.code(ended.detail, language=None, wrap_lines=True)


def not_kept(why: str) -> None:
    """A verdict that could not be saved yet."""
    line = f"{why}. The visit itself is on disk; it will be kept when this program starts again."
    plain.banner("careful", "warning", "This verdict has not been saved", "", [line])
