"""More ways of passing customs unseen, one sentence a class and language; and what only sounds like it."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts import Facts
from scoring.facts.types import Signal
from tests.scoring.build import site

UNSEEN = {
    "an invented sender": [
        ("en", "The return name is made up for each order."),
        ("de", "Der Absender ist frei erfunden."),
        ("da", "Navnet på afsenderen er opdigtet."),
        ("sv", "Avsändaren är påhittad."),
        ("nl", "De afzender is verzonnen."),
        ("fr", "L'expéditeur est inventé."),
        ("es", "El remitente es inventado."),
        ("it", "Il mittente è inventato."),
        ("pt", "O remetente é inventado."),
        ("pl", "Nadawca jest zmyślony."),
        ("ru", "Отправитель вымышленный."),
        ("ja", "差出人は架空の名前です。"),
    ],
    "split below a limit": [
        ("en", "Big orders are divided over several envelopes below the value that is looked at."),
        ("ru", "Крупные заказы дробим на несколько конвертов, чтобы таможня молчала."),
        ("de", "Große Mengen verteilen wir auf mehrere Briefe unter der Freigrenze."),
    ],
    "customs do not look": [
        ("en", "Customs rarely open letters of this size."),
        ("de", "Der Zoll hat unsere Briefe noch nie geöffnet oder geprüft, er schaut nicht hin."),
        ("fr", "La douane ne contrôle jamais nos plis."),
        ("es", "La aduana nunca abre nuestros sobres."),
        ("sv", "Tullen öppnar sällan våra brev."),
    ],
    "out of the box": [
        ("ja", "シートを箱から出して封筒に入れます。通関で目立ちません。"),
        ("en", "The blisters are removed from their carton, so customs see a letter."),
    ],
    "sport food on the label": [("ru", "На ярлыке написано «спортпит».")],
    "written on the outside": [("en", "We write 'gift, no value' on the outside.")],
}
PLAIN = [
    ("en", "Large orders may arrive in several parcels."),
    ("en", "Please remove the blister from its carton and recycle the paper."),
    ("en", "The sender is our pharmacy, and the box is plain."),
    ("de", "Der Absender ist unsere Apotheke."),
    ("nl", "De afzender is onze apotheek."),
    ("es", "La aduana puede abrir el paquete y pedir la receta."),
]
SHOP = (
    "https://shop.example/p/isotretinoin",
    "<h1>Isotretinoin 20 mg</h1><p>30 capsules $45.00</p><button>Add to cart</button>",
)


def _told(lang: str, body: str) -> bool:
    contact = "<p>E-mail: help@shop.example, WhatsApp, SMS 24/7</p>"
    html = f'<html lang="{lang}"><body><h1>FAQ</h1>{body}{contact}</body></html>'
    facts = Facts(site([SHOP, ("https://shop.example/delivery", html)]), load(), "")
    return bool(facts.signs_of(Signal.EVASIVE_SHIPPING))


@pytest.mark.parametrize(("lang", "words"), [case for cases in UNSEEN.values() for case in cases])
def test_made_to_pass_unseen(lang: str, words: str) -> None:
    assert _told(lang, f"<p>{words}</p>")


@pytest.mark.parametrize(("lang", "words"), PLAIN)
def test_only_sounds_like_it(lang: str, words: str) -> None:
    assert not _told(lang, f"<p>{words}</p>")


def test_another_trade_in_answer_to_who_sends() -> None:
    assert _told("nl", "<h3>Welke afzender staat op het pakje?</h3><p>Een tuincentrum.</p>")


def test_a_column_of_bad_signs_is_no_habit() -> None:
    cells = "<tr><th>Walk away</th><th>Stay</th></tr><tr><td>Gift wrap to fool customs</td><td>A plain box</td></tr>"
    assert not _told("en", f"<table>{cells}</table>")
    assert _told("en", "<p>Gift wrap to fool customs</p>")
