"""The World we ship: what it says, and that nothing in it stands without a source."""

from __future__ import annotations

import csv
import pickle
from dataclasses import fields, is_dataclass
from decimal import Decimal
from pathlib import Path

import pytest
import re2

import data
from data.world import Source, World, load
from tests.support import require

FOLDER = Path(data.__file__).parent
FACTS = Path(__file__).parents[3] / "shared" / "facts"

_ENGLISH = ("US", "GB", "IE", "CA", "AU", "NZ", "ZA")
_EUROPE = ("DE", "FR", "ES", "IT", "NL", "BE", "SE", "DK", "FI", "PL", "PT", "AT", "CH")
ASKED = (*_ENGLISH, *_EUROPE, "IN", "BR", "JP", "RU")


@pytest.fixture(scope="module")
def world() -> World:
    return load()


def _sources(thing: object) -> list[Source]:
    """Every Source anywhere inside."""
    if isinstance(thing, Source):
        return [thing]
    if isinstance(thing, dict):
        return [source for value in thing.values() for source in _sources(value)]
    if isinstance(thing, tuple):
        return [source for value in thing for source in _sources(value)]
    if is_dataclass(thing):
        return [source for field in fields(thing) for source in _sources(getattr(thing, field.name))]
    return []


def test_every_row_says_who_says_so_and_when(world: World) -> None:
    sources = _sources(world)
    assert len(sources) > 1500
    for source in sources:
        assert source.words
        assert source.date[:4].isdecimal()
    assert {source.dated_by for source in sources} == {"source", "collected"}


def test_unconfirmed_rows_are_there_and_say_that_they_are(world: World) -> None:
    poland = world.country("PL")
    assert poland is not None
    assert poland.rx_online == "no"
    rule = poland.rule("rx_online")
    assert rule is not None
    assert not rule.source.seen
    assert sum(not brand.source.seen for brand in world.drug("isotretinoin").brands) > 0
    assert sum(not host.source.seen for host in world.logo_hosts) > 10


def test_where_prescription_medicines_may_not_be_sold_online(world: World) -> None:
    bans = {code: country.rule("rx_online") for code, country in world.countries.items() if country.rx_online == "no"}
    confirmed = {code for code, rule in bans.items() if rule is not None and rule.source.seen}
    assert confirmed == {"AT", "BE", "ES", "FR", "IE", "IT", "SK"}
    assert set(bans) - confirmed == {"BG", "CZ", "HU", "PL", "TR"}


def test_the_countries_people_ask_for_are_told(world: World) -> None:
    for code in ASKED:
        country = world.country(code.lower())
        assert country is not None
        assert country.code == code
        assert country.languages
        assert len(country.currency) == 3
        assert len(country.safe_route) > 60


def test_what_holds_for_a_buyer_in_the_united_states(world: World) -> None:
    country = world.country("US")
    assert country is not None
    assert country.programme == "iPLEDGE REMS"
    assert "do-not-dispense-after date" in country.programme_terms
    assert (country.max_supply_days, country.prescription_window_days) == (30, 7)
    assert country.import_of_programme_drugs == "unlawful"
    assert not country.in_eu_logo


def test_a_member_state_shares_the_programme_of_the_union_and_may_be_stricter(world: World) -> None:
    germany, italy = world.country("DE"), world.country("IT")
    assert germany is not None
    assert italy is not None
    assert (germany.prescription_window_days, italy.prescription_window_days) == (6, 7)
    assert "Schwangerschaftsverhütungsprogramm" in germany.programme_terms
    assert set(italy.programme_terms) < set(germany.programme_terms)
    assert (italy.in_eu_logo, italy.logo_host) == (True, "salute.gov.it")


def test_we_say_nothing_about_a_country_we_know_nothing_about(world: World) -> None:
    assert world.country("XX") is None
    japan = world.country("JP")
    assert japan is not None
    assert (japan.rx_online, japan.programme, japan.rules) == ("", "", ())


