"""The words of the guard: where a visit may go, or the one reason why it may not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an address is not visited."""

    NOT_A_URL = "not_a_url"
    SCHEME = "scheme"
    CREDENTIALS = "credentials"
    PORT = "port"
    HOST_SYNTAX = "host_syntax"
    SINGLE_LABEL = "single_label"
    SPECIAL_NAME = "special_name"
    PRIVATE_ADDRESS = "private_address"
    SPECIAL_ADDRESS = "special_address"
    METADATA_ADDRESS = "metadata_address"
    NO_ADDRESS = "no_address"
    DNS_FAILED = "dns_failed"
    TOO_MANY_ANSWERS = "too_many_answers"
    REDIRECT = "redirect"


REASON_WORDS: dict[Reason, str] = {
    Reason.NOT_A_URL: "This is not a web address that can be read without guessing.",
    Reason.SCHEME: "Only http and https addresses are visited.",
    Reason.CREDENTIALS: "The address carries a user name or password; such addresses are not visited.",
    Reason.PORT: "The address asks for a port that ordinary web shops do not use.",
    Reason.HOST_SYNTAX: "The host name is not written in a valid way.",
    Reason.SINGLE_LABEL: "The host is a bare name that only means something inside a private network.",
    Reason.SPECIAL_NAME: "The name is reserved for private networks, tests or other systems than the public web.",
    Reason.PRIVATE_ADDRESS: "The address belongs to a private network or to this machine, not to the public internet.",
    Reason.SPECIAL_ADDRESS: "The address is reserved for a technical purpose; no public website lives there.",
    Reason.METADATA_ADDRESS: "The address belongs to the control services of a hosting provider.",
    Reason.NO_ADDRESS: "The name exists in no public directory, or has no address.",
    Reason.DNS_FAILED: "The name could not be looked up; the directory service did not answer properly.",
    Reason.TOO_MANY_ANSWERS: "The name points to more addresses than any website needs.",
    Reason.REDIRECT: "The site forwarded the visit to something that cannot be followed.",
}


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be visited. Connect to `address`, and say `host` in the Host header and in TLS (SNI)."""

    url: str  # normalised, ASCII, without fragment
    scheme: str  # http or https
    host: str  # lower-case ASCII name, or an address without brackets
    port: int
    address: str | None = None  # the one checked IP address; None: not resolved yet

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that is not visited. `str()` gives the sentence for people."""

    reason: Reason
    url: str  # as it was given, cut to 500 characters
    note: str = ""  # the particular, such as the address that a name pointed to

    def __str__(self) -> str:
        words = REASON_WORDS[self.reason]
        return f"{words} ({self.note})" if self.note else words


DEFAULT_PORTS = {"http": 80, "https": 443}
