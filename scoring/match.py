"""When something told and something labelled are the same: prices, addresses, numbers, words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crawler.kinds import fold
from scoring.labels import Label
from scoring.model import PriceRow

_PER_UNIT = Decimal("0.01")  # one per cent: labels round to two to four places
_SHARE = 0.75  # of the tokens of the shorter address; house names and countries come and go


@dataclass(frozen=True, slots=True)
class MatchedPrices:
    wanted: tuple[tuple[PriceRow, bool], ...]  # labelled row, found?
    told: tuple[tuple[PriceRow, bool], ...]  # told row, right? Only rows that the label can judge


def match_prices(label: Label, told: tuple[PriceRow, ...]) -> MatchedPrices:
    """Pair told price rows with labelled ones. A second telling of a row is neither right nor wrong."""
    wanted = label.prices or ()
    taken: set[int] = set()
    judged: list[tuple[PriceRow, bool]] = []
    for row in told:
        free = [i for i, other in enumerate(wanted) if i not in taken and _same(other, row)]
        if free:
            taken.add(free[0])
            judged.append((row, True))
        elif any(_agrees(other, row) for other in wanted):
            continue
        elif label.prices_complete or _forbidden(label, row):
            judged.append((row, False))
    return MatchedPrices(tuple((row, i in taken) for i, row in enumerate(wanted)), tuple(judged))


def _forbidden(label: Label, row: PriceRow) -> bool:
    return row.total in label.not_prices or row.per_unit in label.not_prices


def _same(wanted: PriceRow, told: PriceRow) -> bool:
    """Every labelled value is told; a labelled null is not compared."""
    return (
        _page(wanted.url) == _page(told.url)
        and wanted.currency in (None, told.currency)
        and all(
            w is None or w == t
            for w, t in (
                (wanted.total, told.total),
                (wanted.quantity, told.quantity),
                (wanted.strength_mg, told.strength_mg),
            )
        )
        and _close(wanted.per_unit, told.per_unit)
    )


def _agrees(wanted: PriceRow, told: PriceRow) -> bool:
    """The told row says nothing but what the labelled row says: a shorter telling, or one on another page."""
    pairs = (
        (wanted.total, told.total),
        (wanted.quantity, told.quantity),
        (wanted.strength_mg, told.strength_mg),
    )
    same_money = (told.total is not None and told.total == wanted.total) or (
        told.per_unit is not None and wanted.per_unit is not None and _close(wanted.per_unit, told.per_unit)
    )
    return same_money and all(w is None or t is None or w == t for w, t in pairs)


def _close(wanted: Decimal | None, told: Decimal | None) -> bool:
    if wanted is None:
        return True
    return told is not None and abs(told - wanted) <= _PER_UNIT * abs(wanted) + Decimal("0.005")


def _page(url: str) -> str:
    return url.split("#", 1)[0].rstrip("/")


def tokens(words: str) -> list[str]:
    """Letters and digits, folded; everything else separates."""
    return "".join(c if c.isalnum() else " " for c in fold(words)).split()


def address_matches(wanted: str, told: str) -> bool:
    """Most tokens of the shorter stand in the other, the numbers of the wanted among them."""
    a, b = set(tokens(wanted)), set(tokens(told))
    if not a or not b:
        return False
    if "".join(tokens(wanted)) in "".join(tokens(told)):
        return True
    return len(a & b) >= _SHARE * min(len(a), len(b))


def licence_matches(wanted: str, told: str) -> bool:
    a, b = "".join(tokens(wanted)), "".join(tokens(told))
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 5 and (a in b or b in a)))


def overlaps(wanted: str, told: str) -> bool:
    """One contains the other, white space and case aside."""
    a, b = " ".join(fold(wanted).split()), " ".join(fold(told).split())
    return a in b or b in a
