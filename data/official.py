"""The rows of the World, second part: what states, registers and schemes say. Every row carries its `Source`.

An empty string, an empty tuple or None means "not known", never "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.rows import Source

Allowed = Literal["yes", "no", "restricted", ""]
Lawful = Literal["lawful", "unlawful", "restricted", ""]
Imports = Literal["unlawful", "restricted", ""]


@dataclass(frozen=True, slots=True)
class Programme:
    country: str  # "EU": all member states
    programme: str
    aspect: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a country in plain words. `answer` is the short form where a field of Country rests on the rule."""

    topic: str
    words: str
    source: Source
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What holds where the buyer, or the seller, lives.

    `rx_online`, `questionnaire_only` and `import_of_programme_drugs` are answers of the rule of that topic: ask
    `rule(topic)` for its words and source, and whether it is confirmed (`rule.source.seen`).
    """

    code: str
    name: str
    programme: str
    programme_terms: tuple[str, ...]
    max_supply_days: int | None
    prescription_window_days: int | None
    rx_online: Allowed
    questionnaire_only: Lawful
    import_of_programme_drugs: Imports
    languages: tuple[str, ...]
    currency: str
    authority: str
    authority_url: str
    register_links: tuple[str, ...]
    safe_route: str
    rules: tuple[Rule, ...]
    in_eu_logo: bool
    logo_host: str

    def rule(self, topic: str) -> Rule | None:
        """The first rule of this topic, or None."""
        return next((rule for rule in self.rules if rule.topic == topic), None)


@dataclass(frozen=True, slots=True)
class Register:
    """One register or number kind. `pattern` must match the whole number (re2); empty: no usable format."""

    country: str  # "US-CA" for a state, "US-*" for the others
    body: str
    what: str
    pattern: str
    check_digit: Literal["npi", "ncpdp", "dea", "abn", ""]  # the rule is told in `check_digit_rule`
    official_domain: str
    url_pattern: str
    rx_online_allowed: Allowed
    unverified_fields: tuple[str, ...]  # columns nobody has confirmed; "all": the whole row
    source: Source
    note: str = ""
    number_format: str = ""
    check_digit_rule: str = ""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One entry of an imported register edition. `domain` is the web address the register names, without "www."."""

    register: str
    edition: str
    number: str
    name: str
    domain: str
    address: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    register: str
    date: str
    rows: int
    source: Source


@dataclass(frozen=True, slots=True)
class LogoHost:
    """Where the EU common logo of one country must lead: `host`, or a name under it."""

    country: str
    authority: str
    host: str
    other_hosts: tuple[str, ...]
    rx_online_allowed: Allowed
    source: Source
    entry_url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal. `must_link_to` are hosts, `genuine_links` address patterns with {domain}, {id} or {digits}."""

    name: str
    must_link_to: tuple[str, ...]
    genuine_links: tuple[str, ...]
    image_pattern: str  # re2, searched in the address of the image; empty: not known
    how_to_verify: str
    how_it_is_faked: str
    source: Source
    kind: Literal["accreditation", "official_logo", "domain_ending", "invented", "security"] = "accreditation"
    called: tuple[str, ...] = ()  # the names pages use


@dataclass(frozen=True, slots=True)
class ListedDomain:
    """A domain an authority or a known monitor named in public, about its owner on that `date`."""

    domain: str
    authority: str
    document: str
    date: str
    topic: str
    source: Source
    note: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """One red flag (or neutral or good sign) and who says that it matters."""

    flag: str
    words: str
    said_by: tuple[str, ...]
    signal: str
    strength: str
    check: str  # id of our check; empty: none
    figure: str
    source: Source
