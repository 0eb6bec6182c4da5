# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""Price rows as shops write them: glued, split, struck out, in nine currencies, beside fees that are no prices."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.prices import prices
from tests.scoring.build import page

Row = tuple[str | None, ...]
H1 = "<h1>Isotretinoin 20 mg capsules</h1>"


def rows(body: str, url: str = "https://shop.example/product/x", lang: str = "en", title: str = "") -> list[Row]:
    """(strength, quantity, total, currency, price of a unit) of every row, as strings."""
    made = page(url, f'<html lang="{lang}"><title>{title}</title><body>{body}</body></html>')
    found = prices(made, load())
    assert all(cited.quote.holds_on(made) for cited in found)
    values = (cited.value for cited in found)
    return [
        tuple(
            None if part is None else format(part.normalize(), "f") if not isinstance(part, str) else part
            for part in (v.strength_mg, v.quantity, v.total, v.currency, v.per_unit)
        )
        for v in values
    ]


def table(*lines: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # cells glued to their marks; list price struck beside the sale price
        (H1 + table("Pack|Per pill|Price|", "60 caps|$0.80Per pill|$64.00 $48.00|Buy"), [("20", "60", "48", "USD", "0.8")]),
        # arithmetic tells the columns apart when they have no heads, and counts out a saving
        (H1 + table("90 pills|$0.70|$7.50|$63.00"), [("20", "90", "63", "USD", "0.7")]),
        ("<h1>Isotretinoin</h1>" + table("40mg x 60|€1.10|€66.00"), [("40", "60", "66", "EUR", "1.1")]),
        # one line with everything, the pack told twice
        (H1 + "<p>x90 90 $0.70 $63.00</p>", [("20", "90", "63", "USD", "0.7")]),
        # columns that ran together
        (H1 + "<p>30 caps 2€18.30€54.90 </p>".replace("2€18.30€54.90", "€1.83 €54.90"), [("20", "30", "54.9", "EUR", "1.83")]),
        # bonus capsules are kept apart
        ("<h1>Tretiva</h1>" + table("20 mg x 120 capsules + 10 bonus Airmail|$96.00"), [("20", "120", "96", "USD", "0.8")]),
        # one value a line, without any currency sign
        ("<h1>Isotretinoin</h1><div>60 caps</div><div>20 mg</div><div>54.00</div><div>save 18.00</div><div>0.90</div>", [("20", "60", "54", None, "0.9")]),
        # sale price first or last
        (H1 + "<p>Pack of 30</p><p>118.00 $ 76.50 $ (35%)</p>", [("20", "30", "76.5", "USD", "2.55")]),
        (H1 + "<p>MRP ₹180 Price ₹151</p><p>strip of 10</p>", [("20", "10", "151", "INR", "15.1")]),
        (H1 + "<p>₹312for a strip, 10 caps each</p>", [("20", "10", "312", "INR", "31.2")]),
        # ranges, placeholders, thresholds
        (H1 + "<p>£24.00 – £61.50</p>", []),
        (H1 + "<p>Sum: 0.00</p><p>30 capsules</p>", []),
        (H1 + "<p>30 capsules</p><p>Free delivery over $150</p>", []),
        # money that is no price of the medicine
        (H1 + "<p>Delivery $14.50</p><p>Consultation £35</p><p>Blood test £95</p><p>You save $30.00</p>", []),
        (H1 + "<p>First visit $180</p><p>Fine of $2,000,000 for illegal sales</p>", []),
        # label and value
        ("<h1>Concierge</h1><dl><dt>Roaccutane 20 mg, 30 capsules</dt><dd>A$131.00</dd><dt>Oratane 40 mg, 60 capsules</dt><dd>A$280.00</dd></dl>", [("20", "30", "131", "AUD", "4.3667"), ("40", "60", "280", "AUD", "4.6667")]),
        # choices of a form
        (H1 + "<select><option>Choose</option><option>56 capsules, £44.80</option><option>112 capsules, £84.00</option></select>", [("20", "56", "44.8", "GBP", "0.8"), ("20", "112", "84", "GBP", "0.75")]),
        ("<h1>Isotretinoin softgels</h1><label>20 mg / 30 count <b>$48.00</b></label><label>40 mg / 90 count <s>$210.00</s> $180.00</label>", [("20", "30", "48", "USD", "1.6"), ("40", "90", "180", "USD", "2")]),
        # cards, and a page where the pack stands below its price
        ("<h1>Isotretinoin</h1><div>20 mg · 30 caps</div><div>€39.00</div><div>20 mg · 60 caps</div><div>€72.00</div>", [("20", "30", "39", "EUR", "1.3"), ("20", "60", "72", "EUR", "1.2")]),
        (H1 + "<div><b>$39.00</b></div><div>30 caps</div><div><b>$72.00</b></div><div>60 caps</div>", [("20", "30", "39", "USD", "1.3"), ("20", "60", "72", "USD", "1.2")]),
        # strengths down, packs across
        ("<h1>Isotretinoin</h1><table><tr><th>Dose</th><th>30 pills</th><th>60 pills</th></tr><tr><td>10 mg</td><td>$27.00</td><td>$48.00</td></tr><tr><td>20 mg</td><td>$39.00</td><td>$72.00</td></tr></table>",
         [("10", "30", "27", "USD", "0.9"), ("10", "60", "48", "USD", "0.8"), ("20", "30", "39", "USD", "1.3"), ("20", "60", "72", "USD", "1.2")]),
        # several offers in one line, money first
        ("<h1>Roaccutane 20 mg</h1><p>42,00 € / 30 caps · 78,00 € / 60 caps</p>", [("20", "30", "42", "EUR", "1.4"), ("20", "60", "78", "EUR", "1.3")]),
        # a printed price list: only the line that names the medicine
        ("<h1>Price list</h1><pre>metformin 500 mg ..... 180 .. $12.40\nisotretinoin 40 mg ..... 30 .. $90.00\nzinc 25 mg ..... 60 .. $7.00</pre>", [("40", "30", "90", "USD", "3")]),
        # numbers split by tags
        (H1 + "<p><span>30</span> capsules <b>$4</b><b>5.</b><i>00</i></p>", [("20", "30", "45", "USD", "1.5")]),
        # the neighbours' prices
        (H1 + "<p>30 capsules $45.00</p><h3>Related products</h3><ul><li>Finasteride 1 mg 30 tabs $19.00</li><li>Lip balm $4.00</li></ul>", [("20", "30", "45", "USD", "1.5")]),
        (H1 + "<p>30 capsules $45.00</p><h3>You may also like</h3><div>Doxycycline 100 mg</div><div>30 pills</div><div>$12.00</div>", [("20", "30", "45", "USD", "1.5")]),
        # payable in parts
        (H1 + "<p>30 capsules</p><p>$90.00 or 3x of $30.00</p>", [("20", "30", "90", "USD", "3")]),
        # a gel of the same name is not our medicine
        ("<h1>Isotretinoin gel 0.05%</h1><p>30 g $12.00</p>", []),
        # a unit price alone says nothing about a pack
        (H1 + "<p>$0.66 per pill</p>", [("20", None, None, "USD", "0.66")]),
        # small dear decimals raised beside the number
        (H1 + "<p>60 caps: $48<sup>60</sup> ($0.81 each)</p>", [("20", "60", "48.6", "USD", "0.81")]),
        # a line over each part of a table, and its own heads
        ("<h1>Accutane</h1><table><tr><td colspan=4>Product dosage: 10mg</td></tr><tr><td>Package (num)</td><td>Per pill</td><td>Price</td><td>Buy</td></tr>"
         "<tr><td>30</td><td>2.10 $</td><td>140.00 $ 63.00 $ (55%)</td><td>Add</td></tr><tr><td colspan=4>Product dosage: 20mg</td></tr>"
         "<tr><td>Package (num)</td><td>Per pill</td><td>Price</td><td>Buy</td></tr><tr><td>60</td><td>2.00 $<br>Best per pill</td><td>250.00 $ 120.00 $ (52%)</td><td>Add</td></tr></table>",
         [("10", "30", "63", "USD", "2.1"), ("20", "60", "120", "USD", "2")]),
        ("<h1>Isotroin 20 Capsule 10's</h1><p>Rs. 231</p>", [("20", "10", "231", "INR", "23.1")]),
        ("<h1>Sotret 20mg Capsule</h1><p>Rs.240for 1 strip(s) (10 capsules each)</p>", [("20", "10", "240", "INR", "24")]),
        # an amount for an unknown number of capsules
        (H1 + "<p>$85.00</p>", []),
        ("<h1>Generic Accutane</h1><p>Price here: $0.77</p>", []),
        # reported prices
        (H1 + "<p>Reporters found that in 2024 one shop asked $161 for 90 capsules. Another one asked much more, and never sent anything at all.</p>", []),
    ],
)  # fmt: skip
def test_english_pages(body: str, expected: list[Row]) -> None:
    assert rows(body) == expected


