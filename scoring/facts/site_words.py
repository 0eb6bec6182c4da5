"""What a site says of itself, counted by kind of words: each sentence once a site, however many pages repeat it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.visit import Kind, Page, PageKind, Place, Quote
from data.world import World
from scoring.facts.consent import consent_buttons
from scoring.facts.finder import Pattern
from scoring.facts.trade import Line, cues_of, lines

_KINDS: Mapping[str, str] = {
    "coupon": "site.coupon",
    "score": "site.score",
    "affiliate": "site.affiliate",
    "pharmacy": "site.pharmacy",
    "clinic": "site.clinic",
    "news": "site.news",
    "denial": "site.not_seller",
    "specimen": "site.specimen",
    "warns": "site.warns",
    "unstocked": "site.not_stocked",
    "goods": "site.other_goods",
    "laboratory": "site.laboratory",
    "wholesale": "site.wholesale",
    "prescriber": "rx.prescribes",
    "consult": "rx.consult",
    "form": "rx.form",
    "parcel": "parcel.ships_from",
    "crypto": "pay.crypto",
    "payment": "pay.wire",
    "sender": "parcel.sender",
    "cart": "order.cart",
    "checkout": "order.checkout",
    "ordering": "order.cart",
    "prescription": "rx.word",
    "advice": "rx.advice",
    "supply": "trade.supply",
    "message": "trade.message",
    "fields": "trade.fields",
    "informs": "trade.informs",
    "leaflet": "site.leaflet",
    "medicine": "site.medicine",
}
_CUES = frozenset(_KINDS.values())
_PRESSED = frozenset({"cart", "checkout"})  # words that count on buttons and other short lines only
# What a site says of its own sending and taking of orders; in advice, reports and quoted speech it is somebody else's.
_OWN = frozenset({"supply", "message", "fields"})
_COPIED = _OWN | {"payment", "checkout"}
_SHOWN = "site.specimen"  # a heading that says so: what stands under it is a copy of somebody else's page
_DRUG = "drug."
_TOLD = frozenset({PageKind.ARTICLE, PageKind.PRIVACY})
_KEPT = 3  # quotes of a kind
_SERVED = frozenset({"prescriber"})
# "No doctor looks at it" speaks of no prescriber of the site: a negation and the sentence's verb, in plain form.
_NONE = Pattern(
    r"(?:^|[^\pL])(?:no|never|without|kein\pL*|ohne|geen|zonder|aucun\pL*|sans|nessun\pL*|senza|ningun\pL*|sin|"
    r"nenhum\pL*|sem|ingen|inget|inga|utan|uden|intet|zadn\pL*|żadn\pL*|bez|brak|ни один|"
    r"никак\pL*|без)(?:[^\pL]|$)|医師は(?:いません|おりません)|医師なしで"
)
_QUOTED = Pattern(r'"[^"]{2,200}"')  # words of somebody else; guillemets are folded to this


@dataclass(frozen=True, slots=True)
class SiteWords:
    """How many different sentences speak like a coupon page, a pharmacy, a paper, and so on."""

    counts: Mapping[str, int]
    found: Mapping[str, tuple[Quote, ...]]
    drugs: frozenset[str] = frozenset()  # other prescription medicines named outside advice, by names of ours
    drug_quotes: tuple[Quote, ...] = ()

    def of(self, *kinds: str) -> int:
        return sum(self.counts.get(kind, 0) for kind in kinds)

    def quotes(self, kind: str) -> list[Quote]:
        return list(self.found.get(kind, ()))


def site_words(pages: Iterable[Page], world: World) -> SiteWords:
    """The kinds of words on these pages. Hidden words and the page's own address do not count."""
    seen: dict[str, set[str]] = {kind: set() for kind in (*_KINDS, "money")}
    kept: dict[str, list[Quote]] = {kind: [] for kind in _KINDS}
    drugs: dict[str, Quote] = {}
    for page in pages:
        read = lines(page, world)
        consent = consent_buttons(read)
        for line in read:
            if line.clause.start in consent:
                continue
            if line.shown and line.priced:
                seen["money"].add(line.clause.text)
            for cue in _drugs(line):
                drugs.setdefault(cue, page.quote(line.clause.start, line.clause.end))
            if not line.shown and line.clause.kind is not Kind.META:
                continue
            for kind, cue in () if _CUES.isdisjoint(line.cues) else _KINDS.items():
                if cue in line.cues and line.clause.text not in seen[kind] and _counts(kind, line, page, world):
                    seen[kind].add(line.clause.text)
                    if len(kept[kind]) < _KEPT:
                        kept[kind].append(page.quote(line.clause.start, line.clause.end))
    return SiteWords(
        {kind: len(texts) for kind, texts in seen.items()},
        {kind: tuple(quotes) for kind, quotes in kept.items()},
        frozenset(drugs),
        tuple(drugs.values())[:_KEPT],
    )


def _outside_quotes(line: Line, page: Page, world: World) -> frozenset[str]:
    """The cues of a sentence without the words it quotes: a buyer tells what a shop promised."""
    return cues_of(_QUOTED.sub(" ", line.clause.text), page, world)


def _drugs(line: Line) -> list[str]:
    return [] if not line.shown or line.advised else [cue for cue in line.cues if cue.startswith(_DRUG)]


def _counts(kind: str, line: Line, page: Page, world: World) -> bool:
    if kind in _SERVED and _NONE.search(line.clause.text):
        return False
    if kind in _OWN and _QUOTED.search(line.clause.text) and _KINDS[kind] not in _outside_quotes(line, page, world):
        return False
    if kind in _COPIED and _SHOWN in line.around:
        return False
    if kind in _OWN:
        quoted = line.clause.kind is Kind.QUOTATION or line.clause.text[:1] == '"'  # guillemets are folded to this
        told = line.clause.page in _TOLD or quoted
        refused = kind == "supply" and line.has("site.not_seller")  # "we sell no medicines"
        return line.shown and not told and not refused and not line.advised and not line.has("rx.advice", "pay.refused")
    if kind in _PRESSED:
        return line.short and line.clause.place is not Place.HEAD and line.clause.kind is not Kind.HEADING
    return line.clause.place is not Place.HIDDEN
