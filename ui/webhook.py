"""Events sent to a webhook: one signed JSON POST each, in order, tried again, remembered when it was taken.

Each event is delivered at least once: it is remembered after the receiver's 2xx answer, so that one may come again when
this program is killed in between; its id is the same then. Where it is sent is the choice of whoever runs this: hosts
of one's own network are the usual receivers, so the guard of visits does not apply. No address of a site, and nothing a
site says, decides where anything is sent, and redirects are not followed.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.events import Event, EventKind, Since

if TYPE_CHECKING:
    import httpx

SCHEMA = "rxverdict.event/1"
SIGNATURE, TIMESTAMP, EVENT_ID = "X-Rxverdict-Signature", "X-Rxverdict-Timestamp", "X-Rxverdict-Event"
PAUSES = (1.0, 4.0, 15.0, 60.0)  # seconds before each new try: a restart of the receiver takes less than their sum
_TIMEOUT = 10.0  # seconds; receivers are asked to answer at once and work afterwards
_LONGEST_PAUSE = 120.0  # of what Retry-After may ask for; a longer one waits for the next run
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
# Rows of a database with many writers may become visible a little later than a row with a higher number: so far back is
# looked again, and what was delivered there is known by its number.
_WINDOW = 1000


class Undelivered(Exception):
    """The receiver did not take an event; the message is one line for people."""


class Busy(Exception):
    """Another process is delivering to the same address."""


@dataclass(slots=True)
class Delivered:
    """What a receiver has taken: every number up to `until` of each kind, and those of `above` behind it.

    `begin`: until a first delivery has come to its end, what is older is passed over; None: it has.
    """

    path: Path
    begin: datetime | None
    until: dict[str, int] = field(default_factory=dict)
    above: dict[str, set[int]] = field(default_factory=dict)

    @property
    def since(self) -> Since:
        """Where to look on."""
        return Since(None, self.until.get(EventKind.FLAGGED, 0), self.until.get(EventKind.CHANGED, 0))

    def has(self, event: Event) -> bool:
        return event.number <= self.until.get(event.kind, 0) or event.number in self.above.get(event.kind, ())

    def too_old(self, event: Event) -> bool:
        return self.begin is not None and event.at < self.begin

    def pass_over(self, event: Event) -> None:
        """Count an event as done; on disk with the next one that is remembered. Events come by rising number."""
        numbers = self.above.setdefault(event.kind.value, set())
        numbers.add(event.number)
        until = max(self.until.get(event.kind.value, 0), event.number - _WINDOW)
        self.until[event.kind.value] = until
        if len(numbers) > 2 * _WINDOW:
            self.above[event.kind.value] = {number for number in numbers if number > until}

    def add(self, event: Event) -> None:
        """Remember an event, on disk before this returns. Raises OSError."""
        self.pass_over(event)
        self._keep()

    def finish(self) -> None:
        """A delivery has come to its end: from now on age does not matter. Raises OSError."""
        if self.begin is not None:
            self.begin = None
            self._keep()

    def _keep(self) -> None:
        above = {kind: sorted(numbers) for kind, numbers in self.above.items()}
        begin = self.begin.isoformat() if self.begin else None
        _write_whole(self.path, {"begin": begin, "until": self.until, "above": above})


@contextmanager
def delivered(home: Path, url: str, begin: datetime) -> Iterator[Delivered]:
    """What was delivered to an address so far, held for one process. Raises Busy, OSError, ValueError.

    `begin`: how old events of a first delivery may be.
    """
    folder = home / "alerts"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{sha256(url.encode()).hexdigest()[:16]}.json"
    with path.with_suffix(".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("another process is delivering there") from None
        yield _read(path) if path.exists() else Delivered(path, begin)


def _read(path: Path) -> Delivered:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    begin = datetime.fromisoformat(told["begin"]) if told["begin"] else None
    return Delivered(path, begin, told["until"], {kind: set(numbers) for kind, numbers in told["above"].items()})


def deliver(
    events: Iterable[Event],
    url: str,
    secret: bytes,
    memory: Delivered,
    pauses: tuple[float, ...] = PAUSES,
    said: Callable[[str], None] = lambda words: None,
) -> int:
    """Send what was not delivered yet, oldest first; how many. `pauses`: seconds before each new try.

    Raises Undelivered at the first event that is not taken (those before it are remembered, the rest comes with the
    next run), and OSError when the memory cannot be written.
    """
    import httpx

    count = 0
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=False) as client:
        for event in events:
            if memory.has(event):
                continue
            if memory.too_old(event):
                memory.pass_over(event)
                continue
            _send(client, url, event, secret, pauses, said)
            memory.add(event)
            count += 1
    memory.finish()
    return count


def body_of(event: Event) -> bytes:
    """What is posted: same event, same bytes."""
    told = asdict(event)
    del told["number"]
    told["at"] = event.at.astimezone(UTC).isoformat()
    return json.dumps({"schema": SCHEMA, "id": event.id, **told}, ensure_ascii=False).encode("utf-8", "replace")


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """`sha256=` and the HMAC-SHA256, in hexadecimal, of the timestamp, a full stop and the body."""
    return "sha256=" + hmac.new(secret, timestamp.encode() + b"." + body, sha256).hexdigest()


def _send(
    client: httpx.Client, url: str, event: Event, secret: bytes, pauses: tuple[float, ...], said: Callable[[str], None]
) -> None:
    for pause in (*pauses, None):
        why, asked = _post(client, url, event, secret)
        if not why:
            return
        wait = None if pause is None or asked is None else max(pause, asked)
        if wait is None or wait > _LONGEST_PAUSE:
            raise Undelivered(f"{event.title}: {why}")
        said(f"{why}; trying again in {wait:g} s")
        time.sleep(wait)


def _post(client: httpx.Client, url: str, event: Event, secret: bytes) -> tuple[str, float | None]:
    """Why it was not taken (empty: it was), and the seconds the receiver asks to wait; None: asking again is no use."""
    import httpx

    body, timestamp = body_of(event), str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "rxverdict",
        EVENT_ID: event.id,
        TIMESTAMP: timestamp,
        SIGNATURE: signature(secret, timestamp, body),
    }
    try:
        with client.stream("POST", url, content=body, headers=headers) as answer:  # its body is never read
            if answer.is_success:
                return "", 0.0
            again = _seconds(answer.headers.get("Retry-After", "")) if answer.status_code in _AGAIN else None
            return f"the receiver answered {answer.status_code}", again
    except httpx.HTTPError as error:
        return f"the receiver did not answer ({type(error).__name__})", 0.0


def _seconds(told: str) -> float:
    return float(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0.0


def _write_whole(path: Path, told: object) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
