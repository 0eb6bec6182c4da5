"""Roles that words alone get wrong: comparisons, wholesalers, shops for animals, insurers, sellers of coined brands."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.model import Role
from tests.scoring.build import site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def role(world: World, language: str, host: str, body: str, path: str = "/isotretinoin") -> Role:
    html = f'<html lang="{language}"><head><title>Isotretinoin</title></head><body><main>{body}</main></body></html>'
    return Facts(site([(f"https://{host}{path}", html)]), world).role


WHOLESALERS = {
    "en": ["We supply licensed pharmacies and hospitals only.", "Members of the public cannot open an account."],
    "de": ["Wir liefern ausschließlich an Apotheken.", "Eine Belieferung von Privatpersonen ist nicht möglich."],
    "fr": ["Vente réservée aux pharmacies.", "Aucune vente aux particuliers."],
    "es": ["Servimos solo a farmacias y hospitales.", "Los particulares no pueden abrir cuenta."],
    "it": ["Vendiamo esclusivamente a farmacie.", "I privati non possono registrarsi."],
    "pt": ["Fornecemos apenas a farmácias e hospitais.", "Particulares não podem abrir conta."],
    "nl": ["Wij leveren uitsluitend aan apotheken.", "Particulieren kunnen geen account openen."],
    "sv": ["Endast för apotek och sjukhus.", "Privatpersoner kan inte öppna konto."],
    "da": ["Kun for apoteker og sygehuse.", "Private kan ikke oprettes som kunder."],
    "pl": ["Zaopatrujemy wyłącznie apteki; oferta tylko dla aptek.", "Osoby prywatne nie mogą założyć konta."],
    "ru": ["Работаем только с аптеками.", "Физическим лицам не продаём."],
    "ja": ["医療機関向けのサイトです。", "個人のお客様には販売いたしません。"],
}


@pytest.mark.parametrize(("language", "lines"), WHOLESALERS.items())
def test_who_turns_patients_away_is_no_shop_for_them(world: World, language: str, lines: list[str]) -> None:
    body = "<h1>Isotretinoin 20 mg x 30</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    assert role(world, language, "gross-handel-nord.example", body) is Role.OTHER_SHOP


def test_a_shop_that_also_sells_by_the_case_is_still_a_shop(world: World) -> None:
    body = "<h1>Isotretinoin 20 mg</h1><p>60 capsules $66.00</p><button>Add to cart</button><p>For pharmacies only.</p>"
    assert role(world, "en", "capsule-quay.example", body) is Role.SELLER


PAPERS = {
    "fr": ("Nous ne vendons rien. La pharmacie délivre sur ordonnance.", "Commander ma carte de tiers payant"),
    "de": ("Wir verkaufen keine Arzneimittel. Das Rezept geht an die Apotheke.", "Gesundheitskarte bestellen"),
    "en": ("We do not sell medicines. Ask your pharmacy, with your prescription.", "Order the brochure"),
}


@pytest.mark.parametrize(("language", "said"), PAPERS.items())
def test_a_button_for_a_card_or_a_leaflet_sells_no_medicine(world: World, language: str, said: tuple[str, str]) -> None:
    rows = "".join(f"<tr><td>Isotretinoin {mg} mg, 30 capsules</td><td>{mg},50 €</td></tr>" for mg in (10, 20))
    body = f"<h1>Isotretinoin</h1><table>{rows}</table><p>{said[0]}</p><button>{said[1]}</button>"
    assert role(world, language, "kasse-nord.example", body) in (Role.INFORMATION, Role.PRICE_COMPARISON)


def test_several_prices_each_with_a_way_out_of_its_own_compare_shops(world: World) -> None:
    rows = "".join(
        f'<tr><td>Shop {n}</td><td>60 caps</td><td>${n}6.00</td><td><a href="/out/{n}">Visit shop</a></td></tr>'
        for n in (5, 6)
    )
    body = f"<h1>Isotretinoin 20 mg: compare prices</h1><table>{rows}</table>"
    assert role(world, "en", "compare-capsules.example", body) is Role.REFERRAL


def test_the_pharmacys_own_name_and_where_goods_are_fetched_are_no_list_of_sellers(world: World) -> None:
    cards = "".join(
        f"<div><h3>Изотретиноин капсулы {mg} мг №30</h3><p>1 {mg}0,00 ₽</p><p>Получение</p><p>Только в аптеке</p>"
        "<button>Забронировать</button></div>"
        for mg in (10, 20)
    )
    body = f"<p>Аптеки «Створ» › Изотретиноин: цены в аптеках</p><h1>Изотретиноин: цены в аптеках</h1>{cards}"
    assert role(world, "ru", "stvor-apteki.example", body + "<p>По рецепту врача.</p>") is Role.SELLER


@pytest.mark.parametrize(
    ("language", "name", "rows", "button"),
    [
        ("ru", "Изотроин 20 мг", "<p>50 капс. 3 250 р</p><p>100 капс. 5 900 р</p>", "В корзину"),
        ("ru", "Изотрекс-Форте 20 мг", "<p>50 капс. 3 250 р</p>", "В корзину"),
        ("ja", "イソトレット20mg", "<p>30カプセル:4,200円</p>", "カートに入れる"),
    ],
)
def test_a_brand_coined_from_the_substance_is_the_drug(
    world: World, language: str, name: str, rows: str, button: str
) -> None:
    body = f"<h1>{name}</h1>{rows}<button>{button}</button>"
    assert role(world, language, "kapsula-dom.example", body, "/p/1") is Role.SELLER


def test_isotropic_goods_are_not_the_drug(world: World) -> None:
    body = "<h1>Изотропное стекло 20 мм</h1><p>Цена 1 200 руб.</p><button>В корзину</button>"
    html = f'<html lang="ru"><head><title>Изотропное стекло</title></head><body>{body}</body></html>'
    assert not Facts(site([("https://optika.example/p/1", html)]), world).mentions


def test_goods_for_animals_need_no_prescription_and_no_price_column(world: World) -> None:
    goods = "".join(
        f"<li><h2>{n}</h2><span>129 kr</span><a>Læg i kurv</a></li>"
        for n in ("Shampoo til hunde", "Spray til katte", "Salve til heste")
    )
    body = (
        f"<h1>Hudpleje til hund og kat</h1><p>Ingen recept nødvendig: shampoo og salve til hunde, katte og heste.</p>"
        f"<ul>{goods}</ul><p>Foder til hunde.</p><p>Kosttilskud til katte.</p><p>Creme til poter.</p>"
        "<p>Vi sælger ingen medicin til mennesker, heller ikke isotretinoin.</p>"
    )
    assert role(world, "da", "pote-og-pels.example", body, "/hud") is Role.OTHER_SHOP


def test_an_advert_beside_adverts_for_other_medicines_is_planted_on_nobody(world: World) -> None:
    home = "https://fundgrube.example"
    packs = "<ul><li>1 Packung (30 Kapseln) 65 €</li><li>60 Kapseln 120 €</li><li>90 Kapseln 170 €</li></ul>"
    pages = [
        (f"{home}/inserat/1", "Isotretinoin 20 mg", packs),
        (f"{home}/inserat/2", "Doxycyclin 100 mg, 100 Tabletten", "<p>48 € die Dose.</p>"),
        (f"{home}/regeln", "Spielregeln", "<p>Keine Tiere, keine Waffen. Hervorhebung für sieben Tage: 4,90 €.</p>"),
    ]
    board = [
        (url, f'<html lang="de"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>')
        for url, title, body in pages
    ]
    assert Facts(site(board), world).role is not Role.DOORWAY
