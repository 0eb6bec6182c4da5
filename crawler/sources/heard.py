"""What a source tells of a site, before anybody has visited it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.names import NOTHING, Named, look
from crawler.site import host_of, site_of_host


@dataclass(frozen=True, slots=True)
class Heard:
    """A candidate: where it stands, what speaks for it, and who told. `score` 0..100; `reason` is for people."""

    site: str
    url: str
    score: int
    reason: str
    source: str


def heard_of_name(name: str, source: str, least: int) -> Heard | None:
    """The site of a host name, when the name alone speaks for it; None: it does not reach `least`, or is no name."""
    name = name.strip().strip('"').removeprefix("*.").rstrip(".").lower()
    told = look(name)
    if told.score < least or "." not in name:
        return None
    site = site_of_host(name)
    # Certificates name mail. and cpanel. of a shop: its front door is asked, unless only the longer name tells.
    host = site if look(site).score >= told.score else name
    return Heard(site, f"https://{host}/", told.score, told.why, source)


def told_by_address(url: str) -> Named:
    """What an address tells: its host, or a medicine in its path, which a shop or a doorway puts there."""
    host, path = look(host_of(url)), _path(url)
    told = max((look(part) for part in path), key=lambda named: named.score, default=NOTHING)
    if told.score <= host.score:
        return host
    return Named(told.score, told.why.replace("The name", "The address", 1))


def _path(url: str) -> list[str]:
    try:
        parts = unquote(urlsplit(url).path, errors="replace").split("/")
    except ValueError:
        return []
    return [part.replace("_", "-").replace(" ", "-")[:200] for part in parts if part][:8]  # no shop nests deeper
