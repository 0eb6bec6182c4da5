"""Two visits of a shop held against each other: what it changed is told in its words, what was not seen is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.visit import Attempt, Outcome, Visit
from data.world import load
from scoring.changes import Change, ChangeKind, answered, changes, fell_silent, spoke_again
from scoring.facts import Facts
from scoring.model import VerdictClass
from scoring.revisits import MISSES, RHYTHMS, first_hours, hours_after_miss, next_hours
from tests.scoring.build import WHEN, site

WORLD = load()
HOST = "https://larkmoor-pharmacy.example"
DEMAND = "<p>We dispense isotretinoin only when we have received a valid prescription from your doctor.</p>"
OFFER = "<p>Buy isotretinoin from us without a prescription. No prescription is needed to order.</p>"
MENU = "<nav><a href='/'>Home</a> <a href='/isotretinoin'>Isotretinoin</a> <a href='/contact'>Contact</a></nav>"


def html(body: str, title: str = "Larkmoor Pharmacy") -> str:
    return f"<html lang='en'><title>{title}</title><body>{MENU}<main><h1>{title}</h1>{body}</main></body></html>"


def product(words: str, price: str = "£36.00") -> str:
    rows = f"<table><tr><th>Pack</th><th>Price</th></tr><tr><td>30 capsules</td><td>{price}</td></tr></table>"
    return html(f"{words}{rows}<button>Add to cart</button>", "Isotretinoin 20 mg capsules")


def contact(number: str = "9010123", street: str = "14 Chandler Street, Leeds LS1 4AB") -> str:
    seat = f"<p>Larkmoor Pharmacy Ltd, {street}, United Kingdom.</p>"
    return html(f"{seat}<p>GPhC registration number: {number}</p><p>Call us: 0113 496 0123</p>", "Contact us")


SHOP = {"/": html(DEMAND), "/isotretinoin": product(DEMAND), "/contact": contact()}


def visit(pages: Mapping[str, str], *tried: Attempt, days: int = 0, partial: bool = False) -> Visit:
    made = site((f"{HOST}{path}", text) for path, text in pages.items())
    later = timedelta(days=days)
    return replace(
        made, attempts=(*made.attempts, *tried), started_at=WHEN + later, ended_at=WHEN + later, partial=partial
    )


def held(before: Visit, after: Visit) -> dict[ChangeKind, str]:
    found = changes(Facts(before, WORLD, "GB"), Facts(after, WORLD, "GB"))
    return {change.kind: change.words for change in found}


def again(*tried: Attempt, drop: str = "", partial: bool = False, **pages: str) -> Visit:
    """The shop a day later, with these pages instead."""
    told = {**SHOP, **{f"/{name}" if name != "home" else "/": text for name, text in pages.items()}}
    return visit({path: text for path, text in told.items() if path != drop}, *tried, days=1, partial=partial)


def test_a_shop_that_did_not_change_has_nothing_told_of_it() -> None:
    assert held(visit(SHOP), again()) == {}
    other = again(home=html(f"{DEMAND}<p>Closed on Monday for stock-taking.</p>"))
    assert held(visit(SHOP), other) == {}


def test_the_day_a_shop_stops_asking_for_the_prescription() -> None:
    told = held(visit(SHOP), again(home=html(OFFER), isotretinoin=product(OFFER)))
    assert told[ChangeKind.OFFER].startswith("An offer without a prescription appeared: “")
    assert f"({HOST}" in told[ChangeKind.OFFER] and "without a prescription" in told[ChangeKind.OFFER]
    assert told[ChangeKind.PRESCRIPTION].startswith("The shop's demand for a prescription vanished. It read “")
    assert "to flagged" in told[ChangeKind.VERDICT]


def test_and_the_day_it_asks_again() -> None:
    before = visit({**SHOP, "/": html(OFFER), "/isotretinoin": product(OFFER)})
    told = held(before, again())
    assert told[ChangeKind.OFFER].startswith("An offer without a prescription vanished.")
    assert told[ChangeKind.PRESCRIPTION].startswith("The shop's demand for a prescription appeared")


def test_what_stood_on_a_page_that_was_not_read_again_did_not_vanish() -> None:
    unread = Attempt(f"{HOST}/contact", Outcome.OUT_OF_BUDGET, WHEN)
    assert held(visit(SHOP), again(unread, drop="/contact", partial=True)) == {}
    slow = Attempt(f"{HOST}/contact", Outcome.TIMED_OUT, WHEN)
    assert held(visit(SHOP), again(slow, drop="/contact")) == {}


def test_what_stands_on_a_page_that_was_known_and_not_read_before_did_not_appear() -> None:
    first = visit({path: text for path, text in SHOP.items() if path != "/contact"})
    assert held(first, again()).keys() <= {ChangeKind.SIGN}


def test_a_contact_page_that_is_gone_takes_the_licence_and_the_address_with_it() -> None:
    gone = Attempt(f"{HOST}/contact", Outcome.HTTP_ERROR, WHEN, status=404)
    told = held(visit(SHOP), again(gone, drop="/contact"))
    assert told[ChangeKind.PAGES] == f"The contact page is gone: {HOST}/contact is no longer found."
    assert "“9010123” vanished" in told[ChangeKind.LICENCE]
    assert "Chandler Street" in told[ChangeKind.ADDRESS] and "vanished" in told[ChangeKind.ADDRESS]


def test_a_number_and_a_seat_that_were_replaced_are_one_change_each() -> None:
    told = held(visit(SHOP), again(contact=contact("9040555", "7 Tannery Row, Bristol BS1 6QX")))
    assert "changed from “9010123” to “9040555”: “" in told[ChangeKind.LICENCE]
    assert "Chandler Street" in told[ChangeKind.ADDRESS] and "to “7 Tannery Row" in told[ChangeKind.ADDRESS]


@pytest.mark.parametrize(("price", "verb"), [("£18.00", "fell"), ("£90.00", "rose"), ("£30.00", ""), ("£40.00", "")])
def test_a_price_is_news_when_it_moves_a_lot(price: str, verb: str) -> None:
    told = held(visit(SHOP), again(isotretinoin=product(DEMAND, price)))
    if not verb:
        assert ChangeKind.PRICE not in told
        return
    expected = f"The price of 30 × isotretinoin 20 mg {verb} from 36.00 to {price[1:]} GBP: “"
    assert told[ChangeKind.PRICE].startswith(expected)


def test_an_address_that_leads_to_another_shop_now() -> None:
    other = site([("https://quickmeds-24.example/", html(OFFER, "Quickmeds"))], url=f"{HOST}/")
    moved = replace(other, site="quickmeds-24.example", redirects=(f"{HOST}/", "https://quickmeds-24.example/"))
    told = held(visit(SHOP), moved)
    assert "now redirects to another site, quickmeds-24.example" in told[ChangeKind.REDIRECT]
    assert told.keys() <= {ChangeKind.REDIRECT, ChangeKind.ROLE, ChangeKind.VERDICT}


def test_a_shop_that_became_a_parked_domain() -> None:
    parked = Attempt(f"{HOST}/", Outcome.PARKED, WHEN)
    after = replace(visit(SHOP), pages=(), attempts=(parked,), outcome=Outcome.PARKED)
    assert answered(after)
    told = held(visit(SHOP), after)
    assert told[ChangeKind.ROLE] == "It was read as a seller, and now as a parked domain."
    assert ChangeKind.LICENCE not in told


def test_a_seal_that_was_put_up() -> None:
    seal = (
        "<p><a href='https://www.legitscript.com/pharmacy/larkmoor'><img alt='LegitScript certified' src='/s.png'></a>"
    )
    told = held(visit(SHOP), again(home=html(DEMAND + seal)))
    assert "LegitScript" in told[ChangeKind.SEAL] and "appeared" in told[ChangeKind.SEAL]


def test_every_quote_of_a_change_stands_on_a_page_of_one_of_the_visits() -> None:
    before, after = (
        visit(SHOP),
        again(home=html(OFFER), isotretinoin=product(OFFER, "£9.00"), contact=contact("9040555")),
    )
    found: tuple[Change, ...] = changes(Facts(before, WORLD, "GB"), Facts(after, WORLD, "GB"))
    quotes = [quote for change in found for quote in change.evidence]
    assert len(quotes) >= 5
    assert all(before.shows(quote) or after.shows(quote) for quote in quotes)
    assert found == changes(Facts(before, WORLD, "GB"), Facts(after, WORLD, "GB"))


def test_silence_is_told_with_its_reason_and_its_end() -> None:
    dead = replace(visit(SHOP), pages=(), outcome=Outcome.DNS_FAILED)
    assert not answered(dead)
    told = fell_silent(dead, WHEN, MISSES)
    assert told.kind is ChangeKind.UNREADABLE
    assert "3 visits in a row failed, the last with: dns failed" in told.words and "2026-11-02" in told.words
    assert "can be read again" in spoke_again(WHEN).words


def test_flagged_sites_are_visited_oftener_and_change_moves_the_time_within_bounds() -> None:
    hours = [first_hours(cls) for cls in VerdictClass]
    assert first_hours(VerdictClass.FLAGGED) == min(hours) and first_hours(VerdictClass.NOT_A_SELLER) == max(hours)
    assert next_hours(VerdictClass.CAUTION, 72, changed=True) < 72 < next_hours(VerdictClass.CAUTION, 72, changed=False)
    for verdict, rhythm in RHYTHMS.items():
        calm = restless = rhythm.first
        for _ in range(40):
            calm, restless = next_hours(verdict, calm, changed=False), next_hours(verdict, restless, changed=True)
        assert (calm, restless) == (rhythm.most, rhythm.least)
    assert next_hours(VerdictClass.FLAGGED, 720, changed=True) <= RHYTHMS[VerdictClass.FLAGGED].most
    assert [hours_after_miss(n) for n in (1, 2, 3, 9)] == [24, 24, 168, 168]
