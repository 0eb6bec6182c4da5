"""The figures of a study, drawn with Altair: for a paper's column, in black on white, told apart by more than colour.

Each function takes what was counted and gives a chart, or None when there is nothing to draw. Only words of ours are in
them, and sizes suit a page 16 cm wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.calibration import Calibration
from scoring.model import VerdictClass
from scoring.prevalence import FIGURES, Prevalence, Published
from ui.plot_prices import prices
from ui.plot_style import COLOURS, WIDTH, finished, plain

if TYPE_CHECKING:
    import altair

    Chart: TypeAlias = altair.Chart | altair.LayerChart | altair.FacetChart

__all__ = ["beside_published", "calibration", "flags", "networks", "prices", "save", "svg", "verdicts"]

_PPI = 300  # what journals ask of line art at the least
_HERE = "this archive"


class CannotDraw(RuntimeError):
    """What writes images is not installed."""


def flags(found: Sequence[Prevalence], sites: int) -> Chart | None:
    """Share of sites with each sign, with 95 % bounds; signs that no site could show are left out."""
    rows: list[dict[str, Any]] = [
        {"sign": plain(one.name), "n": f"{one.rate.hits}/{one.rate.cases}", **_bounds(one)}
        for one in found
        if one.rate.cases
    ]
    if not rows:
        return None
    import altair

    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("sign:N", sort=[row["sign"] for row in rows], title=None, axis=altair.Axis(labelLimit=260))
    )
    layers = (
        base.mark_rule(strokeWidth=1.5).encode(x=_share("low", "share of sites, 95 % bounds"), x2="high:Q"),
        base.mark_point(filled=True, size=45, color="black", opacity=1).encode(x="share:Q"),
        base.mark_text(align="left", dx=12, fontSize=10).encode(x=altair.value(WIDTH), text="n:N"),
    )
    chart = altair.layer(*layers).properties(width=WIDTH, height=altair.Step(19))
    return finished(chart, "Signs seen", f"{sites} sites that sell or promote; yes of those where it could be seen")


def beside_published(here: Sequence[Prevalence], published: Sequence[Published], sites: int) -> Chart | None:
    """Each figure here beside NABP's newest with a number of sites, and Lagan et al. 2014."""
    rows = [{"figure": one.name, "whose": _HERE, **_bounds(one)} for one in here if one.rate.cases]
    if not rows:
        return None
    chosen = {(one.name, _study(one)): one for one in published if one.rate}  # oldest first: the newest stays
    for (name, study), one in chosen.items():
        if one.rate:
            low, high = one.rate.bounds
            rows.append({"figure": name, "whose": study, "share": one.share, "low": low, "high": high})
    import altair

    order = [_HERE, "NABP", "Lagan et al. 2014"]
    whose = altair.Scale(domain=order, range=["black", COLOURS["genuine"], COLOURS["caution"]])
    shapes = altair.Scale(domain=order, range=["circle", "square", "triangle-up"])
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("figure:N", sort=[one.name for one in FIGURES], title=None, axis=altair.Axis(labelLimit=260)),
        yOffset=altair.YOffset("whose:N", sort=order),
    )
    layers = (
        base.mark_rule(strokeWidth=1.5).encode(
            x=_share("low", "share of sites, 95 % bounds"), x2="high:Q", color=altair.Color("whose:N", scale=whose)
        ),
        base.mark_point(filled=True, size=50, opacity=1).encode(
            x="share:Q",
            color=altair.Color("whose:N", scale=whose, title=None, legend=altair.Legend(orient="top")),
            shape=altair.Shape("whose:N", scale=shapes, title=None, legend=altair.Legend(orient="top")),
        ),
    )
    chart = altair.layer(*layers).properties(width=WIDTH, height=altair.Step(17))
    told = f"{sites} sites here; NABP: sites that it does not recommend; Lagan: 50 e-pharmacies with isotretinoin"
    return finished(chart, "Signs here and in the literature", told)


