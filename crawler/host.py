"""The host of a URL, read as browsers read it (WHATWG URL, host parsing), then held to stricter rules.

Whatever a browser would take for an IPv4 address is taken for one here: decimal, octal and hexadecimal, short forms,
percent-encoded, full-width or circled digits, other dots. So no spelling says one thing here and another to a socket.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote_to_bytes

from crawler.addresses import Address
from crawler.refusal import Reason

MAX_NAME = 253  # RFC 1035 2.3.4: 255 octets on the wire
# Bounded by MAX_NAME. Underscores stand in real host names; a hyphen at either end does not resolve everywhere.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BRACKETED = re.compile(r"[0-9A-Fa-f:.]{2,45}")

SPECIAL_NAMES: dict[str, str] = {
    "alt": "RFC 9476",
    "arpa": "RFC 3172: infrastructure only; home.arpa RFC 8375",
    "corp": "ICANN resolution 2018.02.04.12: never delegated",
    "example": "RFC 6761",
    "home": "ICANN resolution 2018.02.04.12: never delegated",
    "internal": "ICANN resolution 2024.07.29.06: private use",
    "intranet": "RFC 6762 appendix G",
    "invalid": "RFC 6761",
    "lan": "RFC 6762 appendix G",
    "local": "RFC 6762",
    "localdomain": "not delegated; the default domain of many machines",
    "localhost": "RFC 6761",
    "mail": "ICANN resolution 2018.02.04.12: never delegated",
    "onion": "RFC 7686",
    "private": "RFC 6762 appendix G",
    "svc": "not delegated; service names inside Kubernetes clusters",
    "test": "RFC 6761",
}


class BadHost(ValueError):
    """A host that is refused; carries the reason and the particular."""

    def __init__(self, reason: Reason, note: str = "") -> None:
        super().__init__(note)
        self.reason, self.note = reason, note


def read_host(raw: str, special: frozenset[str] = frozenset(SPECIAL_NAMES)) -> str | Address:
    """A lower-case ASCII name, or an IP address. `raw` is the host as it stands in the URL, IPv6 in its brackets.

    `special` are the last labels that are refused. Raises BadHost.
    """
    if raw.startswith("["):
        return _bracketed(raw)
    name = _ascii(_unquoted(raw)).lower().removesuffix(".")
    if not name or len(name) > MAX_NAME:
        raise BadHost(Reason.HOST_SYNTAX, "empty or too long")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise BadHost(
                Reason.HOST_SYNTAX,
                "empty part" if not label else "a part with characters out of place",
            )
    if labels[-1] in special:
        raise BadHost(Reason.SPECIAL_NAME, f".{labels[-1]}")
    if len(labels) == 1:
        raise BadHost(Reason.SINGLE_LABEL)
    return name


def _bracketed(raw: str) -> IPv6Address:
    inside = raw[1:-1]
    if not raw.endswith("]") or not _BRACKETED.fullmatch(inside):
        raise BadHost(Reason.HOST_SYNTAX, "not an IPv6 address")
    try:
        return IPv6Address(inside)
    except AddressValueError:
        raise BadHost(Reason.HOST_SYNTAX, "not an IPv6 address") from None


def _unquoted(raw: str) -> str:
    try:
        return unquote_to_bytes(raw).decode("utf-8")
    except UnicodeError:
        raise BadHost(Reason.HOST_SYNTAX, "not UTF-8") from None


def _ascii(name: str) -> str:
    """The name as DNS knows it. Only names with other letters need the (slow to load) IDNA tables."""
    if name.isascii():
        return name
    import idna

    try:
        mapped = idna.uts46_remap(name[: 4 * MAX_NAME], std3_rules=False, transitional=False)
        return ".".join(_alabel(label) for label in mapped.split("."))
    except (idna.IDNAError, UnicodeError, IndexError):
        raise BadHost(Reason.HOST_SYNTAX, "letters that cannot stand in a host name") from None


def _alabel(label: str) -> str:
    import idna

    if label.isascii() and not label.startswith("xn--"):
        return label
    return idna.alabel(label).decode("ascii")


def _ipv4(labels: list[str]) -> IPv4Address:
    """WHATWG URL, "IPv4 parser": one to four numbers, the last one filling what is left."""
    if len(labels) > 4:
        raise BadHost(Reason.HOST_SYNTAX, "not an IPv4 address")
    try:
        *front, last = [_number(label) for label in labels]
    except ValueError:
        raise BadHost(Reason.HOST_SYNTAX, "not an IPv4 address") from None
    if any(part > 255 for part in front) or last >= 256 ** (4 - len(front)):
        raise BadHost(Reason.HOST_SYNTAX, "an IPv4 address with a number too large")
    return IPv4Address(sum(part << 8 * (3 - place) for place, part in enumerate(front)) + last)


def _number(label: str) -> int:
    if not _NUMBER.fullmatch(label):
        raise ValueError(label)
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if label.startswith("0") else 10)
