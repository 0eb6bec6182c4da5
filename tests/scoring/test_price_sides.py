"""Amounts beside a price that are none of the drug, and prices that stand close to each other."""

from __future__ import annotations

import pytest

from tests.scoring.test_prices import rows


@pytest.mark.parametrize(
    ("lang", "body", "total"),
    [
        ("es", "<p><del>$512.00</del> <ins>$389.00</ins> MXN</p>", "389"),
        ("it", "<p>149,00 €</p><p>parere del medico (39 €) e corriere compresi</p>", "149"),
        ("fr", "<p>129,00 €</p><p>avis du médecin (35 €) et port compris</p>", "129"),
        ("de", "<p>139,00 €</p><p>ärztliche Prüfung (29 €) und Versand inbegriffen</p>", "139"),
        ("nl", "<p>€ 8,40</p><p>excl. terhandstelling € 7,15</p>", "8.4"),
        ("ru", "<p>1 218,40 руб.</p><p>Минимальная отгрузка 60 000 руб.</p>", "1218.4"),
    ],
)
def test_what_stands_beside_the_price_is_left_alone(lang: str, body: str, total: str) -> None:
    names = {"ru": "Изотретиноин 20 мг №30"}
    found = rows(f"<h1>{names.get(lang, 'Isotretinoin 20 mg, 30 capsules')}</h1>{body}", lang=lang)
    assert [row[2] for row in found] == [total]


def test_each_named_seller_asks_a_price_of_its_own() -> None:
    cards = "".join(
        f'<div><b>{name}</b><span>R$ {amount}</span><a href="/ir">Ir à loja</a></div>'
        for name, amount in (("Drogaria Jequitibá", "71,30"), ("Rede Manacá", "92,10"), ("Farma Aroeira", "84,00"))
    )
    found = rows(f"<h1>Isotretinoína 20 mg com 30 cápsulas</h1><div>{cards}</div>", lang="pt")
    assert [row[2] for row in found] == ["71.3", "92.1", "84"]
