"""Register entries and accreditations bound to this very domain: the only way to `verified`."""

from __future__ import annotations

from datetime import date, datetime

from crawler.site import host_of
from crawler.visit import Visit
from data.world import World
from scoring.model import Lookup

EDITION_DAYS = 366  # registrations of the registers at hand are renewed every year (GPhC, NABP, state boards)
_OUT = (
    "removed", "suspended",
         "expired",
         "revoked",
         "cancelled",
         "lapsed",
         "inactive",
         "not ",
         "erased",
         "struck",
         "withdrawn",
    "closed", "ceased", "deregistered", "voluntarily removed", "surrendered", "denied", "former",
)  # fmt: skip


def bound(visit: Visit, world: World) -> tuple[Lookup, ...]:
    """Entries in date that name the site's domain, and the verified `.pharmacy` ending of its host."""
    host = host_of(visit.pages[0].url if visit.pages else visit.url)
    found: list[Lookup] = []
    for entry in world.entries_for_domain(visit.site):
        stale = is_stale(entry.edition, visit.ended_at)
        if not stale and not entry.status.lower().startswith(_OUT):
            words = " ".join(part for part in (entry.name, entry.number) if part)
            found.append(Lookup(entry.register, entry.edition, visit.site, f"listed: {words}", entry.url))
    if host.endswith(".pharmacy"):
        # seals.csv: only registrants verified by NABP get one; the ending cannot be imitated in the address bar.
        day = visit.ended_at.date().isoformat()
        found.append(Lookup(".pharmacy top-level domain", day, host, "host ends in .pharmacy"))
    return tuple(found)


def is_stale(edition: str, at: datetime) -> bool:
    """True when an edition (ISO date, or year and month) is older than a year at the time of the visit."""
    parts = [int(part) for part in edition.split("-")[:3] if part.isdigit()]
    if not parts:
        return True
    year, month, day = (*parts, 1, 1)[:3]
    return (at.date() - date(year, month, day)).days > EDITION_DAYS
