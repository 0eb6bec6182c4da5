"""Two verdicts under one rulebook were made by the same code: nothing that judges may be left out of its digest."""

from __future__ import annotations

from pathlib import Path

import grimp

from scoring.rulebook import rules

ROOT = Path(__file__).parents[2]


def test_the_digest_covers_all_code_that_a_verdict_depends_on() -> None:
    graph = grimp.build_graph("scoring", "crawler", "data", cache_dir=None)
    judging = {"scoring.verdict", *(name for name in graph.modules if name.startswith("scoring.checks."))}
    needed = judging.union(*(graph.find_upstream_modules(name) for name in judging))
    needed |= {"crawler.text"} | graph.find_upstream_modules("crawler.text")
    covered = {file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for file in rules()}
    # The data room is covered by the digest of the World.
    assert {name for name in needed if name.startswith(("scoring.", "crawler."))} - covered <= _packages(graph)


def test_comparing_two_visits_is_no_rule() -> None:
    assert "changes.py" not in {file.name for file in rules()}


def _packages(graph: grimp.ImportGraph) -> set[str]:
    """Packages stand in the digest as their `__init__.py`."""
    return {name for name in graph.modules if graph.find_children(name)}
