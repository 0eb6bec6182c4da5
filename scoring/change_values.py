"""Which numbers, addresses, seals and prices of a site changed between two visits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeAlias

from crawler.visit import Quote
from scoring.change_views import View, said
from scoring.facts import Facts
from scoring.facts.types import PriceFound
from scoring.model import Cited

Told: TypeAlias = tuple[str, str, tuple[Quote, ...]]  # kind, words, evidence
Values: TypeAlias = dict[str, tuple[str, list[Quote]]]  # what makes it the same -> as written, where it stands
Price: TypeAlias = tuple[str, Decimal | None, Decimal | None, str]  # drug, strength, quantity, currency

_NO_LEAVE = frozenset({"company", "tax"})  # numbers that give no leave to sell medicine
_SAME = 90.0  # of 100: addresses as like as this are one address, read with a word more or less
# By our choice: a price is news when it falls by more than a third or rises by more than a half. Sales of up to a
# third off are everyday trade.
_LOT = Decimal("1.5")


def values(before: Facts, after: Facts, old: View, new: View) -> Iterator[Told]:
    """Own licences, addresses, phones and seals that appeared, vanished or were replaced."""
    for kind, label, read in _KINDS:
        was, now = read(before), read(after)
        gone = [(was[key][0], quote) for key in was if not _among(key, now, kind) and (quote := _lost(was[key], new))]
        come = [(now[key][0], quote) for key in now if not _among(key, was, kind) and (quote := _won(now[key], old))]
        pairs = min(len(gone), len(come))
        for (earlier, lost), (later, won) in zip(gone[:pairs], come[:pairs], strict=True):
            yield kind, f"{label} changed from “{earlier}” to “{later}”: {said(won)}.", (lost, won)
        for earlier, lost in gone[pairs:]:
            yield kind, f"{label} “{earlier}” vanished. It stood in {said(lost)}.", (lost,)
        for later, won in come[pairs:]:
            yield kind, f"{label} “{later}” appeared: {said(won)}.", (won,)


def prices(before: Facts, after: Facts) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """Of each drug and strength the pack whose price changed most, when it changed a lot."""
    was, now = _cheapest(before), _cheapest(after)
    most: dict[tuple[str, Decimal | None], tuple[Decimal, Price]] = {}
    for key in was.keys() & now.keys():
        earlier, later = _total(was[key].value), _total(now[key].value)
        ratio = max(earlier / later, later / earlier)
        if ratio >= _LOT:
            drug = key[0], key[1]
            most[drug] = max(most.get(drug, (ratio, key)), (ratio, key), key=lambda found: (found[0], str(found[1])))
    for _, key in sorted(most.values(), key=lambda found: str(found[1])):
        earlier, later = _total(was[key].value), _total(now[key].value)
        verb = "fell" if later < earlier else "rose"
        words = f"The price of {_pack(key)} {verb} from {earlier:f} to {later:f} {key[3]}"
        yield f"{words}: {said(now[key].quote)}.", (was[key].quote, now[key].quote)


def _lost(found: tuple[str, list[Quote]], new: View) -> Quote | None:
    return new.would_have_shown_again(found[1])


def _won(found: tuple[str, list[Quote]], old: View) -> Quote | None:
    return old.would_have_shown(found[1])


def _among(key: str, others: Values, kind: str) -> bool:
    if key in others or kind != "address":
        return key in others
    from rapidfuzz.fuzz import partial_ratio

    return any(partial_ratio(key, other) >= _SAME for other in others)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _gathered(found: Iterator[tuple[str, str, Quote]]) -> Values:
    values: Values = {}
    for key, words, quote in found:
        values.setdefault(key, (words, []))[1].append(quote)
    return values


def _licences(facts: Facts) -> Values:
    own = (f for f in facts.own(facts.licences) if f.value.kind not in _NO_LEAVE)
    return _gathered((_bare(f.value.number), f.value.number, f.quote) for f in own)


def _addresses(facts: Facts) -> Values:
    return _gathered(
        (_bare(f.value.words), " ".join(f.value.words.split()), f.quote) for f in facts.own(facts.addresses)
    )


def _phones(facts: Facts) -> Values:
    return _gathered((f.value.e164 or _bare(f.value.words), f.value.words, f.quote) for f in facts.own(facts.phones))


def _seals(facts: Facts) -> Values:
    return _gathered((f.value.name, f.value.name, f.quote) for f in facts.seals)


_KINDS: tuple[tuple[str, str, Callable[[Facts], Values]], ...] = (
    ("licence", "The licence number", _licences),
    ("address", "The address", _addresses),
    ("phone", "The phone number", _phones),
    ("seal", "The seal", _seals),
)


def _cheapest(facts: Facts) -> dict[Price, Cited[PriceFound]]:
    """Of each pack the lowest price that the site asks for it."""
    lowest: dict[Price, Cited[PriceFound]] = {}
    for found in facts.prices:
        told = found.value
        if not told.currency or not _total(told):
            continue
        key = told.drug, told.strength_mg, told.quantity if told.total else None, told.currency
        if key not in lowest or _total(told) < _total(lowest[key].value):
            lowest[key] = found
    return lowest


def _total(price: PriceFound) -> Decimal:
    """Of the pack, else of one unit. Zero: not stated."""
    return price.total or price.per_unit or Decimal(0)


def _pack(key: Price) -> str:
    drug, strength, quantity, _ = key
    dose = f" {strength:f} mg" if strength else ""
    return f"{quantity:f} × {drug}{dose}" if quantity else f"{drug}{dose}"
