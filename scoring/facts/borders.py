"""Borders inside a sentence: what is denied on one side of a comma, a colon or a "so" is not what stands beyond."""

from __future__ import annotations

from scoring.facts.cues import Reading
from scoring.facts.finder import Pattern

# Between two clauses of a sentence: a stop, or a word for "so" in the twelve languages, in plain form.
_BORDER = Pattern(
    r"[,;–—、]| - |(?:^| )(?:so|also|daher|dus|sa|derfor|darfor|donc|alors|asi que|por lo que|entao|portanto|quindi"
    r"|percio|wiec|dlatego|поэтому|так что)(?: |$)|ので|から"
)


def in_one(reading: Reading, section: str) -> tuple[int, int, str] | None:
    """ "No waiting room: your answers will do." What is refused before a colon is not what comes after it."""
    found = reading.find(section)
    if found is None or "form" not in found[2]:
        return found
    return None if ":" in reading.text[found[0] : found[1]] or _is_consequence(reading, found) else found


def _is_consequence(reading: Reading, found: tuple[int, int, str]) -> bool:
    """ "The form replaces the prescription, so you need not get one": what is denied comes after a border."""
    inside = [mark for mark in reading.marks if found[0] <= mark.start and mark.end <= found[1]]
    does = [mark for mark in inside if mark.name in ("replace", "issue")]
    denies = [mark for mark in inside if mark.name in ("not", "refuse") and mark not in does]
    return bool(does and denies) and all(
        _BORDER.search(reading.text[min(one.end, other.end) : max(one.start, other.start)])
        for one in does
        for other in denies
    )
