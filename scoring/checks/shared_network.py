"""Shares a contact, analytics id, wallet or its very words with another site that was flagged."""

from __future__ import annotations

from data.world import World
from scoring.facts import Facts
from scoring.model import Answer, Finding, Lookup, Strength, VerdictClass, check

_MOST = 3  # neighbours that are shown


@check(
    asks="Does the site share identifiers or copied text with a site that was flagged?",
    why="Nine in ten rogue sites belong to a network; the same phone or account behind many names is how it shows.",
    sign="a network with a flagged site",
    family="network",
    strength=Strength.STRONG,
    source="NABP Internet Drug Outlet Identification Program report 2015: 87 to 91 % of Not Recommended sites",
    fooled_by="agencies that build honest and rogue sites alike; copied leaflets; a phone number taken over",
    flag="affiliate_network",
)
def shared_network(facts: Facts, world: World) -> Finding:
    """Yes: a mark of its own is shared with a site whose last verdict was flagged. Unknown: nobody to compare with."""
    if not facts.compared_with:
        return Finding("shared_network", Answer.UNKNOWN, "No other site was at hand to compare this one with.")
    if not facts.sells:
        return Finding("shared_network", Answer.NOT_APPLICABLE, "This site was not seen to sell prescription medicine.")
    flagged = [near for near in facts.neighbours if near.verdict is VerdictClass.FLAGGED]
    if not flagged:
        others = f"{facts.compared_with} other site{'s' if facts.compared_with > 1 else ''}"
        return Finding(
            "shared_network", Answer.NO, f"No identifier or text is shared with a flagged site ({others} compared)."
        )
    found = tuple(
        Lookup("sites judged here", near.judged_on, f"{near.kind}: {near.value}", f"also on {near.site}, flagged")
        for near in flagged[:_MOST]
    )
    sites = ", ".join(dict.fromkeys(near.site for near in flagged))
    return Finding(
        "shared_network", Answer.YES, f"Shares {_what(flagged[0].kind)} with {sites}, which was flagged.", found
    )


def _what(kind: str) -> str:
    return {
        "phone": "a phone number",
        "messenger": "a messenger account",
        "identifier": "an analytics or chat identifier",
        "wallet": "a payment wallet",
        "payment": "a payment account",
        "email": "an e-mail address",
        "text": "its text",
    }[kind]
