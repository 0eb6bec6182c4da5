# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""Classes of wording and layout that price lists of sites nobody has seen come in: one invented page each."""

from __future__ import annotations

import pytest

from tests.scoring.test_prices import Row, rows, table

CLASSES: list[tuple[str, str, str, list[Row]]] = [
    ("a table inside a layout table", "de", "<table><tr><td><a href=/>Start</a></td><td><h2>Preisliste</h2>" + table("Mittel|Menge|EUR", "Isotretinoin 20 mg|30 Kaps.|36,00", "Azithromycin 500 mg|6 Tabl.|13,50") + "</td></tr></table>", [("20", "30", "36", "EUR", "1.2")]),
    ("a brand with its strength over the name of the drug", "en", "<h1>Our list</h1><div><h3>Roaccutane 20 mg</h3><p>isotretinoin, 30 caps</p><b>£48</b></div><div><h3>Roaccutane 20 mg</h3><p>isotretinoin, 90 caps</p><b>£126</b></div>", [("20", "30", "48", "GBP", "1.6"), ("20", "90", "126", "GBP", "1.4")]),
    ("capsules thrown in are no pence", "sv", "<h1>Isotretinoin 20 mg</h1>" + table("Antal|Per kapsel|Totalt", "60 kapslar|10,00 kr|600,00 kr", "180 kapslar + 20 på köpet|8,00 kr|1 440,00 kr"), [("20", "60", "600", "SEK", "10"), ("20", "180", "1440", "SEK", "8")]),
    ("the pack of an advert in its text", "pt", "<h1>Roacutan 20mg lacrado</h1><div>R$ 180</div><p>Vendo Roacutan 20 mg, caixa com 30 cápsulas. Valor por caixa 180 reais.</p><p>Também tenho amoxicilina 500 mg com 21 cápsulas por 45 reais.</p>", [("20", "30", "180", "BRL", "6")]),
    ("rands in thousands", "en", "<h1>Oratane 20 mg</h1><select><option>30 capsules: R294.00</option><option>300 capsules: R1 230.00</option></select>", [("20", "30", "294", "ZAR", "9.8"), ("20", "300", "1230", "ZAR", "4.1")]),
    ("a pack that ran into its price behind a spaced sign", "fr", "<h1>Isotrétinoïne</h1><div><span>20 mg × 60</span><span>84,00 €</span><span>1,40 €/pièce</span></div><div><span>20 mg × 180</span><span>207,00 €</span><span>1,15 €/pièce</span></div>", [("20", "60", "84", "EUR", "1.4"), ("20", "180", "207", "EUR", "1.15")]),
    ("postage under its own label", "de", "<h1>Aknenormin 20 mg, 60 Kapseln</h1><p>75 €</p><dl><dt>Versand</dt><dd>im Luftpolsterbrief, 4,50 €</dd></dl>", [("20", "60", "75", "EUR", "1.25")]),
    ("what is saved, in a column", "de", "<h1>Isotretinoin</h1>" + table("Packung|Preis|Sie sparen", "Isotretinoin 40 mg x 360|CHF 1'042.20|CHF 210.00"), [("40", "360", "1042.2", "CHF", "2.895")]),
    ("a shop rebuilt to be recognised", "de", "<h1>Anatomie eines Fake-Shops</h1><p>Die Schaltflächen sind ohne Funktion.</p><h2>Roaccutane 20 mg</h2>" + table("Packung|Preis", "20 mg x 60|99,00 €"), []),
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
    ("one price a shop", "pt", "<h1>Isotretinoína 20 mg, 30 cápsulas</h1>" + table("Marca|Farmácia|Preço", "Genérico|Farmácia do Vale|R$ 71,20", "Genérico|Drogaria Sol|R$ 76,40"), [("20", "30", "71.2", "BRL", "2.3733"), ("20", "30", "76.4", "BRL", "2.5467")]),
    ("the pack at the head of the only price", "ru", "<h1>Где брать Роаккутан</h1>" + table("Магазин|20 мг, 30 шт.|Заметки", "Пилюлька|2 150 ₽|быстро", "Капсулка|1 980 ₽|долго"), [("20", "30", "2150", "RUB", "71.6667"), ("20", "30", "1980", "RUB", "66")]),
    ("two makers and what one saves", "nl", "<h1>Isotretinoïne</h1><p>Verschil: € 1,50.</p>" + table("Middel|Sterkte|Capsules|Prijs", "Isotretinoïne Noord|20 mg|30|€ 17,20", "Isotretinoïne Zuid|20 mg|30|€ 18,70"), [("20", "30", "17.2", "EUR", "0.5733"), ("20", "30", "18.7", "EUR", "0.6233")]),
    ("a specimen", "en", "<h1>Capsules sold through links</h1><h2>How one of the pages read</h2><h3>Roaccutane 20mg</h3>" + table("Qty|Price", "60 caps|£52.00", "120 caps|£97.00"), []),
    ("what test buyers paid", "en", "<h1>Accutane warnings</h1>" + table("Sold as|Pack|Paid", "Accutane 20 mg|90 capsules|$90.00 ($1.00 each)"), []),
    ("the capsule of one strength", "es", "<h1>Isotretinoína: clasificación</h1><h2>1. Tienda Sol</h2><p>Cápsula de 20 mg: 1,19 €. Nueve días hasta Lugo, y el paquete llegó sin marcas de ningún tipo por fuera.</p>", [("20", None, None, "EUR", "1.19")]),
    ("the capsule by its number", "de", "<h1>Isotretinoin kaufen</h1><p>Die 20er Kapsel kostet ab 1,15 € das Stück.</p>", [("20", None, None, "EUR", "1.15")]),
    ("dollars glued to the pack", "en", "<h1>Isotretinoin gel-caps</h1><ul><li><b>20 mg</b><b>60 caps</b><b>A$95.00</b></li><li><b>20 mg</b><b>120 caps</b><b>A$171.00</b></li></ul><p>Sydney, Australia</p>", [("20", "60", "95", "AUD", "1.5833"), ("20", "120", "171", "AUD", "1.425")]),
    ("a reader asks", "nl", "<h1>Uitleg</h1><h3>Waarom staat Roaccutane voor € 1 per capsule niet in de lijst?</h3><p>Omdat het niet mag.</p>", []),
    ("a parcel below its heading", "fr", "<h1>Isotrétinoïne 20 mg, 30 capsules</h1><p>26,50 €</p><h2>Livraison en Belgique</h2><p>Colis suivi en trois jours, 7,10 €, contre signature.</p>", [("20", "30", "26.5", "EUR", "0.8833")]),
    ("strengths that group the choices", "en", "<h1>Isotretinoin</h1><select><optgroup label='10 mg'><option>30 capsules - $40.00</option><option>60 capsules - $74.00</option></optgroup><optgroup label='20 mg'><option>30 capsules - $52.00</option></optgroup></select>", [("10", "30", "40", "USD", "1.3333"), ("10", "60", "74", "USD", "1.2333"), ("20", "30", "52", "USD", "1.7333")]),
    ("thousands in short", "ru", "<h1>Роаккутан 20 мг</h1><ul><li>30 капсул - 2,9 тыс. руб.</li></ul>", [("20", "30", "2900", "RUB", "96.6667")]),
    ("no kopecks", "ru", "<h1>Роаккутан</h1><p>Все цены указаны в рублях.</p>" + table("10 мг x 60|4 100-00", "20 мг x 60|6 800-00"), [("10", "60", "4100", "RUB", "68.3333"), ("20", "60", "6800", "RUB", "113.3333")]),
    ("a carton of strips", "en", "<h1>Isotretinoin 20 mg</h1><ul><li>carton of 12 strips (10 caps each): $90.00</li><li>3 strips of ten: $27.00</li></ul>", [("20", "120", "90", "USD", "0.75"), ("20", "30", "27", "USD", "0.9")]),
    ("a rate for a hundred", "en", "<h1>Isotretinoin Softgel 20 mg</h1>" + table("Packaging|10 x 10 blister", "Rate|USD 64/100 caps"), [("20", "100", "64", "USD", "0.64")]),
    ("pence glued to pounds", "en", "<h1>Isotretinoin 10mg</h1><ul><li><b>84 capsules</b><b>£83.16</b><i>99p each</i></li></ul>", [("10", "84", "83.16", "GBP", "0.99")]),
    ("a price that the law sets", "de", "<h1>Isotretinoin 10 mg</h1><p>30 St.</p><p>AVP 19,10 €</p><p>Zuzahlung 5,00 €</p>", [("10", "30", "19.1", "EUR", "0.6367")]),
    ("a count behind its sign that ran into roubles", "ru", "<h1>Кожа</h1><ul><li><a href=/a>Сотрет капс. 16 мг №30</a><b>1745.20 р.</b></li><li><a href=/b>Сотрет капс. 20 мг №30</a><b>2&nbsp;940&nbsp;₽</b><i>98 за 1 ед.</i></li></ul>", [("16", "30", "1745.2", "RUB", "58.1733"), ("20", "30", "2940", "RUB", "98")]),
    ("reais that ran into their pack", "pt", "<h1>Isotretinoína de fora</h1><div><span>Tretiva 20 mg</span><span>60 cápsulas</span><span>R$ 249,00</span></div>", [("20", "60", "249", "BRL", "4.15")]),
    ("a menu of packs", "da", "<ul class=menu><li>Roaccutan 20 mg - 2 strips (20 kapsler) - 240 kr</li><li>Roaccutan 20 mg - 60 kapsler - 690 kr</li></ul>", [("20", "20", "240", "DKK", "12"), ("20", "60", "690", "DKK", "11.5")]),
    ("a menu that promises", "en", "<nav><ul><li><a href=/i>Isotretinoin from $0.90</a></li></ul></nav><h1>Isotretinoin 20 mg</h1><p>30 capsules</p><p>$45.00</p>", [("20", "30", "45", "USD", "1.5")]),
    ("what is handed out costs two fees", "nl", "<h1>Isotretinoïne 10 mg, 30 capsules</h1><p>€ 14,30</p><p>Terhandstellingskosten € 7,90, bij eerste keer € 15,80.</p>", [("10", "30", "14.3", "EUR", "0.4767")]),
    ("the most one pays in a year", "sv", "<h1>Isotretinoin Björk 10 mg, 30 st</h1><p>248,40 kr</p><p>Jämförpris 8,28 kr/st (högkostnadsskydd 3 800 kr)</p>", [("10", "30", "248.4", "SEK", "8.28")]),
    ("a pointer to another page", "en", "<h1>Minocycline 50 mg</h1><ul><li>50 mg x 60 caps $48.00</li></ul><p>Related: Isotretinoin from $1.15 a capsule</p>", []),
    ("an advert that has another strength as well", "ru", "<h1>Роаккутан 20 мг, 30 капсул</h1><b>2 600 ₽</b><p>Срок до 2028. Ещё есть 10 мг по 1 700 ₽ за 30 шт. Рецепт от врача не спрашиваю, деньги вперёд, шлю почтой в любой город страны.</p>", [("20", "30", "2600", "RUB", "86.6667"), ("10", "30", "1700", "RUB", "56.6667")]),
    ("a carton of strips with its capsules", "en", "<h1>Sotret 20 mg</h1><ul><li>carton of 12 strips (120 caps): $84.00</li></ul>", [("20", "120", "84", "USD", "0.7")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "expected"), [case[1:] for case in CLASSES], ids=[case[0] for case in CLASSES]
)
def test_a_class_of_wording(lang: str, body: str, expected: list[Row]) -> None:
    assert rows(body, lang=lang) == expected
