"""Buttons of a cookie notice: "Accept", "Settle", "Save and go on" put nothing into a cart, whatever their names."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.visit import Kind
from scoring.facts.trade import Line

_WORDS = ("cookie", "куки", "クッキー", "ciastecz", "informasjonskaps", "informationskaps", "galletas")
_AFTER = 5  # lines from the notice to its last button: accept, refuse, settings, more about it
_CONTROLS = frozenset({Kind.BUTTON, Kind.LINK, Kind.INPUT})


def consent_buttons(read: Sequence[Line]) -> frozenset[int]:
    """Where the controls start that follow a sentence on cookies, nothing but controls between."""
    found: set[int] = set()
    before, since, notice = "", 0, False
    for line in read:
        if line.clause.kind not in _CONTROLS:
            before, since = line.clause.text, 0
            continue
        if not since:
            notice = any(word in before for word in _WORDS)
        since += 1
        if notice and since <= _AFTER:
            found.add(line.clause.start)
    return frozenset(found)
