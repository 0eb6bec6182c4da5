# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""Classes of wording and layout that price lists of sites nobody has seen come in: one invented page each."""

from __future__ import annotations

import pytest

from tests.scoring.test_prices import Row, rows, table

CLASSES: list[tuple[str, str, str, list[Row]]] = [
    ("a list behind a colon in prose", "da", "<h1>Isotretinoin</h1><p>Vi ekspederer kun, når en farmaceut har set på den og ringet til klinikken om den. Ét glas ad gangen: 10 mg, 30 stk., 188,50 kr.; 20 mg, 30 stk., 291,00 kr.</p>", [("10", "30", "188.5", "DKK", "6.2833"), ("20", "30", "291", "DKK", "9.7")]),
    ("a list price with a dash beside the price in euro", "de", "<h1>Isotretinoin 10 mg</h1>" + table("Packung|Preis", "60 Stück|<s>72,–</s> 58,– €"), [("10", "60", "58", "EUR", "0.9667")]),
    ("saved, told behind the price", "en", "<h1>Isotretinoin 20 mg</h1><ul><li>60 capsules for $49.00 and save 12%</li><li>90 capsules for $70.20 - you save $8</li></ul>", [("20", "60", "49", "USD", "0.8167"), ("20", "90", "70.2", "USD", "0.78")]),
    ("prices said to be in a currency", "pl", "<h1>Axotret</h1><p>Wszystkie ceny podajemy w złotych.</p>" + table("Dawka|Sztuk|Do zapłaty|Sztuka", "10 mg|50|112,00|2,24", "20 mg|50|159,00|3,18"), [("10", "50", "112", "PLN", "2.24"), ("20", "50", "159", "PLN", "3.18")]),
    ("whose dollars", "en", "<h1>Isotretinoin</h1><p>Toronto, Canada. Fees over CAD 20 are ours.</p><p>All prices are in US dollars.</p>" + table("Strength|Qty|Price", "20 mg|30|68.40"), [("20", "30", "68.4", "USD", "2.28")]),
    ("dollars at the head of the column", "en", "<h1>Isotretinoin 20 mg</h1>" + table("Packs|Dollars", "30 × 20 mg|42.30", "60 × 20 mg|79.20"), [("20", "30", "42.3", "USD", "1.41"), ("20", "60", "79.2", "USD", "1.32")]),
    ("kopecks in small letters", "ru", "<h1>Роаккутан капс. 10 мг №30</h1><p><span>1684</span><sup>30</sup> ₽</p>", [("10", "30", "1684.3", "RUB", "56.1433")]),
    ("packs multiplied", "en", "<h1>Isotretinoin 20 mg</h1><ul><li>1x30 $39.00</li><li>3x30 $105.00</li></ul>", [("20", "30", "39", "USD", "1.3"), ("20", "90", "105", "USD", "1.1667")]),
    ("a pack that ran into its list price", "pl", "<h1>Tretiva 20 mg</h1><div><span>x30</span><s>205,00 zł</s><b>141,00 zł</b><i>4,70 zł/szt.</i></div><div><span>x90</span><s>515,00 zł</s><b>360,00 zł</b><i>4,00 zł/szt.</i></div>", [("20", "30", "141", "PLN", "4.7"), ("20", "90", "360", "PLN", "4")]),
    ("spelt packs behind a strength", "en", "<h1>Isotretinoin</h1><dl><dt>20 mg, thirty</dt><dd>$71.00 cash</dd><dt>40 mg, thirty</dt><dd>$93.00 cash</dd></dl>", [("20", "30", "71", "USD", "2.3667"), ("40", "30", "93", "USD", "3.1")]),
    ("gift capsules in the cell", "da", "<h1>Roaccutan 20 mg</h1>" + table("Antal|Pris|Stk.-pris", "60|690,-|11,50", "120 (+ 10 gavekapsler)|1.260,-|10,50"), [("20", "60", "690", "DKK", "11.5"), ("20", "120", "1260", "DKK", "10.5")]),
    ("boxes with their content", "en", "<h1>Isotretinoin 20 mg</h1><div><span>1 box (30)</span> <b>€37.00</b> <span>4 boxes (120)</span> <b>€136.00</b></div>", [("20", "30", "37", "EUR", "1.2333"), ("20", "120", "136", "EUR", "1.1333")]),
    ("two packs in two sentences", "en", "<h1>Isotretinoin 20 mg</h1><p>Pack: 56 capsules</p><p>£45.50</p><p>Box of 56 capsules. Multi-buy: 3 boxes (168 capsules) £129.00.</p>", [("20", "56", "45.5", "GBP", "0.8125"), ("20", "168", "129", "GBP", "0.7679")]),
    ("a bill with services", "nl", "<h1>Isotretinoïne Waterfarma 20 mg, 30 capsules</h1>" + table("Medicijn, 30 capsules|€ 17,90", "Terhandstelling|€ 7,20", "Uitleg bij nieuw middel|€ 8,05"), [("20", "30", "17.9", "EUR", "0.5967")]),
    ("strips of ten in a column", "en", "<h1>Tretiva 20</h1>" + table("Strips (10 caps)|Price", "3|$27.00", "6|$50.00"), [("20", "30", "27", "USD", "0.9"), ("20", "60", "50", "USD", "0.8333")]),
    ("a count in brackets", "en", "<h1>Private prices</h1><ul><li>Isotretinoin 10mg capsules (30): £16.40</li><li>Doxycycline 100mg capsules (50): £9.10</li></ul>", [("10", "30", "16.4", "GBP", "0.5467")]),
    ("sellers without a name in a study", "sv", "<h1>Isotretinoin på nätet</h1>" + table("Butik|Antal|Pris", "A|90|1 210 kr", "B|60|810 kr"), []),
    ("asked for, told by a reporter", "ru", "<h1>Изотретиноин без рецепта</h1><p>За 90 капсул просили 4 700 рублей переводом, в другом магазине — 7 100 рублей.</p>", []),
    ("bought, told by somebody", "ja", "<h1>注意</h1><p>高校生がサイトでイソトレチノイン60錠を7,600円で注文し、暗号資産で支払った。説明書は英語だけで、体調が悪くなった。</p>", []),
    ("the rest of a sentence is postage", "de", "<h1>Isotretinoin 20 mg</h1><p>Eine Packung mit 30 Kapseln kostet bei uns 48 Euro, wer 90 Kapseln nimmt, zahlt 126 Euro. Der Versand kostet 9 Euro.</p>", [("20", "30", "48", "EUR", "1.6"), ("20", "90", "126", "EUR", "1.4")]),
    ("to be paid is not paid", "pl", "<h1>Izotretynoina 20 mg</h1><p>Za 30 kapsułek zapłacisz 138 zł, za 90 kapsułek 372 zł.</p>", [("20", "30", "138", "PLN", "4.6"), ("20", "90", "372", "PLN", "4.1333")]),
    ("packs below a name in the text", "en", "<h1>Choose your pack</h1><p>Accutane 20 mg</p><div><b>Starter</b><br>30 caps<br><b>£39</b></div><div><b>Full course</b><br>180 caps<br><b>£189</b></div>", [("20", "30", "39", "GBP", "1.3"), ("20", "180", "189", "GBP", "1.05")]),
    ("a unit price in a basket is that of a pack", "de", "<h1>Bestellung</h1><p>Isotretinoin 20 mg, 60 Kapseln</p><p>Menge: 2</p><p>Einzelpreis 78,00 €</p><p>Versand 9,00 €</p>", [("20", "60", "78", "EUR", "1.3")]),
    ("a price of one, told in prose", "en", "<h1>Buy isotretinoin</h1><p>Isotretinoin 20mg from $0.97 a capsule. People here order it overseas, and so can you if you like.</p>", [("20", None, None, "USD", "0.97")]),
    ("a consultation is no capsule", "de", "<h1>Isotretinoin 20 mg 30 Kapseln</h1><p>Preis auf Anfrage</p><p>Beratung 29 €</p>", []),
    ("one part of a price", "sv", "<h1>Isotretinoin 20 mg 30 kapslar</h1><p>449 kr</p><p>Klarna från 45 kr/mån</p>", [("20", "30", "449", "SEK", "14.9667")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "expected"), [case[1:] for case in CLASSES], ids=[case[0] for case in CLASSES]
)
def test_a_class_of_wording(lang: str, body: str, expected: list[Row]) -> None:
    assert rows(body, lang=lang) == expected
