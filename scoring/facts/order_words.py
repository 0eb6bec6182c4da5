"""Steps of an order that a site tells in words: in its terms, its questions and answers, its policies.

Advice, questions and articles are not steps; a clause that waives the prescription is not one either.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.visit import Kind, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.finder import Pattern
from scoring.facts.trade import Line, lines
from scoring.facts.types import OrderStep, Stance, Stand, Step
from scoring.model import Cited

# How far a condition is trusted by the page it stands on: terms bind, answers promise, product pages advertise.
TRUST = {
    PageKind.TERMS: 4, PageKind.IMPRINT: 4, PageKind.FAQ: 3, PageKind.PRESCRIPTION: 3, PageKind.DELIVERY: 3,
    PageKind.ABOUT: 3, PageKind.CONTACT: 3, PageKind.CART: 4,
}  # fmt: skip
_ELSEWHERE, _TOLD, _HINT = 3, 2, 1
_NUMBERED = Pattern(r"\(?\d{1,2}[.):]? \pL")
_NUMERALS = frozenset("(0123456789")  # what a numbered step begins with
_STEPS = 2  # sentences: what is chosen and how it is paid or sent
_SKIPPED = frozenset({PageKind.ARTICLE, PageKind.PRIVACY})
_SAID = frozenset(
    {Kind.TITLE, Kind.META, Kind.URL, Kind.OPTION, Kind.INPUT, Kind.LABEL, Kind.LINK, Kind.ALT, Kind.QUOTATION}
)
_SIDES = frozenset({Place.NAV, Place.ASIDE, Place.FOOTER, Place.HEADER})
_FLOW = frozenset({PageKind.CART, PageKind.FAQ, PageKind.DELIVERY, PageKind.TERMS, PageKind.OTHER})
# What a sentence that tells a whole order names: what is chosen, where it goes, how it is paid.
_ORDERED = (("order.choose", "order.steps", "order.cart"), ("order.address", "trade.fields"), ("pay.word",))
_STOPS = (".", "!", "。", ";")
_COMMAS = ",、"
_CERTAIN = 0.6  # of a stance of `scoring.facts.stance`: below, it may be said of somebody else


def told_steps(page: Page, world: World) -> Iterator[Cited[OrderStep]]:
    """Every step that a sentence of this page tells as this site's own."""
    if page.kind in _SKIPPED:
        return
    read = lines(page, world)
    for index, line in enumerate(read):
        if not line.shown or line.clause.kind in _SAID or line.clause.reported:
            continue
        beside = read[max(0, index - 1) : index + 2]
        for step in _steps(line, beside):
            trust = TRUST.get(page.kind, _ELSEWHERE)
            leaflet = step is Step.ENROL and not line.has("programme.own")  # "patients enrol and test monthly"
            if leaflet or line.clause.place in (Place.NAV, Place.ASIDE):
                trust = _HINT
            yield Cited(OrderStep(step, trust), page.quote(line.clause.start, line.clause.end))


def _steps(line: Line, beside: tuple[Line, ...]) -> Iterator[Step]:
    if line.advised or not line.cues:
        return
    if line.has("programme.steps") and _names_programme(line, beside):
        yield Step.ENROL
    if line.has("order.collect"):
        yield Step.COLLECT
    # "A doctor prescribes it" is leaflet talk; a service names its own prescribers, or what they write.
    if line.has("rx.consult") and line.has("rx.prescribes", "rx.word") and not line.has("rx.waive", "rx.later"):
        yield Step.CONSULT
    if line.has("rx.form") and not line.has("rx.waive"):
        yield Step.QUESTIONNAIRE
    if line.has("rx.unsold"):
        return  # "handed out against paper only, so we do not sell them": a step of other people's orders
    if line.has("rx.law") and not line.has("programme.own"):
        return  # what the law has pharmacies do, said of nobody here
    # Paper that may follow the parcel holds nothing up.
    waived = line.has("rx.waive", "rx.later") and not line.has("rx.hold")
    if waived or not line.near("rx.word"):
        return
    if line.has("rx.check") or (line.has("rx.hold") and line.has("rx.word", "rx.send", "rx.doctor")):
        yield Step.VERIFY
    elif line.has("rx.send") and line.has("rx.word", "rx.need"):
        yield Step.UPLOAD
    elif line.has("rx.doctor"):
        yield Step.TRANSFER


