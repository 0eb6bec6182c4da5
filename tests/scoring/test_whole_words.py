"""Words that begin within another word: "une ordonnance" within "aucune ordonnance"."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.cues import cues
from scoring.facts.finder import Finder


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "aucune ordonnance n'est demandee"),
        ("es", "ninguna receta hace falta"),
        ("it", "nessuna ricetta da mostrare"),
        ("pt", "nenhuma receita e pedida"),
        ("de", "kein rezept verlangen wir"),
        ("nl", "geen recept nodig"),
        ("sv", "inget recept kravs"),
        ("da", "ingen recept kraeves"),
        ("pl", "zadna recepta nie jest potrzebna"),
        ("ru", "никакой рецепт не нужен"),
        ("en", "no script is wanted"),
    ],
)
def test_the_paper_is_seen_behind_a_word_that_ends_like_its_article(language: str, words: str) -> None:
    reading = cues(load()).read(words, (language,))
    assert reading is not None
    assert reading.has("paper")


def test_a_match_within_a_word_hides_none_behind_it() -> None:
    finder = Finder("(?:une )?ordonnances?|œuvre")
    assert finder.words("aucune ordonnance, une ordonnance") == [(7, 17), (19, 33)]
    assert finder.words("désordonnance œuvre manœuvre ordonnancement") == [(14, 19)]
    assert finder.words("") == []
