# ruff: noqa: E501 - a layout reads best as one line of markup
"""One offer laid out as shops lay it out: tables of every orientation, cards, lists, choices, prose, data, orders.

Everything is made up and follows from the seed: the same page comes out every time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.scoring.price_tongues import COINS, TONGUES, Coin, Tongue

# Months and weeks of capsules; far enough apart that a larger pack is always dearer.
_SIZES = ((20, 28, 56, 84, 112, 168), (20, 30, 60, 90, 120, 180), (10, 20, 50, 100, 150, 300))


@dataclass(frozen=True, slots=True)
class Pack:
    """One row that a reader should find."""

    mg: int
    size: int
    unit: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """The same offer for every layout: `packs` of one strength, `doses` of two, with the words to tell it in."""

    t: Tongue
    coin: Coin
    packs: tuple[Pack, ...]
    doses: tuple[tuple[Pack, ...], ...]

    def m(self, value: Decimal) -> str:
        return self.coin.money(value, self.t)

    def n(self, value: Decimal) -> str:
        return self.coin.amount(value, self.t)

    @property
    def name(self) -> str:
        return f"{self.t.drug} {self.packs[0].mg} mg"

    @property
    def title(self) -> str:
        return f"<h1>{self.name}</h1>"


Layout = Callable[[Offer], str]


def table(*rows: tuple[str, ...], head: bool = True) -> str:
    cells = [
        "".join(f"<th>{c}</th>" if head and not at else f"<td>{c}</td>" for c in row) for at, row in enumerate(rows)
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def each(offer: Offer, line: Callable[[Pack], str]) -> str:
    return "".join(line(pack) for pack in offer.packs)


def dose_rows(offer: Offer) -> Iterator[Pack]:
    for packs in offer.doses:
        yield from packs


# Packs of one strength, which the heading names.
PACKS: dict[str, Layout] = {
    "table with heads": lambda o: o.title + table((o.t.quantity, o.t.unit_price, o.t.price, ""), *((o.t.pack(p.size), o.m(p.unit), o.m(p.total), o.t.buy) for p in o.packs)),
    "table without heads": lambda o: o.title + table(*((o.t.pack(p.size), o.m(p.total), o.t.buy) for p in o.packs), head=False),
    "table of bare sizes": lambda o: o.title + table((o.t.quantity, o.t.price), *((str(p.size), o.m(p.total)) for p in o.packs)),
    "table lying down": lambda o: o.title + table((o.t.quantity, *(o.t.pack(p.size) for p in o.packs)), (o.t.price, *(o.m(p.total) for p in o.packs))),
    "table lying down, bare sizes": lambda o: o.title + table((o.t.quantity, *(str(p.size) for p in o.packs)), (o.t.price, *(o.m(p.total) for p in o.packs)), (o.t.unit_price, *(o.m(p.unit) for p in o.packs))),
    "table, price first": lambda o: o.title + table((o.t.price, o.t.quantity), *((o.m(p.total), o.t.pack(p.size)) for p in o.packs)),
    "table, currency in the head": lambda o: o.title + table((o.t.quantity, f"{o.t.price} ({o.coin.code})"), *((o.t.pack(p.size), o.n(p.total)) for p in o.packs)),
    "table with savings": lambda o: o.title + table((o.t.quantity, o.t.price, o.t.save), *((o.t.pack(p.size), o.m(p.total), o.m(o.packs[0].unit * p.size - p.total)) for p in o.packs)),
    "table, struck price": lambda o: o.title + table((o.t.quantity, o.t.price), *((o.t.pack(p.size), f"<del>{o.m(p.total * 2)}</del> <ins>{o.m(p.total)}</ins>") for p in o.packs)),
    "table with strength": lambda o: f"<h1>{o.t.drug}</h1>" + table((o.t.product, o.t.strength, o.t.quantity, o.t.price), *((o.t.drug, f"{p.mg} mg", o.t.pack(p.size), o.m(p.total)) for p in o.packs)),
    "cards": lambda o: o.title + each(o, lambda p: f"<div class=card><div class=n>{o.t.pack(p.size)}</div><div class=p>{o.m(p.total)}</div><a>{o.t.buy}</a></div>"),
    "cards, price first": lambda o: o.title + each(o, lambda p: f"<div class=card><div class=p>{o.m(p.total)}</div><div class=n>{o.t.pack(p.size)}</div><button>{o.t.buy}</button></div>"),
    "cards, unit first": lambda o: o.title + each(o, lambda p: f"<div class=card><b>{o.t.pack(p.size)}</b><p>{o.m(p.unit)} {o.t.each}</p><p>{o.m(p.total)}</p></div>"),
    "deep divs": lambda o: o.title + each(o, lambda p: f"<div><div><div><span class=q>{o.t.pack(p.size)}</span></div><div><div><span class=a>{o.m(p.total)}</span></div></div></div></div>"),
    "names and values": lambda o: o.title + "<dl>" + each(o, lambda p: f"<dt>{o.t.pack(p.size)}</dt><dd>{o.m(p.total)}</dd>") + "</dl>",
    "radio labels": lambda o: o.title + "<form>" + each(o, lambda p: f"<label><input type=radio name=q> {o.t.pack(p.size)} – {o.m(p.total)}</label>") + "</form>",
    "radio, price behind": lambda o: o.title + "<form>" + each(o, lambda p: f"<div><input type=radio><label>{o.t.pack(p.size)}</label><span>{o.m(p.total)}</span></div>") + "</form>",
    "options": lambda o: o.title + "<select>" + each(o, lambda p: f"<option>{o.t.pack(p.size)} – {o.m(p.total)}</option>") + "</select>",
    "options in brackets": lambda o: o.title + "<select>" + each(o, lambda p: f"<option>{p.mg} mg x {o.t.pack(p.size)} ({o.m(p.total)})</option>") + "</select>",
    "lines after breaks": lambda o: o.title + "<p>" + each(o, lambda p: f"{o.t.pack(p.size)} - {o.m(p.total)}<br>") + "</p>",
    "lines, product in each": lambda o: f"<h1>{o.t.price}</h1><p>" + each(o, lambda p: f"{o.name} {o.t.pack(p.size)} {o.m(p.total)}<br>") + "</p>",
    "list": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)}: {o.m(p.total)} ({o.m(p.unit)} {o.t.each})</li>") + "</ul>",
    "list, unit first": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)}, {o.m(p.unit)} {o.t.each}, {o.m(p.total)}</li>") + "</ul>",
    "buttons": lambda o: o.title + each(o, lambda p: f"<button>{o.t.pack(p.size)} {o.m(p.total)}</button>"),
    "prose": lambda o: o.title + "<p>" + " ".join(o.t.told.format(o.t.pack(p.size), o.m(p.total)) for p in o.packs) + "</p>",
    "bars": lambda o: o.title + "<p>" + " | ".join(f"{o.t.pack(p.size)} {o.m(p.total)}" for p in o.packs) + "</p>",
    "typed list": lambda o: o.title + "<pre>" + each(o, lambda p: f"{o.t.pack(p.size)} .......... {o.m(p.total)}\n") + "</pre>",
    "heading a pack": lambda o: o.title + each(o, lambda p: f"<h3>{o.t.pack(p.size)}</h3><p>{o.m(p.total)}</p><a>{o.t.buy}</a>"),
    "was and now": lambda o: o.title + each(o, lambda p: f"<div><h4>{o.t.pack(p.size)}</h4><p>{o.t.was} {o.m(p.total * 2)}</p><p>{o.t.now} {o.m(p.total)}</p></div>"),
    "hundred": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)} {o.m(p.total)} ({o.m(p.unit * 100)} / 100 {o.t.capsules})</li>") + "</ul>",
    "facts of a variant": lambda o: f"<h1>{o.t.drug}</h1>" + each(o, lambda p: f"<dl><dt>{o.t.strength}</dt><dd>{p.mg} mg</dd><dt>{o.t.quantity}</dt><dd>{o.t.pack(p.size)}</dd><dt>{o.t.price}</dt><dd>{o.m(p.total)}</dd></dl>"),
    "rows of divs": lambda o: o.title + each(o, lambda p: f"<div class=r><div>{p.mg} mg</div><div>{o.t.pack(p.size)}</div><div>{o.m(p.unit)}</div><div>{o.m(p.total)}</div></div>"),
    "times": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{p.mg} mg × {p.size} = {o.m(p.total)}</li>") + "</ul>",
}  # fmt: skip


def one(offer: Offer) -> Pack:
    return offer.packs[-1]


def _data(o: Offer, **more: object) -> str:
    told = {"@type": "Product", "name": f"{o.name} {o.t.pack(one(o).size)}", **more}
    return f'<h1>{o.t.drug}</h1><script type="application/ld+json">{json.dumps(told)}</script><p>{o.t.buy}</p>'


def _offer_data(o: Offer) -> dict[str, str]:
    return {"@type": "Offer", "price": str(one(o).total), "priceCurrency": o.coin.code}


# One pack alone.
ONE: dict[str, Layout] = {
    "one pack": lambda o: f"<h1>{o.name}, {o.t.pack(one(o).size)}</h1><p>{o.m(one(o).total)}</p>",
    "one pack on sale": lambda o: f"<h1>{o.name} {o.t.pack(one(o).size)}</h1><p><s>{o.m(one(o).total * 2)}</s> <b>{o.m(one(o).total)}</b></p>",
    "two currencies": lambda o: f"<h1>{o.name} {o.t.pack(one(o).size)}</h1><p>{o.m(one(o).total)} / {one(o).total * 2:.2f} CHF</p>",
    "data sheet": lambda o: o.title + table((o.t.quantity, o.t.pack(one(o).size)), (o.t.price, o.m(one(o).total)), (o.t.delivery, o.m(one(o).unit * 4)), head=False),
    "data, one offer": lambda o: _data(o, offers=_offer_data(o)),
    "data, list of offers": lambda o: _data(o, offers=[_offer_data(o)]),
    "data, aggregate": lambda o: _data(o, offers={"@type": "AggregateOffer", "offers": [_offer_data(o)]}),
    "data, specification": lambda o: _data(o, offers={"@type": "Offer", "priceSpecification": {"price": str(one(o).total), "priceCurrency": o.coin.code}}),
    "microdata": lambda o: f'<div itemscope itemtype="https://schema.org/Product"><h1 itemprop=name>{o.name} {o.t.pack(one(o).size)}</h1><meta itemprop=price content="{one(o).total}"><meta itemprop=priceCurrency content={o.coin.code}></div>',
    "microformat": lambda o: f"<div class=h-product><h1 class=p-name>{o.name}</h1><span class=e-description>{o.t.pack(one(o).size)}</span> <data class=p-price>{o.m(one(o).total)}</data></div>",
    "order line": lambda o: f"<h1>{o.t.total}</h1>" + table((o.t.product, o.t.quantity, o.t.price, o.t.total), (f"{o.name}, {o.t.pack(one(o).size)}", "1", o.m(one(o).total), o.m(one(o).total))),
    "invoice": lambda o: f"<h1>{o.t.total}</h1>" + table((o.t.product, o.t.price), (f"{o.name}, {o.t.pack(one(o).size)}", o.m(one(o).total)), (o.t.delivery, o.m(one(o).unit * 4)), (o.t.total, o.m(one(o).total + one(o).unit * 4))),
    "summary lines": lambda o: f"<h2>{o.name} × {o.t.pack(one(o).size)}</h2><p>{o.m(one(o).total)}</p><p>{o.t.delivery} {o.m(one(o).unit * 4)}</p><p>{o.t.total} {o.m(one(o).total + one(o).unit * 4)}</p>",
}  # fmt: skip

# Several strengths.
DOSES: dict[str, Layout] = {
    "strengths by packs": lambda o: f"<h1>{o.t.drug}</h1>" + table((o.t.strength, *(o.t.pack(p.size) for p in o.doses[0])), *((f"{packs[0].mg} mg", *(o.m(p.total) for p in packs)) for packs in o.doses)),
    "packs by strengths": lambda o: f"<h1>{o.t.drug}</h1>" + table((o.t.quantity, *(f"{packs[0].mg} mg" for packs in o.doses)), *((o.t.pack(row[0].size), *(o.m(p.total) for p in row)) for row in zip(*o.doses, strict=True))),
    "accordion": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<details><summary>{packs[0].mg} mg</summary><ul>" + "".join(f"<li>{o.t.pack(p.size)} – {o.m(p.total)}</li>" for p in packs) + "</ul></details>" for packs in o.doses),
    "tabs": lambda o: f"<h1>{o.t.drug}</h1><ul class=tabs>" + "".join(f"<li>{packs[0].mg} mg</li>" for packs in o.doses) + "</ul>" + "".join(f"<div class=pane><h3>{packs[0].mg} mg</h3>" + table(*((o.t.pack(p.size), o.m(p.total)) for p in packs), head=False) + "</div>" for packs in o.doses),
    "headings and lists": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<h2>{o.t.drug} {packs[0].mg} mg</h2><ul>" + "".join(f"<li>{o.t.pack(p.size)}: {o.m(p.total)}</li>" for p in packs) + "</ul>" for packs in o.doses),
    "shelf": lambda o: f"<h1>{o.t.product}</h1>" + "".join(f"<div><h3>{o.t.drug} {p.mg} mg {o.t.pack(p.size)}</h3><span>{o.m(p.total)}</span></div>" for p in dose_rows(o)),
    "grouped options": lambda o: f"<h1>{o.t.drug}</h1><select>" + "".join(f'<optgroup label="{packs[0].mg} mg">' + "".join(f"<option>{packs[0].mg} mg – {o.t.pack(p.size)} – {o.m(p.total)}</option>" for p in packs) + "</optgroup>" for packs in o.doses) + "</select>",
    "spanning cells": lambda o: f"<h1>{o.t.drug}</h1><table><tr><th>{o.t.strength}<th>{o.t.quantity}<th>{o.t.price}</tr>" + "".join("".join(f"<tr>{f'<td rowspan={len(packs)}>{p.mg} mg' if not at else ''}<td>{o.t.pack(p.size)}<td>{o.m(p.total)}</tr>" for at, p in enumerate(packs)) for packs in o.doses) + "</table>",
    "prose of strengths": lambda o: f"<h1>{o.t.drug}</h1>" + "".join("<p>" + o.t.told.format(f"{p.mg} mg, {o.t.pack(p.size)}", o.m(p.total)) + "</p>" for p in dose_rows(o)),
    "one table, strength in each": lambda o: f"<h1>{o.t.drug}</h1>" + table((o.t.product, o.t.price), *((f"{o.t.drug} {p.mg} mg, {o.t.pack(p.size)}", o.m(p.total)) for p in dose_rows(o))),
    "bold strengths": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<p><b>{packs[0].mg} mg</b><br>" + "<br>".join(f"{o.t.pack(p.size)} {o.m(p.total)}" for p in packs) + "</p>" for packs in o.doses),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A made-up page and the rows that stand on it."""

    layout: str
    language: str
    html: str
    rows: frozenset[tuple[Decimal | None, Decimal, Decimal, str]]


