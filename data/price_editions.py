"""Official price lists, imported: what a capsule cost on one day in the United States, the United Kingdom, Australia.

The three lists are published as tables that anybody may download; `README.md` tells where and which columns are read.
An import keeps the rows of our drugs as an edition in the home folder, in the columns of `prices.csv`; `load()` takes
the editions up and works out the floors of their markets. Nothing is fetched here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, get_args

from data.loading import prices as read_prices
from data.reading import SOURCE, WorldError
from data.rows import Drug, Price, PriceFloor, Source

Kind = Literal["nadac", "drug-tariff", "pbs"]
ENDING = ".prices.csv"  # tells a price edition from a register edition in the same folder
COLUMNS = (
    "market", "product", "strength_mg", "pack_units", "pack_price", "currency", "unit_price", "price_type", "kind",
    "quality", "note",
)  # fmt: skip
_GOOD = 4  # prices of one official list that make a floor "good"; data/README.md, price_floors.csv
_FOUR = Decimal("0.0001")
_STRENGTH = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*mg\b", re.IGNORECASE)
_CAPSULE = re.compile(r"caps", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _List:
    """How one official list is laid out. Column names are compared in lower case with "_" for everything else."""

    market: str
    currency: str
    price_type: str
    words: str  # the columns that name product, form and strength
    needed: tuple[str, ...]
    source: str


_LISTS: dict[Kind, _List] = {
    "nadac": _List(
        "US", "USD", "pharmacy_acquisition_cost", "ndc_description",
        ("ndc_description", "nadac_per_unit", "pricing_unit"), "NADAC (Medicaid, CMS)",
    ),
    "drug-tariff": _List(
        "GB", "GBP", "nhs_drug_tariff", "medicine", ("medicine", "pack_size", "basic_price"),
        "NHS Drug Tariff, Part VIIIA",
    ),
    "pbs": _List(
        "AU", "AUD", "pbs_determined_price", "li_drug_name|drug_name|li_form|schedule_form|brand_name",
        ("drug_name", "li_form", "brand_name", "pricing_quantity", "determined_price"), "PBS schedule, items table",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PriceEdition:
    """What an import kept: `path` of the edition, its market and day, and how many prices of how many strengths."""

    path: Path
    market: str
    date: str
    rows: int
    strengths: int


def import_prices(
    kind: Kind, file: Path, edition_date: str, drugs: Iterable[Drug], folder: Path | None = None
) -> PriceEdition:
    """Keep the capsules of `drugs` in an official list as an edition of that day; a second import replaces it.

    `folder`: where editions lie, by default `editions` in the home folder. Raises WorldError ("file:line: why") for an
    unknown kind, a date that is not YYYY-MM-DD, a file without the list's columns, or without any capsule of ours.
    """
    if kind not in get_args(Kind):
        raise WorldError(f"{file.name}:1: no such list: {kind}; known are {', '.join(get_args(Kind))}")
    if not _DATE.fullmatch(edition_date):
        raise WorldError(f"{file.name}:1: the day of the edition must be YYYY-MM-DD, not {edition_date!r}")
    layout, names = _LISTS[kind], _names(drugs)
    source = Source(f"{layout.source}, edition of {edition_date}", edition_date, "source", "seen")
    found = [
        price for line, row in _rows(file, layout) if (price := _price(kind, layout, row, line, file, names, source))
    ]
    if not found:
        raise WorldError(f"{file.name}:1: no capsule of {', '.join(drug.id for drug in drugs)} in this list")
    target = (folder or _home()) / f"{kind}-{edition_date}{ENDING}"
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, dict.fromkeys(found))
    return PriceEdition(target, layout.market, edition_date, len(set(found)), len({p.strength_mg for p in found}))


def is_price_edition(path: Path) -> bool:
    return path.name.endswith(ENDING)


def read_price_editions(paths: Iterable[Path]) -> tuple[Price, ...]:
    """All prices of these editions. Raises WorldError naming file and line."""
    return tuple(price for path in paths for price in read_prices(path))


def floors(prices: Iterable[Price]) -> tuple[PriceFloor, ...]:
    """The lowest genuine price of a capsule for each market, strength and currency; weak rows are not used."""
    groups: dict[tuple[str, Decimal, str], list[Price]] = {}
    for price in prices:
        if (
            price.kind == "genuine"
            and price.quality != "weak"
            and price.strength_mg
            and price.currency
            and price.unit_price
        ):
            groups.setdefault((price.market, price.strength_mg, price.currency), []).append(price)
    return tuple(_floor(*key, rows) for key, rows in sorted(groups.items()))


def with_newer(old: Iterable[PriceFloor], new: Iterable[PriceFloor]) -> tuple[PriceFloor, ...]:
    """Floors by market, strength and currency, the newer edition of each."""
    best = {(f.market, f.strength_mg, f.currency): f for f in old}
    for floor in new:
        key = (floor.market, floor.strength_mg, floor.currency)
        if key not in best or floor.edition >= best[key].edition:
            best[key] = floor
    return tuple(best.values())


def _floor(market: str, strength: Decimal, currency: str, rows: list[Price]) -> PriceFloor:
    lowest = min(rows, key=lambda row: row.unit_price or 0)
    unit = lowest.unit_price or Decimal(0)
    return PriceFloor(
        market=market,
        strength_mg=strength,
        currency=currency,
        lowest_unit_price=unit,
        half_of_lowest=(unit / 2).quantize(_FOUR),
        confidence="good" if len(rows) >= _GOOD else "single_price" if len(rows) == 1 else "fair",
        basis=lowest.price_type,
        source=lowest.source,
        edition=max(row.source.date for row in rows),
        prices=len(rows),
    )


def _home() -> Path:
    from data.settings import Settings

    return Settings().home / "editions"


def _names(drugs: Iterable[Drug]) -> re.Pattern[str]:
    names = {n.name for drug in drugs for n in drug.names} | {
        b.name for drug in drugs for b in drug.brands if b.form != "topical"
    }
    return re.compile(
        r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def _rows(file: Path, layout: _List) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells. Lists may open with a title: the head is the first line that has all columns we need."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text("cp1252", errors="replace")  # the NHSBSA saves from a spreadsheet
    lines = csv.reader(text.splitlines())
    head: list[str] = []
    for number, cells in enumerate(lines, start=1):
        if head:
            yield number, dict(zip(head, cells, strict=False))
        elif set(layout.needed) <= {_plain(cell) for cell in cells}:
            head = [_plain(cell) for cell in cells]
    if not head:
        raise WorldError(f"{file.name}:1: not this list: it needs the columns {', '.join(layout.needed)}")


def _price(
    kind: Kind, layout: _List, row: dict[str, str], line: int, file: Path, names: re.Pattern[str], source: Source
) -> Price | None:
    """The price in one line; None for lines of other products and forms."""
    words = " ".join(row.get(column, "") for column in layout.words.split("|"))
    strength = _STRENGTH.search(words)
    named = names.search(words)
    if named is None or strength is None or not _CAPSULE.search(words):
        return None
    try:
        units, pack = _pack(kind, row)
    except (InvalidOperation, KeyError) as error:
        raise WorldError(f"{file.name}:{line}: a price or pack that is no number") from error
    if not units or not pack:
        return None
    return Price(
        market=layout.market,
        product=" ".join((row.get("brand_name") or row.get(layout.words.split("|")[0]) or named.group()).split()),
        strength_mg=Decimal(strength.group(1)),
        pack_units=units,
        pack_price=pack,
        currency=layout.currency,
        unit_price=(pack / units).quantize(_FOUR),
        price_type=layout.price_type,
        kind="genuine",
        quality="good",
        source=source,
    )


def _pack(kind: Kind, row: dict[str, str]) -> tuple[Decimal, Decimal]:
    """Units and price of one pack, in whole currency units."""
    if kind == "nadac":  # priced by the unit; "EA" is one capsule
        return (
            (Decimal(1), _number(row["nadac_per_unit"]))
            if row["pricing_unit"].strip().upper() == "EA"
            else (Decimal(0),) * 2
        )
    if kind == "drug-tariff":  # pence
        return _number(row["pack_size"]), _number(row["basic_price"]) / 100
    return _number(row["pricing_quantity"]), _number(row["determined_price"])


def _number(words: str) -> Decimal:
    plain = words.replace(",", "").strip()
    return Decimal(plain) if plain else Decimal(0)


def _write(path: Path, prices: Iterable[Price]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow((*COLUMNS, *SOURCE))
        for p in prices:
            numbers = (p.strength_mg, p.pack_units, p.pack_price, p.currency, p.unit_price)
            source = (p.source.words, p.source.date, p.source.dated_by, p.source.status)
            writer.writerow((p.market, p.product, *numbers, p.price_type, p.kind, p.quality, p.note, *source))
