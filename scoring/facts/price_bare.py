"""Pack sizes that nothing counts: "90 - $99.00" among its like. Believed when arithmetic or the whole series agrees.

A bare number may be a strength, a day or a rank, so one alone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from scoring.facts.patterns import pattern
from scoring.facts.price_parts import KNOWN_STRENGTHS, Parts, Record

# A number that stands by itself: no part of a word, an amount, a date or a share.
_NUMBER = pattern(r"(?:^|[^\d.,a-z#/-]|[^\d] ?/ ?|[^\d]-)(?P<n>\d{2,3})(?:[^\d%a-z/.,:-]|[.,:/-](?:\D|$)|$)")
# What is told of besides packs: times, sizes, reviews.
_OTHERWISE = pattern(
    r"^ ?(?:%|days?|weeks?|months?|hours?|hrs?|min|years?|yrs?|ml|g\b|kg|mcg|cm|mm|tage?n?\b|stunden|wochen"
    r"|monate?|jahre?"
    r"|jours?|heures?|semaines?|mois|ans\b|dias?\b|horas?|semanas?|mes|anos?\b|giorn|ore\b|settiman|anni|dagar|dage\b"
    r"|dagen|uur|timer|timmar|dni\b|godz|дн|час|недел|месяц|лет\b|日|時間|週|ヶ月|か月|年|点|件"
    r"|reviews?|ratings?|stars?|votes?|customers?|people|orders?|points?|off\b|st[eo]r[rn])"
)
BARE = pattern(r"^x?(\d{1,3})$")
_N = _NUMBER.groupindex["n"]
_LEAST, _MOST = 10, 400  # capsules: the smallest genuine strip, and above the largest pack seen on offer (360)
_EVEN = Decimal(
    "1.03"
)  # in a series of packs, a larger one costs no more a capsule; rounding to whole units is allowed


def candidate(record: Record) -> Decimal | None:
    """The one number that may be the pack size of a record whose words tell none."""
    for parts in (record.parts, *record.label[:2]):
        found = set(numbers(parts))
        if found:
            value = found.pop()
            # Tens, dozens of fives and weeks: what packs are made in.
            usual = _LEAST <= value <= _MOST and (value % 5 == 0 or value % 14 == 0)
            return value if usual and not found and record.parts.moneys else None
    return None


def numbers(parts: Parts) -> Iterator[Decimal]:
    """Numbers of two or three digits that are no amount, strength, time or rating."""
    taken = [*((m.start, m.end) for m in parts.moneys), *((dose.start, dose.end) for dose in parts.strengths)]
    for match in _NUMBER.finditer(parts.text):
        at, end = match.span(_N)
        told = any(s <= parts.start + at < e for s, e in taken)
        named = any(n.end <= parts.start + at <= n.end + 2 for n in parts.names)  # "Tretiva 20": its strength
        if not told and not named and not _OTHERWISE.match(parts.text[end : end + 12]):
            yield Decimal(match.group(_N))


def is_series(rows: Iterable[tuple[Decimal | None, Decimal, Decimal]]) -> bool:
    """True when (strength, size, total) rows read like packs of one product.

    In each strength every larger pack is dearer, and no dearer a capsule. Where no strength is known, 10, 20 and 40
    may be strengths: then one of the numbers must be none.
    """
    told = sorted(set(rows), key=lambda row: (row[0] or 0, row[1], row[2]))
    if len(told) < 2 or all(dose is None and size in KNOWN_STRENGTHS for dose, size, _ in told):
        return False
    beside = [(one, other) for one, other in pairwise(told) if one[0] == other[0]]
    return all(m > n and b > a and b / m <= a / n * _EVEN for (_, n, a), (_, m, b) in beside)
