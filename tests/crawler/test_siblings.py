"""From one site to the next: what a kept visit leads to."""

from __future__ import annotations

from dataclasses import replace

from crawler.sources.siblings import heard_from
from crawler.visit import Outside
from tests.scoring.build import site

GUIDE = """<html lang=en><title>Where to get accutane</title><main><h1>Accutane guide</h1>
<p>We compared many stores for you and found two that deliver everywhere without fuss.</p>
<a href="https://copper-kettle.example/in?id=7">Order accutane here</a>
<a href="https://second-kettle.example/">our second choice</a>
<a href="https://www.facebook.com/guide">follow us</a> <a href="/about">about</a> <a href="mailto:x@y.example">mail</a>
<a href="https://harbour-pharmacy.example/">a pharmacy</a></main></html>"""
VISIT = site([("https://acne-guide.example/", GUIDE)])


def scores(role: str, verdict: str, least: int = 40) -> dict[str, int]:
    return {one.site: one.score for one in heard_from(VISIT, role, verdict, "archive", least)}


def test_a_referral_page_leads_to_shops_whatever_they_are_called() -> None:
    found = scores("referral", "caution")
    assert found == {"copper-kettle.example": 85, "second-kettle.example": 60, "harbour-pharmacy.example": 60}


def test_out_of_an_article_only_names_that_tell_are_followed() -> None:
    assert scores("information", "not_a_seller") == {"harbour-pharmacy.example": 45}


def test_the_reason_says_where_the_link_stands_and_what_it_says() -> None:
    (first, *_) = heard_from(VISIT, "referral", "caution", "archive acne-guide.example")
    assert first.url == "https://copper-kettle.example/in?id=7"
    assert first.reason == "https://acne-guide.example/ links there under words that name “accutane”."


def test_a_doubtful_shop_leads_to_where_it_forwards_and_to_names_on_its_certificate() -> None:
    outside = Outside(certificate_names=("acne-guide.example", "*.third-kettle.example", "www.third-kettle.example"))
    moved = replace(VISIT, redirects=("https://new-home.example/",), outside=outside)
    found = {one.site: one.score for one in heard_from(moved, "seller", "flagged", "archive")}
    assert (found["new-home.example"], found["third-kettle.example"]) == (60, 45)
    crowd = replace(moved, outside=Outside(certificate_names=tuple(f"s{n}.example" for n in range(40))))
    assert not any(one.site.startswith("s1") for one in heard_from(crowd, "seller", "flagged", "archive"))


def test_a_link_farm_does_not_fill_the_table() -> None:
    links = "".join(f'<a href="https://kettle{n}.example/">accutane shop</a> ' for n in range(900))
    farm = site([("https://farm.example/", f"<html lang=en><title>Links</title><main><p>{links}</p></main></html>")])
    assert len(list(heard_from(farm, "doorway", "caution", "archive"))) == 200
