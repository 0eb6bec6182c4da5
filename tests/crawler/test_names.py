"""What the name of a site tells, and what it only seems to tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.names import NOTHING, Kind, known, look
from crawler.sieve import LEAST, hits


@pytest.mark.parametrize(
    "name",
    [
        "buy-accutane-today.example",
        "ACCUTANE.EXAMPLE.",
        "www.farmacia-del-puerto.example",
        "apotheke-am-deich.example",
        "pharmacie-des-tilleuls.example",
        "medikamente-ohne-rezept.example",
        "онлайн-аптека.example",
        "xn--80aa1af4b.example.apteka-volna.example",
        "薬局くもり.example",
    ],
)
def test_pharmacies_are_known_by_their_names_in_many_languages(name: str) -> None:
    assert look(name).score >= LEAST


@pytest.mark.parametrize(
    "name",
    [
        "specialist-joiners.example",
        "socialism-archive.example",
        "pillow-fort.example",
        "caterpillar-nursery.example",
        "medieval-fair.example",
        "drugstore-cowboy-fans.example",
        "farmhouse-cheese.example",
        "pharmacology-lectures.example",
        "asteroidsunday.example",
        "lyrical-evenings.example",
        "marxbooks.example",
        "acne-studio-shop.example",
        "hotel-apotheosis.example",
        "wedding-reception.example",
    ],
)
def test_ordinary_words_that_hold_ours_tell_nothing(name: str) -> None:
    assert look(name).score < LEAST


def test_a_medicine_without_a_prescription_comes_before_a_pharmacy() -> None:
    strong, plain, weak = look("accutane-no-rx.example"), look("sunhill-pharmacy.example"), look("rx-quarry.example")
    assert strong.score > plain.score >= LEAST > weak.score
    assert strong.why == "The name says “accutane”, “no-rx”."


@pytest.mark.parametrize(
    "name",
    ["v1agra-time.example", "accu-tane.example", "acutan-e.example", "c1al1s-corner.example", "аccutаne.example"],
)
def test_names_spelled_to_pass_unseen_are_read_as_people_read_them(name: str) -> None:
    assert look(name).score >= LEAST
    spelled = name if name.isascii() else name.encode("idna").decode()
    assert look(spelled).score >= LEAST
    assert [line for _, line in hits(spelled.encode())] == [spelled.encode()]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "xn--", "xn--a", "xn--\xff", "a" * 300, "1", "-", "\0", "\ud800.example"]
)
def test_what_is_no_name_tells_nothing(name: str) -> None:
    assert look(name) == NOTHING


@given(st.text(max_size=80))
def test_no_name_breaks_the_triage(name: str) -> None:
    assert 0 <= look(name).score <= 100


WORDS = sorted(word.text for word in known().words if word.kind is not Kind.TRAP)


@given(st.lists(st.sampled_from([*WORDS, "7", "-", ".", "quarry"]), max_size=6))
def test_the_sieve_lets_through_whatever_counts(parts: list[str]) -> None:
    name = "".join(parts)[:200] + ".example"
    if look(name).score >= LEAST:
        assert [line for _, line in hits(f"other.example\n{name}\nlast.example\n".encode())] == [name.encode()]
