# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""A walk through the trade: whole shelves, tariffs of clinics, blogs and news, in the lay-outs of common shop software."""

from __future__ import annotations

import pytest

from tests.scoring.test_prices import Row, rows, table

PAGES: list[tuple[str, str, str, list[Row]]] = [
    ("catalogue cards", "en", "<h1>Acne</h1><div><h3>Roaccutane 20mg 30 capsules</h3><span>£39.99</span></div><div><h3>Lymecycline 408mg 28 capsules</h3><span>£12.00</span></div><div><h3>Differin gel 45 g</h3><span>£18.00</span></div>", [("20","30","39.99","GBP","1.333")]),
    ("catalogue links", "en", "<h1>Shop</h1><ul><li><a href=/a>Isotretinoin 20 mg x 60</a> <b>$55.00</b></li><li><a href=/b>Doxycycline 100 mg x 60</a> <b>$15.00</b></li><li><a href=/c>Prednisone 20 mg x 60</a> <b>$25.00</b></li></ul>", [("20","60","55","USD","0.9167")]),
    ("home from", "en", "<h1>Best pills</h1><ul><li>Accutane from $0.74</li><li>Viagra from $0.30</li></ul>", []),
    ("dl spec", "de", "<h1>Aknenormin 20 mg</h1><dl><dt>Packungsgröße</dt><dd>30 Weichkapseln</dd><dt>Preis</dt><dd>31,20 €</dd><dt>Versand</dt><dd>3,95 €</dd></dl>", [("20","30","31.2","EUR","1.04")]),
    ("vertical table", "en", "<h1>Roaccutane 20 mg</h1>"+table("Quantity|30 capsules","Price|€45.00","Delivery|€9.00"), [("20","30","45","EUR","1.5")]),
    ("woo radio", "en", "<h1>Accutane</h1><form><p><label><input type=radio> 10mg x 30 – $33.00</label></p><p><label><input type=radio> 20mg x 90 – $108.00 (save $12.00)</label></p></form>", [("10","30","33","USD","1.1"),("20","90","108","USD","1.2")]),
    ("div grid", "en", "<h1>Isotretinoin</h1><div class=row><div>20mg</div><div>30 pills</div><div>$1.50</div><div>$45.00</div><div>Buy</div></div><div class=row><div>20mg</div><div>60 pills</div><div>$1.40</div><div>$84.00</div><div>Buy</div></div>", [("20","30","45","USD","1.5"),("20","60","84","USD","1.4")]),
    ("heads euro cents", "en", "<h1>Isotretinoin 20mg</h1>"+table("Pills|Per pill|Total","30|1,50|45,00","60|1,40|84,00")+"<p>All prices in EUR</p>", [("20","30","45","EUR","1.5"),("20","60","84","EUR","1.4")]),
    ("integers", "en", "<h1>Isotretinoin 20mg</h1><table><tr><th>Quantity</th><th>Price (USD)</th></tr><tr><td>30</td><td>45</td></tr><tr><td>90</td><td>120</td></tr></table>", [("20","30","45","USD","1.5"),("20","90","120","USD","1.3333")]),
    ("consult bundle", "sv", "<h1>Isotretinoin by post</h1><p>410,00 kr inkl. konsultation</p>", []),
    ("fee list telehealth", "en", "<h1>Isotretinoin treatment</h1><ul><li>Initial consultation £149</li><li>Monthly follow-up £49</li><li>Blood tests £35</li><li>Isotretinoin 20 mg, 30 capsules £34.00</li></ul>", [("20","30","34","GBP","1.1333")]),
    ("program monthly", "en", "<h1>Accutane online program</h1><p>$99 per month, everything included</p>", []),
    ("news", "en", "<h1>Isotretinoin sold online without checks</h1><p>One shop asked $45 for 30 capsules and $120 for 90, investigators said on Monday.</p>", []),
    ("review", "en", "<h1>Roaccutane 20mg</h1><p>60 capsules</p><p>€72.00</p><h2>Reviews</h2><blockquote>Paid 95.00 € elsewhere for 60 capsules, here cheaper!</blockquote>", [("20","60","72","EUR","1.2")]),
    ("two strengths H2", "en", "<h1>Isotretinoin</h1><h2>10 mg</h2><ul><li>30 caps $27.00</li><li>60 caps $48.00</li></ul><h2>20 mg</h2><ul><li>30 caps $39.00</li></ul>", [("10","30","27","USD","0.9"),("10","60","48","USD","0.8"),("20","30","39","USD","1.3")]),
    ("option value USD after", "en", "<h1>Roaccutane 20 mg</h1><select><option>30 caps — 45 USD</option><option>60 caps — 84 USD</option></select>", [("20","30","45","USD","1.5"),("20","60","84","USD","1.4")]),
    ("price then unit paren", "fr", "<h1>Curacne 20 mg</h1><p>60 gélules – 59,40 € (soit 0,99 € / gélule)</p>", [("20","60","59.4","EUR","0.99")]),
    ("jp tax", "ja", "<h1>イソトレチノイン 20mg</h1><table><tr><th>30錠</th><td>14,300円（税込）</td></tr><tr><th>60錠</th><td>27,500円（税込）</td></tr></table>", [("20","30","14300","JPY","476.6667"),("20","60","27500","JPY","458.3333")]),
    ("buy 2 boxes", "en", "<h1>Oratane 20mg 60 capsules</h1><p>1 box $70.00</p><p>2 boxes $130.00</p>", [("20","60","70","USD","1.1667"),("20","120","130","USD","1.0833")]),
    ("es punto", "es", "<h1>Isotretinoína 20 mg</h1><p>90 cápsulas por $ 1.250 MXN</p>", [("20","90","1250","MXN","13.8889")]),
    ("ru rub word", "ru", "<h1>Сотрет 20 мг</h1><div>30 капсул</div><div>3 450 рублей</div>", [("20","30","3450","RUB","115")]),
    ("gbp pence per cap", "en", "<h1>Isotretinoin 20mg</h1><p>56 capsules: £47.60 (85p per capsule)</p>", [("20","56","47.6","GBP","0.85")]),
    ("crypto", "en", "<h1>Accutane 20 mg</h1><p>60 pills $66.00 or 0.0011 BTC</p>", [("20","60","66","USD","1.1")]),
    ("discount code", "en", "<h1>Accutane 20 mg</h1><p>60 pills $66.00</p><p>Get $10 off your first order with code SKIN10</p>", [("20","60","66","USD","1.1")]),
    ("hosted shopify", "en", "<h1>Isotretinoin 20mg Softgels</h1><div>Sale price$59.00 USD Regular price$79.00 USD Save 25%</div><fieldset><legend>Quantity</legend><label>60 Capsules</label></fieldset><p>Shipping calculated at checkout.</p>", [("20","60","59","USD","0.9833")]),
    ("presta", "de", "<h1>Roaccutan 20 mg 30 Kapseln</h1><div>49,90 € inkl. MwSt. zzgl. Versand 4,90 €</div><div>1,66 € pro Kapsel</div>", [("20","30","49.9","EUR","1.6633")]),
    ("andere Kunden", "de", "<h1>Isotretinoin 20 mg</h1><p>30 Kapseln 45,00 €</p><h4>Andere Kunden kauften auch</h4><div><a>Roaccutan Gel</a> 19,00 €</div><div><a>Aknichthol</a> 60 Kapseln 22,00 €</div>", [("20","30","45","EUR","1.5")]),
    ("faq price", "en", "<h1>Frequently asked</h1><h3>How much is isotretinoin?</h3><p>30 capsules of 20 mg are $45.00, 60 are $84.00.</p>", [("20","30","45","USD","1.5")]),
    ("copay", "en", "<h1>Isotretinoin 20 mg 30 capsules</h1><p>$10 copay with insurance</p><p>Cash price $71.00</p>", [("20","30","71","USD","2.3667")]),
    ("coupon multi", "en", "<h1>Isotretinoin coupons</h1><h2>20 mg, 30 capsules</h2><ul><li>Birch Pharmacy $72.10 with free coupon</li><li>Elm Drug $80.40 with free coupon</li></ul>", [("20","30","72.1","USD","2.4033"),("20","30","80.4","USD","2.68")]),
    ("per month telehealth", "en", "<h1>Isotretinoin</h1><table><tr><th>Plan</th><th>Price</th></tr><tr><td>3 months</td><td>$297.00</td></tr><tr><td>6 months</td><td>$540.00</td></tr></table>", []),
    ("savings table", "en", "<h1>Accutane 40 mg</h1>"+table("Package|Price|Per pill|Savings|Order","90 pills|$189.00|$2.10|$27.00|Buy","180 pills|$342.00|$1.90|$90.00|Buy"), [("40","90","189","USD","2.1"),("40","180","342","USD","1.9")]),
    ("colspan header strength", "en", "<h1>Generic Accutane</h1><h3>Generic Accutane 10mg</h3>"+table("Quantity|Price|Price per pill","30 pills|$41.40|$1.38")+"<h3>Generic Accutane 20mg</h3>"+table("Quantity|Price|Price per pill","60 pills|$90.60|$1.51"), [("10","30","41.4","USD","1.38"),("20","60","90.6","USD","1.51")]),
    ("loyalty", "en", "<h1>Isotretinoin 20 mg</h1><p>30 caps £29.00</p><p>Earn 29 points worth £0.29</p><p>Spend £50.00 more for free delivery</p>", [("20","30","29","GBP","0.9667")]),
    ("no drug context", "en", "<h1>Retinol capsules</h1><p>60 capsules $25.00</p><p>Not a substitute for isotretinoin.</p>", []),
    ("blog mention", "en", "<h1>Our winter tips</h1><p>Lips dry on isotretinoin?</p><p>Lip butter 10 g $6.50</p><p>Vitamin C 60 capsules $14.00</p>", []),
    ("pt", "pt", "<h1>Roacutan 20mg com 30 cápsulas</h1><p>R$ 189,90</p><p>à vista no PIX R$ 180,40</p><p>Frete R$ 15,00</p>", [("20", "30", "180.4", "BRL", "6.0133")]),
    ("pl", "pl", "<h1>Aknenormin 20 mg, 60 kaps.</h1><p>Cena: 189,00 zł</p><p>Cena za 1 szt.: 3,15 zł</p><p>Dostawa od 12,99 zł</p>", [("20","60","189","PLN","3.15")]),
    ("ru list", "ru", "<h1>Купить Акнекутан</h1><ul><li>Акнекутан 8 мг 30 капс. — 1 890 руб</li><li>Акнекутан 16 мг 30 капс. — 3 120 руб</li><li>Базирон АС гель 5% 40 г — 1 010 руб</li></ul>", [("8","30","1890","RUB","63"),("16","30","3120","RUB","104")]),
    ("hu", "hu", "<h1>Roaccutan 20 mg</h1><p>30 db kapszula 12 900 Ft</p>", [("20","30","12900","HUF","430")]),
    ("gr", "el", "<h1>Accuran 20 mg</h1><p>30 καψάκια 24,50 €</p>", [("20","30","24.5","EUR","0.8167")]),
    ("fi", "fi", "<h1>Isotretinoin 20 mg</h1><p>30 kapselia 39,00 €</p><p>Toimitus 5,90 €</p>", [("20","30","39","EUR","1.3")]),
    ("zh", "zh", "<h1>异维A酸胶囊 10mg</h1><p>30粒 ¥86.00</p>", [("10","30","86","CNY","2.8667")]),
    ("inr slash", "en", "<h1>Isotroin 20 Capsule</h1><p>Price: ₹245.50 / strip of 10</p>", [("20","10","245.5","INR","24.55")]),
    ("month supply", "en", "<h1>Isotretinoin 40 mg</h1><p>30-day supply (60 capsules): $170.00</p>", [("40","60","170","USD","2.8333")]),
    ("hours", "en", "<h1>Isotretinoin 20 mg 30 caps</h1><p>Call 9.00-17.30, price $44.00</p>", [("20","30","44","USD","1.4667")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_page_of_the_trade(lang: str, body: str, expected: list[Row]) -> None:
    assert rows(body, lang=lang) == expected
