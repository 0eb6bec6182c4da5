# ruff: noqa: E501 - a layout reads best as one line of markup
"""More layouts of the same offer: heads in two rows, names in bold, strengths below their pack; in the manner of `price_layouts`."""

from __future__ import annotations

from tests.scoring.price_layouts import Layout, each, table

MORE_PACKS: dict[str, Layout] = {
    "options with bars": lambda o: o.title+f"<p>{o.t.delivery} {o.m(o.coin.unit*5)}</p>"+"<select>"+each(o,lambda p:f"<option value='{p.size}'>{o.t.pack(p.size)} | {o.m(p.unit)} {o.t.each} | {o.m(p.total)}</option>")+"</select>",
    "heads of rows": lambda o: o.title+"<table>"+each(o,lambda p:f"<tr><th>{o.t.pack(p.size)}</th><td>{o.m(p.unit)}</td><td><b>{o.m(p.total)}</b></td><td>{o.t.buy}</td></tr>")+"</table>",
    "sections among others":lambda o: "".join(f"<section><h2>{o.t.drug} {p.mg}mg</h2><div>{o.t.pack(p.size)}</div><div>{o.t.was}: <s>{o.m(p.total*2)}</s></div><div>{o.t.now}: <b>{o.m(p.total)}</b></div></section>" for p in o.packs)+f"<section><h2>{o.t.other}</h2><div>{o.t.pack(30)}</div><div>{o.m(o.coin.unit*9)}</div></section>",
    "tables of packs and of postage":lambda o: o.title+table((o.t.quantity,o.t.price),*((o.t.pack(p.size),f"{o.m(p.total)} ({o.m(p.unit)}/{o.t.capsules})") for p in o.packs))+table((o.t.delivery,o.t.price),("EMS",o.m(o.coin.unit*12)),("Air",o.m(o.coin.unit*7))),
    "labels, price first":lambda o: o.title+each(o,lambda p:f"<label>{o.m(p.total)} <span>({o.t.pack(p.size)})</span></label>"),
    "bare sizes after a colon":lambda o: o.title+f"<p>{o.t.price}: "+"; ".join(f"{p.size} – {o.m(p.total)}" for p in o.packs)+"</p>",
    "bold name, no heading":lambda o: f"<p><b>{o.name}</b></p>"+each(o,lambda p:f"<p>{o.t.pack(p.size)}: {o.m(p.total)}</p>"),
    "names and values a pack":lambda o: o.title+each(o,lambda p:f"<dl><dt>{o.t.quantity}</dt><dd>{p.size}</dd><dt>{o.t.price}</dt><dd>{o.m(p.total)}</dd></dl>"),
    "savings below":lambda o: o.title+each(o,lambda p:f"<li><p>{o.t.pack(p.size)}</p><p>{o.m(p.total)}</p><p>{o.t.save}: {o.m(p.unit*3)}</p></li>"),
    "name in a small heading":lambda o: f"<h1>{o.t.buy}</h1><h3>{o.name}</h3><ul>"+each(o,lambda p:f"<li>{o.t.pack(p.size)}<span>{o.m(p.total)}</span></li>")+"</ul>",
    "strips in brackets":lambda o: o.title+each(o,lambda p:f"<p>{o.t.pack(p.size)} (2 {o.t.strips}) {o.m(p.total)}</p>"),
    "buttons that buy":lambda o: o.title+each(o,lambda p:f"<button>{o.t.buy}: {o.t.pack(p.size)}, {o.m(p.total)}</button>"),
}  # fmt: skip

MORE_DOSES: dict[str, Layout] = {
    "heads in two rows":lambda o: f"<h1>{o.t.drug}</h1><table><tr><th></th>"+"".join(f"<th colspan=2>{q[0].mg} mg</th>" for q in o.doses)+f"</tr><tr><th>{o.t.quantity}</th>"+f"<th>{o.t.price}</th><th>{o.t.unit_price}</th>"*2+"</tr>"+"".join(f"<tr><td>{o.t.pack(r[0].size)}</td>"+"".join(f"<td>{o.m(p.total)}</td><td>{o.m(p.unit)}</td>" for p in r)+"</tr>" for r in zip(*o.doses, strict=True))+"</table>",
    "cards of strengths":lambda o: f"<h1>{o.t.drug}</h1>"+"".join(f"<div><b>{o.t.drug} {q[0].mg} mg</b>"+"".join(f"<p>{o.t.pack(p.size)} — {o.m(p.total)}</p>" for p in q)+"</div>" for q in o.doses),
    "headings of packs":lambda o: f"<h1>{o.t.drug}</h1>"+"".join(f"<h3>{o.t.pack(r[0].size)}</h3>"+"".join(f"<p>{p.mg} mg: {o.m(p.total)}</p>" for p in r) for r in zip(*o.doses, strict=True)),
    "pack over its strengths":lambda o: f"<h1>{o.t.drug}</h1>"+"".join(f"<p>{o.t.pack(r[0].size)}</p><ul>"+"".join(f"<li>{p.mg} mg – {o.m(p.total)}</li>" for p in r)+"</ul>" for r in zip(*o.doses, strict=True)),
}  # fmt: skip