@pytest.mark.parametrize(
    ("lang", "url", "body", "expected"),
    [
        ("fr", "", "<h1>Isotrétinoïne 20 mg</h1><p>Dès 0,71 €la gélule</p>" + table("Gélules|Prix|Par gélule", "60|45,00 €|0,75 €"), [("20", "60", "45", "EUR", "0.75")]),
        ("de", "", "<h1>Isotretinoin 20 mg</h1>" + table("Menge|Preis|Stückpreis", "60 Stück|statt 99,00 € 72,00 €|1,20 €"), [("20", "60", "72", "EUR", "1.2")]),
        ("de", "", "<h1>Isotretinoin 20 mg Weichkapseln</h1><p>Inhalt: 30 St.</p><p>28,50 €</p><p>Grundpreis 0,95 € / 1 St.</p><p>Zuzahlung 5,00 €</p>", [("20", "30", "28.5", "EUR", "0.95")]),
        ("ru", "", "<h1>Роаккутан 20 мг</h1><p>30 капсул</p><p>1 834.50 руб.</p><p>61.15 за 1 ед.</p>", [("20", "30", "1834.5", "RUB", "61.15")]),
        ("ru", "", "<h1>Изотретиноин 10 мг</h1><p>60 капсул — 1834р</p>", [("10", "60", "1834", "RUB", "30.5667")]),
        ("ja", "", "<h1>イソトレチノイン 20mg</h1><p>１０カプセル：１，４５０円</p><p>送料 ６００円</p>", [("20", "10", "1450", "JPY", "145")]),
        ("pl", "", "<h1>Izotek 20 mg</h1><h3>Ceny w złotych</h3>" + table("Opakowanie|Cena", "30 kaps.|92,40", "60 kaps.|168,00"), [("20", "30", "92.4", "PLN", "3.08"), ("20", "60", "168", "PLN", "2.8")]),
        ("pt", "", "<h1>Isotretinoína 20 mg</h1><p>30 cápsulas</p><p>De R$ 166,30 por R$ 140,10</p><p>ou 3x de R$ 46,70 sem juros</p>", [("20", "30", "140.1", "BRL", "4.67")]),
        ("da", "", "<h1>Roaccutan 20 mg</h1><p>Før 1.499,00 kr. 1.299,00 kr.</p><p>Pakke med 60 stk.</p><p>Fragt 59 kr.</p>", [("20", "60", "1299", "DKK", "21.65")]),
        ("sv", "https://kapslar.example/p/x", "<h1>Isotretinoin 10 mg</h1><p>30 kapslar, 1 395 kr – läkarens granskning och recept ingår</p>", [("10", "30", "1395", "SEK", None)]),
        ("es", "", "<h1>Roacután 20 mg</h1><p>30 cápsulas: 45,00 €</p><p>Gastos de envío: 15,00 €</p>", [("20", "30", "45", "EUR", "1.5")]),
        ("it", "", "<h1>Isotretinoina 20 mg</h1><p>30 capsule</p><p>46,50 € (1,55 € l’una)</p>", [("20", "30", "46.5", "EUR", "1.55")]),
        ("nl", "", "<h1>Isotretinoïne 20 mg, 30 capsules</h1><p>€ 19,80 excl. terhandstellingskosten € 7,11</p>", [("20", "30", "19.8", "EUR", "0.66")]),
        ("en", "https://caps.com.au/p/x", "<h1>Oratane 20mg Capsules 60</h1><p>Regular price$42.00$61.00</p>", [("20", "60", "42", "AUD", "0.7")]),
        ("en", "https://rx.ca/p/x", "<h1>Clarus 40 mg</h1><p>$57.00 per box of 30 (1.9000 ea.)</p><p>Professional fee $11.99</p>", [("40", "30", "57", "CAD", "1.9")]),
        ("es", "https://botica.mx/p/x", "<h1>Oratane 20 mg</h1>" + table("Piezas|Por pieza|Total MXN", "x30|$43.00|$1,290.00"), [("20", "30", "1290", "MXN", "43")]),
        ("no", "https://kapsler.no/p/x", "<h1>Roaccutan 20 mg</h1><p>60 kapsler 1 250,-  kr</p>", [("20", "60", "1250", "NOK", "20.8333")]),
        ("cs", "", "<h1>Aknenormin 20 mg</h1><p>30 tobolek 690 Kč</p>", [("20", "30", "690", "CZK", "23")]),
        ("ko", "", "<h1>이소트레티노인 20mg</h1><p>30캡슐 45.00 USD</p>", [("20", "30", "45", "USD", "1.5")]),
        ("tr", "", "<h1>Roaccutane 20 mg</h1><p>30 kapsül 950,00 TL</p>", [("20", "30", "950", "TRY", "31.6667")]),
    ],
)  # fmt: skip
def test_pages_in_other_languages(lang: str, url: str, body: str, expected: list[Row]) -> None:
    assert rows(body, url or "https://shop.example/product/x", lang) == expected