def verdicts(counts: Mapping[tuple[str, str, VerdictClass], int]) -> Chart | None:
    """Sites by month of the visit and class, a panel for each buyer's country. Keys: (country, YYYY-MM, class)."""
    rows = [
        {
            "country": country or "no country told",
            "month": month or "undated",
            "verdict": plain(verdict),
            "place": list(VerdictClass).index(verdict),
            "sites": count,
        }
        for (country, month, verdict), count in sorted(counts.items())
    ]
    if not rows:
        return None
    import altair

    classes = [plain(one) for one in VerdictClass]
    months = len({row["month"] for row in rows})
    colours = altair.Scale(domain=classes, range=[COLOURS[one.value] for one in VerdictClass])
    bars = (
        altair.Chart(altair.InlineData(values=rows))
        .mark_bar(stroke="black", strokeWidth=0.4)
        .encode(
            x=altair.X("month:O", title="month of the visit", axis=altair.Axis(labelAngle=-45 if months > 3 else 0)),
            y=altair.Y("sum(sites):Q", title="sites", axis=altair.Axis(tickMinStep=1)),
            color=altair.Color("verdict:N", scale=colours, sort=classes, title="verdict"),
            order=altair.Order("place:Q"),
        )
        .properties(width=max(130, min(WIDTH, 34 * months)), height=170)
    )
    panels = bars.facet(facet=altair.Facet("country:N", title="country of the buyer"), columns=3)
    drawn: altair.FacetChart = finished(panels, "Verdicts by country and time", "each site once, by its newest visit")
    return drawn


def networks(sizes: Sequence[int]) -> Chart | None:
    """How many networks have how many sites."""
    rows = [{"sites": size, "networks": sizes.count(size)} for size in sorted(set(sizes))]
    if not rows:
        return None
    import altair

    bars = (
        altair.Chart(altair.InlineData(values=rows))
        .mark_bar(color=COLOURS["genuine"], stroke="black", strokeWidth=0.4)
        .encode(
            x=altair.X("sites:O", title="sites in a network", axis=altair.Axis(labelAngle=0)),
            y=altair.Y("networks:Q", title="networks", axis=altair.Axis(tickMinStep=1, format="d")),
        )
        .properties(width=min(WIDTH, max(160, 30 * len(rows))), height=200)
    )
    count = f"{len(sizes)} network{'' if len(sizes) == 1 else 's'} with {sum(sizes)} sites"
    drawn: altair.Chart = finished(bars, "Sizes of networks", count)
    return drawn


def calibration(found: Calibration) -> Chart | None:
    """Risk told against share of rogue sites seen, with 95 % bounds, and the line on which both are the same."""
    rows = []
    for one in found.bins:
        low, high = one.seen.bounds
        rows.append({"told": one.told, "seen": one.seen.share, "low": low, "high": high, "n": str(one.seen.cases)})
    if not rows:
        return None
    import altair

    axis = altair.Scale(domain=[0, 1])
    line = altair.Chart(altair.InlineData(values=[{"a": 0}, {"a": 1}])).mark_line(strokeDash=[4, 4], color="#777777")
    base = altair.Chart(altair.InlineData(values=rows))
    seen = _share("low", "share labelled rogue, 95 % bounds", altair.Y)
    layers = (
        line.encode(x=altair.X("a:Q", scale=axis), y=altair.Y("a:Q", scale=axis)),
        base.mark_rule(strokeWidth=1.5).encode(x="told:Q", y=seen, y2="high:Q"),
        base.mark_point(filled=True, size=50, color="black", opacity=1).encode(
            x=_share("told", "risk told (middle of the interval, mean of the tenth)"), y="seen:Q"
        ),
        base.mark_text(dy=-8, fontSize=10).encode(x="told:Q", y="high:Q", text="n:N"),
    )
    chart = altair.layer(*layers).properties(width=320, height=320)
    return finished(
        chart,
        "Calibration",
        f"{found.sites} labelled sites, their number above each line; Brier score {found.brier:.3f}",
    )


def save(chart: Chart, path: Path) -> None:
    """Write a figure: `.svg`, `.png` (300 dots per inch), `.html` or `.json` (Vega-Lite), by the ending.

    Raises CannotDraw when SVG or PNG is asked for and vl-convert is not installed; OSError.
    """
    if path.suffix in (".svg", ".png"):
        _can_draw()
    chart.save(str(path), ppi=_PPI)


def svg(chart: Chart) -> str:
    """A figure as SVG. Raises CannotDraw."""
    _can_draw()
    out = StringIO()
    chart.save(out, format="svg")
    return out.getvalue()


def _can_draw() -> None:
    if find_spec("vl_convert") is None:
        raise CannotDraw("Figures cannot be written: install rxverdict with its extra named ui.")


def _bounds(one: Prevalence) -> dict[str, float]:
    low, high = one.rate.bounds
    return {"share": one.rate.share, "low": low, "high": high}


def _study(one: Published) -> str:
    return "NABP" if one.row.source.words.startswith("NABP") else "Lagan et al. 2014"


def _share(field: str, title: str, channel: Any = None) -> Any:
    import altair

    return (channel or altair.X)(
        f"{field}:Q", title=title, scale=altair.Scale(domain=[0, 1]), axis=altair.Axis(format="%", tickCount=6)
    )
