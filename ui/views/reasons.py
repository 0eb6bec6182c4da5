"""The reasons of a verdict on a screen: each sign with its weight, its words, and where they stood."""

from __future__ import annotations

import streamlit as st

from crawler.visit import Quote
from scoring.model import Evidence, Strength, Verdict, VerdictClass, Weighed
from ui import report
from ui.views import plain
from ui.words import WEIGHTS

_SHOWN = 4  # pieces of evidence shown with a reason; more of the same convinces nobody further
_TONES = {Strength.DECISIVE: "bad", Strength.STRONG: "bad", Strength.SOFT: "careful"}


def show(verdict: Verdict) -> None:
    """What decided, then what else is strong; weak signs are folded away where stronger ones stand."""
    found = report.reasons(verdict)
    if not found:
        if verdict.verdict is not VerdictClass.UNREADABLE:
            plain.heading(3, "Why")
            plain.text("None of the signs that are looked for was found on the pages that were read.")
        return
    plain.heading(3, "Why")
    weak = [w for w in found if report.strength(w) is Strength.SOFT and w.card.id not in verdict.because]
    if len(weak) == len(found):
        weak = []
    for weighed in found:
        if weighed not in weak:
            _reason(weighed)
    if weak:
        with st.expander(f"Weak signs besides: {len(weak)}"):
            for weighed in weak:
                _reason(weighed)
    present = dict.fromkeys(report.strength(weighed) for weighed in found)
    st.caption(". ".join(WEIGHTS[strength].capitalize() for strength in present) + ".")


def _reason(weighed: Weighed) -> None:
    sign = weighed.card.sign
    with st.container(border=True):
        plain.titled(4, f"{sign[:1].upper()}{sign[1:]}", report.weight_word(weighed), _TONES[report.strength(weighed)])
        plain.text(weighed.finding.why)
        _evidence(weighed)
        card = weighed.card
        about = [card.why, f"Who says so: {card.source}.", f"This check can be fooled by: {card.fooled_by}."]
        plain.folded("Why this matters", about)


def _evidence(weighed: Weighed) -> None:
    pieces = weighed.finding.evidence
    for item in pieces[:_SHOWN]:
        _piece(item)
    if len(pieces) > _SHOWN:
        plain.text(f"{len(pieces) - _SHOWN} more stand in the technical details below.")


def _piece(item: Evidence) -> None:
    if isinstance(item, Quote):
        plain.quote(report.shorten(item.words), report.evidence_words(item))
    else:
        plain.note(report.evidence_words(item))
