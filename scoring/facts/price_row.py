"""One price put together from the numbers of one row, line or card. Arithmetic settles what words leave open.

60 capsules, 0.90 and 54.00: 60 x 0.90 is 54.00, so one is the price of a capsule and the other of the pack, in any
language and whatever the columns are called.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from scoring.facts import price_words as words
from scoring.facts.currency import code_in
from scoring.facts.money import DASHED, Money
from scoring.facts.price_parts import Part, Parts
from scoring.facts.price_units import BONUS

_BEFORE, _AFTER = 32, 26  # characters around an amount that may say what it is for
_LOOSE, _CENT = Decimal("0.0051"), Decimal("0.011")  # a unit price is rounded to cents, a total to cents
_USUAL = (10, 14, 15, 20, 28, 30, 45, 50, 56, 60, 80, 84, 90, 100, 112, 120, 150, 168, 180, 200, 240, 270, 300, 360)
_SIGNS = frozenset({"$", "kr", "¥"})  # that only the page tells the currency of
# Times the pack's worth at the told price of one: such a sum is no price of the pack ("at most 3800 a year").
_OTHER_SUM = 3
_WHOLE, _DEAR = Decimal("0.51"), 50  # and to whole yen, roubles or pesos from here on: at most 1 % of it


@dataclass(frozen=True, slots=True)
class Priced:
    """What one record says: `total` for `quantity`, or `per_unit` alone. `money` is the amount to quote."""

    money: Money
    quantity: Decimal | None
    total: Decimal | None
    per_unit: Decimal | None
    list_price: Decimal | None = None
    bundled: bool = False  # a consultation is paid with it: no price of a capsule follows
    from_price: bool = False


@dataclass(frozen=True, slots=True)
class _Roles:
    totals: tuple[Money, ...]
    units: tuple[Money, ...]
    lists: tuple[Money, ...]


def priced(parts: Parts, quantity: Decimal | None, heads: dict[int, str] | None = None) -> Priced | None:
    """The price that a record asks.

    `quantity` counts where the record itself names none; `heads` gives the column head of an amount by its start.
    """
    parts = without_reference(parts)
    own = [part.value for part in parts.quantities]
    roles = _roles(parts, heads or {})
    sizes = list(dict.fromkeys(own)) or ([quantity] if quantity else [])
    # Rows with a cell missing stand under the wrong heads, and words between two amounts may belong to either.
    open_ = _Roles((*roles.totals, *roles.units), (), roles.lists)
    paid = any(_was_paid(head) for head in (heads or {}).values())  # what somebody paid asks for nothing
    for told in (roles, _roles(parts, {}), open_) if heads and not paid else (roles, open_):
        for size in sizes:
            if found := _by_arithmetic(told, size):
                return _bundle(found, parts)
    pack = sizes[0] if sizes else None
    totals = [m for m in roles.totals if not m.bare] or [m for m in roles.totals if m.bare]
    if not totals and not roles.units:  # a price that the law sets is asked when no other stands beside it
        totals = [m for m in roles.lists if words.SET_BY_LAW.search(_before(parts, m))]
    if totals:
        asked = min(totals, key=lambda m: m.amount)
        pack = _said_with(parts, asked) or pack
        dearer = [m.amount for m in (*totals, *roles.lists, *roles.totals) if m.amount > asked.amount]
        unit = roles.units[0].amount if roles.units else None
        if unit and pack and asked.amount > _OTHER_SUM * unit * pack:
            return Priced(roles.units[0], pack, None, unit)
        pack = pack or (_derived(asked.amount, unit) if unit else None)
        mark = bool(words.FROM.search(_before(parts, asked)) or words.FROM_AFTER.search(_after(parts, asked)))
        return _bundle(Priced(asked, pack, asked.amount, unit, max(dearer, default=None), False, mark), parts)
    if roles.units:
        unit_money = min(roles.units, key=lambda m: m.amount)
        mark = bool(words.FROM.search(_before(parts, unit_money)))
        return Priced(unit_money, pack, None, unit_money.amount, None, False, mark)
    return None


def _was_paid(head: str) -> bool:
    return bool(words.PAID.search(head)) and not words.PAY_HEAD.search(head)  # "a payer" is still to be paid


def _said_with(parts: Parts, asked: Money) -> Decimal | None:
    """The pack of the sentence that asks the amount: "Box of 56. Three boxes (168 capsules) 126.00"."""
    before = [m.end() for m in words.SENTENCE_END.finditer(parts.text[: asked.start - parts.start])]
    if not before or len({part.value for part in parts.quantities}) < 2:
        return None
    own = [part.value for part in parts.quantities if parts.start + before[-1] <= part.start < asked.start]
    return own[0] if own else None


def _derived(total: Decimal, unit: Decimal) -> Decimal | None:
    """The pack size that a total and the price of one leave open; None: none of the usual sizes fits, or several."""
    fitting = [Decimal(size) for size in _USUAL if agree(Decimal(size), unit, total)]
    return fitting[0] if len(fitting) == 1 else None


def _by_arithmetic(roles: _Roles, size: Decimal) -> Priced | None:
    """A unit price and a total that agree with the pack size."""
    every = (*roles.units, *roles.totals)
    for total in sorted(roles.totals, key=lambda m: m.amount):
        for unit in every:
            if unit is not total and agree(size, unit.amount, total.amount):
                dearer = [m.amount for m in (*roles.totals, *roles.lists) if m.amount > total.amount]
                return Priced(total, size, total.amount, unit.amount, max(dearer, default=None))
    for unit in roles.units:  # decimals lost on the way: "4740 €" set with small raised cents, at 0.79 each
        for total in roles.totals:
            if agree(size, unit.amount, total.amount / 100):
                return Priced(total, size, total.amount / 100, unit.amount)
    return None


def agree(size: Decimal, unit: Decimal, total: Decimal) -> bool:
    """True when `size` times `unit` is `total`, up to the rounding of both."""
    loose = _WHOLE if unit >= _DEAR and unit == unit.to_integral_value() else _LOOSE
    return 0 < unit < total and abs(size * unit - total) <= size * loose + _CENT


def _bundle(found: Priced, parts: Parts) -> Priced:
    if not words.BUNDLED.search(parts.text):
        return found
    return Priced(found.money, found.quantity, found.total, None, found.list_price, True, found.from_price)


def _roles(parts: Parts, heads: dict[int, str]) -> _Roles:
    ranged = _ranges(parts)
    totals, units, lists = [], [], []
    named = {m.start: m.currency or code_in(heads.get(m.start, "")) or "" for m in parts.moneys}
    first = next((currency for currency in named.values() if currency not in ("", DASHED)), "")
    paid = any(words.PAY_HEAD.search(head) for head in heads.values())
    for money in parts.moneys:
        if named[money.start] not in ("", DASHED, first) and not _same_sign(parts, first, money):
            continue  # the same price once more, in another currency
        head = heads.get(money.start, "")
        if paid and not words.PAY_HEAD.search(head) and not words.UNIT_PRICE_HEAD.search(head):
            continue
        role = "skip" if money.start in ranged or not money.amount else _role(parts, money, head)
        if role == "unit":
            units.append(money)
        elif role == "total":
            totals.append(money)
        elif role == "list":
            lists.append(money)
    return _Roles(tuple(totals), tuple(units), tuple(lists))


def _same_sign(parts: Parts, first: str, money: Money) -> bool:
    """ "$512.00 $389.00 MXN": the code behind the last amount says what the sign means, and is no second currency."""
    return first in _SIGNS and first in parts.text[money.start - parts.start : money.end - parts.start]


def _role(parts: Parts, money: Money, head: str) -> str:
    before, after = _before(parts, money), _after(parts, money)
    if head:
        own = bool(parts.names and parts.quantities)  # a tariff may call the price of the medicine a fee too
        if _was_paid(head) or words.SAVES.search(head):
            return "skip"
        if words.FEE.search(head) and not words.PRICE_HEAD.search(head) and not own:
            return "skip"
        if words.PER_HUNDRED.search(head):
            return "skip"
        if words.UNIT_PRICE_HEAD.search(head):
            return "unit"
        if words.LIST_HEAD.search(head):
            return "list"
    if words.PER_UNIT_AFTER.search(after) or words.PER_UNIT_BEFORE.search(before):
        return "unit"
    if words.INSTALMENT.search(before) or words.SURCHARGE.search(before):
        return "skip"
    if words.LIST_MARK.search(before):
        return "list"
    told = before if words.THRESHOLD.search(before) else words.FREE.sub(" ", BONUS.sub(" ", before))
    trailing = words.BESIDES.split(words.SAVES.split(words.FREE.sub(" ", after), 1)[0], 1)[0].split("\n", 1)[0]
    if words.FEE.search(told) or words.LOOKED_AT.search(told) or words.PAID.search(told) or words.FEE.search(trailing):
        return "skip"
    return "total"


def _ranges(parts: Parts) -> set[int]:
    """Amounts that only bound a range."""
    found: set[int] = set()
    for one, other in pairwise(parts.moneys):
        between = parts.text[one.end - parts.start : other.start - parts.start]
        if between.strip() and words.RANGE_BETWEEN.match(between):
            found |= {one.start, other.start}
    return found


def _before(parts: Parts, money: Money) -> str:
    """The words before an amount, back to the amount before it."""
    at = money.start - parts.start
    floor = max((m.end - parts.start for m in parts.moneys if m.end <= money.start), default=0)
    return parts.text[max(floor, at - _BEFORE, 0) : at].rsplit("\n", 1)[-1]


def _after(parts: Parts, money: Money) -> str:
    at = money.end - parts.start
    at -= parts.text[at - 1 : at] == "."  # "129 euro. Delivery 9": the stop of the sentence, taken for one of "eur."
    ceiling = min((m.start - parts.start for m in parts.moneys if m.start >= money.end), default=at + _AFTER)
    return parts.text[at : min(ceiling, at + _AFTER)]


def without_reference(parts: Parts) -> Parts:
    """The parts without "146.00 / 100 capsules", where the pack and its own price stand beside it."""
    if len(parts.moneys) < 2 or len(parts.quantities) < 2:
        return parts
    dropped: list[Money] = []
    spans: list[tuple[int, int]] = []
    for money in parts.moneys:
        told = words.HUNDRED_AFTER.search(_after(parts, money))
        if told:
            dropped.append(money)
            spans.append((money.end, money.end + told.end()))
    packs = tuple(q for q in parts.quantities if not any(s <= q.start < e for s, e in spans))
    if not dropped or not packs or len(dropped) == len(parts.moneys):
        return parts
    return replace(parts, moneys=tuple(m for m in parts.moneys if m not in dropped), quantities=packs)


def segments(parts: Parts) -> tuple[Parts, ...]:
    """A line with several offers, cut into one stretch for each: at separators, or where amount and size alternate."""
    parts = without_reference(parts)
    if len(parts.moneys) < 2 or _adds_up(parts):
        return (parts,)
    if ". ." in parts.text or "..." in parts.text:  # a printed list: dots lead to the amount, and there the line ends
        cuts = [money.end for money in parts.moneys]
    else:
        cuts = [at + parts.start for at, sign in enumerate(parts.text) if sign in "·|•;\n●"]
    if cuts:
        edges = [parts.start, *cuts, parts.start + len(parts.text)]
        pieces = [parts.within(a, b) for a, b in pairwise(edges)]
        return tuple(s for piece in pieces if piece.moneys for s in _alternating(piece))
    return _alternating(parts)


def _adds_up(parts: Parts) -> bool:
    """True for one pack with the price of a capsule beside its own, whatever stands between them."""
    sizes = {part.value for part in parts.quantities}
    if len(sizes) != 1 or len(parts.moneys) != 2:
        return False
    unit, total = sorted(money.amount for money in parts.moneys)
    return agree(sizes.pop(), unit, total)


def _alternating(parts: Parts) -> tuple[Parts, ...]:
    named = [Part(n.start, n.end, Decimal(0)) for n in parts.names if n.oral]
    sizes: list[Part] = [*parts.quantities, *named]
    if len(parts.moneys) < 2 or (len(sizes) < 2 and len(parts.strengths) < 2):
        return (parts,)
    marks = sorted(
        [
            *((p.start, "size", p.end) for p in (*sizes, *parts.strengths)),
            *((m.start, "money", m.end) for m in parts.moneys),
        ]
    )
    first = marks[0][1]
    edges, seen = [parts.start], False
    for (start, kind, _), before in zip(marks[1:], marks, strict=False):
        seen = seen or before[1] != first
        if kind == first and seen:
            edges.append(_edge(parts, before[2], start) if first == "size" else start)
            seen = False
    edges.append(parts.start + len(parts.text))
    return tuple(piece for a, b in pairwise(edges) if (piece := parts.within(a, b)).moneys)


def _edge(parts: Parts, end: int, start: int) -> int:
    """Where the next offer begins: behind the mark that belongs to the amount before ("/kaps.")."""
    after = words.PER_UNIT_AFTER.search(parts.text[end - parts.start : start - parts.start])
    return end + (after.end() if after else 0)
