"""What goes wrong with a database, and whether people are told what to do."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from data.archive import ArchiveError, Trouble, open_archive
from data.database import VERSION_TABLE, engine_for, writing
from tests.data.cases import findings, verdict, visit


def _trouble(home: Path, url: str = "") -> ArchiveError:
    with pytest.raises(ArchiveError) as caught:
        open_archive(url=url, home=home, patience=0.3).close()
    return caught.value


def test_somebody_else_holds_the_write_lock(tmp_path: Path) -> None:
    with open_archive(url="", home=tmp_path, patience=0.3) as archive:
        other = sqlite3.connect(tmp_path / "archive.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another process is writing") as caught:
            archive.save_case(visit(1), verdict(), findings())
        assert caught.value.trouble is Trouble.LOCKED
        other.execute("ROLLBACK")
        other.close()
        assert archive.save_case(visit(1), verdict(), findings()).new


def test_somebody_else_holds_the_rows_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with open_archive(url=postgres_url, home=tmp_path, patience=0.3) as archive:
        other = engine_for(postgres_url, tmp_path, patience=5)
        with other.connect() as connection:
            connection.execute(text("LOCK TABLE visit IN ACCESS EXCLUSIVE MODE"))
            with pytest.raises(ArchiveError) as caught:
                archive.save_visit(visit(1))
            assert caught.value.trouble is Trouble.LOCKED
        other.dispose()


def test_an_archive_of_a_newer_release_is_left_alone(url: str, tmp_path: Path) -> None:
    open_archive(url=url, home=tmp_path).close()
    engine = engine_for(url, tmp_path, patience=5)
    with writing(engine).begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    error = _trouble(tmp_path, url)
    assert error.trouble is Trouble.NEWER_SCHEMA
    assert "update rxverdict" in str(error)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").write_text("Dear diary, today I sorted the pills by colour.\n" * 40)
    assert _trouble(tmp_path).trouble is Trouble.NOT_A_DATABASE


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").mkdir()
    assert _trouble(tmp_path).trouble is Trouble.UNREACHABLE


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _trouble(tmp_path / "file" / "home").trouble is Trouble.UNREACHABLE


def test_a_full_disk_saves_nothing_and_says_so(tmp_path: Path) -> None:
    open_archive(url="", home=tmp_path).close()
    # SQLite answers a file that may not grow with the same code as a full disk.
    uri = f"sqlite:///file:{tmp_path / 'archive.sqlite'}?uri=true"
    with open_archive(url=uri, home=tmp_path) as archive:
        engine = archive._engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        large = replace(verdict(), document="x" * 200_000)
        with pytest.raises(ArchiveError, match="free some space") as caught:
            archive.save_case(visit(1), large, findings())
        assert caught.value.trouble is Trouble.DISK_FULL
        assert archive.counts().visits == 0


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    open_archive(url="", home=tmp_path).close()
    uri = f"sqlite:///file:{tmp_path / 'archive.sqlite'}?mode=ro&uri=true"
    with open_archive(url=uri, home=tmp_path) as archive:
        with pytest.raises(ArchiveError) as caught:
            archive.save_visit(visit(1))
        assert caught.value.trouble is Trouble.READ_ONLY


@pytest.mark.parametrize("url", ["not a url", "mysql://127.0.0.1/x", "postgresql://keeper@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_reached(url: str, tmp_path: Path) -> None:
    error = _trouble(tmp_path, url)
    assert error.trouble is Trouble.UNREACHABLE
    assert "RXVERDICT_DATABASE_URL" in str(error)


def test_a_server_without_that_database(postgres_server: str, tmp_path: Path) -> None:
    assert _trouble(tmp_path, f"{postgres_server}/nowhere").trouble is Trouble.UNREACHABLE


def test_a_password_in_the_url_is_not_told(tmp_path: Path) -> None:
    error = _trouble(tmp_path, "postgresql://keeper:open-sesame@127.0.0.1:1/none")
    assert "open-sesame" not in str(error)
    assert "\n" not in str(error)
