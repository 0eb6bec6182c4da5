"""How an order goes, as far as forms, buttons, links and words show it.

Trust falls from a form control (5) over a condition in the terms (4), an answer or policy (3) and a button (2) to
leaflet words (1); `OrderStep.trust` keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.visit import Page, Quote
from data.world import World
from scoring.facts.order_controls import control_steps
from scoring.facts.order_reach import ordered_by_form, reached
from scoring.facts.order_words import demanded_steps, explained, ordered_by_message, told_flow, told_steps
from scoring.facts.shelf import pages_on_others, shelf
from scoring.facts.speaker import LAW
from scoring.facts.subject import listed, subject_pages
from scoring.facts.types import Mention, OrderStep, Stance, Stand, Step
from scoring.facts.ways import WayToOrder, way_to_order
from scoring.facts.weighing import is_hint
from scoring.model import Cited

ASKING = frozenset({Step.UPLOAD, Step.TRANSFER, Step.CONSULT, Step.VERIFY})
_CONTROL = 5  # trust of a field or button: no reading of words beside it undoes that
_CERTAIN = 0.55  # of a stance: lawful and informing sites in hand reach 0.5 at most
_SAID = 0.4  # of own words that let the prescription go, from which somebody to write to takes the order
_WAIVING = frozenset({Stand.OWN_OFFER, Stand.OWN_LATER, Stand.OWN_QUESTIONNAIRE})
_BINDING = 3  # trust from which a step counts as asked for: below are badges, buttons and leaflets


@dataclass(frozen=True, slots=True)
class OrderFlow:
    """The steps of an order, with the words or controls that show them."""

    steps: tuple[Cited[OrderStep], ...]
    can_choose: bool  # a strength or quantity of the drug can be chosen
    can_cart: bool  # and put into a cart or bought
    asks_prescription: bool  # a step (trust >= 3) that asks for a prescription or a prescriber
    explained: tuple[Quote, ...] = ()  # where the site tells how an order goes, step by step
    told: tuple[Quote, ...] = ()  # sentences that tell the whole order, the most telling first
    offered: tuple[Quote, ...] = ()  # rows that put another prescription medicine on offer
    way: WayToOrder | None = None  # what a buyer could press, fill in or write to; None: nothing that was read

    def of(self, *steps: Step, least: int = 1) -> tuple[Cited[OrderStep], ...]:
        """These steps with at least this trust, the most trusted first."""
        found = [s for s in self.steps if s.value.step in steps and s.value.trust >= least]
        return tuple(sorted(found, key=lambda s: -s.value.trust))


def order_flow(
    pages: tuple[Page, ...], stances: tuple[Cited[Stance], ...], mentions: tuple[Cited[Mention], ...], world: World
) -> OrderFlow:
    """The order of a prescription medicine on this site: a drug of ours, or another that stands in rows with prices.

    Choosing and carting count on pages about such a medicine only.
    """
    lawful = {(s.quote.url, s.quote.start) for s in stances if s.value.cue == LAW}
    about = {page.url for page in subject_pages(pages, mentions)}
    about |= {quote.url for quote in listed(pages, mentions)}
    others = tuple(row for page in pages for row in shelf((page,), world).rows)
    about |= {row.url for row in others}
    found: list[Cited[OrderStep]] = []
    for page in pages:
        found += control_steps(page, page.url in about, world)
        found += (step for step in told_steps(page, world) if (step.quote.url, step.quote.start) not in lawful)
    found += demanded_steps(stances, {page.url: page.kind for page in pages})
    found = _not_waived(found, stances)
    if about and not any(_asks(cited) for cited in found):  # a pharmacy takes calls and mails about prescriptions
        found += [cited for page in pages for cited in ordered_by_message(page, world)]
        found += [cited for page in pages for cited in ordered_by_form(page, world)]
        if any(_lets_go(cited.value) for cited in stances):
            found += [cited for page in pages for cited in reached(page, world)]
    steps = _once(found)
    led = {page.url for page in pages_on_others(pages, world)}  # pages that may hand their reader on
    seen = {cited.value.step for cited in steps}
    return OrderFlow(
        steps=steps,
        can_choose=Step.CHOOSE in seen,
        can_cart=Step.CART in seen,
        explained=tuple(quote for page in pages for quote in explained(page, world)),
        told=_told(pages, world),
        offered=others,
        asks_prescription=any(map(_asks, steps)),
        way=way_to_order(pages, steps, frozenset(about | led), world),
    )


def _lets_go(stance: Stance) -> bool:
    return stance.stand in (Stand.OWN_OFFER, Stand.OWN_LATER) and stance.certainty >= _SAID and not is_hint(stance)


def _told(pages: tuple[Page, ...], world: World) -> tuple[Quote, ...]:
    """One sentence of each rank, the most telling first."""
    found = {rank: quote for page in reversed(pages) for rank, quote in reversed(list(told_flow(page, world)))}
    return tuple(found[rank] for rank in sorted(found))


def _asks(cited: Cited[OrderStep]) -> bool:
    return cited.value.step in ASKING and cited.value.trust >= _BINDING


def _not_waived(found: list[Cited[OrderStep]], stances: tuple[Cited[Stance], ...]) -> list[Cited[OrderStep]]:
    """Without the steps whose own words let the prescription go: "We ask for neither a note nor an e-prescription"."""
    said = [s.quote for s in stances if s.value.stand in _WAIVING and s.value.certainty >= _CERTAIN]
    return [
        cited
        for cited in found
        if cited.value.trust >= _CONTROL or not _asks(cited) or not any(_overlap(cited.quote, words) for words in said)
    ]


def _overlap(one: Quote, other: Quote) -> bool:
    return one.url == other.url and one.start < other.end and other.start < one.end


def _once(found: list[Cited[OrderStep]]) -> tuple[Cited[OrderStep], ...]:
    """Each step once per words and page, with its highest trust."""
    best: dict[tuple[str, int, int, Step], Cited[OrderStep]] = {}
    for cited in found:
        key = (cited.quote.url, cited.quote.start, cited.quote.end, cited.value.step)
        if key not in best or best[key].value.trust < cited.value.trust:
            best[key] = cited
    return tuple(best.values())
