"""Many addresses pasted into the queue: a run of its own, visited from the screen or by `rxverdict crawl --resume`."""

from __future__ import annotations

import json
import socket
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from threading import Event, Thread

from crawler.budget import UNATTENDED
from crawler.site import site_of
from crawler.sources.listing import addresses
from data.archive import Archive, ArchiveError
from data.kept import OPEN, RunRow
from ui.alone import Busy, alone
from ui.batch import Batch, Manner, Settled, Unkept
from ui.crawling import Wish
from ui.desk import Desk
from ui.worker_client import WorkerDied

MOST = 20_000  # addresses at once; a longer list is a file for `rxverdict crawl FILE`
_NAME = "added on the screen"
_AT_ONCE = 2  # of the desk's one worker, which somebody at the first page may need as well
_HEARD = 5  # newest sites that are told


@dataclass(frozen=True, slots=True)
class Added:
    """`run` None: no line held an address. `passed_over`: (line number from 1, why)."""

    run: int | None
    sites: int
    passed_over: tuple[tuple[int, str], ...]


def add(archive: Archive, pasted: str, buyer_country: str, at: datetime) -> Added:
    """Begin a run over the addresses of a text, one a line or CSV with a column `url`. Raises ArchiveError."""
    faults: list[tuple[int, str]] = []
    sites: dict[str, str] = {}
    for number, address in addresses(pasted.splitlines(), lambda number, why: faults.append((number, why))):
        if len(sites) == MOST:
            faults.append((number, f"and all behind it: more than {MOST} sites at once are a file for rxverdict crawl"))
            break
        sites.setdefault(site_of(address), address)
    if not sites:
        return Added(None, 0, tuple(faults))
    # As `rxverdict crawl` would write it, so that --resume goes on in the same manner.
    wish = Wish(_NAME, False, buyer_country, Manner().at_once, UNATTENDED.delay, gate=True, outside=True)
    run = archive.runs.begin(RunRow(_NAME, buyer_country, at, json.dumps(asdict(wish))), sites.items())
    return Added(run, len(sites), tuple(faults))


class Visiting:
    """The sites of a run visited in a thread of their own; it goes on when the screen is closed."""

    def __init__(self, desk: Desk, run: RunRow) -> None:
        assert run.id is not None
        self.run = run
        self.heard: deque[Settled] = deque(maxlen=_HEARD)
        self.trouble = ""
        self._desk, self._stop = desk, Event()
        self._thread = Thread(target=self._work, name=f"run {run.id}", daemon=True)
        self._thread.start()

    @property
    def at_work(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        """Let what is in flight come to its end, and begin nothing more."""
        self._stop.set()

    def _work(self) -> None:
        desk, run = self._desk, self.run
        holder = f"{socket.gethostname()}:{desk.archive.home}"
        try:
            with alone(desk.archive.home):
                batch = Batch(
                    desk.archive, desk.world, desk.worker, run.id or 0, run.buyer_country, holder, Manner(_AT_ONCE)
                )
                batch.work(self._stop, self.heard.append)
                if not left(desk.archive, run.id or 0):
                    desk.archive.runs.end(run.id or 0, datetime.now(UTC))
        except (Busy, ArchiveError, Unkept) as error:
            self.trouble = str(error)
        except WorkerDied as error:
            self.trouble = error.why


def left(archive: Archive, run: int) -> int:
    """How many sites of a run are still to do. Raises ArchiveError."""
    return sum(count for (state, _), count in archive.runs.tally(run).items() if state in OPEN)
