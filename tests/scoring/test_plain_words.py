"""The plainest words of the trade, in every language: an offer is an offer, and its opposite is not."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.model import Answer
from scoring.verdict import judge
from tests.scoring.build import site

WORLD = load()
BUTTON = {
    "en": ("Add to cart", "capsules"), "de": ("In den Warenkorb", "Kapseln"), "fr": ("Ajouter au panier", "gélules"),
    "es": ("Añadir al carrito", "cápsulas"), "it": ("Aggiungi al carrello", "capsule"),
    "pt": ("Adicionar ao carrinho", "cápsulas"), "nl": ("In winkelwagen", "capsules"),
    "sv": ("Lägg i varukorgen", "kapslar"), "da": ("Læg i kurv", "kapsler"), "pl": ("Do koszyka", "kapsułek"),
    "ru": ("В корзину", "капсул"), "ja": ("カートに入れる", "カプセル"),
}  # fmt: skip
OFFERS = [
    ("en", "No prescription is needed to order isotretinoin from us."),
    ("en", "Buy isotretinoin from us without a prescription."),
    ("en", "We ship Accutane worldwide, no Rx required."),
    ("en", "Order now. We do not ask for a prescription."),
    ("de", "Isotretinoin ohne Rezept bei uns bestellen."),
    ("de", "Für die Bestellung brauchen Sie kein Rezept."),
    ("fr", "Achetez Roaccutane sans ordonnance dans notre pharmacie."),
    ("fr", "Aucune ordonnance n'est demandée pour commander."),
    ("es", "Compre isotretinoína sin receta en nuestra tienda."),
    ("es", "No pedimos receta médica para su pedido."),
    ("it", "Acquista isotretinoina senza ricetta nel nostro negozio."),
    ("it", "Non serve la ricetta per ordinare da noi."),
    ("pt", "Compre isotretinoína sem receita na nossa loja."),
    ("pt", "Não pedimos receita médica."),
    ("nl", "Koop isotretinoïne zonder recept in onze winkel."),
    ("nl", "U heeft geen recept nodig om te bestellen."),
    ("sv", "Köp isotretinoin utan recept hos oss."),
    ("sv", "Du behöver inget recept för att beställa."),
    ("da", "Køb isotretinoin uden recept hos os."),
    ("da", "Du behøver ingen recept for at bestille."),
    ("pl", "Kup izotretynoinę bez recepty w naszym sklepie."),
    ("pl", "Nie wymagamy recepty."),
    ("ru", "Купить изотретиноин без рецепта у нас."),
    ("ru", "Рецепт для заказа не нужен."),
    ("ja", "当店ではイソトレチノインを処方箋なしで購入できます。"),
    ("ja", "ご注文に処方箋は必要ありません。"),
]
NO_OFFERS = [
    ("en", "We never supply isotretinoin without a prescription."),
    ("en", "Never buy isotretinoin from a shop that asks for no prescription."),
    ("de", "Ohne Rezept geben wir Isotretinoin nicht ab."),
    ("de", "Kaufen Sie Isotretinoin nie ohne Rezept."),
    ("fr", "Nous ne délivrons jamais l'isotrétinoïne sans ordonnance."),
    ("fr", "N'achetez jamais d'isotrétinoïne sans ordonnance."),
    ("es", "No dispensamos isotretinoína sin receta."),
    ("es", "Nunca compre isotretinoína sin receta."),
    ("it", "Non vendiamo isotretinoina senza ricetta."),
    ("it", "Non acquistare mai isotretinoina senza ricetta."),
    ("pt", "Não vendemos isotretinoína sem receita."),
    ("pt", "Nunca compre isotretinoína sem receita."),
    ("nl", "Zonder recept leveren wij geen isotretinoïne."),
    ("nl", "Koop isotretinoïne nooit zonder recept."),
    ("sv", "Vi lämnar aldrig ut isotretinoin utan recept."),
    ("sv", "Köp aldrig isotretinoin utan recept."),
    ("da", "Vi udleverer ikke isotretinoin uden recept."),
    ("da", "Køb aldrig isotretinoin uden recept."),
    ("pl", "Nie wydajemy izotretynoiny bez recepty."),
    ("pl", "Nigdy nie kupuj izotretynoiny bez recepty."),
    ("ru", "Мы не отпускаем изотретиноин без рецепта."),
    ("ru", "Никогда не покупайте изотретиноин без рецепта."),
    ("ja", "処方箋なしではイソトレチノインを販売できません。"),
    ("ja", "処方箋なしでイソトレチノインを買わないでください。"),
]


def answer(language: str, words: str) -> Answer:
    button, capsules = BUTTON[language]
    page = (
        f'<html lang="{language}"><title>Isotretinoin 20 mg</title><main><h1>Isotretinoin 20 mg</h1><p>{words}</p>'
        f"<table><tr><td>30 {capsules}</td><td>45.00 €</td></tr></table><form><button>{button}</button></form></main>"
    )
    verdict = judge(site([("https://shop.example/isotretinoin", page)]), WORLD)
    return next(w.finding.answer for w in verdict.findings if w.card.id == "sells_without_prescription")


@pytest.mark.parametrize(("language", "words"), OFFERS)
def test_a_plain_offer_is_an_offer(language: str, words: str) -> None:
    assert answer(language, words) is Answer.YES


@pytest.mark.parametrize(("language", "words"), NO_OFFERS)
def test_its_opposite_is_none(language: str, words: str) -> None:
    assert answer(language, words) is not Answer.YES
