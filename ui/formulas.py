"""Texts that a spreadsheet would run as formulas, made harmless in CSV, and made what they were again.

The rule is OWASP's (CSV Injection): a cell must not begin with = + - @, tab, carriage return or line feed, nor with
the full-width forms of the signs; every cell is quoted. An apostrophe goes before such a beginning. Because a comma
file opened where ; parts columns is parted inside cells as well, so it does behind each ; tab and line break in a
text. To make it lossless an apostrophe of the site's own in such a place gets one more: dropping one apostrophe at each
of these places (`undone`) gives back the very text.
"""

from __future__ import annotations

import re

# Spaces and invisible letters before a sign are passed over by some spreadsheets, so they do not hide it here either.
BLANK = r"[ \"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\u1680\u2000-\u200f\u2028-\u202f\u2060-\u2064\u3000\ufeff]*"
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20\u2212']"
_START = re.compile(rf"(?=[\t\r\n])|({BLANK})(?={_SIGN})")
_INSIDE = re.compile(rf"([;\t\r\n]{BLANK})(?={_SIGN})")
_BEGUN = re.compile(rf"({BLANK})'")
_WITHIN = re.compile(rf"([;\t\r\n]{BLANK})'")


def guarded(text: str) -> str:
    """The text as a cell of a CSV file that no spreadsheet runs."""
    inside = _INSIDE.sub(r"\1'", text) if ";" in text or not text.isprintable() else text
    found = _START.match(text)
    return f"{inside[: found.end()]}'{inside[found.end() :]}" if found else inside


def undone(cell: str) -> str:
    """The text that a guarded cell was made from."""
    return _WITHIN.sub(r"\1", _BEGUN.sub(r"\1", cell, count=1) if _BEGUN.match(cell) else cell)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula when somebody edits its cell."""
    return _START.match(text) is not None
