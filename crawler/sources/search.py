"""Sites that a search engine finds: SearxNG, self-hosted, through its JSON answers (`search.formats` must name json).

What is asked stands in data/search_queries.toml, in the words of buyers, one list a language.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from crawler.names import known
from crawler.site import site_of
from crawler.sources.asking import Asker, Unanswered
from crawler.sources.heard import Heard, told_by_address

_QUERIES = Path(__file__).parent.parent.parent / "data" / "search_queries.toml"
FOUND = 45  # as much as one word of the trade in a name: somebody who looks for the drug is led there
Tell = Callable[[str], None]  # one line for people


@dataclass(frozen=True, slots=True)
class Query:
    language: str  # ISO 639-1, as SearxNG takes it
    words: str


@cache
def languages() -> tuple[str, ...]:
    """Languages with queries."""
    return tuple(_table())


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = tomllib.loads(_QUERIES.read_text("utf-8"))["queries"]
    return table


def queries(names: tuple[str, ...] = (), among: tuple[str, ...] = ()) -> Iterator[Query]:
    """The queries of some languages (empty: all), for some drug names (empty: those of the language)."""
    for language, row in _table().items():
        if not among or language in among:
            for template in row["templates"]:
                for name in names or row["names"]:
                    yield Query(language, template.format(drug=name))


def heard_in(asker: Asker, base: str, asked: Query, pages: int, source: str, tell: Tell) -> Iterator[Heard]:
    """The sites of the first `pages` pages of an answer, each once. Raises Unanswered."""
    place, seen = 0, set[str]()
    for page in range(1, pages + 1):
        results = _results(asker, base, asked, page, tell)
        if not results:
            return
        for result in results:
            place += 1
            url = result.get("url") if isinstance(result, dict) else None
            site = site_of(url) if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
            if not isinstance(url, str) or not site or site in seen or site in known().common:
                continue
            seen.add(site)
            told = told_by_address(url)
            why = f"Found by “{asked.words}” ({asked.language}), place {place}. {told.why}".strip()
            yield Heard(site, url, max(FOUND, told.score), why, source)


def _results(asker: Asker, base: str, asked: Query, page: int, tell: Tell) -> list[Any]:
    service = f"{base.rstrip('/')}/search"
    params: dict[str, str | list[str]] = {
        "q": asked.words, "format": "json", "language": asked.language, "pageno": str(page), "safesearch": "0",
        "categories": "general",
    }  # fmt: skip
    status, body = asker.body(service, params, want=(200, 403))
    if status == 403:
        raise Unanswered(f"{service}: refuses JSON answers. Add json to search.formats in settings.yml of SearxNG.")
    try:
        told = json.loads(body)
        results = told["results"]
    except (ValueError, KeyError, TypeError):
        raise Unanswered(f"{service}: the answer is not that of SearxNG") from None
    for engine in told.get("unresponsive_engines") or ():
        if isinstance(engine, list) and len(engine) >= 2:
            tell(f"“{asked.words}”: {engine[0]} gave no answer ({engine[1]})")
    return results if isinstance(results, list) else []
