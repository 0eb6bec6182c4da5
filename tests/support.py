"""What tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parent.parent.parent / "shared"
REQUIRE_ALL = os.environ.get("RXVERDICT_REQUIRE_ALL") == "1"


def require(present: object, what: str) -> None:
    """Skip, visibly, a test that needs something this machine lacks; with RXVERDICT_REQUIRE_ALL=1 it fails instead."""
    if present:
        return
    if REQUIRE_ALL:
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


def shared(name: str) -> Path:
    """A file of the shared data beside the tree; the test is skipped, visibly, when it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/{name}")
    return path
