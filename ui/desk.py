"""What checks need, opened once for all visitors of one process: the World, the archive, the worker."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data.archive import Archive, open_archive
from data.known import known_world
from data.world import World
from ui.case import Recovered, recover
from ui.worker_client import COMMAND, Worker, WorkerDied


@dataclass(frozen=True, slots=True)
class Desk:
    """`recovered`: what an earlier process left unfinished, and what became of it."""

    world: World
    archive: Archive
    worker: Worker
    recovered: Recovered


def open_desk(home: Path | None = None, command: tuple[str, ...] = COMMAND) -> Desk:
    """Open everything, finish what an earlier process left, and warm the worker. Raises ArchiveError.

    `home`: None: RXVERDICT_HOME, else the platform's data folder. `command` starts the worker.
    """
    archive = open_archive(home=home)
    world = known_world(archive.home)
    worker = Worker(command)
    recovered = recover(archive, world)
    with suppress(WorkerDied):  # each check tries again and says why it fails; saved pages need no worker
        worker.warm()
    return Desk(world, archive, worker, recovered)
