# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""The same offer in more than a hundred layouts, twelve languages and ten currencies: how much of it is read."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from data.world import load
from scoring.facts.prices import prices
from tests.scoring import price_layouts as common
from tests.scoring import price_layouts_more as more
from tests.scoring import price_layouts_odd as odd
from tests.scoring import price_layouts_rare as rare
from tests.scoring.build import page
from tests.scoring.test_prices import Row, rows, table

_RECALL, _PRECISION = 0.95, 0.97  # below these a price list cannot be held against a shop
_OF_ONE = 0.6  # no layout may be lost for most languages while the others make up for it
FAMILIES: tuple[tuple[dict[str, common.Layout], dict[str, common.Layout], dict[str, common.Layout]], ...] = (
    (common.PACKS, common.ONE, common.DOSES),
    (odd.ODD_PACKS, odd.ODD_ONE, odd.ODD_DOSES),
    (rare.RARE_PACKS, rare.RARE_ONE, rare.RARE_DOSES),
    (more.MORE_PACKS, {}, more.MORE_DOSES),
)


def test_an_offer_is_read_however_it_is_laid_out() -> None:
    world = load()
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for sheet in chain.from_iterable(common.sheets(*family) for family in FAMILIES):
        made = page("https://shop.example/product/x", sheet.html)
        found = prices(made, world)
        assert all(cited.quote.holds_on(made) for cited in found)
        got = {(c.value.strength_mg, c.value.quantity, c.value.total, c.value.currency) for c in found}
        wanted[sheet.layout] += len(sheet.rows)
        right[sheet.layout] += len(got & sheet.rows)
        wrong[sheet.layout] += len(got - sheet.rows)
    assert len(wanted) >= 100
    assert right.total() / wanted.total() >= _RECALL
    assert right.total() / (right.total() + wrong.total()) >= _PRECISION
    assert [name for name in wanted if right[name] / wanted[name] < _OF_ONE] == []


def test_pages_are_the_same_every_time() -> None:
    assert list(common.sheets(*FAMILIES[0])) == list(common.sheets(*FAMILIES[0]))


