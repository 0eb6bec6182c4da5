"""The World of one home folder: the shipped data, and the register and price editions that were imported there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from data.own_rules import OwnRules, with_rules
from data.price_editions import ENDING
from data.register_editions import imported
from data.settings import Settings
from data.world import World, load

PRICES = "editions"  # folder of price editions in the home folder


def known_world(home: Path | None = None, rules: OwnRules | None = None) -> World:
    """What is known here: `load()` with the newest imported edition of each register and price list.

    `home` None: RXVERDICT_HOME, else the platform's data folder. `rules`: None: the shipped
    ones. Raises WorldError for an edition that was spoilt.
    """
    editions = _editions(home or Settings().home)
    return _loaded(*editions) if rules is None else _judging(rules, *editions)


def _editions(home: Path) -> tuple[tuple[Path, int], ...]:
    prices = {path.name[: -len(ENDING) - 11]: path for path in sorted((home / PRICES).glob(f"*{ENDING}"))}
    return tuple((path, path.stat().st_mtime_ns) for path in (*imported(home), *prices.values()))


@lru_cache(maxsize=2)
def _loaded(*editions: tuple[Path, int]) -> World:
    return load(editions=[path for path, _ in editions])


@lru_cache(maxsize=2)
def _judging(rules: OwnRules, *editions: tuple[Path, int]) -> World:
    return with_rules(_loaded(*editions), rules)
