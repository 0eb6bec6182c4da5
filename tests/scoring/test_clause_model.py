"""The trained second opinion: it tells an offer from a refusal, hears the question, and its file is sound."""

from __future__ import annotations

import pytest

from data.clauses import samples, weights
from data.world import World, load
from scoring.facts.clause_features import BITS, slots
from scoring.facts.clause_model import SILENT, classify, opinion, read, unpacked
from scoring.facts.clauses import Clause, clauses
from scoring.facts.cues import cues
from scoring.facts.types import Stand
from tests.scoring.build import page


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _sentences(html: str, language: str) -> list[Clause]:
    made = page("https://marzipan-meds.example/isotretinoin", f'<html lang="{language}"><body><main>{html}</main>')
    return [clause for clause in clauses(made) if clause.kind.value not in ("url", "title", "heading", "question")]


def _own(html: str, language: str, world: World) -> float:
    return max(
        opinion(*read(clause, cues(world), language)).own
        for clause in _sentences(html, language)
        if not clause.is_question
    )


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
    assert needed > 0.5 > allowed


def test_a_bullet_below_a_warning_is_no_offer(world: World) -> None:
    html = "<h2>Warning signs of an illegal pharmacy</h2><ul><li>sells without a prescription</li></ul>"
    assert _own(html, "en", world) < 0.5


def test_delivery_terms_are_not_asked_about(world: World) -> None:
    kit = cues(world)
    said = classify(_sentences("<p>Parcels leave our depot on Mondays.</p>", "en"), kit, "en")
    assert said == [(None, 1.0)]


def test_the_same_sentence_gets_the_same_answer(world: World) -> None:
    asked = _sentences("<p>No prescription? Order all the same.</p>", "en")
    assert classify(asked, cues(world), "en") == classify(asked, cues(world), "en")


def test_shares_sum_to_one_and_nothing_known_is_silence(world: World) -> None:
    pair = read(_sentences("<p>Our doctors write a prescription after a video visit.</p>", "en")[0], cues(world), "en")
    shares = opinion(*pair).shares
    assert sum(shares.values()) == pytest.approx(1.0)
    assert all(0 <= slot < 1 << BITS for slot in slots(*pair))
    assert opinion(None, None) is SILENT


def test_a_cut_file_of_weights_is_refused() -> None:
    with pytest.raises(ValueError, match="weights"):
        unpacked(weights()[:-1])


def test_every_sentence_bears_a_label_that_exists() -> None:
    found = list(samples())
    assert {sample.label for sample in found} <= {*Stand, "none"}
    assert len({(sample.language, sample.clause, sample.context, sample.label) for sample in found}) > 0.99 * len(found)
    assert len({sample.language for sample in found}) == 12
