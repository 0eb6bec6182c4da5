"""A page with hidden, broken or exchanged letters reads like the plain one, and quotes what was served."""

from __future__ import annotations

from html import unescape

import pytest

from crawler.visit import Quote
from data.world import World, load
from scoring.disguise import DISGUISES, Disguise, decoded_twice, disguised
from scoring.facts import Facts
from scoring.facts.tidy import TidyPage, tidied
from scoring.model import Answer
from scoring.verdict import verdict_of
from tests.scoring.build import page, site

URL = "https://hazelbrook-chemist.example/isotretinoin"
SHOP = """<html lang="en"><title>Isotretinoin 20 mg</title><main><h1>Isotretinoin 20 mg</h1>
<p>You can buy isotretinoin from us without a prescription. It's "no questions asked", e-mail or phone.</p>
<table><tr><th>Pack</th><th>Price</th></tr><tr><td>30 capsules 20 mg</td><td>£39.90</td></tr></table>
<form action="/cart"><button>Add to cart</button></form></main>
<footer>Hazelbrook Chemist, 14 Quillmere Lane, Ludlow SY8 1AA</footer>"""
DECODED = [
    "für München können",
    "Qualità e novità perché più città",
    "Рецепт не нужен",
    "（処方箋、HK）加える場所",
]
MENDED = [
    ("in\u200bvi\u00adsible", "invisible"),
    ("Prescr\u0456рtion", "Prescription"),
    ("Bez RЕCEPTY", "Bez RECEPTY"),
    # All letters of the last word are of both alphabets: the page decides.
    ("Доставляем лекарства по всей стране, " * 4 + "нeт", "Доставляем лекарства по всей стране, " * 4 + "нет"),
    ("Sa\u0303o Joa\u0303o", "São João"),
    ("39\u202490 £\u201a 20 mg", "39.90 £, 20 mg"),
    ("обл\u2024\u201a ул\u2024 Мельничная", "обл., ул. Мельничная"),
    *((unescape(decoded_twice(words)), words) for words in DECODED),
    ("Ｎｏ ｐｒｅｓｃｒｉｐｔｉｏｎ", "No prescription"),
]
PLAIN = [
    "Straße, café…» et „ein ‚Zitat im Zitat‘“ – forêt»",
    "MANHÃ DE SOL, IRMÃ E MAÇÃ, ÂNGULO",
    "Roaccutane 20 mg — Рецепт не нужен",
    "電話０３（１２３４）ＴＥＬ",
    "Ärzte, Čeština, Łódź, naïve",
]


@pytest.mark.parametrize(("served", "read"), MENDED)
def test_a_disguised_text_is_mended_and_led_back(served: str, read: str) -> None:
    shown = page(URL, f"<p>Alpha {served} omega</p>")
    tidy = tidied(shown)
    assert isinstance(tidy, TidyPage)
    start = tidy.text.index(read)
    quote = tidy.quote(start, start + len(read))
    assert quote.holds_on(shown)
    assert next(tidy.words(block) for block in tidy.blocks) == f"Alpha {read} omega"


@pytest.mark.parametrize("words", PLAIN)
def test_a_plain_page_stays_the_very_same(words: str) -> None:
    shown = page(URL, f"<p>Alpha {words} omega</p>")
    assert tidied(shown) is shown


@pytest.fixture(scope="module")
def world() -> World:
    return load()


NOT_SEEN = {"odd case": {"missing_address"}}  # an address in aLtErNaTiNg case is not known as one


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_changes_no_answer_and_no_evidence(name: str, world: World) -> None:
    clean, hidden = (_asked(html, world) for html in (SHOP, disguised(SHOP, DISGUISES[name])))
    assert clean["sells_without_prescription"] == Answer.YES
    assert {check for check in clean if clean[check] != hidden[check]} <= NOT_SEEN.get(name, set())


def _asked(html: str, world: World) -> dict[str, Answer]:
    visit = site([(URL, html)], URL)
    verdict = verdict_of(Facts(visit, world, "GB"))
    quotes = [e for w in verdict.findings for e in w.finding.evidence if isinstance(e, Quote)]
    assert all(quote.holds_on(visit.pages[0]) for quote in quotes)
    return {w.card.id: w.finding.answer for w in verdict.findings}


@pytest.mark.parametrize("disguise", DISGUISES.values())
def test_tags_scripts_and_attributes_stay(disguise: Disguise) -> None:
    html = '<p title="Dose and use"><script>var words = "Dose < use";</script><!-- Dose --></p>'
    assert disguised(html, disguise) == html
