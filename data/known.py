"""The World of one home folder: the shipped data, and the register and price editions that were imported there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from data.price_editions import ENDING
from data.register_editions import imported
from data.settings import Settings
from data.world import World, load

PRICES = "editions"  # folder of price editions in the home folder


def known_world(home: Path | None = None) -> World:
    """What is known here: `load()` with the newest imported edition of each register and price list.

    `home` None: RXVERDICT_HOME, else the platform's data folder. Raises WorldError for an edition that was spoilt.
    """
    return _loaded(*_editions(home or Settings().home))


def _editions(home: Path) -> tuple[tuple[Path, int], ...]:
    prices = {path.name[: -len(ENDING) - 11]: path for path in sorted((home / PRICES).glob(f"*{ENDING}"))}
    return tuple((path, path.stat().st_mtime_ns) for path in (*imported(home), *prices.values()))


@lru_cache(maxsize=2)
def _loaded(*editions: tuple[Path, int]) -> World:
    return load(editions=[path for path, _ in editions])
