"""Licence numbers by labels in word families and in layouts that no labelled site has, and numbers of other things."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts.licences import licences
from scoring.facts.types import Owner
from scoring.match import licence_matches
from tests.scoring.build import page

NUMBERS = [
    ("shop.de", "de", "Apothekenbetriebserlaubnis Nr. 12/2019 der Stadt Erlengrund", "12/2019"),
    ("shop.de", "de", "Erlaubnis: LRA-AP-2014-0773 (Landratsamt Strelow)", "LRA-AP-2014-0773"),
    ("shop.de", "de", "Versandhandelserlaubnis erteilt am 12.03.2015, Registriernummer 770123", "770123"),
    ("shop.de", "de", "Apothekennummer: 4417702", "4417702"),
    ("shop.de", "de", "IK-Nummer 301234567", "301234567"),
    ("shop.at", "de", "Konzession GZ 15.20/443-2011, Bezirkshauptmannschaft Enzian", "15.20/443-2011"),
    ("shop.at", "de", "Apothekenkonzession Nr. A-4417", "A-4417"),
    ("shop.ch", "de", "Detailhandelsbewilligung Nr. 88-204", "88-204"),
    ("shop.ch", "de", "Versandhandelsbewilligung Kanton Bern, Nr. 2021-044", "2021-044"),
    ("shop.ch", "fr", "Autorisation de vente par correspondance VD-VPC-0417 du canton", "VD-VPC-0417"),
    ("shop.ch", "it", "Autorizzazione cantonale TI/FA/2207", "TI/FA/2207"),
    ("shop.fr", "fr", "Numéro de licence : 69#004417", "69#004417"),
    ("shop.fr", "fr", "Licence de création d'officine n° 35#000771 délivrée par l'ARS", "35#000771"),
    ("shop.fr", "fr", "FINESS : 35 000 4417", "35 000 4417"),
    ("shop.fr", "fr", "N° FINESS 350044178", "350044178"),
    ("shop.fr", "fr", "RPPS 10101044178", "10101044178"),
    ("shop.fr", "fr", "Autorisation 22-0417", "22-0417"),
    ("shop.be", "fr", "Numéro d'autorisation 224417, AFMPS", "224417"),
    ("shop.be", "nl", "Vergunningsnummer apotheek: 324417", "324417"),
    ("shop.be", "nl", "APB-nummer 417702", "417702"),
    ("shop.nl", "nl", "AGB-code 02-004417", "02-004417"),
    ("shop.nl", "nl", "BIG-registratie 19044178801 (apotheker)", "19044178801"),
    ("shop.nl", "nl", "Vergunning UR-2291", "UR-2291"),
    ("shop.es", "es", "Oficina de farmacia n.º V-417-F", "V-417-F"),
    ("shop.es", "es", "Nº SOE 4417", "4417"),
    ("shop.es", "es", "Centro sanitario autorizado n.º 19-C21-0774", "19-C21-0774"),
    ("shop.es", "es", "NICA 44170", "44170"),
    ("shop.es", "es", "Número de autorización sanitaria: CS-12044", "CS-12044"),
    ("shop.es", "es", "Colegiada 4.417 (COF Valencia)", "4.417"),
    ("shop.mx", "es", "Licencia Sanitaria No. 09-AF-14-044-0177", "09-AF-14-044-0177"),
    ("shop.ar", "es", "Habilitación: Disposición ANMAT 4417/2019", "4417/2019"),
    ("shop.cl", "es", "Resolución Exenta ISP N° 2207 de 2019", "2207"),
    ("shop.co", "es", "Autorización de droguería INVIMA 2207-DR", "2207-DR"),
    ("shop.it", "it", "Codice univoco farmacia 04417", "04417"),
    ("shop.it", "it", "Aut. sanitaria prot. 4417/2016", "4417/2016"),
    ("shop.it", "it", "Iscritta all'Ordine dei Farmacisti di Genova al n. 4417", "4417"),
    ("shop.pt", "pt", "Alvará n.º 4471", "4471"),
    ("shop.pt", "pt", "Farmácia n.º 04417, licenciada pelo INFARMED", "04417"),
    ("shop.pt", "pt", "Código INFARMED 22417", "22417"),
    ("shop.pt", "pt", "Carteira profissional 14417 da Ordem dos Farmacêuticos", "14417"),
    ("shop.pt", "pt", "Registo na ERS sob o n.º E144177", "E144177"),
    ("shop.com.br", "pt", "AFE 0.44177-1", "0.44177-1"),
    ("shop.com.br", "pt", "Licença Sanitária CMVS 3550308-477-000441-1-0", "3550308-477-000441-1-0"),
    ("shop.com.br", "pt", "Farmacêutica responsável: Ana Luz, CRF-SP 44177", "44177"),
    ("shop.com.br", "pt", "CRM-SP 144177 RQE 22417", "144177"),
    ("shop.pl", "pl", "Zezwolenie nr WIF.BY.II-8520/4417/03", "WIF.BY.II-8520/4417/03"),
    ("shop.pl", "pl", "Nr zezwolenia: FAKR-I.8520.44.2014", "FAKR-I.8520.44.2014"),
    ("shop.pl", "pl", "Identyfikator apteki w Rejestrze Aptek: 1044177", "1044177"),
    ("shop.pl", "pl", "Nr wpisu do rejestru podmiotów leczniczych 000000044177", "000000044177"),
    ("shop.pl", "pl", "PWZ 4417702", "4417702"),
    ("shop.pl", "pl", "Decyzja GIF-N-411/44-2/17", "GIF-N-411/44-2/17"),
    ("shop.se", "sv", "Tillstånd dnr 6.1.1-2019-044177", "6.1.1-2019-044177"),
    ("shop.se", "sv", "Apotekstillstånd 2.7.1-2014-4417", "2.7.1-2014-4417"),
    ("shop.se", "sv", "GLN 7350044177024", "7350044177024"),
    ("shop.fi", "sv", "Apotekstillstånd FIMEA/2019/004417", "FIMEA/2019/004417"),
    ("shop.fi", "sv", "Tillstånd Fimea 4417/05.01.00/2019", "4417/05.01.00/2019"),
    ("shop.dk", "da", "Apoteksnummer 4417", "4417"),
    ("shop.dk", "da", "Bevilling nr. 2019-0441", "2019-0441"),
    ("shop.dk", "da", "Autorisations-ID 0K4TZ", "0K4TZ"),
    ("shop.dk", "da", "Ydernummer 044177", "044177"),
    ("shop.dk", "da", "Lægemiddelstyrelsens godkendelse nr. 44177", "44177"),
    ("shop.no", "da", "Konsesjon nr. 4417", "4417"),
    ("shop.cz", "en", "Provozovatel lékárny, kód pracoviště 44177000, č.j. SZ/044177/2019", "44177000"),
    ("shop.hu", "en", "Működési engedély száma: 4417-2/2019", "4417-2/2019"),
    ("shop.ro", "en", "Autorizație de funcționare nr. 4417/2019", "4417/2019"),
    ("shop.gr", "en", "Αριθμός άδειας 4417/2019", "4417/2019"),
    ("shop.com.tr", "en", "Ruhsat No: 22-0417", "22-0417"),
    ("shop.ru", "ru", "Лицензия ЛО-52-02-099418 от 02.10.2017", "ЛО-52-02-099418"),
    ("shop.ru", "ru", "Лицензия № Л042-01137-77/00441770", "Л042-01137-77/00441770"),
    ("shop.ru", "ru", "Фармацевтическая лицензия: ФС-99-02-004417", "ФС-99-02-004417"),
    ("shop.ru", "ru", "Лицензия на медицинскую деятельность ЛО 77-01-004417", "ЛО 77-01-004417"),
    ("shop.ru", "ru", "Разрешение на дистанционную торговлю № Р77-004417", "Р77-004417"),
    ("shop.kz", "ru", "Государственная лицензия №19004417", "19004417"),
    ("shop.by", "ru", "Лицензия № М-4417 Министерства здравоохранения", "М-4417"),
    ("shop.jp", "ja", "店舗販売業許可 第12A00441号", "第12A00441号"),
    ("shop.jp", "ja", "許可番号：22保健第417号", "22保健第417号"),
    ("shop.jp", "ja", "薬局開設許可証の許可番号 第4417号", "第4417号"),
    ("shop.jp", "ja", "保険薬局コード 4417702", "4417702"),
    ("shop.jp", "ja", "医療機関コード：1310044177", "1310044177"),
    ("shop.jp", "ja", "登録販売者 販売従事登録 13-22-04417", "13-22-04417"),
    ("shop.jp", "ja", "高度管理医療機器等販売業許可 第4501044170001号", "第4501044170001号"),
    ("shop.co.uk", "en", "GPhC no: 9044177", "9044177"),
    ("shop.co.uk", "en", "Premises 9044177 on the General Pharmaceutical Council's register", "9044177"),
    ("shop.co.uk", "en", "Registered pharmacy. Number at the pharmacy regulator 1044177", "1044177"),
    ("shop.co.uk", "en", "Find us on the register: 9044177", "9044177"),
    ("shop.co.uk", "en", "CQC provider ID 1-4417700234", "1-4417700234"),
    ("shop.co.uk", "en", "Dr Alan Webb (GMC 7044177)", "7044177"),
    ("shop.ie", "en", "PSI No. 4417", "4417"),
    ("shop.com", "en", "NC pharmacy permit 04417", "04417"),
    ("shop.com", "en", "NPI: 1234567893", "1234567893"),
    ("shop.com", "en", "Licensed in Ohio, license 02-2204417", "02-2204417"),
    ("shop.com", "en", "MD license TN 44177", "44177"),
    ("shop.ca", "en", "OCP Accreditation # 304417", "304417"),
    ("shop.ca", "en", "Pharmacy licence AB-04417", "AB-04417"),
    ("shop.com.au", "en", "Approval number 24417R (PBS)", "24417R"),
    ("shop.com.au", "en", "AHPRA: MED0001044177", "MED0001044177"),
    ("shop.co.nz", "en", "Licence to operate a pharmacy 4417", "4417"),
    ("shop.co.nz", "en", "NZMC 44177", "44177"),
    ("shop.in", "en", "D.L. No. 20B-417702, 21B-417703", "20B-417702"),
    ("shop.in", "en", "Drug License Number: KA-B11-204417", "KA-B11-204417"),
    ("shop.in", "en", "DL No: DL/2019/004417", "DL/2019/004417"),
    ("shop.in", "en", "Form 20: 4417/RMC/20", "4417/RMC/20"),
    ("shop.co.za", "en", "SAPC Y04417", "Y04417"),
    ("shop.co.za", "en", "Practice number 6044177", "6044177"),
    ("shop.co.za", "en", "Board of Healthcare Funders PCNS 0441770", "0441770"),
    ("shop.sg", "en", "Retail pharmacy licence RP4417", "RP4417"),
    ("shop.hk", "en", "Authorized Seller of Poisons licence 2204417", "2204417"),
]  # fmt: skip
NOT_LICENCES = [
    ("shop.com", "en", "Order number 4417702 was shipped"),
    ("shop.com", "en", "Your licence to use this site ends 2024"),
    ("shop.de", "de", "PZN 04417702, Artikelnummer 4417702"),
    ("shop.de", "de", "Zulassungsnummer 44177.00.00"),
    ("shop.fr", "fr", "Numéro de commande 4417702"),
    ("shop.es", "es", "Nº de pedido: 441770"),
    ("shop.it", "it", "AIC n. 044177012"),
    ("shop.ru", "ru", "Артикул 4417702, регистрационное удостоверение ЛП-004417"),
    ("shop.ru", "ru", "Рецепт № 107-1/у, приказ № 1094н"),
    ("shop.jp", "ja", "注文番号 4417702"),
    ("shop.jp", "ja", "承認番号 22100AMX00441"),
    ("shop.com", "en", "Isotretinoin 20 mg batch 44177"),
    ("shop.se", "sv", "Varunummer 044177"),
    ("shop.pl", "pl", "Nr zamówienia 4417702, pozwolenie na dopuszczenie do obrotu nr 04417"),
    ("shop.nl", "nl", "RVG 104417"),
    ("shop.com.br", "pt", "Reg. MS 1.0441.7702"),
    ("shop.co.uk", "en", "PL 04417/0023"),
    ("shop.com", "en", "Call 0800 441770"),
    ("shop.com", "en", "Registered in 2014, over 44177 clients"),
    ("shop.dk", "da", "Varenr. 044177"),
    ("shop.es", "es", "Registro sanitario 44177"),
    ("shop.com", "en", "Regulation 4417/2019 says"),
]  # fmt: skip
# The label stands over the number: in a list of terms, in the head of a column, before a line end.
LAYOUTS = [
    ("<dl><dt>Лицензия</dt><dd>ЛО-52-02-004417 от 02.10.2017</dd></dl>", "ЛО-52-02-004417"),
    ("<dl><dt>Apothekenkonzession</dt><dd>AK-4417/09</dd></dl>", "AK-4417/09"),
    ("<table><tr><th>State</th><th>License</th></tr><tr><td>Idaho</td><td>NR-04417</td></tr></table>", "NR-04417"),
    ("<h2>Licensure</h2><table><tr><th>State</th><th>No.</th></tr><tr><td>Idaho</td><td>NR04417</td></tr></table>",
     "NR04417"),
    ("<p>Numéro d'autorisation :<br>VD-4417</p>", "VD-4417"),
]  # fmt: skip


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _own(site: str, language: str, html: str, world: World, path: str = "contact") -> list[str]:
    made = page(f"https://{site}/{path}", f'<html lang="{language}"><body><main><p>x</p>{html}</main></body></html>')
    found = [cited.value for cited in licences(made, world, site)]
    no_leave = ("company", "tax")
    return [f.number for f in found if f.kind not in no_leave and f.owner is Owner.OWN and f.well_formed is not False]


@pytest.mark.parametrize(("site", "language", "line", "number"), NUMBERS)
def test_a_number_is_read_by_its_label(site: str, language: str, line: str, number: str, world: World) -> None:
    told = _own(site, language, f"<p>{line}</p>", world)
    assert any(licence_matches(number, other) for other in told)


@pytest.mark.parametrize(("site", "language", "line"), NOT_LICENCES)
def test_numbers_of_goods_and_orders_are_no_licences(site: str, language: str, line: str, world: World) -> None:
    assert _own(site, language, f"<p>{line}</p>", world) == []


@pytest.mark.parametrize(("html", "number"), LAYOUTS)
def test_a_label_may_stand_over_its_number(html: str, number: str, world: World) -> None:
    assert number in _own("shop.example", "en", html, world, "who-we-are")
