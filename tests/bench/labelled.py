"""Sentences of labelled sites and of written samples, with what the grammar says and what the clause model sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from zlib import crc32

from crawler.visit import Kind, Page, Visit
from data.clauses import Sample
from data.world import World
from scoring.facts.clause_features import slots
from scoring.facts.clause_model import OWN, is_asked
from scoring.facts.normal import fold
from scoring.facts.stance import grammar, scenes
from scoring.facts.types import Stand
from tests.scoring.build import page as page_of
from tests.scoring.build import site

ROOT = Path(__file__).parents[2]
PARTS = 5  # sites are dealt into this many parts by family, so that no family is learnt from and asked
ASKED = {
    "sells_without_prescription": Stand.OWN_OFFER,
    "questionnaire_instead_of_prescription": Stand.OWN_QUESTIONNAIRE,
}
_WHOLE = 6  # letters of a sentence from which it may be a part of a quote: "no" is a part of every quote


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence for the model. `told`: certainty of the grammar's surest own stance, or 0; `found`: its slots."""

    words: str
    told: float
    found: frozenset[int]

    def shows(self, quote: str) -> bool:
        return quote in self.words or (len(self.words) >= _WHOLE and self.words in quote)


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled site. `lets_go`: True when it must be found, False when it must not, None when both answers pass."""

    name: str
    language: str
    label: str
    buyer_country: str
    part: int
    new: bool  # of the third wave, on which no rule was written
    lets_go: bool | None
    answers: tuple[str, ...]  # to sells_without_prescription; empty: any
    quotes: tuple[tuple[str, Stand], ...]
    visit: Visit
    seen: tuple[Seen, ...]


def cases(world: World) -> list[Case]:
    """Every site of the half that may be read, and of the shared examples where they are at hand."""
    files = [*sorted((ROOT / "tests/truth/develop").glob("*.jsonl")), ROOT.parent / "shared/examples/sites.jsonl"]
    lines = (
        (file, json.loads(line))
        for file in files
        if file.exists()
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    return [_case(told, file.stem, world) for file, told in lines]


def _case(told: dict[str, Any], file: str, world: World) -> Case:
    visit = site([(page["url"], page["html"]) for page in told["pages"] if "html" in page], told["url"])
    seen = tuple(found for page in visit.pages for found in sentences(page, world))
    quotes = tuple((squeezed(q["words"]), ASKED[q["check"]]) for q in told.get("quotes", ()) if q["check"] in ASKED)
    answers = [answer for check in ASKED for answer in told["findings"].get(check, ())]
    must = any(told["findings"].get(check) == ["yes"] for check in ASKED)
    return Case(
        name=f"{file} {told['id']}",
        language=told.get("lang") or "en",
        label=told["label"],
        buyer_country=told.get("buyer_country") or "",
        part=crc32((told.get("family") or told["id"]).encode()) % PARTS,
        new="-w3-" in file,
        lets_go=True if must else None if not answers or "yes" in answers else False,
        answers=tuple(told["findings"].get("sells_without_prescription", ())),
        quotes=quotes,
        visit=visit,
        seen=seen,
    )


def sentences(page: Page, world: World, placed: bool = True) -> Iterator[Seen]:
    """Every sentence of a page about which the model is asked."""
    for scene in scenes(page, world):
        told = tuple(grammar(scene))
        if is_asked(scene, told) and (placed or scene.clause.kind is Kind.TEXT):
            words = squeezed(page.content.text[scene.clause.start : scene.clause.end])
            sure = max((stance.certainty for stance in told if stance.stand in OWN), default=0.0)
            yield Seen(words, sure, frozenset(slots(scene, told, placed)))


def sampled(world: World, chosen: Iterable[Sample]) -> Iterator[tuple[Sample, list[Seen]]]:
    """Every sample as the only sentence of a page: below the name of the drug and, when it has no context, alone.

    Most sentences on a shop's page stand below the name of the drug; written samples mostly stand alone.
    """
    for sample in chosen:
        over = f"<h2>{escape(sample.context)}</h2>" if sample.context else ""
        found: list[Seen] = []
        for heading in ("<h1>Isotretinoin 20 mg</h1>",) if sample.context else ("<h1>Isotretinoin 20 mg</h1>", ""):
            html = f'<html lang="{sample.language}"><body><main>{heading}{over}<p>{escape(sample.clause)}</p>'
            found += sentences(page_of("https://shop.example/", html), world, placed=False)
        yield sample, found


def squeezed(words: str) -> str:
    """Plain form with single spaces."""
    return " ".join(fold(words).split())
