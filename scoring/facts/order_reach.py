"""Orders without a cart: a form that asks what is wanted and where it goes, or somebody to write to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from crawler.visit import Form, Kind, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.trade import Line, cues_of, lines
from scoring.facts.types import OrderStep, Step
from scoring.model import Cited

# Hosts by which a message is sent (the services' own short addresses).
MESSENGERS = frozenset(
    {
        "wa.me", "api.whatsapp.com", "chat.whatsapp.com", "t.me", "telegram.me", "viber.com", "line.me", "lin.ee",
        "m.me", "signal.me", "signal.group", "threema.id",
    }
)  # fmt: skip
_CONTROL, _TOLD = 5, 2  # trust of a step, see OrderStep
_SKIPPED = frozenset({PageKind.ARTICLE, PageKind.PRIVACY})
_UNASKED = frozenset({"hidden", "search"})
_FIELDS = 2  # what and where; a search has one field, a letter of news two without goods
_LABELS = 120  # characters of labels that run on in one line; longer ones are terms
_LONGEST = 600  # characters of a form that are quoted
_PAID = ("pay.word", "pay.crypto", "pay.wire", "trade.fields")
# Forms that take prescriptions, ask for advice or keep something for collection: no order is complete with them.
_OTHER_USE = frozenset({"rx.word", "rx.doctor", "rx.consult", "order.collect", "order.papers"})


def ordered_by_form(page: Page, world: World) -> Iterator[Cited[OrderStep]]:
    """A form with fields for the goods and for the address or the payment: a whole order, whatever its button says."""
    if page.kind in _SKIPPED or not page.content.forms:
        return
    inside = [line for line in lines(page, world) if line.shown and line.clause.place is Place.FORM]
    if inside and any(_asks(form, inside, page, world) for form in page.content.forms):
        quote = _whole(page, inside)
        yield Cited(OrderStep(Step.CART, _CONTROL), quote)
        yield Cited(OrderStep(Step.CHECKOUT, _CONTROL), quote)


def _asks(form: Form, inside: Iterable[Line], page: Page, world: World) -> bool:
    fields = [field for field in form.fields if field.type not in _UNASKED]
    if len(fields) < _FIELDS:
        return False
    told = [cues_of(f"{field.label} {field.name}", page, world) for field in fields]
    labels = [line.cues for line in inside if len(line.clause.text) <= _LABELS]  # bare text belongs to no field
    asked = frozenset[str]().union(*told, *labels, cues_of(page.content.title, page, world) & _OTHER_USE)
    return "order.goods" in asked and not asked.isdisjoint(("order.address", *_PAID)) and asked.isdisjoint(_OTHER_USE)


def _whole(page: Page, inside: list[Line]) -> Quote:
    start, end = inside[0].clause.start, max(line.clause.end for line in inside)
    return page.quote(start, min(end, start + _LONGEST))


def reached(page: Page, world: World) -> Iterator[Cited[OrderStep]]:
    """Somebody to write to: a messenger's address, "Message the seller", "Text me".

    On a site that lets the prescription go, whoever is written to takes the order; elsewhere it is a way to ask.
    """
    if page.kind in _SKIPPED:
        return
    for link in page.content.links:
        if urlsplit(link.url).hostname in MESSENGERS and link.end > link.start:
            yield Cited(OrderStep(Step.CART, _TOLD), page.quote(link.start, link.end))
    for line in lines(page, world):
        own = line.shown and not line.advised and line.clause.kind is not Kind.QUOTATION
        if own and line.has("order.reach") and not line.near("rx.word", "rx.consult", "programme.names"):
            yield Cited(OrderStep(Step.CART, _TOLD), page.quote(line.clause.start, line.clause.end))