def _names_programme(line: Line, beside: tuple[Line, ...]) -> bool:
    """The programme is named in the sentence, above it or beside it; there something is then done about it."""
    return line.near("programme.names") or any(
        other.has("programme.names") and other.clause.heading == line.clause.heading for other in beside
    )


def ordered_by_message(page: Page, world: World) -> Iterator[Cited[OrderStep]]:
    """Orders that are taken by messenger, mail or telephone, where no cart stands: "Send us strength and address"."""
    if page.kind in _SKIPPED:
        return
    for line in lines(page, world):
        own = line.shown and not line.advised and line.clause.kind is not Kind.QUOTATION
        if own and line.has("trade.message") and not line.near("rx.word", "rx.consult", "programme.names"):
            yield Cited(OrderStep(Step.CART, _TOLD), page.quote(line.clause.start, line.clause.end))


def explained(page: Page, world: World) -> tuple[Quote, ...]:
    """Sentences that tell how an order goes: choosing, cart, address, payment. One alone may be advertising."""
    if page.kind in (*_SKIPPED, PageKind.PRODUCT, PageKind.HOME):
        return ()
    told = [
        line
        for line in lines(page, world)
        if line.shown and not line.near("rx.advice") and line.clause.place is not Place.NAV
    ]
    numbered = [line for line in told if line.clause.text[:1] in _NUMERALS and _NUMBERED.match(line.clause.text)]
    steps = [line for line in told if line.has("order.steps")] + (numbered if len(numbered) > _STEPS else [])
    paid = [line for line in told if line.has("pay.word", "order.checkout", "order.address")]
    if steps and len({line.clause.text for line in (*steps, *paid)}) >= _STEPS:
        return (page.quote(steps[0].clause.start, steps[0].clause.end),)
    return ()


def told_flow(page: Page, world: World) -> Iterator[tuple[int, Quote]]:
    """Sentences that tell the order as a whole, with their rank: 0 that nothing more is asked, 1 several steps in one.

    "Pick a pack, tell us where to send it, pay", "That is all we need": what is missing shows in them best.
    """
    if page.kind in _SKIPPED:
        return
    for line in lines(page, world):
        clause = line.clause
        if not line.shown or line.advised or clause.kind in _SAID or clause.place in _SIDES or line.has("rx.word"):
            continue
        if line.has("order.no_more") and page.kind in _FLOW:
            yield 0, page.quote(clause.start, clause.end)
        elif clause.text.endswith(_STOPS) and _tells_steps(line):
            yield 1, page.quote(clause.start, clause.end)
        elif line.has("order.upon_payment"):
            yield 2, page.quote(clause.start, clause.end)


def _tells_steps(line: Line) -> bool:
    """Several steps in one sentence: by their names, or a choice and what follows it in a row."""
    row = line.has("order.steps") and sum(map(line.clause.text.count, _COMMAS)) >= _STEPS
    return row or sum(line.has(*step) for step in _ORDERED) >= _STEPS


def demanded_steps(stances: tuple[Cited[Stance], ...], kinds: dict[str, PageKind]) -> Iterator[Cited[OrderStep]]:
    """A demand for the prescription, or a prescriber of the service, as the stance of a clause tells it."""
    for cited in stances:
        if cited.value.certainty < _CERTAIN or kinds.get(cited.quote.url) in _SKIPPED:
            continue
        trust = TRUST.get(kinds.get(cited.quote.url, PageKind.OTHER), 2)
        if cited.value.stand is Stand.OWN_DEMAND:
            yield Cited(OrderStep(Step.VERIFY, trust), cited.quote)
        elif cited.value.stand is Stand.OWN_PRESCRIBER:
            yield Cited(OrderStep(Step.CONSULT, trust), cited.quote)