def _packs(rng: Random, coin: Coin, mg: int, sizes: list[int]) -> tuple[Pack, ...]:
    base = coin.unit * Decimal(rng.choice(("0.9", "1", "1.1", "1.25"))) * (1 + Decimal(mg) / 100)
    step = Decimal("0.01") if coin.cents else Decimal(1)
    units = [(base * (1 - Decimal(at) * Decimal("0.07"))).quantize(step) for at in range(len(sizes))]
    return tuple(Pack(mg, size, unit, unit * size) for size, unit in zip(sizes, units, strict=True))


def _offer(rng: Random, tongue: Tongue, coin: Coin) -> Offer:
    sizes = sorted(rng.sample(rng.choice(_SIZES), 3))
    low, high = rng.choice(((10, 20), (20, 40), (5, 10), (10, 40)))
    doses = (_packs(rng, coin, low, sizes), _packs(rng, coin, high, sizes))
    return Offer(tongue, coin, doses[rng.randrange(2)], doses)


def _around(rng: Random, o: Offer) -> tuple[str, str]:
    """What stands before and after an offer and is none of it."""
    u = o.coin.unit
    said = [
        f"<p>{o.t.delivery}: {o.m(u * 7)}</p>",
        f"<p>{o.t.free_over} {o.m(u * 150)}</p>",
        f"<p>{o.t.consultation}: {o.m(u * 25)}</p>",
        f"<p>{o.t.save} {o.m(u * 11)}</p>",
        "<p>Tel. +44 20 7946 0018</p>",
        "<p>12.05.2026</p>",
        f"<p>4.8 / 5 (213 {o.t.reviews})</p>",
    ]
    rng.shuffle(said)
    other = f"<h3>{o.t.related}</h3><div><a>{o.t.other} 100 mg {o.t.pack(30)}</a><span>{o.m(u * 13)}</span></div>"
    return "".join(said[:1]), "".join(said[1:4]) + (other if rng.random() < 0.5 else "")


def sheets(
    packs: dict[str, Layout], single: dict[str, Layout], doses: dict[str, Layout], coins: int = 1, seed: int = 7
) -> Iterator[Sheet]:
    """Every layout in twelve languages, in `coins` of the currencies each, so that all currencies come round."""
    for number, (name, lay) in enumerate((packs | single | doses).items()):
        for at, tongue in enumerate(TONGUES):
            for turn in range(coins):
                rng = Random(f"{seed} {name} {tongue.code} {turn}")
                coin = COINS[(number + at + turn) % len(COINS)]
                offer = _offer(rng, tongue, coin)
                before, after = _around(rng, offer)
                html = f'<html lang="{tongue.code}"><body><main>{before}{lay(offer)}{after}</main></body></html>'
                wanted = offer.packs[-1:] if name in single else offer.packs if name in packs else dose_rows(offer)
                rows = frozenset((Decimal(p.mg), Decimal(p.size), p.total, coin.code) for p in wanted)
                yield Sheet(name, tongue.code, html, rows)
