"""What a site says of itself, counted by kind of words: each sentence once a site, however many pages repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.visit import Kind, Page, Place, Quote
from data.world import World
from scoring.facts.trade import Line, lines

_KINDS: Mapping[str, str] = {
    "coupon": "site.coupon",
    "score": "site.score",
    "affiliate": "site.affiliate",
    "pharmacy": "site.pharmacy",
    "news": "site.news",
    "denial": "site.not_seller",
    "unstocked": "site.not_stocked",
    "goods": "site.other_goods",
    "prescriber": "rx.prescribes",
    "consult": "rx.consult",
    "form": "rx.form",
    "parcel": "parcel.ships_from",
    "crypto": "pay.crypto",
    "payment": "pay.wire",
    "sender": "parcel.sender",
    "cart": "order.cart",
    "checkout": "order.checkout",
    "prescription": "rx.word",
    "advice": "rx.advice",
}
_PRESSED = frozenset({"cart", "checkout"})  # words that count on buttons and other short lines only
_KEPT = 3  # quotes of a kind


@dataclass(frozen=True, slots=True)
class SiteWords:
    """How many different sentences speak like a coupon page, a pharmacy, a paper, and so on."""

    counts: Mapping[str, int]
    found: Mapping[str, tuple[Quote, ...]]

    def of(self, *kinds: str) -> int:
        return sum(self.counts.get(kind, 0) for kind in kinds)

    def quotes(self, kind: str) -> list[Quote]:
        return list(self.found.get(kind, ()))


def site_words(pages: Iterable[Page], world: World) -> SiteWords:
    """The kinds of words on these pages. Hidden words and the page's own address do not count."""
    seen: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    kept: dict[str, list[Quote]] = {kind: [] for kind in _KINDS}
    for page in pages:
        for line in lines(page, world):
            if not line.shown and line.clause.kind is not Kind.META:
                continue
            for kind, cue in _KINDS.items():
                if cue in line.cues and line.clause.text not in seen[kind] and _counts(kind, line):
                    seen[kind].add(line.clause.text)
                    if len(kept[kind]) < _KEPT:
                        kept[kind].append(page.quote(line.clause.start, line.clause.end))
    return SiteWords({k: len(v) for k, v in seen.items()}, {k: tuple(v) for k, v in kept.items()})


def _counts(kind: str, line: Line) -> bool:
    if kind in _PRESSED:
        return line.short and line.clause.place is not Place.HEAD and line.clause.kind is not Kind.HEADING
    return line.clause.place is not Place.HIDDEN
