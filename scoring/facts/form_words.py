"""What a sentence says of a form: whether one is named at all, and whether a prescriber looks at it."""

from __future__ import annotations

from scoring.facts.cues import Reading
from scoring.facts.grammar import Mark

# What stands between the parts of a denied list, in plain form, in the twelve languages.
_LISTED = frozenset(
    {"も、", "も", " nor ", " or ", " noch ", " ni ", " ne ", " nem ", " of ", " eller ", " ani ", " ни ", " или "}
)


def has_form(reading: Reading) -> bool:
    """A form is named; "no questions asked" names none, nor does the verb of the same letters ("fragen wir nicht")."""
    blind = [mark for mark in reading.marks if mark.name == "blind"]
    forms = [mark for mark in reading.marks if mark.name == "form" and not _is_verb(mark, reading)]
    asked = [form for form in forms if not _is_listed(form, reading)]
    return any(not any(deny.start <= form.start < deny.end for deny in blind) for form in asked)


def _is_listed(form: Mark, reading: Reading) -> bool:
    """ "Neither form nor prescription": named in one breath with the paper, the form is denied, too."""
    beside = (reading.text[form.end : mark.start] for mark in reading.marks if mark.name == "paper")
    return any(between in _LISTED for between in beside)


def _is_verb(form: Mark, reading: Reading) -> bool:
    """The same letters are a word for asking, and who asks stands beside them."""
    asks = any(m.name == "need" and (m.start, m.end) == (form.start, form.end) for m in reading.marks)
    beside = (form.start - 1, form.end + 1)
    return asks and any(m.name == "own" and (m.end == beside[0] or m.start == beside[1]) for m in reading.marks)


def is_unread(reading: Reading) -> bool:
    """ "No medic looks at it and no paper is issued": what a shop says of its form, and no refusal."""
    found = reading.find("unread")
    return found is not None and "look" in found[2] and reading.has("form")
