"""What is sold where: brands, strengths and packs of the World, asked for one buyer's country."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from data.world import Brand, World
from scoring.facts.mentions import find
from scoring.facts.normal import fold
from scoring.facts.patterns import pattern

LEAST_BRANDS = 3  # current brands with a source that a country's list needs before a missing name means anything
MONTH = Decimal(60)  # capsules; guidance.csv, over_30_days: "above 60 capsules is clear"
BOTTLE = Decimal(120)  # the largest pack that makers sell (100 in the Nordic countries, 120 in New Zealand)
# "Generic Accutane" and "for Claravis" name what a product is like, not what it is called.
_LIKENED = pattern(
    r"(?:generi[a-z]+|like|for|von|de|to|alternativ[a-z]*|equivalent[a-z]*|brand|aka|known as|same as|\() ?$"
)


@dataclass(frozen=True, slots=True)
class Sold:
    """A brand as one country knows it: `where` lists the other countries that sell it.

    `here`: a list of the country has it; `surely`: a confirmed one that says it is on sale now.
    """

    brand: str
    here: bool
    surely: bool
    gone: bool  # sold here once, withdrawn since
    where: tuple[str, ...]


def brand_of(product: str, world: World) -> str:
    """The brand a product is sold under, by its name; empty: none, or only likened to one ("generic Accutane")."""
    plain = fold(product)
    for named in find(plain, world):
        if named.brand and named.oral and not _LIKENED.search(plain[: named.start]):
            return named.brand
    return ""


def sold(brand: str, country: str, world: World) -> Sold:
    """Where the World's lists have this brand. Rows that nobody has confirmed clear a brand; they never accuse it."""
    rows = [b for drug in world.drugs for b in drug.brands if fold(b.name) == fold(brand) and b.form != "topical"]
    mine = [b for b in rows if b.country == country]
    here = any(b.market in ("current", "unclear") or not b.source.seen for b in mine)
    surely = any(b.market == "current" and b.source.seen for b in mine)
    where = {b.country for b in rows if b.market == "current" and b.source.seen} - {country}
    return Sold(brand, here, surely, bool(mine) and not here, tuple(sorted(where)))


def list_is_told(country: str, world: World) -> bool:
    """True when enough brands of a country are known for a missing one to mean something."""
    return len({b.name for b in _current(country, world)}) >= LEAST_BRANDS


def _current(country: str, world: World) -> list[Brand]:
    return [
        b
        for drug in world.drugs
        for b in drug.brands
        if b.country == country and b.market == "current" and b.source.seen
    ]


def strengths(world: World) -> frozenset[Decimal]:
    """Every strength of a capsule that any list of the World has, in mg."""
    return frozenset(s for drug in world.drugs for b in drug.brands if b.form != "topical" for s in b.strengths_mg)


def genuine_packs(country: str, world: World) -> frozenset[Decimal]:
    """The pack sizes, in capsules, in which genuine makers were seen to sell there."""
    return frozenset(p.pack_units for p in world.prices if p.kind == "genuine" and p.pack_units and p.market == country)
