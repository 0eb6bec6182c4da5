"""The rulebook digest: computed over reading, checks, law and data, never typed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from data.world import World

_ROOT = Path(__file__).parent
# How a page becomes text is part of the rules: the same bytes must be read the same way.
_READING = (
    "text.py",
    "layout.py",
    "hidden.py",
    "landmarks.py",
    "widgets.py",
    "microdata.py",
    "language.py",
    "kinds.py",
    "outcome.py",
    "site.py",
    "visit.py",
    "drugs.py",
    "names.py",
)
# What compares, counts or explains judgements and makes none. Whatever is not named here is part of the rules.
_BESIDE = frozenset({
    "ablation.py", "agreement.py", "calibration.py", "change_values.py", "change_views.py", "changes.py", "disguise.py",
    "evaluate.py", "grounds.py", "labels.py", "match.py", "network_ids.py", "network_links.py", "prevalence.py",
    "resampling.py", "revisits.py", "targets.py",
})  # fmt: skip


def rules() -> list[Path]:
    """The files of code that a verdict depends on."""
    own = [file for file in sorted(_ROOT.rglob("*.py")) if file.parent != _ROOT or file.name not in _BESIDE]
    return [*own, *(_ROOT.parent / "crawler" / name for name in _READING)]


@cache
def _code() -> str:
    hashed = sha256()
    for file in rules():
        hashed.update(file.relative_to(_ROOT.parent).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return hashed.hexdigest()


def rulebook(world: World) -> str:
    """Digest of everything that can change a verdict: sixteen hex digits over code and `world.digest`."""
    return sha256(f"{_code()}{world.digest}".encode()).hexdigest()[:16]
