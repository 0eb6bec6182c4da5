"""Names to addresses over DNS, with a deadline that holds (the system's own look-up cannot be stopped)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dns.asyncresolver import Resolver

DNS_SECONDS = 5.0  # for one name; the common stub resolvers give one server five seconds (resolv.conf(5))


class DnsResolver:
    """`await resolver("shop.example.com")` -> all A and AAAA addresses; empty when the name has none.

    `nameservers` are IP addresses; default: those of the system. Raises OSError when neither question was answered.
    """

    def __init__(
        self,
        nameservers: Sequence[str] = (),
        port: int = 53,
        seconds: float = DNS_SECONDS,
    ) -> None:
        self._nameservers, self._port, self._seconds = tuple(nameservers), port, seconds
        self._resolver: Resolver | None = None

    async def __call__(self, host: str) -> list[str]:
        found = await asyncio.gather(self.ask(host, "A"), self.ask(host, "AAAA"), return_exceptions=True)
        lists = [answer for answer in found if isinstance(answer, list)]
        if not lists:
            raise OSError(f"no answer about {host}") from next(e for e in found if isinstance(e, BaseException))
        return [address for answer in lists for address in answer]

    async def ask(self, host: str, kind: str) -> list[str]:
        """The records of one kind, as text; empty when there are none. Raises OSError when nobody answered."""
        import dns.exception
        import dns.resolver

        try:
            answer = await self._ready().resolve(f"{host}.", kind, lifetime=self._seconds, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, ValueError) as error:
            raise OSError(f"{kind} of {host}: {type(error).__name__}") from error
        return sorted(str(record) for record in answer)

    def _ready(self) -> Resolver:
        if self._resolver is None:
            from dns.asyncresolver import Resolver

            resolver = Resolver(configure=not self._nameservers)
            if self._nameservers:
                resolver.nameservers = list(self._nameservers)
                resolver.port = self._port
            self._resolver = resolver
        return self._resolver
