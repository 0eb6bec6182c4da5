"""Amounts as the world writes them, and the sign each belongs to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.world import load
from scoring.facts.money import moneys, read_amount
from scoring.facts.normal import fold
from scoring.facts.prices import prices
from tests.scoring.build import page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("$0.84Per pill", [("0.84", "$")]),
        ("Dès 0,71 €la gélule", [("0.71", "EUR")]),
        ("118.00 $ 76.70 $ (35%)", [("118.00", "$"), ("76.70", "$")]),
        ("€74,95 €59,95", [("74.95", "EUR"), ("59.95", "EUR")]),
        ("Regular price$42.95$61.00", [("42.95", "$"), ("61.00", "$")]),
        ("1 834.50 руб.", [("1834.50", "RUB")]),
        ("10カプセル：1,450円", [("1450", "JPY")]),
        ("１，６５０円", [("1650", "JPY")]),
        ("1.299,00 kr", [("1299.00", "kr")]),
        ("$1,299.00", [("1299.00", "$")]),
        ("1.9472 CAD", [("1.9472", "CAD")]),
        ("₹218.45MRP ₹266.4018% OFF", [("218.45", "INR"), ("266.40", "INR")]),
        ("Total $45.00 USD", [("45.00", "USD")]),
        ("NZ$64.00", [("64.00", "NZD")]),
        ("cápsula$139", [("139", "$")]),
        ("€ 34,–", [("34", "EUR")]),
        ("92,40", [("92.40", "")]),
        ("30.06.2029", []),
        ("11.2027", []),
        ("9.6/10", []),
        ("8.00-18.00", []),
        ("0.05% gel", []),
    ],
)
def test_an_amount_and_its_sign(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(str(m.amount), m.currency) for m in moneys(fold(words))] == expected


@pytest.mark.parametrize(
    ("words", "comma_decimals", "amount"),
    [("1.299", True, "1299"), ("1.299", False, "1.299"), ("1,299", False, "1299"), ("1,299", True, "1.299")],
)
def test_one_separator_and_three_digits_are_read_by_the_habit_of_the_page(
    words: str, comma_decimals: bool, amount: str
) -> None:
    assert read_amount(words, comma_decimals) == Decimal(amount)


_PIECES = st.sampled_from(
    [
        "Isotretinoin",
        "20 mg",
        "30 caps",
        "x60",
        "$",
        "€",
        "45.00",
        "1.299,00",
        "円",
        "–",
        "/",
        "per pill",
        "<td>",
        "<tr>",
        "<table>",
        "<h1>",
        "</h1>",
        "<li>",
        "MRP",
        "free",
        "\u200b",
        "<option>",
        "…",
        "0.00",
        "руб.",
        "12'",
        "10's",
        "·",
        "{",
        "<dt>",
        "<dd>",
        ".....",
        "&nbsp;",
        "²",
        "½",
        "(",
        "strip of",
        "from",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40), st.sampled_from([" ", ""]))
def test_any_jumble_is_read_without_a_fault_and_every_quote_holds(pieces: list[str], glue: str) -> None:
    made = page("https://shop.example/p", "<h1>Isotretinoin</h1>" + glue.join(pieces))
    for cited in prices(made, load()):
        assert cited.quote.holds_on(made)
        assert cited.value.total is None or cited.value.total > 0