CLASSES: list[tuple[str, str, str, list[Row]]] = [
    ("a strength as a line over its packs", "nl", "<h1>Isotretinoïne</h1><p>10 mg</p><p>30 capsules € 31,00</p><p>60 capsules € 57,00</p><p>90 capsules € 81,00</p><p>20 mg</p><p>30 capsules € 44,00</p><p>60 capsules € 80,00</p><p>90 capsules € 111,00</p>", [("10","30","31","EUR","1.0333"),("10","60","57","EUR","0.95"),("10","90","81","EUR","0.9"),("20","30","44","EUR","1.4667"),("20","60","80","EUR","1.3333"),("20","90","111","EUR","1.2333")]),
    ("tabs of strengths set nothing", "en", "<h1>Isotretinoin 20 mg</h1><ul><li>10 mg</li><li>20 mg</li><li>40 mg</li></ul><p>30 capsules £41.00</p>", [("20","30","41","GBP","1.3667")]),
    ("a strength over its table", "pl", "<h1>Izotretynoina</h1><p>Moc: 20 mg</p>" + table("60 kaps.|189,00 zł", "90 kaps.|270,00 zł"), [("20","60","189","PLN","3.15"),("20","90","270","PLN","3")]),
    ("compared by the hundred", "fr", "<h1>Isotrétinoïne 20 mg</h1><p>60 gélules 72,00 € (120,00 € pour 100 gélules)</p>", [("20","60","72","EUR","1.2")]),
    ("a pack of a hundred is a pack", "en", "<h1>Isotretinoin 20 mg</h1><p>$110.00 per 100 capsules</p>", [("20","100","110","USD","1.1")]),
    ("what postage makes of it", "it", "<h1>Isotretinoina 20 mg, 30 capsule</h1><p>39,00 €</p><p>Spedizione 7,50 €</p><p>Totale 46,50 €</p>", [("20","30","39","EUR","1.3")]),
    ("a row of unit prices", "de", "<h1>Isotretinoin 20 mg</h1>" + table("Menge|30|60", "Preis|45,00 €|84,00 €", "Stückpreis|1,50 €|1,40 €"), [("20","30","45","EUR","1.5"),("20","60","84","EUR","1.4")]),
    ("bare milligrams at the head of a row", "sv", "<h1>Isotretinoin</h1>" + table("mg|30|60", "10|390 kr|720 kr", "40|690 kr|1 260 kr"), [("10","30","390","SEK","13"),("10","60","720","SEK","12"),("40","30","690","SEK","23"),("40","60","1260","SEK","21")]),
    ("whole offers in the cells", "es", "<h1>Isotretinoína</h1>" + table("10 mg, 30 cápsulas<br>27,00 €|20 mg, 30 cápsulas<br>39,00 €"), [("10","30","27","EUR","0.9"),("20","30","39","EUR","1.3")]),
    ("goods in columns", "pt", "<h1>Tabela</h1>" + table("|Roacutan 10 mg|Roacutan 20 mg", "Quantidade|30 cápsulas|60 cápsulas", "Preço|R$ 99,00|R$ 249,00"), [("10","30","99","BRL","3.3"),("20","60","249","BRL","4.15")]),
    ("strengths and packs in one line", "da", "<h1>Isotretinoin</h1><p>10 mg: 30 kapsler 240 kr, 60 kapsler 450 kr; 20 mg: 30 kapsler 330 kr, 60 kapsler 600 kr</p>", [("10","30","240","DKK","8"),("10","60","450","DKK","7.5"),("20","30","330","DKK","11"),("20","60","600","DKK","10")]),
    ("no spaces in Japanese", "ja", "<h1>イソトレチノイン 20 mg</h1><p>30カプセルは5,400円です。</p><p>送料は800円です。</p>", [("20","30","5400","JPY","180")]),
    ("postage in a Japanese sheet", "ja", "<h1>イソトレチノイン 20 mg</h1>" + table("数量|30カプセル", "価格|5,400円", "送料|800円"), [("20","30","5400","JPY","180")]),
    ("a Brazilian sign glued to the word before", "es", "<h1>Isotretinoína 20 mg</h1><p><span>30 cápsulas</span><span>R$ 150,00</span></p><p>Envío: R$ 20,00</p>", [("20","30","150","BRL","5")]),
    ("thousands under a head that names roubles", "de", "<h1>Isotretinoin 20 mg</h1>" + table("Menge|Preis (RUB)", "30 Kapseln|2.850", "60 Kapseln|5.400"), [("20","30","2850","RUB","95"),("20","60","5400","RUB","90")]),
    ("a shelf of a medicine nobody listed", "en", "<h1>Prices</h1><h2>Isotretinoin 20 mg</h2><p>30 capsules $45.00</p><h2>Velbutamol 200 mg</h2><p>30 capsules $19.00</p>", [("20","30","45","USD","1.5")]),
    ("bars inside an option", "en", "<h1>Isotretinoin 20 mg</h1><select><option>30 capsules | $1.50 per capsule | $45.00</option><option>60 capsules | $1.40 per capsule | $84.00</option></select>", [("20","30","45","USD","1.5"),("20","60","84","USD","1.4")]),
    ("strengths below their pack", "de", "<h1>Isotretinoin</h1><p>30 Kapseln</p><ul><li>10 mg – 31,00 €</li><li>20 mg – 44,00 €</li></ul><p>60 Kapseln</p><ul><li>10 mg – 57,00 €</li><li>20 mg – 80,00 €</li></ul>", [("10","30","31","EUR","1.0333"),("20","30","44","EUR","1.4667"),("10","60","57","EUR","0.95"),("20","60","80","EUR","1.3333")]),
    ("a name in bold and no heading", "fr", "<p><b>Curacné 20 mg</b></p><p>30 gélules : 39,00 €</p><p>60 gélules : 72,00 €</p><p><b>Velbutamol 20 mg</b></p><p>30 gélules : 9,00 €</p><p>60 gélules : 17,00 €</p>", [("20","30","39","EUR","1.3"),("20","60","72","EUR","1.2")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "body", "expected"), [case[1:] for case in CLASSES], ids=[case[0] for case in CLASSES]
)
def test_a_class_of_layout(lang: str, body: str, expected: list[Row]) -> None:
    assert rows(body, lang=lang) == expected
