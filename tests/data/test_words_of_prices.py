"""Words around prices: one file a language, every list in each, and a slip is refused by file and list."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

import data
from data.loading import phrases
from data.reading import WorldError
from data.words_of_prices import BOXES, SIZES, PriceWords, packaged, read

FOLDER = Path(data.__file__).parent / "price_words"
LANGUAGES = {"en", "es", "de", "fr", "it", "pt", "nl", "sv", "da", "pl", "ru", "ja"}
LISTS = {f"words.{field.name.rstrip('_')}" for field in fields(PriceWords)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of our words that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "price_words"))


def test_every_language_has_a_file_with_every_list() -> None:
    found = phrases(FOLDER)
    assert set(found) >= LANGUAGES | {"mul"}
    for language, told in found.items():
        assert set(told.sections) == LISTS, language


def test_no_list_is_empty_in_every_language() -> None:
    assert [field.name for field in fields(PriceWords) if not getattr(packaged(), field.name)] == []


def test_numbers_in_words_are_told_by_every_language() -> None:
    for language in LANGUAGES:
        sections = phrases(FOLDER)[language].sections
        assert (len(sections["words.sizes_spelt"]), len(sections["words.boxes_spelt"])) == (len(SIZES), len(BOXES))


def test_a_number_in_words_means_the_same_in_every_language() -> None:
    for spelt, values in ((packaged().sizes_spelt, SIZES), (packaged().boxes_spelt, BOXES)):
        told: dict[str, int] = {}
        for place, word in enumerate(spelt):
            value = values[place % len(values)]
            assert told.setdefault(word, value) == value, word


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("fee = [", "fees = [", r"price_words/nl.toml:1: unknown words.fees"),
        ("unit_end = []\n", "", r"price_words/nl.toml:1: no words.unit_end"),
        ("set_by_law = []", 'set_by_law = ["avp("]', r"price_words/nl.toml:1: words.set_by_law: 'avp\(' is no pattern"),
        ("set_by_law = []", 'set_by_law = "avp"', r"words.set_by_law is not a list of texts"),
        ('"twee", "drie"', '"twee"', r"price_words/nl.toml:1: words.boxes_spelt has 5 words, not 6"),
        ('date = "', 'dated = "', r"nl.toml:1: unknown dated"),
    ],
)
def test_a_slip_is_refused_by_file_and_list(folder: Path, old: str, new: str, why: str) -> None:
    path = folder / "nl.toml"
    told = path.read_text(encoding="utf-8")
    assert old in told
    path.write_text(told.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WorldError, match=why):
        read(folder)
