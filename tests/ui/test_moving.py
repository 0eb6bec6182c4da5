"""An archive grows out of its file: it moves to PostgreSQL, and nothing of it is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from data.archive import Archive, ArchiveError, open_archive
from data.kept import CandidateRow, ChangeRow, Filters, MarkRow, ReviewRow, RunRow, SiteState, SourceRow, Step, WatchRow
from data.network_rows import NetworkFound, NetworkLinkRow
from tests.data.cases import NOON, findings, verdict, visit
from tests.data.conftest import postgres_server, postgres_url
from tests.ui.support import run

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Archive]:
    """Something in every table, in letters of several scripts."""
    with open_archive("", tmp_path / "home") as archive:
        run = archive.runs.begin(RunRow("Läden.csv", "DE", NOON), [(f"s{n}.example", "https://x/") for n in range(7)])
        for number in range(1, 6):
            site = f"s{number}.example"
            body = f"visit {number}".encode()
            row = replace(visit(number, site), warc_sha256=sha256(body).hexdigest(), note="ロアキュテイン \u202e 20 мг")
            file = archive.home / row.warc_path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
            step = Step(run, site, SiteState.KEPT, NOON, "read")
            kept = archive.save_case(row, verdict(site), findings(), [MarkRow("phone", "+44 20 7946 0000")], step)
            archive.add_review(ReviewRow(kept.verdict_id, "inspector", "confirmed", "", NOON))
        archive.runs.take(run, ["s6.example"], "somebody", NOON)
        archive.candidates.keep([(CandidateRow("c.example", "https://c/", NOON, 70), _source("list"))])
        archive.watch.put(WatchRow("s1.example", "US", "https://x/", NOON, 24, visit_id=1), [_change(1, 2)])
        shared = NetworkLinkRow("s1.example", "s2.example", "phone", "+44 20 7946 0000", 5, 1.0)
        archive.networks.keep([NetworkFound(1, ("s1.example", "s2.example"), (shared,))], NOON)
        yield archive


def _source(name: str) -> SourceRow:
    return SourceRow("c.example", name, "named there", "https://c/", NOON)


def _change(first: int, second: int) -> ChangeRow:
    return ChangeRow("s1.example", "US", first, second, NOON, "offer", "An offer appeared.")


def test_everything_is_there_afterwards_and_the_ids_go_on(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    with open_archive(postgres_url, tmp_path / "other") as moved:
        copied = full.copy_to(moved)
        rows = {table.table: table.rows for table in copied}
        assert all(rows.values()), rows
        assert (rows["visit"], rows["finding"], rows["review"], rows["run_site"]) == (5, 15, 5, 7)
        assert moved.page_verdicts(documents=True) == full.page_verdicts(documents=True)
        assert moved.visits() == full.visits()
        assert moved.audit.verify(full.audit.head()).faults == ()
        assert moved.save_visit(visit(99, "new.example")) == 6
        assert moved.runs.begin(RunRow("next", "", NOON), []) == 2
        assert moved.save_case(visit(100), verdict(hours=1), findings()).verdict_id == 6


def test_a_copy_of_the_copy_has_the_same_digests(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    with open_archive(postgres_url, tmp_path) as there, open_archive("", tmp_path / "back") as back:
        first = full.copy_to(there)
        assert there.copy_to(back) == first
        assert back.page_verdicts(filters=Filters(roles=("seller",))) == full.page_verdicts()


def test_an_archive_that_holds_something_is_left_alone(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    with open_archive(postgres_url, tmp_path) as there:
        there.save_visit(visit(7))
        with pytest.raises(ArchiveError, match="not empty"):
            full.copy_to(there)
        assert there.counts().visits == 1


def test_a_copy_that_breaks_off_leaves_nothing(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    import psycopg

    with open_archive(postgres_url, tmp_path) as there:
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("ALTER TABLE watch ADD CONSTRAINT too_often CHECK (every_hours > 100)")
        with pytest.raises(ArchiveError):
            full.copy_to(there)
        assert (there.counts().visits, there.visits()) == (0, ())
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute("ALTER TABLE watch DROP CONSTRAINT too_often")
        assert len(full.copy_to(there)) > 10


def test_many_visits_are_kept_at_once_and_known_ones_stay(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    many = [visit(1000 + n, hours=n) for n in range(12)]
    with open_archive(postgres_url, tmp_path) as other:
        for archive in (full, other):
            before = archive.counts().visits
            assert archive.save_visits(many) == 12
            assert archive.save_visits([*many, visit(2000)]) == 1
            assert archive.counts().visits == before + 13
            assert archive.visits(after=before, limit=1)[0].ended_at == NOON + timedelta(0)


def test_the_command_moves_rows_and_files_and_tells_digests(full: Archive, postgres_url: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (full.home / visit(3, "s3.example").warc_path).unlink()
    done = run("archive", "copy", "--to", postgres_url, "--store", store.as_uri(), home=full.home)
    assert done.returncode == 1, done.stderr
    assert "3.warc.gz: no such file; passed over" in done.stderr
    counts = {line.split("\t")[0]: line.split("\t")[1] for line in done.stdout.splitlines()}
    assert counts["verdict"] == "5"
    assert len(list(store.rglob("*.warc.gz"))) == 4
    again = run("archive", "copy", "--to", postgres_url, home=full.home)
    assert (again.returncode, "not empty" in again.stderr) == (2, True)
