"""Prints how many of the labelled addresses, licences and telephones are found, and how often the owner is wrong.

Run as `python -m tests.bench.identity`. Reads the examples and the develop set; the measured set is not opened here.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.world import World, load
from scoring.facts import Facts
from tests.scoring.build import site

_ROOT = Path(__file__).parents[2]
_SETS = (_ROOT.parent / "shared" / "examples" / "sites.jsonl", *sorted((_ROOT / "tests/truth/develop").glob("*.jsonl")))
_KINDS = ("addresses", "licences", "phones")
_NO_LEAVE = ("company", "tax")


def sites() -> Iterator[dict[str, Any]]:
    for path in _SETS:
        if path.exists():
            yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def own(facts: Facts, kind: str) -> list[str]:
    if kind == "licences":
        return [found.value.number for found in facts.own(facts.licences) if found.value.kind not in _NO_LEAVE]
    return [
        found.value.words for found in (facts.own(facts.addresses) if kind == "addresses" else facts.own(facts.phones))
    ]


def others(facts: Facts, kind: str) -> list[str]:
    every = [found.value.words for found in facts.addresses] if kind == "addresses" else own(facts, kind)
    return [words for words in every if words not in own(facts, kind)]


def bare(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def main() -> None:
    world: World = load()
    totals = dict.fromkeys(_KINDS, 0)
    hits, wrong, empty = dict(totals), dict(totals), dict(totals)
    pages, started = 0, time.perf_counter()
    for row in sites():
        visit = site([(page["url"], page["html"]) for page in row["pages"]], row["url"])
        facts = Facts(visit, world, row.get("buyer_country") or "")
        pages += len(visit.pages)
        for kind in _KINDS:
            wanted = (row.get("facts") or {}).get(kind)
            if wanted is None:
                continue
            mine = {bare(words) for words in own(facts, kind)}
            theirs = {bare(words) for words in others(facts, kind)}
            for words in wanted:
                totals[kind] += 1
                found = any(bare(words) in one for one in mine)
                hits[kind] += found
                wrong[kind] += not found and any(bare(words) in one for one in theirs)
            empty[kind] += bool(not wanted and mine)
            if (not wanted and mine) or any(not any(bare(w) in one for one in mine) for w in wanted):
                print(f"{row['id']}: {kind} wanted {wanted}, own {own(facts, kind)}")
    for kind in _KINDS:
        counts = f"{hits[kind]} of {totals[kind]} found, {wrong[kind]} with a wrong owner"
        print(f"{kind}: {counts}, {empty[kind]} found where none is")
    print(f"{pages} pages, {1000 * (time.perf_counter() - started) / max(pages, 1):.1f} ms a page, HTML included")


if __name__ == "__main__":
    main()
