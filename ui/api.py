"""The way in for Python: read saved pages, judge them, count and draw. What stands in `__all__` stays as it is.

    from ui.api import judge, load_world, read

    visit = read("shop.warc.gz")
    verdict = judge(visit, load_world())
    print(verdict.verdict, verdict.risk_low, verdict.risk_high, verdict.headline)

Judging is pure: the same visit, World and buyer's country give the same verdict, on any machine and day. Nothing here
touches the network. docs/tutorial.md goes from the README to a figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import UnusableInput, read_any
from crawler.visit import Page, Quote, Visit
from data.archive import Archive, ArchiveError, open_archive
from data.known import known_world as load_world
from data.own_rules import OwnRules, with_rules
from data.world import World
from scoring.facts import Facts
from scoring.model import Answer, Finding, Verdict, VerdictClass, Weighed
from scoring.own_rules import RulesError, rules_of
from scoring.prevalence import published
from scoring.verdict import judge
from ui.contract import VerdictJson, document, dumps
from ui.studies import Row, Study, archive_rows, file_rows, study_of

__all__ = [
    "Answer",
    "Archive",
    "ArchiveError",
    "Facts",
    "Finding",
    "OwnRules",
    "Page",
    "Quote",
    "Row",
    "RulesError",
    "Study",
    "UnusableInput",
    "Verdict",
    "VerdictClass",
    "VerdictJson",
    "Visit",
    "Weighed",
    "World",
    "archive_rows",
    "document",
    "dumps",
    "file_rows",
    "judge",
    "load_world",
    "open_archive",
    "published",
    "read",
    "read_all",
    "read_rules",
    "study_of",
    "with_rules",
]

AnyPath: TypeAlias = str | PathLike[str]


def read(path: AnyPath) -> Visit:
    """The one site in a file of saved pages (`.warc`, `.warc.gz`, `.wacz`, `.jsonl`).

    Raises UnusableInput when there is none, or more than one (`read_all` is for those), and OSError.
    """
    visits = read_all(path)
    first = next(visits, None)
    if first is None:
        raise UnusableInput(f"{path}: holds no page")
    with_more = next(visits, None)
    if with_more is not None:
        raise UnusableInput(f"{path}: holds {first.site}, {with_more.site} and perhaps more sites; use read_all")
    return first


def read_all(path: AnyPath) -> Iterator[Visit]:
    """One visit for each site in a file of saved pages, in order of first appearance; one in memory at a time.

    A malformed line or record is passed over; `rxverdict score` names them. Raises UnusableInput and OSError.
    """
    with Reader() as reader:
        yield from read_any(Path(path), reader, drugs=drug_words())


def read_rules(path: AnyPath) -> OwnRules:
    """Weights, strengths or a prior of one's own, from a rulebook file (docs/rulebook.md).

    `judge(visit, with_rules(world, rules))` judges by them. Raises RulesError and OSError.
    """
    return rules_of(Path(path).read_text("utf-8"))
