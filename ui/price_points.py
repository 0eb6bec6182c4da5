"""The prices of a case beside genuine prices: rows for a table, points for a plot, and the plot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from data.world import World
from ui.contract import PriceJson

if TYPE_CHECKING:
    import altair

_OURS = "this site"
# This site first; each has a contrast of at least 4.5 to 1 on white (WCAG 2.2, 1.4.11 asks 3).
_COLOURS = ("#b3261e", "#1f4e79", "#1b7f4b", "#8a5a00", "#6a3d9a", "#5f6b78")


@dataclass(frozen=True, slots=True)
class Point:
    """One price of one capsule. `usd`: at the assumed rates of exchange_rates.csv, to put all on one axis."""

    whose: str  # "this site", or "genuine, GB"
    strength_mg: Decimal
    each: Decimal
    currency: str
    usd: Decimal
    said: str  # the price and where it comes from, in words of ours


def points(prices: Iterable[PriceJson], world: World, buyer_country: str) -> tuple[Point, ...]:
    """The comparable prices: those whose strength, price of a capsule and currency are all known.

    Genuine prices are those of the buyer's country; where none are known, of all countries.
    """
    rates = {rate.currency: rate.usd_per_unit for rate in world.exchange_rates}
    found = []
    for row in prices:
        each, strength, currency = _number(row["per_unit"]), _number(row["strength_mg"]), row["currency"] or ""
        if each and strength and currency in rates:
            found.append(Point(_OURS, strength, each, currency, each * rates[currency], f"{each:.2f} {currency} each"))
    known: dict[str, list[Point]] = {price.market: [] for price in world.prices}
    for price in world.prices:
        money, cost = price.currency or "", price.unit_price
        if price.kind == "genuine" and cost and price.strength_mg and money in rates:
            said = f"{cost:.2f} {money} each, {price.price_type.replace('_', ' ')}, {price.source.date}"
            whose = f"genuine, {price.market}"
            known[price.market].append(Point(whose, price.strength_mg, cost, money, cost * rates[money], said))
    found += known.get(buyer_country) or [point for market in known.values() for point in market]
    return tuple(found)


def table(prices: Iterable[PriceJson]) -> list[tuple[str, str, str, str, str, str]]:
    """Product, strength, quantity, price, price of a capsule, page; "–" for what the page does not say."""
    return [
        (
            row["product"] or row["drug"],
            f"{_short(row['strength_mg'])} mg" if row["strength_mg"] else "–",
            _short(row["quantity"]) or "–",
            f"{row['total']} {row['currency'] or '(currency not stated)'}" if row["total"] else "–",
            _each(row),
            row["url"],
        )
        for row in prices
    ]


def compared(found: Sequence[Point]) -> str:
    """What the plot shows, in one sentence, for whoever cannot see it; empty: there is nothing to compare."""
    ours = [point.usd for point in found if point.whose == _OURS]
    others = [point.usd for point in found if point.whose != _OURS]
    if not ours or not others:
        return ""
    return (
        f"A capsule costs {_range(ours)} US dollars here and {_range(others)} in {len(others)} genuine "
        f"price{'' if len(others) == 1 else 's'}, all at assumed rates of exchange."
    )


def _range(prices: Sequence[Decimal]) -> str:
    low, high = f"{min(prices):.2f}", f"{max(prices):.2f}"
    return low if low == high else f"{low} to {high}"


def chart(found: Sequence[Point]) -> altair.Chart:
    """Price of a capsule by strength, this site beside genuine ones. Only words of ours are in it."""
    import altair

    rows = [
        {"whose": p.whose, "mg": format(p.strength_mg.normalize(), "f"), "usd": float(p.usd), "said": p.said}
        for p in found
        if p.usd > 0
    ]
    strengths = [format(mg.normalize(), "f") for mg in sorted({p.strength_mg for p in found})]
    kinds = sorted({str(row["whose"]) for row in rows}, key=lambda kind: (kind != _OURS, kind))
    # Told apart by shape as well as by colour.
    colours = altair.Scale(domain=kinds, range=[_COLOURS[n % len(_COLOURS)] for n in range(len(kinds))])
    data = altair.InlineData(values=rows)
    made: altair.Chart = (
        altair.Chart(data)
        .mark_point(size=70, filled=False, strokeWidth=2)
        .encode(
            x=altair.X("mg:O", sort=strengths, title="strength of a capsule, mg", axis=altair.Axis(labelAngle=0)),
            y=altair.Y("usd:Q", title="price of a capsule, US dollars", scale=altair.Scale(type="log")),
            color=altair.Color(
                "whose:N", title=None, sort=kinds, legend=altair.Legend(orient="top", columns=3), scale=colours
            ),
            shape=altair.Shape("whose:N", title=None, sort=kinds),
            tooltip=[altair.Tooltip("whose:N", title="whose"), altair.Tooltip("said:N", title="price")],
        )
        .properties(height=320)
    )
    return made


def _each(row: PriceJson) -> str:
    each = _number(row["per_unit"])
    return f"{each:.2f} {row['currency'] or ''}".strip() if each else "–"


def _short(number: str | None) -> str:
    value = _number(number)
    return format(value.normalize(), "f") if value is not None else ""


def _number(value: str | None) -> Decimal | None:
    try:
        found = Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None
