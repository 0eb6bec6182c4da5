"""The World: what we know, every row with its source and date. This is the face of the reference data.

The rows are told in `data.rows` (drug, prices, figures, phrases) and `data.official` (countries, registers, seals).
`README.md` beside this file tells the columns of every data file and where the rows come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from data import country_files, loading, price_editions
from data.editions import plain_domain, read_editions
from data.official import (
    Country,
    Edition,
    Guidance,
    ListedDomain,
    LogoHost,
    Programme,
    Register,
    RegisterEntry,
    Rule,
    Seal,
)
from data.own_rules import OwnRules
from data.reading import WorldError
from data.rows import (
    BaseRate,
    Brand,
    Drug,
    DrugName,
    ExchangeRate,
    Identifier,
    Likelihood,
    PharmacyBrand,
    Phrases,
    Price,
    PriceFloor,
    Regimen,
    Source,
)

__all__ = [
    "BaseRate",
    "Brand",
    "Country",
    "Drug",
    "DrugName",
    "Edition",
    "ExchangeRate",
    "Guidance",
    "Identifier",
    "Likelihood",
    "ListedDomain",
    "LogoHost",
    "PharmacyBrand",
    "Phrases",
    "Price",
    "PriceFloor",
    "Programme",
    "Regimen",
    "Register",
    "RegisterEntry",
    "Rule",
    "Seal",
    "Source",
    "World",
    "WorldError",
    "load",
    "with_entries",
    "with_prices",
]

Named = TypeVar("Named", RegisterEntry, ListedDomain)


@dataclass(frozen=True, slots=True)
class World:
    """All we know. `digest` is a sha256 over the bytes of all data files and imported editions it was read from."""

    drugs: tuple[Drug, ...]
    countries: Mapping[str, Country]
    programmes: tuple[Programme, ...]
    prices: tuple[Price, ...]
    price_floors: tuple[PriceFloor, ...]
    registers: tuple[Register, ...]
    logo_hosts: tuple[LogoHost, ...]
    seals: tuple[Seal, ...]
    likelihoods: tuple[Likelihood, ...]
    base_rates: tuple[BaseRate, ...]
    listed_domains: tuple[ListedDomain, ...]
    pharmacy_brands: tuple[PharmacyBrand, ...]
    guidance: tuple[Guidance, ...]
    phrases: Mapping[str, Phrases]
    steps: Mapping[str, Phrases]  # cue words of orders, parcels, payments and kinds of sites; "mul": every language
    exchange_rates: tuple[ExchangeRate, ...]
    digest: str
    register_entries: tuple[RegisterEntry, ...] = ()
    editions: tuple[Edition, ...] = ()
    own_rules: OwnRules | None = None  # of somebody's own, for a study; None: the shipped weights and prior
    _entries_by_domain: Mapping[str, tuple[RegisterEntry, ...]] = field(init=False, repr=False, compare=False)
    _entries_by_number: Mapping[str, tuple[RegisterEntry, ...]] = field(init=False, repr=False, compare=False)
    _listed_by_domain: Mapping[str, tuple[ListedDomain, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numbers: dict[str, tuple[RegisterEntry, ...]] = {}
        for entry in self.register_entries:
            if entry.number:
                number = _plain_number(entry.number)
                numbers[number] = (*numbers.get(number, ()), entry)
        object.__setattr__(self, "_entries_by_domain", _by_domain(self.register_entries))
        object.__setattr__(self, "_entries_by_number", numbers)
        object.__setattr__(self, "_listed_by_domain", _by_domain(self.listed_domains))

    def drug(self, name: str) -> Drug:
        """The drug with this id. Raises KeyError."""
        for drug in self.drugs:
            if drug.id == name:
                return drug
        raise KeyError(name)

    def country(self, code: str) -> Country | None:
        """The country with this ISO code in either case; None: we know nothing about it."""
        return self.countries.get(code.upper())

    def logo_host(self, country: str) -> LogoHost | None:
        """Where the EU common logo of this country must lead; None: it has none."""
        return next((host for host in self.logo_hosts if host.country == country.upper()), None)

    def likelihood(self, flag: str) -> tuple[Likelihood, ...]:
        """All published or measured frequencies of this flag, in the order of the file."""
        return tuple(row for row in self.likelihoods if row.flag == flag)

    def base_rate(self, quantity: str) -> BaseRate:
        """The base rate of this name. Raises KeyError."""
        for rate in self.base_rates:
            if rate.quantity == quantity:
                return rate
        raise KeyError(quantity)

    def listed(self, site: str) -> tuple[ListedDomain, ...]:
        """What authorities and monitors have said in public about this registrable domain, or a host under it."""
        return self._listed_by_domain.get(plain_domain(site), ())

    def entries_for_domain(self, site: str) -> tuple[RegisterEntry, ...]:
        """Register entries that name this registrable domain, or a host under it, as their web address."""
        return self._entries_by_domain.get(plain_domain(site), ())

    def entries_for_number(self, number: str) -> tuple[RegisterEntry, ...]:
        """Register entries with this number, in whatever register; spaces, hyphens and case do not matter."""
        return self._entries_by_number.get(_plain_number(number), ())


def load(folder: Path | None = None, editions: Iterable[Path] = ()) -> World:
    """The World from a data folder (None: the one in this package) and imported editions of registers and price lists.

    Raises WorldError ("file:line: why") for a row without source or date, an unknown column or a malformed cell.
    """
    world = _packaged() if folder is None else _read(folder)
    paths = tuple(editions)
    if not paths:
        return world
    lists = [path for path in paths if price_editions.is_price_edition(path)]
    entries, read = read_editions(path for path in paths if path not in lists)
    known = with_entries(world, entries, read) if read else world
    return with_prices(known, price_editions.read_price_editions(lists)) if lists else known


def with_entries(world: World, entries: Iterable[RegisterEntry], editions: Iterable[Edition]) -> World:
    """The same World knowing these register entries too. Its digest tells them apart."""
    all_entries = (*world.register_entries, *entries)
    all_editions = (*world.editions, *editions)
    added = sha256(f"{world.digest}\n{all_entries!r}\n{all_editions!r}".encode()).hexdigest()
    return replace(world, register_entries=all_entries, editions=all_editions, digest=added)


def with_prices(world: World, prices: Iterable[Price]) -> World:
    """The same World knowing these prices too, with the floors of their markets. Its digest tells them apart."""
    added = tuple(prices)
    floors = price_editions.with_newer(world.price_floors, price_editions.floors(added))
    digest = sha256(f"{world.digest}\n{added!r}".encode()).hexdigest()
    return replace(world, prices=(*world.prices, *added), price_floors=floors, digest=digest)


@lru_cache(maxsize=1)
def _packaged() -> World:
    return _read(Path(__file__).parent)


def _read(folder: Path) -> World:
    hosts = tuple(loading.logo_hosts(folder / "logo_hosts.csv"))
    shared = country_files.shared_programmes(folder / "programmes")
    countries, own = country_files.countries(folder / "countries", shared, {host.country: host for host in hosts})
    return World(
        drugs=tuple(loading.drugs(folder / "drugs").values()),
        countries=countries,
        programmes=own + tuple(row for rows in shared.values() for row in rows),
        prices=tuple(loading.prices(folder / "prices.csv")),
        price_floors=tuple(loading.price_floors(folder / "price_floors.csv")),
        registers=tuple(loading.registers(folder / "registers.csv")),
        logo_hosts=hosts,
        seals=tuple(loading.seals(folder / "seals.csv")),
        likelihoods=tuple(loading.likelihoods(folder / "likelihoods.csv")),
        base_rates=tuple(loading.base_rates(folder / "base_rates.csv")),
        listed_domains=tuple(loading.listed_domains(folder / "listed_domains.csv")),
        pharmacy_brands=tuple(loading.pharmacy_brands(folder / "pharmacy_brands.csv")),
        guidance=tuple(loading.guidance(folder / "guidance.csv")),
        phrases=loading.phrases(folder / "phrases"),
        steps=loading.phrases(folder / "steps"),
        exchange_rates=tuple(loading.exchange_rates(folder / "exchange_rates.csv")),
        digest=_digest(folder),
    )


def _digest(folder: Path) -> str:
    """Names and lengths go in beside the bytes, so that moving a line from one file to the next shows."""
    total = sha256()
    paths = {
        path.relative_to(folder).as_posix(): path
        for ending in ("csv", "toml", "bin")
        for path in folder.rglob(f"*.{ending}")
    }
    for name, path in sorted(paths.items()):
        content = path.read_bytes()
        total.update(f"{name}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def _by_domain(rows: Iterable[Named]) -> dict[str, tuple[Named, ...]]:
    """Rows by their host and by every longer name it stands under: a register may name "shop.chain.example"."""
    found: dict[str, list[Named]] = {}
    for row in rows:
        labels = row.domain.split(".")
        for start in range(max(len(labels) - 1, 0)):
            found.setdefault(".".join(labels[start:]), []).append(row)
    return {domain: tuple(named) for domain, named in found.items()}


def _plain_number(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())
