"""Who sits at the screens: read from Streamlit, decided by `ui.reviewer`, and asked for what is missing."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.settings import Settings
from ui.reviewer import LONGEST_NAME, Barred, Nameless, Reviewer, Seat, SignedOut, seated
from ui.views import plain

_PROXIES = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
_NAME = "reviewer_name"


def ask(key: str) -> Reviewer | None:
    """Who reviews; None: somebody who may not, or did not say yet, and is told so. `key` sets this place apart."""
    if _NAME not in st.session_state:
        st.session_state[_NAME] = Settings().reviewer
    typed: str = st.session_state[_NAME]
    found = seated(_seat(), typed)
    match found:
        case Barred():
            plain.banner("open", "crossed", "Decisions cannot be made here", "", [found.why])
            _sign_out()
        case SignedOut():
            plain.banner("open", "info", "Sign in to decide", "", ["Decisions are signed with your name."])
            _sign_in(key)
        case Nameless():
            plain.text("To decide, say who you are: decisions are signed.")
            _name(key, "The name is kept as you type it; nobody vouches for it.")
        case Reviewer():
            _reviewer(found, key)
            return found
    return None


def _seat() -> Seat:
    headers = st.context.headers
    told: Mapping[str, object] = st.user.to_dict()
    login = "is_logged_in" in told  # Streamlit says so exactly when [auth] stands in its secrets
    people = st.secrets.get("review", {}).get("people", ()) if login else ()
    return Seat(
        address=str(st.get_option("server.address") or ""),
        host=headers.get("Host", "") or "",
        origin=headers.get("Origin", "") or "",
        proxied=any(name in headers for name in _PROXIES),
        claims=told if login else None,
        people=(people,) if isinstance(people, str) else tuple(str(entry) for entry in people),
    )


def _sign_in(key: str) -> None:
    auth = st.secrets.get("auth", {})
    named = [name for name, section in auth.items() if isinstance(section, Mapping)]
    for provider in named if "client_id" not in auth else [None]:
        label = f"Sign in with {provider}" if provider else "Sign in"
        if st.button(label, key=f"{key}-sign-in-{provider}", type="primary"):
            st.login(provider)


def _sign_out() -> None:
    if st.user.to_dict().get("is_logged_in"):
        st.button("Sign out", on_click=st.logout)


def _reviewer(by: Reviewer, key: str) -> None:
    if by.signed_in:
        plain.text(f"You decide as {by.name}, signed in.")
        return
    plain.text(f"You decide as {by.name}.")
    with st.popover("Decide under another name", type="tertiary"):
        _name(key, "The name is kept as you type it; nobody vouches for it.")


def _name(key: str, help_: str) -> None:
    def keep() -> None:
        st.session_state[_NAME] = st.session_state[f"{key}-name"]

    st.text_input(
        "Your name",
        st.session_state[_NAME],
        key=f"{key}-name",
        max_chars=LONGEST_NAME,
        help=help_,
        on_change=keep,
        autocomplete="name",
    )
