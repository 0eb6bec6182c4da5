"""The drug under all its names: in eleven scripts and spellings, in the mouth of shops that cannot spell it."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.mentions import mentions
from tests.scoring.build import page

Named = tuple[str, str, bool]


def named(words: str) -> list[Named]:
    """(as written, brand, oral) of every mention in a text."""
    made = page("https://shop.example/x", f"<html><body><p>{words}</p></body></html>")
    found = mentions(made, load())
    assert all(cited.quote.holds_on(made) and cited.quote.words == cited.value.name for cited in found)
    return [(cited.value.name, cited.value.brand, cited.value.oral) for cited in found]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Isotretinoin 20 mg", [("Isotretinoin", "", True)]),
        ("kapsułki izotretynoinę kupisz", [("izotretynoinę", "", True)]),
        ("Изотретинoин курсом", [("Изотретинoин", "", True)]),  # with a Latin o
        ("isotré\u00adtinoïne en gélules", [("isotré\u00adtinoïne", "", True)]),
        ("通販ロアキュタン20mg", [("ロアキュタン", "Roaccutane", True)]),
        ("Курс Роаккутана", [("Роаккутана", "Роаккутан", True)]),
        ("Isotretinion 20 capsules", [("Isotretinion", "", True)]),
        ("Acccutane tablets", [("Acccutane", "Accutane", True)]),
        ("Absorica LD 16 mg", [("Absorica LD", "Absorica LD", True)]),
        ("Clarus 40 mg", [("Clarus", "Clarus", True)]),
        ("isotretinoin soft gel capsules", [("isotretinoin", "", True)]),
        ("Isotrex", [("Isotrex", "Isotrex", False)]),
        ("isotretinoin 0.05% gel", [("isotretinoin", "", False)]),
        ("крем с изотретиноин гель", [("изотретиноин", "", False)]),
        # other substances and plain words
        ("tretinoin gel, alitretinoin, etretinate and acitretin", []),
        ("an accurate account of isotonic drinks, accustomed to acute pain", []),
        ("How are you doin, said the clarus member", []),
    ],
)
def test_a_name_is_known_and_other_words_are_not(words: str, expected: list[Named]) -> None:
    got = named(words)
    assert [(n.rstrip(" "), b, o) for n, b, o in got] == expected


def test_a_short_brand_counts_where_the_page_names_the_drug_besides() -> None:
    assert [brand for _, brand, _ in named("Doin contains isotretinoin.")] == ["Doin", ""]
