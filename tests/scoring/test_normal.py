"""The plain form: tricks with characters are undone, and every span leads back to the words on the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.facts.normal import fold, normal

TRICKS = [
    ("pre\u00adscrip\u200btion", "prescription"),  # soft hyphen, zero-width space
    ("non\u2011prescription", "non-prescription"),
    ("doctor\u2019s note", "doctor's note"),
    ("r\u0435ceta", "receta"),  # a Cyrillic e in a Latin word
    ("р\u0065цепт", "рецепт"),  # a Latin e in a Cyrillic word
    ("рецепт", "рецепт"),
    ("fÃ¼r Köln", "fur koln"),  # UTF-8 read as Latin-1
    ("nÃ£o", "nao"),
    ("lâ€™ordonnance", "l'ordonnance"),  # read as Windows-1252
    ("２０ｍｇ：１", "20mg:1"),
    ("Straße œuvre Łódź", "strasse oeuvre lodz"),
    ("no\u2024 prescription\u201a", "no. prescription,"),
    ("ガ ｶﾞ が", "ガ ガ が"),  # kana marks tell words apart
    ("ещё чай", "еще чай"),
]


@pytest.mark.parametrize(("served", "plain"), TRICKS)
def test_tricks_with_characters_are_undone(served: str, plain: str) -> None:
    assert fold(served) == plain


@pytest.mark.parametrize(("served", "plain"), TRICKS)
def test_the_span_of_the_plain_words_covers_the_served_ones(served: str, plain: str) -> None:
    padded = normal(f"Wir «{served}» ja")
    start = padded.text.index(plain)
    first, last = padded.original(start, start + len(plain))
    assert f"Wir «{served}» ja"[first:last] == served


@given(st.text(max_size=200))
def test_any_text_has_a_plain_form_and_a_way_back(text: str) -> None:
    plain = normal(text)
    assert plain.original(0, len(plain.text)) == (plain.original(0, 0)[0], len(text)) or not plain.text
    for at in range(len(plain.text)):
        first, last = plain.original(at, at + 1)
        assert 0 <= first < last <= len(text)


@given(st.text(alphabet="ab é\u00adßｶﾞガ.", max_size=60), st.data())
def test_spans_keep_their_order_and_do_not_lose_letters(text: str, data: st.DataObject) -> None:
    plain = normal(text)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    first, last = plain.original(start, end)
    assert first <= last
    assert start == end or plain.text[start:end] in fold(text[first:last])


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="no such span"):
        normal("abc").original(1, 9)
