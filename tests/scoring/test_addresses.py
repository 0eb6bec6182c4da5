"""Addresses as imprints and footers write them in two dozen countries, and things that only look like one."""

from __future__ import annotations

import pytest

from scoring.facts.addresses import addresses
from scoring.facts.types import Owner
from tests.scoring.build import page

# The part in square brackets is the address.
OWN = [
    ("AE", "Palm Skin Trading FZE, [Warehouse 31, Al Rasha Industrial Second, Dubai]"),
    ("AE", "Dune Dermal FZ-LLC, [Office 1204, Saffron Tower, Sharjah], UAE"),
    ("HK", "Pearl Derm Ltd, [Unit 7B, Lantern Plaza, Kowloon]"),
    ("GB", "Ravenscar Pharmacy Ltd, [14a Bobbin Street, Ravenscar, North Yorkshire YO99 4TB]"),
    ("GB", "[Unit 3, Weir Business Park, Wetherfold, Kent TN99 3AB]. Tel 01632 960001"),
    ("GB", "[Kiln House, 8 Pottery Row, Stoke Beacon ST99 1AA]"),
    ("GB", "[12 High Street Ambleford AM9 9ZZ]"),
    ("US", "Prairie Lamp Rx, [1200 SW 4th Avenue, Suite 300, Dunmore, OR 97999-1234]"),
    ("US", "[77 Copper Kettle Blvd, Santa Rosalia, California 94999]"),
    ("US", "[4401 N. Lark Rd., Bldg. B, St. Eustace, MO 63999]"),
    ("CA", "[Suite 210, 88 Trillium Way, Moosonee Bay, ON P0L 9Z9]"),
    ("AU", "[Shop 12, 45-47 Banksia Parade, Coral Inlet QLD 4999]"),
    ("NZ", "[19 Kowhai Street, Petone 5999]"),
    ("IE", "[2 Chapel Lane, Ballinacor, Co. Wicklow, A99 XY12]"),
    ("DE", "Inhaberin: Wiebke Osterloh e. K. · [Am Alten Deich 12b · 26999 Neuwerk-Siel]"),
    ("DE", "Lerchen-Apotheke, [Straße des Friedens 4, D-99998 Bad Lerchenau]"),
    ("AT", "Enzian-Apotheke, [Hauptplatz 3, 8999 Sankt Enzian]"),
    ("CH", "Bergblick Versand AG, [Seestrasse 118, 8999 Obertal am See]"),
    ("FR", "Pharmacie du Vieux Lavoir, [27 bis rue des Tanneurs, 69999 Saint-Amour-sur-Rive]"),
    ("BE", "Apotheek Peeters, Kapelstraat 14 bus 2, [9999 Heusdenberg]"),
    ("NL", "Apotheek Het Wiel, [Oude Molenweg 9-11, 7999 XZ Wielsloot]"),
    ("ES", "Farmacia Ldo. Puig, [C/ Mayor, 45, bajo, 46999 Vila del Mar] (Valencia)"),
    ("ES", "[Avda. de la Constitución 12, 28999 Valdehoyos]"),
    ("IT", "Farmacia San Rocco, [Piazza Garibaldi 8, 37999 Borgo Adige (VR)]"),
    ("PT", "Farmácia do Largo, [Rua da Fonte Nova, n.º 23, 4999-123 Vila Chã]"),
    ("BR", "[Av. das Acácias, 1500] - Jardim Novo - Campo Claro/SP"),
    ("SE", "Apotek Ugglan, [Storgatan 5 B, 999 31 Norrhamn]"),
    ("DK", "Svane Apotek, [Nørregade 17, 2. th., 6999 Fjordby]"),
    ("NO", "Fjellapoteket AS, [Kirkegata 3, 7999 Steinvik]"),
    ("FI", "Ahman Apteekki, [Kauppakatu 21 A, 99990 Tunturila]"),
    ("PL", "Apteka Pod Bocianem, [al. Jana Pawła II 15/3, 09-999 Bocianowo]"),
    ("RU", "ООО «Ромашка», [199999, г. Санкт-Петербург, пр-т Озёрный, д. 12, корп. 2, оф. 14]"),
    ("JP", "ひなた薬局 [〒999-0001 山形県ひなた市本町2-3-4] 電話 0237-00-0001"),
    ("IN", "[Plot No. 18, Sector 4, Nehru Nagar, Pune 411999]"),
    ("ZA", "Aloe Pharmacy, [31 Protea Road, Bergvallei, 7999]"),
]  # fmt: skip


