"""What others say about a host: DNS, its TLS certificate, its registration (RDAP, else WHOIS).

Each is an attempt: an answer, or why there is none, with the time when it was asked; answers are remembered for a
while, failures shorter. Nothing here raises, and nothing outlives its deadline.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crawler.addresses import read_address
from crawler.certificate import read_certificate
from crawler.fetch import FetchError
from crawler.guard import Guard, Refusal
from crawler.lookup import Denied, Nothing, Question, Told, ask_rdap, ask_whois
from crawler.registration import Unreadable
from crawler.registries import Registries
from crawler.turns import patient
from crawler.visit import Attempt, Outcome, Outside

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["Registries", "look_outside"]

Clock = Callable[[], datetime]  # aware

_RDAP_SHARE = 0.6  # of the time for a registration; the rest is for WHOIS, should RDAP have no answer
_WAIT = 0.8  # of the time for a certificate: so long it may wait for its turn; a handshake takes two round trips
_LASTS = {  # how long an answer is remembered
    "dns": timedelta(hours=1),  # a usual time to live of an address record; hosts of such shops move within a day
    "tls": timedelta(days=1),  # certificates are renewed every two or three months
    "rdap": timedelta(days=7),  # a registration is sold for a year at least; registrar and name servers seldom move
    "whois": timedelta(days=7),
}
_DENIED = timedelta(hours=3)  # "no" lasts as long as RFC 2308 5 finds sensible for names that do not exist
_SILENT = timedelta(minutes=5)  # and an outage as long as RFC 2308 7 allows for servers that do not answer
_SILENCE = frozenset({Outcome.TIMED_OUT, Outcome.CONNECTION_FAILED, Outcome.DNS_FAILED, Outcome.TLS_FAILED})
# Nobody was asked, or the server itself said for how long (crawler.turns): nothing to remember.
_UNASKED = frozenset({Outcome.OUT_OF_BUDGET, Outcome.REFUSED_BY_GUARD, Outcome.BLOCKED})


@cache
def _public() -> Registries:
    return Registries()


@cache
def _outside() -> TypeAdapter[Outside]:
    from pydantic import TypeAdapter

    return TypeAdapter(Outside)


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

    `timeout` is in seconds and bounds the whole; parts that did not finish are attempts that timed out. `registries`
    are shared by all visits of a process: they remember answers and give the turns.
    """
    ask = registries or _public()
    dns, tls, registration = await asyncio.gather(
        _remembered("dns", host, lambda: _dns(host, site, ask, clock), ask, timeout, clock),
        _remembered("tls", host, lambda: _tls(host, guard, ask, timeout, clock), ask, timeout, clock),
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


async def _remembered(
    what: str, name: str, work: Callable[[], Awaitable[Outside]], ask: Registries, seconds: float, clock: Clock
) -> Outside:
    """What was told about `name` before, else what the work brings within `seconds`, kept for whoever asks next."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    try:
        async with patient(ask.asking(what, name), name, seconds):
            body = await asyncio.to_thread(ask.memory.recall, what, name, clock())
            known = _read(body) if body else None
            if known is not None:
                return known
            seen = await _bounded(what, work(), end - loop.time(), clock)
            if lasts := _lasts(seen.attempts[-1]):
                body = _outside().dump_json(seen).decode()
                await asyncio.to_thread(ask.memory.keep, what, name, body, clock() + lasts)
            return seen
    except FetchError as error:
        return _without(what, error.outcome, error.note, clock)


def _read(body: str) -> Outside | None:
    try:
        return _outside().validate_json(body)
    except ValueError:  # written by another release
        return None


def _lasts(attempt: Attempt) -> timedelta | None:
    """How long an answer, or why there is none, is remembered; None: not at all."""
    if attempt.outcome in _UNASKED:
        return None
    if attempt.outcome is Outcome.READ:
        return _LASTS[attempt.what]
    return _SILENT if attempt.outcome in _SILENCE or attempt.status >= 500 else _DENIED


async def _bounded(what: str, work: Awaitable[Outside], seconds: float, clock: Clock) -> Outside:
    """The work's result, or the attempt that says why there is none."""
    status = 0
    try:
        async with asyncio.timeout(max(seconds, 0.0)):
            return await work
    except TimeoutError:
        outcome, note = Outcome.TIMED_OUT, f"no answer within {max(seconds, 0.0):.1f} seconds"
    except Denied as error:
        outcome, note, status = error.outcome, error.note, error.status
    except FetchError as error:
        outcome, note = error.outcome, error.note
    except Nothing as error:
        outcome, note = Outcome.EMPTY, str(error)
    except Unreadable as error:
        outcome, note = Outcome.NOT_READABLE, str(error)
    except OSError as error:
        outcome = Outcome.DNS_FAILED if what == "dns" else Outcome.CONNECTION_FAILED
        note = type(error).__name__
    except Exception as error:  # others wrote the input: whatever it breaks is an attempt that failed
        outcome, note = Outcome.NOT_READABLE, type(error).__name__
    return _without(what, outcome, note, clock, status)


async def _dns(host: str, site: str, ask: Registries, clock: Clock) -> Outside:
    if read_address(host) is not None:
        raise Nothing("the host is an address, not a name")
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


async def _tls(host: str, guard: Guard, ask: Registries, seconds: float, clock: Clock) -> Outside:
    """The certificate is shown by the site itself: it is asked for in turn with the pages of the visit."""
    target = await guard.check(f"https://[{host}]/" if ":" in host else f"https://{host}/")
    if isinstance(target, Refusal):
        raise FetchError(Outcome.REFUSED_BY_GUARD, str(target))
    async with patient(ask.pace.beside(target.host), target.host, seconds * _WAIT):
        seen = await read_certificate(target, ask.tls_port, ask.trust)
    if seen is None:
        raise FetchError(Outcome.TLS_FAILED, "no secure connection came about")
    return Outside(
        certificate_names=seen.names,
        certificate_issuer=seen.issuer,
        certificate_valid=seen.valid,
        attempts=(Attempt("tls", Outcome.READ, clock(), seen.note),),
    )


async def _registration(site: str, guard: Guard, ask: Registries, seconds: float, clock: Clock) -> Outside:
    """RDAP, and WHOIS in the time left when RDAP has no answer."""
    if _registrable(site) != site:
        note = "the site has no registration of its own: an address or an account on a platform"
        return _without("rdap", Outcome.EMPTY, note, clock)
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    first_end = loop.time() + seconds * _RDAP_SHARE

    async def rdap() -> Outside:
        return _told("rdap", await ask_rdap(Question(site, guard, ask, clock(), first_end)), clock)

    async def whois() -> Outside:
        return _told("whois", await ask_whois(Question(site, guard, ask, clock(), end)), clock)

    first = await _remembered("rdap", site, rdap, ask, first_end - loop.time(), clock)
    if first.attempts[-1].outcome is Outcome.READ:
        return first
    second = await _remembered("whois", site, whois, ask, end - loop.time(), clock)
    return replace(second, attempts=first.attempts + second.attempts)


def _told(what: str, told: Told, clock: Clock) -> Outside:
    found = told.found
    return Outside(
        registered=found.registered,
        expires=found.expires,
        registrar=found.registrar,
        abuse_contact=found.abuse_contact,
        name_servers=found.name_servers,
        attempts=(Attempt(what, Outcome.READ, clock(), f"told by {told.by}"),),
    )


def _without(what: str, outcome: Outcome, note: str, clock: Clock, status: int = 0) -> Outside:
    return Outside(attempts=(Attempt(what, outcome, clock(), note, status),))


@lru_cache(maxsize=4096)
def _registrable(site: str) -> str:
    """The name a registry sells, unlike `site_of_host`, where an account on a platform counts as a site."""
    import tldextract

    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)
    return extract(site).top_domain_under_public_suffix.lower()
