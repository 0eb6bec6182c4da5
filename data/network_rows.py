"""What the archive keeps of networks of sites. Frozen; kinds of marks are words of `scoring.network_kinds`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NetworkLinkRow:
    """One thing two sites share, `site` < `other` by name. `bearers`: sites that show it; `weight`: 1.0 is a link."""

    site: str
    other: str
    kind: str
    value: str
    bearers: int
    weight: float


@dataclass(frozen=True, slots=True)
class NetworkFound:
    """A network as a run found it. `merged`: numbers that went into it; `split_from`: 0: it is no part of an older."""

    number: int
    sites: tuple[str, ...]
    links: tuple[NetworkLinkRow, ...]
    merged: tuple[int, ...] = ()
    split_from: int = 0


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A network as it is kept. `sites` 0: its sites were not together when networks were last looked for.

    `flagged`: how many of its sites have a flagged verdict, for whichever buyer; `merged_into`, `split_from`: 0: none.
    """

    number: int
    found_at: datetime
    seen_at: datetime
    sites: int
    flagged: int = 0
    merged_into: int = 0
    split_from: int = 0


@dataclass(frozen=True, slots=True)
class NetworkSiteRow:
    """A site of a network. `verdict`, `buyer_country`, `visited_at`: of its case with the highest risk."""

    site: str
    since: datetime
    verdict: str = ""
    buyer_country: str = ""
    visited_at: datetime | None = None


def name_of(number: int) -> str:
    """A network's name, as it stands in the docket and on screens."""
    return f"N{number}"


def number_of(name: str) -> int:
    """The number of a network from its name; 0: it is none."""
    digits = name[1:] if name[:1] in ("N", "n") else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
