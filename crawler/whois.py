"""WHOIS answers (RFC 3912): free text, one layout per registry, read line by line.

No backtracking pattern touches the text: 16,000 hostile characters held a common WHOIS parser for 43 seconds.
Dates are read to the day: the age of a shop needs no more, and zones are seldom named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from crawler.registration import EMAIL, MAX_NAME, Registration, Unreadable, first, host_names

MAX_TEXT = 32_000  # characters of an answer; the longest of 66 real ones has under 12,000
_MAX_LINE = 300

# Labels as 66 real answers of 50 registries write them, lower case.
_CREATED = frozenset({
    "creation date", "created", "created on", "created date", "domain created", "domain registered", "registered",
    "registered on", "registered date", "registration date", "registration time", "record created",
    "record created on", "domain registration date", "domain name commencement date", "domain record activated",
    "created at", "fecha de registro", "activation", "assigned",
})  # fmt: skip
_EXPIRES = frozenset({
    "expiration date", "registry expiry date", "registrar registration expiration date", "expiry date", "expires",
    "expires on", "expire date", "expire", "renewal date", "paid-till", "validity", "valid until",
    "domain expiration date", "expiration time", "record expires on", "option expiration date", "expires at",
    "fecha de vencimiento", "record will expire on",
})  # fmt: skip
_REGISTRAR = frozenset({
    "registrar", "registrar name", "registrar organization", "sponsoring registrar", "registrar handle",
    "registered by", "registration service provider", "current registrar",
})  # fmt: skip
_SERVERS = frozenset({
    "name server", "name servers", "nameserver", "nameservers", "nserver", "nservers", "dns", "host name",
    "hostname", "domain servers", "domain nameservers", "domain servers in listed order", "domain name servers",
    "p", "ns",
})  # fmt: skip
_NAMES = frozenset({"name", "organization", "organisation"})

_MAX_LABEL = 45  # characters before the colon; "registrar registration expiration date" has 38
_ABUSE = rf"(?im)^\s*(?:Registrar\s+)?Abuse(?:\s+Contact)?\s+E-?mail\s*:\s*{EMAIL}\s*$"
# Whole phrases at the start of a line only: the disclaimers of registries are full of "available" and "free".
_ABSENT = (
    r"(?im)^[%#>\s]*(?:no match(?:ing)?\b|not found\b|no (?:data|entries|object|information|record)s? (?:was |were )?"
    r"found\b|domain not found\b|no such domain\b|this domain name has not been registered\b"
    r"|status:\s*(?:free|available)\b)"
)
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Year, month and day by name; day before month where both are figures, as no registry that writes figures is American.
_DATES = (
    r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T)",
    r"\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})\b",
    r"(?i)\b(?P<d>\d{1,2})[- ](?P<m>[a-z]{3})[a-z]*[- ](?P<y>\d{4})\b",
    r"(?i)\b(?P<y>\d{4})-(?P<m>[a-z]{3})-(?P<d>\d{1,2})\b",
    r"(?i)\b(?P<m>[a-z]{3}) +(?P<d>\d{1,2}) .{0,20}\b(?P<y>\d{4})\b",
    r"\b(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})\b",
    r"(?i)\bbefore (?P<m>[a-z]{3})-(?P<y>\d{4})\b",
)


def read_whois(text: str) -> Registration | None:
    """A WHOIS answer; None when it says that there is no such domain. Raises Unreadable."""
    import re2

    text = text[:MAX_TEXT]
    pairs = list(_pairs(text))
    found = Registration(
        # The domain stands before the people and companies whose own dates follow.
        registered=next((day for label, value in pairs if label in _CREATED and (day := _day(value))), None),
        expires=next((day for label, value in pairs if label in _EXPIRES and (day := _day(value))), None),
        registrar=first(value for label, value in pairs if label in _REGISTRAR)[:MAX_NAME],
        abuse_contact=first(address.lower() for address in re2.findall(_ABUSE, text)),
        name_servers=host_names(value for label, value in pairs if label in _SERVERS),
    )
    if found != Registration():
        return found
    if re2.search(_ABSENT, text):
        return None
    raise Unreadable("nothing in the WHOIS answer was understood")


def whois_referral(text: str) -> str:
    """The WHOIS server that the root (whois.iana.org) names for a top-level domain; empty: none."""
    import re2

    match = re2.search(r"(?im)^(?:refer|whois):[ \t]*([a-z0-9.\-]{4,253})[ \t]*\r?$", text[:MAX_TEXT])
    return match[1].lower() if match else ""


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Labels, lower case, with their values; lines below a label without a value are its values, up to a blank line."""
    heading, filled = "", False
    for raw in text.splitlines():
        line = " ".join(raw[:_MAX_LINE].split())
        label, value = _label(line)
        if label and value:
            yield heading if heading in _REGISTRAR and label in _NAMES else label, value
        elif label:
            heading, filled = label, False
        elif line and heading:
            filled = True
            yield heading, line
        elif filled:
            heading = ""


def _label(line: str) -> tuple[str, str]:
    """`Label: value`, `label....: value`, `a. [Label] value`, `Record created on value`; ("", "") for other lines."""
    if "[" in line[:4] and "]" in line:
        label, _, value = line.partition("[")[2].partition("]")
    elif line.lower().startswith("record ") and ":" not in line[:_MAX_LABEL]:
        label, mark, value = line.partition(" on ")
        label += mark
    else:
        label, mark, value = line.partition(":")
        label = label.partition("(")[0] if mark else ""
    label = label.lower().strip(" .")
    return (label, value.strip()) if 0 < len(label) <= _MAX_LABEL else ("", "")


def _day(value: str) -> datetime | None:
    import re2

    for pattern in _DATES:
        match = re2.search(pattern, value)
        if match is None:
            continue
        parts = match.groupdict()
        name = parts["m"].lower()
        try:
            month = int(name) if name.isdigit() else _MONTHS.index(name)
            return datetime(int(parts["y"]), month, int(parts.get("d") or 1), tzinfo=UTC)
        except ValueError:
            continue
    return None
