"""What is read next, of everything a site links to."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import Frontier, plain
from crawler.visit import Link, PageKind, Place

DRUGS = ("isotretinoin", "roaccutane")


def frontier(*paths: str, depth: int = 3) -> Frontier:
    made = Frontier("shop.example", DRUGS, depth)
    made.add(tuple(link(path) for path in paths), 0)
    return made


def link(path: str, words: str = "", place: Place = Place.NAV) -> Link:
    url = f"https://shop.example{path}" if path.startswith("/") else path
    return Link(url, words, 0, 0, place)


def order(made: Frontier) -> list[str]:
    found = []
    while (candidate := made.take()) is not None:
        found.append(urlsplit(candidate.url).path)
    return found


def test_the_drug_then_the_identity_then_the_rest() -> None:
    made = frontier("/privacy", "/blog/summer", "/terms", "/cart", "/about-us", "/product/soap", "/faq", "/contact",
                    "/product/roaccutane-20mg", "/upload-rx")  # fmt: skip
    assert order(made) == [
        "/product/roaccutane-20mg", "/upload-rx", "/faq", "/contact", "/about-us", "/terms", "/cart", "/product/soap",
        "/blog/summer", "/privacy",
    ]  # fmt: skip


def test_three_pages_of_the_drug_then_one_of_each_kind_before_a_fourth() -> None:
    made = frontier(*(f"/isotretinoin-{n}mg" for n in range(10, 60, 10)), "/faq", "/contact", "/faq-shipping")
    assert order(made)[:5] == ["/isotretinoin-10mg", "/isotretinoin-20mg", "/isotretinoin-30mg", "/faq", "/contact"]


def test_a_shop_that_hides_the_drug_behind_its_catalogue_is_searched_there_first() -> None:
    made = frontier("/contact", "/shop", "/about")
    assert order(made)[0] == "/shop"


def test_links_that_no_reader_sees_come_last() -> None:
    made = Frontier("shop.example", DRUGS, 3)
    made.add((link("/roaccutane-trap", place=Place.HIDDEN), link("/privacy")), 0)
    assert order(made) == ["/privacy", "/roaccutane-trap"]


@pytest.mark.parametrize(
    "path",
    [
        "/cart?add-to-cart=7", "/cart/add/7", "/logout", "/my?action=delete", "/picture.jpg", "/leaflet.pdf",
        "/feed.xml", "https://elsewhere.example/", "mailto:us@shop.example", "javascript:void(0)", "tel:123",
        "ftp://shop.example/x", "/" + "x" * 2100,
    ],
)  # fmt: skip
def test_what_is_no_page_or_does_something_is_never_asked(path: str) -> None:
    assert len(frontier(path)) == 0


def test_depth_is_counted_from_the_asked_page() -> None:
    made = frontier("/a", depth=2)
    made.add((link("/b"),), 1)
    made.add((link("/c"),), 2)
    assert sorted(order(made)) == ["/a", "/b"]


def test_one_page_is_known_by_one_address() -> None:
    made = frontier("/faq?utm_source=x&gclid=1", "/faq#top", "/faq", "HTTPS://SHOP.example:443/faq", "/faq?PHPSESSID=3")
    assert order(made) == ["/faq"]
    assert plain("https://shop.example/?id=3&utm_medium=mail&b=%C3%BC") == "https://shop.example/?id=3&b=%C3%BC"


def test_a_page_that_was_read_is_not_read_again() -> None:
    made = frontier("/faq", "/about")
    assert not made.seen("https://shop.example/faq")
    assert made.seen("https://shop.example/faq?utm_source=x")
    made.add((link("/faq"),), 0)
    assert order(made) == ["/about"]


def test_endless_links_end() -> None:
    made = Frontier("shop.example", DRUGS, 3)
    made.add(tuple(link(f"/calendar/{number}") for number in range(20_000)), 0)
    assert len(made) <= 5_000


@given(st.text(max_size=80))
def test_any_address_has_a_plain_form_and_only_one(url: str) -> None:
    once = plain(url)
    assert plain(once) == once


def test_kinds_are_told_by_the_link_as_well() -> None:
    made = Frontier("shop.example", DRUGS, 3)
    made.add((link("/p/1", "Send us your prescription"),), 0)
    taken = made.take()
    assert taken is not None and taken.kind is PageKind.PRESCRIPTION
