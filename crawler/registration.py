"""What a registry says about a domain: dates, registrar, the registrar's abuse address, name servers. Nothing personal.

Two parsers, for RDAP (RFC 9083) and for WHOIS (free text, through python-whois). Pure; the input is untrusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MAX_TEXT = 16_000  # characters of a WHOIS answer; the longest of 66 real ones has under 12,000
MAX_LINE = 300  # characters; python-whois reads with backtracking patterns: 64,000 of "a@a@…" held it for a minute
MAX_SERVERS = 16  # name servers kept; RFC 1912 2.8 advises at most seven
_MAX_NAME = 200  # characters of a registrar's name

_EMAIL = r"([A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}\.[A-Za-z]{2,24})"
_ABUSE_LINE = rf"(?im)^\s*(?:Registrar\s+)?Abuse(?:\s+Contact)?\s+E-?mail\s*:\s*{_EMAIL}\s*$"
# Only whole phrases at the start of a line: the disclaimers of registries are full of "available" and "free".
_ABSENT = (
    r"(?im)^[%#>\s]*(?:no match(?:ing)?\b|not found\b|no (?:data|entries|object|information|record)s? (?:was |were )?"
    r"found\b|domain not found\b|no such domain\b|this domain name has not been registered\b"
    r"|status:\s*(?:free|available)\b)"
)


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
    registrars = [entity for entity in _dicts(answer.get("entities")) if "registrar" in _texts(entity.get("roles"))]
    abuse = [
        inner
        for outer in (registrars, [answer])
        for entity in outer
        for inner in _dicts(entity.get("entities"))
        if "abuse" in _texts(inner.get("roles"))
    ]
    return Registration(
        registered=dates.get("registration"),
        expires=dates.get("expiration"),
        registrar=_first(_card(entity, "fn") or _card(entity, "org") for entity in registrars)[:_MAX_NAME],
        abuse_contact=_email(_first(_card(entity, "email") for entity in abuse)),
        name_servers=_servers(server.get("ldhName") for server in _dicts(answer.get("nameservers"))),
    )


def read_whois(text: str, site: str) -> Registration | None:
    """A WHOIS answer about `site`; None when it says that there is no such domain. Raises Unreadable."""
    import re2
    from whois.parser import WhoisEntry

    text = "\n".join(line[:MAX_LINE].rstrip() for line in text[:MAX_TEXT].splitlines())
    if not text.strip() or re2.search(_ABSENT, text):
        return None
    try:
        entry = WhoisEntry.load(site, text)
    except Exception as error:  # noqa: BLE001 - the parser throws what it likes at text it does not know
        raise Unreadable(type(error).__name__) from None
    # Some registries put several objects into one answer: the domain itself is the oldest of them.
    found = Registration(
        registered=min(_dates(entry.get("creation_date")), default=None),
        expires=max(_dates(entry.get("expiration_date")), default=None),
        registrar=_first(_lines(entry.get("registrar")))[:_MAX_NAME],
        abuse_contact=_first(match.lower() for match in re2.findall(_ABUSE_LINE, text)),
        name_servers=_servers(_lines(entry.get("name_servers"))),
    )
    if found == Registration():
        raise Unreadable("nothing in the answer was understood")
    return found


def whois_referral(text: str) -> str:
    """The WHOIS server that the root (whois.iana.org) names for a top-level domain; empty: none."""
    import re2

    match = re2.search(r"(?im)^(?:refer|whois):[ \t]*([a-z0-9.\-]{4,253})[ \t]*\r?$", text[:MAX_TEXT])
    return match[1].lower() if match else ""


def rdap_bases(body: bytes) -> dict[str, str]:
    """Top-level domain -> RDAP base URL, from IANA's bootstrap file (RFC 9224). Raises Unreadable."""
    try:
        services = json.loads(body)["services"]
        pairs = [(tld, url) for names, urls in services for tld in names for url in urls[:1]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Unreadable("not an RDAP bootstrap file") from None
    return {tld.lower(): url for tld, url in pairs if isinstance(tld, str) and isinstance(url, str)}


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _first(values: Iterable[str]) -> str:
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

    match = re2.fullmatch(_EMAIL, text.strip().lower()[:300].removeprefix("mailto:"))
    return str(match[1]) if match else ""


def _date(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return _aware(datetime.fromisoformat(value[:40]))
    except (ValueError, OverflowError):
        return None


def _dates(value: Any) -> list[datetime]:
    values = value if isinstance(value, list) else [value]
    return [_aware(item) for item in values if isinstance(item, datetime)]


def _aware(moment: datetime) -> datetime:
    """Registries that name no zone are read as UTC: a day does not matter to the age of a shop."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def _lines(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(line.split()) for item in values if isinstance(item, str) for line in item.splitlines()]


def _servers(values: Iterable[Any]) -> tuple[str, ...]:
    """Host names only: answers mix in addresses, dashes and headings."""
    import re2

    found: dict[str, None] = {}
    for value in values:
        words = value.strip(" -\t").split() if isinstance(value, str) else []
        host = words[0].rstrip(".,").lower() if words else ""
        if re2.fullmatch(r"(?:[a-z0-9_][a-z0-9_\-]{0,62}\.)+[a-z][a-z0-9\-]{1,62}", host):
            found[host] = None
    return tuple(sorted(found)[:MAX_SERVERS])
