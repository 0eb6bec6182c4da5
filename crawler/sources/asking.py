"""Questions to a service that the operator named: an index, an archive of pages, a search engine of their own.

The address guard is not asked here. It protects from addresses that websites hand out; these services are chosen by
whoever runs the program, and a search engine of one's own stands on this very machine or in a private network. In
return nothing that an answer says is ever connected to: redirects are not followed, files come from the named host.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.engine import DEFAULT_CONTACT, agent
from crawler.retry import retry_after

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 64 << 20  # of one answer, unpacked; a page of the Common Crawl index has about 5 MB
_TRIES = 5
_AGAIN = frozenset({429, 500, 502, 503, 504})  # busy or asked too often; Common Crawl says 503 for "slow down"
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0  # seconds; doubled each time; who asks for more is left alone for today
_TIMEOUT = 60.0  # seconds without a byte; the Common Crawl index often thinks for half a minute


class Unanswered(Exception):
    """A service gave no usable answer; the message is one line for people."""


class Asker:
    """Asks one question at a time, `delay` seconds apart, and waits when asked to. Close it. `wait` sleeps."""

    def __init__(
        self, delay: float = 1.0, contact: str = DEFAULT_CONTACT, wait: Callable[[float], None] = time.sleep
    ) -> None:
        import httpx

        self._client = httpx.Client(
            headers={"User-Agent": agent(contact)}, timeout=_TIMEOUT, follow_redirects=False, trust_env=False
        )
        self._delay, self._wait, self._last = delay, wait, float("-inf")

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def body(
        self,
        url: str,
        params: Mapping[str, str | list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        want: tuple[int, ...] = (200,),
        most: int = MOST_BYTES,
    ) -> tuple[int, bytes]:
        """Status and body of a GET whose status is one of `want`. Raises Unanswered."""
        why = ""
        for attempt in range(_TRIES):
            pause: float | None = None
            try:
                with self._sent(url, params, headers) as answer:
                    if answer.status_code in want:
                        return answer.status_code, _bounded(answer, most)
                    if answer.status_code not in _AGAIN:
                        raise Unanswered(_refused(url, answer))
                    why = f"{url}: status {answer.status_code}"
                    pause = retry_after(answer.headers.get("Retry-After", ""), datetime.now(UTC))
            except _lost() as error:
                why = f"{url}: {error or type(error).__name__}"
            if pause is not None and pause > _LONGEST_WAIT:
                raise Unanswered(f"{why}; it asks to be left alone for {pause:.0f} seconds. Try again then.")
            if attempt < _TRIES - 1:
                self._wait(_FIRST_WAIT * 2**attempt if pause is None else pause)
        raise Unanswered(f"{why}, {_TRIES} times. Try again later.")

    @contextmanager
    def _sent(
        self, url: str, params: Mapping[str, str | list[str]] | None, headers: Mapping[str, str] | None
    ) -> Iterator[httpx.Response]:
        """The answer, its body still to come."""
        import httpx

        ahead = self._last + self._delay - time.monotonic()
        if ahead > 0:
            self._wait(ahead)
        try:
            with self._client.stream("GET", url, params=params, headers=headers) as answer:
                yield answer
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise Unanswered(f"{url}: is no address that begins with http:// or https://") from None
        except httpx.DecodingError:
            raise Unanswered(f"{url}: the answer cannot be unpacked") from None
        finally:
            self._last = time.monotonic()


def _lost() -> type[httpx.TransportError]:
    """What a connection that failed, broke off or fell silent raises."""
    import httpx

    return httpx.TransportError


def _bounded(answer: httpx.Response, most: int) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > most:
            raise Unanswered(f"{answer.url}: more than {most} bytes")
    return bytes(body)


def _refused(url: str, answer: httpx.Response) -> str:
    if answer.is_redirect:
        return f"{url}: forwards to {answer.headers.get('Location', 'nowhere')[:200]}; redirects are not followed here"
    return f"{url}: status {answer.status_code}"
