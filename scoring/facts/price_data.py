"""Prices in a page's data (JSON-LD by schema.org, the variations of a WooCommerce form), where its words show none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.visit import Block, Kind
from data.world import World
from scoring.facts.currency import Currencies
from scoring.facts.mentions import find
from scoring.facts.normal import fold
from scoring.facts.price_parts import PageParts, quantities, strengths
from scoring.facts.price_subject import Subjects, form_of, only
from scoring.facts.price_words import QUANTITY_HEAD, STRENGTH_HEAD
from scoring.facts.types import PriceFound
from scoring.model import Cited

_DEEP = 8  # levels of nesting that are followed
_MOST = 400  # objects of one page that are looked at
_QUOTED = 300  # characters of a data block that are quoted
_FOUR = Decimal("0.0001")
_CHOICES = "product_variations"  # label of the block, see crawler.text
_META_PRICE, _META_CURRENCY = "product:price:amount", "product:price:currency"
_KINDS = frozenset({"product", "drug", "individualproduct", "productmodel", "productgroup", "medicaltherapy"})


def offers(parts: PageParts, world: World) -> Iterator[Cited[PriceFound]]:
    """Offers of products of ours in a page's data. Malformed data gives nothing; ranges of prices are no price."""
    data = [(block, _read(parts.page.words(block))) for block in parts.page.blocks if block.kind is Kind.DATA]
    choices = [found for block, read in data if block.label == _CHOICES for found in _choices(parts, block, read)]
    if choices:
        yield from choices
        return
    told = False
    for block, read in data:
        if block.label == "ld+json":
            for product in _products(read):
                for found in _product(parts, world, block, product):
                    told = True
                    yield found
    if not told:
        yield from _microdata(parts)


def _microdata(parts: PageParts) -> Iterator[Cited[PriceFound]]:
    """The one price that marks in the page's own elements give, for the one product the page is about."""
    subject = Subjects(parts).main
    marked = {b.label: b for b in parts.page.blocks if b.kind is Kind.DATA and b.label in ("price", "priceCurrency")}
    given = [b for b in parts.page.blocks if b.kind is Kind.DATA and b.label == "price"]
    if not given:  # what shops tell the networks that show their goods
        metas = {b.label: b for b in parts.page.blocks if b.kind is Kind.META}
        given = [metas[_META_PRICE]] if _META_PRICE in metas else []
        marked = {"priceCurrency": metas[_META_CURRENCY]} if _META_CURRENCY in metas else {}
    if subject is None or subject.quantity is None or len(given) != 1:
        return
    price = _price({"price": parts.page.words(given[0])})
    code = parts.page.words(marked["priceCurrency"]) if "priceCurrency" in marked else ""
    if price is not None:
        product = " ".join(parts.page.text[slice(*parts.plain.original(*subject.product))].split())
        yield Cited(
            PriceFound(
                product=product,
                drug=subject.drug,
                strength_mg=subject.strength,
                quantity=subject.quantity,
                total=price,
                currency=_currency({"priceCurrency": code}),
                per_unit=(price / subject.quantity).quantize(_FOUR),
                form=form_of(fold(product)),
            ),
            parts.page.quote(given[0].start, given[0].end),
        )


def _choices(parts: PageParts, block: Block, data: Any) -> Iterator[Cited[PriceFound]]:
    """One price for each combination of strength and pack that a form offers."""
    subject = Subjects(parts).main
    if subject is None or not isinstance(data, list):
        return
    currency = Currencies(parts).named("")
    product = " ".join(parts.page.text[slice(*parts.plain.original(*subject.product))].split())
    for choice in data[:_MOST]:
        chosen = choice.get("attributes") if isinstance(choice, dict) else None
        if not isinstance(chosen, dict):
            continue
        price = _price({"price": choice.get("display_price")})
        told = fold("\n".join(_told(str(name), str(value)) for name, value in chosen.items()))
        quantity, dose = only(quantities(told)) or subject.quantity, only(strengths(told)) or subject.strength
        if price is None or quantity is None:
            continue
        yield Cited(
            PriceFound(
                product=product,
                drug=subject.drug,
                strength_mg=dose,
                quantity=quantity,
                total=price,
                currency=currency,
                per_unit=(price / quantity).quantize(_FOUR),
                form=form_of(f"{fold(product)} {told}"),
            ),
            parts.page.quote(block.start, min(block.end, block.start + _QUOTED)),
        )


