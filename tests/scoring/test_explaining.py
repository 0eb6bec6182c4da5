"""Leaflets and guides without a trace of trade, pages on shipping medicines, and answers that deny the need."""

from __future__ import annotations

import pytest

from crawler.visit import Kind
from data.world import World, load
from scoring.facts import Facts
from scoring.facts.stance import scenes, stances
from scoring.facts.types import Stand
from scoring.facts.weighing import stands_firm
from scoring.model import Role
from tests.scoring.build import page, site

LEAFLETS = {
    "en": ["Isotretinoin is used to treat severe acne.", "Side effects are dry lips and dry eyes."],
    "de": ["Isotretinoin gehört zu den Retinoiden.", "Nebenwirkungen sind trockene Lippen."],
    "fr": ["L'isotrétinoïne est utilisée dans l'acné sévère.", "Les effets secondaires sont nombreux."],
    "es": ["La isotretinoína se utiliza para el acné grave.", "Los efectos secundarios son frecuentes."],
    "it": ["L'isotretinoina è utilizzata per l'acne grave.", "Gli effetti collaterali sono frequenti."],
    "pt": ["A isotretinoína é indicada para a acne grave.", "Os efeitos colaterais são frequentes."],
    "nl": ["Isotretinoïne behoort tot de retinoïden.", "Bijwerkingen zijn droge lippen."],
    "sv": ["Isotretinoin används mot svår akne.", "Biverkningar är torra läppar."],
    "da": ["Isotretinoin bruges mod svær akne.", "Bivirkninger er tørre læber."],
    "pl": ["Izotretynoinę stosuje się w ciężkim trądziku.", "Skutki uboczne to suche usta."],
    "ru": ["Изотретиноин: как принимать капсулы.", "Побочные действия: сухие губы."],
    "ja": ["イソトレチノインとは皮脂を減らす薬です。", "副作用は唇の乾燥です。"],
}
MORE = {
    "en": "Contraindications are pregnancy and diseases of the liver.",
    "de": "Gegenanzeigen sind Schwangerschaft und Leberleiden.",
    "fr": "La grossesse est une contre-indication.",
    "es": "El embarazo es una contraindicación.",
    "it": "La gravidanza è una controindicazione.",
    "pt": "A gravidez é uma contraindicação.",
    "nl": "Zwangerschap is een contra-indicatie.",
    "sv": "Graviditet är en kontraindikation.",
    "da": "Graviditet er en kontraindikation.",
    "pl": "Ciąża jest przeciwwskazaniem.",
    "ru": "Противопоказания: беременность.",
    "ja": "妊娠中は禁忌です。",
}
WORDS = {
    "en": " The skin of the face is dry for weeks.", "de": " Die Haut im Gesicht ist wochenlang trocken.",
    "fr": " La peau du visage reste sèche des semaines.", "es": " La piel de la cara está seca semanas.",
    "it": " La pelle del viso resta secca per settimane.", "pt": " A pele do rosto fica seca por semanas.",
    "nl": " De huid van het gezicht is wekenlang droog.", "sv": " Huden i ansiktet är torr i veckor.",
    "da": " Huden i ansigtet er tør i uger.", "pl": " Skóra twarzy jest sucha przez tygodnie.",
    "ru": " Кожа лица неделями остаётся сухой.", "ja": "顔の肌は数週間乾燥します。",
}  # fmt: skip
# Leaflets by their first sentences, lures by what they go on to say.
LURES = {
    "de": "Wer nicht auf einen Termin warten möchte, bekommt das Mittel auch ohne Rezept. Der Tipp steht im Rundbrief.",
    "es": "Hoy muchos la consiguen sin pasar por consulta. Pregunte por nuestro contacto de confianza.",
    "fr": "On peut se la procurer en ligne, sans rendez-vous. Demandez-nous l'adresse par message privé.",
    "ru": "Достать его можно и без похода к врачу. Где именно, мы рассказываем в закрытом канале.",
    "ja": "病院に行かなくても手に入る方法があります。詳しくは友だち追加してください。",
}
POLICIES = {
    "en": "By placing an order you confirm that you are an adult. All sales are final once the package has left.",
    "de": "Die Lieferzeit beträgt acht Werktage. Die Verpackung ist neutral und nennt den Inhalt nicht.",
    "es": "No admitimos devoluciones de cajas abiertas. El reembolso se hace en la misma criptomoneda.",
    "sv": "Vi har hjälpt tusentals kunder sedan 2016. Alla varor kommer direkt från fabriken i Indien.",
    "ja": "お届けまで十日ほどかかります。外箱に品名は書きません。税関で止まった場合は再送いたします。",
}
SENT = {
    "en": "Your order ships in two days. Pills that customs keep are sent again. Shipping is free. We ship worldwide.",
    "es": "Su pedido sale en dos días. Los comprimidos se envían en un sobre neutro. El envío es gratis.",
    "ja": "ご注文は二日で発送いたします。お薬の送料は無料です。お届け日数は七日です。",
}
ASKED = {
    "en": ("Can I order without a prescription?", "No prescription is needed.", "No, a prescription is needed."),
    "es": ("¿Puedo pedir sin receta?", "No es necesaria ninguna receta.", "No, es necesaria una receta."),
    "pt": ("Posso comprar sem receita?", "Não é preciso receita.", "Não, é preciso receita."),
    "it": ("Posso ordinare senza ricetta?", "Non serve alcuna ricetta.", "No, la ricetta è necessaria."),
    "ja": ("処方箋がなくても注文できますか?", "処方箋は必要ありません。", "いいえ、処方箋が必要です。"),
}


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def role(world: World, language: str, text: str, url: str) -> Role:
    html = f'<html lang="{language}"><head><title>-</title></head><body><main><p>{text}</p></main></body></html>'
    return Facts(site([(url, html)]), world).role


