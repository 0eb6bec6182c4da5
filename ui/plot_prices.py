"""Prices on offer against the range of genuine ones, by market and strength."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from scoring.model import VerdictClass
from ui.plot_style import COLOURS, WIDTH, finished, plain
from ui.studies import Offer

if TYPE_CHECKING:
    import altair

_NOWHERE = "no country told"
_SELLERS = (VerdictClass.FLAGGED, VerdictClass.CAUTION, VerdictClass.UNVERIFIED, VerdictClass.VERIFIED)
_MOST_STRENGTHS = 4  # panels on a page; those with most offers


def prices(offers: Sequence[Offer], genuine: Iterable[Offer]) -> altair.FacetChart | None:
    """A panel for each strength: bars from the lowest to the highest genuine price of a market, marks for offers."""
    drawn = [offer for offer in offers if offer.whose in _SELLERS]
    strengths = _most_offered(drawn)
    ranges = _ranges(offer for offer in genuine if offer.strength_mg in strengths)
    rows: list[dict[str, object]] = [
        {"mg": _mg(strength), "market": market, "low": float(low), "high": float(high)}
        for (strength, market), (low, high) in sorted(ranges.items())
    ]
    rows += [
        {"mg": _mg(one.strength_mg), "market": one.market or _NOWHERE, "usd": float(one.usd), "whose": plain(one.whose)}
        for one in drawn
        if one.strength_mg in strengths
    ]
    if not drawn:
        return None
    import altair

    classes = [plain(one) for one in _SELLERS]
    colours = altair.Scale(domain=classes, range=[COLOURS[one.value] for one in _SELLERS])
    shapes = altair.Scale(domain=classes, range=["cross", "triangle-up", "circle", "diamond"])
    base = altair.Chart().encode(y=altair.Y("market:N", title=None))
    axis = altair.X("low:Q", title="US dollars for a capsule, assumed rates", scale=altair.Scale(type="log", nice=True))
    layers = (
        base.transform_filter("isValid(datum.low)")
        .mark_bar(color=COLOURS["genuine"], opacity=0.35, height=9, stroke=COLOURS["genuine"])
        .encode(x=axis, x2="high:Q"),
        base.transform_filter("isValid(datum.usd)")
        .mark_point(size=28, strokeWidth=1.1, opacity=0.8)
        .encode(
            x="usd:Q",
            color=altair.Color("whose:N", scale=colours, title="asked by sites", sort=classes),
            shape=altair.Shape("whose:N", scale=shapes, title="asked by sites", sort=classes),
        ),
    )
    panel = altair.layer(*layers, data=altair.Data(values=rows)).properties(width=WIDTH, height=altair.Step(18))
    facets = panel.facet(row=altair.Row("mg:N", title=None, sort=[_mg(one) for one in sorted(strengths)]))
    told = f"bars: lowest to highest genuine price known; {len(drawn)} offers with strength, price and currency told"
    return finished(facets.resolve_scale(y="independent"), "Prices by market and strength", told)


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
