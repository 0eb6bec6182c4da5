"""Sites easily taken for something else: specimens of shops, brokers with a form, fields that may stay empty."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.checks import all_checks
from scoring.facts import Facts
from scoring.model import Answer, Role
from tests.scoring.build import site

# A shop rebuilt by those who warn of it, with its words and its buttons.
SPECIMENS = {
    "en": ("council-trading-desk.example", "Isotretinoin: how a rogue shop looks", [
        "Training material for counter staff. This is not a real shop.", "<b>Isotretinoin 20 mg, 90 capsules $79</b>",
        "<button>Add to cart</button>", "No prescription needed, we ship tonight.", "The buttons do nothing.",
        "Rogue shops promise this on the first line.", "Police and the regulator investigated twelve such websites.",
        "Never buy from a website that hides its address.", "Report a site to our helpline."]),
    "de": ("verbraucher-lehrstueck.example", "Isotretinoin: so sieht ein Fake-Shop aus", [
        "Schulungsmaterial. Das ist kein echter Shop, die Knöpfe sind ohne Funktion.",
        "<b>Isotretinoin 20 mg, 90 Kapseln 79 €</b>", "<button>In den Warenkorb</button>",
        "Kein Rezept nötig, wir liefern sofort.", "Unseriöse Händler werben mit solchen Sätzen.",
        "Die Staatsanwaltschaft ermittelt gegen zwölf Händler.", "Laut der Polizei kamen die Pakete aus Asien.",
        "Kaufen Sie nie bei Anbietern ohne Impressum."]),
    "fr": ("atelier-conso.example", "Isotrétinoïne : à quoi ressemble une fausse pharmacie", [
        "Support de formation. Ceci n'est pas une vraie boutique, les boutons sont désactivés.",
        "<b>Isotrétinoïne 20 mg, 90 gélules 79 €</b>", "<button>Ajouter au panier</button>",
        "Aucune ordonnance demandée, envoi immédiat.", "Les sites frauduleux promettent cela en première ligne.",
        "Enquête : le parquet et la gendarmerie ont saisi les colis.", "Selon la police, douze sites étaient visés.",
        "N'achetez jamais sur un site sans adresse."]),
    "ja": ("kenko-kyozai.example", "イソトレチノイン：違法サイトの見本", [
        "研修用の教材です。実在しません。", "<b>イソトレチノイン 20mg 90カプセル 9,800円</b>",
        "<button>カートに入れる</button>", "処方箋不要、すぐに発送します。",
        "違法な業者はこのような文句を並べます。", "警察によると、十二の業者が調べられました。",
        "消費者庁の調査結果。", "住所のないサイトから購入しないでください。"]),
}  # fmt: skip
# Authorities tell of what they bought and of sites to keep away from; nothing can be ordered.
WARNERS = {
    "nl": ("toezicht-geneesmiddelen.example", "Isotretinoïne van internet", [
        "Isotretinoïne 20 mg, 60 capsules: betaald € 49.", "Isotretinoïne 10 mg, 30 capsules: betaald € 29.",
        "Malafide sites vragen geen recept.", "Sommige webshops leveren zonder arts.",
        "Zo herkent u ze: betaling alleen in bitcoin, geen adres."]),
    "pl": ("urzad-lekow-przyklad.example", "Izotretynoina z sieci", [
        "Izotretynoina 20 mg, 60 kapsułek: zapłacono 199 zł.", "Izotretynoina 10 mg, 30 kapsułek: zapłacono 99 zł.",
        "Nielegalne strony nie wymagają recepty.", "Niektóre sklepy wysyłają leki bez lekarza.",
        "Nie kupuj u sprzedawców, którzy obiecują leki bez recepty."]),
}  # fmt: skip
FORM = (
    "<form action='/pay'><label>Weight <input name=w></label><label>Are you pregnant? <input name=p></label>"
    "<label>Liver trouble <input name=l></label><label>Allergies <input name=a></label>"
    "<button>Go to payment</button></form>"
)
BROKER = [
    (
        "https://softskin-route.example/treatments/isotretinoin",
        "<h1>Isotretinoin 20 mg</h1><p>30 capsules £89.00</p><p>60 capsules £149.00</p>"
        "<p>A partner doctor looks through your answers; there is no call and no video visit.</p>"
        "<p>You do not have to look for a doctor yourself.</p>",
    ),
    ("https://softskin-route.example/start", f"<h1>Your details</h1>{FORM}"),
    (
        "https://softskin-route.example/faq",
        "<h1>FAQ</h1><h3>Must I send a prescription?</h3><p>No, our doctor writes it from your answers.</p>",
    ),
]
TALKS = [
    (
        "https://openclinic-derm.example/acne/isotretinoin",
        "<h1>Isotretinoin</h1><p>First video visit £120.00, follow-up £60.00.</p>"
        "<p>Our dermatologists see every patient by video visit each month and order blood tests.</p>"
        "<p>No travel, no waiting room.</p><p>Book an appointment with a consultant dermatologist.</p>",
    ),
    (
        "https://openclinic-derm.example/faq",
        "<h1>How it works</h1><p>The consultant reviews your answers before the first video appointment.</p>"
        "<p>The dermatologist will call you when a test is due.</p>"
        f"<p>Patients enrol in the pregnancy prevention programme with us and send each test result.</p>{FORM}",
    ),
]


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def facts_of(world: World, pages: list[tuple[str, str]], language: str = "en") -> Facts:
    told = [(url, f"<html lang='{language}'><title>{url}</title><body>{body}</body></html>") for url, body in pages]
    return Facts(site(told), world)


def one_page(world: World, host: str, title: str, lines: list[str], language: str) -> Facts:
    body = "".join(line if line.startswith("<button") else f"<p>{line}</p>" for line in lines)
    html = f"<html lang='{language}'><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"
    return Facts(site([(f"https://{host}/p1", html)]), world)


def answer(facts: Facts, world: World, name: str) -> Answer:
    check = next(check for check in all_checks() if check.card.id == name)
    return check.ask(facts, world).answer


@pytest.mark.parametrize("language", SPECIMENS)
def test_a_specimen_of_a_shop_is_no_shop(world: World, language: str) -> None:
    """Its offer, price and button are shown to be recognised."""
    facts = one_page(world, *SPECIMENS[language], language)
    assert facts.role is Role.INFORMATION
    assert answer(facts, world, "sells_without_prescription") is not Answer.YES
    assert answer(facts, world, "missing_prescription_step") is not Answer.YES


@pytest.mark.parametrize("language", WARNERS)
def test_a_list_of_test_purchases_is_no_price_list(world: World, language: str) -> None:
    assert one_page(world, *WARNERS[language], language).role is Role.INFORMATION


def test_disowning_words_alone_do_not_clear_a_shop(world: World) -> None:
    """ "This is not a shop" beside a cart and a till is only another thing that shops say."""
    lines = [
        "This is not a real shop, just friends.", "<b>Isotretinoin 20 mg, 90 capsules $79</b>",
        "<button>Add to cart</button>", "No prescription needed, we ship tonight.", "We send it from our warehouse.",
    ]  # fmt: skip
    facts = one_page(world, "friends-of-clear-skin.example", "Isotretinoin 20 mg", lines, "en")
    assert facts.role is Role.SELLER
    assert answer(facts, world, "sells_without_prescription") is Answer.YES


def test_a_doctor_who_only_reads_the_form_is_a_questionnaire(world: World) -> None:
    """And no own offer without a prescription: somebody writes one."""
    facts = facts_of(world, BROKER)
    assert answer(facts, world, "questionnaire_instead_of_prescription") is Answer.YES
    assert answer(facts, world, "sells_without_prescription") is not Answer.YES


def test_a_form_before_monthly_visits_is_none(world: World) -> None:
    facts = facts_of(world, TALKS)
    assert answer(facts, world, "questionnaire_instead_of_prescription") is not Answer.YES
    assert answer(facts, world, "sells_without_prescription") is not Answer.YES


SHOP = "https://pillquay.example"
PRODUCT = "<h1>Isotretinoin 20 mg</h1><p>30 capsules $41.00</p><p>90 capsules $99.00</p><button>Add to cart</button>"
CHECKOUT = (
    "<h1>Checkout</h1><form action='/pay' method=post><label>Street <input name=street></label>"
    "<label>Town <input name=town></label><label>{label} <input type=file name=rx></label>"
    "<button>Pay now</button></form>"
)
EMPTY = {
    "en": "Prescription (optional)",
    "de": "Rezept (freiwillig)",
    "es": "Receta (opcional)",
    "ru": "Рецепт (по желанию)",
}


@pytest.mark.parametrize("language", EMPTY)
def test_a_field_that_may_stay_empty_is_no_step(world: World, language: str) -> None:
    pages = [(f"{SHOP}/isotretinoin", PRODUCT), (f"{SHOP}/cart", CHECKOUT.format(label=EMPTY[language]))]
    assert answer(facts_of(world, pages, language), world, "missing_prescription_step") is Answer.YES


def test_a_field_that_must_be_filled_is_one(world: World) -> None:
    pages = [(f"{SHOP}/isotretinoin", PRODUCT), (f"{SHOP}/cart", CHECKOUT.format(label="Your prescription"))]
    assert answer(facts_of(world, pages), world, "missing_prescription_step") is Answer.NO


def test_a_contact_form_asks_nothing_of_health(world: World) -> None:
    contact = "<h1>Contact</h1><p>Write to us by the form and we answer within a day.</p>"
    pages = [(f"{SHOP}/isotretinoin", PRODUCT), (f"{SHOP}/contact", contact)]
    assert answer(facts_of(world, pages), world, "questionnaire_instead_of_prescription") is not Answer.YES
