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
)


@cache
def _code() -> str:
    files = [*sorted(_ROOT.rglob("*.py")), *(_ROOT.parent / "crawler" / name for name in _READING)]
    hashed = sha256()
    for file in files:
        hashed.update(file.relative_to(_ROOT.parent).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return hashed.hexdigest()


def rulebook(world: World) -> str:
    """Digest of everything that can change a verdict: sixteen hex digits over code and `world.digest`."""
    return sha256(f"{_code()}{world.digest}".encode()).hexdigest()[:16]