def _told(name: str, value: str) -> str:
    """ "attribute_pa_quantity": "60" as words: "60 pills"."""
    words = value.replace("-", " ")
    if words.strip().isdigit():
        plain = name.lower().replace("_", " ").replace("-", " ")
        return (
            f"{words} mg" if STRENGTH_HEAD.search(plain) else f"{words} pills" if QUANTITY_HEAD.search(plain) else words
        )
    return words


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str, strict=False)
    except (ValueError, RecursionError):
        return None


def _products(data: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [(data, 0)], 0
    while waiting and seen < _MOST:
        node, depth = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += [(item, depth + 1) for item in node[:_MOST] if depth < _DEEP]
        elif isinstance(node, dict):
            if any(kind.lower() in _KINDS for kind in _texts(node.get("@type"))):
                yield node
            waiting += [(item, depth + 1) for item in node.values() if isinstance(item, dict | list) and depth < _DEEP]


def _texts(value: Any) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _product(parts: PageParts, world: World, block: Block, product: dict[str, Any]) -> Iterator[Cited[PriceFound]]:
    name = " ".join(_texts(product.get("name")))[:300]
    described = (
        f"{name}\n{' '.join(_texts(product.get('activeIngredient')) + _texts(product.get('nonProprietaryName')))}"
    )
    named = next(iter(find(fold(described), world)), None)
    if named is None or not named.oral:
        return
    for offer in _offers(product.get("offers")):
        if price := _price(offer):
            item = offer.get("itemOffered")
            named_so = [*_texts(item.get("name"))] if isinstance(item, dict) else []
            described_so = _texts(offer.get("name")) + _texts(offer.get("description")) + _texts(product.get("size"))
            plain = fold(" ".join([*named_so, *described_so])) if named_so else fold(" ".join([name, *described_so]))
            size = {part.value for part in quantities(plain)}
            dose = {part.value for part in strengths(plain)}
            quantity = size.pop() if len(size) == 1 else None
            yield Cited(
                PriceFound(
                    product=name,
                    drug=named.drug,
                    strength_mg=dose.pop() if len(dose) == 1 else None,
                    quantity=quantity,
                    total=price,
                    currency=_currency(offer),
                    per_unit=(price / quantity).quantize(_FOUR) if quantity else None,
                    form=form_of(plain),
                ),
                parts.page.quote(block.start, min(block.end, block.start + _QUOTED)),
            )


def _offers(given: Any) -> Iterator[dict[str, Any]]:
    """The single offers, out of a range of them where they are listed in it."""
    for offer in given if isinstance(given, list) else [given]:
        if isinstance(offer, dict):
            inside = offer.get("offers")
            listed = [one for one in inside if isinstance(one, dict)] if isinstance(inside, list) else []
            yield from listed or [offer]


def _price(offer: dict[str, Any]) -> Decimal | None:
    low, high = offer.get("lowPrice"), offer.get("highPrice")
    given = offer.get("price") or (low if low == high else None)
    if given is None and isinstance(spec := offer.get("priceSpecification"), dict):
        given = spec.get("price")
    try:
        price = Decimal(str(given).replace(",", "."))
    except InvalidOperation:
        return None
    return price if price.is_finite() and price > 0 else None


def _currency(offer: dict[str, Any]) -> str | None:
    spec = offer.get("priceSpecification")
    code = offer.get("priceCurrency") or (spec.get("priceCurrency") if isinstance(spec, dict) else None)
    return code.upper() if isinstance(code, str) and len(code) == 3 else None
