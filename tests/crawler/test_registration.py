"""Registry answers as they really look: dates in every shape, redacted people, missing domains."""

from __future__ import annotations

import io
import tarfile
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.registration import Registration, Unreadable, read_rdap
from crawler.whois import read_whois, whois_referral
from tests.crawler.loopback import shared


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Creation Date: 2020-03-04T01:02:03Z", (2020, 3, 4)),
        ("created..............: 4.3.2020 10:11:12", (2020, 3, 4)),
        ("Registered on: 04-Mar-2020", (2020, 3, 4)),
        ("Registration Date: 4-March-2020", (2020, 3, 4)),
        ("Domain Registration Date:  Wed Mar 04 10:11:12 GMT 2020", (2020, 3, 4)),
        ("created: 20200304 #123456", (2020, 3, 4)),
        ("[登録年月日] 2020/03/04\n[Created on] 2020/03/04", (2020, 3, 4)),
        ("Created on..: 2020-Mar-04.", (2020, 3, 4)),
        ("Record created on 2020-03-04 (YYYY-MM-DD)", (2020, 3, 4)),
        ("Registered on: before Aug-1996", (1996, 8, 1)),
    ],
)
def test_dates_in_the_shapes_of_the_world(line: str, day: tuple[int, int, int]) -> None:
    found = read_whois(f"Domain: shop.example\n{line}\n")
    assert found is not None
    assert found.registered == datetime(*day, tzinfo=UTC)


def test_a_person_created_later_does_not_make_the_domain_younger() -> None:
    found = read_whois("domain: shop.example\ncreated: 2010-01-01\n\ncontact: X-1\ncreated: 2021-05-05\n")
    assert found is not None
    assert found.registered == datetime(2010, 1, 1, tzinfo=UTC)


def test_headings_with_their_values_below() -> None:
    found = read_whois(
        "Registrar:\n   Namenhafen Ltd\n\nName servers:\n   ns1.hafen.example  192.0.2.1\n   ns2.hafen.example\n"
    )
    assert found == Registration(registrar="Namenhafen Ltd", name_servers=("ns1.hafen.example", "ns2.hafen.example"))


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
            read[site] = read_whois(text)
        except Unreadable:
            read[site] = None
    dated = [site for site, found in read.items() if found and found.registered]
    print(f"{len(answers)} answers, {sum(1 for found in read.values() if found)} read, {len(dated)} with a date")
    assert len(answers) == 66
    assert len(dated) >= 53
    assert sum(1 for found in read.values() if found) >= 65
    expected = {"abc.xyz": (2014, 3, 20), "google.kg": (2004, 2, 10), "yandex.kz": (2009, 7, 1)}
    for site, day in expected.items():
        found = read[site]
        assert found is not None
        assert found.registered == datetime(*day, tzinfo=UTC)


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
def test_no_answer_breaks_the_readers(text: str) -> None:
    with suppress(Unreadable):
        read_whois(text)
    with suppress(Unreadable):
        read_rdap(text.encode("utf-8", "replace"))
