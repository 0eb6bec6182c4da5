"""WHOIS answers (RFC 3912): free text, one layout per registry, parsed by python-whois in a child that can be killed.

The child is needed: python-whois reads with backtracking patterns, and 16 KB of hostile text held its .hk parser for 43
seconds. Only dates, registrar, the abuse address and name servers leave the child; nothing about persons does.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import re2

from crawler.registration import EMAIL, MAX_NAME, Registration, Unreadable, first, host_names

MAX_TEXT = 32_000  # characters of an answer; the longest of 66 real ones has under 12,000
SECONDS = 5.0  # the slowest of 66 real answers takes 0.4 s with the start of the child
_MEMORY = 512 * 1024 * 1024
_ABUSE = re2.compile(rf"(?im)^\s*(?:Registrar\s+)?Abuse(?:\s+Contact)?\s+E-?mail\s*:\s*{EMAIL}\s*$")
_REFERRAL = re2.compile(r"(?im)^(?:refer|whois):[ \t]*([a-z0-9.\-]{4,253})[ \t]*\r?$")
# Whole phrases at the start of a line only: the disclaimers of registries are full of "available" and "free".
_NOT_FOUND = re2.compile(
    r"(?im)^[%#>\s]*(?:no match(?:ing)?\b|not found\b|no (?:data|entries|object|information|record)s? (?:was |were )?"
    r"found\b|domain not found\b|no such domain\b|status:\s*(?:free|available)\b)"
)
# Looked for only where nothing else was understood: ordinary answers warn of excessive querying in their small print.
_TOO_MANY = re2.compile(
    r"(?i)(?:limit|quota|rate)s?\s+(?:\w+\s+){0,2}(?:exceeded|reached)|exceeded\s+(?:\w+\s+){0,4}(?:limit|quota|rate)"
    r"|too many (?:queries|requests|connections)|(?:queries|requests) too (?:fast|often)|blacklisted|rate.?limited"
)
_ABSENT = "absent"


def read_whois(text: str, domain: str, seconds: float = SECONDS) -> Registration | None:
    """A WHOIS answer about `domain`; None when it says that there is no such domain.

    Raises Unreadable when nothing was understood, or the parser had to be stopped. Blocks for `seconds` at most.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "crawler.whois", domain],
            input=text[:MAX_TEXT].encode("utf-8", "replace"),
            capture_output=True,
            timeout=seconds,
            cwd=Path(__file__).parent.parent,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("the WHOIS answer took too long to parse") from None
    told = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}
    if told.get(_ABSENT):
        return None
    found = Registration(
        registered=_aware(told.get("registered")),
        expires=_aware(told.get("expires")),
        registrar=str(told.get("registrar") or "")[:MAX_NAME],
        abuse_contact=first(address.lower() for address in _ABUSE.findall(text[:MAX_TEXT])),
        name_servers=host_names(told.get("servers") or ()),
    )
    if found == Registration():
        if _NOT_FOUND.search(text[:MAX_TEXT]):
            return None
        raise Unreadable("nothing in the WHOIS answer was understood")
    return found


def whois_referral(text: str) -> str:
    """The WHOIS server that the root (whois.iana.org) names for a top-level domain; empty: none."""
    match = _REFERRAL.search(text[:MAX_TEXT])
    return match[1].lower() if match else ""


def too_many(text: str) -> bool:
    """Whether an answer in which nothing was understood says that the server was asked too often."""
    return bool(_TOO_MANY.search(text[:MAX_TEXT]))


def _aware(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words) if words else None


def _serve(domain: str, text: str) -> dict[str, Any]:
    """In the child: what python-whois makes of the text, as JSON."""
    from whois.exceptions import WhoisDomainNotFoundError, WhoisError
    from whois.parser import WhoisEntry

    try:
        entry = WhoisEntry.load(domain, text)
    except WhoisDomainNotFoundError:
        return {_ABSENT: True}
    except WhoisError:
        return {}
    return {
        "registered": _earliest(entry.get("creation_date")),
        "expires": _earliest(entry.get("expiration_date")),
        "registrar": first(_texts(entry.get("registrar"))),
        "servers": list(_texts(entry.get("name_servers"))),
    }


def _earliest(value: object) -> str | None:
    """The first date of one or several; dates without a zone count as UTC, dates left as text as not read."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, datetime):
            return (item if item.tzinfo else item.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
        if isinstance(item, date):
            return datetime(item.year, item.month, item.day, tzinfo=UTC).isoformat()
    return None


def _texts(value: object) -> Iterable[str]:
    return [item.strip() for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.stdout.write(json.dumps(_serve(sys.argv[1], sys.stdin.read())))
