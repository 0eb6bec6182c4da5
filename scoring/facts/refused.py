"""Sentences by which a site says that it does not keep a drug: "we stock neither", or "no" to who asks for it.

A broad word ("we have no ...") counts only where the sentence, or the question it answers, names the drug.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.visit import Page, Quote
from data.world import World
from scoring.facts.finder import Pattern
from scoring.facts.tidy import place_in
from scoring.facts.trade import Line, lines
from scoring.facts.types import Mention
from scoring.model import Cited

_HELD = "site.not_held"
_ASKED = "site.asks_stock"
# "No" as the first word of an answer, in the languages of data/steps (plain form).
_NO = Pattern(
    r"^(?:no|nope|not|neither|nein|leider nein|leider nicht|non|não|nao|nee|nej|nie|niestety nie|niestety|нет|ни то|"
    r"desværre|tyvärr|tyvarr|helaas|leider|purtroppo|lo siento|désolé|desole|désolés|desoles|sorry)(?:[^\pL]|$)"
    r"|^いいえ|^申し訳"
)


def refusals(pages: Iterable[Page], mentions: Iterable[Cited[Mention]], world: World) -> tuple[Quote, ...]:
    """Where the site says that a drug of ours, or another prescription medicine, is none of its goods."""
    named: dict[str, list[int]] = {}
    for cited in mentions:
        named.setdefault(cited.quote.url, []).append(cited.quote.start)
    found: list[Quote] = []
    for page in pages:
        places = [place_in(page, start) for start in named.get(page.url, ())]
        asked = ""  # the last question for stock that named a drug
        for line in lines(page, world):
            if not line.shown:
                continue
            if line.clause.is_question:
                asked = line.clause.text if line.has(_ASKED) and _names(line, places) else ""
            elif (line.has(_HELD) and _names(line, places)) or _answers_no(line, asked):
                found.append(page.quote(line.clause.start, line.clause.end))
                asked = ""
    return tuple(found)


def _answers_no(line: Line, asked: str) -> bool:
    return bool(asked) and line.clause.question == asked and bool(_NO.search(line.clause.text))


def _names(line: Line, places: list[int]) -> bool:
    inside = any(line.clause.start <= place < line.clause.end for place in places)
    return inside or any(cue.startswith("drug.") for cue in line.cues)
