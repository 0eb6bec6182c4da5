"""Reads every file of the data folder except the countries (`data.country_files`) into rows of the World."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from data.official import Allowed, Guidance, ListedDomain, LogoHost, Register, Seal
from data.reading import SOURCE, Row, WorldError, csv_rows, toml_file
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
)

_NAME = ("name", "language", "kind", "note", *SOURCE)
_REGIMEN = ("topic", "market", "value", "unit", "note", *SOURCE)


def drugs(folder: Path) -> dict[str, Drug]:
    """`drugs/<id>.toml` with, beside it when known, `<id>_brands.csv` and `<id>_identifiers.csv`. Raises WorldError."""
    return {path.stem: _drug(path) for path in sorted(folder.glob("*.toml"))}


def _drug(path: Path) -> Drug:
    file = toml_file(path)
    file.only("id", "name", "regimen")
    if file.top.needed("id") != path.stem:
        raise file.top.error(f"id is not {path.stem}, the name of the file")
    brand_file = path.with_name(f"{path.stem}_brands.csv")
    identifier_file = path.with_name(f"{path.stem}_identifiers.csv")
    return Drug(
        id=path.stem,
        names=tuple(_drug_name(row.only(_NAME)) for row in file.arrays.get("name", ())),
        brands=tuple(_brands(brand_file)) if brand_file.exists() else (),
        regimen=tuple(_regimen(row.only(_REGIMEN)) for row in file.arrays.get("regimen", ())),
        identifiers=tuple(_identifiers(identifier_file)) if identifier_file.exists() else (),
    )


def _drug_name(row: Row) -> DrugName:
    return DrugName(row.needed("name"), row.text("language"), row.needed("kind"), row.source(), row.text("note"))


def _regimen(row: Row) -> Regimen:
    value = row.needed("value")
    return Regimen(row.needed("topic"), row.text("market"), value, row.text("unit"), row.source(), row.text("note"))


def _brands(path: Path) -> Iterator[Brand]:
    for row in csv_rows(path, ("name", "country", "strengths_mg", "form", "market", "note")):
        yield Brand(
            name=row.needed("name"),
            country=row.needed("country"),
            strengths_mg=row.decimals("strengths_mg"),
            form=row.one_of("form", Literal["oral", "topical", "oral_or_unspecified"]),
            market=row.one_of("market", Literal["current", "historic", "withdrawn", "unclear"]),
            source=row.source(),
            note=row.text("note"),
        )


def _identifiers(path: Path) -> Iterator[Identifier]:
    for row in csv_rows(path, ("system", "code", "label", "scope")):
        scope = row.one_of("scope", Literal["oral", "topical", "substance"])
        yield Identifier(row.needed("system"), row.needed("code"), row.text("label"), scope, row.source())


def prices(path: Path) -> Iterator[Price]:
    columns = ("market", "product", "strength_mg", "pack_units", "pack_price", "currency", "unit_price")
    for row in csv_rows(path, (*columns, "price_type", "kind", "quality", "note")):
        yield Price(
            market=row.needed("market"),
            product=row.needed("product"),
            strength_mg=row.decimal("strength_mg"),
            pack_units=row.decimal("pack_units"),
            pack_price=row.decimal("pack_price"),
            currency=row.text("currency") or None,
            unit_price=row.decimal("unit_price"),
            price_type=row.needed("price_type"),
            kind=row.one_of("kind", Literal["genuine", "asked-by-unlicensed"]),
            quality=row.one_of("quality", Literal["good", "fair", "weak"]),
            source=row.source(),
            note=row.text("note"),
        )


def price_floors(path: Path) -> Iterator[PriceFloor]:
    columns = ("market", "strength_mg", "currency", "lowest_unit_price", "half_of_lowest", "confidence", "basis")
    for row in csv_rows(path, (*columns, "edition", "prices")):
        yield PriceFloor(
            market=row.needed("market"),
            strength_mg=row.needed_decimal("strength_mg"),
            currency=row.needed("currency"),
            lowest_unit_price=row.needed_decimal("lowest_unit_price"),
            half_of_lowest=row.decimal("half_of_lowest"),
            confidence=row.one_of("confidence", Literal["good", "fair", "single_price"]),
            basis=row.needed("basis"),
            source=row.source(),
            edition=row.date("edition"),
            prices=row.whole("prices") or 0,
        )


def registers(path: Path) -> Iterator[Register]:
    columns = ("country", "body", "what", "pattern", "check_digit", "official_domain", "url_pattern")
    more = ("rx_online_allowed", "unverified_fields", "note", "number_format", "check_digit_rule")
    for row in csv_rows(path, columns + more):
        yield Register(
            country=row.needed("country"),
            body=row.needed("body"),
            what=row.text("what"),
            pattern=row.pattern("pattern"),
            check_digit=row.one_of("check_digit", Literal["npi", "ncpdp", "dea", "abn", ""]),
            official_domain=row.text("official_domain"),
            url_pattern=row.text("url_pattern"),
            rx_online_allowed=row.one_of("rx_online_allowed", Allowed),
            unverified_fields=row.many("unverified_fields"),
            source=row.source(),
            note=row.text("note"),
            number_format=row.text("number_format"),
            check_digit_rule=row.text("check_digit_rule"),
        )


def logo_hosts(path: Path) -> Iterator[LogoHost]:
    columns = ("country", "authority", "host", "other_hosts", "rx_online_allowed", "entry_url", "note")
    for row in csv_rows(path, columns):
        yield LogoHost(
            country=row.needed("country"),
            authority=row.needed("authority"),
            host=row.needed("host"),
            other_hosts=row.many("other_hosts"),
            rx_online_allowed=row.one_of("rx_online_allowed", Allowed),
            source=row.source(),
            entry_url=row.text("entry_url"),
            note=row.text("note"),
        )


def seals(path: Path) -> Iterator[Seal]:
    columns = ("name", "kind", "called", "must_link_to", "genuine_links", "image_pattern")
    kinds = Literal["accreditation", "official_logo", "domain_ending", "invented", "security"]
    for row in csv_rows(path, (*columns, "how_to_verify", "how_it_is_faked")):
        yield Seal(
            name=row.needed("name"),
            must_link_to=row.many("must_link_to"),
            genuine_links=row.many("genuine_links"),
            image_pattern=row.pattern("image_pattern"),
            how_to_verify=row.text("how_to_verify"),
            how_it_is_faked=row.text("how_it_is_faked"),
            source=row.source(),
            kind=row.one_of("kind", kinds),
            called=row.many("called"),
        )


def likelihoods(path: Path) -> Iterator[Likelihood]:
    columns = ("flag", "p_given_rogue", "p_given_legit", "n_rogue", "n_legit", "year", "basis", "suggested_use", "note")
    for row in csv_rows(path, columns):
        share = row.share("p_given_rogue")
        if share is None:
            raise row.error("no p_given_rogue: a figure about one side only belongs into base_rates.csv")
        yield Likelihood(
            flag=row.needed("flag"),
            p_given_rogue=share,
            p_given_legit=row.share("p_given_legit"),
            n_rogue=row.whole("n_rogue"),
            n_legit=row.whole("n_legit"),
            year=row.whole("year"),
            basis=row.one_of("basis", Literal["published", "measured"]),
            source=row.source(),
            suggested_use=row.text("suggested_use"),
            note=row.text("note"),
        )


def base_rates(path: Path) -> Iterator[BaseRate]:
    for row in csv_rows(path, ("quantity", "value", "unit", "n", "basis", "note")):
        basis = row.one_of("basis", Literal["published", "measured", "choice"])
        value, n = row.needed_decimal("value"), row.whole("n")
        yield BaseRate(row.needed("quantity"), value, row.needed("unit"), n, row.source(), basis, row.text("note"))


def listed_domains(path: Path) -> Iterator[ListedDomain]:
    for row in csv_rows(path, ("domain", "authority", "document", "topic", "note")):
        yield ListedDomain(
            domain=row.needed("domain").lower(),
            authority=row.needed("authority"),
            document=row.needed("document"),
            date=row.date("date"),
            topic=row.needed("topic"),
            source=row.source(),
            note=row.text("note"),
        )


def pharmacy_brands(path: Path) -> Iterator[PharmacyBrand]:
    for row in csv_rows(path, ("brand", "aliases", "domain", "country", "wikidata", "use_for_lookalike", "note")):
        yield PharmacyBrand(
            brand=row.needed("brand"),
            aliases=row.many("aliases"),
            domain=row.text("domain").lower(),
            country=row.text("country"),
            use_for_lookalike=row.one_of("use_for_lookalike", Literal["yes", "exact_token_only", "no"]),
            source=row.source(),
            wikidata=row.text("wikidata"),
            note=row.text("note"),
        )


def guidance(path: Path) -> Iterator[Guidance]:
    for row in csv_rows(path, ("flag", "words", "said_by", "signal", "strength", "check", "figure")):
        yield Guidance(
            flag=row.needed("flag"),
            words=row.needed("words"),
            said_by=row.many("said_by"),
            signal=row.text("signal"),
            strength=row.needed("strength"),
            check=row.text("check"),
            figure=row.text("figure"),
            source=row.source(),
        )


def exchange_rates(path: Path) -> Iterator[ExchangeRate]:
    for row in csv_rows(path, ("currency", "usd_per_unit", "note")):
        yield ExchangeRate(row.needed("currency"), row.needed_decimal("usd_per_unit"), row.source(), row.text("note"))


def phrases(folder: Path) -> dict[str, Phrases]:
    """`phrases/<language>.toml`: a [meta] table with source and date, all else lists of texts. Raises WorldError."""
    return {path.stem: _phrases(path) for path in sorted(folder.glob("*.toml"))}


def _phrases(path: Path) -> Phrases:
    file = toml_file(path)
    if rows := next(iter(file.arrays.values()), ()):
        raise rows[0].error("phrases are lists of texts, not tables")
    meta = {"dated_by": "collected", "status": "seen", **file.tables.get("meta", {})}
    stated = Row(path.name, 1, {key: str(value) for key, value in meta.items()})
    stated.only(("language", "note", *SOURCE))
    lists = dict(_lists(path.name, "", {key: value for key, value in file.content.items() if key != "meta"}))
    return Phrases(path.stem, lists, stated.source())


def _lists(file: str, prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(file, f"{prefix}{key}.", value)
        elif isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            yield f"{prefix}{key}", tuple(value)
        else:
            raise WorldError(f"{file}:1: {prefix}{key} is not a list of texts")
