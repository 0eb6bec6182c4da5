"""What a registry says about a domain, asked over RDAP or WHOIS: one server, one question at a time."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.fetch import Answer, FetchError, get
from crawler.guard import Guard, Refusal
from crawler.registration import Registration, Unreadable, read_rdap
from crawler.registries import Registries
from crawler.retry import retry_after
from crawler.site import host_of
from crawler.turns import REST
from crawler.visit import Outcome
from crawler.whois import read_whois, too_many, whois_referral

_JSON = "application/rdap+json, application/json"
_MOST = 1_000_000  # bytes; the largest of the sample answers has 23 kB; 40 times that is no answer
_WAIT = 0.5  # of the time for a question: so long it may wait for its turn, the rest is for the answer
_REFERRED = timedelta(days=7)  # endings move to other WHOIS servers a few times a year, as with RDAP
_BUSY = frozenset({429, 503})


class Nothing(Exception):
    """There is no answer, and that is the answer. The message may be shown to people."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, and by whom."""

    found: Registration
    by: str


@dataclass(frozen=True, slots=True)
class Question:
    """About one registrable domain. `end`: time of the event loop by which the answer must be in."""

    site: str
    guard: Guard
    ask: Registries
    now: datetime
    end: float

    @property
    def seconds(self) -> float:
        return max(0.1, self.end - asyncio.get_running_loop().time())

    def turn(self, server: str) -> AbstractAsyncContextManager[None]:
        return self.ask.turns.at(server, self.seconds * _WAIT)


class Denied(FetchError):
    """The registry answered with an error. `status`: of HTTP."""

    def __init__(self, outcome: Outcome, note: str, status: int) -> None:
        super().__init__(outcome, note)
        self.status = status


async def ask_rdap(question: Question) -> Told:
    """Raises Nothing, FetchError and Unreadable."""
    base = question.ask.rdap_base or await _base(question)
    if not base:
        raise Nothing("the registry of this ending offers no RDAP")
    answer = await _heeding(question, f"{base.rstrip('/')}/domain/{question.site}")
    if answer.status != 200:
        raise Denied(Outcome.HTTP_ERROR, f"the registry answered {answer.status}", answer.status)
    return Told(read_rdap(answer.body), answer.url)


async def _heeding(question: Question, url: str) -> Answer:
    """Ask; a server that is busy is left alone for as long as it says, and asked once more if there is time for it."""
    for again in (True, False):
        answer = await get(url, question.guard, seconds=question.seconds, limit=_MOST, accept=_JSON, turn=question.turn)
        rest = retry_after(answer.retry_after, question.now) if answer.status in _BUSY else None
        if rest is None and answer.status != 429:
            return answer
        server, rest = host_of(answer.url), REST if rest is None else rest
        await question.ask.turns.hold(server, rest)
        if not again or rest >= question.seconds * _WAIT:
            break
    raise Denied(Outcome.BLOCKED, f"{server} asked to be left alone for {rest:.0f} seconds", answer.status)


async def _base(question: Question) -> str:
    async def fetch(url: str) -> bytes:
        # Half of the time: a list that does not come must be known as such before the question's own time is over.
        seconds = question.seconds * _WAIT
        answer = await get(url, question.guard, seconds=seconds, accept=_JSON, turn=question.turn)
        if answer.status != 200:
            raise FetchError(Outcome.HTTP_ERROR, f"the list of RDAP servers: status {answer.status}")
        return answer.body

    return await question.ask.bases.server(question.site, fetch)


async def ask_whois(question: Question) -> Told:
    """Raises Nothing, FetchError, Unreadable and OSError."""
    server = question.ask.whois_server or await _referral(question)
    if not server:
        raise Nothing("no WHOIS server is known for this ending")
    answer = await _port43(question, server, question.site)
    try:
        found = await asyncio.to_thread(read_whois, answer, question.site)
    except Unreadable:
        if too_many(answer):
            await question.ask.turns.hold(server, REST)
            raise FetchError(Outcome.BLOCKED, f"{server} says that it was asked too often") from None
        raise
    if found is None:
        raise Nothing(f"{server} knows no such domain")
    return Told(found, server)


async def _referral(question: Question) -> str:
    ending, memory = question.site.rpartition(".")[2], question.ask.memory
    known = await asyncio.to_thread(memory.recall, "referral", ending, question.now)
    if known is not None:
        return known
    server = whois_referral(await _port43(question, question.ask.whois_root, ending))
    await asyncio.to_thread(memory.keep, "referral", ending, server, question.now + _REFERRED)
    return server


async def _port43(question: Question, server: str, words: str) -> str:
    """One WHOIS exchange (RFC 3912): a line out, text until the other side closes."""
    target = await question.guard.check(f"https://{server}/")
    if isinstance(target, Refusal):
        raise FetchError(Outcome.REFUSED_BY_GUARD, str(target))
    async with question.turn(server):
        reader, writer = await asyncio.open_connection(target.address, question.ask.whois_port)
        try:
            writer.write(f"{words}\r\n".encode("ascii"))
            await writer.drain()
            body = bytearray()
            while chunk := await reader.read(8192):
                body += chunk
                if len(body) > _MOST:
                    raise FetchError(Outcome.TOO_LARGE, f"more than {_MOST} bytes")
        finally:
            writer.close()
    return body.decode("utf-8", "replace")
