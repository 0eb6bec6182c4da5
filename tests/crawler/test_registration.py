"""Registry answers as they really look: dates in every shape, redacted people, missing domains."""

from __future__ import annotations

import io
import json
import tarfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.registration import Unreadable, read_rdap
from crawler.whois import read_whois, whois_referral
from tests.crawler.loopback import shared


@pytest.mark.parametrize(
    ("site", "line", "day"),
    [
        ("shop.com", "Creation Date: 2020-03-04T01:02:03Z", (2020, 3, 4)),
        ("shop.fi", "created..............: 4.3.2020 10:11:12", (2020, 3, 4)),
        ("shop.co.uk", "Registered on: 04-Mar-2020", (2020, 3, 4)),
        ("shop.jp", "[登録年月日] 2020/03/04\n[Created on] 2020/03/04", (2020, 3, 4)),
        ("shop.com.br", "created:     20200304 #123456", (2020, 3, 4)),
    ],
)
def test_dates_in_the_shapes_of_the_world(site: str, line: str, day: tuple[int, int, int]) -> None:
    found = read_whois(f"Domain Name: {site}\n{line}\n", site)
    assert found is not None
    assert found.registered is not None
    assert found.registered.date() == date(*day)


def test_a_domain_that_is_not_there() -> None:
    assert read_whois('No match for "SHOP.COM".\n>>> Last update of whois database <<<\n', "shop.com") is None


def test_a_parser_that_does_not_come_back_is_stopped() -> None:
    with pytest.raises(Unreadable, match="too long"):
        read_whois("Domain Name: " + "a " * 16_000, "shop.hk", seconds=0.05)


def test_the_root_names_the_server() -> None:
    assert whois_referral("domain: DE\nwhois:        whois.denic.de\nstatus: ACTIVE\n") == "whois.denic.de"
    assert whois_referral("no such thing") == ""


def test_real_whois_answers() -> None:
    answers = {}
    with tarfile.open(fileobj=io.BytesIO(shared("suites", "whois_samples.tar.gz").read_bytes())) as samples:
        for member in samples:
            file = samples.extractfile(member) if member.name.startswith("whois/") else None
            if file is not None:
                answers[member.name.removeprefix("whois/")] = file.read().decode("utf-8", "replace")
    read = {}
    for site, text in answers.items():
        try:
            read[site] = read_whois(text, site)
        except Unreadable:
            read[site] = None
    dated = [site for site, found in read.items() if found and found.registered]
    print(f"{len(answers)} answers, {sum(1 for found in read.values() if found)} read, {len(dated)} with a date")
    assert len(answers) == 66
    assert len(dated) >= 50
    assert sum(1 for found in read.values() if found) >= 62
    found = read["abc.xyz"]
    assert found is not None
    assert found.registered is not None
    assert found.registered.date() == date(2014, 3, 20)


def test_real_rdap_answers() -> None:
    folder = shared("suites", "rdap")
    read = {path.name: read_rdap(path.read_bytes()) for path in sorted(folder.glob("*.json"))}
    assert len(read) == 8
    assert all(found.registered and found.name_servers for found in read.values())
    assert read["microsoft.click.json"].abuse_contact == "abusecomplaints@markmonitor.com"
    assert read["lemonde.fr.json"].registrar == "NAMESHIELD"
    assert read["lemonde.fr.json"].abuse_contact == ""
    assert not any("joe" in repr(found) for found in read.values())


@given(st.text(max_size=400))
def test_no_answer_breaks_the_reader(text: str) -> None:
    with suppress(Unreadable):
        read_rdap(text.encode("utf-8", "replace"))


def _rdap(**more: object) -> bytes:
    told = {"objectClassName": "domain", "events": [{"eventAction": "registration", "eventDate": "2020-03-04"}]}
    return json.dumps(told | more).encode()


def test_one_odd_date_does_not_cost_the_answer_and_is_not_guessed_at() -> None:
    events = [
        {"eventAction": "registration", "eventDate": "2020-03-04T01:02:03Z"},
        {"eventAction": "expiration", "eventDate": "sometime in May"},
        {"eventDate": "2021-01-01"},
    ]
    found = read_rdap(_rdap(events=events))
    assert (found.registered, found.expires) == (datetime(2020, 3, 4, 1, 2, 3, tzinfo=UTC), None)


def test_whoever_holds_the_domain_is_not_read() -> None:
    def entity(role: str, mail: str, *inner: object) -> dict[str, object]:
        card = ["vcard", [["fn", {}, "text", f"{role} of it"], ["email", {}, "text", mail]]]
        return {"roles": [role], "vcardArray": card, "entities": list(inner)}

    holder = entity("registrant", "me@home.example", entity("abuse", "me-too@home.example"))
    registrar = entity("Registrar", "sales@registrar.example", entity("abuse", "mailto:Abuse@registrar.example"))
    found = read_rdap(_rdap(entities=[holder, registrar]))
    assert (found.registrar, found.abuse_contact) == ("Registrar of it", "abuse@registrar.example")


@pytest.mark.parametrize(
    "more", [{"entities": "none"}, {"nameservers": [7]}, {"events": {}}, {"entities": [{"roles": 1}]}]
)
def test_parts_of_another_shape_are_passed_over(more: dict[str, object]) -> None:
    assert read_rdap(_rdap(**more)).registrar == ""
