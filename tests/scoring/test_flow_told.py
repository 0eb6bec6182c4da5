"""Sentences that tell a whole order, papers made out once somebody has paid, and forms that only a club uses."""

from __future__ import annotations

import pytest

from crawler.visit import Quote
from data.world import load
from scoring.checks.missing_prescription_step import missing_prescription_step
from scoring.checks.questionnaire_instead_of_prescription import questionnaire_instead_of_prescription
from scoring.facts import Facts
from scoring.facts.types import Stand
from scoring.model import Answer
from tests.scoring.build import site

PACKS = (
    "<h1>Isotretinoin 20 mg</h1><p>60 capsules 54.00 EUR</p><p>120 capsules 96.00 EUR</p><button>Add to cart</button>"
)
FORM = (
    '<form method="post"><label>Name <input name="name"></label><label>Street <input name="street"></label>'
    '<label>City <input name="city"></label><label>Bitcoin <input type="radio" name="pay"></label>'
    "<button>Place order</button></form>"
)
WHOLE = [
    ("en", "Nothing else is wanted from you."),
    ("de", "Mehr brauchen wir von Ihnen nicht."),
    ("fr", "Le colis part ensuite sans autre formalité."),
    ("es", "Y eso es todo."),
    ("it", "Finisce qui, senza altre domande."),
    ("pt", "É só isso."),
    ("nl", "Dat is alles."),
    ("sv", "Mer behövs inte."),
    ("da", "Mere skal der ikke til."),
    ("pl", "To już wszystko."),
    ("ru", "Больше ничего не понадобится."),
    ("ja", "お手続きは以上です。"),
]
MADE = [
    ("en", "No script? After payment our own medic issues one in your name."),
    ("de", "Kein Rezept? Nach Zahlungseingang stellt unser Arzt das Rezept auf Ihren Namen aus."),
    ("fr", "Après le paiement, notre médecin établit l’ordonnance à votre nom."),
    ("es", "Tras el pago, nuestro médico firma la receta a su nombre."),
    ("pl", "Po zapłaceniu nasz lekarz wystawia receptę na Twoje nazwisko."),
    ("ru", "После оплаты наш врач оформит рецепт на ваше имя."),
]


def _facts(lang: str, path: str, body: str) -> Facts:
    pages = [
        ("https://kapselhof.example/p/isotretinoin", f'<html lang="{lang}"><body>{PACKS}</body></html>'),
        (f"https://kapselhof.example/{path}", f'<html lang="{lang}"><body><h1>{path}</h1>{body}</body></html>'),
    ]
    return Facts(site(pages), load(), "")


@pytest.mark.parametrize(("lang", "words"), WHOLE)
def test_that_nothing_more_is_asked_is_quoted_first(lang: str, words: str) -> None:
    finding = missing_prescription_step.ask(_facts(lang, "checkout", f"{FORM}<p>{words}</p>"), load())
    assert finding.answer is Answer.YES
    first = finding.evidence[0]
    assert isinstance(first, Quote) and first.words in words


@pytest.mark.parametrize(("lang", "words"), MADE)
def test_a_paper_made_out_for_money(lang: str, words: str) -> None:
    assert _facts(lang, "faq", f"<p>{words}</p>").stances_of(Stand.OWN_LATER, least=0.1)


def test_a_form_of_the_host_is_no_part_of_the_planted_sale() -> None:
    lure = (
        "<title>Isotretinoin 20 mg: where to buy</title><h1>Isotretinoin 20 mg: where to buy</h1>"
        "<p>The depot behind the link sends isotretinoin, and nobody there asks for a prescription.</p>"
        '<a href="https://capsule-depot.example/buy?iso">Order isotretinoin now</a>'
    )
    club = "<h1>Rowing club</h1><p>Juniors: a health questionnaire takes the place of the medical certificate.</p>"
    pages = [
        ("https://rowers.example/archive/isotretinoin", f"<html lang='en'><body>{lure}</body></html>"),
        ("https://rowers.example/", f"<html lang='en'><body>{club}</body></html>"),
        ("https://rowers.example/membership", "<html lang='en'><body><h1>Fees</h1><p>Senior 210.00</p></body></html>"),
    ]
    finding = questionnaire_instead_of_prescription.ask(Facts(site(pages), load(), "GB"), load())
    assert finding.answer is not Answer.YES
