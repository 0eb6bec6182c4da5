"""What is remembered or taken a short way gives the same as what is read again or taken the long way."""

from __future__ import annotations

import re2
from hypothesis import given
from hypothesis import strategies as st

from crawler.visit import Page
from scoring.facts.clauses import clauses
from scoring.facts.remembered import once_a_page
from scoring.facts.trade import spaced
from tests.scoring.build import page

# The words of a text, as `spaced` must cut them: a stop belongs to a word only where a letter or digit follows.
_BETWEEN = re2.compile(r"(?:[^\pL\pN/%.]|[.](?:[^\pL\pN]|$))+")


def test_a_page_is_read_once_and_another_page_with_the_same_words_again() -> None:
    read: list[str] = []

    @once_a_page
    def seen(page: Page, site: str) -> int:
        read.append(site)
        return len(page.text)

    first, twin = (page("https://quay.example/", "<p>Capsules by the box.</p>") for _ in range(2))
    assert [seen(first, "a"), seen(first, "a"), seen(first, "b"), seen(twin, "a")] == [len(first.text)] * 4
    assert read == ["a", "b", "a"]


def test_more_pages_than_are_remembered_are_read_as_well() -> None:
    pages = [
        page(f"https://quay.example/{number}", f"<p>Box {number} is here. It is full.</p>") for number in range(90)
    ]
    first = [clauses(one) for one in pages]
    assert [clauses(one) for one in pages] == first


@given(st.text(alphabet="ab3 ./%-,é日٣\n²", max_size=12) | st.text(max_size=30))
def test_words_are_cut_as_the_pattern_cuts_them(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert spaced(text).strip() == str(_BETWEEN.sub(" ", text)).strip()
