"""What was read, what is missing, and what the site links to but nobody has read."""

from __future__ import annotations

import re

from crawler.kinds import kind_of
from crawler.site import site_of
from crawler.visit import Outcome, PageKind, Visit
from scoring.model import Coverage

# A full answer needs one page of each: the offer, who stands behind it, and how an order goes.
NEEDED = (PageKind.PRODUCT, PageKind.CONTACT, PageKind.TERMS, PageKind.FAQ, PageKind.CART)
# One of a line does the work of the others: terms may carry the imprint, "about" may carry the address.
_STANDS_FOR: dict[PageKind, tuple[PageKind, ...]] = {
    PageKind.CONTACT: (PageKind.ABOUT, PageKind.IMPRINT),
    PageKind.TERMS: (PageKind.IMPRINT, PageKind.DELIVERY),
    PageKind.FAQ: (PageKind.PRESCRIPTION, PageKind.DELIVERY),
    PageKind.CART: (PageKind.PRESCRIPTION,),
    PageKind.PRODUCT: (),
}
_DIGITS = re.compile(r"\d+")
_NO_PAGE = frozenset({Outcome.REFUSED_BY_GUARD, Outcome.NOT_HTML})


def coverage(visit: Visit) -> Coverage:
    kinds = {page.kind for page in visit.pages}
    missing = tuple(k for k in NEEDED if k not in kinds and not kinds.intersection(_STANDS_FOR[k]))
    languages = sorted({page.content.language for page in visit.pages if page.content.language})
    return Coverage(
        pages_read=len(visit.pages),
        kinds_read=tuple(sorted(kinds)),
        kinds_missing=missing,
        languages=tuple(languages),
        kinds_unread=tuple(sorted(_unread(visit))),
    )


def _unread(visit: Visit) -> set[PageKind]:
    """Kinds of pages of this site that are known from links, attempts or the asked address, and were not read."""
    read = {page_key(page.url) for page in visit.pages} | {page_key(page.asked) for page in visit.pages}
    known = {link.url: link.words for _, link in visit.links() if site_of(link.url) == visit.site}
    known |= {attempt.what: "" for attempt in visit.attempts if attempt.outcome not in _NO_PAGE and "/" in attempt.what}
    known.setdefault(visit.url, "")
    unread = {url: kind_of(url, words=words) for url, words in known.items() if page_key(url) not in read}
    alike = {_numberless(key) for key in read if "?" in key}
    return {k for url, k in unread.items() if k is not PageKind.OTHER or _numberless(page_key(url)) not in alike}


def _numberless(key: str) -> str:
    """ "shop/order?id=60" and "?id=120" are one page with another number in it."""
    return _DIGITS.sub("0", key)


def page_key(url: str) -> str:
    """An address without scheme, "www.", fragment and last slash."""
    bare = url.split("#", 1)[0].split("://", 1)[-1].removeprefix("www.")
    return bare.rstrip("/").lower()
