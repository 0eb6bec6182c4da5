"""One table of addresses that no visit may touch, and one answer from it.

`addresses.csv` holds the IANA special-purpose registries, the multicast and reserved blocks, and the addresses where
hosting providers keep their control services. Everything in it is refused, also the few blocks that are globally
reachable: they carry relays and translators, never a shop. Python's own `is_private` and `is_global` disagree with the
registries on several blocks (3.11.7), so they are not asked.
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from crawler.refusal import Reason

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_KINDS = {
    "private": Reason.PRIVATE_ADDRESS,
    "special": Reason.SPECIAL_ADDRESS,
    "metadata": Reason.METADATA_ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Range:
    """One row of the table: a block of addresses and what it is for."""

    network: Network
    name: str
    reason: Reason
    date: str  # when the block was set aside (IANA) or collected (providers): YYYY-MM
    source: str


@cache
def table() -> tuple[Range, ...]:
    """All rows, the narrowest block first, so that the first hit is the most telling one."""
    text = files("crawler").joinpath("addresses.csv").read_text(encoding="utf-8")
    rows = [
        Range(
            ip_network(row["network"]),
            row["name"],
            _KINDS[row["kind"]],
            row["date"],
            row["source"],
        )
        for row in csv.DictReader(text.splitlines())
    ]
    return tuple(sorted(rows, key=lambda row: -row.network.prefixlen))


@lru_cache(maxsize=4096)
def refused_range(address: Address) -> Range | None:
    """The narrowest refused block the address lies in; None when it is public.

    An IPv6 address that wraps an IPv4 one lies in a refused block anyway; the wrapped one makes the answer plainer.
    """
    own = next(
        (row for row in table() if row.network.version == address.version and address in row.network),
        None,
    )
    if own is not None and isinstance(address, IPv6Address):
        inner = wrapped(address)
        if inner is not None:
            return refused_range(inner) or own
    return own


def wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped, compatible, translated, NAT64, 6to4 or Teredo address (RFC 4291 2.5.5, 2765,
    6052, 8215, 3056, 4380); None when there is none."""
    number, groups = int(address), int(address) >> 32
    if number < 2:
        return None
    if groups in (0, 0xFFFF, 0xFFFF << 16) or groups == 0x0064_FF9B << 64:
        return IPv4Address(number & 0xFFFF_FFFF)
    if number >> 80 == 0x0064_FF9B_0001:
        # RFC 6052 2.2 for a /48: 16 bits, eight zero bits, 16 bits.
        return IPv4Address((number >> 64 & 0xFFFF) << 16 | number >> 40 & 0xFFFF)
    if number >> 112 == 0x2002:
        return IPv4Address(number >> 80 & 0xFFFF_FFFF)
    if number >> 96 == 0x2001_0000:
        return IPv4Address(~number & 0xFFFF_FFFF)
    return None


def within(address: Address, networks: Collection[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def read_address(text: str) -> Address | None:
    """An IP address in its usual form; None for anything else, zone identifiers included."""
    try:
        return None if "%" in text else ip_address(text)
    except ValueError:
        return None
