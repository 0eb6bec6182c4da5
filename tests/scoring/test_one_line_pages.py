"""Pages that come as one line of text: what the words alone must tell, in the languages of the north and the east."""

from __future__ import annotations

import pytest

from data.world import World, load
from scoring.facts import Facts
from scoring.facts.speaker import GRANTED, WITH_FORM
from scoring.facts.types import Signal, Stance, Stand
from scoring.model import Role
from tests.scoring.build import site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def read(world: World, language: str, text: str, url: str = "https://hylde.example/blad") -> Facts:
    return Facts(site([(url, f'<html lang="{language}"><body><div>{text}</div></body></html>')]), world)


def stances(facts: Facts, stand: Stand) -> list[Stance]:
    return [found.value for found in facts.stances if found.value.stand is stand]


GRANTS = {
    "de": "Bei uns können Sie ohne Rezept bestellen!",
    "nl": "Bij ons kunt u zonder recept bestellen!",
    "sv": "Hos oss kan du beställa utan recept!",
    "da": "Hos os kan du bestille uden recept!",
    "pl": "U nas możesz zamówić bez recepty!",
    "ru": "У нас вы можете заказать без рецепта!",
}


@pytest.mark.parametrize(("language", "said"), GRANTS.items())
def test_who_tells_buyers_that_they_may_offers_it(world: World, language: str, said: str) -> None:
    found = stances(read(world, language, said), Stand.OWN_OFFER)
    assert any(stance.cue.startswith(GRANTED) and stance.certainty >= 0.5 for stance in found)


REFUSALS = {
    "de": "Sie können Viagra nicht ohne Rezept bestellen.",
    "nl": "U kunt Viagra niet zonder recept bestellen.",
    "sv": "Du kan inte beställa Viagra utan recept.",
    "da": "Du kan ikke bestille Viagra uden recept.",
    "pl": "Nie możesz zamówić Viagry bez recepty.",
    "ru": "Вы не можете заказать Виагру без рецепта.",
}


@pytest.mark.parametrize(("language", "said"), REFUSALS.items())
def test_who_tells_buyers_that_they_may_not_offers_nothing(world: World, language: str, said: str) -> None:
    assert not [stance for stance in stances(read(world, language, said), Stand.OWN_OFFER) if stance.certainty >= 0.3]


WISHES = {
    "de": "Möchten Sie Isotretinoin ohne Rezept probieren?",
    "nl": "Wilt u isotretinoïne zonder recept proberen?",
    "sv": "Vill du prova isotretinoin utan recept?",
    "da": "Vil du gerne prøve isotretinoin uden recept?",
    "pl": "Chcesz wypróbować izotretynoinę bez recepty?",
    "ru": "Хотите попробовать изотретиноин без рецепта?",
}


@pytest.mark.parametrize(("language", "said"), WISHES.items())
def test_a_buyers_wish_is_a_lure(world: World, language: str, said: str) -> None:
    found = stances(read(world, language, said), Stand.OWN_OFFER)
    assert any("wish" in stance.cue for stance in found)


ENOUGH = {
    "de": "Ein Formular genügte, und das Rezept aus dem Ausland war da.",
    "nl": "Het invullen van een vragenlijst was genoeg voor een recept uit het buitenland.",
    "sv": "Ett formulär räckte i stället för recept.",
    "da": "Et spørgeskema var nok i stedet for en recept.",
}


@pytest.mark.parametrize(("language", "said"), ENOUGH.items())
def test_what_was_enough_is_told_of_others(world: World, language: str, said: str) -> None:
    facts = read(world, language, said)
    assert not [form for form in stances(facts, Stand.OWN_QUESTIONNAIRE) if form.certainty >= 0.85]
    assert stances(facts, Stand.REPORT)


def test_a_form_or_a_call_leaves_the_choice(world: World) -> None:
    said = "Lekarz wystawia receptę: najczęściej przez formularz lub rozmowę z lekarzem."
    assert all(stance.cue != WITH_FORM for stance in stances(read(world, "pl", said), Stand.OWN_PRESCRIBER))


def test_danish_and_swedish_verbs_are_no_english_nouns(world: World) -> None:
    sent = read(world, "da", "Vi sender kun varer til adresser i Danmark. Pakken ligger i postkassen i morgen.")
    assert not sent.signs_of(Signal.EVASIVE_SHIPPING)
    assert sent.words.of("supply") == 1
    assert not read(world, "sv", "Den som vet vad huden behöver vet också vad den ska fråga om.").words.of("goods")


def test_an_authority_informs_whatever_medicines_it_names(world: World) -> None:
    text = (
        "Priser på nätapotek: Viagra 100 mg 990 kr, Cialis 20 mg 900 kr, Levitra 20 mg 1035 kr. Köp inte utan recept."
    )
    assert read(world, "sv", text, "https://lakemedelsverket.se/nyheter/priser").role is Role.INFORMATION
    assert read(world, "sv", text, "https://nathyllan.example/nyheter/priser").role is not Role.OTHER_SHOP


def test_a_till_beside_the_drug_is_no_shop_of_other_goods(world: World) -> None:
    text = "Каталог лекарств РОАККУТАН капс. 20 мг / 30 шт. 6900 руб. в корзину Условия отпуска: без рецепта Артикул: 7"
    facts = read(world, "ru", text, "https://sklad-polka.example/tovar/roakkutan_20.htm")
    assert facts.role not in (Role.OTHER_SHOP, Role.INFORMATION)


def test_articles_of_a_contract_are_no_articles_of_a_paper(world: World) -> None:
    text = "Algemene voorwaarden Artikel 1 – Toepasselijkheid. Artikel 2 – Kosten. Artikel 3 – Betalingen."
    assert not read(world, "nl", text).words.of("news")
