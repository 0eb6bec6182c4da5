"""The docket: one row a site, always as the archive has it, and pages of it that never skip or repeat a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from data.archive import Archive, FindingRow, ReviewRow, open_archive
from data.database import engine_for
from data.decisions import Signed
from data.docket_rows import DocketCursor, DocketFilters, DocketOrder, DocketRow, DocketState, cursor_of
from data.kept import ChangeRow, WatchRow
from tests.data.cases import NOON, findings, verdict, visit

SITE = "pillwharf.example"
BY = Signed("B. Chief", "", NOON)


def decision(verdict_id: int, word: str = "confirmed", **more: str) -> ReviewRow:
    return ReviewRow(verdict_id, "A. Vetter", word, "Seen.", NOON, **more)  # type: ignore[arg-type]  # words only


def row(archive: Archive, site: str = SITE, country: str = "US") -> DocketRow:
    found = archive.docket.row(site, country)
    assert found is not None
    return found


def test_a_kept_verdict_stands_in_the_docket_with_what_it_says(archive: Archive) -> None:
    kept = archive.save_case(visit(1), verdict(), findings(), countries=("US", "DE"))
    found = row(archive)
    assert (found.verdict_id, found.visit_id, found.visited_at) == (kept.verdict_id, kept.visit_id, NOON)
    assert (found.verdict, found.risk_low, found.risk_high) == ("flagged", 70, 90)
    assert (found.state, found.change, found.changed_at) == (DocketState.WAITING, "First visit", NOON)
    assert (found.checks, found.countries) == (("sells_without_prescription",), ("DE", "US"))
    assert archive.docket.row(SITE, "DE") is None


def test_a_newer_visit_moves_the_row_and_tells_what_is_new(archive: Archive) -> None:
    archive.save_case(visit(1), verdict(), findings())
    clean = (FindingRow("false_seal", "seals", "yes", 1.8, "The seal leads nowhere.", "[]"),)
    archive.save_case(visit(2, hours=24), verdict(word="caution", risk_high=60, hours=24), clean)
    found = row(archive)
    assert (found.verdict, found.risk_high, found.checks) == ("caution", 60, ("false_seal",))
    words = "From flagged to caution; new: false seal; no longer seen: sells without prescription"
    assert (found.change, found.changed_at) == (words, NOON + timedelta(hours=24))
    archive.save_case(visit(3, hours=48), verdict(word="caution", risk_high=60, hours=48), clean)
    assert (row(archive).change, row(archive).visited_at) == (words, NOON + timedelta(hours=48))


def test_an_old_visit_judged_again_changes_nothing(archive: Archive) -> None:
    archive.save_case(visit(1), verdict(), findings())
    archive.save_case(visit(2, hours=24), verdict(hours=24), findings())
    before = row(archive)
    archive.save_case(visit(1), verdict(word="caution", rulebook="book-2"), ())
    assert row(archive) == before


def test_a_decision_closes_a_row_until_the_site_changes(archive: Archive) -> None:
    kept = archive.save_case(visit(1), verdict(), findings())
    archive.add_review(decision(kept.verdict_id, concerns="missing_address"))
    assert row(archive).state is DocketState.WAITING  # one finding is not the case
    archive.add_review(decision(kept.verdict_id))
    assert row(archive).state is DocketState.DECIDED
    archive.save_case(visit(2, hours=24), verdict(hours=24), findings())
    assert row(archive).state is DocketState.DECIDED
    archive.save_case(visit(3, hours=48), verdict(word="caution", hours=48), findings())
    assert row(archive).state is DocketState.CHANGED
    archive.add_review(decision(row(archive).verdict_id, "needs_purchase_test"))
    assert row(archive).state is DocketState.FOLLOW_UP


def test_a_verdict_refused_whole_leaves_the_docket_alone(archive: Archive) -> None:
    archive.save_case(visit(1), verdict(), findings())
    before = row(archive)
    twice = FindingRow("false_seal", "seals", "yes", 1.8, "No.", "[]")
    with pytest.raises(Exception, match="refused"):
        archive.save_case(visit(2, hours=1), verdict(hours=1), (twice, twice))
    assert row(archive) == before


def test_an_objection_opens_a_decided_row_until_it_is_answered(archive: Archive) -> None:
    kept = archive.save_case(visit(1), verdict(), findings())
    archive.add_review(decision(kept.verdict_id))
    appeal = archive.add_review(
        replace(decision(kept.verdict_id, "", act="appeal"), concerns="missing_address", appellant="the shop")
    )
    assert row(archive).state is DocketState.APPEALED
    archive.add_review(decision(kept.verdict_id, concerns="false_seal"))
    assert row(archive).state is DocketState.APPEALED
    archive.add_review(decision(kept.verdict_id, concerns="missing_address", answers=appeal.hash))
    assert row(archive).state is DocketState.DECIDED


def test_what_a_watched_site_changed_is_its_newest_change(archive: Archive) -> None:
    first = archive.save_case(visit(1), verdict(), findings()).visit_id
    second = archive.save_case(visit(2, hours=24), verdict(hours=24), findings()).visit_id
    at = NOON + timedelta(hours=25)
    change = ChangeRow(SITE, "US", first, second, at, "licence", "The licence number vanished.")
    watched = WatchRow(SITE, "US", f"https://{SITE}/", at, 24)
    archive.watch.put(watched, [change, replace(change, kind="price", words="The price fell.")])
    assert (row(archive).change, row(archive).changed_at) == ("The licence number vanished. And 1 more.", at)


def shops(archive: Archive, count: int = 23) -> None:
    for number in range(count):
        site, country = f"shop-{number:02}.example", ("US", "GB")[number % 2]
        risk, word = 80 + number % 4, ("flagged", "caution", "unverified")[number % 3]
        seen = findings() if number % 5 else ()
        archive.save_case(visit(number, site, number % 7), verdict(site, word, country, risk_high=risk), seen)


def walked(archive: Archive, order: DocketOrder, filters: DocketFilters, limit: int = 4) -> list[str]:
    """All sites from the first page to the last, the way back being the same."""
    pages, after = [], None
    while True:
        page = archive.docket.page(filters, order, now=NOON, after=after, limit=limit)
        pages.append(page)
        if page.after is None:
            break
        after = page.after
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        assert later.before is not None
        assert archive.docket.page(filters, order, now=NOON, before=later.before, limit=limit).rows == earlier.rows
    assert archive.docket.page(filters, order, now=NOON, limit=limit).before is None
    return [found.site for page in pages for found in page.rows]


@pytest.mark.parametrize("order", list(DocketOrder))
@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (DocketFilters(), range(23)),
        (DocketFilters(to_do=True), range(23)),
        (DocketFilters(verdict="caution"), range(1, 23, 3)),
        (DocketFilters(buyer_country="GB"), range(1, 23, 2)),
        (DocketFilters(country="GB", verdict="caution"), range(1, 23, 6)),
        (DocketFilters(check="sells_without_prescription"), [n for n in range(23) if n % 5]),
        (DocketFilters(check="sells_without_prescription", country="US"), [n for n in range(0, 23, 2) if n % 5]),
        (DocketFilters(site_begins="Shop-1"), range(10, 20)),
        (DocketFilters(site_begins="shop-1", verdict="flagged"), [12, 15, 18]),
        (DocketFilters(state="decided"), []),
        (DocketFilters(site_begins="%"), []),
    ],
)
def test_pages_show_each_row_once_forth_and_back(
    archive: Archive, order: DocketOrder, filters: DocketFilters, wanted: list[int]
) -> None:
    shops(archive)
    found = walked(archive, order, filters)
    assert sorted(found) == [f"shop-{number:02}.example" for number in wanted]
    if order is DocketOrder.RISK:
        assert found == sorted(found, key=lambda site: (80 + int(site[5:7]) % 4, site), reverse=True)


def test_a_look_that_finds_nothing_for_long_ends_and_can_go_on(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    shops(archive)
    monkeypatch.setattr("data.docket._WALK", 6)
    filters = DocketFilters(verdict="flagged", buyer_country="GB")
    page = archive.docket.page(filters, now=NOON)
    assert page.stopped
    forth = list(page.rows)
    while page.after is not None:
        page = archive.docket.page(filters, now=NOON, after=page.after)
        forth += page.rows
    assert sorted(found.site for found in forth) == [f"shop-{n:02}.example" for n in (3, 9, 15, 21)]
    last, back = page.before, list(page.rows)
    while last is not None:
        page = archive.docket.page(filters, now=NOON, before=last)
        last, back = page.before, [*page.rows, *back]
    assert back == forth


def test_rows_are_given_to_somebody_snoozed_and_put_into_networks(archive: Archive) -> None:
    shops(archive, 3)
    numbers = [found.id for found in archive.docket.page(now=NOON).rows]
    archive.docket.assign(numbers[:2], "A. Vetter", BY)
    archive.docket.snooze(numbers[:1], NOON + timedelta(days=7), BY)
    archive.docket.join_networks([("shop-01.example", "n-17")])

    def sites(now: datetime, **wanted: object) -> list[int]:
        return [found.id for found in archive.docket.page(DocketFilters(**wanted), now=now).rows]  # type: ignore[arg-type]

    assert sites(NOON, assignee="A. Vetter") == numbers[:2]
    assert sites(NOON, to_do=True) == numbers[1:]
    assert sites(NOON + timedelta(days=8), to_do=True) == numbers
    assert [found.site for found in archive.docket.page(DocketFilters(network="n-17"), now=NOON).rows] == [
        "shop-01.example"
    ]
    archive.docket.snooze(numbers, None, BY)
    archive.docket.assign(numbers, "", BY)
    assert sites(NOON, to_do=True) == numbers and sites(NOON, assignee="A. Vetter") == []
    assert archive.docket.count(DocketFilters(to_do=True), now=NOON) == 3
    assert archive.docket.count(DocketFilters(), now=NOON, most=2) == 2


@pytest.mark.parametrize("typed", ["", ".", "1", "a.1", "1.a", "-1.1", "1.-1", "١.١", "9" * 30 + ".1", "1.99999999999"])
def test_an_address_somebody_typed_is_no_cursor(typed: str) -> None:
    assert cursor_of(typed) is None


def test_a_cursor_comes_back_as_it_went_out() -> None:
    assert cursor_of(str(DocketCursor("9161", 4))) == DocketCursor("9161", 4)


def test_an_archive_from_before_gets_its_docket(url: str, tmp_path: Path) -> None:
    """The rows that the migration makes are those that keeping the same cases makes."""
    with open_archive(url=url, home=tmp_path) as archive:
        shops(archive, 9)
        archive.save_case(visit(90, "shop-03.example", hours=30), verdict("shop-03.example", "caution", "GB"), ())
        for number in (2, 3, 4):
            found = row(archive, f"shop-0{number}.example", ("US", "GB")[number % 2])
            archive.add_review(decision(found.verdict_id, "confirmed" if number < 4 else "not_enough_seen"))
        kept = {found.site: found for found in sorted(archive.docket.page(now=NOON).rows, key=lambda r: r.site)}
    engine = engine_for(url, tmp_path, patience=5)
    with engine.begin() as connection:
        for statement in ("DROP TABLE docket_tag", "DROP TABLE docket"):
            connection.execute(text(statement))
        _undo_later(connection)
        connection.execute(text("UPDATE rxverdict_version SET version_num = '0004'"))
    engine.dispose()
    with open_archive(url=url, home=tmp_path) as archive:
        made = {found.site: found for found in sorted(archive.docket.page(now=NOON).rows, key=lambda r: r.site)}
    assert list(map(_told_by_both, made.values())) == list(map(_told_by_both, kept.values()))
    assert {found.state for found in made.values()} >= {DocketState.DECIDED, DocketState.FOLLOW_UP}


def _told_by_both(found: DocketRow) -> DocketRow:
    """Without what only a comparison of two visits tells."""
    return replace(found, id=0, change="", changed_at=NOON)


def _undo_later(connection: object) -> None:
    """Take the tables of the steps behind ours off again."""
    from sqlalchemy import Connection, inspect

    assert isinstance(connection, Connection)
    for name in inspect(connection).get_table_names():
        if name.startswith("network"):
            cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TABLE {name}{cascade}"))
