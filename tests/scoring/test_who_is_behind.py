"""Signs of structure that tell who stands behind a site: copies shown as such, institutions, clubs, federations."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.facts.identity_pages import read_enough
from scoring.facts.trade import cues_of
from scoring.model import Role
from tests.scoring.build import page, site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def html(language: str, body: str, title: str = "Notice") -> str:
    return f'<html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>'


def test_words_of_a_shop_under_a_heading_that_shows_it_are_not_the_sites_own(world: World) -> None:
    body = (
        "<h1>Warning about sales of capsules</h1><p>The ministry and the police investigate sellers.</p>"
        "<p>Do not buy from sites that ask for no prescription.</p>"
        "<h2>This is how one such page looked</h2><p>Isotretinoin 20 mg, 30 capsules $24.00</p>"
        "<p>We ship today. Your order leaves in a plain box.</p><p>Payment by wire transfer or bitcoin.</p>"
    )
    facts = Facts(site([("https://ministry-lakes.example/notices/1", html("en", body))]), world)
    assert not facts.words.of("supply", "payment")


def test_an_institution_is_asked_for_a_quote_and_sold_by_the_vial(world: World) -> None:
    body = (
        "<h1>Isotretinoin, reference material</h1><dl><dt>CAS</dt><dd>4759-48-2</dd></dl>"
        "<table><tr><td>neat, vial, 50 mg</td><td>£84.00</td><td><button>Add to cart</button></td></tr>"
        "<tr><td>neat, vial, 200 mg</td><td>£246.00</td><td><button>Add to cart</button></td></tr></table>"
        "<p>Request a quote.</p><p>For laboratory use only.</p><p>Not for human or veterinary use.</p>"
        "<p>Reference standards are sold to institutional accounts.</p><p>Safety data sheet on demand.</p>"
    )
    facts = Facts(site([("https://standards-quay.example/i", html("en", body, "Isotretinoin"))]), world)
    assert facts.role is Role.OTHER_SHOP, facts.role_fact.why


def test_packs_of_capsules_are_for_people_whatever_the_label_says(world: World) -> None:
    body = (
        "<h1>Isotretinoin 20 mg</h1><p>CAS 4759-48-2. For research use only. Not for human use.</p>"
        "<p>Reference standard.</p><p>Laboratory use only, safety data sheet.</p>"
        "<table><tr><td>60 capsules</td><td>$66.00</td><td><button>Add to cart</button></td></tr>"
        "<tr><td>120 capsules</td><td>$120.00</td><td><button>Add to cart</button></td></tr></table>"
    )
    facts = Facts(site([("https://research-caps.example/i", html("en", body, "Isotretinoin"))]), world)
    assert facts.role is Role.SELLER, facts.role_fact.why


FEDERATIONS = {
    "en": "Affiliated to British Rowing.",
    "fr": "Association loi de 1901 affiliée à la fédération.",
    "it": "Società affiliata alla federazione.",
    "es": "Club afiliado a la federación provincial.",
    "pt": "Clube afiliado na federação distrital.",
}
SHARES = {
    "en": "We may earn a commission; affiliate links.",
    "fr": "Cette page contient des liens affiliés.",
    "it": "Contiene link affiliati.",
    "es": "Esta página lleva enlaces de afiliados.",
    "pt": "Esta página contém links de afiliados.",
    "de": "Für jeden Kauf über unsere Links erhalten wir eine Vergütung: Werbelinks.",
    "nl": "Wij verdienen een vergoeding als u via onze knoppen bestelt.",
    "sv": "Inlägget innehåller reklamlänkar.",
    "da": "Indlægget indeholder reklamelinks.",
    "pl": "Otrzymujemy wynagrodzenie za zakupy przez nasze linki.",
    "ru": "Мы получаем вознаграждение за переход по ссылкам.",
    "ja": "成果報酬を受け取っています。",
}


@pytest.mark.parametrize(("language", "words"), FEDERATIONS.items())
def test_a_club_of_a_federation_earns_no_share(world: World, language: str, words: str) -> None:
    read = page("https://x.example/", html(language, f"<p>{words}</p>"))
    assert "site.affiliate" not in cues_of(words, read, world)


@pytest.mark.parametrize(("language", "words"), SHARES.items())
def test_a_share_of_the_sale_is_told(world: World, language: str, words: str) -> None:
    read = page("https://x.example/", html(language, f"<p>{words}</p>"))
    assert "site.affiliate" in cues_of(words, read, world)


def test_a_club_named_like_its_host_owns_its_address(world: World) -> None:
    body = "<footer>Korfbalvereniging Dwarsgrachters, Sportlaan 914, 8355 ZX Dwarsmeer</footer>"
    facts = Facts(site([("https://kv-dwarsgrachters.example/", html("nl", body))]), world)
    assert [found.value.words for found in facts.own(facts.addresses)] == ["Sportlaan 914, 8355 ZX Dwarsmeer"]


def test_years_in_a_menu_are_no_address(world: World) -> None:
    body = "<p>Home</p><p>News 2026</p><p>Results 2025</p><p>Boathouse</p>"
    assert not Facts(site([("https://rowing.example/contact", html("en", body))]), world).addresses


def test_a_list_and_its_order_form_that_lead_nowhere_else_are_the_whole_site(world: World) -> None:
    menu = '<p><a href="/list">List</a> <a href="/form">Form</a></p>'
    fields = "".join(f'<label>{name} <input name="{name}"></label>' for name in ("Name", "Town", "Item"))
    form = f'<form method="post" action="/send">{fields}<button>Place my order</button></form>'
    listed = ("https://kaps.example/list", html("en", f"{menu}<h1>Isotretinoin 20 mg</h1><p>60 capsules $70.00</p>"))
    whole = Facts(site([listed, ("https://kaps.example/form", html("en", f"{menu}{form}"))]), world)
    assert read_enough(whole)
    assert not read_enough(Facts(site([listed]), world))


@pytest.mark.parametrize(
    ("other", "read"), [("/ordine?id=120", True), ("/ordine?id=60&voce=chi-siamo", False), ("/scheda?id=120", False)]
)
def test_a_page_with_another_number_in_its_address_is_known(other: str, read: bool) -> None:
    rows = (
        f'<tr><td>Isotretinoina 20 mg x 60 capsule</td><td>69,00 €</td><td><a href="/ordine?id=60">Acquista ora</a>'
        "</td></tr><tr><td>Isotretinoina 20 mg x 120 capsule</td><td>114,00 €</td>"
        f'<td><a href="{other}">Acquista ora</a></td></tr>'
    )
    shop = f'<html lang="it"><body><h1>Isotretinoina 20 mg</h1><table>{rows}</table></body></html>'
    form = (
        '<html lang="it"><body><h1>Ordine</h1><form><input name="nome"><button>Pagare</button></form>'
        '<a href="/isotretinoina">Indietro</a></body></html>'
    )
    url = "https://pelleserena.example"
    facts = Facts(site([(f"{url}/isotretinoina", shop), (f"{url}/ordine?id=60", form)]), load())
    assert read_enough(facts) is read
