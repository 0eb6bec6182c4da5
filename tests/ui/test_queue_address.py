"""The address of the queue: what is in it is what is shown, and nothing that is typed into it breaks the page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.archive import open_archive
from data.docket_rows import DocketCursor, DocketFilters, DocketOrder
from ui.adding import add, left
from ui.queue_address import Asked, asked_of, query_of
from ui.views.queue import _label

NAMES = ("state", "verdict", "buyer", "country", "check", "network", "assignee", "site", "order", "after", "before")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_empty_address_asks_for_what_is_to_do_by_risk() -> None:
    assert asked_of({}) == Asked(DocketFilters(to_do=True), DocketOrder.RISK)
    assert query_of(asked_of({})) == {}


def test_a_list_with_every_filter_comes_back_from_its_address() -> None:
    filters = DocketFilters(False, "changed", "flagged", "US", "DE", "false_seal", "n-17", "A. Vetter", "pill")
    asked = Asked(filters, DocketOrder.CHANGED, after=DocketCursor("1790000000000000", 4))
    assert asked_of(query_of(asked)) == asked
    everything = Asked(DocketFilters(), DocketOrder.RISK, before=DocketCursor("9161", 4))
    assert asked_of(query_of(everything)) == everything


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=300)))
def test_whatever_is_typed_into_the_address_asks_for_something(query: dict[str, str]) -> None:
    asked = asked_of(query)
    assert asked_of(query_of(asked)) == asked


@given(st.text(min_size=1, max_size=60, alphabet="ab1.-_*[]()`:$<>!#|~\\&"))
def test_the_name_of_a_site_is_no_markdown(site: str) -> None:
    bare = _label(site).removeprefix("**").removesuffix("**")
    assert bare.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == site


def test_pasted_addresses_become_a_run_that_resume_can_take_up(tmp_path: Path) -> None:
    pasted = "https://a.example/shop\n\nb.example\nhttps://a.example/other\nno address\nftp://c.example/\n"
    with open_archive("", tmp_path) as archive:
        added = add(archive, pasted, "GB", NOON)
        assert added.run is not None and added.sites == 2
        assert [number for number, _ in added.passed_over] == [5, 6]
        run = archive.runs.run()
        assert run is not None and (run.id, run.buyer_country) == (added.run, "GB")
        assert left(archive, added.run) == 2
        assert [row.url for row in archive.runs.sites(added.run)] == ["https://a.example/shop", "b.example"]


@pytest.mark.parametrize("pasted", ["", "\n# nothing\n", "not an address at all\n"])
def test_a_paste_without_addresses_begins_no_run(pasted: str, tmp_path: Path) -> None:
    with open_archive("", tmp_path) as archive:
        assert add(archive, pasted, "", NOON).run is None
        assert archive.runs.run() is None
