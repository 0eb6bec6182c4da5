"""Work on many sites: a run's states move with its visits, leases part workers, candidates merge, changes only add."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

from data.archive import Archive, open_archive
from data.kept import CandidateRow, ChangeRow, MarkRow, RunRow, SiteState, SourceRow, Step, WatchRow
from tests.data.cases import NOON, findings, verdict, visit

RUN = RunRow("list.csv", "US", NOON)
SITES = (
    ("a.example", "https://a.example/"),
    ("b.example", "https://b.example/shop"),
    ("a.example", "https://a.example/twice"),
)


def test_a_site_is_done_in_the_transaction_that_keeps_its_visit(archive: Archive) -> None:
    run = archive.runs.begin(RUN, SITES)
    assert [row.url for row in archive.runs.unfinished(run)] == ["https://a.example/", "https://b.example/shop"]
    step = Step(run, "a.example", SiteState.KEPT, NOON, "read")
    kept = archive.save_case(visit(1, "a.example"), verdict("a.example"), findings(), step=step)
    (done, _) = archive.runs.sites(run)
    assert (done.state, done.visit_id, done.verdict_id) == (SiteState.KEPT, kept.visit_id, kept.verdict_id)
    assert [row.site for row in archive.runs.unfinished(run)] == ["b.example"]
    assert archive.runs.tally(run) == {("kept", "read"): 1, ("waiting", ""): 1}


def test_what_is_done_stays_done(archive: Archive) -> None:
    run = archive.runs.begin(RUN, SITES)
    assert archive.runs.settle(Step(run, "a.example", SiteState.REFUSED, NOON, note="private address"))
    assert not archive.runs.settle(Step(run, "a.example", SiteState.FAILED, NOON))
    assert archive.runs.sites(run)[0].note == "private address"


def test_the_newest_run_that_has_not_ended_is_the_one_to_resume(archive: Archive) -> None:
    first = archive.runs.begin(RUN, SITES)
    second = archive.runs.begin(replace(RUN, name="other"), SITES)
    archive.runs.end(second, NOON + timedelta(hours=1))
    resumed = archive.runs.run()
    assert resumed is not None and resumed.id == first
    ended = archive.runs.run(second)
    assert ended is not None and ended.ended_at == NOON + timedelta(hours=1)


def test_two_holders_never_have_one_site_until_the_lease_is_over(archive: Archive) -> None:
    run = archive.runs.begin(RUN, SITES)
    assert archive.runs.take(run, ["a.example"], "one", NOON) == ("a.example",)
    assert archive.runs.take(run, ["a.example", "b.example"], "two", NOON) == ("b.example",)
    assert archive.runs.take(run, ["a.example"], "two", NOON + timedelta(hours=1)) == ("a.example",)
    assert archive.runs.sites(run)[0].tries == 2
    archive.runs.release("b.example", "one")  # not theirs: nothing happens
    assert archive.runs.take(run, ["b.example"], "one", NOON) == ()


def test_a_done_site_is_not_taken_and_its_lease_is_free(archive: Archive) -> None:
    run = archive.runs.begin(RUN, SITES)
    archive.runs.settle(Step(run, "a.example", SiteState.FAILED, NOON))
    assert archive.runs.take(run, ["a.example"], "one", NOON) == ()
    other = archive.runs.begin(RUN, SITES)
    assert archive.runs.take(other, ["a.example"], "two", NOON) == ("a.example",)


def test_many_holders_at_once_share_out_every_site_once(url: str, tmp_path: Path) -> None:
    names = [f"s{number}.example" for number in range(40)]
    with open_archive(url=url, home=tmp_path) as archive:
        run = archive.runs.begin(RUN, ((name, f"https://{name}/") for name in names))
        taken: list[str] = []

        def work(holder: str) -> None:
            for name in names:
                taken.extend(archive.runs.take(run, [name], holder, NOON))

        threads = [Thread(target=work, args=(holder,)) for holder in ("one", "two", "three")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(taken) == sorted(names)


def heard(site: str, score: int, source: str, reason: str = "name", hours: int = 0) -> tuple[CandidateRow, SourceRow]:
    at, url = NOON + timedelta(hours=hours), f"https://{site}/"
    return CandidateRow(site, url, at, score), SourceRow(site, source, reason, url, at)


def test_candidates_heard_of_twice_are_one_with_two_sources_and_the_higher_score(archive: Archive) -> None:
    assert archive.candidates.keep([heard("a.example", 40, "list"), heard("b.example", 60, "list")]) == 2
    assert archive.candidates.keep([heard("a.example", 70, "search", hours=1), heard("b.example", 5, "list")]) == 0
    assert [(row.site, row.score) for row in archive.candidates.best()] == [("a.example", 70), ("b.example", 60)]
    assert archive.candidates.best()[0].first_seen == NOON
    assert [row.source for row in archive.candidates.sources("a.example")] == ["list", "search"]
    assert len(archive.candidates.sources("b.example")) == 1


def test_candidates_are_paged_by_score_and_site(archive: Archive) -> None:
    archive.candidates.keep([heard(f"s{number}.example", 50 + number % 2, "list") for number in range(6)])
    first = archive.candidates.best(least=50, limit=4)
    rest = archive.candidates.best(least=50, limit=4, after=(first[-1].score, first[-1].site))
    assert [row.site for row in first + rest] == [f"s{number}.example" for number in (1, 3, 5, 0, 2, 4)]


def test_a_watched_site_falls_due_and_its_changes_only_ever_add(archive: Archive) -> None:
    first = archive.save_visit(visit(1, "a.example"))
    second = archive.save_visit(visit(2, "a.example", hours=24))
    row = WatchRow("a.example", "US", "https://a.example/", NOON, 24)
    archive.watch.put(row)
    assert archive.watch.due(NOON - timedelta(seconds=1)) == ()
    assert archive.watch.due(NOON) == (row,)
    assert archive.watch.watched("a.example", "US") == row and archive.watch.watched("a.example", "GB") is None
    change = ChangeRow("a.example", "US", first, second, NOON, "offer", "An offer without a prescription appeared.")
    later = replace(row, due_at=NOON + timedelta(hours=24), visits=2, changes=1, visit_id=second)
    archive.watch.put(later, [change])
    archive.watch.put(later, [replace(change, kind="licence", words="The licence vanished.")])
    assert [found.kind for found in archive.watch.changes("a.example")] == ["licence", "offer"]
    assert archive.watch.due() == (later,)
    assert archive.watch.drop("a.example", "US") and not archive.watch.drop("a.example", "US")
    assert len(archive.watch.changes("a.example")) == 2


def test_sites_that_bear_the_same_mark_are_kin_unless_everybody_bears_it(archive: Archive) -> None:
    for number, site in enumerate(("a.example", "b.example", "c.example", "d.example")):
        marks = [MarkRow("identifier", "GTM-EVERYWHERE")]
        marks += [MarkRow("phone", "+15550100"), MarkRow("text", "77")] if number < 2 else []
        archive.save_case(visit(number, site), verdict(site), findings(), marks)
    assert archive.candidates.kin("a.example", ("phone", "identifier"), most=2) == (("b.example", "phone"),)
    assert len(archive.candidates.kin("a.example", ("phone", "identifier"), most=3)) == 4
    assert archive.candidates.kin("nobody.example", ("phone",)) == ()
