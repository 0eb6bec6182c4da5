"""The trained judge tells an offer from a refusal, hears the question, leaves hints alone; its file is sound."""

from __future__ import annotations

import pytest

from data.clauses import samples, weights
from data.world import World, load
from scoring.facts import Facts
from scoring.facts.bar import ASKED, ELSEWHERE, OPEN, PLAIN, SHADY, bar
from scoring.facts.clause_features import BITS, slots
from scoring.facts.clause_model import OWN, is_asked, kept, unpacked
from scoring.facts.stance import grammar, scenes, stances
from scoring.facts.types import Stand
from scoring.facts.weighing import is_hint, weighed
from tests.scoring.build import page, site


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _own(html: str, language: str, world: World) -> float:
    """Certainty of the surest own stance that is no hint."""
    made = page("https://marzipan-meds.example/isotretinoin", f'<html lang="{language}"><body><main>{html}</main>')
    found = [s.value for s in stances(made, world) if s.value.stand in OWN and not is_hint(s.value)]
    return max((stance.certainty for stance in found), default=0.0)


@pytest.mark.parametrize(
    ("language", "offer", "demand"),
    [
        ("en", "We send the capsules without a prescription.", "We cannot send the capsules without a prescription."),
        ("de", "Wir verschicken die Kapseln ohne Rezept.", "Ohne Rezept dürfen wir die Kapseln nicht verschicken."),
        ("pl", "Kapsułki wysyłamy bez recepty.", "Bez recepty nie możemy wysłać kapsułek."),
    ],
)
def test_a_refusal_looks_less_like_an_offer_than_the_offer(
    language: str, offer: str, demand: str, world: World
) -> None:
    assert _own(f"<p>{offer}</p>", language, world) > _own(f"<p>{demand}</p>", language, world)


def test_the_question_gives_a_bare_no_its_sense(world: World) -> None:
    needed = _own("<h3>Do I need a prescription?</h3><p>No.</p>", "en", world)
    allowed = _own("<h3>Can I buy it without a prescription?</h3><p>No.</p>", "en", world)
    assert needed > allowed


def test_a_bullet_below_a_warning_is_no_offer(world: World) -> None:
    html = "<h2>Warning signs of an illegal pharmacy</h2><ul><li>sells without a prescription</li></ul>"
    assert _own(html, "en", world) < 0.5


def test_delivery_terms_are_not_asked_about(world: World) -> None:
    made = page("https://marzipan-meds.example/post", "<main><p>Parcels leave our depot on Mondays.</p></main>")
    assert not any(is_asked(scene, ()) for scene in scenes(made, world))


def test_words_in_a_title_stay_a_hint_whatever_the_model_thinks(world: World) -> None:
    made = page(
        "https://marzipan-meds.example/a", "<title>Accutane without prescription</title><p>Capsules, boxed.</p>"
    )
    found = [s.value for s in stances(made, world) if s.value.stand is Stand.OWN_OFFER]
    assert found
    assert all(is_hint(stance) and stance.certainty < 0.5 for stance in found)


def test_the_same_page_gets_the_same_answer(world: World) -> None:
    made = page("https://marzipan-meds.example/b", "<main><p>No prescription? Order all the same.</p></main>")
    assert stances(made, world) == stances(made, world)


def test_without_the_model_the_grammar_stands(world: World) -> None:
    made = page("https://marzipan-meds.example/c", "<main><p>We post Accutane, no prescription needed.</p></main>")
    alone = stances(made, world, weigh=lambda scene, told: told)
    assert [s.value for s in alone] == [told for scene in scenes(made, world) for told in grammar(scene)]


def test_probabilities_and_slots_are_in_range(world: World) -> None:
    made = page("https://marzipan-meds.example/d", "<main><p>Our doctors see you before we post anything.</p></main>")
    for scene in scenes(made, world):
        told = tuple(grammar(scene))
        assert all(0 <= slot < 1 << BITS for slot in slots(scene, told))
        assert all(0 <= stance.certainty <= 1 for stance in weighed(scene, told))
        assert 0 < kept().judge(slots(scene, told)).own < 1


def test_a_cut_file_of_weights_is_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        unpacked(weights()[:-1])


def test_every_sentence_bears_a_label_that_exists() -> None:
    found = list(samples())
    assert {sample.label for sample in found} <= {*Stand, "none"}
    assert len({(sample.language, sample.clause, sample.context, sample.label) for sample in found}) > 0.98 * len(found)
    assert len({sample.language for sample in found}) == 12


PACKS = "<h1>Isotretinoin 20 mg</h1><table><tr><td>{} capsules</td><td>$62.00</td><td><button>Add to cart</button>"
UPLOAD = '</table><form><label>Upload your prescription<input type="file" name="prescription"></label></form>'
SOAP = "<h1>Handmade soap</h1><p>Soap bars from our farm, a cream and a balm. <button>Add to cart</button></p>"


@pytest.mark.parametrize(
    ("path", "html", "least"),
    [
        ("product/isotretinoin", PACKS.format(180), SHADY),
        ("product/isotretinoin", PACKS.format(30), OPEN),
        ("product/isotretinoin", PACKS.format(30) + UPLOAD, ASKED),
        ("soap", SOAP, ELSEWHERE),
    ],
)
def test_what_the_order_shows_sets_the_bar(path: str, html: str, least: float, world: World) -> None:
    filling = "<p>This page speaks of the goods, their packs and how they are posted to you.</p>" * 4
    visit = site([(f"https://marigold-larder.example/{path}", f"<main>{html}</table>{filling}</main>")])
    assert bar(Facts(visit, world)) == least
    assert SHADY < OPEN < PLAIN < ASKED < ELSEWHERE
