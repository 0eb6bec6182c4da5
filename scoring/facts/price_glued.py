"""A pack size that ran into its price when the space between two elements was lost: "x30210,00" is 30 for 210,00.

"№301834.50 р." is the same behind the sign for a number, where the amount is paid in something.
"""

from __future__ import annotations

from scoring.facts.finder import Pattern

_LEAST = 4  # digits: no pack has as many
_SIZES = (
    10, 14, 15, 20, 28, 30, 45, 50, 56, 60, 80, 84, 90, 100, 112, 120, 150, 168, 180, 200, 240, 270, 300, 360,
)  # fmt: skip
_PACKS = frozenset(map(str, _SIZES))  # capsules; months, weeks and tens, as shops offer them


# What amounts end in that stand right behind a pack; a number without it is that of an article or a batch.
_PAID = Pattern(r"^ ?(?:р(?:\.|[^\pL]|$)|руб|₽|грн|лв|zl|kc|[€$£])")
_SPACED = Pattern(r"^\d{2,3}(?: \d{3})+$")
_THOUSANDS = Pattern(r"^[1-9](?: \d{3})+$")  # what is left of "302 180" behind a pack of 30


def pack_length(plain: str, start: int, end: int) -> int:
    """Digits of the pack at the head of a number behind an "x" or "№"; 0: none.

    It is the longest usual pack that leaves a price.
    """
    digits = plain[start:end]
    whole = len(digits) - 3 if digits[-3:-2] in (",", ".") else len(digits)
    spaced = plain[start - 1 : start] == " "
    if spaced and digits[-3:-2] not in (",", "."):
        return 0  # "x 2024" is no pack
    counted = plain[max(start - 1 - spaced, 0) : start].strip() in ("x", "×") or _numbered(plain, start, end)
    if not counted or whole < _LEAST:
        return 0
    if _SPACED.match(digits):
        return next((n for n in (3, 2) if digits[:n] in _PACKS and _THOUSANDS.match(digits[n:])), 0)
    if not digits[:whole].isdigit():
        return 0
    return next((n for n in (3, 2) if whole > n and digits[:n] in _PACKS and digits[n] != "0"), 0)


def _numbered(plain: str, start: int, end: int) -> bool:
    """True right behind "№", which folds to "no"."""
    marked = plain[max(start - 2, 0) : start] == "no" and not plain[max(start - 3, 0) : start - 2].isalpha()
    return marked and bool(_PAID.match(plain[end : end + 5]))
