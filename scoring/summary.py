"""What a verdict tells besides its findings: the prices on offer and who the site says it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.facts import Facts
from scoring.model import PriceRow

_MOST = 20  # values of one kind that are shown; a list of every branch of a chain helps nobody


_NO_LEAVE = frozenset({"company", "tax"})  # numbers that say who a firm is, and give no leave to sell medicine


def price_rows(facts: Facts) -> tuple[PriceRow, ...]:
    """Every distinct price on offer, in the order of the pages."""
    rows = {
        PriceRow(
            product=found.value.product,
            drug=found.value.drug,
            strength_mg=found.value.strength_mg,
            quantity=found.value.quantity,
            total=found.value.total,
            currency=found.value.currency,
            per_unit=found.value.per_unit,
            url=found.quote.url,
        ): None
        for found in facts.prices
    }
    return tuple(rows)


def told_facts(facts: Facts) -> Mapping[str, tuple[str, ...]]:
    """Addresses, licences, seals and phones of the site itself, as written, once each."""
    return {
        "addresses": _once(found.value.words for found in facts.own(facts.addresses)),
        "licences": _once(
            found.value.number for found in facts.own(facts.licences) if found.value.kind not in _NO_LEAVE
        ),
        "seals": _once(found.value.name for found in facts.seals),
        "phones": _once(found.value.e164 or found.value.words for found in facts.own(facts.phones)),
    }


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:_MOST]
