"""What others say about a host: DNS, its TLS certificate, its registration (RDAP, else WHOIS).

Each is an attempt: an answer, or why there is none. Nothing here raises, and nothing outlives its deadline.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache

from crawler.addresses import read_address
from crawler.certificate import read_certificate
from crawler.fetch import FetchError, get
from crawler.guard import Guard, Refusal
from crawler.registration import (
    Registration,
    Unreadable,
    rdap_bases,
    read_rdap,
)
from crawler.resolve import DnsResolver
from crawler.visit import Attempt, Outcome, Outside
from crawler.whois import read_whois, whois_referral

Clock = Callable[[], datetime]  # aware

_JSON = "application/rdap+json, application/json"
_BASES_SECONDS = 86_400.0  # endings move to other servers a few times a year; RFC 9224 leaves the time to HTTP caching
_RDAP_BYTES = 1_000_000  # the largest of the sample answers has 23 kB; 40 times that is no answer


@dataclass(slots=True)
class Registries:
    """Whom to ask. The defaults are the public ones; tests name servers of their own.

    `bootstrap` is IANA's list of RDAP servers (RFC 9224), read once and kept. `whois_root` names the WHOIS server of
    each top-level domain.
    """

    bootstrap: str = "https://data.iana.org/rdap/dns.json"
    rdap_base: str = ""  # ask this server only, whatever the top-level domain
    whois_root: str = "whois.iana.org"
    whois_server: str = ""  # ask this server only
    whois_port: int = 43  # RFC 3912
    tls_port: int = 443
    trust: str = ""  # file of certificate authorities; empty: those of certifi
    dns: DnsResolver = field(default_factory=DnsResolver)
    bases: dict[str, str] = field(default_factory=dict)
    read_at: float = 0.0  # of the bases, on the clock of the event loop, in seconds


@cache
def _public() -> Registries:
    return Registries()


async def look_outside(
    host: str,
    site: str,
    guard: Guard,
    *,
    clock: Clock,
    registries: Registries | None = None,
    timeout: float = 10.0,  # one deadline shared by several parts, each of which reports it
) -> Outside:
    """Everything others say about `host` and its registrable domain `site`. Never raises.

    `timeout` is in seconds and bounds the whole; parts that did not finish are attempts that timed out.
    """
    ask = registries or _public()
    dns, tls, registration = await asyncio.gather(
        _bounded("dns", _dns(host, site, ask, clock), timeout, clock),
        _bounded("tls", _tls(host, guard, ask, clock), timeout, clock),
        _registration(site, guard, ask, timeout, clock),
    )
    return replace(
        registration,
        addresses=dns.addresses,
        name_servers=dns.name_servers or registration.name_servers,
        certificate_names=tls.certificate_names,
        certificate_issuer=tls.certificate_issuer,
        certificate_valid=tls.certificate_valid,
        attempts=dns.attempts + tls.attempts + registration.attempts,
    )


async def _bounded(what: str, work: Awaitable[Outside], seconds: float, clock: Clock) -> Outside:
    """The work's result, or the attempt that says why there is none."""
    try:
        async with asyncio.timeout(max(seconds, 0.0)):
            return await work
    except TimeoutError:
        outcome, note = (
            Outcome.TIMED_OUT,
            f"no answer within {max(seconds, 0.0):.1f} seconds",
        )
    except FetchError as error:
        outcome, note = error.outcome, error.note
    except Unreadable as error:
        outcome, note = Outcome.NOT_READABLE, str(error)
    except OSError as error:
        outcome, note = (
            Outcome.DNS_FAILED if what == "dns" else Outcome.CONNECTION_FAILED,
            type(error).__name__,
        )
    except Exception as error:  # others wrote the input: whatever it breaks is an attempt that failed
        outcome, note = Outcome.NOT_READABLE, type(error).__name__
    return Outside(attempts=(Attempt(what, outcome, clock(), note),))


async def _dns(host: str, site: str, ask: Registries, clock: Clock) -> Outside:
    if read_address(host) is not None:
        return _without("dns", "the host is an address, not a name", clock)
    addresses, servers = await asyncio.gather(ask.dns(host), ask.dns.ask(site, "NS"), return_exceptions=True)
    if isinstance(addresses, BaseException):
        raise addresses
    names = servers if isinstance(servers, list) else []
    outcome = Outcome.READ if addresses else Outcome.EMPTY
    note = "" if addresses else "the name has no address"
    return Outside(
        addresses=tuple(addresses),
        name_servers=tuple(sorted(name.rstrip(".").lower() for name in names)),
        attempts=(Attempt("dns", outcome, clock(), note),),
    )


