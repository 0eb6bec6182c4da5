# ruff: noqa: E501 - a layout reads best as one line of markup
"""Rare layouts of the same offer: goods in columns, heads in two rows, strengths in one line; in the manner of `price_layouts`."""

from __future__ import annotations

import json

from tests.scoring.price_layouts import Layout, Offer, dose_rows, each, one, table


def _others(o: Offer) -> str:
    """The same table once more, for a medicine that is not ours."""
    rows = ((o.t.pack(p.size), o.m(p.total * 2)) for p in o.packs)
    return f"<h2>{o.t.other} 100 mg</h2>" + table((o.t.quantity, o.t.price), *rows)


def _named_offers(o: Offer) -> str:
    offers = [
        {
            "@type": "Offer",
            "name": f"{p.mg} mg, {o.t.pack(p.size)}",
            "price": str(p.total),
            "priceCurrency": o.coin.code,
        }
        for p in o.packs
    ]
    return json.dumps({"@context": "https://schema.org", "@type": "Product", "name": o.t.drug, "offers": offers})


RARE_PACKS: dict[str, Layout] = {
    "goods in columns": lambda o: f"<h1>{o.t.product}</h1>" + table((o.t.product, *(o.name for _ in o.packs)), (o.t.quantity, *(o.t.pack(p.size) for p in o.packs)), (o.t.price, *(o.m(p.total) for p in o.packs))),
    "columns of old and new": lambda o: o.title + table((o.t.quantity, f"{o.t.price} ({o.t.was})", f"{o.t.price} ({o.t.now})"), *((o.t.pack(p.size), o.m(p.total * 2), o.m(p.total)) for p in o.packs)),
    "slash": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li>{o.m(p.total)} / {o.t.pack(p.size)}</li>") + "</ul>",
    "strength in brackets": lambda o: f"<h1>{o.t.drug}</h1><ul>" + each(o, lambda p: f"<li>{o.t.pack(p.size)} ({p.mg} mg): {o.m(p.total)}</li>") + "</ul>",
    "other table below": lambda o: f"<h1>{o.t.price}</h1><h2>{o.name}</h2>" + table((o.t.quantity, o.t.price), *((o.t.pack(p.size), o.m(p.total)) for p in o.packs)) + _others(o),
    "other table above": lambda o: f"<h1>{o.t.price}</h1>" + _others(o) + f"<h2>{o.name}</h2>" + table((o.t.quantity, o.t.price), *((o.t.pack(p.size), o.m(p.total)) for p in o.packs)),
    "named offers in data": lambda o: f'<h1>{o.t.drug}</h1><script type="application/ld+json">{_named_offers(o)}</script>',
    "numbers of goods": lambda o: o.title + table(("SKU", o.t.quantity, o.t.price), *((f"IS-{1000 + p.size}", o.t.pack(p.size), o.m(p.total)) for p in o.packs)),
    "numbered rows": lambda o: o.title + table(("#", o.t.quantity, o.t.price), *((str(at), o.t.pack(p.size), o.m(p.total)) for at, p in enumerate(o.packs, 1))),
    "times behind": lambda o: f"<h1>{o.t.drug}</h1><ul>" + each(o, lambda p: f"<li>{o.t.drug} {p.mg} mg x {p.size}: {o.m(p.total)}</li>") + "</ul>",
    "bare pairs": lambda o: o.title + "<ul>" + each(o, lambda p: f"<li><b>{p.size}</b> <i>{o.m(p.total)}</i></li>") + "</ul>",
    "choices in a row": lambda o: o.title + "<div>" + each(o, lambda p: f"<span class=chip>{o.t.pack(p.size)}<small>{o.m(p.total)}</small></span> ") + "</div>",
    "stock": lambda o: o.title + each(o, lambda p: f"<div><b>{o.t.pack(p.size)}</b><em>{o.m(p.total)}</em><p>SKU 20{p.size}</p><p>14.03.2026</p></div>"),
    "both units": lambda o: o.title + table((o.t.quantity, o.t.price, o.t.unit_price, f"{o.t.price} / 100"), *((o.t.pack(p.size), o.m(p.total), o.m(p.unit), o.m(p.unit * 100)) for p in o.packs)),
    "instalments": lambda o: o.title + each(o, lambda p: f"<p>{o.t.pack(p.size)} {o.m(p.total)} (3 x {o.m((p.total / 3).quantize(p.unit))})</p>"),
    "basket on top": lambda o: f"<p>{o.t.total}: {o.m(o.coin.unit * 0)}</p>" + o.title + each(o, lambda p: f"<p>{o.t.pack(p.size)} {o.m(p.total)}</p>"),
    "question and answer": lambda o: o.title + each(o, lambda p: f"<h3>{o.t.pack(p.size)}?</h3><p>{o.t.price}: {o.m(p.total)}.</p>"),
    "articles": lambda o: "".join(f"<article><h2>{o.name}</h2><p>{o.t.pack(p.size)}</p><p>{o.t.price} {o.m(p.total)}</p><p>{o.m(p.unit)} {o.t.each}</p></article>" for p in o.packs),
}  # fmt: skip

RARE_ONE: dict[str, Layout] = {
    "sticky bar": lambda o: f"<h1>{o.name}</h1><p>{o.t.drug}.</p><div class=bar><span>{o.t.pack(one(o).size)}</span> <b>{o.m(one(o).total)}</b> <button>{o.t.buy}</button></div>",
    "button tells all": lambda o: f"<h1>{o.name}, {o.t.pack(one(o).size)}</h1><button>{o.t.buy} – {o.m(one(o).total)}</button>",
    "receipt": lambda o: f"<h1>{o.t.total}</h1><pre>{o.name} {o.t.pack(one(o).size)}   {o.m(one(o).total)}\n{o.t.delivery}   {o.m(one(o).unit * 4)}\n{o.t.total}   {o.m(one(o).total + one(o).unit * 4)}</pre>",
}  # fmt: skip

RARE_DOSES: dict[str, Layout] = {
    "two strengths in one line": lambda o: f"<h1>{o.t.drug}</h1><p>" + "; ".join(f"{packs[0].mg} mg: " + ", ".join(f"{o.t.pack(p.size)} {o.m(p.total)}" for p in packs) for packs in o.doses) + "</p>",
    "strength a capsule": lambda o: f"<h1>{o.t.drug}</h1><ul>" + "".join(f"<li>{p.mg} mg/caps., {o.t.pack(p.size)}, {o.m(p.total)}</li>" for p in dose_rows(o)) + "</ul>",
    "spans of one row": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<div><span>{p.mg} mg</span><span>{o.t.pack(p.size)}</span><span>{o.m(p.total)}</span></div>" for p in dose_rows(o)),
    "options after a strength": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<h3>{packs[0].mg} mg</h3><select>" + "".join(f"<option>{o.t.pack(p.size)}, {o.m(p.total)}</option>" for p in packs) + "</select>" for packs in o.doses),
    "a table of names": lambda o: f"<h1>{o.t.price}</h1>" + table((o.t.product, *(o.t.pack(p.size) for p in o.doses[0])), *((f"{o.t.drug} {packs[0].mg} mg", *(o.m(p.total) for p in packs)) for packs in o.doses)),
    "strength under its pack": lambda o: f"<h1>{o.t.drug}</h1>" + "".join(f"<div><p>{o.t.pack(p.size)}</p><p>{p.mg} mg</p><p>{o.m(p.total)}</p></div>" for p in dose_rows(o)),
}  # fmt: skip
