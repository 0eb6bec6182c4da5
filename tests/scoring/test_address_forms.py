"""Addresses in forms that no labelled site has: town first, floors and doors, villages, industrial plots, towers.

One footer a line, in the manner of its country; the part in square brackets is the address. Streets are invented or so
common that they name nobody, and postal codes are of the free ranges.
"""

from __future__ import annotations

import pytest

from scoring.facts.addresses import addresses
from scoring.facts.types import Owner
from scoring.match import address_matches
from tests.scoring.build import page

OWN = [
    "Savonnerie, [212, rang des Érables, Sainte-Adèle-du-Lac (Québec) J0Z 9Z9]",
    "ConsultPunt N.V., [Kaya Seru Grandi 118, Willemstad, Curaçao]",
    "Linden-Apotheke, Inh. Paul Ott e.K., [99998 Erlengrund, Am Sonnenhang 7]",
    "Firmensitz: [Gewerbepark Nord 3, Halle B, 17999 Strelow]",
    "[Hauptstr. 12 a, 2. OG, 88999 Obersulm]",
    "[Im Winkel 4 - 6 | 29999 Heidedorf]",
    "Postanschrift: [Unter den Eichen 101 · Gebäude C · D 12999 Seeberg]",
    "[L 12, 9, 68999 Quadratstadt]",
    "[Landstraßer Hauptstr. 9/2/14, A-1999 Wien]",
    "[8999 Krumpendorf, Hauptstraße 77 Top 3]",
    "[Bahnhofstr. 3, Postfach, CH-8999 Wil am Rain]",
    "[Chemin des Vignes 12B, 1999 Montbrun]",
    "[Via Cantonale 18, 6999 Pedevilla TI]",
    "[3, place de la Halle – 24999 Saint-Aubin]",
    "[Zone Artisanale Les Prés, 12 rue du Fer, 35999 Bourg-Neuf Cedex]",
    "[Résidence Les Lilas, Bât. C, 45 avenue du Général-Leclerc, 93999 Villeneuve]",
    "[24999 Saint-Aubin, 3 place de la Halle]",
    "Siège social : [1 ter, chemin des Écoles, 97499 Sainte-Rose]",
    "[Lieu-dit Kermorvan, 29999 Plouzec]",
    "[Stationsstraat 11 bus 4, B-9999 Meerle]",
    "[Rue Haute 25/3, 1999 Bruxelles]",
    "[14, rue des Prés, L-9999 Larochette]",
    "[Kerkplein 3a, 3999 AB Odijk-Zuid]",
    "[3999AB Odijk-Zuid, Kerkplein 3-II]",
    "[Industrieweg 14 (unit 5), 7999 KL Nieuwveen]",
    "Vestigingsadres: [Lange Haven 101, 3199 CD Schiestad]",
    "[Paseo de Gracia, nº 45, 3º 2ª, 08999 Barcelona]",
    "[Ctra. de Burgos km 12,5, 28999 Alcorcillo]",
    "[C/ Real, 8 - local 2 · 11999 Puerto Chico (Cádiz)]",
    "[Plaza España s/n, 41999 Olivar]",
    "[28999 Valdehoyos, Calle Luna 14, 1.º B]",
    "[Polígono Industrial El Cerro, nave 7, 45999 Seseña Vieja]",
    "[Av. Insurgentes Sur 1457, Piso 8, Col. Del Valle, C.P. 03999, Ciudad de México]",
    "[Calle Hidalgo #23, Centro, 44999 Guadalajarita, Jal.]",
    "[Av. Corrientes 1234, Piso 5 Of. B, C1043AAZ, CABA]",
    "[Calle 93 # 14-20, Of. 302, Bogotá D.C.]",
    "[Av. Providencia 2330, of. 41, Providencia, Santiago]",
    "[Via G. Verdi, 14/B - 20999 Milanello (MI)]",
    "[Corso Umberto I n. 33, 80999 Napolina]",
    "[20999 Milanello MI - Via Verdi 14]",
    "Sede legale: [Strada Statale 16 km 4, 70999 Torre a Mare (BA)]",
    "[Località Ponte Rosso snc, 01999 Viterbello]",
    "[Av. da República, 50 - 3.º Esq., 1999-111 Lisboa]",
    "[Largo do Chafariz, 7, r/c, 8999-222 Faroleiro]",
    "[1999-111 Lisboa, Rua do Ouro 5]",
    "[Rua das Palmeiras, 410, sala 3, Bairro Alto, Curitibanos - PR, CEP 80999-010]",
    "[SCS Quadra 2, Bloco C, nº 22, Brasília/DF, 70999-100]",
    "[Rodovia BR-101, km 32, Palhoça - SC]",
    "[The Old Dairy, Church Lane, Nether Wallop, SO99 8HN]",
    "[27-29 Sheep St, Bicester, OX99 6JF, United Kingdom]",
    "[Units 4 & 5, Trident Court, Oakcroft Road, Chessington, KT99 1BD]",
    "[First Floor, 132 Great Portland Street, London W1W 9ZZ]",
    "Registered office: [Floor 2, 5 St James's Place, Bristol, BS1 9ZZ]",
    "[14 Main Street, Kilcullen, Co. Kildare]",
    "[Unit 5B, Fonthill Retail Park, Dublin 22, D22 X9Y9]",
    "[One Harbor Center, Ste. 500, Portland, ME 04999]",
    "[23 County Road 14, Elk Fork, WY 82999]",
    "[455 Main St\nSpringdale, AR 72799]",
    "[12345 N US Highway 183 Bldg 2, Austin Springs, Texas 78999-0001]",
    "[98-1005 Moanalua Rd, Aiea, HI 96799]",
    "[1200, rue Sherbrooke Ouest, bureau 400, Montréal (Québec) H3A 9Z9]",
    "[4-1015 Portage Avenue, Winnipeg, Manitoba R3G 9Z9]",
    "[RR 3, 4410 Concession Rd 8, Dunvegan ON K0C 9Z9]",
    "[Lvl 3, 100 Miller St, North Haven, NSW, 2999]",
    "[Tenancy 4, 18 Boundary Rd, Wattle Park VIC 3999]",
    "[1/44 Esplanade, Seaford Rise SA 5999, Australia]",
    "[Level 1, 33 Lambton Quay, Wellington 6999]",
    "[112a Te Rapa Road, Hamilton 3299, New Zealand]",
    "[Shop 14, Lynnwood Mall, cnr Lynnwood Rd & Daventry St, Pretoria, 0999]",
    "[21 Loop Street, Cape Bay, Western Cape, 8999]",
    "[Flat No 12, 3rd Floor, Sai Complex, MG Road, Bengaluru - 560999, Karnataka]",
    "[B-14, Sector 63, Noida, Uttar Pradesh 201999]",
    "[Survey No. 44/2, Village Bavla, Dist. Ahmedabad, Gujarat - 382999]",
    "[Khasra No. 210, Baddi, Dist Solan, H.P. 173999]",
    "[Plot 61, GIDC Phase II, Vatva, Ahmedabad 382445, Gujarat]",
    "[10 Anson Road, #22-03 International Plaza, Singapore 079999]",
    "[Flat 5, 12/F, Wing Fat Building, 88 Nathan Road, Kowloon, Hong Kong]",
    "[Kungsgatan 12, 2 tr, 111 99 Stockholm]",
    "[431 99 Mölndal, Industrivägen 7]",
    "[Vesterbrogade 14, 3. sal, 1699 København V]",
    "[Sct. Mathias Gade 22, DK-8899 Viborg]",
    "[Torvet 3, st. tv., 4999 Rødby Havn]",
    "[Storgata 5B, 0199 Oslo]",
    "[Hämeentie 15 B 22, 00599 Helsinki]",
    "[Mannerheimvägen 4, 00199 Helsingfors]",
    "[ul. Marszałkowska 84/92 lok. 117, 00-999 Warszawa]",
    "[00-999 Warszawa, al. Jerozolimskie 123A]",
    "[Rynek 7, 32-999 Wieliczka Górna]",
    "[pl. Wolności 3 m. 2, 61-999 Poznań]",
    "[Nowa Wieś 14, 62-999 Kleczewo]",
    "[Dlouhá 14, 110 99 Praha 1]",
    "[Náměstí Míru 5/12, 120 99 Praha 2]",
    "[Hlavná 22, 811 99 Bratislava]",
    "[1999 Budapest, Váci út 12. 3/4.]",
    "[H-1051 Budapest, Petőfi tér 3.]",
    "[Str. Lipscani nr. 12, București 030999]",
    "[Bulevardul Unirii 45, bl. E3, sc. 2, ap. 14, Sector 3, București]",
    "[ул. „Шипка“ 12, 1599 София]",
    "[гр. София 1599, бул. Витоша 45]",
    "[Ερμού 15, 105 99 Αθήνα]",
    "[Atatürk Cad. No: 12 D: 5, 34999 Kadıköy/İstanbul]",
    "[Gedimino pr. 12, LT-01999 Vilnius]",
    "[Brīvības iela 40-2, Rīga, LV-1099]",
    "[Narva mnt 7-12, 10199 Tallinn]",
    "[88 Triq il-Kbira, Sliema SLM 9999]",
    "[12 Ledra Street, 1099 Nicosia]",
    "[Slovenska cesta 12, 1099 Ljubljana]",
    "[Ilica 45, 10999 Zagreb]",
    "[125999, Москва, ул. Тверская, дом 12, строение 3, помещение II]",
    "[г. Казань, ул. Баумана, 44/8]",
    "[607999, Нижегородская область, г.о. Бор, р.п. Большое Пикино, ул. Лесная, зд. 5]",
    "[Россия, 344999, Ростовская обл., х. Ленина, пер. Южный, д. 7А]",
    "[142999, МО, г. Химки, мкр-н Сходня, 2-й Мичуринский туп., д. 9, корп. 1]",
    "[Санкт-Петербург, Невский проспект, д. 88 лит. А]",
    "[220999, г. Минск, ул. Немига, 5-12]",
    "[050999, г. Алматы, пр. Абая, 150/230]",
    "[01999, м. Київ, вул. Хрещатик, 22]",
    "[〒150-9999 東京都渋谷区神南1丁目2-3 サンライズビル4F]",
    "所在地：[〒060-0999 札幌市中央区北1条西2丁目3番地]",
    "[神奈川県横浜市西区みなとみらい2-3-1]",
    "[〒460‐9999 名古屋市中区栄3-4-5]",
    "住所 [福岡県福岡市博多区博多駅前３丁目１２番５号]",
    "[Suite 12, 2nd Floor, Gul Plaza, M.A. Jinnah Road, Karachi 74999]",
    "[Unit 1203, Cityland Tower, 98 Ayala Ave., Makati City 1299]",
    "[1st Floor, Pot of Gold Building, Kumul Highway, Port Vila, Vanuatu]",
    "[No. 5 Cork Street, Belize City, Belize]",
    "[99/9 Moo 4, Tambon Rawai, Phuket 83999]",
    "[Room 1802, No. 88 Changning Road, Changning District, Shanghai 200999]",
]  # fmt: skip
# Beside a number and a capital, and yet no address.
NONE = [
    "We ship to 45,000 customers in 30 countries.",
    "Save 20% on 60 capsules, 5000 reviews from London.",
    "Bestellen Sie 90 Kapseln, 1200 Kunden in Berlin sind zufrieden.",
    "Livraison à Paris 75 en 24 h",
    "Isotretinoin 20 mg, Accutane 40, 60 caps",
    "Open Monday 9 to 6, Saturday 10 to 2, London",
    "Envíos a Madrid, Barcelona y Valencia en 48 horas",
    "PO Box 1234, Dallas, TX 75001",
    "Postfach 1204, 80331 München",
    "Reviews: John D., Austin TX, 5 stars, 2024",
    "Доставка по Москве от 300 руб, в 12 городах",
    "全国送料500円、東京都・大阪府へ翌日配送",
    "Wysyłka 24 h, 1500 zł, Warszawa i Kraków",
    "Kapelle 2, dag bezorgd in Amsterdam, 1500 klanten",
    "Spedizione 24/48 ore, 1200 clienti a Roma",
    "Order 4521 shipped to Anna, Dublin 4",
    "Fri frakt över 499 kr, 250 00 nöjda kunder",
    "Call 1-800-555-0100, Toronto ON",
    "Entregas em 24-48 horas em Lisboa e Porto",
    "OK Björkstigens Löpare | Orientering i Norra Bygden sedan 1948",
]  # fmt: skip
# Somebody else's, told by a role before it, a body's name, or what the sentence goes on to say.
OTHERS = [
    "Zuständige Aufsicht: Landratsamt Seeburg, Am Markt 2, 88999 Seeburg",
    "Unser Blutlabor ist das Labor Dr. Kern, Ringweg 5, 88999 Seeburg",
    "Der Berufsverband der Versandapotheken, Allee 12, 10999 Berlin, vertritt uns.",
    "Die Erlaubnis hat die Gesundheitsdirektion, Hofplatz 3, 3999 Bern, erteilt.",
    "Autorisation du Médecin cantonal, rue du Bugnon 3, 1999 Lausanne",
    "Notre activité est contrôlée par la Direction départementale, 12 rue de la Paix, 75999 Paris",
    "L'Ordre, 4 avenue Ruysdaël, 75999 Paris, est notre autorité professionnelle.",
    "Klachten? Geschillencommissie, Bordewijklaan 46, 2599 XR Den Haag",
    "Onze apotheek werkt samen met apotheek De Linde, Dorpsstraat 4, 1999 AB Broek",
    "Toezicht: Eurostation, Victor Hortaplein 40, 1999 Brussel",
    "Blodprov tas hos Unilab, Sveavägen 44, 111 99 Stockholm",
    "Apotekerforeningen, Bredgade 54, 1299 København K, er vores brancheorganisation",
    "Autorizzazione del Ministero, viale Ribotta 5, 00999 Roma",
    "Regione Liguria, Via Fieschi 15, 16999 Genova, vigila sulla farmacia",
    "Fiscalizados pelo INFARMED, Avenida do Brasil 53, 1999-004 Lisboa",
    "O Infarmed fica na Avenida do Brasil 53, 1999-004 Lisboa",
    "Inspección: Consejería de Sanidad, Calle Aduana 29, 28999 Madrid",
    "El laboratorio colaborador está en Calle Mayor 5, 28999 Madrid",
    "Nadzór: Wojewódzki Inspektorat, ul. Floriańska 10, 03-999 Warszawa",
    "Лицензирующий орган: Комитет по здравоохранению, 191999, г. Санкт-Петербург, ул. Малая Садовая, д. 1",
    "Жалобы: Территориальный орган Росздравнадзора, 603999, г. Самара, ул. Лесная, д. 4",
    "管轄：緑ヶ丘保健所 〒999-0001 山形県ひなた市本町2-3-4",
    "Our wholesaler is Kent Medical Supplies, 4 Dock Road, Chatham ME99 4ZZ",
    "Blood tests: BioCheck Labs, 12 High Street, Luton LU9 9ZZ",
    "The General Pharmaceutical Council, 1 Cabot Square, London E14 9ZZ, inspects us.",
    "Trade association: NPA, 38 St Peter's Street, St Albans AL9 3NP",
    "Parcels to be returned go to our logistics partner, Unit 4, Dock Road, Chatham ME99 4ZZ",
    "Our hosting is by Webhost Ltd, 5 Server Lane, Slough SL9 9ZZ",
    "Find our report with the Commission; its office is at 2 Larch Place, London E29 1JQ",
    "The Council itself sits at 591 Belvoir Street, Arcadia, Pretoria 0999",
    "Regulator's office: Bandar Complex, 4 Dock Road, Mumbai 400999",
    "Het FAGG zit aan de Galiaanlaan 5/03, 1999 Brussel",
    "Junta de Valdehoyos, Servicio Territorial de Sanidad, avenida del Olmo 6, 47999 Valdehoyos",
    "Agence fédérale des médicaments et des produits de santé, Avenue Galante 5, 1999 Bruxelles",
    "Meld bijwerkingen bij het centrum, Dorpsstraat 4, 1999 AB Broek",
    "Em caso de efeitos indesejáveis contacte o centro, Rua Alta 3, 1999-111 Vila Nova",
    "Bezirkshauptmannschaft Shop, Ringweg 5, 8999 Seeburg",
]  # fmt: skip
STILL_OWN = [
    "Impressum: Apotheke am Dom, Inh. K. Roth, Domplatz 3, 99999 Erfurt. Aufsicht: Landesverwaltungsamt",
    "We are at 14 High Street, Luton LU9 9ZZ. Registered with the GPhC",
    "Luton Pharmacy Ltd, registered pharmacy 9011442, 14 High Street, Luton LU9 9ZZ",
    "Pharmacie de la Mairie, 3 rue Haute, 75999 Paris, est notre officine.",
    "Kamer van Koophandel 12345678. Bezoekadres: Dorpsstraat 4, 1999 AB Broek",
    "Farmacia Comunale, Via Roma 3, 16999 Genova, P.IVA 01234567890",
    "Аптека лицензирована. Адрес: 191999, г. Санкт-Петербург, ул. Малая Садовая, д. 1",
    "Farmacia Sol, colegiado 1234 del Colegio Oficial de Farmacéuticos de Madrid. Calle Mayor 5, 28999 Madrid",
    "Apoteket Linden har tillstånd av Läkemedelsverket. Besöksadress: Sveavägen 44, 111 99 Stockholm",
    "Shopwell Mediation Ltd., 12 High Street, Luton LU9 9ZZ",
]  # fmt: skip


