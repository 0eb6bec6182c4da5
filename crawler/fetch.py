"""One guarded GET, for the few answers that are not pages: registry look-ups.

Every hop passes the guard; the connection goes to the checked address; bytes, hops and time are bounded.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.guard import Guard, Refusal, Target
from crawler.visit import Outcome

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 2_000_000  # the largest answer asked for, the IANA list of RDAP servers, has under 100 kB
MAX_HOPS = 4  # a registry forwards once, to the registrar


@dataclass(frozen=True, slots=True)
class Answer:
    url: str  # where the answer came from, after redirects
    status: int
    body: bytes
    retry_after: str = ""  # the header as sent


class FetchError(Exception):
    """Why there is no answer: an outcome, and a sentence that may be shown to people."""

    def __init__(self, outcome: Outcome, note: str) -> None:
        super().__init__(note)
        self.outcome, self.note = outcome, note


Turn = Callable[[str], AbstractAsyncContextManager[None]]


def _any_time(host: str) -> AbstractAsyncContextManager[None]:
    return nullcontext()


async def get(
    url: str,
    guard: Guard,
    *,
    seconds: float,
    limit: int = MAX_BYTES,
    accept: str = "*/*",
    turn: Turn = _any_time,
) -> Answer:
    """The answer to a GET, redirects followed. `seconds` bound the whole, `limit` the bytes of the body.

    `turn` gives, for the host of each hop, the turn to wait for before it is asked.
    Raises FetchError with the outcome: refused by the guard, timed out, too large, connection failed …
    """
    import httpx

    try:
        async with asyncio.timeout(seconds):
            return await _walk(await guard.check(url), guard, limit, accept, turn)
    except TimeoutError:
        raise FetchError(Outcome.TIMED_OUT, f"no full answer within {seconds:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise FetchError(Outcome.CONNECTION_FAILED, type(error).__name__) from error


async def _walk(step: Target | Refusal, guard: Guard, limit: int, accept: str, turn: Turn) -> Answer:
    import httpx

    # The bare transport knows no proxies, cookies or redirects: the connection goes to the checked address or nowhere.
    async with httpx.AsyncHTTPTransport(trust_env=False) as transport:
        for _ in range(MAX_HOPS + 1):
            if isinstance(step, Refusal):
                raise FetchError(Outcome.REFUSED_BY_GUARD, str(step))
            async with turn(step.host):
                found = await _once(transport, step, limit, accept)
            if isinstance(found, Answer):
                return found
            hop = guard.follow(step.url, found)
            step = hop if isinstance(hop, Refusal) else await guard.resolve(hop)
    raise FetchError(Outcome.TOO_MANY_REDIRECTS, f"more than {MAX_HOPS} redirects")


async def _once(transport: httpx.AsyncBaseTransport, target: Target, limit: int, accept: str) -> Answer | str:
    """The answer, or the Location it forwards to."""
    import httpx

    address = f"[{target.address}]" if ":" in (target.address or "") else target.address
    path = target.url.partition("://")[2].partition("/")[2]
    headers = {
        "Host": target.authority,
        "Accept": accept,
        "Accept-Encoding": "identity",
        "User-Agent": "rxverdict",
    }
    request = httpx.Request(
        "GET",
        f"{target.scheme}://{address}:{target.port}/{path}",
        headers=headers,
        extensions={"sni_hostname": target.host},
    )
    response = await transport.handle_async_request(request)
    try:
        location: str | None = response.headers.get("location")
        if 300 <= response.status_code < 400 and location is not None:
            return location
        # Raw bytes: an answer that was asked to be plain and is packed all the same is read as garbage, not unpacked.
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > limit:
                raise FetchError(Outcome.TOO_LARGE, f"more than {limit} bytes")
        return Answer(target.url, response.status_code, bytes(body), response.headers.get("retry-after", "")[:100])
    finally:
        await response.aclose()
