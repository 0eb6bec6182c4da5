"""Steps of an order that stand on a page as controls: forms with their fields, buttons, links that act as buttons."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.kinds import kind_of
from crawler.site import site_of
from crawler.visit import Field, Form, Kind, Link, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.consent import consent_buttons
from scoring.facts.finder import Pattern
from scoring.facts.normal import fold
from scoring.facts.sellers import PHARMACY
from scoring.facts.trade import MONEY, Line, cues_of, lines
from scoring.facts.trails import PASSES_ON
from scoring.facts.types import OrderStep, Step
from scoring.model import Cited

CONTROL, BUTTON = 5, 2  # trust, see OrderStep
_ADDRESS_FIELDS = 2  # a name and an e-mail make a contact form; street and town make an order
_HEALTH = 3  # fields about health; a contact form has none, a form for side effects two
_UNASKED = frozenset({"hidden", "search"})
_FEW_WORDS = 6  # of a button; longer lines are sentences
_BARE = 2  # words: "Add", "Order 1"
_RUN_IN = 24  # letters before a link: an amount with its currency
_LONGEST = 600  # characters of a form that are quoted
_CHOICES = 2  # packs or strengths side by side
_PRESSED = frozenset({Kind.BUTTON, Kind.INPUT, Kind.LINK, Kind.CELL, Kind.TEXT, Kind.ITEM, Kind.DEFINITION, Kind.ALT})
_CONTROLS = frozenset({Kind.BUTTON, Kind.INPUT, Kind.LINK})
_TOLD = frozenset({Kind.CELL, Kind.TEXT, Kind.ITEM, Kind.DEFINITION})  # buttons only when nothing marks a sentence
_PACK = Pattern(r"(?:\d{1,3} ?mg)?[^\pL\d]*\d{1,3} ?(?:x )?\pL")  # "30 capsules for ..."
_SENTENCE = Pattern(r"\pL\.$|\pL, |。|、")
_MENU = frozenset({Place.NAV, Place.FOOTER})
_NEAR = 4  # sentences from a price to its button: pack, unit price and a saving may stand between
_TOLD_BY_PLACE = 3  # trust of a button known by where it stands, not by what it says
_BARE_AMOUNT = Pattern(r"\d[.,]\d\d(?:\D|$)|[$€£¥₹₽]\s?\d|\d\s?(?:[$€£¥₹₽]|kr|zl|руб|円)")
_OTHER_USE = ("site.coupon", "order.coupon", "rx.word", "rx.consult", "order.collect", "rx.form")
_PRESCRIBES = ("rx.doctor", "rx.send")


def control_steps(page: Page, about_drug: bool, world: World) -> Iterator[Cited[OrderStep]]:
    """Every step that a form, a button or a link of this page stands for. `about_drug`: a drug is its subject."""
    read = lines(page, world)
    if not read:
        return
    if about_drug:
        yield from _choosing(page, read, world)
        yield from _carting(page, read)
        yield from _repeated(page, read)
        yield from _linked(page, world)
    for form in page.content.forms:
        yield from _form(page, form, about_drug, read, world)
    yield from _prescription_buttons(page, read)


def _choosing(page: Page, read: tuple[Line, ...], world: World) -> Iterator[Cited[OrderStep]]:
    """Strength or quantity: a select, radio buttons, or packs side by side in cells, items or paragraphs."""
    for form in page.content.forms:
        chosen = [f for f in form.fields if f.type in ("select", "radio", "number") and _chooses(f, page, world)]
        if chosen:
            yield _step(Step.CHOOSE, CONTROL, _quote_for(page, read, chosen[0].label or chosen[0].name))
            return
    packs = [line for line in read if line.shown and line.short and line.has("order.choose") and _has_digit(line)]
    packs = [line for line in packs if line.clause.kind is not Kind.HEADING]
    if len({line.clause.text for line in packs}) >= _CHOICES:
        yield _step(Step.CHOOSE, BUTTON, _quote(page, packs[0]))


def _chooses(field: Field, page: Page, world: World) -> bool:
    words = " ".join((field.label, field.name, *field.options))
    return any(sign.isdigit() for sign in words) or "order.choose" in cues_of(words, page, world)


def _carting(page: Page, read: tuple[Line, ...]) -> Iterator[Cited[OrderStep]]:
    outside, priced, consent = _outside(page), _priced(read), consent_buttons(read)
    for line in read:
        if not _is_button(line) or line.clause.start in consent:
            continue
        if any(start <= line.clause.start < end for start, end in outside):
            continue
        if line.has("order.papers"):
            continue  # "Order your insurance card", "Order the brochure"
        words = len(line.clause.text.split())
        if line.has("order.cart") or (line.has("order.cart_word") and words <= _BARE):
            if not line.has("order.coupon"):
                trust = CONTROL if line.clause.kind in _CONTROLS else CONTROL - 1
                yield _step(Step.CART, trust, _quote(page, line))
                if line.has("rx.word") and not line.has("rx.waive"):
                    yield _step(Step.VERIFY, CONTROL, _quote(page, line))
        elif (
            line.has("order.take")
            and line.clause.kind in (*_CONTROLS, Kind.ALT)
            and priced
            and not line.has(*_OTHER_USE)
        ):
            yield _step(Step.CART, _TOLD_BY_PLACE, _quote(page, line))
        elif line.has("order.collect"):
            yield _step(Step.COLLECT, CONTROL, _quote(page, line))
        elif line.has("order.checkout") and line.clause.kind is Kind.BUTTON:
            yield _step(Step.CART, CONTROL, _quote(page, line))


def _repeated(page: Page, read: tuple[Line, ...]) -> Iterator[Cited[OrderStep]]:
    """The same button beside every price is a buy button, whatever it is called."""
    outside, linked = _outside(page), {link.start for link in page.content.links if link.end > link.start}
    beside: dict[str, list[Line]] = {}
    for index, line in enumerate(read):
        cell = line.clause.kind is Kind.CELL and line.clause.start in linked  # a cell that is nothing but a link
        pressed = (cell or line.clause.kind in (Kind.BUTTON, Kind.LINK)) and line.clause.place not in _MENU
        if pressed and len(line.clause.text.split()) <= _FEW_WORDS and not _leads_elsewhere(line):
            amount = _BARE_AMOUNT if line.clause.block.row >= 0 else MONEY  # a column's currency stands at its head
            priced = any(amount.search(before.clause.text) for before in read[max(0, index - _NEAR) : index])
            if priced and not any(start <= line.clause.start < end for start, end in outside):
                beside.setdefault(line.clause.text, []).append(line)
    for found in beside.values():
        if len(found) >= _CHOICES:
            yield _step(Step.CART, _TOLD_BY_PLACE, _quote(page, found[0]))


def _linked(page: Page, world: World) -> Iterator[Cited[OrderStep]]:
    """Links that put something into this site's cart, or packs with their prices that are links themselves."""
    here = [link for link in page.content.links if link.end > link.start and site_of(link.url) == site_of(page.url)]
    asked = [link for link in here if urlsplit(link.url).query]
    carts = [link for link in asked if kind_of(link.url, "") is PageKind.CART]
    packs = [link for link in asked if _PACK.match(fold(link.words)) and MONEY.search(fold(link.words))]
    if carts:
        yield _step(Step.CART, CONTROL, page.quote(carts[0].start, carts[0].end))
    elif len({link.words for link in packs}) >= _CHOICES:
        yield _step(Step.CART, _TOLD_BY_PLACE, page.quote(packs[0].start, packs[0].end))
    else:
        yield from _beside_amounts(page, here, world)


