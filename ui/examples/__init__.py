"""Three saved visits of invented sites, for people who want to see a verdict before they ask for one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """`file`: saved pages beside this module, one a line; `words`: what it is an example of."""

    title: str
    file: str
    words: str

    @property
    def path(self) -> Path:
        return Path(__file__).with_name(self.file)


EXAMPLES = (
    Example(
        "A shop that repeats good advice and sells without a prescription",
        "copycat.jsonl",
        "This invented shop carries word for word the advice to ask for a prescription, and then sells without one. "
        "What a site does counts, not what it advises.",
    ),
    Example(
        "A pharmacy that asks for a prescription",
        "pharmacy.jsonl",
        "This invented pharmacy asks for a prescription before it sends anything, and says who it is. Because it is "
        "invented, no register can name it: without that proof, the answer stays open.",
    ),
    Example(
        "A page that warns about such shops",
        "warning.jsonl",
        "This invented page of a patients' association is full of the words that such shops use, because it quotes and "
        "explains them. It sells nothing.",
    ),
)
