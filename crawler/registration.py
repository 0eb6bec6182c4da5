"""What a registry says about a domain: dates, registrar, the registrar's abuse address, name servers. Nothing personal.

The record itself, and the reader of RDAP answers (RFC 9083); `crawler.whois` reads the older free text. whoisit reads,
but does not ask: it would open connections of its own, past the guard and the turns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

MAX_SERVERS = 16  # name servers kept; RFC 1912 2.8 advises at most seven
MAX_NAME = 200  # characters of a registrar's name

# RFC 9083 10.2.4; what is told about these is personal, and is not read
_HOLDERS = frozenset({"registrant", "administrative", "technical", "billing", "proxy"})

EMAIL = r"([A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,24})"


class Unreadable(ValueError):
    """The answer is not what the protocol promises."""


@dataclass(frozen=True, slots=True)
class Registration:
    """Dates are aware; empty texts and None mean: not said, or redacted."""

    registered: datetime | None = None
    expires: datetime | None = None
    registrar: str = ""
    abuse_contact: str = ""
    name_servers: tuple[str, ...] = ()


def read_rdap(body: bytes) -> Registration:
    """An RDAP domain answer (RFC 9083, JSON), read by whoisit. Raises Unreadable."""
    from whoisit.parser import ParseDomain

    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    if not isinstance(answer, dict) or answer.get("objectClassName") != "domain":
        raise Unreadable("not an RDAP domain answer")
    try:
        # With "overrides" an answer without a handle is read too: some registries give none.
        return _registration(ParseDomain(_lists(), _impersonal(answer), "", using_overrides=True).parse())
    except Exception as error:  # strangers wrote the answer, and whoisit trusts its types
        raise Unreadable(f"not as RFC 9083 has it ({type(error).__name__})") from None


@cache
def _lists() -> Any:
    """IANA's lists as whoisit keeps them, here empty: nothing is looked up in them while an answer is read."""
    from whoisit.bootstrap import Bootstrap

    return Bootstrap()


def _registration(told: Mapping[str, Any]) -> Registration:
    entities = told["entities"]
    return Registration(
        registered=_date(told["registration_date"]),
        expires=_date(told["expiration_date"]),
        registrar=" ".join(first(one.get("name", "") for one in entities.get("registrar", ())).split())[:MAX_NAME],
        abuse_contact=_email(first(one.get("email", "") for one in entities.get("abuse", ()))),
        name_servers=host_names(told["nameservers"]),
    )


def _impersonal(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of an answer that are read. Dates in a shape of their own are left out: whoisit would guess at them."""
    events = ({name: str(value) for name, value in event.items()} for event in _dicts(answer.get("events")))
    return {
        "objectClassName": "domain",
        "events": [one for one in events if _is_date(one.get("eventDate", "")) and "eventAction" in one],
        "nameservers": [
            {"objectClassName": "nameserver", "ldhName": n.get("ldhName")} for n in _dicts(answer.get("nameservers"))
        ],
        "entities": list(_offices(answer.get("entities"))),
    }


def _offices(entities: Any) -> Iterator[dict[str, Any]]:
    """Entities, and those within, but for the holder of the domain and whoever acts for the holder."""
    for entity in _dicts(entities):
        roles = {role.lower() for role in _texts(entity.get("roles"))}
        if not roles & _HOLDERS:
            inner = list(_offices(entity.get("entities")))
            yield {"roles": sorted(roles), "vcardArray": entity.get("vcardArray"), "entities": inner}


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _email(text: str) -> str:
    import re2

    match = re2.fullmatch(EMAIL, text.strip().lower()[:300].removeprefix("mailto:"))
    return str(match[1]) if match else ""


def _is_date(text: str) -> bool:
    """RFC 3339, as RFC 9083 4.5 asks; registries differ in the time zone and in fractions."""
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _date(moment: datetime | None) -> datetime | None:
    if moment is None or moment.tzinfo:
        return moment and moment.astimezone(UTC)
    return moment.replace(tzinfo=UTC)


def host_names(values: Iterable[Any]) -> tuple[str, ...]:
    """Host names only: answers mix in addresses, dashes and headings."""
    import re2

    found: dict[str, None] = {}
    for value in values:
        words = value.strip(" -\t").split() if isinstance(value, str) else []
        host = words[0].rstrip(".,").lower() if words else ""
        if re2.fullmatch(r"(?:[a-z0-9_][a-z0-9_\-]{0,62}\.)+[a-z][a-z0-9\-]{1,62}", host):
            found[host] = None
    return tuple(sorted(found)[:MAX_SERVERS])