def _beside_amounts(page: Page, here: list[Link], world: World) -> Iterator[Cited[OrderStep]]:
    """ "R$ 389,00Pedir": a bare "Order" that ran into the amount before it in the text."""
    for link in here:
        before = fold(page.text[max(0, link.start - _RUN_IN) : link.start])
        short = len(link.words.split()) <= _BARE and "order.cart_word" in cues_of(link.words, page, world)
        if short and MONEY.search(before.split("\n")[-1]):
            yield _step(Step.CART, _TOLD_BY_PLACE, page.quote(link.start, link.end))
            return


def _leads_elsewhere(line: Line) -> bool:
    """To a coupon, or to the pharmacies that have the drug."""
    return line.has("order.coupon", "site.coupon") or bool(PHARMACY.search(line.clause.text))


def _priced(read: tuple[Line, ...]) -> bool:
    return len({line.clause.text for line in read if line.shown and line.priced}) >= _CHOICES


def _is_button(line: Line) -> bool:
    clause = line.clause
    if not line.shown or not line.short or clause.is_question or clause.kind not in _PRESSED:
        return False
    if clause.place in _MENU and clause.kind is not Kind.BUTTON:
        return False
    if clause.kind in _TOLD and _SENTENCE.search(clause.text):
        return False  # "Buy from licensed pharmacies only.", "Add to basket, pay, done"
    return len(clause.text.split()) <= _FEW_WORDS


def _outside(page: Page) -> list[tuple[int, int]]:
    """Spans of links that lead to another site, or pass on to one: a way out, not this site's cart."""
    here = site_of(page.url)
    found = [link for link in page.content.links if site_of(link.url) not in ("", here) or PASSES_ON.search(link.url)]
    return [(link.start, max(link.end, link.start + 1)) for link in found if link.url.startswith(("http:", "https:"))]


