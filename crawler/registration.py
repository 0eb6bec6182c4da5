"""What a registry says about a domain: dates, registrar, the registrar's abuse address, name servers. Nothing personal.

The record itself, and the reader of RDAP answers (RFC 9083); `crawler.whois` reads the older free text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
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
    """An RDAP domain answer (RFC 9083, JSON). Raises Unreadable."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("not JSON") from None
    if not isinstance(answer, dict) or answer.get("objectClassName") != "domain":
        raise Unreadable("not an RDAP domain answer")
    dates = {event.get("eventAction"): _date(event.get("eventDate")) for event in _dicts(answer.get("events"))}
    registrars = [entity for entity in _dicts(answer.get("entities")) if _is(entity, "registrar")]
    abuse = [
        inner
        for outer in (registrars, [answer])
        for entity in outer
        for inner in _dicts(entity.get("entities"))
        if _is(inner, "abuse")
    ]
    return Registration(
        registered=dates.get("registration"),
        expires=dates.get("expiration"),
        registrar=first(_card(entity, "fn") or _card(entity, "org") for entity in registrars)[:MAX_NAME],
        abuse_contact=_email(first(_card(entity, "email") for entity in abuse)),
        name_servers=host_names(server.get("ldhName") for server in _dicts(answer.get("nameservers"))),
    )


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _is(entity: dict[str, Any], role: str) -> bool:
    """Whether an entity has this role and is not the holder of the domain or somebody who acts for the holder."""
    roles = _texts(entity.get("roles"))
    return role in roles and not _HOLDERS & set(roles)


def first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _card(entity: dict[str, Any], name: str) -> str:
    """One text property of an entity's jCard (RFC 7095: ["vcard", [[name, parameters, type, value], …]])."""
    card = entity.get("vcardArray")
    rows = card[1] if isinstance(card, list) and len(card) == 2 and isinstance(card[1], list) else []
    for row in rows:
        if isinstance(row, list) and len(row) >= 4 and row[0] == name and isinstance(row[3], str):
            return " ".join(row[3].split())
    return ""


def _email(text: str) -> str:
    import re2

    match = re2.fullmatch(EMAIL, text.strip().lower()[:300].removeprefix("mailto:"))
    return str(match[1]) if match else ""


def _date(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value[:40])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


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