def _read(line: str, place: str) -> list[tuple[str, Owner]]:
    greeting = "<main><p>Welcome to our shop, we are glad.</p></main>"
    html = f"<html><body>{greeting}<{place}><p>{line}</p></{place}></body></html>"
    made = page("https://shopwell.example/contact", html)
    return [(cited.value.words, cited.value.owner) for cited in addresses(made, "shopwell.example")]


@pytest.mark.parametrize("line", OWN)
def test_an_address_is_read_whole_and_as_the_shops_own(line: str) -> None:
    wanted = line[line.index("[") + 1 : line.index("]")].replace("\n", ", ")
    told = _read(line.replace("[", "").replace("]", "").replace("\n", "<br>"), "footer")
    assert [owner for words, owner in told if address_matches(wanted, words)] == [Owner.OWN]
    assert all(address_matches(wanted, words) for words, _ in told)


@pytest.mark.parametrize("line", NONE)
def test_a_line_without_a_street_is_no_address(line: str) -> None:
    assert _read(line, "footer") == []


@pytest.mark.parametrize("line", OTHERS)
def test_an_address_of_a_body_or_partner_is_not_the_shops(line: str) -> None:
    told = _read(line, "section")
    assert told and all(owner is not Owner.OWN for _, owner in told)


@pytest.mark.parametrize("line", STILL_OWN)
def test_an_address_beside_a_bodys_name_stays_the_shops(line: str) -> None:
    told = _read(line, "section")
    assert [owner for _, owner in told] == [Owner.OWN]
