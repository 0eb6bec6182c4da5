"""Which addresses a visit may touch, and why not: one strict parse, one table, one answer.

Everything a visit connects to goes through one Guard: the first URL, each redirect, robots.txt, sitemaps, registry
look-ups. A name is resolved once; unless every answer is public it is refused; the caller connects to the one address
that was checked and to no other, so a name that changes its answer in between (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from urllib.parse import quote, urljoin

from crawler.addresses import Address, Network, read_address, refused_range, within
from crawler.host import SPECIAL_NAMES, BadHost, read_host
from crawler.refusal import DEFAULT_PORTS, REASON_WORDS, Reason, Refusal, Target

__all__ = ["PORTS", "REASON_WORDS", "Guard", "Reason", "Refusal", "Resolver", "Target"]

Resolver = Callable[[str], Awaitable[list[str]]]  # host -> addresses; empty: none; raises when the look-up failed

PORTS = frozenset({80, 443, 8080, 8443})  # where web shops are served; other ports belong to other services
MAX_URL = 8000  # characters; RFC 9110 4.1 asks for at least 8000 octets, and longer ones are attacks
MAX_ANSWERS = 64  # addresses of one name; large delivery networks answer with fewer than twenty
CACHE_SECONDS = 60.0  # shorter than a visit lasts, long enough for its pages; the address stays pinned meanwhile
_CACHE_SIZE = 4096  # names

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)  # only on strings of at most MAX_URL
# Browsers take these for the start of a host, Python's urljoin for a path.
_SLANTED = re.compile(r"(?:[A-Za-z]{1,10}:)?(?:/*\\|///)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SAFE = "!$%&'()*+,-./:;=?@_~|[]^{}`"  # what browsers leave alone in a path or query (WHATWG URL, percent-encode sets)


class Guard:
    """Says of any URL whether a visit may touch it.

    `resolver` looks names up (default: `crawler.resolve.DnsResolver`). `ports` are the ports that may be asked.
    `refused` adds networks that are never visited, such as the public address of this very machine.
    `allowed` and `allowed_names` (last labels, such as "test") open otherwise refused networks and names; they are for
    tests only and are reachable from no setting.
    """

    def __init__(
        self,
        resolver: Resolver | None = None,
        *,
        allowed: Collection[Network] = (),
        allowed_names: Collection[str] = (),
        refused: Collection[Network] = (),
        ports: Collection[int] = PORTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._resolver = resolver
        self._allowed, self._refused = tuple(allowed), tuple(refused)
        self._special = frozenset(SPECIAL_NAMES) - frozenset(allowed_names)
        self._ports, self._clock = ports, clock
        self._cache: dict[str, tuple[float, tuple[str, ...]]] = {}

    async def check(self, url: str) -> Target | Refusal:
        """Parse and resolve: the address to connect to, or why not. Never raises."""
        target = self.parse(url)
        return target if isinstance(target, Refusal) else await self.resolve(target)

    def parse(self, url: str) -> Target | Refusal:
        """What the URL says, without touching the network. `example.com/x` is taken as https. Never raises."""
        try:
            return self._target(_clean(url))
        except BadHost as bad:
            return Refusal(bad.reason, url[:500], bad.note)

    def follow(self, base: str, location: str) -> Target | Refusal:
        """Where a Location header on the page `base` leads, without touching the network. Never raises."""
        try:
            reference = _clean(location)
            if _SLANTED.match(reference):
                raise BadHost(Reason.REDIRECT, "slashes that may or may not begin a host")
            joined = _clean(urljoin(base, reference))
            if not _SCHEME.fullmatch(joined):
                raise BadHost(Reason.REDIRECT, "relative to nothing")
            return self._target(joined)
        except BadHost as bad:
            reason = Reason.REDIRECT if bad.reason is Reason.NOT_A_URL else bad.reason
            return Refusal(reason, location[:500], bad.note)
        except ValueError:
            return Refusal(Reason.REDIRECT, location[:500], "not an address")

    async def resolve(self, target: Target) -> Target | Refusal:
        """The target with the one address to connect to, IPv4 first (the widest reach). Never raises on any answer."""
        if target.address is not None:
            return target
        try:
            answers = await self._answers(target.host)
        except Exception as error:  # the resolver is handed in: whatever it throws means "no answer"
            return Refusal(Reason.DNS_FAILED, target.url[:500], type(error).__name__)
        if not answers:
            return Refusal(Reason.NO_ADDRESS, target.url[:500])
        if len(answers) > MAX_ANSWERS:
            return Refusal(Reason.TOO_MANY_ANSWERS, target.url[:500], f"{len(answers)} addresses")
        addresses = []
        for answer in answers:
            address = read_address(answer)
            if address is None:
                return Refusal(
                    Reason.DNS_FAILED,
                    target.url[:500],
                    "an answer that is not an address",
                )
            refusal = self.refuses(address)
            if refusal is not None:
                return replace(
                    refusal,
                    url=target.url[:500],
                    note=f"the name points to {refusal.note}",
                )
            addresses.append(address)
        return replace(target, address=str(min(addresses, key=lambda address: address.version)))

    def refuses(self, address: Address) -> Refusal | None:
        """Why this address may not be connected to; None when it may."""
        if within(address, self._refused):
            return Refusal(
                Reason.PRIVATE_ADDRESS,
                str(address),
                f"{address}: closed by the operator",
            )
        if within(address, self._allowed):
            return None
        row = refused_range(address)
        return Refusal(row.reason, str(address), f"{address}: {row.name}") if row else None

    async def _answers(self, host: str) -> tuple[str, ...]:
        now = self._clock()
        known = self._cache.get(host)
        if known is not None and known[0] > now:
            return known[1]
        if self._resolver is None:
            from crawler.resolve import DnsResolver

            self._resolver = DnsResolver()
        answers = tuple(await self._resolver(host))
        self._cache.pop(host, None)
        while self._cache:  # in the order in which they were asked, and so in that of their ends
            oldest = next(iter(self._cache))
            if len(self._cache) < _CACHE_SIZE and self._cache[oldest][0] > now:
                break
            del self._cache[oldest]
        self._cache[host] = (now + CACHE_SECONDS, answers)
        return answers

    def _target(self, url: str) -> Target:
        scheme, rest = _scheme(url)
        cut = next((place for place, letter in enumerate(rest) if letter in "/?#\\"), len(rest))
        authority, tail = rest[:cut], rest[cut:]
        if "@" in authority:
            raise BadHost(Reason.CREDENTIALS)
        if tail.startswith("\\"):
            # Browsers take it for a slash, other readers for part of the host: nobody writes it in good faith.
            raise BadHost(Reason.NOT_A_URL, "a back-slash in the host")
        raw, port = self._port(authority, scheme)
        found = read_host(raw, self._special)
        if isinstance(found, str):
            host, address = found, None
        else:
            refusal = self.refuses(found)
            if refusal is not None:
                raise BadHost(refusal.reason, refusal.note)
            host = address = str(found)
        bare = Target("", scheme, host, port, address)
        return replace(bare, url=f"{scheme}://{bare.authority}{_tail(tail)}")

    def _port(self, authority: str, scheme: str) -> tuple[str, int]:
        """The host as written, and the port."""
        end = authority.rfind("]") + 1 if authority.startswith("[") else 0
        colon = authority.find(":", end)
        raw, digits = (authority[:colon], authority[colon + 1 :]) if colon >= 0 else (authority, "")
        if not raw:
            raise BadHost(Reason.NOT_A_URL, "no host")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
            raise BadHost(Reason.PORT, "not a port number")
        port = int(digits) if digits else DEFAULT_PORTS[scheme]
        if port not in self._ports:
            raise BadHost(Reason.PORT, f"port {port}")
        return raw, port


def _clean(url: str) -> str:
    url = url.strip(" \t\r\n")  # what a paste or a line of a file brings along
    if not url or len(url) > MAX_URL:
        raise BadHost(
            Reason.NOT_A_URL,
            "empty" if not url else f"longer than {MAX_URL} characters",
        )
    if _CONTROL.search(url):
        raise BadHost(Reason.NOT_A_URL, "control characters")
    try:
        url.encode("utf-8")
    except UnicodeError:
        raise BadHost(Reason.NOT_A_URL, "broken characters") from None
    return url


def _scheme(url: str) -> tuple[str, str]:
    """The scheme, and what follows its slashes. People type `shop.example`, `shop.example:8080`, `//shop.example`."""
    match = _SCHEME.fullmatch(url)
    if match is None:
        if "://" in url and "/" not in url.partition("://")[0]:
            raise BadHost(Reason.SCHEME)
        return "https", url.removeprefix("//")
    scheme, rest = match[1].lower(), match[2]
    if "." in scheme and rest[:1].isdigit():
        return "https", url
    if scheme not in DEFAULT_PORTS:
        raise BadHost(Reason.SCHEME, f"{scheme[:20]}:")
    if not rest.startswith("//"):
        raise BadHost(Reason.NOT_A_URL, f"{scheme}: without two slashes")
    return scheme, rest[2:]


def _tail(tail: str) -> str:
    """Path and query in ASCII; the fragment is never sent."""
    path, mark, query = tail.partition("#")[0].partition("?")
    path = quote(path.replace("\\", "/"), safe=_SAFE) or "/"
    return path + mark + quote(query, safe=_SAFE)
