# ruff: noqa: E501 - a layout reads best as one line of markup
"""Odder layouts of the same offer, for the shops that no theme was made for; in the manner of `price_layouts`."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.scoring.price_layouts import Layout, Offer, Pack, each, one, table


def _half(pack: Pack) -> int:
    """A pack told as two: sizes are even but for none."""
    return pack.size // 2


def _split(o: Offer, value: Decimal) -> str:
    """An amount whose decimals are set small, in an element of their own."""
    text = o.n(value)
    whole, small = (text[:-3], text[-3:]) if o.coin.cents else (text, "")
    number = f"<span>{whole}</span><sup>{small}</sup>" if small else f"<span>{whole}</span>"
    return f"<span>{o.coin.sign}</span>{number}" if o.coin.prefixed else f"{number} <span>{o.coin.sign}</span>"


def _stranger(o: Offer, size: int) -> tuple[str, str]:
    return f"{o.t.other} 100 mg, {o.t.pack(size)}", o.m(o.coin.unit * 9)


def _variants(o: Offer) -> str:
    told = [
        {"@type": "Product", "name": f"{o.t.drug} {p.mg} mg, {o.t.pack(p.size)}", "offers": {"@type": "Offer", "price": float(p.total), "priceCurrency": o.coin.code}}
        for p in o.packs
    ]  # fmt: skip
    return json.dumps({"@graph": [{"@type": "ProductGroup", "name": o.t.drug, "hasVariant": told}]})


ODD_PACKS: dict[str, Layout] = {
    "one shelf with others": lambda o: f"<h1>{o.t.price}</h1>" + table((o.t.product, o.t.price), _stranger(o, 30), *((f"{o.name}, {o.t.pack(p.size)}", o.m(p.total)) for p in o.packs), _stranger(o, 60)),
    "cards among others": lambda o: f"<h1>{o.t.product}</h1>" + "".join(f"<div class=c><h3>{a}</h3><p>{b}</p></div>" for a, b in (_stranger(o, 30), *((f"{o.name}, {o.t.pack(p.size)}", o.m(p.total)) for p in o.packs), _stranger(o, 90))),
    "two boxes": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>2 {o.t.boxes} {o.t.of} {o.t.pack(_half(p))} – {o.m(p.total)}</li>") + "</ul>",
    "two strips": lambda o: o.title + table(*((f"2 {o.t.strips} {o.t.of} {o.t.pack(_half(p))}", o.m(p.total)) for p in o.packs), head=False),
    "twice as many": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>2 x {o.t.pack(_half(p))}: {o.m(p.total)}</li>") + "</ul>",
    "raised cents": lambda o: o.title + each(o, lambda p: f"<div><h4>{o.t.pack(p.size)}</h4><div class=price>{_split(o, p.total)}</div></div>"),
    "code before": lambda o: o.title + each(o, lambda p: f"<p>{o.t.pack(p.size)}, {o.t.price}: {o.coin.code} {o.n(p.total)}</p>"),
    "two items": lambda o: o.title + "".join(f"<ul><li>{o.t.pack(p.size)}</li><li>{o.t.price}: {o.m(p.total)}</li><li>{o.t.buy}</li></ul>" for p in o.packs),
    "postage in each": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)} – {o.m(p.total)} (+ {o.t.delivery} {o.m(o.coin.unit * 6)})</li>") + "</ul>",
    "postage in a column": lambda o: o.title + table((o.t.quantity, o.t.price, o.t.delivery), *((o.t.pack(p.size), o.m(p.total), o.m(o.coin.unit * 6)) for p in o.packs)),
    "sum in a column": lambda o: o.title + table((o.t.quantity, o.t.price, o.t.delivery, o.t.total), *((o.t.pack(p.size), o.m(p.total), o.m(o.coin.unit * 6), o.m(p.total + o.coin.unit * 6)) for p in o.packs)),
    "grid with a row of heads": lambda o: o.title + f"<div><div>{o.t.quantity}</div><div>{o.t.unit_price}</div><div>{o.t.price}</div></div>" + each(o, lambda p: f"<div><div>{p.size}</div><div>{o.m(p.unit)}</div><div>{o.m(p.total)}</div></div>"),
    "bold names": lambda o: o.title + each(o, lambda p: f"<p><strong>{o.t.quantity}:</strong> {o.t.pack(p.size)}</p><p><strong>{o.t.price}:</strong> {o.m(p.total)}</p>"),
    "strength in every line": lambda o: f"<h1>{o.t.drug}</h1>" + each(o, lambda p: f"<p>{p.mg} mg – {o.t.pack(p.size)} – {o.m(p.total)}</p>"),
    "variants in data": lambda o: f'<h1>{o.t.drug}</h1><script type="application/ld+json">{_variants(o)}</script><p>{o.t.buy}</p>',
    "other strengths as buttons": lambda o: o.title + "<button>5 mg</button><button>10 mg</button><button>40 mg</button>" + table(*((o.t.pack(p.size), o.m(p.total)) for p in o.packs), head=False),
    "pictures": lambda o: o.title + each(o, lambda p: f'<figure><img src=a.jpg alt="{o.name}"><figcaption>{o.t.pack(p.size)}<br>{o.m(p.total)}</figcaption></figure>'),
    "percent badges": lambda o: o.title + each(o, lambda p: f"<div><span>-15%</span><h4>{o.t.pack(p.size)}</h4><del>{o.m(p.total * 2)}</del><ins>{o.m(p.total)}</ins></div>"),
    "arrows": lambda o: o.title + "<p>" + "<br>".join(f"{o.t.pack(p.size)} → {o.m(p.total)}" for p in o.packs) + "</p>",
    "equals": lambda o: o.title + "<p>" + "<br>".join(f"{o.t.pack(p.size)} = {o.m(p.total)}" for p in o.packs) + "</p>",
    "amount before": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.m(p.total)} – {o.t.pack(p.size)}</li>") + "</ul>",
    "numbers in names and values": lambda o: o.title + f"<p>{o.t.quantity}</p><dl>" + each(o, lambda p: f"<dt>{p.size}</dt><dd>{o.m(p.total)}</dd>") + "</dl>",
    "unit in the cell": lambda o: f"<h1>{o.t.drug}</h1>" + table((o.t.strength, *(o.t.pack(p.size) for p in o.packs)), (f"{o.packs[0].mg} mg", *(f"{o.m(p.total)}<br>({o.m(p.unit)} {o.t.each})" for p in o.packs))),
    "old, new and saved": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)} <s>{o.m(p.total * 2)}</s> {o.m(p.total)} ({o.t.save} {o.m(p.total)})</li>") + "</ul>",
    "capitals": lambda o: (o.title + each(o, lambda p: f"<p>{o.t.pack(p.size)}: {o.m(p.total)}</p>")).upper(),
    "nothing between": lambda o: o.title + each(o, lambda p: f"<p><span>{o.t.pack(p.size)}</span><span>{o.m(p.total)}</span></p>"),
    "table in a table": lambda o: f"<table><tr><td>{o.title}</td><td>" + table((o.t.quantity, o.t.price), *((o.t.pack(p.size), o.m(p.total)) for p in o.packs)) + "</td></tr></table>",
    "per capsule from": lambda o: o.title + f"<p>{o.m(o.packs[-1].unit)} {o.t.each}</p>" + each(o, lambda p: f"<div><b>{o.t.pack(p.size)}</b> <i>{o.m(p.total)}</i></div>"),
    "links": lambda o: o.title + each(o, lambda p: f"<a href=/b>{o.t.pack(p.size)} {o.m(p.total)}</a>"),
    "legend and labels": lambda o: f"<h1>{o.t.drug}</h1><fieldset><legend>{o.packs[0].mg} mg</legend>" + each(o, lambda p: f"<label><input type=radio>{o.t.pack(p.size)} {o.m(p.total)}</label>") + "</fieldset>",
    "packs, then amounts": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)}<br>{o.t.unit_price}: {o.m(p.unit)}<br>{o.t.total}: {o.m(p.total)}</li>") + "</ul>",
}  # fmt: skip

ODD_ONE: dict[str, Layout] = {
    "order summary": lambda o: f"<h1>{o.t.total}</h1><dl><dt>{o.name}, {o.t.pack(one(o).size)}</dt><dd>{o.m(one(o).total)}</dd><dt>{o.t.delivery}</dt><dd>{o.m(one(o).unit * 4)}</dd><dt>{o.t.total}</dt><dd>{o.m(one(o).total + one(o).unit * 4)}</dd></dl>",
    "basket of several": lambda o: f"<h1>{o.t.total}</h1>" + table((o.t.product, o.t.price), (f"{o.name}, {o.t.pack(one(o).size)}", o.m(one(o).total)), _stranger(o, 30), (o.t.delivery, o.m(one(o).unit * 4)), (o.t.total, o.m(one(o).total + o.coin.unit * 9 + one(o).unit * 4))),
    "aggregate of one": lambda o: f'<h1>{o.t.drug}</h1><script type="application/ld+json">' + json.dumps({"@type": ["Product", "Drug"], "name": f"{o.name}, {o.t.pack(one(o).size)}", "offers": {"@type": "AggregateOffer", "lowPrice": str(one(o).total), "highPrice": str(one(o).total), "priceCurrency": o.coin.code}}) + "</script>",
    "marked price": lambda o: f"<div itemscope><h1>{o.name}</h1><p>{o.t.pack(one(o).size)}</p><div itemprop=offers itemscope><span itemprop=price>{o.m(one(o).total)}</span></div></div>",
    "sheet in bold": lambda o: o.title + f"<p><b>{o.t.strength}</b>: {one(o).mg} mg<br><b>{o.t.quantity}</b>: {o.t.pack(one(o).size)}<br><b>{o.t.price}</b>: {o.m(one(o).total)}<br><b>{o.t.delivery}</b>: {o.m(one(o).unit * 4)}</p>",
    "price, then everything": lambda o: f"<h2>{o.name}</h2><p>{o.m(one(o).total)}</p><p>{o.t.pack(one(o).size)}</p><p>{o.t.reviews}: 57</p>",
}  # fmt: skip

ODD_DOSES: dict[str, Layout] = {
    "shelf in lines": lambda o: f"<h1>{o.t.price}</h1><p>" + "<br>".join(f"{o.t.drug} {p.mg} mg, {o.t.pack(p.size)} … {o.m(p.total)}" for packs in o.doses for p in packs) + "</p>",
    "line over the rows": lambda o: f"<h1>{o.t.drug}</h1><table>" + "".join(f"<tr><td colspan=2>{o.t.drug} {packs[0].mg} mg</td></tr>" + "".join(f"<tr><td>{o.t.pack(p.size)}</td><td>{o.m(p.total)}</td></tr>" for p in packs) for packs in o.doses) + "</table>",
    "labelled strengths": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<div><div>{o.t.strength}: {packs[0].mg} mg</div>" + "".join(f"<div><span>{o.t.pack(p.size)}</span> <span>{o.m(p.total)}</span></div>" for p in packs) + "</div>" for packs in o.doses),
    "caption a table": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<p>{packs[0].mg} mg {o.t.capsules}</p>" + table((o.t.quantity, o.t.price), *((str(p.size), o.m(p.total)) for p in packs)) for packs in o.doses),
    "cells of everything": lambda o: f"<h1>{o.t.drug}</h1>" + table(*(tuple(f"{p.mg} mg, {o.t.pack(p.size)}<br>{o.m(p.total)}" for p in packs) for packs in o.doses), head=False),
    "names of strengths, values of packs": lambda o: f"<h1>{o.t.drug}</h1><dl>" + "".join(f"<dt>{packs[0].mg} mg</dt>" + "".join(f"<dd>{o.t.pack(p.size)} – {o.m(p.total)}</dd>" for p in packs) for packs in o.doses) + "</dl>",
    "one line a strength": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<p>{packs[0].mg} mg: " + ", ".join(f"{o.t.pack(p.size)} {o.m(p.total)}" for p in packs) + "</p>" for packs in o.doses),
    "strengths across, sizes bare": lambda o: f"<h1>{o.t.drug}</h1>" + table(("mg", *(str(p.size) for p in o.doses[0])), *((str(packs[0].mg), *(o.m(p.total) for p in packs)) for packs in o.doses)),
}  # fmt: skip
