"""Sentences of labelled sites, with what the grammar says of them and what the clause model would see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

from crawler.visit import Kind, Page, Place
from data.clauses import Sample
from data.world import World
from scoring.facts.clause_features import slots
from scoring.facts.clause_model import OWN, on_topic, read
from scoring.facts.clauses import Clause, clauses
from scoring.facts.cues import cues
from scoring.facts.normal import fold
from scoring.facts.stance import stances
from scoring.facts.types import Stand
from tests.scoring.build import page as page_of
from tests.scoring.build import site

ROOT = Path(__file__).parents[2]
PARTS = 5  # sites are dealt into this many parts by family, so that no family is learnt from and asked
ASKED = {
    "sells_without_prescription": Stand.OWN_OFFER,
    "questionnaire_instead_of_prescription": Stand.OWN_QUESTIONNAIRE,
}
_HINTS = frozenset({Kind.TITLE, Kind.META, Kind.URL, Kind.LINK})  # weak alone in both ways of reading


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence. `grammar`: certainty of its surest own stance, 0 without; `found`: its slots, empty off topic."""

    clause: Clause
    words: str
    grammar: float
    found: frozenset[int]

    @property
    def open(self) -> bool:
        """A sentence that may be an offer at all: not a question, not a hint."""
        return not self.clause.is_question and self.clause.kind not in _HINTS

    def shows(self, quote: str) -> bool:
        return self.words in quote or quote in self.words


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled site. `lets_go`: True when it must be found, False when it must not, None when both answers pass."""

    name: str
    label: str
    part: int
    lets_go: bool | None
    quotes: tuple[tuple[str, Stand], ...]
    seen: tuple[Seen, ...]


def cases(world: World) -> list[Case]:
    """Every site of the half that may be read, and of the shared examples where they are at hand."""
    files = [*sorted((ROOT / "tests/truth/develop").glob("*.jsonl")), ROOT.parent / "shared/examples/sites.jsonl"]
    lines = (line for file in files if file.exists() for line in file.read_text(encoding="utf-8").splitlines())
    return [_case(json.loads(line), world) for line in lines]


def _case(told: dict[str, Any], world: World) -> Case:
    visit = site([(page["url"], page["html"]) for page in told["pages"] if "html" in page], told["url"])
    seen = tuple(found for page in visit.pages for found in sentences(page, world))
    quotes = tuple((squeezed(q["words"]), ASKED[q["check"]]) for q in told.get("quotes", ()) if q["check"] in ASKED)
    answers = [answer for check in ASKED for answer in told["findings"].get(check, ())]
    must = any(told["findings"].get(check) == ["yes"] for check in ASKED)
    lets_go = True if must else None if not answers or "yes" in answers else False
    part = crc32((told.get("family") or told["id"]).encode()) % PARTS
    return Case(told["id"], told["label"], part, lets_go, quotes, seen)


def sentences(page: Page, world: World) -> Iterator[Seen]:
    """Every sentence of a page that people can see."""
    kit, language = cues(world), page.content.language
    firm: dict[tuple[int, int], float] = {}
    for found in stances(page, world):
        if found.value.stand in OWN:
            at = (found.quote.start, found.quote.end)
            firm[at] = max(firm.get(at, 0.0), found.value.certainty)
    for clause in clauses(page):
        if clause.place is not Place.HIDDEN:
            pair = read(clause, kit, language)
            words = squeezed(page.content.text[clause.start : clause.end])
            seen = slots(*pair) if on_topic(*pair) else ()
            yield Seen(clause, words, firm.get((clause.start, clause.end), 0.0), frozenset(seen))


def sample_cases(world: World, chosen: Iterable[Sample]) -> Iterator[Case]:
    """Every sample as the only sentence of a page for the drug; `part` 0 for the first authors, 1 for the others."""
    for sample in chosen:
        above = f"<h2>{escape(sample.context)}</h2>" if sample.context else ""
        body = f"<h1>Isotretinoin 20 mg</h1>{above}<p>{escape(sample.clause)}</p>"
        html = f'<html lang="{sample.language}"><body><main>{body}'
        found = sentences(page_of("https://shop.example/isotretinoin", html), world)
        own = tuple(seen for seen in found if seen.clause.kind is Kind.TEXT)
        yield Case(sample.language, sample.label, int(sample.author != "a"), sample.label in OWN, (), own)


def squeezed(words: str) -> str:
    """Plain form with single spaces."""
    return " ".join(fold(words).split())
