"""Prices on offer against the range of genuine ones, by market and strength."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.model import VerdictClass
from ui.plot_style import COLOURS, INKS, WIDTH, finished
from ui.studies import Offer

if TYPE_CHECKING:
    import altair

_NOWHERE = "no country told"
_SELLERS = (VerdictClass.FLAGGED, VerdictClass.CAUTION, VerdictClass.UNVERIFIED, VerdictClass.VERIFIED)
_TICKS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]  # on the logarithmic axis, so that no two labels touch
_MOST_STRENGTHS = 4  # panels on a page; those with most offers


def prices(offers: Sequence[Offer], genuine: Iterable[Offer]) -> altair.FacetChart | None:
    """A panel for each strength: bars from the lowest to the highest genuine price of a market, ticks for offers."""
    drawn = [offer for offer in offers if offer.whose in _SELLERS]
    strengths = _most_offered(drawn)
    ranges = _ranges(offer for offer in genuine if offer.strength_mg in strengths)
    rows: list[dict[str, object]] = [
        {"mg": _mg(strength), "row": f"{market} genuine", "low": float(low), "high": float(high)}
        for (strength, market), (low, high) in sorted(ranges.items())
    ]
    rows += [
        {"mg": _mg(one.strength_mg), "row": f"{one.market or _NOWHERE} {one.whose}", "usd": float(one.usd),
         "whose": one.whose}
        for one in drawn
        if one.strength_mg in strengths
    ]  # fmt: skip
    if not drawn:
        return None
    import altair

    colours = altair.Scale(domain=[one.value for one in _SELLERS], range=[INKS[one.value] for one in _SELLERS])
    base = altair.Chart().encode(y=altair.Y("row:N", title=None, axis=altair.Axis(labelLimit=200)))
    axis = altair.Axis(values=_TICKS, format="~g")
    dollars = altair.X("low:Q", title="US dollars for a capsule, at assumed rates", axis=axis).scale(type="log")
    layers = (
        base.transform_filter("isValid(datum.low)")
        .mark_bar(color=COLOURS["genuine"], height=9, stroke=COLOURS["genuine"], strokeWidth=2)
        .encode(x=dollars, x2="high:Q"),
        base.transform_filter("isValid(datum.usd)")
        .mark_tick(thickness=1.2, size=12, opacity=0.55)
        .encode(x="usd:Q", color=altair.Color("whose:N", scale=colours, legend=None)),
    )
    panel = altair.layer(*layers, data=altair.InlineData(values=rows)).properties(width=WIDTH, height=altair.Step(18))
    facets = panel.facet(row=altair.Row("mg:N", title=None, sort=[_mg(one) for one in sorted(strengths)]))
    told = f"bars: lowest to highest genuine price known; ticks: {len(drawn)} offers, by the class of the site"
    made: altair.FacetChart = finished(facets.resolve_scale(y="independent"), "Prices by market and strength", told)
    return made


def _most_offered(offers: Iterable[Offer]) -> frozenset[Decimal]:
    counts: dict[Decimal, int] = defaultdict(int)
    for offer in offers:
        counts[offer.strength_mg] += 1
    return frozenset(sorted(counts, key=lambda strength: (-counts[strength], strength))[:_MOST_STRENGTHS])


def _ranges(genuine: Iterable[Offer]) -> dict[tuple[Decimal, str], tuple[Decimal, Decimal]]:
    found: dict[tuple[Decimal, str], tuple[Decimal, Decimal]] = {}
    for one in genuine:
        low, high = found.get((one.strength_mg, one.market), (one.usd, one.usd))
        found[one.strength_mg, one.market] = min(low, one.usd), max(high, one.usd)
    return found


def _mg(strength: Decimal) -> str:
    return f"{format(strength.normalize(), 'f')} mg"
