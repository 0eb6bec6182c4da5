"""What `rxverdict alerts` does. Returns its exit code."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit
from uuid import uuid4

from data.archive import Archive, ArchiveError, open_archive
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.atom import feed
from ui.commands import say
from ui.events import Since, events
from ui.webhook import PAUSES, Busy, Undelivered, deliver, delivered

SECRET = "RXVERDICT_WEBHOOK_SECRET"  # the name of the variable
_SHORTEST = 16  # characters; 128 bits when they are drawn from 256


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is asked for; see `ui.atom.feed`."""

    path: Path
    title: str
    own_url: str = ""
    screens: str = ""


def run_alerts(wanted: Feed | None, webhook: str, days: int, pauses: tuple[float, ...] = PAUSES) -> int:
    """Write the feed, then deliver. `webhook` empty: nothing is delivered. `pauses`: see `ui.webhook.deliver`."""
    told = os.environ.get(SECRET, "")
    why = _unfit(wanted, webhook, told)
    if why:
        say(why)
        return EXIT_BAD
    since = datetime.now(UTC) - timedelta(days=days)
    try:
        with open_archive() as archive:
            code = _write(archive, wanted, since) if wanted else EXIT_OK
            return max(code, _deliver(archive, webhook, told.encode(), since, pauses)) if webhook else code
    except ArchiveError as error:
        say(f"The archive cannot be read: {error}")
        return EXIT_PARTLY


def _unfit(wanted: Feed | None, webhook: str, secret: str) -> str:
    """Why nothing can be done with these options; empty: something can."""
    if wanted is None and not webhook:
        return "alerts needs --atom FILE, --webhook URL, or both"
    addresses = {"--webhook": webhook}
    if wanted is not None:
        addresses |= {"--own-url": wanted.own_url, "--screens": wanted.screens}
    for option, url in addresses.items():
        if url and (why := _no_address(url)):
            return f"{option}: {why}"
    if webhook and len(secret) < _SHORTEST:
        return (
            f"Set {SECRET} to a secret of at least {_SHORTEST} characters that the receiver knows too, such as "
            "one made by: openssl rand -hex 32"
        )
    return ""


def _no_address(url: str) -> str:
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port is not None and parts.port < 1):
            return "must be an address that begins with http:// or https://"
    except ValueError as error:
        return f"is no address: {error}"
    return "must not bear a password; others could read it" if parts.username else ""


def _write(archive: Archive, wanted: Feed, since: datetime) -> int:
    try:
        made = feed(events(archive, Since(since)), _feed_id(archive.home), wanted.title, wanted.own_url, wanted.screens)
        part = wanted.path.with_name(f".{wanted.path.name}.{token_hex(4)}.part")
        part.write_bytes(made)
        part.replace(wanted.path)
    except OSError as error:
        say(f"{error.filename or wanted.path}: {error.strerror or error}")
        return EXIT_BAD
    print(wanted.path)  # noqa: T201 - results belong on stdout
    return EXIT_OK


def _feed_id(home: Path) -> str:
    """The id of this home's feed, drawn once and kept: RFC 4287 wants one that never changes. Raises OSError."""
    path = home / "alerts" / "feed.id"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"urn:uuid:{uuid4()}\n")
    return path.read_text().strip()


def _deliver(archive: Archive, url: str, secret: bytes, since: datetime, pauses: tuple[float, ...]) -> int:
    if urlsplit(url).scheme == "http":
        say("The address begins with http: events are signed, and can be read on the way.")
    try:
        with delivered(archive.home, url, since) as memory:
            count = deliver(events(archive, memory.since), url, secret, memory, pauses, say)
    except Undelivered as error:
        say(f"Not delivered: {error}. What was delivered before it is remembered; run the same again.")
        return EXIT_PARTLY
    except Busy as error:
        say(f"Not delivered: {error}.")
        return EXIT_PARTLY
    except (OSError, ValueError, KeyError) as error:
        say(f"What was delivered cannot be remembered: {error}. Nothing more is sent.")
        return EXIT_PARTLY
    print(f"{count} event(s) delivered")  # noqa: T201 - results belong on stdout
    return EXIT_OK
