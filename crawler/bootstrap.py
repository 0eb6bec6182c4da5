"""Which RDAP server knows an ending: IANA's list (RFC 9224), kept as a file with the day of its publication.

The list is asked for once a day at most; when it cannot be had, the one in hand serves on, however old.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from crawler.fetch import FetchError
from crawler.registration import Unreadable
from crawler.visit import Outcome

LIST = "https://data.iana.org/rdap/dns.json"
FILE = "rdap-dns.json"  # in the home folder
_FRESH = 86_400.0  # seconds; endings move to other servers a few times a year, RFC 9224 asks that it be kept
_AGAIN = 900.0  # seconds until a list that could not be had is asked for again, by one of many visits

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Bases:
    """`servers`: ending -> address of its RDAP server. `published`: ISO 8601, as the list says; empty: unsaid."""

    published: str
    servers: Mapping[str, str]

    def of(self, site: str) -> str:
        """The server that knows a site, found by its longest ending; empty: none is listed."""
        labels = site.split(".")
        endings = (".".join(labels[cut:]) for cut in range(1, len(labels)))
        return next((self.servers[ending] for ending in endings if ending in self.servers), "")


def read_bases(body: bytes) -> Bases:
    """IANA's list. Of several addresses of a server one with https is taken. Raises Unreadable."""
    try:
        told = json.loads(body)
        servers = {
            name.lower(): min(urls, key=lambda url: not url.startswith("https://"))
            for names, urls in told["services"]
            for name in names
            if urls
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unreadable("not a list of RDAP servers (RFC 9224)") from None
    if not servers:
        raise Unreadable("a list of RDAP servers without any")
    return Bases(str(told.get("publication") or ""), servers)


def keep_bases(body: bytes, file: Path) -> Bases:
    """Keep a list under `file`; a list that cannot be read changes nothing. Raises Unreadable and OSError."""
    bases = read_bases(body)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.{token_hex(6)}")  # several processes may do this at once
    try:
        part.write_bytes(body)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return bases


class Bootstrap:
    """The list as one process knows it. `file` None: it is kept in this process only."""

    def __init__(self, url: str = LIST, file: Path | None = None) -> None:
        self._url, self._file = url, file
        self._bases: Bases | None = None
        self._until = 0.0  # unix time until which what is known needs no look
        self._fault = FetchError(Outcome.OUT_OF_BUDGET, "the list of RDAP servers was never asked for")
        self._asking = asyncio.Lock()

    async def server(self, site: str, fetch: Fetch) -> str:
        """The RDAP server for a site; empty: none is listed. `fetch` gets the list.

        Raises FetchError when there is no list at all.
        """
        async with self._asking:
            if time.time() >= self._until:
                await self._look(fetch)
        if self._bases is None:
            raise FetchError(self._fault.outcome, f"the list of RDAP servers cannot be had: {self._fault.note}")
        return self._bases.of(site)

    async def _look(self, fetch: Fetch) -> None:
        """Take the file when it is fresh, else IANA's list, else whatever is in hand."""
        if self._fresh_file():
            return
        try:
            body = await fetch(self._url)
            self._bases = await asyncio.to_thread(keep_bases, body, self._file) if self._file else read_bases(body)
            self._until = time.time() + _FRESH
        except (FetchError, Unreadable, OSError) as error:
            self._fault = error if isinstance(error, FetchError) else FetchError(Outcome.NOT_READABLE, str(error))
            self._until = time.time() + _AGAIN
            self._read_file()

    def _fresh_file(self) -> bool:
        try:
            until = self._file.stat().st_mtime + _FRESH if self._file else 0.0
        except OSError:
            return False
        if until <= time.time() or not self._read_file():
            return False
        self._until = until
        return True

    def _read_file(self) -> bool:
        try:
            self._bases = read_bases(self._file.read_bytes()) if self._file else self._bases
        except (OSError, Unreadable):
            return False
        return self._bases is not None
