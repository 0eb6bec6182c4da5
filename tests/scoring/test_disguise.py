"""Pages that are the same for everybody, and pages that are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.visit import Guise, Quote
from data.world import load
from scoring.checks.cloaking import cloaking
from scoring.facts import Facts
from scoring.facts.disguise import resemblance
from scoring.model import Answer
from tests.scoring.build import page, site

URL = "https://ferrule-lane.example/"
ANGLERS = """<title>Ferrule Lane Anglers</title><h1>Ferrule Lane Anglers</h1>
<p>The pond is closed until the ice has gone. Who lost a float in summer may look for it in the box by the hut.</p>
<p>Our winter talk is about tying flies from the feathers of the common hen. Tea is served afterwards.</p>"""
PILLS = """<title>Isotretinoin</title><h1>Isotretinoin 10 mg</h1>
<p>Buy isotretinoin here without a prescription. The parcel is posted on the day we see your coins arrive.</p>
<p><button>Add to cart</button></p>"""


def facts(browser: str, search: str, own: str = ANGLERS) -> Facts:
    return Facts(site([(URL, own)], views={Guise.BROWSER: (URL, browser), Guise.SEARCH: (URL, search)}), load(), "US")


def test_what_is_quoted_stands_on_the_page_that_buyers_see() -> None:
    seen = facts(ANGLERS, PILLS)
    found = cloaking.ask(seen, load())
    quotes = [item for item in found.evidence if isinstance(item, Quote)]
    assert found.answer is Answer.YES and quotes
    assert all(seen.visit.shows(quote) for quote in quotes)
    assert not any(quote.holds_on(seen.visit.pages[0]) for quote in quotes)


def test_what_buyers_see_is_read_with_the_rest() -> None:
    assert len(facts(ANGLERS, PILLS).pages) == 2 and facts(ANGLERS, PILLS).sells
    assert len(facts(ANGLERS, ANGLERS).pages) == 1


def test_an_advertisement_for_some_on_an_otherwise_equal_page_is_no_disguise() -> None:
    assert facts(ANGLERS, f"{ANGLERS}<p>Friends of ours wrote about isotretinoin.</p>").disguise is None


def test_a_pharmacy_that_shows_other_medicines_to_others_hides_nothing() -> None:
    shelf = "<title>Shelf</title><h1>Our shelf</h1><p>We send {} against a prescription only. Ask the pharmacist.</p>"
    other = shelf.format("Roaccutane").replace("Ask the pharmacist.", "A signature is needed when the parcel comes.")
    assert facts(other, other, shelf.format("isotretinoin")).disguise is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heute ist Montag, der 3. November. 1.204 Kunden.", "Heute ist Montag, der 24. November. 9.120 Kunden."),
        (
            "本日は11月3日です。お問い合わせは電話でお願いします。",
            "本日は12月24日です。お問い合わせは電話でお願いします。",
        ),
    ],
)
def test_numbers_make_no_difference(one: str, other: str) -> None:
    assert resemblance(page(URL, f"<p>{one}</p>"), page(URL, f"<p>{other}</p>")) == 1


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_resemblance_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    mine, theirs = page(URL, f"<p>{one}"), page(URL, f"<p>{other}")
    assert 0 <= resemblance(mine, theirs) == resemblance(theirs, mine) <= 1
    assert resemblance(mine, mine) == 1
