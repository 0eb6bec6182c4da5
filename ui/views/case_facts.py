"""What else the visit of a case shows: how an order goes, who the site says it is, its prices, its domain, pictures."""

from __future__ import annotations

import streamlit as st

from crawler.visit import Outside
from data.world import World
from scoring.facts import Facts
from scoring.facts.types import Owner, Step
from ui import price_points
from ui.casefile import CaseFile
from ui.contract import stamp
from ui.views import marked, plain
from ui.words import OUTCOMES

_STEPS = {
    Step.CHOOSE: "A strength or quantity can be chosen", Step.CART: "It can be put into a cart or bought",
    Step.CHECKOUT: "Payment or delivery details are asked for", Step.UPLOAD: "A prescription is to be sent in",
    Step.TRANSFER: "A prescription comes from elsewhere", Step.CONSULT: "A prescriber sees or writes to the patient",
    Step.QUESTIONNAIRE: "A questionnaire is filled in", Step.ENROL: "Enrolment in a pregnancy programme",
    Step.VERIFY: "A pharmacist checks the prescription first", Step.COLLECT: "It is handed over at a counter",
}  # fmt: skip
_TRUST = {5: "a form", 4: "the terms", 3: "an answer or policy", 2: "a button or badge", 1: "leaflet words"}
_OWNERS = {
    Owner.OWN: "the site's own", Owner.REGULATOR: "a regulator's", Owner.COURIER: "a courier's",
    Owner.PARTNER: "a partner's", Owner.OTHER: "somebody else's",
}  # fmt: skip
_ROWS = 40  # rows of one table; a chain lists hundreds of branches


def order(facts: Facts) -> None:
    """The steps of an order as far as plain pages show them."""
    plain.heading(3, "How an order goes")
    steps = sorted(facts.order.steps, key=lambda step: (list(Step).index(step.value.step), -step.value.trust))
    rows: dict[Step, tuple[str, str, str, str]] = {}
    for cited in steps:
        step = cited.value
        shown = " ".join(cited.quote.words.split())[:120]
        rows.setdefault(step.step, (_STEPS[step.step], _TRUST.get(step.trust, ""), shown, cited.quote.url))
    if not rows:
        plain.text("No step of an order was seen on the pages that were read.")
        return
    marked.table(("Step", "Shown by", "Words", "Page"), list(rows.values()))
    asked = "is asked for" if facts.order.asks_prescription else "was not seen to be asked for"
    plain.text(f"Before an order is sent, a prescription or a prescriber {asked}. Nothing was ordered.")


def identity(facts: Facts) -> None:
    """Addresses, numbers and seals, each with whose it seems to be."""
    plain.heading(3, "Who it says it is")
    rows = [("Address", f.value.words, _OWNERS[f.value.owner], f.value.country, f.quote.url) for f in facts.addresses]
    rows += [("Phone", f.value.e164 or f.value.words, _OWNERS[f.value.owner], "", f.quote.url) for f in facts.phones]
    rows += [
        (
            f"{f.value.kind.capitalize()} number",
            f"{f.value.number} {_formed(f.value.well_formed)}".strip(),
            _OWNERS[f.value.owner],
            f"{f.value.country} {f.value.body}".strip(),
            f.quote.url,
        )
        for f in facts.licences
    ]
    rows += [("Seal", f.value.name, _bound(f.value.bound), "", f.quote.url) for f in facts.seals]
    if not rows:
        plain.text("No address, phone, number or seal was found on the pages that were read.")
        return
    once = list({row[:3]: row for row in rows}.values())
    marked.table(("What", "As written", "Whose", "Country, body", "Page"), once[:_ROWS])
    if len(once) > _ROWS:
        plain.text(f"And {len(once) - _ROWS} more.")
    for bound in facts.bound:
        plain.note(f"{bound.register}, edition of {bound.edition}: {bound.answer}")


def _formed(well: bool | None) -> str:
    return {True: "", False: "(not in the form of such numbers)", None: ""}[well]


def _bound(bound: bool | None) -> str:
    return {True: "its link names this site", False: "its link does not name this site", None: "without a link"}[bound]


def prices(case: CaseFile, world: World) -> None:
    """The price table and the plot beside genuine prices."""
    plain.heading(3, "Prices")
    rows = case.document["prices"] if case.document else []
    if not rows:
        plain.text("No price of the medicine was read.")
        return
    found = price_points.points(rows, world, case.verdict.buyer_country)
    if words := price_points.compared(found):
        st.altair_chart(price_points.chart(found), width="stretch", alt=words)
        plain.text(f"{words} A price alone says nothing: lawful medicine can be cheap, and unlawful medicine dear.")
    else:
        plain.text("None of these prices can be held against a genuine one: strength, pack or currency is not stated.")
    told = price_points.table(rows)
    marked.table(("Product", "Strength", "Quantity", "Price", "A capsule", "Page"), told[:_ROWS])
    if len(told) > _ROWS:
        plain.text(f"And {len(told) - _ROWS} more.")


def domain(outside: Outside) -> None:
    """What others say about the host, and what they did not answer."""
    plain.heading(3, "Domain")
    told = [
        ("Registrar", outside.registrar),
        ("Abuse contact of the registrar", outside.abuse_contact),
        ("Registered", f"{outside.registered:%Y-%m-%d}" if outside.registered else ""),
        ("Expires", f"{outside.expires:%Y-%m-%d}" if outside.expires else ""),
        ("Name servers", ", ".join(outside.name_servers)),
        ("Addresses", ", ".join(outside.addresses)),
        ("Certificate", _certificate(outside)),
    ]
    if rows := [row for row in told if row[1]]:
        marked.table(("What", "As told"), rows)
    else:
        plain.text("Nothing is known about the domain from outside.")
    failed = [attempt for attempt in outside.attempts if attempt.outcome != "read"]
    if failed:
        notes = [f"{a.what.upper()}: {a.note or OUTCOMES[a.outcome]} ({stamp(a.at)})" for a in failed]
        plain.folded(f"Not answered: {', '.join(a.what.upper() for a in failed)}", notes)


def _certificate(outside: Outside) -> str:
    if outside.certificate_valid is None:
        return ""
    valid = "valid" if outside.certificate_valid else "not valid"
    names = ", ".join(outside.certificate_names[:6])
    return f"{valid}, issued by {outside.certificate_issuer or 'nobody named'}, for {names}"