def _found(html: str, url: str = "https://shop.example/contact") -> list[tuple[str, Owner]]:
    made = page(
        url, f"<html><body><main><p>Welcome to our shop, we are glad to see you.</p></main>{html}</body></html>"
    )
    return [(cited.value.words, cited.value.owner) for cited in addresses(made, "shop.example")]


def _bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


@pytest.mark.parametrize(("country", "line"), OWN, ids=lambda value: str(value)[:28])
def test_an_address_in_a_footer_is_read_as_the_shops_own(country: str, line: str) -> None:
    address = line[line.index("[") + 1 : line.index("]")]
    found = _found(f"<footer><p>{line.replace('[', '').replace(']', '')}</p></footer>")
    assert any(_bare(address) in _bare(words) and owner is Owner.OWN for words, owner in found), found


@pytest.mark.parametrize(
    "line",
    [
        "Proudly based in Vancouver, Canada, since 2009.",
        "20 mg 30 capsules, 40 mg 60 capsules, save 1200 Dollars a year",
        "P.O. Box 4417, Wilmington, DE 19899",
        "Posted on March 14, 2023 Read more",
        "Order 90 Pills, get 10 free, 24 hour support, 100 % quality",
        "Open Monday 9 to 17, Saturday 9 to 12",
        "Isotretinoin 20, 1000 Kapseln auf Lager",
        "00 Add To Cart HCG 5000",
        "We ship from Dubai, Hong Kong and Mumbai",
    ],
)
def test_places_boxes_packs_and_dates_are_no_address(line: str) -> None:
    assert _found(f"<footer><p>{line}</p></footer>") == []


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("Complaints: General Pharmaceutical Council, 25 Canada Square, London E14 5LQ", Owner.REGULATOR),
        ("Zuständige Aufsichtsbehörde: Stadt Musterhafen, Rathausplatz 1, 99997 Musterhafen", Owner.REGULATOR),
        ("Zuständige Kammer: Apothekerkammer Küstenland, Deichstraße 40, 99990 Küsten", Owner.REGULATOR),
        ("Hébergeur : Nuage SAS, 8 rue du Serveur, 59999 Lille", Owner.PARTNER),
        ("Dispensed by our partner pharmacy Larkfield Ltd, 3 Mill Lane, Larkfield ME99 1AB", Owner.PARTNER),
        ("Parcels go out with DHL, Paketweg 5, 99999 Frachtheim", Owner.COURIER),
        ("Надзорный орган: 199999, г. Санкт-Петербург, ул. Садовая, д. 1", Owner.REGULATOR),
    ],
)
def test_other_peoples_addresses_are_told_apart(line: str, owner: Owner) -> None:
    assert [whose for _, whose in _found(f"<footer><p>{line}</p></footer>")] == [owner]


def test_the_shops_own_address_stays_its_own_beside_a_regulators() -> None:
    found = _found(
        "<main><p>Mallow Pharmacy, 6 Osier Road, Mallow Green, Devon EX99 8ZZ. Registered with the GPhC.</p>"
        "<p>The General Pharmaceutical Council, Level 14, One Cabot Square, London E14 4QJ, sets rules.</p></main>"
    )
    assert {owner for words, owner in found if "Osier" in words} == {Owner.OWN}
    assert {owner for words, owner in found if "Cabot" in words} == {Owner.REGULATOR}


def test_an_address_over_several_lines_is_one_address() -> None:
    found = _found("<main><p>Weiher-Apotheke<br>Fischgasse 3<br>99996 Weiherdorf<br>Telefon 09999 1234</p></main>")
    assert found == [("Fischgasse 3, 99996 Weiherdorf", Owner.OWN)]


def test_every_address_quotes_words_that_stand_on_the_page() -> None:
    made = page("https://shop.example/contact", "<footer><p>Löwengasse\u00a09, 99995 Löwental</p></footer>")
    for cited in addresses(made, "shop.example"):
        assert cited.quote.holds_on(made)


def test_structured_data_names_the_shops_address() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "Pharmacy", "address": {"@type": "PostalAddress", '
        '"streetAddress": "12 Fig Street", "postalCode": "FG9 9ZZ", "addressLocality": "Figham"}}</script>'
    )
    assert ("12 Fig Street, FG9 9ZZ Figham", Owner.OWN) in _found(data)
