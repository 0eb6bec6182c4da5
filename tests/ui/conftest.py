"""Fixtures that the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support import require
from tests.ui.running import chromium
from tests.ui.support import CHROMIUM


@pytest.fixture(scope="module")  # no longer: other tests run loops of their own, which Playwright's would forbid
def browser() -> Iterator[Browser]:
    require(Path(CHROMIUM).exists(), "chromium")
    with chromium() as opened:
        yield opened
