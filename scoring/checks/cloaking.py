"""Shows medicines to buyers, and another page or site to readers it takes for machines or inspectors.

The asked page is read under our own name, as an ordinary browser, and as a browser that comes from a search. Dates,
counters, goods of the day and banners differ for everybody and do not count.
"""

from __future__ import annotations

from crawler.visit import Guise, Outcome, PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.disguise import SAME, Disguise, asked_page, resemblance
from scoring.model import Absence, Answer, Finding, Lookup, Strength, check

_ID = "cloaking"
_WHO = {
    None: "a reader that gives its own name",
    Guise.BROWSER: "a browser that comes by itself",
    Guise.SEARCH: "a browser that comes from a search",
}


@check(
    asks="Does the site show medicines to buyers that it hides from other readers of the same address?",
    why="Shops hide from inspectors and machines behind a harmless page; no honest shop hides its goods from some.",
    sign="a shop that is hidden from some readers",
    family="host",
    strength=Strength.STRONG,
    source="Leontiadis, Moore and Christin 2011 (a third of search results were hosts that send searchers on)",
    fooled_by="pages tried out on half of the visitors; shops that answer machines with a text of their own",
    looks_at=frozenset({PageKind.HOME}),
)
def cloaking(facts: Facts, world: World) -> Finding:
    """No needs both guises read, and nothing hidden; unknown: not asked as others, not answered, or unclear."""
    found = facts.disguise
    if found is not None:
        return _yes(facts, found)
    if not facts.sells:
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site was not seen to sell prescription medicine to anybody.")
    views = facts.visit.views
    if {view.guise for view in views} != set(Guise):
        return Finding(_ID, Answer.UNKNOWN, "The page was not read in other guises.")
    unread = next((view for view in views if view.told.outcome is not Outcome.READ), None)
    if unread is not None:
        return Finding(_ID, Answer.UNKNOWN, f"As {_WHO[unread.guise]}, the page could not be read.")
    own = asked_page(facts.visit)
    if own is None or any(view.page is None or resemblance(own, view.page) < SAME for view in views):
        return Finding(_ID, Answer.UNKNOWN, "Others are given another page, but no medicines that we were not shown.")
    return Finding(_ID, Answer.NO, "A browser, a visitor from a search and this reader were given the same page.")


def _yes(facts: Facts, found: Disguise) -> Finding:
    shown, hidden = _WHO[found.shown.guise], _WHO[found.hidden_from]
    if found.elsewhere:
        why = f"Sends {shown} to another site that names medicines; {hidden} is not sent there."
        day = found.shown.told.at.date().isoformat()
        other = Lookup("where the address led", day, shown, found.shown.told.what, facts.visit.url)
        return Finding(_ID, Answer.YES, why, (*found.quotes, other))
    why = f"Shows medicines to {shown}; {hidden} is given a page that names none."
    return Finding(_ID, Answer.YES, why, (*found.quotes, Absence(f"medicines, as {hidden}", (found.page.url,))))
