"""Words tell which patterns to ask for: whatever is left out must be unable to match."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import re2

from data.world import load
from scoring.facts.atoms import CYRILLIC, LATIN, WRITTEN, needed
from scoring.facts.cues import Cues
from scoring.facts.finder import Finder, Pattern
from scoring.facts.normal import fold
from scoring.facts.word_index import WordIndex

WORLD = load()
TRUTH = Path(__file__).parents[1] / "truth" / "develop"


def sentences(language: str, most: int = 300) -> list[str]:
    """Lines of labelled pages in one language, in plain form."""
    found: dict[str, None] = {}
    for file in sorted(TRUTH.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            site = json.loads(line)
            if site["lang"] != language:
                continue
            for page in site["pages"]:
                words = re2.sub(r"<[^>]*>", "\n", page.get("html", "")).split("\n")
                found.update(dict.fromkeys(fold(w.strip()) for w in words if len(w.strip()) > 20))
            if len(found) > most:
                return list(found)[:most]
    return list(found)


@pytest.mark.parametrize("language", sorted(WORLD.phrases))
def test_no_cue_that_stands_in_a_sentence_is_passed_over(language: str) -> None:
    cues = Cues(WORLD)
    cues.read("", [language])
    tongue = cues._tongues[language]
    matched = 0
    for text in sentences(language):
        asked = tongue.index.candidates(text)
        for number, cue in enumerate(tongue.cues):
            if cue.marks(text):
                matched += 1
                assert number in asked, (cue.name, text)
    assert matched > 50


def test_what_a_pattern_needs_is_read_off_it() -> None:
    told = needed(r"(?:no|without) (?:a )?recept(?:en|er)?", LATIN)
    assert told is not None
    assert all("recept" in " ".join(one.runs) for one in told)
    assert needed(r".*", LATIN) is None
    assert needed(r"(?i)recept", LATIN) is None  # not understood: no answer, so it is always asked for


@pytest.mark.parametrize(
    ("pattern", "text", "script"),
    [
        ("sin receta", "se vende sin receta, hoy", LATIN),
        ("без рецепта", "продаем без рецепта!", CYRILLIC),
        ("処方箋なし", "当店は処方箋なしで買えます", WRITTEN),
        (r"e-?recept(?:er)?", "skicka ditt e-recept", LATIN),
        (r"w/o", "sold w/o papers", LATIN),
    ],
)
def test_a_pattern_is_asked_for_where_it_matches(pattern: str, text: str, script: object) -> None:
    index = WordIndex([[pattern], ["nothing like it"]], script)  # type: ignore[arg-type]
    assert index.candidates(text) == {0}


@pytest.mark.parametrize("text", ["", "plain", "naïve café 処方箋 naïve", "аптека naïve 12 mg", "naïve" * 3])
@pytest.mark.parametrize("pattern", [r"na(ï|i)ve", r"(\d+) ?mg|処方", r"x*", r"(?P<word>\pL+)"])
def test_matches_are_those_of_re2(pattern: str, text: str) -> None:
    theirs, ours = re2.compile(pattern), Pattern(pattern)
    assert [m.span() for m in ours.finditer(text)] == [m.span() for m in theirs.finditer(text)]
    assert [m.groups() for m in ours.finditer(text)] == [m.groups() for m in theirs.finditer(text)]
    assert Finder(pattern).spans(text) == [m.span() for m in theirs.finditer(text)]
    assert Finder(pattern).stands_in(text) == (theirs.search(text) is not None)
    for one, other in ((ours.match, theirs.match), (ours.fullmatch, theirs.fullmatch), (ours.search, theirs.search)):
        found, wanted = one(text), other(text)
        assert (found and found.span()) == (wanted and wanted.span())
