"""Which page of a site to read next: the asked one, then product pages that name the drug, then the pages on which a
seller says who it is and what it asks for; one of each kind before the second of any.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import re2

from crawler.kinds import fold, kind_of
from crawler.site import site_of
from crawler.visit import Link, PageKind, Place

MAX_KNOWN = 5_000  # addresses remembered of one site; calendars and filters make endless ones
_RANK = {
    PageKind.PRODUCT: 40,  # of other drugs; those that name the drug come first, see _rank
    PageKind.CATALOGUE: 30,
    PageKind.PRESCRIPTION: 10,
    PageKind.FAQ: 11,
    PageKind.CONTACT: 12,
    PageKind.IMPRINT: 12,
    PageKind.ABOUT: 13,
    PageKind.TERMS: 14,
    PageKind.DELIVERY: 15,
    PageKind.CART: 16,
    PageKind.HOME: 17,
    PageKind.ARTICLE: 60,
    PageKind.PRIVACY: 61,
    PageKind.OTHER: 50,
}
_NAMED_FIRST = 3  # product pages of the drug read before anything else: strengths and packs often have a page each
_AGAIN = 35  # a second page of a kind waits behind the first of every kind that identifies a seller
_NAMED_ARTICLE = 20  # a text about the drug may be the shop's real sales page
_HIDDEN = 100  # links that no reader sees are often traps for crawlers
# Parameters that say where a visitor came from, or who he is, and never which page it is.
_TRACKING = re2.compile(
    r"^(?:utm_.*|gclid|gclsrc|dclid|fbclid|msclkid|yclid|mc_cid|mc_eid|_ga|_gl|igshid|srsltid|phpsessid|jsessionid|sid"
    r"|sessionid|session_id|zenid|oscsid|affid|aff_id)$"
)
# Addresses that do something when they are asked, or that are not pages.
_ACTION = re2.compile(
    r"(?:add[-_]to[-_](?:cart|wishlist|compare)|remove[-_](?:item|coupon)|logout|log-out|signout|sign-out|wp-login|wp-admin"
    r"|xmlrpc|/cdn-cgi/|unsubscribe|[?&](?:action|do|act)=|/cart/(?:add|remove|update)|replytocom=)"
)
_FILE = re2.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|xml|rss|atom|pdf|zip|rar|gz|7z|exe|apk|dmg|mp[34]|avi|mov|webm"
    r"|woff2?|ttf|eot|docx?|xlsx?|pptx?|csv|txt)$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address worth reading; `depth` counts links from the asked page."""

    url: str
    kind: PageKind
    words: str = ""  # of the link that led there
    depth: int = 0
    named: bool = False  # its address or link names the drug
    hidden: bool = False
    order: int = 0


class Frontier:
    """The known addresses of one site that are not read yet."""

    def __init__(self, site: str, drugs: tuple[str, ...], depth: int) -> None:
        self._site, self._drugs, self._depth = site, drugs, depth
        self._waiting: dict[str, Candidate] = {}
        self._known: set[str] = set()
        self._taken: dict[tuple[PageKind, bool], int] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def seen(self, url: str) -> bool:
        """Note an address as read; whether it was known as such before."""
        key = plain(url)
        before = key in self._known and key not in self._waiting
        self._known.add(key)
        self._waiting.pop(key, None)
        return before

    def add(self, links: tuple[Link, ...], depth: int) -> None:
        """Take in the links of a page that stands `depth` links away from the asked one."""
        if depth >= self._depth:
            return
        for link in links:
            if len(self._known) >= MAX_KNOWN:
                return
            if not _readable(link.url) or site_of(link.url) != self._site:
                continue
            key = plain(link.url)
            if key in self._known:
                continue
            self._known.add(key)
            kind = kind_of(key, "", link.words, self._drugs)
            named = self._names(f"{key} {link.words}")
            hidden = link.place is Place.HIDDEN
            self._waiting[key] = Candidate(key, kind, link.words, depth + 1, named, hidden, len(self._known))

    def take(self) -> Candidate | None:
        """The best address; None when there is none."""
        if not self._waiting:
            return None
        best = min(self._waiting.values(), key=self._rank)
        del self._waiting[best.url]
        self.count(best.kind, best.named)
        return best

    def count(self, kind: PageKind, named: bool) -> None:
        """One more page of this kind is read or being read."""
        self._taken[kind, named] = self._taken.get((kind, named), 0) + 1

    def rest(self) -> list[Candidate]:
        """What is left, best first."""
        return sorted(self._waiting.values(), key=self._rank)

    def names(self, url: str, words: str = "") -> bool:
        """Whether an address or the words of a link name the drug."""
        return self._names(f"{url} {words}")

    def _names(self, text: str) -> bool:
        folded = fold(text)
        return any(drug in folded for drug in self._drugs)

    def _rank(self, candidate: Candidate) -> tuple[int, int, int]:
        taken = self._taken.get((candidate.kind, candidate.named), 0)
        if candidate.named and candidate.kind is PageKind.PRODUCT:
            rank = taken if taken < _NAMED_FIRST else _RANK[PageKind.CATALOGUE] + taken
        elif candidate.named and candidate.kind is PageKind.ARTICLE:
            rank = _NAMED_ARTICLE + _AGAIN * taken
        elif candidate.kind is PageKind.CATALOGUE and not taken and not self.sells():
            rank = _NAMED_FIRST  # the way to the product pages
        else:
            rank = _RANK[candidate.kind] + _AGAIN * taken
        return rank + (_HIDDEN if candidate.hidden else 0), candidate.depth, candidate.order

    def sells(self) -> bool:
        """Whether a product page that names the drug is known or read."""
        product = PageKind.PRODUCT
        return (product, True) in self._taken or any(c.named and c.kind is product for c in self._waiting.values())


def plain(url: str) -> str:
    """An address without fragment, tracking parameters and default port, host in lower case: one form for one page."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200) if query.count("&") < 200 else []
        kept = [(name, value) for name, value in pairs if not _TRACKING.search(name.lower())]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def _readable(url: str) -> bool:
    if not url.startswith(("http://", "https://", "HTTP://", "HTTPS://")) or len(url) >= 2000:
        return False
    lower = url.lower()
    return not _ACTION.search(lower) and not _FILE.search(lower.partition("?")[0].partition("#")[0])
