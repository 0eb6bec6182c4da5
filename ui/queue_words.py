"""The words of the queue: each said once, for every screen that shows a row of the docket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.docket_rows import DocketRow, DocketState
from scoring.model import Card

# Words, and the tone of `ui.views.plain`.
STATES: dict[DocketState, tuple[str, str]] = {
    DocketState.WAITING: ("nobody decided yet", "open"),
    DocketState.APPEALED: ("objection open", "careful"),
    DocketState.CHANGED: ("changed since decided", "careful"),
    DocketState.FOLLOW_UP: ("follow-up open", "careful"),
    DocketState.DECIDED: ("decided", "neutral"),
}
_SIGNS = 3  # signs named in one line; the case shows all
_LONG = 160  # characters of a change; the case shows all


def case_query(row: DocketRow) -> dict[str, str]:
    """The address of a row's case."""
    return {"site": row.site, **({"country": row.buyer_country} if row.buyer_country else {})}


def checks_words(row: DocketRow, cards: Mapping[str, Card]) -> str:
    """The signs of a row, the heaviest first; empty: none."""
    order = ("decisive", "strong", "soft")
    known = sorted((cards[check] for check in row.checks if check in cards), key=lambda c: order.index(c.strength))
    signs = [card.sign for card in known]
    if not signs:
        return ""
    more = f" and {len(signs) - _SIGNS} more" if len(signs) > _SIGNS else ""
    return f"Signs of {_joined(signs[:_SIGNS], ended=not more)}{more}"


def _joined(words: Sequence[str], ended: bool) -> str:
    if len(words) < 2 or not ended:
        return ", ".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def change_words(row: DocketRow) -> str:
    """The newest change with its day, in one line."""
    words = " ".join((row.change or "Visited").split())
    return f"{row.changed_at:%Y-%m-%d}: {words if len(words) <= _LONG else words[:_LONG].rstrip() + ' …'}"
