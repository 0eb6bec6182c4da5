"""Prices that stand only in attributes are not lost, and nested items are read once."""

from __future__ import annotations

from crawler.text import read_html
from crawler.visit import Kind, Place

SHOP = """<main><div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Isotretinoin 20 mg</h1>
<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">
<span itemprop="price" content="45.00">forty-five</span>
<meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/InStock">
</div></div></main>"""


def test_values_in_attributes_are_read_once_and_can_be_quoted() -> None:
    page = read_html(SHOP, "https://shop.example/")
    stated = [
        (block.label, page.text[block.start : block.end])
        for block in page.blocks
        if block.kind is Kind.DATA and block.place is Place.DATA
    ]
    assert stated == [("price", "45.00"), ("priceCurrency", "EUR"), ("availability", "https://schema.org/InStock")]


def test_a_page_without_items_states_nothing() -> None:
    page = read_html("<p itemprop='price' content='1.00'>one</p>", "https://shop.example/")
    assert not [block for block in page.blocks if block.kind is Kind.DATA]