@pytest.mark.parametrize("language", LEAFLETS)
def test_a_leaflet_informs_unless_it_stands_on_goods(world: World, language: str) -> None:
    text = " ".join([*LEAFLETS[language], MORE[language]]) + 5 * WORDS[language]
    assert role(world, language, text, "https://hautlexikon.example/akne") is Role.INFORMATION
    assert role(world, language, text, "https://hautlexikon.example/shop/akne") is not Role.INFORMATION
    assert role(world, language, text, "https://rx-kontor.example/akne") is not Role.INFORMATION


def test_a_leaflet_beside_a_parcel_is_not_cleared(world: World) -> None:
    text = " ".join([*LEAFLETS["en"], MORE["en"]]) + 5 * WORDS["en"] + " We ship the capsules in plain envelopes."
    assert role(world, "en", text, "https://hautlexikon.example/akne") is not Role.INFORMATION


@pytest.mark.parametrize(("language", "said"), [*LURES.items(), *POLICIES.items()])
def test_a_lure_or_a_policy_dressed_as_a_leaflet_is_not_cleared(world: World, language: str, said: str) -> None:
    text = " ".join([*LEAFLETS[language], said]) + 3 * WORDS[language]
    assert role(world, language, text, "https://hautlexikon.example/akne") is not Role.INFORMATION


@pytest.mark.parametrize("language", SENT)
def test_a_page_on_sending_medicines_is_about_nothing_else(world: World, language: str) -> None:
    text = SENT[language] + 12 * WORDS[language]
    assert role(world, language, text, "https://nordlicht-post.example/x") is not Role.INFORMATION


@pytest.mark.parametrize("language", ASKED)
def test_a_need_denied_after_a_question_that_denies_is_an_offer(world: World, language: str) -> None:
    question, offer, demand = ASKED[language]
    for answer, stand in ((offer, Stand.OWN_OFFER), (demand, Stand.OWN_DEMAND)):
        html = f'<html lang="{language}"><body><p>{question} {answer}</p></body></html>'
        found = stances(page("https://kapselhof.example/faq", html), world)
        assert stand in {cited.value.stand for cited in found}, answer


@pytest.mark.parametrize(
    ("words", "firm"),
    [
        ("Our office cannot change those rules regardless of your case.", True),
        ("We never ask for it and ship it all the same.", False),
    ],
)
def test_a_rule_that_stands_all_the_same_is_no_offer(world: World, words: str, firm: bool) -> None:
    html = f'<html lang="en"><body><p>The law asks for a prescription.</p><p>{words}</p></body></html>'
    said = [s for s in scenes(page("https://kapselhof.example/x", html), world) if s.clause.kind is not Kind.URL]
    assert stands_firm(said[-1].reading) is firm
