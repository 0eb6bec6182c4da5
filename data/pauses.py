"""When each host was asked last, and who asks it now: one table that all workers look at, so that pauses hold across
processes and machines.

It is no part of the archive: what stands in it is over in seconds. On PostgreSQL it is a table of its own (UNLOGGED: a
crash of the server empties it), read by the server's clock, so that clocks of the machines do not matter. Without
PostgreSQL it is a file in the home folder, which all processes of that home share.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

FILE = "turns.sqlite"  # in the home folder
LOOK = 0.1  # seconds between two looks at a host that somebody else is asking just now: no request is much shorter
_FORGET = 3600.0  # seconds; no pause is longer (`crawler.budget.Budget.delay`)
_PATIENCE = 5  # seconds to wait for the database, or for another process that writes: a write takes a millisecond
_LOCK = 0x72787475  # "rxtu": the key of our advisory lock on PostgreSQL
_TABLE = (
    "TABLE IF NOT EXISTS host_turn (host TEXT PRIMARY KEY, holder TEXT NOT NULL, until DOUBLE PRECISION NOT NULL, "
    "began DOUBLE PRECISION NOT NULL, ended DOUBLE PRECISION NOT NULL, delay DOUBLE PRECISION NOT NULL, "
    "rest DOUBLE PRECISION NOT NULL, wanted DOUBLE PRECISION NOT NULL)"
)


class PausesLost(Exception):
    """Nobody can tell now when a host was asked last. The message says why."""


@dataclass(frozen=True, slots=True)
class _Speech:
    """How a database says what both can: the time in seconds, the larger of two, and the place of a value."""

    now: str
    most: str
    value: str

    def __call__(self, statement: str) -> str:
        names = {name: self.value.format(name) for name in ("host", "holder", "delay", "lasts", "ago", "last", "wish")}
        return statement.format(now=self.now, most=self.most, look=LOOK, **names)


_SQLITE = _Speech("((julianday('now') - 2440587.5) * 86400.0)", "max", ":{}")
_POSTGRESQL = _Speech("extract(epoch from clock_timestamp())::float8", "greatest", "%({})s")

# Times are seconds of the epoch. `until`: a request may be open; `ended`: it was over, or will be at the latest;
# `rest`: the host's own wish; `wanted`: so long somebody else waits for a turn.
#
# Whoever asked last may ask again when its request began a pause ago, as long as nobody else waits. All others wait a
# pause from its end: only then is it sure that the host had seen it. A beginning in the future was told by a clock
# that has been put back since, and says nothing.
_TAKE = """
INSERT INTO host_turn (host, holder, until, began, ended, delay, rest, wanted)
VALUES ({host}, {holder}, {now} + {lasts}, {now}, {now} + {lasts}, {delay}, 0, 0)
ON CONFLICT (host) DO UPDATE
SET holder = excluded.holder, until = {now} + {lasts}, began = {now}, ended = {now} + {lasts}, delay = excluded.delay
WHERE host_turn.began > {now} OR (host_turn.rest <= {now} AND (
    (host_turn.holder = excluded.holder AND host_turn.wanted <= {now}
        AND host_turn.began + {most}(host_turn.delay, {delay}) <= {now})
    OR (host_turn.until <= {now} AND host_turn.ended + {most}(host_turn.delay, {delay}) <= {now})
))
RETURNING host
"""
_WAIT = """
UPDATE host_turn
SET wanted = CASE WHEN holder = {holder} THEN wanted ELSE {now} + {most}(delay, {delay}) + 1 END
WHERE host = {host}
RETURNING {most}(rest - {now}, CASE
    WHEN holder = {holder} AND wanted <= {now} THEN began + {most}(delay, {delay}) - {now}
    WHEN until > {now} THEN {look}
    ELSE ended + {most}(delay, {delay}) - {now} END)
"""
_DONE = """
UPDATE host_turn
SET until = CASE WHEN {last} THEN 0 ELSE until END, ended = CASE WHEN {last} THEN {now} ELSE ended END,
    began = {most}(began, {now} - {ago})
WHERE host = {host} AND holder = {holder}
"""
_HOLD = """
INSERT INTO host_turn (host, holder, until, began, ended, delay, rest, wanted)
VALUES ({host}, '', 0, 0, 0, 0, {now} + {wish}, 0)
ON CONFLICT (host) DO UPDATE SET rest = {most}(host_turn.rest, excluded.rest)
"""
_OLD = f"DELETE FROM host_turn WHERE {{now}} > {{most}}(until, {{most}}(ended, rest)) + {_FORGET:.0f}"


class Pauses:
    """Turns at hosts for one process. Not for several threads at once. Times in seconds.

    Every operation raises PausesLost, and tries to connect again when it is next asked for.
    """

    def __init__(self, connect: Callable[[], Any], speech: _Speech, faults: tuple[type[Exception], ...]) -> None:
        self._connect, self._faults, self._speech = connect, faults, speech
        self._open: Any = None
        self._holder = uuid4().hex
        self._take, self._wait, self._done, self._hold = map(speech, (_TAKE, _WAIT, _DONE, _HOLD))

    def take(self, host: str, delay: float, lasts: float) -> float:
        """Take the turn at a host, for `lasts` seconds at most; 0: it is taken. Else how long to wait before the next
        try: until `delay`, or the pause of whoever asked last if that is longer, is over."""
        told = {"host": host, "holder": self._holder, "delay": delay, "lasts": lasts}
        if self._do(self._take, told, True) is not None:
            return 0.0
        found = self._do(self._wait, {"host": host, "holder": self._holder, "delay": delay}, True)
        return max(0.001, float(found[0])) if found is not None else LOOK

    def done(self, host: str, ago: float, last: bool) -> None:
        """Our request is over; it began so many seconds ago. `last`: no other request of this process is open there."""
        told = {"host": host, "holder": self._holder, "ago": ago, "last": last}
        self._do(self._done, told, False)

    def hold(self, host: str, wish: float) -> None:
        """Nobody asks the host for so long: its own wish."""
        self._do(self._hold, {"host": host, "wish": wish}, False)

    def _do(self, statement: str, told: Mapping[str, object], answers: bool) -> Any:
        try:
            if self._open is None:
                self._open = self._connect()
                self._open.execute(self._speech(_OLD))
            found = self._open.execute(statement, told)
            return found.fetchone() if answers else None
        except self._faults as error:
            self._open = None
            raise PausesLost(str(error).strip().partition("\n")[0]) from error


def pauses_of(database_url: str, home: Path) -> Pauses:
    """The turns that all workers of this archive share. Connects when first asked."""
    scheme, _, rest = database_url.partition("://")
    if scheme.partition("+")[0] not in ("postgresql", "postgres"):
        return Pauses(lambda: _file(home / FILE), _SQLITE, (sqlite3.Error, OSError))
    import psycopg

    return Pauses(lambda: _server(f"postgresql://{rest}"), _POSTGRESQL, (psycopg.Error,))


def _file(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")  # after a power cut every pause is over
    connection.execute(f"CREATE {_TABLE}")
    return connection


def _server(address: str) -> Any:
    import psycopg

    connection = psycopg.connect(address, autocommit=True, connect_timeout=_PATIENCE)
    with connection.transaction():
        # Two that make the same table at once would fail.
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        connection.execute(f"CREATE UNLOGGED {_TABLE}".encode())
    return connection