async def _tls(host: str, guard: Guard, ask: Registries, clock: Clock) -> Outside:
    target = await guard.check(f"https://[{host}]/" if ":" in host else f"https://{host}/")
    if isinstance(target, Refusal):
        raise FetchError(Outcome.REFUSED_BY_GUARD, str(target))
    seen = await read_certificate(target, ask.tls_port, ask.trust)
    if seen is None:
        return Outside(
            attempts=(
                Attempt(
                    "tls",
                    Outcome.TLS_FAILED,
                    clock(),
                    "no secure connection came about",
                ),
            )
        )
    return Outside(
        certificate_names=seen.names,
        certificate_issuer=seen.issuer,
        certificate_valid=seen.valid,
        attempts=(Attempt("tls", Outcome.READ, clock(), seen.note),),
    )


async def _registration(site: str, guard: Guard, ask: Registries, seconds: float, clock: Clock) -> Outside:
    """RDAP, and WHOIS in the time left when RDAP has no answer."""
    if _registrable(site) != site:
        return _without(
            "rdap",
            "the site has no registration of its own: an address or an account on a platform",
            clock,
        )
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    first = await _bounded("rdap", _rdap(site, guard, ask, seconds, clock), seconds * 0.6, clock)
    if first.attempts[-1].outcome is Outcome.READ:
        return first
    left = end - loop.time()
    second = await _bounded("whois", _whois(site, guard, ask, clock), left, clock)
    return replace(second, attempts=first.attempts + second.attempts)


async def _rdap(site: str, guard: Guard, ask: Registries, seconds: float, clock: Clock) -> Outside:
    base = ask.rdap_base or await _base(site, guard, ask, seconds)
    if not base:
        return _without("rdap", "the registry of this ending offers no RDAP", clock)
    url = f"{base.rstrip('/')}/domain/{site}"
    answer = await get(url, guard, seconds=seconds, limit=_RDAP_BYTES, accept=_JSON)
    if answer.status != 200:
        attempt = Attempt(
            "rdap",
            Outcome.HTTP_ERROR,
            clock(),
            f"the registry answered {answer.status}",
            answer.status,
        )
        return Outside(attempts=(attempt,))
    return _told("rdap", read_rdap(answer.body), answer.url, clock)


async def _base(site: str, guard: Guard, ask: Registries, seconds: float) -> str:
    now = asyncio.get_running_loop().time()
    if not ask.bases or now - ask.read_at > _BASES_SECONDS:
        answer = await get(ask.bootstrap, guard, seconds=seconds, accept=_JSON)
        ask.bases, ask.read_at = rdap_bases(answer.body), now
    labels = site.split(".")
    return next(
        (ask.bases[name] for cut in range(1, len(labels)) if (name := ".".join(labels[cut:])) in ask.bases),
        "",
    )


async def _whois(site: str, guard: Guard, ask: Registries, clock: Clock) -> Outside:
    server = ask.whois_server or whois_referral(await _port43(ask.whois_root, site.rpartition(".")[2], guard, ask))
    if not server:
        return _without("whois", "no WHOIS server is known for this ending", clock)
    answer = await _port43(server, site, guard, ask)
    found = await asyncio.to_thread(read_whois, answer, site)
    if found is None:
        return _without("whois", f"{server} knows no such domain", clock)
    return _told("whois", found, server, clock)


async def _port43(server: str, question: str, guard: Guard, ask: Registries) -> str:
    """One WHOIS exchange (RFC 3912): a line out, text until the other side closes."""
    target = await guard.check(f"https://{server}/")
    if isinstance(target, Refusal):
        raise FetchError(Outcome.REFUSED_BY_GUARD, str(target))
    reader, writer = await asyncio.open_connection(target.address, ask.whois_port)
    try:
        writer.write(f"{question}\r\n".encode("ascii"))
        await writer.drain()
        body = bytearray()
        while chunk := await reader.read(8192):
            body += chunk
            if len(body) > _RDAP_BYTES:
                raise FetchError(Outcome.TOO_LARGE, f"more than {_RDAP_BYTES} bytes")
    finally:
        writer.close()
    return body.decode("utf-8", "replace")


def _told(what: str, found: Registration, by: str, clock: Clock) -> Outside:
    return Outside(
        registered=found.registered,
        expires=found.expires,
        registrar=found.registrar,
        abuse_contact=found.abuse_contact,
        name_servers=found.name_servers,
        attempts=(Attempt(what, Outcome.READ, clock(), f"told by {by}"),),
    )


def _without(what: str, note: str, clock: Clock) -> Outside:
    return Outside(attempts=(Attempt(what, Outcome.EMPTY, clock(), note),))


@lru_cache(maxsize=4096)
def _registrable(site: str) -> str:
    """The name a registry sells, unlike `site_of_host`, where an account on a platform counts as a site."""
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)
    return extract(site).top_domain_under_public_suffix.lower()
