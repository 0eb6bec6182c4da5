# ruff: noqa: E501 - a page is read more easily on one long line than on five short ones
"""Sites that stand beside shops for the drug: comparisons, other goods, planted pages, forums, forms nobody reads."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.model import Role
from tests.scoring.build import site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def role(world: World, language: str, host: str, *pages: tuple[str, str, str]) -> Role:
    """The role of a site with these pages: path, title, body."""
    told = [
        (
            f"https://{host}{path}",
            f'<html lang="{language}"><head><title>{title}</title></head><body><main>{body}</main></body></html>',
        )
        for path, title, body in pages
    ]
    return Facts(site(told), world).role


def table(*lines: str) -> str:
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in lines)
        + "</table>"
    )


COMPARISONS = {
    "fr": (
        "compare-officines.example",
        "Isotrétinoïne 20 mg, 30 capsules : prix comparés",
        "Sur ordonnance.",
        "Pharmacie du Pont|24,10 €|<a href=/sortir/1>Voir la pharmacie</a>",
        "Pharmacie des Halles|25,90 €|<a href=/sortir/2>Voir la pharmacie</a>",
    ),
    "es": (
        "comparafarmacias.example",
        "Isotretinoína 20 mg: compara precios",
        "Medicamento con receta.",
        "Farmacia Alameda|31,20 €|<a href=/salir?f=1>Ir a la farmacia</a>",
        "Farmacia Sol|33,00 €|<a href=/salir?f=2>Ir a la farmacia</a>",
    ),
    "it": (
        "confrontafarmaci.example",
        "Finasteride 1 mg: confronto prezzi",
        "Serve la ricetta.",
        "Farmacia Comunale 3|28,40 €|<a href=https://comunale-3.example/f>Vai alla farmacia</a>",
        "Farmacia Bianchi|30,00 €|<a href=https://bianchi.example/f>Vai alla farmacia</a>",
    ),
    "nl": (
        "apotheekvergelijker.example",
        "Isotretinoïne 20 mg vergelijken",
        "Alleen op recept.",
        "Apotheek De Linde|€ 22,50|<a href=/naar/1>Naar apotheek</a>",
        "Apotheek Oostpoort|€ 24,00|<a href=/naar/2>Naar apotheek</a>",
    ),
    "da": (
        "medicinpriser-sammenlign.example",
        "Isotretinoin 20 mg – sammenlign priser",
        "Receptpligtigt. Der kan ikke købes medicin her på siden.",
        "Nørreport Apotek|214,50 kr.|<button>Se lager</button>",
        "Havne Apotek|219,00 kr.|<button>Se lager</button>",
    ),
    "pt": (
        "comparapreco-farma.example",
        "Isotretinoína 20 mg: compare preços",
        "Venda com retenção da receita.",
        "Drogaria Ipê|R$ 189,90|<a href=/ir/1>Ver na farmácia</a>",
        "Farmácia Central|R$ 201,00|<a href=/ir/2>Ver na farmácia</a>",
    ),
    "ja": (
        "kusuri-hikaku.example",
        "イソトレチノイン 20mg 価格比較",
        "処方箋が必要です。",
        "さくら薬局|9,800円|<a href=/out/1>薬局へ</a>",
        "みどり薬局|10,200円|<a href=/out/2>薬局へ</a>",
    ),
    "pl": (
        "porownaj-apteki.example",
        "Finasteryd 1 mg – porównanie cen",
        "Lek na receptę.",
        "Apteka Pod Lipą|32,90 zł|<a href=/idz/1>Do apteki</a>",
        "Apteka Nowa|35,10 zł|<a href=/idz/2>Do apteki</a>",
    ),
}


@pytest.mark.parametrize(("language", "told"), COMPARISONS.items())
def test_who_sends_buyers_to_named_pharmacies_compares(world: World, language: str, told: tuple[str, ...]) -> None:
    host, title, says, *rows = told
    page = ("/preis", title, f"<h1>{title}</h1><p>{says}</p>{table(*rows)}")
    assert role(world, language, host, page) is Role.PRICE_COMPARISON


def test_a_comparison_of_shops_that_ask_for_nothing_is_none(world: World) -> None:
    rows = table(
        "CapsuleNow 9.8/10|$39|<a href=/go/1>Go to shop</a>", "PillPort 9.1/10|$42|<a href=/go/2>Go to shop</a>"
    )
    page = (
        "/compare",
        "Compare isotretinoin shops",
        f"<h1>Compare isotretinoin shops</h1><p>Our top 2, no prescription asked.</p>{rows}",
    )
    assert role(world, "en", "compare-caps.example", page) is Role.REFERRAL


OTHER_GOODS = {
    "en": ("Lip balm for skin on Accutane", "Beeswax cosmetic. We do not stock isotretinoin.", "Add to basket"),
    "da": ("Læbepomade til dig på Roaccutan", "Kosmetik med bivoks. Isotretinoin har vi ikke.", "Læg i kurv"),
    "de": (
        "Lippenbalsam für die Zeit mit Roaccutan",
        "Kosmetik mit Bienenwachs. Isotretinoin haben wir nicht.",
        "In den Warenkorb",
    ),
    "es": (
        "Bálsamo labial para pieles con Roacután",
        "Cosmético de cera. No vendemos isotretinoína ni tretinoína.",
        "Añadir al carrito",
    ),
    "fr": (
        "Baume pour lèvres sous Curacné",
        "Cosmétique à la cire. Nous ne tenons ni isotrétinoïne ni trétinoïne.",
        "Ajouter au panier",
    ),
    "it": (
        "Balsamo labbra per chi usa Roaccutan",
        "Cosmetico alla cera. Non abbiamo né isotretinoina né tretinoina.",
        "Aggiungi al carrello",
    ),
    "ja": (
        "ロアキュタン服用中のためのリップバーム",
        "化粧品です。イソトレチノインは取り扱っておりません。",
        "カートに入れる",
    ),
    "nl": (
        "Lippenbalsem bij Roaccutane",
        "Cosmetisch product met bijenwas. Isotretinoïne verkopen wij niet.",
        "In winkelmand",
    ),
    "pl": (
        "Balsam do ust przy kuracji Izotekiem",
        "Kosmetyk z woskiem. Izotretynoiny nie sprzedajemy.",
        "Dodaj do koszyka",
    ),
    "pt": (
        "Bálsamo labial para quem toma Roacutan",
        "Cosmético de cera. Não temos isotretinoína.",
        "Adicionar ao carrinho",
    ),
    "ru": ("Бальзам для губ при Роаккутане", "Косметика на воске. Изотретиноин мы не продаём.", "В корзину"),
    "sv": ("Läppbalsam för dig med Roaccutan", "Kosmetik med bivax. Isotretinoin säljer vi inte.", "Lägg i varukorgen"),
}


@pytest.mark.parametrize(("language", "told"), OTHER_GOODS.items())
def test_goods_for_people_on_the_drug_are_not_the_drug(world: World, language: str, told: tuple[str, str, str]) -> None:
    title, says, button = told
    page = ("/p/1", title, f"<h1>{title}</h1><p>24,90 €</p><p>{says}</p><button>{button}</button>")
    assert role(world, language, "wachskate.example", page) is Role.OTHER_SHOP


def test_no_to_who_asks_for_the_drug_is_said_of_it(world: World) -> None:
    pages = (
        (
            "/balm",
            "Lip balm for skin on Accutane",
            "<h1>Lip balm for skin on Accutane</h1><p>$8.00</p><button>Add to cart</button><p>A cosmetic.</p>",
        ),
        ("/faq", "FAQ", "<h3>Do you sell isotretinoin?</h3><p>No, see a dermatologist.</p>"),
    )
    assert role(world, "en", "beehollow.example", *pages) is Role.OTHER_SHOP


def test_who_refuses_one_drug_and_prices_the_other_sells(world: World) -> None:
    body = "<h1>Roaccutane 20 mg</h1><p>30 capsules $45.00</p><button>Add to cart</button><p>We do not stock tretinoin. Serum free with each box.</p>"
    assert role(world, "en", "capsule-quay.example", ("/roaccutane", "Roaccutane", body)) is Role.SELLER


def test_the_buttons_of_a_cookie_notice_buy_nothing(world: World) -> None:
    notice = "<div><p>Certains cookies mesurent l’audience.</p><button>Accepter</button><button>Régler</button></div>"
    pages = (
        (
            "/x/roaccutane.php",
            "Roaccutane 20 mg livré",
            notice
            + "<h1>Roaccutane 20 mg</h1><p>60 capsules 79,80 €</p><p><a href='http://guichet.example/?a=roa&ref=g'>Commander</a></p>",
        ),
        (
            "/x/amoxicilline.php",
            "Amoxicilline livrée",
            notice + "<h1>Amoxicilline 500 mg</h1><p>24 gélules à 21,60 €</p>",
        ),
        ("/", "Le moulin", notice + "<h1>Le moulin</h1><p>Six couchages et un poêle à bois.</p>"),
        ("/acces", "Accès", notice + "<h1>Accès</h1><p>Par la vallée, puis à gauche après le lavoir.</p>"),
    )
    assert role(world, "fr", "le-moulin.example", *pages) is Role.DOORWAY


def test_a_planted_page_on_other_medicines_with_a_partner(world: World) -> None:
    pages = (
        (
            "/m/doxy.html",
            "Доксициклин заказать",
            "<h2>Доксициклин заказать</h2><p>С партнёрского склада отгружают любому, к доктору идти не надо.</p><p>100 мг × 30 таб. — $24.00</p><a href='http://sklad.example/tds/?ref=muz'>Оформить на складе партнёра</a>",
        ),
        ("/", "Музей", "<h2>Музей</h2><p>Открыт в 1927 году, в фондах прялки и самовары.</p>"),
        ("/vhod", "Посетителям", "<h2>Посетителям</h2><p>Билет 150 руб., касса до 17 часов.</p>"),
    )
    assert role(world, "ru", "muzey-na-reke.example", *pages) is Role.DOORWAY


def test_what_a_buyer_quotes_is_not_said_by_the_forum(world: World) -> None:
    pages = (
        (
            "/viewtopic.php?t=1",
            "Izotek z netu?",
            "<p>Trafiłam na sklep, piszą „wyślemy bez recepty do paczkomatu, płacisz z góry”. Ktoś brał?</p><p>MODERATOR: link usunięty, forum nie pośredniczy w obrocie lekami.</p>",
        ),
        (
            "/regulamin",
            "Regulamin",
            "<p>Zakaz ogłoszeń „sprzedam Izotek”, także na priv. Porady użytkowników forum nie zastępują wizyty u lekarza.</p>",
        ),
    )
    assert role(world, "pl", "forum-skora.example", *pages) is Role.INFORMATION


def test_a_form_that_no_doctor_reads_is_no_service_of_prescribers(world: World) -> None:
    pages = (
        (
            "/",
            "Behandelingen",
            "<h2>Isotretinoïne 20 mg</h2><p>30 capsules € 84,00</p><h2>Sildenafil 100 mg</h2><p>8 tabletten € 39,60</p><a href=/lijst>Start vragenlijst</a>",
        ),
        (
            "/lijst",
            "Vragenlijst",
            "<form method=post><label>Leeftijd <input name=l></label><label>Zwanger? <select name=z><option>Nee</option></select></label><label>Andere medicijnen <input name=m></label><button>Naar betalen</button></form><p>Deze lijst komt in de plaats van het recept.</p>",
        ),
        (
            "/voorwaarden",
            "Voorwaarden",
            "<p>De vragenlijst is een formaliteit; er vindt geen beoordeling door een BIG-geregistreerde arts plaats.</p>",
        ),
    )
    assert role(world, "nl", "snelle-lijst.example", *pages) is Role.SELLER