def test_structured_data_speaks_where_the_page_shows_no_price() -> None:
    offer = '{"@type":"Product","name":"Oratane 20mg 60 capsules","offers":{"@type":"Offer","price":"42.00","priceCurrency":"AUD"}}'
    script = f'<script type="application/ld+json">{offer}</script>'
    body = "<h1>Oratane 20mg 60 capsules</h1><p>Ask for the price in the shop.</p>"
    assert rows(body + script) == [("20", "60", "42", "AUD", "0.7")]


@pytest.mark.parametrize(
    "broken", ["{", "[[[[", '{"@type":"Product","name":{"a":1},"offers":[[]]}', "null", "[" * 5000]
)
def test_malformed_structured_data_is_passed_over(broken: str) -> None:
    body = f'<h1>Isotretinoin 20 mg</h1><script type="application/ld+json">{broken}</script><p>30 caps $45.00</p>'
    assert rows(body) == [("20", "30", "45", "USD", "1.5")]


def test_a_range_in_structured_data_is_no_price() -> None:
    offer = '{"@type":"Product","name":"Isotretinoin 20 mg","offers":{"@type":"AggregateOffer","lowPrice":"14","highPrice":"26","priceCurrency":"GBP"}}'
    assert rows(f'{H1}<script type="application/ld+json">{offer}</script>') == []


def test_a_cart_repeats_prices_and_is_left_out() -> None:
    assert rows(H1 + table("Isotretinoin 20 mg, 30 caps|$45.00"), "https://shop.example/cart") == []


def test_an_unknown_brand_is_ours_when_its_data_sheet_says_so() -> None:
    body = "<h1>Clearonil 20 Capsule</h1><p>Salt: Isotretinoin (20mg)</p><p>strip of 10 soft gelatin capsules</p><p>₹188 MRP ₹230</p>"
    assert rows(body, lang="en") == [("20", "10", "188", "INR", "18.8")]


def test_a_product_is_told_in_the_words_of_the_page() -> None:
    made = page(
        "https://shop.example/p/x",
        "<h1>ROACUTÁN® 20 mg Cápsulas</h1><p>30 cápsulas: 45,00 €</p><ul><li>Isotretinoína 10 mg, 60 cápsulas — 60,00 €</li></ul>",
    )
    assert [cited.value.product for cited in prices(made, load())] == [
        "ROACUTÁN® 20 mg Cápsulas",
        "Isotretinoína 10 mg, 60 cápsulas",
    ]
