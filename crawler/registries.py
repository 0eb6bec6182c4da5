"""Whom to ask about a domain, and what they told before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakValueDictionary

from crawler.bootstrap import FILE, LIST, Bootstrap
from crawler.memory import Memory
from crawler.pace import Pace
from crawler.resolve import DnsResolver
from crawler.turns import PAUSE, Turns

MEMORY = "outside.sqlite"  # in the home folder


@dataclass(slots=True)
class Registries:
    """Whom to ask. The defaults are the public ones, remembered in this process only; tests name servers of their own.

    One for all visits of a worker. `bootstrap` is IANA's list of RDAP servers, kept in the file `listed`. `whois_root`
    names the WHOIS server of each top-level domain. `pace` gives the turns at the sites themselves.
    """

    bootstrap: str = LIST
    listed: Path | None = None
    rdap_base: str = ""  # ask this server only, whatever the top-level domain
    whois_root: str = "whois.iana.org"
    whois_server: str = ""  # ask this server only
    whois_port: int = 43  # RFC 3912
    tls_port: int = 443
    trust: str = ""  # file of certificate authorities; empty: those of certifi
    dns: DnsResolver = field(default_factory=DnsResolver)
    memory: Memory = field(default_factory=Memory)
    pace: Pace = field(default_factory=Pace)
    pause: float = PAUSE  # seconds between two questions to one server
    turns: Turns = field(init=False)
    bases: Bootstrap = field(init=False)
    _asking: WeakValueDictionary[tuple[str, str], asyncio.Lock] = field(init=False)

    def __post_init__(self) -> None:
        self.turns = Turns(self.memory, self.pause)
        self.bases = Bootstrap(self.bootstrap, self.listed)
        self._asking = WeakValueDictionary()

    def asking(self, what: str, name: str) -> asyncio.Lock:
        """Held while somebody asks this: whoever wants the same waits for that answer."""
        return self._asking.setdefault((what, name), asyncio.Lock())


def registries_of(home: Path, pace: Pace) -> Registries:
    """The public registries, remembered in a home folder that other processes may share."""
    memory = Memory(home / MEMORY)
    memory.forget(datetime.now(UTC))
    return Registries(listed=home / FILE, memory=memory, pace=pace)
