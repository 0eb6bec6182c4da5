"""Judging made ready while the first pages are on their way.

Patterns are compiled when first needed, and a reader's child loads its language model with its first page: a third of a
second of one core that the first cases of a batch, which come all at once, would wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from crawler.child import Reader
from crawler.drugs import drug_words
from crawler.foreign import read_saved
from data.world import World
from scoring.facts import Facts
from scoring.network import marks_of
from scoring.verdict import verdict_of
from ui.examples import EXAMPLES


def warm(world: World, buyer_country: str, lend: Callable[[], AbstractContextManager[Reader]]) -> None:
    """Judge one of the examples that the app shows, with a borrowed reader, and forget the verdict. Raises OSError."""
    with lend() as reader:
        for saved in read_saved(EXAMPLES[0].path, reader, drugs=drug_words()):
            facts = Facts(saved.visit, world, buyer_country)
            marks_of(facts)
            verdict_of(facts)
