"""What a verdict tells besides its findings: the prices on offer and who the site says it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from crawler.visit import PageKind
from scoring.facts import Facts
from scoring.facts.types import PriceFound
from scoring.model import Cited, PriceRow, Role

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
        for found in _own(facts)
    }
    return tuple(rows)


def _own(facts: Facts) -> Iterator[Cited[PriceFound]]:
    """The prices that are the site's. Who only informs tells what others ask.

    A role may be read wrongly, and then a price list of several packs, outside any article, says so: it stays.
    """
    if facts.role is not Role.INFORMATION:
        yield from facts.prices
        return
    articles = {page.url for page in facts.pages_of(PageKind.ARTICLE)}
    count = Counter(found.quote.url for found in facts.prices)
    yield from (found for found in facts.prices if count[found.quote.url] > 1 and found.quote.url not in articles)


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
