"""Other prescription medicines than ours: rows of a shelf, adverts, lures and planted pages, in every language."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.facts.shelf import pages_on_others, shelf
from scoring.model import Role
from tests.scoring.build import page, site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def html(language: str, title: str, body: str) -> str:
    return f'<html lang="{language}"><head><title>{title}</title></head><body><main>{body}</main></body></html>'


# Two rows, the words of a button, and what the page says of the prescription.
SHOPS = {
    "en": (("Zopiclone 7.5 mg, 28 tablets £34.00", "Diazepam 10 mg, 50 tablets £49.00"), "Add to basket"),
    "de": (("Zopiclon 7,5 mg, 20 Tabletten 39,00 €", "Tadalafil 20 mg, 12 Tabletten 45,00 €"), "In den Warenkorb"),
    "fr": (("Tamoxifène 20 mg, 30 comprimés 29 €", "Clomifène 50 mg, 24 comprimés 35 €"), "Ajouter"),
    "es": (("Letrozol 2,5 mg, 30 comprimidos 34 €", "Tadalafilo 20 mg, 12 comprimidos 41 €"), "Añadir"),
    "it": (("Tadalafil 20 mg, 12 compresse € 39,00", "Amoxicillina 1 g, 12 compresse € 19,00"), "Acquista"),
    "pt": (("Tadalafila 20 mg, 30 comprimidos R$ 45,00", "Finasterida 1 mg, 60 comprimidos R$ 70,00"), "Comprar"),
    "nl": (("Semaglutide 1 mg, 1 pen € 165,00", "Finasteride 1 mg, 98 tabl. € 48,00"), "Geef opdracht"),
    "sv": (("Amoxicillin 500 mg, 20 kapslar 249 kr", "Doxycyklin 100 mg, 10 kapslar 199 kr"), "Lägg i korgen"),
    "da": (("Sildenafil 100 mg, 12 stk. 360 kr.", "Tadalafil 20 mg, 8 stk. 320 kr."), "Læg i kurv"),
    "pl": (("Azytromycyna 500 mg, 3 tabl. 49 zł", "Doksycyklina 100 mg, 10 kaps. 45 zł"), "Dodaj do koszyka"),
    "ru": (("Азитромицин 500 мг, 3 таблетки 450 рублей", "Зопиклон 7,5 мг, 20 таблеток 1 700 рублей"), "В корзину"),
    "ja": (("デュタステリド 0.5mg 90錠 6,200円", "バイアグラ 100mg 12錠 4,800円"), "カゴに入れる"),
}


@pytest.mark.parametrize(("language", "shop"), SHOPS.items())
def test_rows_of_other_medicines_with_a_control_are_a_shop(
    world: World, language: str, shop: tuple[tuple[str, str], str]
) -> None:
    rows, button = shop
    body = "".join(f"<div><p>{row}</p><button>{button}</button></div>" for row in rows)
    facts = Facts(site([("https://stock-quay.example/list", html(language, "List", body))]), world)
    found = shelf(facts.pages, world)
    assert len(found.rows) == len(rows) and found.pressed == len(rows)
    assert facts.role is Role.SELLER, facts.role_fact.why


def test_a_link_in_a_cell_beside_the_price_is_a_control(world: World) -> None:
    rows = "".join(
        f"<tr><td>{drug}</td><td>30 tabl.</td><td>€ 48,00</td><td><a href='/x?{drug}'>Geef opdracht</a></td></tr>"
        for drug in ("Finasteride 1 mg", "Amlodipine 5 mg")
    )
    read = page("https://ophaaldienst.example/lijst", html("nl", "Lijst", f"<table>{rows}</table>"))
    assert shelf((read,), world).pressed == 2


def test_what_a_paper_tells_of_prices_is_no_shelf(world: World) -> None:
    body = "<h1>Sold by chat</h1><p>Officers found Ozempic at 160 euros a pen and Saxenda at 90 euros.</p>"
    told = page("https://valley-herald.example/news/2026/chat", html("en", "Sold by chat", body))
    assert not shelf((told,), world).rows


def test_a_practice_that_tells_what_treatments_cost_is_no_shop(world: World) -> None:
    body = (
        "<h1>Preise</h1><p>Finasterid 1 mg, 98 Tabletten 38,00 €</p><p>Sildenafil 50 mg, 12 Tabletten 41,00 €</p>"
        "<p>Unsere Ärzte verschreiben nur nach einer Sprechstunde.</p><p>Termin in der Praxis oder per Video.</p>"
        "<p>Das Rezept lösen Sie in Ihrer Apotheke ein.</p><p>Bitte bringen Sie als Patient Ihre Karte mit.</p>"
    )
    facts = Facts(site([("https://praxis-am-anger.example/preise", html("de", "Preise", body))]), world)
    assert facts.role is not Role.SELLER


ADVERTS = {
    "de": "<h1>Ozempic abzugeben</h1><p>Ozempic 0,5 mg Pen, 140 Euro</p><p>Rezept nicht nötig, schreiben Sie mir.</p>",
    "pl": "<h1>Sprzedam klonazepam</h1><p>Klonazepam 2 mg, 30 tabl., 80 złotych</p>"
    "<p>Bez recepty, napisz do mnie na WhatsApp.</p>",
    "pt": "<h1>Vendo tadalafila</h1><p>Tadalafila 20 mg, 30 comprimidos, 45 reais</p>"
    "<p>Receita não precisa, me chama no WhatsApp para comprar.</p>",
}


@pytest.mark.parametrize(("language", "body"), ADVERTS.items())
def test_an_advert_for_one_medicine_is_an_offer(world: World, language: str, body: str) -> None:
    facts = Facts(site([("https://kleinanzeigen-nord.example/a/1", html(language, "Ad", body))]), world)
    assert facts.role is Role.SELLER, facts.role_fact.why


CLUB = (
    ("", "<h1>Fixtures</h1><p>First team away on Saturday, nets on Wednesday evening. Teas by the Hobbs family.</p>"),
    ("/juniors", "<h1>Juniors</h1><p>Coaching on Sunday mornings at ten on the small pitch. Bring whites.</p>"),
)


def planted(offer: str) -> list[tuple[str, str]]:
    host = "https://willow-lane-cricket.example"
    first = (f"{host}/cache/buy-modafinil-200", html("en", "Buy modafinil 200 mg", offer))
    return [first, *((host + path, html("en", "Club", body)) for path, body in CLUB)]


@pytest.mark.parametrize(
    "way",
    [
        '<a href="https://pillgate.example/go?kw=moda">Order modafinil now</a>',
        '<a href="https://pillgate.example/k9"><img src="b.png" alt="Buy modafinil here"></a>',
    ],
    ids=["link", "picture"],
)
def test_a_page_on_a_medicine_planted_at_a_club_is_a_doorway(world: World, way: str) -> None:
    offer = f"<h1>Buy modafinil 200 mg</h1><p>Order from £0.89 a pill.</p>{way}"
    assert Facts(site(planted(offer)), world).role is Role.DOORWAY


def test_a_club_that_explains_a_ban_and_links_to_the_list_is_none(world: World) -> None:
    offer = (
        "<h1>Modafinil and tamoxifen: what the ban means</h1><p>Both are banned in sport without an exemption.</p>"
        '<a href="https://list-of-bans.example/?tag=list">Read the list</a>'
    )
    assert Facts(site(planted(offer)), world).role is not Role.DOORWAY


def test_a_blog_paid_for_its_links_hands_its_readers_on(world: World) -> None:
    body = (
        "<h1>Where to buy zopiclone: our ranking</h1><p>Place 1: Quiet Night, score 9.7, from $1.20 a pill.</p>"
        '<a href="https://quiet-night.example/?p=sp">Go to the shop</a><p>Affiliate links.</p>'
    )
    facts = Facts(site([("https://sleepnotes.example/top", html("en", "Where to buy zopiclone", body))]), world)
    assert facts.role is Role.REFERRAL


def test_a_question_in_a_title_names_no_subject(world: World) -> None:
    asked = page("https://x.example/faq", html("en", "Is tramadol addictive?", "<p>It can be.</p>"))
    named = page("https://x.example/2", html("en", "Tramadol 50 mg", "<p>It can be.</p>"))
    assert pages_on_others((asked, named), world) == (named,)


def test_cyprus_is_no_antibiotic(world: World) -> None:
    facts = Facts(site([("https://x.example/c", html("it", "Contatti", "<p>Mandorlo Ltd, Larnaca, Cipro</p>"))]), world)
    assert not facts.words.drugs
