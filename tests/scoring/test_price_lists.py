# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""Price lists in other lay-outs and languages: matrices, bare pack numbers, boxes of boxes, prose, typed lists, two currencies."""

from __future__ import annotations

import pytest

from tests.scoring.test_prices import Row, rows

PAGES: list[tuple[str, str, str, list[Row]]] = [
    ('da list', 'da', '<h1>Isotretinoin 20 mg</h1><ul><li>30 kapsler á 20 mg – 299 kr. (9,97 kr./stk.)</li><li>90 kapsler á 20 mg – 799 kr. (8,88 kr./stk.)</li></ul>', [('20', '30', '299', 'DKK'), ('20', '90', '799', 'DKK')]),
    ('da til', 'da', '<h1>Roaccutan</h1><p>Pakke med 90 stk. à 20 mg til 799,-</p>', [('20', '90', '799', 'DKK')]),
    ('da dl', 'da', '<h1>Isotretinoin 10 mg bløde kapsler</h1><dl><dt>30 bløde kapsler</dt><dd>245,00 DKK</dd><dt>100 bløde kapsler</dt><dd>699,00 DKK</dd><dt>Fragt</dt><dd>49,00 DKK</dd></dl>', [('10', '30', '245', 'DKK'), ('10', '100', '699', 'DKK')]),
    ('da radio', 'da', '<h1>Isotretinoin 20 mg</h1><label><input type=radio name=p>3 x 30 stk. <b>849 kr.</b></label><label><input type=radio name=p>1 x 30 stk. <b>319 kr.</b></label>', [('20', '90', '849', 'DKK'), ('20', '30', '319', 'DKK')]),
    ('da nu', 'da', '<h1>Isotretinoin 20 mg, 60 kapsler</h1><p>Før: 899 kr.</p><p>Nu: 649 kr.</p><p>Du sparer 250 kr.</p>', [('20', '60', '649', 'DKK')]),
    ('sv colon', 'sv', '<h1>Isotretinoin 20 mg</h1><p>60 kapslar</p><p>Ord. pris 899:-</p><p>Nu 699:-</p>', [('20', '60', '699', 'SEK')]),
    ('sv option', 'sv', '<h1>Isotretinoin</h1><select><option>10 mg – 30 st – 395 kr</option><option>20 mg – 100 st – 1 195 kr</option></select>', [('10', '30', '395', 'SEK'), ('20', '100', '1195', 'SEK')]),
    ('sv table', 'sv', '<h1>Roaccutan 20 mg</h1><table><tr><td>Förpackning</td><td>Pris</td><td>Jmf-pris</td></tr><tr><td>30 st</td><td>495,00 kr</td><td>16,50 kr/st</td></tr><tr><td>90 st</td><td>1 275,00 kr</td><td>14,17 kr/st</td></tr></table>', [('20', '30', '495', 'SEK'), ('20', '90', '1275', 'SEK')]),
    ('sv kostar', 'sv', '<h1>Isotretinoin 20 mg</h1><p>En burk med 120 kapslar kostar 1 490 kr.</p>', [('20', '120', '1490', 'SEK')]),
    ('nl van voor', 'nl', '<h1>Isotretinoïne 20 mg</h1><div>90 stuks</div><div>Van € 149,00 voor € 119,-</div>', [('20', '90', '119', 'EUR')]),
    ('nl per stuk', 'nl', '<h1>Isotretinoïne 20 mg</h1><ul><li>30 stuks: € 45,00 (per stuk € 1,50)</li><li>120 stuks: € 144,00 (per stuk € 1,20)</li></ul>', [('20', '30', '45', 'EUR'), ('20', '120', '144', 'EUR')]),
    ('nl doosjes', 'nl', '<h1>Roaccutane 20 mg, doosje met 30 capsules</h1><ul><li>1 doosje € 49,95</li><li>3 doosjes € 134,85</li></ul>', [('20', '30', '49.95', 'EUR'), ('20', '90', '134.85', 'EUR')]),
    ('nl button', 'nl', '<h1>Isotretinoïne 10 mg</h1><button>60 caps – € 55,00</button><button>90 caps – € 75,00</button>', [('10', '60', '55', 'EUR'), ('10', '90', '75', 'EUR')]),
    ('de fuer', 'de', '<h1>Isotretinoin 20 mg</h1><p>90 Kapseln für 129,00 EUR</p><p>180 Kapseln für 239,00 EUR</p>', [('20', '90', '129', 'EUR'), ('20', '180', '239', 'EUR')]),
    ('de grundpreis', 'de', '<h1>Aknenormin 20 mg Weichkapseln</h1><p>100 St. N3</p><p>84,50 €</p><p>Grundpreis: 0,85 €/Stk.</p>', [('20', '100', '84.5', 'EUR')]),
    ('de packungen', 'de', '<h1>Isotretinoin 20 mg</h1><ul><li>2 Packungen à 30 Stück: 72,00 €</li><li>4 Packungen à 30 Stück: 132,00 €</li></ul>', [('20', '60', '72', 'EUR'), ('20', '120', '132', 'EUR')]),
    ('ja x', 'ja', '<h1>イソトレチノイン 20mg</h1><ul><li>20mg×30カプセル 4,980円</li><li>20mg×90カプセル 12,800円（1カプセルあたり142円）</li></ul>', [('20', '30', '4980', 'JPY'), ('20', '90', '12800', 'JPY')]),
    ('ja hako', 'ja', '<h1>アクネトレント20mg</h1><p>1箱30錠</p><p>3,980円（税込）</p><p>2箱（60錠） 7,600円</p>', [('20', '30', '3980', 'JPY'), ('20', '60', '7600', 'JPY')]),
    ('ja table', 'ja', '<h1>イソトロイン20mg</h1><table><tr><td>個数</td><td>価格</td><td>1錠あたり</td><td>ポイント</td></tr><tr><td>30カプセル</td><td>￥5,400</td><td>￥180</td><td>54</td></tr><tr><td>60カプセル</td><td>￥9,600</td><td>￥160</td><td>96</td></tr></table>', [('20', '30', '5400', 'JPY'), ('20', '60', '9600', 'JPY')]),
    ('ja xhako', 'ja', '<h1>アキュテイン 10mg</h1><div>30カプセル×3箱</div><div>11,400円</div>', [('10', '90', '11400', 'JPY')]),
    ('ru dash', 'ru', '<h1>Акнекутан 16 мг</h1><ul><li>30 капсул — 2 490 ₽</li><li>90 шт. — 6 300 руб. (70 руб./шт.)</li></ul>', [('16', '30', '2490', 'RUB'), ('16', '90', '6300', 'RUB')]),
    ('ru upak', 'ru', '<h1>Роаккутан 20 мг</h1><p>2 упаковки по 30 капсул: 5 900 руб.</p><p>3 упаковки по 30 капсул: 8 400 руб.</p>', [('20', '60', '5900', 'RUB'), ('20', '90', '8400', 'RUB')]),
    ('ru cena za', 'ru', '<h1>Изотретиноин 20 мг №60</h1><p>Цена: 4 200 руб</p><p>Цена за капсулу: 70 руб</p><p>Старая цена: 5 000 руб</p>', [('20', '60', '4200', 'RUB')]),
    ('ru table', 'ru', '<h1>Роаккутан</h1><table><tr><td>Дозировка</td><td>Капсул</td><td>Цена, руб.</td><td>За штуку</td></tr><tr><td>10 мг</td><td>30</td><td>1 800</td><td>60</td></tr><tr><td>20 мг</td><td>60</td><td>4 500</td><td>75</td></tr></table>', [('10', '30', '1800', 'RUB'), ('20', '60', '4500', 'RUB')]),
    ('en prose', 'en', '<h1>Isotretinoin 20 mg</h1><p>30 capsules cost 45 EUR, 90 capsules cost 120 EUR.</p>', [('20', '30', '45', 'EUR'), ('20', '90', '120', 'EUR')]),
    ('en prose2', 'en', '<h1>Isotretinoin 20 mg</h1><p>We charge $69 for 60 capsules and $95 for 90 capsules, whichever you choose, and ship the same day.</p>', [('20', '60', '69', 'USD'), ('20', '90', '95', 'USD')]),
    ('en pre', 'en', '<h1>Accutane</h1><pre>10 mg   30 caps   $29.00\n20 mg   90 caps   $99.00\n40 mg  180 caps  $289.00</pre>', [('10', '30', '29', 'USD'), ('20', '90', '99', 'USD'), ('40', '180', '289', 'USD')]),
    ('en cols pre', 'en', '<h1>Accutane</h1><pre>STRENGTH  QTY  PRICE\n10mg      30   $29.00\n20mg      90   $99.00</pre>', [('10', '30', '29', 'USD'), ('20', '90', '99', 'USD')]),
    ('en divcells', 'en', '<h1>Isotretinoin 20 mg</h1><div class=t><div class=r><div>Quantity</div><div>Price</div><div>Per pill</div></div><div class=r><div>30</div><div>$39.00</div><div>$1.30</div></div><div class=r><div>90</div><div>$99.00</div><div>$1.10</div></div></div>', [('20', '30', '39', 'USD'), ('20', '90', '99', 'USD')]),
    ('en bare radio', 'en', '<h1>Isotretinoin 20 mg</h1><p>Choose number of pills</p><label>30 - $39.00</label><label>90 - $99.00</label><label>180 - $179.00</label>', [('20', '30', '39', 'USD'), ('20', '90', '99', 'USD'), ('20', '180', '179', 'USD')]),
    ('en heading pack', 'en', '<h1>Isotretinoin</h1><h3>20 mg</h3><div><h4>90 pills</h4><p>Was $140.00</p><p>Now $99.00</p><p>$1.10 per pill</p><a href=/c>Add</a></div><div><h4>180 pills</h4><p>Was $240.00</p><p>Now $179.00</p></div>', [('20', '90', '99', 'USD'), ('20', '180', '179', 'USD')]),
    ('en code', 'en', '<h1>Isotretinoin 20 mg</h1><p>USD 45 / 30 caps</p><p>USD 120 / 90 caps</p>', [('20', '30', '45', 'USD'), ('20', '90', '120', 'USD')]),
    ('en strips', 'en', '<h1>Isotroin 20 mg</h1><p>3 strips of 10 capsules: Rs. 690</p><p>6 strips of 10 capsules: Rs. 1,350</p>', [('20', '30', '690', 'INR'), ('20', '60', '1350', 'INR')]),
    ('en two cur', 'en', '<h1>Isotretinoin 20 mg</h1><ul><li>30 caps: $49.00 / €45.00</li><li>60 caps: $89.00 / €82.00</li></ul>', [('20', '30', '49', 'USD'), ('20', '60', '89', 'USD')]),
    ('en matrix title', 'en', '<h1>Isotretinoin export</h1><h2>Export generics</h2><p>Isotretinoin softgels, same as Roaccutane.</p><table><tr><th></th><th>30 pcs</th><th>100 pcs</th></tr><tr><th>10 mg</th><td>$54</td><td>$149</td></tr><tr><th>20 mg</th><td>$78</td><td>$229</td></tr></table>', [('10', '30', '54', 'USD'), ('10', '100', '149', 'USD'), ('20', '30', '78', 'USD'), ('20', '100', '229', 'USD')]),
    ('en matrix rows', 'en', '<h1>Isotretinoin</h1><table><tr><th>Pack</th><th>10 mg</th><th>20 mg</th></tr><tr><td>30 caps</td><td>$30</td><td>$50</td></tr><tr><td>90 caps</td><td>$80</td><td>$130</td></tr></table>', [('10', '30', '30', 'USD'), ('20', '30', '50', 'USD'), ('10', '90', '80', 'USD'), ('20', '90', '130', 'USD')]),
    ('fr lot', 'fr', '<h1>Isotrétinoïne 20 mg</h1><ul><li>Lot de 3 boîtes de 30 gélules : 129,00 €</li><li>1 boîte de 30 gélules : 49,00 €</li></ul>', [('20', '90', '129', 'EUR'), ('20', '30', '49', 'EUR')]),
    ('fr euros00', 'fr', '<h1>Curacné 20 mg</h1><p>30 capsules 39€90</p><p>90 capsules 99€00</p>', [('20', '30', '39.9', 'EUR'), ('20', '90', '99', 'EUR')]),
    ('it prezzo', 'it', '<h1>Isotretinoina 20 mg</h1><ul><li>3 confezioni da 30 capsule: 117,00 € anziché 140,00 €</li></ul>', [('20', '90', '117', 'EUR')]),
    ('it from', 'it', '<h1>Aisoskin 20 mg</h1><p>30 cpr</p><p>Prezzo: Euro 42,50</p>', [('20', '30', '42.5', 'EUR')]),
    ('es caja', 'es', '<h1>Isotretinoína 20 mg</h1><div>Caja de 3 blísteres x 10 cápsulas</div><div>45,90 €</div>', [('20', '30', '45.9', 'EUR')]),
    ('pt mx', 'pt', '<h1>Roacutan 20 mg</h1><div>Caixa com 30 cápsulas</div><div>De: R$ 329,90</div><div>Por: R$ 249,90</div><div>em até 6x de R$ 41,65</div>', [('20', '30', '249.9', 'BRL')]),
    ('pl za', 'pl', '<h1>Izotek 20 mg</h1><ul><li>90 kapsułek za 349 zł</li><li>3 opakowania po 30 kapsułek – 359,00 zł</li></ul>', [('20', '90', '349', 'PLN'), ('20', '90', '359', 'PLN')]),
    ('delta', 'en', '<h1>Isotretinoin 20 mg</h1><p>$39.00</p><select><option>30 capsules</option><option>60 capsules (+ $30.00)</option></select>', [('20', '30', '39', 'USD')]),
    ('ratio', 'en', '<h1>Isotretinoin 20mg</h1><p>30 capsules</p><p>$1.30/pill</p><p>$39.00</p><p>Delivery: $9.00</p>', [('20', '30', '39', 'USD')]),
    ('chf dash', 'de', '<h1>Isotretinoin 20 mg</h1><p>30 Stk. CHF 78.–</p><p>100 Stk. Fr. 229.–</p>', [('20', '30', '78', 'CHF'), ('20', '100', '229', 'CHF')]),
    ('option value', 'en', "<h1>Isotretinoin 20 mg</h1><select><option value='39.00'>30 capsules</option><option value='99.00'>90 capsules</option></select>", [('20', '30', '39', None), ('20', '90', '99', None)]),
    ('months', 'en', '<h1>Accutane</h1><ul><li>1 month course (60 x 20 mg): £95</li><li>3 month course (180 x 20 mg): £240</li></ul>', [('20', '60', '95', 'GBP'), ('20', '180', '240', 'GBP')]),
    ('each strip', 'en', '<h1>Sotret 20 mg</h1><p>2 boxes (30 capsules each)</p><p>$84.00</p>', [('20', '60', '84', 'USD')]),
    ('sv cards', 'sv', '<h1>Isotretinoin 20 mg</h1><div class=c><h3>30 kapslar</h3><p>449 kr</p><p>14,97 kr/kapsel</p></div><div class=c><h3>90 kapslar</h3><p>1.149 kr</p><p>12,77 kr/kapsel</p></div>', [('20', '30', '449', 'SEK'), ('20', '90', '1149', 'SEK')]),
    ('sv for', 'sv', '<h1>Roaccutan 20 mg</h1><p>120 kapslar för 1 290 kr, 60 kapslar för 740 kr</p>', [('20', '120', '1290', 'SEK'), ('20', '60', '740', 'SEK')]),
    ('sv radio', 'sv', '<h1>Isotretinoin</h1><label><input type=radio>20 mg, 60 st <span>695 kr</span> <small>ca 11,58 kr/st</small></label>', [('20', '60', '695', 'SEK')]),
    ('sv frakt', 'sv', '<h1>Isotretinoin 20 mg, 60 kapslar</h1><p>695 kr</p><p>Frakt 49 kr. Fri frakt över 900 kr.</p>', [('20', '60', '695', 'SEK')]),
    ('da kort', 'da', '<h1>Isotretinoin Orifarm 20 mg</h1><p>Pakning: 30 stk. (blister)</p><p>Pris: 215,50</p><p>Pris pr. stk.: 7,18</p>', [('20', '30', '215.5', None)]),
    ('da tabel', 'da', '<h1>Isotretinoin</h1><table><tr><td>Styrke</td><td>Antal kapsler</td><td>Pris</td><td>Spar</td></tr><tr><td>10 mg</td><td>60</td><td>449 kr.</td><td></td></tr><tr><td>20 mg</td><td>120</td><td>1.199 kr.</td><td>99 kr.</td></tr></table>', [('10', '60', '449', 'DKK'), ('20', '120', '1199', 'DKK')]),
    ('da option', 'da', '<h1>Isotretinoin 20 mg</h1><select><option>30 kapsler (329 kr.)</option><option>180 kapsler (1.599 kr.)</option></select>', [('20', '30', '329', 'DKK'), ('20', '180', '1599', 'DKK')]),
    ('nl table', 'nl', '<h1>Isotretinoïne</h1><table><tr><td>Sterkte</td><td>Aantal</td><td>Prijs</td><td>Per capsule</td></tr><tr><td>10 mg</td><td>60</td><td>€ 54,00</td><td>€ 0,90</td></tr><tr><td>20 mg</td><td>180</td><td>€ 189,00</td><td>€ 1,05</td></tr></table>', [('10', '60', '54', 'EUR'), ('20', '180', '189', 'EUR')]),
    ('nl kost', 'nl', '<h1>Roaccutane 20 mg</h1><p>Een kuur van 90 capsules kost bij ons 119 euro, 180 capsules kosten 209 euro.</p>', [('20', '90', '119', 'EUR'), ('20', '180', '209', 'EUR')]),
    ('nl links', 'nl', '<h1>Isotretinoïne 20 mg</h1><div><a href=/b1>30 capsules<b>€ 39,95</b></a><a href=/b2>90 capsules<b>€ 104,95</b></a></div>', [('20', '30', '39.95', 'EUR'), ('20', '90', '104.95', 'EUR')]),
    ('de tab2', 'de', '<h1>Isotretinoin</h1><table><tr><td>Dosis</td><td>Menge</td><td>Gesamtpreis</td><td>Pro Kapsel</td><td>Ersparnis</td></tr><tr><td>20 mg</td><td>60 Kapseln</td><td>79,00 €</td><td>1,32 €</td><td></td></tr><tr><td>20 mg</td><td>120 Kapseln</td><td>139,00 €</td><td>1,16 €</td><td>19,00 €</td></tr></table>', [('20', '60', '79', 'EUR'), ('20', '120', '139', 'EUR')]),
    ('de statt', 'de', '<h1>Roaccutan 20 mg</h1><div>120 Kapseln</div><div>statt 189,00 €</div><div>nur 149,00 €</div><div>inkl. MwSt. zzgl. Versand</div>', [('20', '120', '149', 'EUR')]),
    ('de dl', 'de', '<h1>Aknenormin 20 mg</h1><dl><dt>50 Weichkapseln (N2)</dt><dd>44,90 €</dd><dt>100 Weichkapseln (N3)</dt><dd>79,90 €</dd></dl>', [('20', '50', '44.9', 'EUR'), ('20', '100', '79.9', 'EUR')]),
    ('de option', 'de', '<h1>Isotretinoin 10 mg</h1><select><option>30 Stück – 35,00 €</option><option>90 Stück – 89,00 €</option></select>', [('10', '30', '35', 'EUR'), ('10', '90', '89', 'EUR')]),
    ('ja list', 'ja', '<h1>イソトレチノイン20mg</h1><p>30カプセル：4,800円</p><p>60カプセル：8,900円</p><p>送料無料（15,000円以上）</p>', [('20', '30', '4800', 'JPY'), ('20', '60', '8900', 'JPY')]),
    ('ja option', 'ja', '<h1>アキュテイン</h1><select><option>20mg 60錠 ¥9,800</option><option>20mg 120錠 ¥17,800</option></select>', [('20', '60', '9800', 'JPY'), ('20', '120', '17800', 'JPY')]),
    ('ja cards', 'ja', '<h1>イソトレチノイン 20mg</h1><div><div>1箱(30カプセル)</div><div>通常価格 6,000円</div><div>販売価格 4,980円</div></div><div><div>3箱(90カプセル)</div><div>通常価格 18,000円</div><div>販売価格 13,800円</div></div>', [('20', '30', '4980', 'JPY'), ('20', '90', '13800', 'JPY')]),
    ('ja kanji', 'ja', '<h1>イソトレチノイン 20mg</h1><table><tr><th>内容量</th><th>販売価格</th><th>単価</th></tr><tr><td>100錠</td><td>12,000円</td><td>120円</td></tr></table>', [('20', '100', '12000', 'JPY')]),
    ('ja man', 'ja', '<h1>イソトレチノイン 20mg</h1><p>100カプセル 1万2,000円</p>', [('20', '100', '12000', 'JPY')]),
    ('ja dollar', 'ja', '<h1>イソトレチノイン 20mg</h1><p>60カプセル $45.00（約6,800円）</p>', [('20', '60', '45', 'USD')]),
    ('ru option', 'ru', '<h1>Роаккутан</h1><select><option>20 мг, 30 капсул - 2 900 руб.</option><option>20 мг, 90 капсул - 7 900 руб.</option></select>', [('20', '30', '2900', 'RUB'), ('20', '90', '7900', 'RUB')]),
    ('ru proza', 'ru', '<h1>Изотретиноин 20 мг</h1><p>Упаковка из 30 капсул стоит 2 500 рублей, 100 капсул — 7 400 рублей.</p>', [('20', '30', '2500', 'RUB'), ('20', '100', '7400', 'RUB')]),
    ('ru cards', 'ru', '<h1>Акнекутан 16 мг капсулы</h1><div>№30</div><div>2 150 ₽</div><div>2 490 ₽</div><div>В корзину</div>', [('16', '30', '2150', 'RUB')]),
    ('ru dl', 'ru', '<h1>Сотрет 20 мг</h1><p>Действующее вещество: изотретиноин</p><dl><dt>10 капсул</dt><dd>950 р.</dd><dt>100 капсул</dt><dd>7 900 р.</dd></dl>', [('20', '10', '950', 'RUB'), ('20', '100', '7900', 'RUB')]),
    ('en glued', 'en', '<h1>Accutane 20mg</h1><ul><li>30 pills<b>$49.00</b><i>$1.63 per pill</i><a>Add</a></li><li>180 pills<b>$199.00</b><i>$1.11 per pill</i></li></ul>', [('20', '30', '49', 'USD'), ('20', '180', '199', 'USD')]),
    ('en only unit cols', 'en', '<h1>Accutane 20mg</h1><table><tr><td>Pills</td><td>Per pill</td><td>Savings</td><td>Order</td></tr><tr><td>30</td><td>$1.63</td><td></td><td>$48.90</td></tr><tr><td>90</td><td>$1.30</td><td>$29.70</td><td>$117.00</td></tr></table>', [('20', '30', '48.9', 'USD'), ('20', '90', '117', 'USD')]),
    ('en strength columns cards', 'en', '<h1>Isotretinoin</h1><h2>10 mg</h2><p>60 caps: £48</p><h2>20 mg</h2><p>60 caps: £66</p>', [('10', '60', '48', 'GBP'), ('20', '60', '66', 'GBP')]),
    ('en button', 'en', '<h1>Roaccutane 20 mg</h1><button>Buy 60 for £69</button><button>Buy 120 for £119</button>', [('20', '60', '69', 'GBP'), ('20', '120', '119', 'GBP')]),
    ('en months', 'en', '<h1>Isotretinoin 20 mg</h1><p>One month, 60 capsules: $89</p><p>Three months, 180 capsules: $219</p><p>Six months, 360 capsules: $389</p>', [('20', '60', '89', 'USD'), ('20', '180', '219', 'USD'), ('20', '360', '389', 'USD')]),
    ('en code after', 'en', '<h1>Isotretinoin 20 mg</h1><p>Pack of 84 | 92.40 GBP</p>', [('20', '84', '92.4', 'GBP')]),
    ('en shelf', 'en', '<h1>Skin</h1><table><tr><td>Accutane 20mg x 60</td><td>$69.00</td></tr><tr><td>Differin gel 30g</td><td>$29.00</td></tr><tr><td>Accutane 40mg x 60</td><td>$99.00</td></tr></table>', [('20', '60', '69', 'USD'), ('40', '60', '99', 'USD')]),
    ('en visit', 'en', '<h1>Isotretinoin treatment</h1><p>Initial visit $129</p><p>Monthly follow-up $49</p><p>Medication from $30 a month at your pharmacy</p>', []),
    ('en compare', 'en', '<h1>Isotretinoin 20 mg, 30 capsules</h1><ul><li>Walgrove $71.20 with free coupon</li><li>Cosmart $64.10 with free coupon</li></ul>', [('20', '30', '71.2', 'USD'), ('20', '30', '64.1', 'USD')]),
    ('it option', 'it', '<h1>Isotretinoina</h1><select><option>20 mg x 60 cps - € 79,00</option><option>20 mg x 120 cps - € 139,00</option></select>', [('20', '60', '79', 'EUR'), ('20', '120', '139', 'EUR')]),
    ('fr tableau', 'fr', '<h1>Isotrétinoïne 20 mg</h1><table><tr><td>Boîte</td><td>Prix</td><td>Prix à l’unité</td></tr><tr><td>30 gél.</td><td>45,00 €</td><td>1,50 €</td></tr><tr><td>120 gél.</td><td>144,00 €</td><td>1,20 €</td></tr></table>', [('20', '30', '45', 'EUR'), ('20', '120', '144', 'EUR')]),
    ('pl opt', 'pl', '<h1>Izotek 20 mg</h1><label>60 kaps. <b>199,00 zł</b></label><label>120 kaps. <b>359,00 zł</b></label>', [('20', '60', '199', 'PLN'), ('20', '120', '359', 'PLN')]),
    ('pt lista', 'pt', '<h1>Isotretinoína 20 mg</h1><ul><li>30 cáps. — R$ 189,90</li><li>90 cáps. — R$ 489,90 (economize R$ 79,80)</li></ul>', [('20', '30', '189.9', 'BRL'), ('20', '90', '489.9', 'BRL')]),
    ('es dl', 'es', '<h1>Isotretinoína 20 mg</h1><dl><dt>Envase de 60</dt><dd>95,00 €</dd><dt>Envase de 120</dt><dd>165,00 €</dd><dt>Envío</dt><dd>9,00 €</dd></dl>', [('20', '60', '95', 'EUR'), ('20', '120', '165', 'EUR')]),
    ('blog quote', 'en', '<h1>Accutane without a doctor?</h1><p>A site we looked at asked $99 for 90 capsules. Do not buy there.</p>', []),
    ('leaflet', 'en', '<h1>Isotretinoin</h1><p>In Spain a box of 30 capsules costs about 25 EUR with a prescription.</p>', []),
    ('agg', 'en', '<h1>Isotretinoin 20 mg</h1><p>Prices on request.</p><script type="application/ld+json">{"@type":"Product","name":"Isotretinoin 20 mg","offers":{"@type":"AggregateOffer","lowPrice":"39","highPrice":"99","priceCurrency":"USD","offers":[{"@type":"Offer","name":"30 capsules","price":"39.00","priceCurrency":"USD"},{"@type":"Offer","name":"90 capsules","price":"99.00","priceCurrency":"USD"}]}}</script>', [('20', '30', '39', 'USD'), ('20', '90', '99', 'USD')]),
    ('agg2', 'en', '<h1>Isotretinoin 20 mg</h1><p>Prices on request.</p><script type="application/ld+json">{"@type":"Product","name":"Isotretinoin 20 mg","offers":[{"@type":"Offer","sku":"ISO-20-90","description":"90 capsules","priceSpecification":{"price":99.5,"priceCurrency":"GBP"}},{"@type":"Offer","itemOffered":{"name":"Isotretinoin 20 mg 30 capsules"},"price":"39.00","priceCurrency":"GBP"}]}</script>', [('20', '90', '99.5', 'GBP'), ('20', '30', '39', 'GBP')]),
    ('micro', 'en', '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Isotretinoin 20 mg, 60 capsules</h1><div itemprop="offers"><meta itemprop="price" content="69.00"><meta itemprop="priceCurrency" content="USD"></div></div>', [('20', '60', '69', 'USD')]),
    ('cardlink', 'en', '<h1>Acne</h1><a href=/x><div>Accutane 20 mg</div><div>60 pills</div><div>$69.00</div></a><a href=/y><div>Differin gel</div><div>$29.00</div></a>', [('20', '60', '69', 'USD')]),
    ('boxes total', 'en', '<h1>Roaccutane 20 mg x 30</h1><table><tr><td>Boxes</td><td>Total</td></tr><tr><td>1 box</td><td>$49.00</td></tr><tr><td>2 boxes</td><td>$92.00</td></tr><tr><td>6 boxes</td><td>$240.00</td></tr></table>', [('20', '30', '49', 'USD'), ('20', '60', '92', 'USD'), ('20', '180', '240', 'USD')]),
    ('word boxes', 'en', '<h1>Roaccutane 20 mg, box of 30</h1><p>One box $49.00</p><p>Three boxes $129.00</p>', [('20', '30', '49', 'USD'), ('20', '90', '129', 'USD')]),
    ('h4 price', 'de', '<h1>Isotretinoin 20 mg</h1><h4>60 Kapseln – 79,00 €</h4><p>Beliebt</p><h4>120 Kapseln – 139,00 €</h4>', [('20', '60', '79', 'EUR'), ('20', '120', '139', 'EUR')]),
    ('slash', 'da', '<h1>Isotretinoin</h1><p>10 mg/30 stk/249 kr</p><p>20 mg/100 stk/799 kr</p>', [('10', '30', '249', 'DKK'), ('20', '100', '799', 'DKK')]),
    ('dash table', 'nl', '<h1>Isotretinoïne 20 mg</h1><table><tr><td>Verpakking</td><td>Prijs</td></tr><tr><td>30 st.</td><td>€ 39,-</td></tr><tr><td>90 st.</td><td>€ 99,-</td></tr></table>', [('20', '30', '39', 'EUR'), ('20', '90', '99', 'EUR')]),
    ('kapslar heading', 'sv', '<h1>Isotretinoin 20 mg</h1><h2>Välj antal</h2><div>50 kapslar</div><div>595 kr</div><div>100 kapslar</div><div>1095 kr</div>', [('20', '50', '595', 'SEK'), ('20', '100', '1095', 'SEK')]),
    ('ru per upak', 'ru', '<h1>Роаккутан 20 мг капсулы 30 шт</h1><p>3 150 ₽ / упак.</p><p>Доставка 300 ₽</p>', [('20', '30', '3150', 'RUB')]),
    ('ja tab', 'ja', '<h1>イソトレチノイン</h1><table><tr><td>規格</td><td>数量</td><td>価格</td></tr><tr><td>10mg</td><td>30カプセル</td><td>3,200円</td></tr><tr><td>20mg</td><td>30カプセル</td><td>4,800円</td></tr></table>', [('10', '30', '3200', 'JPY'), ('20', '30', '4800', 'JPY')]),
    ('ja yen bare', 'ja', '<h1>イソトレチノイン 20mg 30カプセル</h1><p>価格：5,980</p>', []),
    ('en gbp code', 'en', '<h1>Roaccutane 20mg</h1><ul><li>Qty 30 .... GBP 45.00</li><li>Qty 90 .... GBP 119.00</li></ul>', [('20', '30', '45', 'GBP'), ('20', '90', '119', 'GBP')]),
    ('hidden tab', 'en', '<h1>Accutane 40 mg</h1><ul class=pack><li data-q=30>30 <em>tablets</em> <span>only</span> $75</li><li>60 <em>tablets</em> $135</li></ul>', [('40', '30', '75', 'USD'), ('40', '60', '135', 'USD')]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "expected"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_list_of_prices(lang: str, body: str, expected: list[Row]) -> None:
    assert [row[:4] for row in rows(body, lang=lang)] == expected


@pytest.mark.parametrize(
    ("lang", "body", "expected"),
    [
        ("es-CO", "<h1>Isotretinoína 20 mg</h1><p>30 cápsulas</p><p>$ 189.900</p>", ("20", "30", "189900", "COP")),
        ("es-CL", "<h1>Isotretinoína 20 mg, 30 cápsulas</h1><p>Normal $ 34.990 Internet $ 29.990 Precio por unidad: $ 1.000</p>", ("20", "30", "29990", "CLP")),
        ("en-ZA", "<h1>Oratane 10 mg</h1><p>South Africa</p><p>60 capsules R 512,40</p>", ("10", "60", "512.4", "ZAR")),
        ("en-GB", "<h1>Isotretinoin 20 mg</h1><div>Eighty-four capsules</div><div>75p each</div><div>£63.00</div>", ("20", "84", "63", "GBP")),
        ("fr", "<h1>Isotrétinoïne 20 mg</h1><p>cent vingt gélules : 144,00 €</p>", ("20", "120", "144", "EUR")),
        ("en", "<h1>Isotretinoin 20 mg</h1><p>Full box: $117.00</p><p>$1.30 per pill</p>", ("20", "90", "117", "USD")),
        ("en", '<title>Velonorm 20mg Capsule | Shop</title><meta name="description" content="Buy isotretinoin 20mg online."><h1>Velonorm 20mg Capsule</h1><p>strip of 10 capsules</p><p>MRP ₹220.00 ₹198.00 10% off</p>', ("20", "10", "198", "INR")),
        ("it", "<h1>Isotretinoina</h1><div><a href=/1>10 mg, 30 cps<b>29,40 €</b></a><a href=/2>10 mg, 30 cps<b>29,40 €</b></a></div>", ("10", "30", "29.4", "EUR")),
        ("es", "<h1>Isotretinoína 20 mg</h1><div>30 cápsulas</div><p><s>62,00 €</s></p><p>48,90 €</p><p>sale a 1,63 € la cápsula</p>", ("20", "30", "48.9", "EUR")),
        ("fr", "<h1>Roaccutane 20 mg</h1><ul><li>60 caps. + 6 offertes <span>105€</span><span>,00</span></li></ul>", ("20", "60", "105", "EUR")),
    ],
)  # fmt: skip
def test_signs_numerals_and_sizes_left_open(lang: str, body: str, expected: Row) -> None:
    assert [row[:4] for row in rows(body, lang=lang)] == [expected]


def test_a_bare_number_alone_is_no_pack_size() -> None:
    assert rows("<h1>Isotretinoin 20 mg</h1><label>90 - $99.00</label>") == []


def test_bare_numbers_that_may_be_strengths_are_no_pack_sizes() -> None:
    assert rows("<h1>Isotretinoin</h1><label>20 - $49.00</label><label>40 - $79.00</label>") == []


def test_a_surcharge_is_no_price() -> None:
    body = (
        "<h1>Isotretinoin 20 mg, 30 capsules</h1><p>$39.00</p><select><option>60 capsules (+ $30.00)</option></select>"
    )
    assert rows(body) == [("20", "30", "39", "USD", "1.3")]


def test_prices_in_a_news_report_are_those_of_others() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x"}</script>'
    assert rows(f"{data}<h1>Roaccutane in three clicks</h1><p>120 capsules: 139 EUR</p>") == []
