"""Licence numbers as they are labelled in two dozen countries, and numbers of other things."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts.licences import licences
from scoring.facts.types import Owner
from tests.scoring.build import page

NUMBERS = [
    ("shop.es", "es", "Dermaval S.L.P. · Registro de centros sanitarios CS-31-00417", "CS-31-00417"),
    ("shop.dk", "da", "Lyngens Apotek · CVR 27381049 · Apotek nr. 0831", "0831"),
    ("shop.nl", "nl", "Aanbieder UR, UA, UAD en AV, registratienummer 70231", "70231"),
    ("shop.co.uk", "en", "Our premises are on the GPhC register under 9099417.", "9099417"),
    ("shop.co.uk", "en", "GPhC Premises Registration: 1099 417", "1099 417"),
    ("shop.co.uk", "en", "Pharmacy registration number 9011442", "9011442"),
    ("shop.ie", "en", "PSI registration no. 8812. Superintendent: T. Brogan, PSI 10994.", "8812"),
    ("shop.ie", "en", "Retail Pharmacy Business registration 6994", "6994"),
    ("shop.ie", "en", "RPB number: 5417", "5417"),
    ("shop.com", "en", "Registered with the Pharmaceutical Society of Northern Ireland, premises 4417", "4417"),
    ("shop.com", "en", "PSNI reg. no. 2317", "2317"),
    ("shop.com", "en", "Arizona (Y009981), Nevada (PH04417), Ohio (NRP.022994417)", "Y009981"),
    ("shop.com", "en", "Arizona (Y009981), Nevada (PH04417), Ohio (NRP.022994417)", "PH04417"),
    ("shop.com", "en", "State licenses: TX #29941; FL #PH34417; CA NRP 2417", "29941"),
    ("shop.com", "en", "Texas State Board of Pharmacy License 29417", "29417"),
    ("shop.com", "en", "Nonresident pharmacy permit: NRP-00417", "NRP-00417"),
    ("shop.com", "en", "Kentucky permit no. KY2417", "KY2417"),
    ("shop.com", "en", "Licensed by the Florida Board of Pharmacy, PH 33417", "PH 33417"),
    ("shop.com", "en", "NPI number 1234567893 · NCPDP ID 0999017", "1234567893"),
    ("shop.ca", "en", "Licensed by the College of Pharmacists of British Columbia, licence PHID 26417", "26417"),
    ("shop.ca", "en", "Manitoba College of Pharmacists licence no. 36417", "36417"),
    ("shop.ca", "en", "OCP accreditation number 305417", "305417"),
    ("shop.ca", "en", "Licence number LOP-99812, New Brunswick College of Pharmacists", "LOP-99812"),
    ("shop.ca", "fr", "Ordre des pharmaciens du Québec, permis de pharmacie 99417", "99417"),
    ("shop.ca", "en", "Alberta College of Pharmacy licence 4417", "4417"),
    ("shop.com.au", "en", "Pharmacy approval number 24417Y", "24417Y"),
    ("shop.com.au", "en", "Approval No: 3417R, Victorian Pharmacy Authority", "3417R"),
    ("shop.com.au", "en", "Pharmacist in charge AHPRA registration PHA0002994417", "PHA0002994417"),
    ("shop.com.au", "en", "Queensland Health pharmacy ownership licence 10417", "10417"),
    ("shop.co.nz", "en", "Licence to operate pharmacy No. 12417", "12417"),
    ("shop.co.nz", "en", "Pharmacy licence LIC-2417 issued by Medsafe", "LIC-2417"),
    ("shop.co.za", "en", "SAPC Y-number: Y54417", "Y54417"),
    ("shop.co.za", "en", "Pharmacy licence L 5417, Department of Health", "5417"),
    ("shop.in", "en", "D.L. No. 20B/KA/BNG/2019/4417", "20B/KA/BNG/2019/4417"),
    ("shop.in", "en", "Drug License: KA-B2-20-194417, KA-B2-21-194418", "KA-B2-20-194417"),
    ("shop.in", "en", "Form 20: WLF20B2023MH000417", "WLF20B2023MH000417"),
    ("shop.de", "de", "Betriebserlaubnis Nr. 24-417/2019, erteilt vom Landkreis Nordsee", "24-417/2019"),
    ("shop.de", "de", "Versandhandelserlaubnis nach § 11a ApoG, Registernummer 50417", "50417"),
    ("shop.de", "de", "Erlaubnis zum Versandhandel, Az. 53-417-22", "53-417-22"),
    ("shop.de", "de", "Apothekenbetriebserlaubnis, erteilt am 3.4.2011, Aktenzeichen 23.4417", "23.4417"),
    ("shop.at", "de", "BASG-Registrierung Fernabsatz: 994417", "994417"),
    ("shop.ch", "de", "Versandhandelsbewilligung Nr. 24-417 des Kantons Thurwil", "24-417"),
    ("shop.ch", "de", "GLN 7601001994417", "7601001994417"),
    ("shop.fr", "fr", "Licence de l'officine : 69#000417", "69#000417"),
    ("shop.fr", "fr", "Numéro de licence 59-000417, ARS Hauts-de-France", "59-000417"),
    ("shop.fr", "fr", "N° RPPS du titulaire : 10100994417", "10100994417"),
    ("shop.fr", "fr", "FINESS 690994417", "690994417"),
    ("shop.fr", "fr", "Autorisation de commerce électronique ARS n° 2021-417", "2021-417"),
    ("shop.be", "fr", "Numéro d'autorisation de la pharmacie : 314417", "314417"),
    ("shop.be", "nl", "Vergunningsnummer apotheek 244417", "244417"),
    ("shop.be", "nl", "APB-nummer 314417", "314417"),
    ("shop.nl", "nl", "AGB-code 02004417", "02004417"),
    ("shop.nl", "nl", "BIG-registratie apotheker: 19044170017", "19044170017"),
    ("shop.nl", "nl", "Vergunning Farmatec nummer 10417 G", "10417"),
    ("shop.es", "es", "Oficina de farmacia autorizada n.º CO-417-F", "CO-417-F"),
    ("shop.es", "es", "Código de farmacia: F41700994", "F41700994"),
    ("shop.es", "es", "N.º de colegiada 14417", "14417"),
    ("shop.es", "es", "Titular inscrito en el Colegio Oficial de Farmacéuticos con el número 9417", "9417"),
    ("shop.es", "es", "Autorización de venta a distancia nº 2020/0417", "2020/0417"),
    ("shop.mx", "es", "Licencia sanitaria 21 AF 09 417 0012", "21 AF 09 417 0012"),
    ("shop.mx", "es", "Aviso de funcionamiento COFEPRIS 173300CT040417", "173300CT040417"),
    ("shop.it", "it", "Autorizzazione del Comune di Borgolento n. 417 del 1988", "417"),
    ("shop.it", "it", "Codice univoco farmacia: 09417", "09417"),
    ("shop.it", "it", "Codice identificativo univoco rilasciato dal Ministero: 20417", "20417"),
    ("shop.it", "it", "Iscritta all'Ordine dei Farmacisti di Pesaro al n. 1417", "1417"),
    ("shop.it", "it", "Aut. Regione Marche prot. 0417/2021", "0417/2021"),
    ("shop.pt", "pt", "Alvará n.º 4417", "4417"),
    ("shop.pt", "pt", "Registo de venda à distância no INFARMED n.º 1907", "1907"),
    ("shop.pt", "pt", "Código INFARMED da farmácia: 19417", "19417"),
    ("shop.com.br", "pt", "AFE/Anvisa nº 7.41799-4", "7.41799-4"),
    ("shop.com.br", "pt", "Farmacêutica responsável: Dra. Lia Prado, CRF-MG 41799", "41799"),
    ("shop.com.br", "pt", "Autorização de Funcionamento: 0.41799.4", "0.41799.4"),
    ("shop.com.br", "pt", "Licença sanitária nº 2023/000417", "2023/000417"),
    ("shop.com.br", "pt", "Alvará sanitário 4417/2024", "4417/2024"),
    ("shop.pl", "pl", "Pozwolenie nr WIF.DR.8521.417.2019", "WIF.DR.8521.417.2019"),
    ("shop.pl", "pl", "Zezwolenie WIFPOZ.8520.4.63.2012, identyfikator apteki 1992088", "1992088"),
    ("shop.pl", "pl", "Nr zezwolenia: FAKR.DN.8520-417/10", "FAKR.DN.8520-417/10"),
    ("shop.pl", "pl", "Id apteki: 1214417", "1214417"),
    ("shop.se", "sv", "Tillståndsnummer 4.1.2-2019-041799", "4.1.2-2019-041799"),
    ("shop.se", "sv", "Tillstånd enligt lag 2009:366, dnr 6.2.1-2020-041799", "6.2.1-2020-041799"),
    ("shop.se", "sv", "Apotekets GLN-kod: 7350099441799", "7350099441799"),
    ("shop.dk", "da", "Bevillingsnummer 417", "417"),
    ("shop.dk", "da", "Autorisations-ID 0C4TK", "0C4TK"),
    ("shop.dk", "da", "Apoteksnummer: 417, bevilling fra Lægemiddelstyrelsen", "417"),
    ("shop.no", "no", "Konsesjon nr. 2019/417", "2019/417"),
    ("shop.fi", "fi", "Apteekkilupa nro 417/2019, Fimea", "417/2019"),
    ("shop.ru", "ru", "Лицензия № ЛО-54-02-004417 от 12.03.2019", "ЛО-54-02-004417"),
    ("shop.ru", "ru", "Регистрационный номер лицензии Л042-01125-54/00994417", "Л042-01125-54/00994417"),
    ("shop.ru", "ru", "Фарм. лицензия: Л042-00110-77/00994417 выдана Росздравнадзором", "Л042-00110-77/00994417"),
    ("shop.jp", "ja", "薬局開設許可 第4417号", "第4417号"),
    ("shop.jp", "ja", "許可番号：新宿保薬第417号", "新宿保薬第417号"),
    ("shop.jp", "ja", "医薬品店舗販売業許可番号 26北保衛薬第4417号", "26北保衛薬第4417号"),
    ("shop.gr", "el", "Αριθμός άδειας φαρμακείου 4417", "4417"),
    ("shop.com.tr", "tr", "Eczane ruhsat no: 4417", "4417"),
    ("shop.com", "en", "Pharmacy licence no. 88-4417", "88-4417"),
    ("shop.com", "en", "Wholesale licence WL/417/2022", "WL/417/2022"),
    ("shop.com", "en", "Our licence: MPR/4417/B", "MPR/4417/B"),
]
OTHERS = [
    ("shop.com", "en", "Your order number 4417994 is licensed to no one but you"),
    ("shop.com", "en", "Licensed since 2004. Call 1-800-555-0147"),
    ("shop.com", "en", "Registered office: 44170 Hill Road"),
    ("shop.de", "de", "Bestellnummer 4417994, PZN 04417994"),
    ("shop.de", "de", "Zulassungsnummer des Arzneimittels: 44179.00.00"),
    ("shop.fr", "fr", "Autorisation de mise sur le marché 34009 300 441 7 9"),
    ("shop.it", "it", "AIC n. 044179023"),
    ("shop.es", "es", "Registro sanitario 44.179"),
    ("shop.pl", "pl", "Pozwolenie na dopuszczenie do obrotu nr 4417"),
    ("shop.pt", "pt", "AIM n.º 5441799, código 4417"),
    ("shop.com.br", "pt", "Registro MS 1.0441.7990"),
    ("shop.ru", "ru", "Регистрационное удостоверение ЛП-004417 от 2016"),
    ("shop.jp", "ja", "承認番号 22100AMX00441"),
    ("shop.com", "en", "Data protection registration ZA441799 with the Information Commissioner"),
    ("shop.co.uk", "en", "ICO registration number ZA441799"),
    ("shop.com", "en", "Food licence FSSAI 11520441799417"),
    ("shop.nl", "nl", "Vergunning voor terras nummer 4417 van de gemeente"),
    ("shop.com", "en", "Licence to sell alcohol PREM 4417"),
    ("shop.com", "en", "Permits us to refund within 4417 hours"),
]


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _own(world: World, host: str, language: str, line: str) -> list[str]:
    html = f'<html lang="{language}"><body><h1>About</h1><footer><p>{line}</p></footer></body></html>'
    found = [cited.value for cited in licences(page(f"https://{host}/about", html), world, host)]
    return [_bare(one.number) for one in found if one.kind not in ("company", "tax") and one.owner is Owner.OWN]


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


@pytest.mark.parametrize(("host", "language", "line", "number"), NUMBERS)
def test_the_number_is_read(world: World, host: str, language: str, line: str, number: str) -> None:
    assert any(
        _bare(number) in one or (len(one) > 4 and one in _bare(number)) for one in _own(world, host, language, line)
    )


@pytest.mark.parametrize(("host", "language", "line"), OTHERS)
def test_a_number_of_something_else_is_none(world: World, host: str, language: str, line: str) -> None:
    assert _own(world, host, language, line) == []
