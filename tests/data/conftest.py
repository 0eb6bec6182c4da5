"""An archive on each database we promise to work with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from data.archive import Archive, open_archive
from tests.data import postgres
from tests.support import require

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    folder = postgres.binaries()
    require(folder is not None, "PostgreSQL (initdb)")
    assert folder is not None
    with postgres.server(folder) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A fresh database on the server."""
    import psycopg

    name = f"archive{next(_numbers)}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The archive's URL; empty: the SQLite file in the home folder."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def archive(url: str, tmp_path: Path) -> Iterator[Archive]:
    with open_archive(url=url, home=tmp_path) as opened:
        yield opened