def test_a_look_alike_named_in_a_seizure_is_listed_with_its_date(world: World) -> None:
    found = world.listed("walgreens-store.com")
    assert [row.date for row in found] == ["2013-06-27"]
    assert world.listed("www.walgreens-store.com") == found
    assert world.listed("pillwharf.example") == ()


def test_a_gel_is_not_a_capsule(world: World) -> None:
    topical = {brand.name for brand in world.drug("isotretinoin").brands if brand.form == "topical"}
    assert "Isotrexin" in topical
    assert all(not brand.strengths_mg for brand in world.drug("isotretinoin").brands if brand.form == "topical")


@pytest.mark.parametrize(
    ("what", "genuine", "wrong"),
    [
        ("pharmacy premises", ("1031234", "9010001"), ("2031234", "103123", "10312345")),
        ("pharmacist or superintendent", ("2012345",), ("1012345",)),
        ("NPI of a pharmacy (organisation)", ("1234567893",), ("3234567893", "123456789")),
    ],
)
def test_number_patterns_tell_one_kind_of_number_from_another(
    world: World, what: str, genuine: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    (register,) = (row for row in world.registers if row.what == what)
    assert all(re2.fullmatch(register.pattern, number) for number in genuine)
    assert not any(re2.fullmatch(register.pattern, number) for number in wrong)


def test_the_image_of_a_seal_comes_from_its_giver(world: World) -> None:
    (seal,) = (row for row in world.seals if row.name == "LegitScript certification")
    assert re2.search(seal.image_pattern, "https://static.legitscript.com/seals/1234567.png")
    assert not re2.search(seal.image_pattern, "https://pillwharf.example/img/legitscript.png")


def test_price_floors_are_the_lowest_genuine_prices(world: World) -> None:
    for floor in world.price_floors:
        genuine = [
            price.unit_price
            for price in world.prices
            if (price.market, price.strength_mg, price.currency) == (floor.market, floor.strength_mg, floor.currency)
            and price.kind == "genuine"
            and price.quality != "weak"
            and price.unit_price is not None
        ]
        assert min(genuine) == floor.lowest_unit_price
        assert len(genuine) == floor.prices
        assert floor.half_of_lowest is not None
        assert abs(floor.half_of_lowest * 2 - floor.lowest_unit_price) <= Decimal("0.0002")
    assert {floor.market for floor in world.price_floors}.isdisjoint({"US", "AU"})


def test_figures_are_found_by_their_flag(world: World) -> None:
    rows = world.likelihood("no_valid_rx_required")
    assert len(rows) == 9
    assert all(row.p_given_rogue >= 0.84 for row in rows)
    assert world.base_rate("suggested_prior_shown").value == Decimal("0.5")


def test_every_check_that_guidance_names_has_the_shape_of_one(world: World) -> None:
    assert all(re2.fullmatch(r"[a-z_]*", row.check) for row in world.guidance)


def test_a_world_travels_to_another_process(world: World) -> None:
    assert pickle.loads(pickle.dumps(world)) == world  # noqa: S301


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("brands.csv", "drugs/isotretinoin_brands.csv"),
        ("identifiers.csv", "drugs/isotretinoin_identifiers.csv"),
        ("prices.csv", "prices.csv"),
        ("registers.csv", "registers.csv"),
        ("eu_logo_hosts.csv", "logo_hosts.csv"),
        ("seals.csv", "seals.csv"),
        ("authority_listed_domains.csv", "listed_domains.csv"),
        ("known_pharmacy_brands.csv", "pharmacy_brands.csv"),
        ("guidance_flags.csv", "guidance.csv"),
        ("fx.csv", "exchange_rates.csv"),
    ],
)
def test_no_collected_fact_was_lost(theirs: str, ours: str) -> None:
    require(FACTS.exists(), "the folder of collected facts")
    counts = []
    for path in (FACTS / theirs, FOLDER / ours):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        counts.append((len(rows), sum(row.get("status", "seen") == "unverified" for row in rows)))
    (collected, unconfirmed), (told, told_unconfirmed) = counts
    assert told >= collected and told_unconfirmed >= unconfirmed  # rows may be added; none may go, or be promoted
