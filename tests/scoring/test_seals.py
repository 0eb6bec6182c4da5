"""Seals as pages show them: bound to this domain, to another, to nothing, or to a scheme that nobody runs."""

from __future__ import annotations

import pytest

from data.world import load
from scoring.facts.bodies import named_bodies
from scoring.facts.seals import INVENTED, names_domain, seals
from scoring.facts.types import SealShown
from tests.scoring.build import page

SITE = "fernhollow.example"


def _seals(html: str, url: str = f"https://{SITE}/about") -> list[SealShown]:
    made = page(url, f"<html><body><main><h1>About us</h1><p>We are a shop.</p>{html}</main></body></html>")
    found = seals(made, load(), SITE)
    assert all(cited.quote.holds_on(made) for cited in found)
    return [cited.value for cited in found]


def _linked(link: str, alt: str = "LegitScript certified", src: str = "/seal.png") -> SealShown:
    (seal,) = _seals(f'<a href="{link}"><img src="{src}" alt="{alt}"></a>')
    return seal


def test_a_seal_whose_link_names_this_domain_is_bound() -> None:
    seal = _linked(f"https://www.legitscript.com/websites/?checker_keywords={SITE}")
    assert (seal.genuine_link, seal.bound, seal.claim_only) == (True, True, False)


def test_a_seal_whose_link_names_another_domain_is_not() -> None:
    seal = _linked("https://www.legitscript.com/websites/otherpharmacy.com")
    assert (seal.genuine_link, seal.bound) == (True, False)


def test_a_link_with_a_number_alone_leaves_it_open() -> None:
    link = "https://www.pharmacyregulation.org/registers/pharmacy/registrationnumber/1099004"
    seal = _linked(link, "GPhC registered pharmacy")
    assert (seal.genuine_link, seal.bound) == (True, None)


def test_a_host_that_only_sounds_like_the_body_is_not_genuine() -> None:
    seal = _linked("https://legitscript.com.verify-seal.net/fernhollow")
    assert (seal.genuine_link, seal.bound) == (False, False)


@pytest.mark.parametrize(
    "words",
    [
        "Click to verify if this website is operating legally",
        "Cliquer ici pour vérifier si ce site internet est légal",
        "Zur Überprüfung der Legalität dieser Website hier klicken",
        "Haga clic aquí para verificar si este sitio web es legal",
        "Klik hier om te controleren of deze website wettig is",
        "Klicka för att kontrollera att denna webbplats är laglig",
        "Klik her for at kontrollere, om dette websted er lovligt",
        "Kliknij, aby sprawdzić, czy apteka działa legalnie",
    ],
)
def test_the_common_logo_is_known_by_its_sentence(words: str) -> None:
    assert _linked("https://www.psi.ie/internet-supply-list/4711", words).genuine_link
    assert not _linked("https://fernhollow.example/licence", words).genuine_link


@pytest.mark.parametrize(
    "claim",
    [
        "We are an FDA approved pharmacy.",
        "Our store is licensed by the TGA.",
        "This TGA accredited online pharmacy ships daily.",
        "The shop holds a pharmacy licence of Health Canada.",
        "Our pharmacy is certified by the World Health Organization.",
    ],
)
def test_a_scheme_that_nobody_runs_is_a_claim(claim: str) -> None:
    assert [(seal.name, seal.claim_only) for seal in _seals(f"<p>{claim}</p>")] == [(INVENTED, True)]


@pytest.mark.parametrize(
    "words",
    [
        "We dispense FDA approved medicines only.",
        "There is no such thing as a TGA approved pharmacy.",
        "Beware of sites that claim to be an FDA approved pharmacy.",
        "The WHO estimates that many shops are unlawful.",
        "Health Canada does not license pharmacies.",
        "Ask whether the pharmacy is accredited by NABP.",
    ],
)
def test_medicines_warnings_and_advice_are_no_claim(words: str) -> None:
    assert _seals(f"<p>{words}</p>") == []


def test_a_heading_that_warns_covers_the_list_below_it() -> None:
    html = "<h2>Signs of a fake shop</h2><ul><li>We are an FDA approved pharmacy!</li></ul>"
    assert _seals(html) == []


def test_security_pictures_are_no_accreditation() -> None:
    assert _seals('<img src="/norton.png" alt="Norton secured"><img src="/mcafee.png" alt="McAfee">') == []


def test_a_domain_is_found_in_path_or_query_and_files_are_not_domains() -> None:
    assert names_domain(f"https://body.example/entry?site=www.{SITE}", SITE) is True
    assert names_domain("https://body.example/other-shop.com/", SITE) is False
    assert names_domain("https://body.example/list.xhtml?id=4f", SITE) is None


def test_a_body_named_as_ones_own_is_told_from_one_to_complain_to() -> None:
    own = page("https://x.example/about", "<p>Premises registered with the Victorian Pharmacy Authority.</p>")
    other = page("https://x.example/about", "<p>You may report us to the Pharmacy Council of New South Wales.</p>")
    assert [quote.words for quote in named_bodies(own)] == ["Pharmacy Authority"]
    assert named_bodies(other) == ()
