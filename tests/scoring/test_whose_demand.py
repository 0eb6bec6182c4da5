"""Whose demand it is, what a question for effect says, and what is no button (own words throughout)."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts import Facts
from scoring.facts.stance import stances
from scoring.facts.types import Stand, Step
from tests.scoring.build import page, site

SHOP = "https://marzipan-meds.example/isotretinoin"


def _stands(html: str, language: str = "en") -> list[Stand]:
    made = page(SHOP, f'<html lang="{language}"><body><main><h1>Isotretinoin</h1>{html}</main>')
    return [s.value.stand for s in stances(made, load())]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "By law pharmacies hand it out on prescription only."),
        ("en", "We assume that our customers hold a valid prescription."),
        ("en", "Please have a prescription ready where your country requires one."),
        ("de", "Nach dem Gesetz ist ein Rezept vorgeschrieben, nur gegen Rezept wird es abgegeben."),
        ("fr", "Nous présumons que vous avez une ordonnance valable."),
        ("sv", "Vi förutsätter att kunderna har recept."),
        ("ru", "Мы исходим из того, что рецепт у вас есть."),
    ],
)
def test_the_law_and_an_assumption_are_no_demand_of_the_shop(language: str, words: str) -> None:
    assert Stand.OWN_DEMAND not in _stands(f"<p>{words}</p>", language)


def test_a_demand_that_the_next_sentence_sets_aside_is_none_of_ours() -> None:
    told = (
        "<p>The original is handed out against a prescription only. We sell our capsules without any prescription.</p>"
    )
    assert Stand.OWN_DEMAND not in _stands(told)
    assert Stand.OWN_OFFER in _stands(told)


def test_a_shop_that_refuses_keeps_its_demand_when_it_names_the_law() -> None:
    assert Stand.OWN_DEMAND in _stands("<p>By law we cannot ship it to you without a prescription.</p>")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Fancy your Accutane without a doctor's letter? Order it in our shop below."),
        ("de", "Sie wollen Roaccutan ohne Rezept? Hier im Shop bestellen."),
        ("sv", "Undrar du om du får Roaccutan utan recept? Svaret är ja: beställ här hos oss."),
    ],
)
def test_a_question_for_effect_offers(language: str, words: str) -> None:
    assert Stand.OWN_OFFER in _stands(f"<p>{words}</p>", language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thinking of ordering Accutane without a prescription? Don't, it is dangerous."),
        ("sv", "Går det att köpa Roaccutan utan recept? Hos oss kan du hämta ut ditt recept och beställa."),
        ("en", "Is it possible to buy Accutane without a prescription? Order a refill with your script here."),
    ],
)
def test_a_question_in_earnest_does_not(language: str, words: str) -> None:
    made = page(SHOP, f'<html lang="{language}"><body><main><h1>Isotretinoin</h1><p>{words}</p></main>')
    found = [s.quote.words for s in stances(made, load()) if s.value.stand is Stand.OWN_OFFER]
    assert not [quoted for quoted in found if quoted.endswith("?")]


def test_a_japanese_question_needs_no_question_mark() -> None:
    told = _stands("<h3>処方箋は必要ですか。</h3><p>当店から提出をお願いすることはございません。</p>", "ja")
    assert Stand.OWN_DEMAND not in told
    assert Stand.OWN_OFFER in told


@pytest.mark.parametrize("words", ["Buy online from licensed pharmacies only.", "Add to basket, pay, done"])
def test_a_sentence_is_no_button(words: str) -> None:
    html = f"<h1>Isotretinoin 20 mg</h1><table><tr><td>{words}</td></tr></table><p>What to know about the capsules.</p>"
    facts = Facts(site([(SHOP, f"<main>{html}</main>")]), load())
    assert not facts.order.of(Step.CART)
