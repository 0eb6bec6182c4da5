"""A pack size that ran into its price when the space between two elements was lost: "x30210,00" is 30 for 210,00."""

from __future__ import annotations

_LEAST = 4  # digits: no pack has as many
_SIZES = (
    10, 14, 15, 20, 28, 30, 45, 50, 56, 60, 80, 84, 90, 100, 112, 120, 150, 168, 180, 200, 240, 270, 300, 360,
)  # fmt: skip
_PACKS = frozenset(map(str, _SIZES))  # capsules; months, weeks and tens, as shops offer them


def pack_length(plain: str, start: int, end: int) -> int:
    """Digits of the pack at the head of a number behind an "x": the longest usual pack that leaves a price; 0: none."""
    digits = plain[start:end]
    whole = len(digits) - 3 if digits[-3:-2] in (",", ".") else len(digits)
    spaced = plain[start - 1 : start] == " "
    if spaced and digits[-3:-2] not in (",", "."):
        return 0  # "x 2024" is no pack
    behind_x = plain[max(start - 1 - spaced, 0) : start].strip() in ("x", "×")
    if not behind_x or whole < _LEAST or not digits[:whole].isdigit():
        return 0
    return next((n for n in (3, 2) if whole > n and digits[:n] in _PACKS and digits[n] != "0"), 0)
