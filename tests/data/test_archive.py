"""Keeping cases and finding them again, on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from data.archive import Archive, ArchiveError, Filters, FindingRow, Order, Trouble, open_archive
from data.database import VERSION_TABLE, engine_for
from data.tables import SCHEMA
from tests.data.cases import NOON, findings, verdict, visit


def test_a_kept_case_comes_back_as_it_went_in(archive: Archive) -> None:
    kept = archive.save_case(visit(1), verdict(), findings())
    assert kept.new
    found = archive.visit(kept.visit_id)
    assert found == replace(visit(1), id=kept.visit_id)
    expected = replace(verdict(), id=kept.verdict_id, visit_id=kept.visit_id, visited_at=NOON)
    assert archive.verdict(kept.verdict_id) == expected
    assert archive.findings(kept.verdict_id) == findings()
    assert archive.visit_of_warc(visit(1).warc_sha256) == found


def test_the_same_case_is_kept_once(archive: Archive) -> None:
    first = archive.save_case(visit(1), verdict(), findings())
    again = archive.save_case(visit(1), replace(verdict(), headline="Other words."), ())
    assert (again.visit_id, again.verdict_id, again.new) == (first.visit_id, first.verdict_id, False)
    assert archive.counts().verdicts == 1
    assert archive.findings(first.verdict_id) == findings()


def test_one_visit_is_judged_again_for_another_buyer_and_under_a_new_rulebook(archive: Archive) -> None:
    first = archive.save_case(visit(1), verdict(), findings())
    for other in (verdict(country="DE"), verdict(rulebook="book-2")):
        kept = archive.save_case(visit(1), other, findings())
        assert kept.new
        assert kept.visit_id == first.visit_id
    counts = archive.counts()
    assert (counts.visits, counts.verdicts, counts.sites) == (1, 3, 1)


def test_a_case_with_a_finding_twice_is_refused_whole(archive: Archive) -> None:
    twice = FindingRow("false_seal", "seals", "no", 0.0, "No seal is shown.", "[]")
    with pytest.raises(ArchiveError) as caught:
        archive.save_case(visit(1), verdict(), (twice, twice))
    assert caught.value.trouble is Trouble.REFUSED
    counts = archive.counts()
    assert (counts.visits, counts.verdicts) == (0, 0)


def test_a_visit_waits_for_its_verdict(archive: Archive) -> None:
    waiting = archive.save_visit(visit(1))
    archive.save_case(visit(2), verdict(), findings())
    assert [row.id for row in archive.visits_without_verdict()] == [waiting]
    assert archive.save_visit(visit(1)) == waiting
    assert archive.save_case(visit(1), verdict(), findings()).visit_id == waiting
    assert archive.visits_without_verdict() == ()


def test_a_new_rulebook_finds_every_visit_page_by_page(archive: Archive) -> None:
    ids = [archive.save_case(visit(number), verdict(), findings()).visit_id for number in range(5)]
    seen: list[int] = []
    while page := archive.visits_without_verdict("book-2", after=seen[-1] if seen else 0, limit=2):
        seen += [row.id or 0 for row in page]
    assert seen == ids


def test_the_latest_verdict_is_the_one_on_the_newest_visit(archive: Archive) -> None:
    archive.save_case(visit(1, hours=0), verdict(word="unverified"), ())
    archive.save_case(visit(2, hours=48), verdict(word="flagged", hours=48), ())
    # An old visit judged again today under a new rulebook is still an old visit.
    archive.save_case(visit(1, hours=0), verdict(word="caution", rulebook="book-2", hours=72), ())
    latest = archive.latest_verdict("pillwharf.example")
    assert latest is not None
    assert latest.verdict == "flagged"
    assert [row.verdict for row in archive.history("pillwharf.example")] == ["flagged", "caution", "unverified"]
    assert archive.latest_verdict("nobody.example") is None
    assert archive.latest_verdict("pillwharf.example", "FR") is None
    assert archive.counts().by_verdict == {"flagged": 1}


@pytest.mark.parametrize("order", list(Order))
def test_pages_show_every_verdict_once(archive: Archive, order: Order) -> None:
    for number in range(23):
        site = f"shop-{number}.example"
        archive.save_case(visit(number, site), verdict(site, risk_high=80 + number % 3), ())
    seen, after = [], None
    while True:
        page = archive.page_verdicts(after, limit=5, order=order)
        seen += [(row.risk_high, row.id or 0) for row in page.rows]
        if page.next is None:
            break
        after = page.next
    assert len(seen) == len(set(seen)) == 23
    expected = {
        Order.NEWEST: sorted(seen, key=lambda row: -row[1]),
        Order.OLDEST: sorted(seen, key=lambda row: row[1]),
        Order.RISK: sorted(seen, reverse=True),
    }
    assert seen == expected[order]


def test_a_verdict_kept_while_somebody_pages_moves_nothing(archive: Archive) -> None:
    for number in range(6):
        archive.save_case(visit(number), verdict(), ())
    first = archive.page_verdicts(limit=3)
    archive.save_case(visit(99), verdict(), ())
    second = archive.page_verdicts(first.next, limit=3)
    ids = [row.id for row in first.rows + second.rows]
    assert ids == sorted(set(ids), key=lambda number: -(number or 0))
    assert len(ids) == 6
    assert second.next is None


def test_documents_come_when_asked_for(archive: Archive) -> None:
    archive.save_case(visit(1), verdict(), ())
    assert archive.page_verdicts().rows[0].document == ""
    assert archive.page_verdicts(documents=True).rows[0].document == verdict().document


def test_filters_narrow_the_list(archive: Archive) -> None:
    archive.save_case(visit(1, "pillwharf.example"), verdict("pillwharf.example", "flagged"), ())
    archive.save_case(visit(2, "pillwharf.example", hours=5), verdict("pillwharf.example", "caution", hours=5), ())
    archive.save_case(visit(3, "lindenapotheke.example"), verdict("lindenapotheke.example", "verified", "DE"), ())

    def sites(filters: Filters) -> list[str]:
        return [row.verdict for row in archive.page_verdicts(filters=filters, order=Order.OLDEST).rows]

    assert sites(Filters(verdicts=("flagged", "verified"))) == ["flagged", "verified"]
    assert sites(Filters(buyer_country="DE")) == ["verified"]
    assert sites(Filters(site_contains="APOTHEKE")) == ["verified"]
    assert sites(Filters(site_contains="%")) == []
    assert sites(Filters(roles=("doorway",))) == []
    assert sites(Filters(rulebook="book-1", latest_only=True)) == ["caution", "verified"]
    assert sites(Filters(since=NOON + timedelta(hours=1))) == ["caution"]
    assert sites(Filters(until=NOON + timedelta(hours=1))) == ["flagged", "verified"]


def test_words_no_database_can_hold_do_not_stop_a_save(archive: Archive) -> None:
    kept = archive.save_case(visit(1), replace(verdict(), headline="Rx\0free \ud83d pills"), ())
    found = archive.verdict(kept.verdict_id)
    assert found is not None
    assert found.headline == "Rx\ufffdfree ? pills"


def test_times_come_back_in_utc_and_a_time_without_zone_is_a_mistake(archive: Archive) -> None:
    tokyo = datetime(2026, 11, 20, 21, tzinfo=timezone(timedelta(hours=9)))
    kept = archive.save_case(replace(visit(1), ended_at=tokyo), verdict(), ())
    found = archive.visit(kept.visit_id)
    assert found is not None
    assert found.ended_at == tokyo
    assert found.ended_at.tzinfo is UTC
    with pytest.raises(Exception, match="aware datetimes"):
        archive.save_visit(replace(visit(2), ended_at=tokyo.replace(tzinfo=None)))


def test_the_migrations_make_the_tables_the_models_describe(archive: Archive, url: str) -> None:
    engine = engine_for(url, archive.home, patience=5)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        assert context.get_current_revision() == SCHEMA
    engine.dispose()


def test_opening_again_changes_nothing(archive: Archive) -> None:
    archive.save_case(visit(1), verdict(), findings())
    archive.upgrade()
    assert archive.counts().verdicts == 1


def test_sqlite_keeps_its_manners(tmp_path: Path) -> None:
    open_archive(url="", home=tmp_path).close()
    engine = engine_for("", tmp_path, patience=5)
    names = ("foreign_keys", "synchronous", "journal_mode", "busy_timeout")
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    # synchronous 2 is FULL: a case said to be kept survives a power cut.
    assert pragmas == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "busy_timeout": 5000}
    engine.dispose()
