"""Sites that a person listed: whoever made the list had a reason, so each is kept, and its name only adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.site import site_of
from crawler.sources.heard import Heard, told_by_address
from crawler.sources.listing import Complain, addresses

LISTED = 50  # above one word of the trade in a name (45): a person chose it


def heard_in(lines: Iterable[str], source: str, complain: Complain) -> Iterator[Heard]:
    """A candidate for each address of a list or CSV file, in order."""
    for number, url in addresses(lines, complain):
        told = told_by_address(url)
        why = f"Stands in the list, line {number}. {told.why}".strip()
        yield Heard(site_of(url), url if "://" in url else f"https://{url}", max(LISTED, told.score), why, source)
