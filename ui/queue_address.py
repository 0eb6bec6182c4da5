"""What the queue shows, as it stands in the address of its page: anybody who has the link sees the same list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.docket_rows import DocketCursor, DocketFilters, DocketOrder, DocketState, cursor_of
from scoring.model import VerdictClass

MINE = "to_do"  # value of `state`: what still has to be done, snoozed sites not among it
EVERYTHING = "all"
_LONGEST = 200  # characters of one value; names of sites have at most 253, and nobody types so many


@dataclass(frozen=True, slots=True)
class Asked:
    """`after` and `before`: where the page begins, or ends; at most one of them."""

    filters: DocketFilters
    order: DocketOrder
    after: DocketCursor | None = None
    before: DocketCursor | None = None


def asked_of(query: Mapping[str, str]) -> Asked:
    """What an address asks for. A value that is none of ours is passed over: the list is then longer, never wrong."""
    state = query.get("state", MINE)
    states, classes = set(DocketState), set(VerdictClass)
    filters = DocketFilters(
        to_do=state == MINE or (state not in states and state != EVERYTHING),
        state=state if state in states else "",
        verdict=_one_of(query.get("verdict", ""), {str(word) for word in classes}),
        buyer_country=_code(query.get("buyer", "")),
        country=_code(query.get("country", "")),
        check=_word(query.get("check", "")),
        network=query.get("network", "")[:_LONGEST],
        assignee=query.get("assignee", "")[:_LONGEST],
        site_begins=query.get("site", "").strip().lower()[:_LONGEST],
    )
    order = DocketOrder.CHANGED if query.get("order") == DocketOrder.CHANGED else DocketOrder.RISK
    after = cursor_of(query.get("after", ""))
    return Asked(filters, order, after, None if after else cursor_of(query.get("before", "")))


def query_of(asked: Asked) -> dict[str, str]:
    """The inverse of `asked_of`; what goes without saying is left out."""
    filters = asked.filters
    state = "" if filters.to_do else filters.state or EVERYTHING
    told = {
        "state": state, "verdict": filters.verdict, "buyer": filters.buyer_country, "country": filters.country,
        "check": filters.check, "network": filters.network, "assignee": filters.assignee, "site": filters.site_begins,
        "order": "" if asked.order is DocketOrder.RISK else str(asked.order),
        "after": str(asked.after) if asked.after else "", "before": str(asked.before) if asked.before else "",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _one_of(value: str, known: set[str]) -> str:
    return value if value in known else ""


def _code(value: str) -> str:
    return value.upper() if len(value) == 2 and value.isascii() and value.isalpha() else ""


def _word(value: str) -> str:
    return value if len(value) <= 60 and value.isascii() and value.replace("_", "").islower() else ""
