"""A page that leads drug buyers elsewhere: planted on the site of a clinic, club or firm, or a lure of copied advice.

The good name of the host counts for nothing; what the page leads to decides.
"""

from __future__ import annotations

from crawler.visit import PageKind, Quote
from data.world import World
from scoring.facts import Facts
from scoring.facts.role_seen import ways_out
from scoring.model import Answer, Finding, Lookup, Role, Strength, check

_ID = "doorway"
_QUOTES = 3
_SEVERAL = 2  # pages: with one page read, nobody can say what the rest of a site is about


@check(
    asks="Is this a page whose only use is to lead drug buyers to another shop?",
    why="Sellers plant pages on hijacked sites, or write copied advice, to be found under a name people trust.",
    sign="a page that leads drug buyers to another shop",
    family="host",
    strength=Strength.STRONG,
    source="Leontiadis 2011; Fittler 2022 (380 of 1,920 search results stood on compromised hosts)",
    fooled_by="pharmacies that link to a partner; news pages that link to their sources",
    looks_at=frozenset(PageKind) - {PageKind.PRIVACY},
)
def doorway(facts: Facts, world: World) -> Finding:
    if facts.role is Role.DOORWAY:
        quotes = tuple(part for part in facts.role_fact.evidence if isinstance(part, Quote)) or _named(facts)
        return Finding(_ID, Answer.YES, facts.role_fact.why, (*quotes[:_QUOTES], *_led_to(facts)))
    if not facts.sells:
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site leads nobody to the drug.")
    if facts.role is Role.UNKNOWN:
        return Finding(_ID, Answer.UNKNOWN, "The pages read do not show what this site is.")
    if len(facts.pages) < _SEVERAL:
        return Finding(_ID, Answer.UNKNOWN, "Too few pages were read to know what the rest of the site is about.")
    return Finding(_ID, Answer.NO, "The rest of the site is about the same trade, and orders stay here.")


def _led_to(facts: Facts) -> tuple[Lookup, ...]:
    """The address behind the way out: it is no part of the page's text, so it cannot be quoted."""
    day = facts.visit.ended_at.date().isoformat()
    leads = {trail.link.url: trail for trail in ways_out(facts)}
    return tuple(Lookup("links of the page", day, t.link.words or "link", url, t.page.url) for url, t in leads.items())[
        :1
    ]


def _named(facts: Facts) -> tuple[Quote, ...]:
    return tuple(mention.quote for mention in facts.mentions)
