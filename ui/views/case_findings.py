"""The findings of a case: each with the quotes it rests on, shown in the text of their page with the words marked."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from crawler.visit import Quote
from data.archive import FindingRow, ReviewRow
from data.world import World
from scoring import grounds
from scoring.facts import Facts
from scoring.model import Answer, Card, Strength
from ui import report
from ui.casefile import CaseFile, Unread, cards, evidence_of, page_of, passage
from ui.review_words import title
from ui.views import marked, plain
from ui.words import KINDS, WEIGHTS

_SHOWN = 3  # pieces of evidence before the rest is folded away
_TONES = {Strength.DECISIVE: "bad", Strength.STRONG: "bad", Strength.SOFT: "careful"}


def show(case: CaseFile, read: Facts | Unread, world: World, decided: Mapping[str, ReviewRow]) -> None:
    """`decided`: the newest decision about each finding that somebody decided about, by check."""
    known = cards()
    found = [finding for finding in case.findings if finding.answer == Answer.YES]
    if not found:
        plain.text("None of the signs that are looked for was found on the pages that were read.")
    for finding in found:
        _finding(finding, known.get(finding.check), read, world, decided.get(finding.check))
    for answer, named in ((Answer.UNKNOWN, "Could not be answered"), (Answer.NO, "Looked for and not found"),
                          (Answer.NOT_APPLICABLE, "Does not apply"), (Answer.ERROR, "Failed")):  # fmt: skip
        rest = [finding for finding in case.findings if finding.answer == answer]
        if rest:
            with st.expander(f"{named}: {len(rest)}"):
                plain.items([f"{_asks(finding, known.get(finding.check))} {finding.why}" for finding in rest])


def _asks(finding: FindingRow, card: Card | None) -> str:
    return card.asks if card else finding.check


def _finding(
    finding: FindingRow, card: Card | None, read: Facts | Unread, world: World, decided: ReviewRow | None
) -> None:
    sign = card.sign if card else finding.check.replace("_", " ")
    with st.container(border=True):
        if card:
            strength = grounds.strength(grounds.Held(card, Answer.YES, finding.weight), world)
            label, tone = WEIGHTS[strength].partition(":")[0], _TONES[strength]
        else:
            label, tone = "a check of an older release", "open"
        plain.titled(4, f"{sign[:1].upper()}{sign[1:]}", label, tone)
        plain.text(finding.why)
        if decided is not None:
            plain.text(f"{decided.reviewer} decided about this finding: {title(decided)}. {decided.note}".strip())
        pieces = evidence_of(finding)
        for piece in pieces[:_SHOWN]:
            _piece(piece, read)
        if len(pieces) > _SHOWN:
            more = len(pieces) - _SHOWN
            with st.expander(f"{more} more piece{'' if more == 1 else 's'} of evidence"):
                for piece in pieces[_SHOWN:]:
                    _piece(piece, read)
        if card:
            said = [card.why, f"Who says so: {card.source}.", f"This check can be fooled by: {card.fooled_by}."]
            plain.folded("Why this matters", said)


def _piece(piece: object, read: Facts | Unread) -> None:
    if not isinstance(piece, Quote):
        plain.note(report.evidence_words(piece))  # type: ignore[arg-type]  # what is no quote is another evidence
        return
    where = report.evidence_words(piece)
    if isinstance(read, Unread):
        plain.quote(report.shorten(piece.words), where)
        return
    shown = passage(read.visit, piece)
    if not shown.holds:
        plain.quote(report.shorten(piece.words), f"{where}. These words cannot be shown in the saved page.")
        return
    page = page_of(read.visit, piece)
    kind = f"{KINDS[page.kind]}, " if page else ""
    marked.passage(
        shown.before,
        shown.words,
        shown.after,
        f"{kind}{where}; characters {piece.start} to {piece.end} of text {piece.sha256[:12]}…",
    )
