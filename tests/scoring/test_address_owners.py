"""Whose address it is, in two dozen countries: the shop's own, or that of somebody it names."""

from __future__ import annotations

import pytest

from scoring.facts.addresses import addresses
from scoring.facts.types import Owner
from scoring.match import address_matches
from tests.scoring.build import page

CASES = [
    (
        "a.co.uk",
        "Alderwick Pharmacy Ltd, Unit 4, Tanyard Mews, Holt Street, Brackley NN99 7QP",
        ["Unit 4, Tanyard Mews, Holt Street, Brackley NN99 7QP"],
    ),
    (
        "a.co.uk",
        "Complaints that we cannot settle go to the General Pharmaceutical Council, 1 Cabot Square, London E14 4QJ.",
        [],
    ),
    ("a.co.uk", "Complaints: Office of the Ombudsman, Citygate, Mosley Street, Manchester M2 3HQ", []),
    ("a.co.uk", "Collected by our courier, Swiftline, Depot 7, Orbital Way, Cannock WS99 8XW.", []),
    (
        "a.co.uk",
        "Returns: Unit 9, Kestrel Park, Daventry NN99 8RX. Our registered office is 22 Mill Lane, Towcester NN99 6AB.",
        ["22 Mill Lane, Towcester NN99 6AB", "Unit 9, Kestrel Park, Daventry NN99 8RX"],
    ),
    ("a.co.uk", "Prescriptions are dispensed by our partner, Larkhill Chemist, 8 Mill Road, Epsom KT99 5AB.", []),
    ("a.co.uk", "Our prescriber works from Rowan Clinic, 12 Sea View, Hove BN99 1AA.", []),
    ("a.co.uk", "Rated 4.9 by 1200 customers in London, Leeds and Bath since 2014.", []),
    ("a.com", "Count 120, CA | 30 Capsules, TX", []),
    ("a.com", "Take 2 capsules a day with food. Pack of 90 capsules, 40 mg, $120.00", []),
    (
        "a.com",
        "Cedar Run Pharmacy, 4410 N Prairie Ridge Rd, Ste 120, Ashby, TN 37999",
        ["4410 N Prairie Ridge Rd, Ste 120, Ashby, TN 37999"],
    ),
    (
        "a.com",
        "The Tennessee Board of Pharmacy sits at 665 Mainstream Drive, Nashville, TN 37243; complaints may go there.",
        [],
    ),
    (
        "a.com",
        "You may write to the board: Ohio Board of Pharmacy, 77 South High Street, 17th Floor, Columbus, OH 43215.",
        [],
    ),
    (
        "a.com",
        "1 Hacker Way? No: 12B Old Toll Road, Milford, PA 18999-0012",
        ["12B Old Toll Road, Milford, PA 18999-0012"],
    ),
    (
        "a.ca",
        "Head office: 1180, chemin de l'Anse, Saint-Placide (Québec) G9X 0A9",
        ["1180, chemin de l'Anse, Saint-Placide (Québec) G9X 0A9"],
    ),
    ("a.ca", "Plaintes : Bureau du syndic, 266, rue Notre-Dame Ouest, Montréal (Québec) H2Y 1T6", []),
    (
        "a.ca",
        "Our college: College of Pharmacists of Manitoba, 200 Taché Avenue, Winnipeg, Manitoba R2H 1A7",
        [],
    ),
    (
        "a.com.au",
        "Shop 3, 118 Banksia Parade, Yarraville VIC 3999. ABN 12 345 678 901",
        ["Shop 3, 118 Banksia Parade, Yarraville VIC 3999"],
    ),
    ("a.com.au", "Post your original script to: Reply Paid 417, Yarraville VIC 3999", []),
    ("a.co.nz", "Visit us at 14 Kowhai Street, Papamoa 3199, New Zealand.", ["14 Kowhai Street, Papamoa 3199"]),
    (
        "a.ie",
        "Brosnan's Pharmacy, Main Street, Ballinacarrow, Co. Sligo, F99 X2K4",
        ["Main Street, Ballinacarrow, Co. Sligo, F99 X2K4"],
    ),
    ("a.ie", "Regulated by the PSI, PSI House, 15-19 Fenian Street, Dublin 2, D02 TD72.", []),
    (
        "a.in",
        "Plot 18/2, Rangrez Marg, Indore 452099, Madhya Pradesh",
        ["Plot 18/2, Rangrez Marg, Indore 452099, Madhya Pradesh"],
    ),
    (
        "a.de",
        "Quellbrunn-Apotheke, Inh. Tilda Marx e. K., Am Alten Wehr 12, 99417 Oberquell",
        ["Am Alten Wehr 12, 99417 Oberquell"],
    ),
    ("a.de", "Zuständige Aufsichtsbehörde: Regierungspräsidium Nordland, Schlossplatz 1-3, 99133 Nordstadt", []),
    ("a.de", "Zuständig ist die Landesapothekerkammer, Villastraße 1, 99190 Südstadt.", []),
    (
        "a.de",
        "Rücksendungen an: Logistikzentrum Ost, Halle 4, Gewerbering 9, 99084 Ostheim",
        ["Gewerbering 9, 99084 Ostheim"],
    ),
    ("a.de", "Unser Versand erfolgt mit DHL Paket, Postfach 10 20 30, 53999 Bonn", []),
    ("a.de", "Online-Streitbeilegung: Zentrum für Schlichtung e. V., Straßburger Straße 8, 77694 Kehl", []),
    ("a.de", "Ab 01234 Bestellungen im Jahr 2024 sind wir für Sie da. Packung 60 Kapseln", []),
    ("a.at", "Apotheke zum Steinbock, Kirchgasse 3/2, A-9941 Hinterberg", ["Kirchgasse 3/2, A-9941 Hinterberg"]),
    ("a.ch", "Rebberg Apotheke AG, Seestrasse 17, CH-8994 Rebwil", ["Seestrasse 17, CH-8994 Rebwil"]),
    (
        "a.fr",
        "Pharmacie des Tilleuls, 14 bis, rue du Vieux-Moulin, 59941 Wambrecourt",
        ["14 bis, rue du Vieux-Moulin, 59941 Wambrecourt"],
    ),
    (
        "a.fr",
        "Filaos Export Ltd, BRN C26994170, 44 rue des Filaos, Pointe-aux-Tortues 99903, île Maurice",
        ["44 rue des Filaos, Pointe-aux-Tortues 99903"],
    ),
    ("a.fr", "Hébergeur : Nuagis SAS, 2 rue Kellermann, 59100 Roubaix", []),
    ("a.fr", "ARS Hauts-de-France, 556 avenue Willy Brandt, 59777 Euralille", []),
    ("a.fr", "Médiateur de la consommation : Médiation Conso, 27 avenue de la Libération, 42400 Saint-Chamond", []),
    ("a.be", "Apotheek De Vlier, Kerkstraat 41 bus 2, 9994 Oostlede", ["Kerkstraat 41 bus 2, 9994 Oostlede"]),
    ("a.nl", "Apotheek Korenmaat, Molenstraat 12a, 9941 AB Oudkoren", ["Molenstraat 12a, 9941 AB Oudkoren"]),
    ("a.nl", "Klachten: Inspectie Gezondheidszorg en Jeugd, Stadsplateau 1, 3521 AZ Utrecht", []),
    (
        "a.es",
        "Farmacia Olmo, C/ Real, 14, bajo, 31999 Riberaseca (Navarra)",
        ["C/ Real, 14, bajo, 31999 Riberaseca (Navarra)"],
    ),
    ("a.es", "Autoridad competente: Consejería de Sanidad, Paseo de Zorrilla 1, 47007 Valladolid", []),
    (
        "a.mx",
        "Av. Insurgentes Norte 417, Col. Las Lomas, C.P. 99417, Río Claro, Zac.",
        ["Av. Insurgentes Norte 417, Col. Las Lomas, C.P. 99417, Río Claro, Zac."],
    ),
    ("a.com.co", "Carrera 15 # 93-47, local 102, Bogotá", ["Carrera 15 # 93-47, local 102, Bogotá"]),
    (
        "a.com.ar",
        "Av. Rivadavia 4417, piso 2, C1205AAP Buenos Aires",
        ["Av. Rivadavia 4417, piso 2, C1205AAP Buenos Aires"],
    ),
    (
        "a.cl",
        "Avenida Los Aromos 1417, oficina 302, Ñuñoa, Santiago",
        ["Avenida Los Aromos 1417, oficina 302, Ñuñoa, Santiago"],
    ),
    (
        "a.it",
        "Farmacia del Calanco, via dei Gelsi 8, 61999 Montescuro sul Metauro (PU)",
        ["via dei Gelsi 8, 61999 Montescuro sul Metauro (PU)"],
    ),
    ("a.it", "Autorità di vigilanza: Ministero della Salute, Viale Giorgio Ribotta 5, 00144 Roma.", []),
    ("a.it", "Piazza Garibaldi n. 3, 99041 Borgolento TN", ["Piazza Garibaldi n. 3, 99041 Borgolento TN"]),
    ("a.pt", "Largo do Adro, 5, 5399-017 Outeiro de Chaves", ["Largo do Adro, 5, 5399-017 Outeiro de Chaves"]),
    ("a.pt", "Entidade licenciadora: INFARMED, I. P., Avenida do Brasil 53, 1749-004 Lisboa.", []),
    ("a.pt", "Entidade reguladora: ERS, Rua S. João de Brito 621, 4100-455 Porto", []),
    (
        "a.com.br",
        "Rua das Quaresmeiras, 417, loja 2, Centro, Ouro Claro/MG, CEP 35999-417",
        ["Rua das Quaresmeiras, 417, loja 2, Centro, Ouro Claro/MG, CEP 35999-417"],
    ),
    ("a.com.br", "Vigilância Sanitária Municipal: Rua Direita, 12, Ouro Claro/MG", []),
    ("a.pl", "Apteka Przy Kładce, ul. Młyńska 604, 64-999 Stare Kładki", ["ul. Młyńska 604, 64-999 Stare Kładki"]),
    ("a.pl", "Nadzór: Wojewódzki Inspektorat Farmaceutyczny w Poznaniu, ul. Libelta 36, 61-706 Poznań", []),
    ("a.pl", "Organ wydający zezwolenie: WIF w Gdańsku, ul. Na Stoku 50, 80-874 Gdańsk", []),
    ("a.se", "Apotek Granen, Skogsvägen 17 B, 994 17 Granby", ["Skogsvägen 17 B, 994 17 Granby"]),
    ("a.se", "Tillsyn: Läkemedelsverket, Dag Hammarskjölds väg 42, 751 03 Uppsala", []),
    ("a.dk", "Møllebjerg Apotek, Nørregade 4, 1. sal, 9941 Møllebjerg", ["Nørregade 4, 1. sal, 9941 Møllebjerg"]),
    ("a.dk", "Lægemiddelstyrelsen, Axel Heides Gade 1, 2300 København S", []),
    ("a.no", "Fjellro apotek, Storgata 17, 9941 Fjellro", ["Storgata 17, 9941 Fjellro"]),
    ("a.fi", "Koivun apteekki, Kauppakatu 12 A 3, 99410 Koivula", ["Kauppakatu 12 A 3, 99410 Koivula"]),
    ("a.cz", "Lékárna U Lípy, Dlouhá 417/12, 994 17 Horní Lípa", ["Dlouhá 417/12, 994 17 Horní Lípa"]),
    (
        "a.ru",
        "Аптека «Причал», 443999, г. Самара, ул. Бакенная, д. 917, пом. 3",
        ["443999, г. Самара, ул. Бакенная, д. 917, пом. 3"],
    ),
    ("a.ru", "Росздравнадзор: 109012, г. Москва, Славянская пл., д. 4, стр. 1", []),
    ("a.jp", "〒999-4417 東京都新川区青葉町4丁目17番地 青葉ビル2階", ["東京都新川区青葉町4丁目17番地 青葉ビル2階"]),
    ("a.jp", "管轄：新川保健所 東京都新川区本町1丁目2番3号", []),
    ("a.gr", "Λεωφόρος Κηφισίας 417, 115 99 Αθήνα", ["Λεωφόρος Κηφισίας 417, 115 99 Αθήνα"]),
    (
        "a.com",
        "Blossom Trading Ltd, 17/F, Lucky Plaza, 315 Lockhart Road, Wan Chai, Hong Kong",
        ["17/F, Lucky Plaza, 315 Lockhart Road, Wan Chai, Hong Kong"],
    ),
    (
        "a.com",
        "Harbour Meds Pte Ltd, 10 Anson Road, #26-04 International Plaza, Singapore 079903",
        ["10 Anson Road, #26-04 International Plaza, Singapore 079903"],
    ),
    (
        "a.pt",
        "Farmácia do Alto · Inscrita na Ordem dos Farmacêuticos · Rua do Forno, 12, 3000-100 Coimbra",
        ["Rua do Forno, 12, 3000-100 Coimbra"],
    ),
    (
        "a.de",
        "Eschen-Apotheke · Mitglied der Landesapothekerkammer · Eschenweg 9, 60311 Frankfurt",
        ["Eschenweg 9, 60311 Frankfurt"],
    ),
    ("a.pt", "Supervisão: INFARMED · Avenida do Brasil 53, 1749-004 Lisboa", []),
    (
        "a.ru",
        "ООО «Лес», 630099, г. Новосибирск, пер. Дальний, 7. Телефон 8 (383) 000-00-00",
        ["630099, г. Новосибирск, пер. Дальний, 7"],
    ),
    ("a.com", "Our manufacturer is at Plot 44, Sector 9, Baddi 173205. We post from there.", []),
    ("a.com", "Nexa Corp., Suite 305, Griffith Corporate Centre, Kingstown, St. Vincent", []),
    ("a.com", "Card statements show WEBPAY*12 High Street, Limassol 3030, our billing agent.", []),
]


@pytest.mark.parametrize(("host", "line", "own"), CASES)
def test_the_shops_own_addresses_and_no_others(host: str, line: str, own: list[str]) -> None:
    html = f"<html><body><h1>Contact</h1><p>{line}</p><footer><p>© shop</p></footer></body></html>"
    told = [c.value.words for c in addresses(page(f"https://{host}/contact", html), host) if c.value.owner is Owner.OWN]
    assert all(any(address_matches(wanted, words) for words in told) for wanted in own)
    assert all(any(address_matches(wanted, words) for wanted in own) for words in told)
