"""The names by which a link may lead to a page about the drug."""

from __future__ import annotations

from functools import cache

from crawler.kinds import fold

_SHORTEST = 5  # letters; shorter brand names stand inside ordinary words


@cache
def drug_words(drug: str = "isotretinoin") -> tuple[str, ...]:
    """Names, misspellings and brands of a drug in all countries, folded (crawler.kinds.fold), longest first."""
    from data.world import load

    known = load().drug(drug)
    names = {fold(name.name) for name in known.names} | {fold(brand.name) for brand in known.brands}
    return tuple(sorted((name for name in names if len(name) >= _SHORTEST), key=lambda name: (-len(name), name)))
