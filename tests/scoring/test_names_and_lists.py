"""Whose name, whose number, whose letter: look-alike domains, borrowed licences and public lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.visit import Outside, Visit
from data.world import RegisterEntry, World, load, with_entries
from scoring.checks.borrowed_licence import borrowed_licence
from scoring.checks.imitates_brand import imitates_brand
from scoring.checks.listed_by_authority import listed_by_authority
from scoring.checks.missing_licence import missing_licence
from scoring.facts import Facts
from scoring.facts.bound import bound
from scoring.facts.lookalike import Likeness, likened
from scoring.model import Answer, Finding, Lookup, Strength
from tests.scoring.build import site


def _shop(host: str, footer: str, title: str = "Isotretinoin 20 mg") -> Visit:
    html = (
        f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>Isotretinoin, 30 capsules for "
        "£52.00, no prescription needed, posted to your door the next day.</p><form action='/cart' method='post'>"
        f"<button>Add to basket</button></form></main><footer><p>{footer}</p></footer></body></html>"
    )
    return site([(f"https://{host}/product/isotretinoin", html)])


def _entry(number: str, name: str, domain: str, edition: str = "2026-09-01") -> World:
    entry = RegisterEntry("GB GPhC", edition, number, name, domain, "", "", "https://register.example/entry")
    return with_entries(load(), [entry], [])


def _borrowed(visit: Visit, world: World) -> Finding:
    return borrowed_licence.ask(Facts(visit, world, "GB"), world)


FOOTER = "GPhC premises number 1099555"


def test_a_number_the_register_gives_to_another_shop_is_borrowed() -> None:
    found = _borrowed(
        _shop("pillbarge.example", FOOTER), _entry("1099555", "Hollin Bank Pharmacy", "hollinbank.example")
    )
    assert (found.answer, found.strength) == (Answer.YES, Strength.DECISIVE)
    assert any(isinstance(proof, Lookup) and "hollinbank.example" in proof.answer for proof in found.evidence)


def test_a_number_the_register_gives_to_this_domain_is_its_own() -> None:
    found = _borrowed(
        _shop("hollinbank.example", FOOTER), _entry("1099555", "Hollin Bank Pharmacy", "www.hollinbank.example")
    )
    assert found.answer is Answer.NO


def test_an_entry_without_a_web_address_is_compared_by_name() -> None:
    world = _entry("1099555", "Hollin Bank Pharmacy Ltd", "")
    own = _shop("hollin-bank-chemists.example", FOOTER, "Hollin Bank Pharmacy: isotretinoin")
    assert _borrowed(own, world).answer is Answer.NO
    assert _borrowed(_shop("pillbarge.example", FOOTER), world).strength is Strength.SOFT


def test_a_shop_of_the_same_name_at_another_address_stays_open() -> None:
    world = _entry("1099555", "Hollin Bank Pharmacy", "hollinbank.example")
    assert _borrowed(_shop("hollinbank-online.example", FOOTER), world).answer is Answer.UNKNOWN


def test_a_stale_edition_decides_nothing() -> None:
    world = _entry("1099555", "Hollin Bank Pharmacy", "hollinbank.example", edition="2024-01-01")
    assert _borrowed(_shop("pillbarge.example", FOOTER), world).answer is Answer.UNKNOWN


def test_a_register_entry_binds_only_while_it_stands() -> None:
    visit = _shop("hollinbank.example", FOOTER)
    world = _entry("1099555", "Hollin Bank Pharmacy", "hollinbank.example")
    assert bound(visit, world)
    removed = [replace(entry, status="Removed from the register") for entry in world.register_entries]
    assert not bound(visit, with_entries(load(), removed, []))
    assert missing_licence.ask(Facts(visit, world, "GB"), world).answer is Answer.NO


@pytest.mark.parametrize(
    ("host", "likeness"),
    [
        ("chemistwarehouse-discreet.net", Likeness.WORDS),
        ("c-v-s-pharmacy.com", Likeness.WORDS),
        ("docmorris-rx.shop", Likeness.WORDS),
        ("doc-morris.shop", Likeness.HYPHENS),
        ("d0cmorris.com", Likeness.LETTERS),
        ("xn--dcmorris-nbh.com", Likeness.LETTERS),
        ("docmorris.shop", Likeness.OTHER_ENDING),
        ("multiphamra.net", Likeness.TYPING),
        ("docmorris.de", None),
        ("capsule-corner.com", None),
        ("meds-online.com", None),
        ("boots-and-saddles.com", None),
        ("superskin.example", None),
    ],
)
def test_how_a_domain_resembles_a_brand(host: str, likeness: Likeness | None) -> None:
    found = likened(host, load())
    assert (found.likeness if found else None) == likeness


def test_a_name_of_an_unconfirmed_row_never_decides() -> None:
    visit = _shop("walgreens-rx-online.com", "Walgreens Rx Online")
    found = imitates_brand.ask(Facts(visit, load(), "US"), load())
    assert (found.answer, found.strength) == (Answer.YES, Strength.SOFT)


def test_a_certificate_of_the_brand_clears_its_second_domain() -> None:
    visit = replace(_shop("docmorris-shop.eu", "DocMorris"), outside=Outside(certificate_names=("docmorris.de",)))
    assert imitates_brand.ask(Facts(visit, load(), "DE"), load()).answer is Answer.NO


def _listed(host: str, registered: datetime | None = None) -> Finding:
    visit = replace(_shop(host, "Our shop"), outside=Outside(registered=registered))
    return listed_by_authority.ask(Facts(visit, load(), "US"), load())


def test_a_recent_letter_about_unlawful_sale_decides() -> None:
    assert (_listed("usmedschoice.com").answer, _listed("usmedschoice.com").strength) == (Answer.YES, None)


def test_a_name_registered_after_the_letter_has_another_owner() -> None:
    found = _listed("usmedschoice.com", datetime(2026, 6, 1, tzinfo=UTC))
    assert (found.answer, found.strength) == (Answer.YES, Strength.SOFT)


@pytest.mark.parametrize("host", ["inspire.clinic", "jandrugs.com", "smartmed.ca", "rx2go.com", "beststeroidstore.net"])
def test_advertising_letters_monitors_gels_and_unconfirmed_rows_are_weak(host: str) -> None:
    found = _listed(host)
    assert (found.answer, found.strength) == (Answer.YES, Strength.SOFT)
