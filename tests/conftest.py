"""Fixtures that tests of several rooms share: the lab, a worker let loose on it, and a reader of pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.child import Reader
from tests.lab.client import LabWorker
from tests.lab.server import Lab


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """The small web on loopback, started once."""
    running = Lab().start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def lab_worker(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabWorker]:
    """One warm worker for all tests that do not end it."""
    worker = LabWorker(lab, tmp_path_factory.mktemp("visits"))
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running
