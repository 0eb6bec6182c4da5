"""Who may sign a decision: whoever sits at this machine, or whoever a login names and a list allows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ui.reviewer import Barred, Nameless, Reviewer, Seat, SignedOut, seated

HERE = Seat("127.0.0.1", "127.0.0.1:8501", "http://127.0.0.1:8501", False, None)
ANA = {"iss": "https://login.example", "sub": "7", "name": "Ana  Reyes", "email": "Ana@agency.example"}


def test_at_this_machine_the_name_is_typed_in() -> None:
    assert seated(HERE, "") == Nameless()
    assert seated(HERE, "  A.\tInspector ") == Reviewer("A. Inspector")
    for host in ("localhost:8501", "127.9.9.9", "[::1]:8501"):
        assert seated(replace(HERE, host=host, origin=f"http://{host}"), "A") == Reviewer("A")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"address": ""}, "every address of the machine"),
        ({"address": "0.0.0.0"}, "listen on 0.0.0.0"),
        ({"address": "::"}, "listen on ::"),
        ({"address": "192.0.2.7"}, "listen on 192.0.2.7"),
        ({"address": "127.0.0.1.evil.example"}, "listen on"),
        ({"host": "screens.example"}, "reached as screens.example"),
        ({"origin": "https://screens.example"}, "reached as screens.example"),
        ({"host": "127.0.0.1.nip.example:8501"}, "reached as"),
        ({"host": ""}, "does not say"),
        ({"proxied": True}, "through a proxy"),
    ],
)
def test_where_others_could_type_a_name_nobody_decides(change: dict[str, object], why: str) -> None:
    found = seated(replace(HERE, **change), "A. Inspector")  # type: ignore[arg-type]
    assert isinstance(found, Barred)
    assert why in found.why and "--address 127.0.0.1" in found.why


def test_with_a_login_a_typed_name_counts_for_nothing() -> None:
    seat = replace(HERE, address="0.0.0.0", claims={"is_logged_in": False}, people=("*",))
    assert seated(seat, "A. Inspector") == SignedOut()
    assert seated(replace(seat, claims=ANA), "A. Inspector") == Reviewer("Ana Reyes", "https://login.example 7")


@pytest.mark.parametrize("entry", ["ana@agency.example", "@Agency.example", "sub:7", "*"])
def test_who_is_on_the_list_reviews(entry: str) -> None:
    seat = replace(HERE, claims={**ANA, "email_verified": True}, people=("bo@agency.example", entry))
    assert isinstance(seated(seat, ""), Reviewer)


@pytest.mark.parametrize(
    ("claims", "people", "why"),
    [
        ({"email_verified": True}, (), "nobody is named as a reviewer"),
        ({"email_verified": True}, ("bo@agency.example", "@other.example", "sub:8"), "not on the list"),
        ({"email_verified": False}, ("ana@agency.example",), "does not vouch"),
        ({}, ("@agency.example",), "does not vouch"),
        ({"email": "ana@agency.example.evil.example", "email_verified": True}, ("@agency.example",), "not on the list"),
        ({"email": "", "email_verified": True}, ("", "@"), "not on the list"),
        ({"email": "x@", "email_verified": True}, ("ana@agency.example",), "not on the list"),
    ],
)
def test_who_is_not_on_the_list_does_not(claims: dict[str, object], people: tuple[str, ...], why: str) -> None:
    found = seated(replace(HERE, claims={**ANA, **claims}, people=people), "")
    assert isinstance(found, Barred)
    assert why in found.why
