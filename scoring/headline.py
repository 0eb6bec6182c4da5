"""The one sentence above a verdict: hedged, dated, and saying what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from crawler.visit import Outcome
from scoring.facts import Facts
from scoring.model import Card, Role, VerdictClass

_UNREADABLE = {
    Outcome.CHALLENGE: "a bot wall stood in front of the site",
    Outcome.BLOCKED: "the site refused to answer",
    Outcome.TIMED_OUT: "the site did not answer in time",
    Outcome.JS_ONLY: "the site shows nothing without a browser",
    Outcome.DNS_FAILED: "the name could not be found",
    Outcome.REFUSED_BY_ROBOTS: "the site asks robots to stay away",
    Outcome.REFUSED_BY_GUARD: "the address may not be visited",
    Outcome.CONNECTION_FAILED: "no connection could be made",
    Outcome.TLS_FAILED: "no secure connection could be made",
    Outcome.INTERRUPTED: "the visit was interrupted",
    Outcome.NOT_READABLE: "the pages could not be parsed",
}
_NOT_SELLING = {
    Role.OTHER_SHOP: "a shop for goods that need no prescription",
    Role.PRICE_COMPARISON: "a price comparison or coupon page",
    Role.PARKED: "a parked domain",
}


def headline(cls: VerdictClass, because: tuple[str, ...], facts: Facts, cards: Mapping[str, Card]) -> str:
    """One sentence in plain words, with the date of the visit."""
    day = facts.visit.ended_at.date().isoformat()
    named = [cards[check].sign for check in because[:3]]
    signs = " and ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
    match cls:
        case VerdictClass.FLAGGED:
            return f"Shows signs of {signs}, as of {day}."
        case VerdictClass.CAUTION:
            return f"Be careful: shows signs of {signs}, as of {day}."
        case VerdictClass.VERIFIED:
            found = facts.bound[0]
            who = f"{found.register} (edition of {found.edition})"
            return f"{who} names this domain; no strong sign against it was seen, as of {day}."
        case VerdictClass.UNVERIFIED:
            return f"No strong sign against this site was seen, and nothing that proves it either, as of {day}."
        case VerdictClass.NOT_A_SELLER:
            what = _NOT_SELLING.get(facts.role, "a page that informs")
            return f"No sale of prescription medicine was seen: this looks like {what}, as of {day}."
        case VerdictClass.UNREADABLE:
            why = _UNREADABLE.get(facts.visit.outcome, "no page could be read")
            return f"Not judged: {why} on {day}."
    assert_never(cls)
