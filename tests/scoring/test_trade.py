"""What an order, a parcel, a payment and a site are, told from small pages as they are met in the field."""

from __future__ import annotations

import pytest
import re2

from crawler.visit import Outcome, Visit
from data.world import load
from scoring.facts import Facts
from scoring.facts.trade import pattern, spaced
from scoring.facts.types import Signal, Step
from scoring.model import Role
from tests.scoring.build import WHEN, site

CAPSULES = """<title>Isotretinoin 20 mg</title><h1>Isotretinoin 20 mg</h1>
<p>For severe acne. It must not be taken in pregnancy, and most people get dry lips from it. Keep it cool.</p>
<table><tr><td>30 capsules</td><td>$41.00</td><td><button>{button}</button></td></tr>
<tr><td>90 capsules</td><td>$99.00</td><td><button>{button}</button></td></tr></table>{more}"""


def shop(button: str = "Add to cart", more: str = "", *others: tuple[str, str]) -> Facts:
    pages = [("https://pinebarrow.example/isotretinoin-20mg", CAPSULES.format(button=button, more=more)), *others]
    return Facts(site(pages), load(), "US")


def only(html: str, url: str = "https://pinebarrow.example/page") -> Facts:
    return Facts(site([(url, html)]), load(), "US")


def test_all_languages_have_the_same_sections() -> None:
    steps = load().steps
    english = set(steps["en"].sections) - {"order.cart_word"}
    for language, phrases in steps.items():
        if language != "mul":
            assert english - set(phrases.sections) == set(), language


def test_every_cue_is_a_pattern() -> None:
    for phrases in load().steps.values():
        for cues in phrases.sections.values():
            for cue in cues:
                re2.compile(pattern(cue))


def test_a_cue_matches_whole_words_and_stems() -> None:
    cue = re2.compile(pattern("put .. in the (cart|basket)"))
    assert cue.search(spaced("please put two of them in the basket."))
    assert not cue.search(spaced("put it in the basketball hall"))
    assert re2.compile(pattern("e-?script*")).search(spaced("your e-scripts, please"))


def test_a_button_with_a_strange_name_beside_each_price_is_a_cart() -> None:
    assert shop("Grab one").order.can_cart
    assert shop("Grab one").role is Role.SELLER


def test_the_same_button_on_a_coupon_page_is_not() -> None:
    coupons = """<p>Show this coupon at the pharmacy counter with your prescription.</p>
    <p>Compare prices of pharmacies near you. Average retail price $212. We are not a pharmacy.</p>
    <p>A discount program at participating pharmacies.</p>"""
    facts = shop("Get free coupon", coupons)
    assert not facts.order.can_cart
    assert facts.role is Role.PRICE_COMPARISON


def test_a_field_for_the_prescription_outranks_words_about_it() -> None:
    field = '<form action="/c" method="post"><label for="f">Your prescription</label><input id="f" type="file"></form>'
    flow = shop(more=field).order
    assert flow.of(Step.UPLOAD)[0].value.trust == 5
    assert flow.asks_prescription


def test_leaflet_words_about_doctors_are_no_step() -> None:
    flow = shop(
        more="<p>Doctors prescribe it after two rounds of antibiotics. Ask your doctor about the dose.</p>"
    ).order
    assert not flow.asks_prescription


def test_a_clause_that_waives_the_paper_is_no_step() -> None:
    assert not shop(
        more="<p>We ship without asking buyers to upload or mail a prescription.</p>"
    ).order.asks_prescription


def test_a_clinic_that_writes_prescriptions_is_a_service() -> None:
    clinic = """<title>Isotretinoin care</title><h1>Isotretinoin care by video</h1>
    <p>Our dermatologists see patients by video visit. Each month you have a follow-up and a blood test.</p>
    <p>We write prescriptions; the pharmacy you choose fills them. Board-certified doctors answer your messages.</p>
    <p>The first consultation lasts half an hour. Book your appointment for this week.</p>"""
    assert only(clinic, "https://fernhill-dermatology.example/isotretinoin-care").role is Role.TELEHEALTH


def test_a_shop_with_another_medicine_chest_is_a_seller_too() -> None:
    pills = "<h1>Pills by mail</h1>" + "".join(
        f"<p>{name} from $0.90 per pill <button>Buy now</button></p>"
        for name in ("Sildenafil", "Amoxicillin", "Tramadol", "Finasteride")
    )
    words = (
        "<p>We ship from our warehouse within two days, and you may pay by card or with bitcoin at the checkout.</p>"
    )
    assert only(pills + words).role is Role.SELLER


