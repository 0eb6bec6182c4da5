"""Who may review on the screens, and under which name.

With a login (OIDC) whoever is on the list of reviewers; the name is the provider's. Without one anybody who sits at
this machine, under the name they type in; so nobody else may reach the screens.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from crawler.site import host_of
from data.decisions import Signed

LONGEST_NAME = 200  # characters; names in civil registers are shorter
ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Seat:
    """How somebody reached the screens.

    `address`: what the screens listen on (empty: every address of the machine); `host` and `origin`: what the browser
    says it speaks to; `proxied`: a proxy left its mark. `claims`: what the login's provider says of the person, empty
    before signing in; None: no login is set up. `people`: who may review: an e-mail address, "@domain", "sub:…" or "*".
    """

    address: str
    host: str
    origin: str
    proxied: bool
    claims: Mapping[str, object] | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewer:
    """`signed_in`: issuer and subject of the login; empty: the name was typed in on this machine."""

    name: str
    signed_in: str = ""


@dataclass(frozen=True, slots=True)
class Nameless:
    """May review once a name is typed in."""


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Has to sign in first."""


@dataclass(frozen=True, slots=True)
class Barred:
    """May not review; `why` says so, and what whoever runs this could do."""

    why: str


Seated: TypeAlias = Reviewer | Nameless | SignedOut | Barred


def signed(by: Reviewer, at: datetime) -> Signed:
    """The signature of a reviewer under something done now."""
    return Signed(by.name, by.signed_in, at)


def seated(seat: Seat, typed: str) -> Seated:
    """Who sits there. `typed`: the name somebody typed in; it counts only where no login is set up."""
    if seat.claims is not None:
        return _signed_in(seat.claims, seat.people)
    if why := _reachable(seat):
        return Barred(
            f"Decisions are signed with a name, and here anybody could type any: {why}. Open the screens with "
            "--address 127.0.0.1 and straight from this machine, or set up a login: [auth] in Streamlit's secrets."
        )
    name = " ".join(typed.split())[:LONGEST_NAME]
    return Reviewer(name) if name else Nameless()


def _reachable(seat: Seat) -> str:
    """How others than who sits at this machine could get here; empty: they cannot."""
    if not _loopback(seat.address):
        return f"these screens listen on {seat.address or 'every address of the machine'}, and no login is set up"
    if seat.proxied:
        return "these screens are reached through a proxy, and no login is set up"
    for told in (seat.host, seat.origin):
        if told and not _loopback(host_of(told)):
            return f"these screens are reached as {host_of(told)}, and no login is set up"
    return "" if seat.host else "the browser does not say which address it speaks to, and no login is set up"


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address in _LOOPBACK[address.version]


# RFC 1122, 3.2.1.3 and RFC 4291, 2.5.3.
_LOOPBACK = {4: ipaddress.ip_network("127.0.0.0/8"), 6: ipaddress.ip_network("::1/128")}


def _signed_in(claims: Mapping[str, object], people: tuple[str, ...]) -> Seated:
    subject, issuer = str(claims.get("sub") or ""), str(claims.get("iss") or "")
    if not subject:
        return SignedOut()
    email = str(claims.get("email") or "").casefold()
    # A provider that lets people choose their address says when it has checked it (OpenID Connect Core, 5.1).
    verified = str(claims.get("email_verified")).casefold() == "true"
    name = " ".join(str(claims.get("name") or email or subject).split())[:LONGEST_NAME]
    if not people:
        return Barred(
            f"You are signed in as {name}, but nobody is named as a reviewer yet. Whoever runs this lists them in "
            f'Streamlit\'s secrets: [review] people = ["…"]. You are sub:{subject}'
        )
    entitled = {ANYBODY, f"sub:{subject}"}
    if email and verified:
        entitled |= {email, f"@{email.rpartition('@')[2]}"}
    if not entitled & {entry if entry.startswith("sub:") else entry.casefold() for entry in people}:
        doubt = "" if verified or not email else f"; the provider does not vouch for the address {email}"
        return Barred(f"You are signed in as {name}, who is not on the list of reviewers (sub:{subject}{doubt})")
    return Reviewer(name, f"{issuer} {subject}".strip())
