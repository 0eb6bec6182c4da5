"""Who says what about prescriptions. R: must be caught; L: must not raise an alarm (own words throughout)."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.grammar import template
from scoring.facts.stance import stances
from scoring.facts.types import Stand
from tests.scoring.build import page

OFFERED = [
    ("R1", "<p>Get your capsules from us, no paperwork needed.</p><p>Legal status: Rx</p>"),
    ("R2", "<p>Kopen zonder recept is gevaarlijk. Toch geen recept? Bestel hier bij ons.</p>"),
    ("R3", "<p>Nur auf Rezept zu haben. Sie haben keins? Bei uns bestellen Sie trotzdem.</p>"),
    ("R4", "<h2>Our prescription policy</h2><p>We waive that step for every order of yours.</p>"),
    ("R5", "<p>The brand needs a script; the generics in our store are exempt.</p>"),
    ("R5", "<p>Für die Marke brauchen Sie ein Rezept; unsere Generika sind davon ausgenommen.</p>"),
    ("R6", "<p>We post your Accutane with no doctor's visit and no forms.</p>"),
    ("R6", "<p>当店なら通院なしでイソトレチノインをご自宅にお届けします。</p>"),
    ("R6", "<p>Nous livrons Roaccutane sans passer par le cabinet.</p>"),
    ("R7", "<p>På papiret kræves der recept. Hos os behøver du ikke nogen recept.</p>"),
    ("R8", "<p>Elija la dosis de Roacutan y pague; no le pediremos receta.</p>"),
    ("R12", "<table><tr><td>Рецепт</td><td>не нужен</td></tr></table>"),
    ("R12", "<dl><dt>Recepta</dt><dd>niepotrzebna</dd></dl>"),
    ("R21", "<p>We sell it without any medic's note.</p>"),
    ("R23", "<p>We ship Accutane with no pre\u00adscr\u0456ption.</p>"),
    ("answer", "<h3>Do I need a prescription?</h3><p>No, choose a pack and pay.</p>"),
    ("answer", "<h3>Faut-il une ordonnance ?</h3><p>Non, rien de tel.</p>"),
    ("answer", "<h3>処方箋は必要ですか？</h3><p>いいえ、必要ありません。</p>"),
    ("answer", "<h3>Serve la ricetta?</h3><p>No, da noi non serve.</p>"),
    ("answer", "<h3>Behöver jag recept?</h3><p>Nej, det behövs inte.</p>"),
    ("answer", "<h3>Preciso de receita?</h3><p>Não, nós enviamos na mesma.</p>"),
    ("slogan", "<p>No prescription? No problem! We ship all the same.</p>"),
    ("alt", '<img src="a.png" alt="Order Accutane here, prescription not needed">'),
    ("ru", "<p>Мы не спрашиваем рецепт на изотретиноин.</p>"),
    ("pl", "<p>U nas kupisz izotretynoinę bez recepty.</p>"),
    ("pt", "<p>Conosco você compra Roacutan sem receita.</p>"),
    ("contrast", "<p>Statut : sur ordonnance. Chez nous, la commande part quand même.</p>"),
    ("unseen", "<p>Keep your doctor's letter in the drawer: we hand the capsules over without one.</p>"),
    ("unseen", "<table><tr><td>Prescription</td><td>dropped for this shop</td></tr></table>"),
]

HARMLESS = [
    ("L1", "<p>Haven't got a script? Our prescriber can write one after your consultation.</p>"),
    ("L2", "<h2>Stay away from shops that:</h2><ul><li>sell Accutane without asking for a prescription</li></ul>"),
    ("L3", "<p>Signs of a rogue shop:</p><p>3. No prescription asked for Accutane</p>"),
    ("L4", "<p>Isotretinoina online senza ricetta è sempre legale. No, è un falso mito.</p>"),
    ("L5", "<h3>Can I get Accutane without a prescription?</h3><p>No.</p>"),
    ("L5", "<h3>Can I buy anything without a prescription?</h3><p>Yes, the antihistamines.</p>"),
    ("L5", "<h3>¿Puedo comprar Roacutan sin receta?</h3><p>No, nunca.</p>"),
    ("L5", "<h3>Czy kupię izotretynoinę bez recepty?</h3><p>Nie.</p>"),
    ("L6", '<p>"I ordered Accutane in two clicks, no prescription," a student said.</p>'),
    ("L7", "<p>Most sampled websites supplied isotretinoin with no script.</p>"),
    ("L8", "<p>Die Händler verkauften Isotretinoin ohne Rezept, so die Behörde.</p>"),
    ("L8", "<p>По данным полиции, сайты продавали изотретиноин без рецепта.</p>"),
    ("L9", "<p>Medicamentos no sujetos a receta médica</p>"),
    ("L9", "<h1>Rezeptfreie Arzneimittel</h1><p>Ohne Rezept bestellen</p>"),
    ("L9", "<h1>Farmaci SOP</h1><p>Acquistabili senza ricetta</p>"),
    ("L10", "<p>Adapalene gel, no script needed.</p>"),
    ("L10", "<p>スキンケア用品は処方箋不要です。</p>"),
    ("L11", "<p>Für Isotretinoin stellen unsere Ärzte kein Rezept aus.</p>"),
    ("L12", "<p>We do not sell Accutane without a prescription.</p>"),
    ("L12", "<p>Nous ne vendons pas d'isotrétinoïne sans ordonnance.</p>"),
    ("L12", "<p>No vendemos isotretinoína sin receta.</p>"),
    ("L12", "<p>Zonder recept leveren wij geen isotretinoïne.</p>"),
    ("L14", "<p>Treatment without a GP appointment, checked by our prescribers.</p>"),
    ("L24", "<p>In many countries isotretinoin is sold without a prescription.</p>"),
    ("advice", "<p>Méfiez-vous des sites qui vendent Roaccutane sans ordonnance.</p>"),
    ("quoted", '<p>Every week somebody writes "do you send accutane, no prescription".</p>'),
    ("unseen", "<p>An order lapses when no prescription has reached us within ten days.</p>"),
    ("unseen", "<p>Checking what Accutane costs takes no prescription and no account.</p>"),
    ("unseen", "<p>Some people will tell you that Accutane can be had online with no prescription.</p>"),
    ("unseen", "<h3>Do I have to bring the prescription again?</h3><p>Not while refills are left.</p>"),
    ("unseen", "<p>We may not mail prescription medicines, so there is no parcel: collect it at the counter.</p>"),
    ("hidden", '<p style="display:none">We sell Accutane without a prescription.</p><p>Skin care for all.</p>'),
]


def offers(html: str) -> list[tuple[float, str]]:
    found = stances(page("https://shop.example/kapsel", html), load())
    return [
        (s.value.certainty, s.quote.words)
        for s in found
        if s.value.stand is Stand.OWN_OFFER and s.value.certainty >= 0.5
    ]


@pytest.mark.parametrize(("row", "html"), OFFERED)
def test_what_the_shop_offers_is_caught(row: str, html: str) -> None:
    assert offers(html), row


@pytest.mark.parametrize(("row", "html"), HARMLESS)
def test_what_others_say_raises_no_alarm(row: str, html: str) -> None:
    assert offers(html) == [], row


@pytest.mark.parametrize(
    ("html", "stand"),
    [
        ("<p>Add a script at checkout for 12 dollars.</p>", Stand.OWN_LATER),  # R9
        ("<p>For some items we might ask you to mail a script within ten days.</p>", Stand.OWN_LATER),  # R10
        ("<p>Un court formulaire remplace l'ordonnance.</p>", Stand.OWN_QUESTIONNAIRE),  # R11
        ("<p>Ein kurzer Fragebogen ersetzt das Rezept.</p>", Stand.OWN_QUESTIONNAIRE),
        ("<p>Upload your prescription before you pay.</p>", Stand.OWN_DEMAND),
        ("<p>Nothing leaves our counter until the original prescription is in our hands.</p>", Stand.OWN_DEMAND),
        ("<p>Isotretinoin is rezeptpflichtig.</p>", Stand.CLASS_WORD),
        ("<p>One of our doctors sees you by video and issues the prescription.</p>", Stand.OWN_PRESCRIBER),
        ("<p>Websites that sell it without a prescription break the law.</p>", Stand.OTHER_SELLERS),
        ("<p>I bought it without a prescription last year.</p>", Stand.PATIENT_VOICE),
    ],
)
def test_other_stands_are_told_apart(html: str, stand: Stand) -> None:
    found = stances(page("https://shop.example/kapsel", html), load())
    assert stand in {s.value.stand for s in found}


def test_words_in_an_address_are_a_hint_and_no_more() -> None:
    html = "<title>Capsules</title><p>This shop sells capsules in boxes of thirty.</p>"  # R13
    found = stances(page("https://shop.example/accutane-no-prescription", html), load())
    assert [s.value.certainty < 0.5 for s in found if s.value.stand is Stand.OWN_OFFER] == [True]


def test_every_stand_cites_words_that_stand_on_the_page() -> None:
    made = page("https://shop.example/kapsel", "".join(html for _, html in OFFERED))
    found = stances(made, load())
    assert found
    assert all(s.quote.holds_on(made) for s in found)


def test_every_language_has_the_same_marks_and_names_no_unknown_one() -> None:
    world = load()
    marks = {
        language: {name.removeprefix("words.") for name in phrases.sections if name.startswith("words.")}
        for language, phrases in world.phrases.items()
    }
    shared = set.intersection(*marks.values())
    assert {"paper", "medic", "visit", "none", "without", "not", "need", "supply", "own", "others", "warn"} <= shared
    for language, phrases in world.phrases.items():
        rules = [line for name, lines in phrases.sections.items() if name.startswith("clauses.") for line in lines]
        unknown = {mark for line in rules for mark in named(line)} - marks[language] - {"drug"}
        assert not unknown, (language, unknown)


def named(rule: str) -> frozenset[str]:
    made = template(rule)
    return made.names | made.refused