def test_creams_are_another_shop() -> None:
    creams = """<h1>Night serum</h1><p>A serum with retinol. No prescription needed, it is a cosmetic. $24.00</p>
    <button>Add to bag</button><p>Use our cleanser first, then the moisturiser. Sunscreen every morning, please.</p>
    <p>Do you sell Accutane? No, that is a pill for which you need to see a dermatologist.</p>"""
    assert only(creams).role is Role.OTHER_SHOP


def test_scores_and_codes_beside_links_to_shops_are_a_referral() -> None:
    ranks = """<title>Best places for Accutane</title><h1>Best places for Accutane</h1>
    <p>We ordered at five shops. Score 9.6/10 for the first, 9.1/10 for the second. We may earn a commission.</p>
    <p><a href="https://one-caps.example/?aff=7">Visit store</a>
    <a href="https://two-caps.example/?aff=7">Visit store</a></p>
    <p>Both were quick, both were friendly, and the codes hold until the end of the month.</p>"""
    assert only(ranks, "https://acne-scoreboard.example/accutane").role is Role.REFERRAL


@pytest.mark.parametrize(
    ("outcome", "role"),
    [
        (Outcome.PARKED, Role.PARKED),
        (Outcome.CHALLENGE, Role.BLOCKED),
        (Outcome.DNS_FAILED, Role.UNREACHABLE),
        (Outcome.JS_ONLY, Role.UNKNOWN),
    ],
)
def test_a_visit_without_pages_says_why(outcome: Outcome, role: Role) -> None:
    visit = Visit("https://gone.example/", "gone.example", WHEN, WHEN, outcome, ())
    assert Facts(visit, load()).role is role


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("If customs keep the parcel we send another one free.", "reship_if_seized"),
        ("Wird die Sendung vom Zoll beschlagnahmt, schicken wir sie kostenlos noch einmal.", "reship_if_seized"),
        ("In caso di sequestro in dogana rispediamo il pacco.", "reship_if_seized"),
        ("W deklaracji celnej wpisujemy kosmetyki.", "false_declaration"),
        ("Op het etiket staat een andere afzender, een particulier.", "disguised_sender"),
    ],
)
def test_a_parcel_that_is_to_pass_unseen(words: str, value: str) -> None:
    facts = only(f"<h1>Delivery</h1><p>{words}</p><p>{words}</p>", "https://pinebarrow.example/delivery")
    assert value in {sign.value.value for sign in facts.signs_of(Signal.EVASIVE_SHIPPING)}


@pytest.mark.parametrize(
    "words",
    [
        "We post in a plain brown box with our return address.",
        "If a parcel is lost we send it again.",
        "Beware of sellers who resend what customs seize.",
        "Customs duties are paid by the buyer; parcels are declared as medicine at full value.",
    ],
)
def test_a_parcel_like_any_other(words: str) -> None:
    facts = only(f"<h1>Delivery</h1><p>{words}</p><p>Royal Mail, two days.</p>", "https://pinebarrow.example/delivery")
    assert not facts.signs_of(Signal.EVASIVE_SHIPPING)


def test_the_place_after_the_cue_is_the_origin() -> None:
    words = "<p>Parcels leave our warehouse in Mumbai twice a week and reach the United States in two weeks.</p>"
    facts = only(f"<h1>Delivery</h1>{words}{words}", "https://pinebarrow.example/delivery")
    assert {sign.value.value for sign in facts.signs_of(Signal.SHIPS_FROM)} == {"IN"}


def test_what_a_site_does_not_take_is_no_sign() -> None:
    facts = only("<h1>Help</h1><p>Do you take bitcoin?</p><p>We do not accept bitcoin, only cards.</p>" * 2)
    assert not facts.signs_of(Signal.RISKY_PAYMENT)


def test_every_quote_holds() -> None:
    facts = shop("Grab one", "<p>Wir liefern mit der Post. Customs keep it? We ship again. ＢＩＴＣＯＩＮ ok.</p>")
    cited = [step.quote for step in facts.order.steps] + [sign.quote for sign in facts.signs]
    assert cited
    assert all(quote.holds_on(facts.visit.pages[0]) for quote in cited)
