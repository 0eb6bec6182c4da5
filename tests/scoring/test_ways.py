"""A way to order: what could be pressed, filled in or followed, told apart from words on a picture of a shop."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.checks.missing_prescription_step import missing_prescription_step
from scoring.checks.sells_without_prescription import sells_without_prescription
from scoring.facts import Facts
from scoring.facts.ways import Way
from scoring.model import Answer, Role
from tests.scoring.build import site

HOST = "https://rathaven-advice.example"
SCREEN = (
    "<h1>Isotretinoin 20 mg: how a bad shop looks</h1><figure><p>Isotretinoin 20 mg, 60 capsules $79.00</p>"
    "<p>Isotretinoin 20 mg, 120 capsules $129.00</p><p>We ship isotretinoin without a prescription.</p>"
    "<p>{button}</p></figure><p>According to the ministry, nobody may sell it online.</p>"
    "<p>The police said the reporters had handed the parcel over.</p><p>Researchers found no leaflet in the box.</p>"
    "<a href='/alerts'>Alerts</a>"
)


def facts(*pages: tuple[str, str]) -> Facts:
    return Facts(
        site([(f"{HOST}{path}", f"<html lang='en'><body>{body}</body></html>") for path, body in pages]), load()
    )


def test_a_screen_told_in_words_is_no_way_to_order() -> None:
    found = facts(("/isotretinoin-20-mg", SCREEN.format(button="Add to cart")))
    assert found.order.way is None
    assert found.role is Role.INFORMATION
    assert sells_without_prescription.ask(found, load()).answer is not Answer.YES
    assert missing_prescription_step.ask(found, load()).answer is not Answer.YES


@pytest.mark.parametrize(
    ("button", "way"),
    [
        ("<form method='post'><button>Add to cart</button></form>", Way.CONTROL),
        ("<a href='/cart'>Basket</a>", Way.PAGE),
        ("<a href='/go/depot'>Details</a>", Way.OUT),
        ("<a href='https://capsule-depot.example/x'>Details</a>", Way.OUT),
        ("<a href='https://wa.me/990000000'>Chat</a>", Way.MESSAGE),
    ],
)
def test_something_to_press_is_a_way(button: str, way: Way) -> None:
    found = facts(("/isotretinoin-20-mg", SCREEN.format(button=button)))
    assert found.order.way is not None
    assert found.order.way.way is way


def test_text_without_markup_leaves_it_open() -> None:
    found = facts(("/isotretinoin-20-mg", "<h1>Isotretinoin 20 mg</h1><p>$79.00</p>"))
    assert found.order.way is not None
    assert found.order.way.way is Way.LOST


def test_rows_of_pharmacies_are_a_comparison() -> None:
    rows = "".join(
        f"<tr><td>{name} Pharmacy</td><td>{price}</td><td><a href='/route/{price}'>Directions</a></td></tr>"
        for name, price in (("Larch", "$39.10"), ("Quarry Road", "$41.20"), ("Millpond", "$44.00"))
    )
    found = facts(("/isotretinoin-20-mg", f"<h1>Isotretinoin 20 mg, 30 capsules</h1><table>{rows}</table>"))
    assert found.role is Role.PRICE_COMPARISON


def test_reference_substances_are_other_goods() -> None:
    body = (
        "<h1>Isotretinoin</h1><p>CAS 4759-48-2, 250 mg in a vial, $88.00</p><p>For laboratory use only.</p>"
        "<p>Not for human consumption. No prescription needed.</p>"
        "<form method='post'><button>Add to cart</button></form>"
    )
    assert facts(("/isotretinoin", body)).role is Role.OTHER_SHOP