def _form(page: Page, form: Form, about_drug: bool, read: tuple[Line, ...], world: World) -> Iterator[Cited[OrderStep]]:
    asked = [(field, cues_of(f"{field.label} {field.name}", page, world)) for field in form.fields]
    pressed = frozenset[str]().union(*(cues_of(words, page, world) for words in form.buttons))
    addresses = [field for field, cues in asked if "order.address" in cues]
    paying = any(cues & {"pay.crypto", "pay.wire", "pay.word"} for _, cues in asked) or "order.checkout" in pressed
    card = sum("trade.fields" in cues for _, cues in asked) >= _ADDRESS_FIELDS  # number and name, or where to ship
    wants = _wanted(page, form, asked, pressed, about_drug, world)
    chosen = [f for f in form.fields if f.type in ("select", "radio", "number") and _chooses(f, page, world)]
    # Packs to choose from and one button, on a page with prices: an order, whatever the button is called.
    if about_drug and chosen and len(form.buttons) == 1 and not pressed.intersection(_OTHER_USE) and _priced(read):
        yield _step(Step.CART, _TOLD_BY_PLACE, _quote_for(page, read, form.buttons[0]))
    if sum("rx.health" in cues for field, cues in asked if field.type not in _UNASKED) >= _HEALTH:
        yield _step(Step.QUESTIONNAIRE, CONTROL, _quote_for(page, read, asked[0][0].label or asked[0][0].name))
    if wants is not None:
        step = Step.OPTIONAL if _may_stay_empty(page, wants, read, world) else Step.UPLOAD
        yield _step(step, CONTROL, _quote_for(page, read, wants))
    if (len(addresses) >= _ADDRESS_FIELDS and (paying or page.kind is PageKind.CART or about_drug)) or (
        ("order.checkout" in pressed or card) and len(form.fields) > _ADDRESS_FIELDS and not _is_loose(form)
    ):
        quote = _whole_form(page, read)
        yield _step(Step.CHECKOUT, CONTROL, quote)
        if about_drug:
            yield _step(Step.CART, CONTROL, quote)


def _whole_form(page: Page, read: tuple[Line, ...]) -> Quote:
    """From the first field of the order to its last button: what is missing shows only in the whole."""
    parts = [line.clause for line in read if line.shown and line.clause.place is Place.FORM]
    parts = parts or [line.clause for line in read if line.shown and line.has("order.checkout", "order.address")]
    if not parts:
        return _quote(page, read[0])
    return page.quote(parts[0].start, min(max(part.end for part in parts), parts[0].start + _LONGEST))


def _is_loose(form: Form) -> bool:
    """Controls that stand outside every form are kept together as one; a search box is then beside a buy button."""
    return not form.action and not form.method


def _wanted(
    page: Page,
    form: Form,
    asked: list[tuple[Field, frozenset[str]]],
    pressed: frozenset[str],
    about_drug: bool,
    world: World,
) -> str | None:
    """The words of the field that takes a prescription, or asks who wrote it; None: no field does."""
    titled = cues_of(page.content.title, page, world) | pressed
    on_topic = page.kind is PageKind.PRESCRIPTION or not titled.isdisjoint(("rx.word", "rx.doctor"))
    for field, cues in asked:
        if field.type == "file" and ("rx.word" in cues or on_topic):
            return field.label or field.name or "upload"
        if field.type not in ("hidden", "search") and "rx.word" in cues and cues.intersection(_PRESCRIBES):
            return field.label or field.name
        listed = (about_drug or on_topic) and field.type in ("select", "radio")
        if listed and "rx.word" in cues_of(" ".join(field.options), page, world):
            return field.label or field.name
        if "rx.doctor" in cues and (about_drug or on_topic):
            return field.label or field.name
    if on_topic and form.fields and not _is_loose(form) and "rx.word" in pressed:
        return form.buttons[0]
    return None


def _may_stay_empty(page: Page, wanted: str, read: tuple[Line, ...], world: World) -> bool:
    """ "Scan of the prescription (optional)", on the field itself or on the line that heads it."""
    if "rx.optional" in cues_of(wanted, page, world):
        return True
    return any(line.shown and line.short and line.all("rx.word", "rx.optional") for line in read)


def _prescription_buttons(page: Page, read: tuple[Line, ...]) -> Iterator[Cited[OrderStep]]:
    """ "Upload a prescription", "Have your prescription sent": a button or a link that leads to the step."""
    for line in read:
        if line.clause.kind not in (Kind.BUTTON, Kind.LINK, Kind.ITEM, Kind.TEXT) or not line.shown or not line.short:
            continue
        if line.all("rx.word", "rx.send") and not line.has("rx.waive", "rx.advice") and not line.clause.is_question:
            yield _step(Step.UPLOAD, BUTTON, _quote(page, line))
        elif line.has("rx.word") and line.has("rx.doctor") and not line.has("rx.waive", "rx.advice"):
            yield _step(Step.TRANSFER, BUTTON, _quote(page, line))


def _step(step: Step, trust: int, quote: Quote) -> Cited[OrderStep]:
    return Cited(OrderStep(step, trust), quote)


def _quote(page: Page, line: Line) -> Quote:
    return page.quote(line.clause.start, line.clause.end)


def _quote_for(page: Page, read: tuple[Line, ...], words: str) -> Quote:
    """The words of a control where the page text has them, otherwise the title of the page."""
    at = page.text.find(words) if words else -1
    if at >= 0:
        return page.quote(at, at + len(words))
    return _quote(page, read[0])


def _has_digit(line: Line) -> bool:
    return any(sign.isdigit() for sign in line.clause.text)
