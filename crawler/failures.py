"""What went wrong on the way to an answer, as an outcome and a sentence for people."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    UnsupportedURLSchemeError,
)

from crawler.guard import Reason, Refusal
from crawler.visit import Outcome

_UNRESOLVED = frozenset({Reason.DNS_FAILED, Reason.NO_ADDRESS})


class Refused(Exception):
    """The guard does not let a request out."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class Forbidden(Exception):
    """robots.txt does not let a request out; the message says how."""


class HeaderFlood(Exception):
    """The head of an answer is larger than the budget allows."""


def failure_of(error: BaseException) -> tuple[Outcome, str]:
    """The outcome of a request that gave no answer, and why, in words."""
    if isinstance(error, Refused):
        unresolved = error.refusal.reason in _UNRESOLVED
        return Outcome.DNS_FAILED if unresolved else Outcome.REFUSED_BY_GUARD, str(error.refusal)
    if isinstance(error, Forbidden):
        return Outcome.REFUSED_BY_ROBOTS, str(error)
    causes = list(_causes(error))
    if any(isinstance(cause, HeaderFlood) for cause in causes):
        return Outcome.TOO_LARGE, "The head of the answer was larger than allowed."
    if any(isinstance(cause, SSL.Error) for cause in causes):
        return Outcome.TLS_FAILED, "No secure connection came about."
    for kind, outcome, words in _KNOWN:
        if isinstance(error, kind):
            return outcome, words
    return Outcome.CONNECTION_FAILED, f"The connection failed ({type(error).__name__})."


_KNOWN: tuple[tuple[type[BaseException], Outcome, str], ...] = (
    (DownloadTimeoutError, Outcome.TIMED_OUT, "No complete answer came in time."),
    (TimeoutError, Outcome.TIMED_OUT, "No complete answer came in time."),
    (CannotResolveHostError, Outcome.DNS_FAILED, "The name has no address."),
    (DownloadConnectionRefusedError, Outcome.CONNECTION_FAILED, "The server does not accept connections."),
    (DownloadCancelledError, Outcome.TOO_LARGE, "The answer was larger than allowed."),
    (UnsupportedURLSchemeError, Outcome.REFUSED_BY_GUARD, "Only http and https addresses are visited."),
    (DownloadFailedError, Outcome.CONNECTION_FAILED, "The connection broke off."),
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it was raised from, and what Twisted wrapped into it."""
    waiting: list[BaseException] = [error]
    for _ in range(50):
        if not waiting:
            return
        current = waiting.pop()
        yield current
        if current.__cause__ is not None:
            waiting.append(current.__cause__)
        reasons = getattr(current, "reasons", None)
        if isinstance(reasons, list):
            waiting += [inner for reason in reasons if (inner := getattr(reason, "value", None)) is not None]
