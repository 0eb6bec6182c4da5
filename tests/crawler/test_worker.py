"""A warm worker visits the lab: what a person who starts checks all day relies on."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.child import Reader
from crawler.protocol import Done, Failed, Job, PageRead, Ready, RefusedJob, Started, job_line
from crawler.site import site_of
from crawler.visit import Outcome, PageKind, Visit
from crawler.warc import read_visit
from tests.lab.client import QUICK, LabWorker
from tests.lab.server import Lab


def kinds(visit: Visit) -> list[PageKind]:
    return [page.kind for page in visit.pages]


def test_the_shop_is_read_best_pages_first(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("pillquay.example", reader)
    assert visit.outcome is Outcome.READ
    assert kinds(visit)[:2] == [PageKind.HOME, PageKind.PRODUCT]
    assert set(kinds(visit)) >= {PageKind.FAQ, PageKind.CONTACT, PageKind.DELIVERY, PageKind.CART}
    assert "Buy isotretinoin from us without a prescription" in visit.pages[1].text


def test_a_page_is_read_once_whatever_hangs_on_its_address(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    before = len(lab.asked("pillquay.example"))
    lab_worker.visit("pillquay.example/?utm_source=mail#top", reader)
    paths = [seen.path for seen in lab.asked("pillquay.example")[before:] if seen.path != "/robots.txt"]
    assert len(paths) == len({path.partition("?")[0] for path in paths})


def test_nothing_is_put_into_a_basket_and_no_form_is_sent(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    lab_worker.visit("pillquay.example/product/accutane-20mg", reader)
    paths = {seen.path for seen in lab.asked("pillquay.example")}
    assert not any("add-to-cart" in path or path in ("/send", "/checkout") for path in paths)


def test_a_budget_of_three_pages_names_what_was_left(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("fernhollow-pharmacy.example", reader, replace(QUICK, pages=3))
    assert len(visit.pages) == 3
    left = [attempt for attempt in visit.attempts if attempt.outcome is Outcome.OUT_OF_BUDGET]
    assert len(left) == 4 and all("3 pages" in attempt.note for attempt in left)


@pytest.mark.parametrize(
    ("host", "outcome"),
    [
        ("keep-out-pills.example", Outcome.REFUSED_BY_ROBOTS),
        ("spa-pharmacy.example", Outcome.JS_ONLY),
        ("walled-garden-rx.example", Outcome.CHALLENGE),
        ("isotretinoin-deals.example", Outcome.PARKED),
        ("sly-forwarder.example", Outcome.REFUSED_BY_GUARD),
        ("sly-forwarder.example/metadata", Outcome.REFUSED_BY_GUARD),
        ("sly-forwarder.example/file", Outcome.REFUSED_BY_GUARD),
        ("sly-forwarder.example/loop", Outcome.TOO_MANY_REDIRECTS),
        ("sleepy-server.example", Outcome.TIMED_OUT),
        ("no-such-shop.example", Outcome.DNS_FAILED),
        ("trouble-maker.example/nowhere", Outcome.HTTP_ERROR),
        ("trouble-maker.example/prescription", Outcome.NOT_HTML),
        ("trouble-maker.example/faq", Outcome.TOO_LARGE),
        ("trouble-maker.example/terms", Outcome.TOO_LARGE),
        ("trouble-maker.example/delivery", Outcome.TOO_LARGE),
        ("trouble-maker.example/contact", Outcome.TOO_MANY_REDIRECTS),
        ("trouble-maker.example/about", Outcome.TIMED_OUT),
    ],
)
def test_what_cannot_be_read_says_why(lab_worker: LabWorker, reader: Reader, host: str, outcome: Outcome) -> None:
    visit = lab_worker.visit(host, reader, replace(QUICK, pages=1, page_seconds=0.6))
    asked = visit.url.rstrip("/")
    told = next(a for a in visit.attempts if a.what.rstrip("/") == asked or "redirects" in a.note)
    assert told.outcome is outcome and (told.note or told.status)


def test_a_first_redirect_may_lead_to_another_site_and_is_told(lab: Lab, lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("old-name-pills.example", reader)
    assert visit.url == lab.url("old-name-pills.example")
    assert visit.site == "pillquay.example"
    assert visit.redirects == (lab.url("old-name-pills.example"), lab.url("pillquay.example"))
    assert {site_of(page.url) for page in visit.pages} == {"pillquay.example"}


def test_later_pages_never_leave_the_site(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("willowbrook-dental.example", reader)
    assert {site_of(page.url) for page in visit.pages} == {"willowbrook-dental.example"}
    assert any("/shop/buy-accutane-online" in page.url for page in visit.pages), "a hidden link is read, if last"
    away = lab_worker.visit("trouble-maker.example", reader, replace(QUICK, page_seconds=0.6))
    told = {attempt.what.rpartition("/")[2]: attempt for attempt in away.attempts}
    assert "another site" in told["imprint"].note
    assert told["cart"].outcome is Outcome.REFUSED_BY_GUARD


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("data:text/html,<h1>hello</h1>", "scheme"),
        ("ftp://pillquay.example/", "scheme"),
        ("s3://bucket/key", "scheme"),
        ("http://10.0.0.1/", "private_address"),
        ("http://169.254.169.254/latest/", "metadata_address"),
        ("http://user:word@pillquay.example/", "credentials"),
        ("http://pillquay.example:22/", "port"),
    ],
)
def test_a_refused_address_is_refused_in_words_and_leaves_no_file(lab_worker: LabWorker, url: str, reason: str) -> None:
    job = lab_worker.send(url)
    end = lab_worker.until_ended([job])[-1]
    assert isinstance(end, RefusedJob)
    assert end.reason == reason and len(end.words) > 20
    assert not job.out.exists()


def test_events_tell_the_story_in_order(lab_worker: LabWorker) -> None:
    job = lab_worker.send("medicines-authority.example")
    events = lab_worker.until_ended([job])
    assert isinstance(events[0], Started) and isinstance(events[-1], Done)
    pages = [event for event in events if isinstance(event, PageRead)]
    assert [event.n for event in pages] == [1, 2, 3, 4]
    assert all(event.n <= event.of <= QUICK.pages for event in pages)
    assert events[-1].pages == 4 and Path(events[-1].out) == job.out


def test_a_bad_line_fails_alone(lab_worker: LabWorker, tmp_path: Path) -> None:
    good = lab_worker.send("tidewater-courier.example")
    for line in (b"not json\n", b'{"job": "odd", "url": 7, "out": "x"}\n', b'{"job": "b", "budget": {"page": 1}}\n'):
        lab_worker.write(line)
    lab_worker.write(b'{"job": "' + b"x" * 200_000 + b'"}\n')
    after = lab_worker.send("velvet-fig-skincare.example")
    events = lab_worker.until_ended([good, after])
    failed = [event for event in events if isinstance(event, Failed)]
    assert [event.job for event in failed] == ["", "odd", "b", ""]
    assert len([event for event in events if isinstance(event, Done)]) == 2


def test_a_folder_that_cannot_be_written_fails_the_job_only(lab_worker: LabWorker, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    job = lab_worker.send("pillquay.example", out=tmp_path / "file" / "1.warc.gz")
    assert isinstance(lab_worker.until_ended([job])[-1], Failed)


def test_two_jobs_never_write_the_same_file(lab_worker: LabWorker, tmp_path: Path) -> None:
    jobs = [lab_worker.send("long-aisle.example", out=tmp_path / "same.warc.gz") for _ in range(2)]
    ends = [event for event in lab_worker.until_ended(jobs) if isinstance(event, Done | Failed)]
    assert sorted(type(event).__name__ for event in ends) == ["Done", "Failed"]


def test_the_second_visit_finds_everything_loaded(lab_worker: LabWorker) -> None:
    first = lab_worker.process.pid
    for _ in range(2):
        lab_worker.until_ended([lab_worker.send("pill-price-compass.example")])
    assert lab_worker.process.pid == first and lab_worker.process.poll() is None


def test_the_end_of_stdin_ends_the_worker_after_its_jobs(lab: Lab, tmp_path: Path) -> None:
    worker = LabWorker(lab, tmp_path)
    assert isinstance(worker.ready, Ready)
    jobs = [worker.send("clearer-days.example"), worker.send("harbour-import-rx.example")]
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    worker.until_ended(jobs)
    assert worker.close() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.warc.gz", "2.warc.gz"]


def test_sigterm_ends_the_worker_and_leaves_nothing_half_written(lab: Lab, tmp_path: Path) -> None:
    worker = LabWorker(lab, tmp_path)
    job = worker.send("sleepy-server.example", replace(QUICK, page_seconds=60, seconds=60))
    assert isinstance(worker.next(), Started)
    worker.process.send_signal(signal.SIGTERM)
    end = worker.until_ended([job])[-1]
    assert isinstance(end, Failed) and "stopped" in end.why
    assert worker.process.wait(10) == 0
    assert not list(tmp_path.iterdir())


def test_kill_nine_in_the_middle_leaves_no_visit_and_the_next_worker_sweeps(lab: Lab, tmp_path: Path) -> None:
    worker = LabWorker(lab, tmp_path)
    job = worker.send("long-aisle.example", replace(QUICK, delay=0.3))
    while not isinstance(worker.next(), PageRead):
        continue
    worker.process.kill()
    worker.process.wait(10)
    assert not job.out.exists()
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    again = LabWorker(lab, tmp_path)
    job = again.send("pillquay.example")
    again.until_ended([job])
    assert again.close() == 0
    assert [path.name for path in tmp_path.iterdir()] == [job.out.name]


def test_stdout_carries_events_and_nothing_else(lab: Lab, tmp_path: Path) -> None:
    worker = LabWorker(lab, tmp_path)
    worker.write(json.dumps({"job": "1", "url": "http://[::1", "out": str(tmp_path / "x.warc")}).encode() + b"\n")
    job = Job("1", "", tmp_path)
    assert isinstance(worker.until_ended([job])[-1], RefusedJob)
    worker.close()
    with pytest.raises(EOFError):
        worker.next()


def test_a_shop_that_hides_the_drug_from_its_menu_is_found_by_its_sitemap(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    visit = lab_worker.visit("quiet-menu.example", reader)
    assert any(page.url.endswith("/roaccutane-offer") for page in visit.pages)
    asked = [seen.path for seen in lab.asked("quiet-menu.example")]
    assert "/sitemap_index.xml" in asked and "/soap" not in asked
    assert not any("away" in seen.path for seen in lab.seen)


def test_a_bare_name_is_tried_over_https_first_and_then_over_http(
    lab: Lab, lab_worker: LabWorker, reader: Reader
) -> None:
    job = replace(lab_worker.job("pillquay.example"), url=f"pillquay.example:{lab.port}")
    lab_worker.write(job_line(job))
    assert isinstance(lab_worker.until_ended([job])[-1], Done)
    visit = read_visit(job.out, reader)
    assert visit.outcome is Outcome.READ and visit.url == job.url
    assert visit.attempts[0].what.startswith("https://") and visit.pages[0].url.startswith("http://")


def test_no_more_unread_pages_are_named_than_the_budget_says(lab_worker: LabWorker, reader: Reader) -> None:
    visit = lab_worker.visit("long-aisle.example", reader, replace(QUICK, pages=2, attempts=3))
    assert len(visit.attempts) == 3 and "7 more pages are known" in visit.note
