"""How much one visit may take: from the site, from the network and from us. Every default has its reason beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one visit. Sizes in bytes, times in seconds. What did not fit makes the visit `partial`."""

    pages: int = 12  # the asked page, three product pages and one each of the eight kinds that identify a seller
    requests: int = 24  # pages, redirects and dead links together: half of what is asked may lead nowhere
    depth: int = 3  # home, catalogue, product, and one link beyond: facts about a seller do not hide deeper
    redirects: int = 5  # as many as RFC 9309 asks for robots.txt; real shops in hand need at most three
    page_bytes: int = 5_000_000  # decoded; the largest of the real pages in hand has 2.7 million
    site_bytes: int = 30_000_000  # decoded; half of twelve pages of the largest size
    header_bytes: int = 65_536  # of one answer; browsers stop at 256 KiB, common servers send less than 4 KiB
    page_seconds: float = 15.0  # from the connection to the last byte; slow shops in the field need about five
    seconds: float = 60.0  # the whole visit: a person waits for it
    delay: float = 0.1  # between the starts of two requests to a host; with one connection never more than ten a second
    connections: int = 1  # to one host at a time
    attempts: int = 200  # pages known but not read that are named in the visit; the rest are only counted
    views: int = 2  # the asked page once more as a browser, and as one that comes from a search; 0: not at all
    browser_pages: int = 4  # drawn by a browser: home, catalogue, the drug, the cart; 0: none
    browser_requests: int = 60  # scripts and data for them all: a minute's worth at the pace of a batch
    browser_seconds: float = 30.0  # for one page: thirty requests at the pace of a batch, one a second

    def __post_init__(self) -> None:
        """Raises ValueError for a limit that would let a visit run without end or without pause."""
        whole = (self.pages, self.requests, self.page_bytes, self.site_bytes, self.header_bytes, self.connections)
        second = (self.browser_pages, self.browser_requests)
        if min(whole) < 1 or min(self.depth, self.redirects, self.attempts, self.views, *second) < 0:
            raise ValueError("counts and sizes of a budget must be positive")
        page = max(self.page_seconds, self.browser_seconds)
        shortest = min(self.page_seconds, self.browser_seconds, self.seconds, self.delay)
        if not (shortest > 0 and page <= 600 and self.seconds <= 3600 and self.delay <= 3600):
            raise ValueError("times of a budget must be positive, a page at most 600 s, a visit at most an hour")
        if self.connections > MOST_CONNECTIONS:
            raise ValueError(f"at most {MOST_CONNECTIONS} connections to one host")


MOST_CONNECTIONS = 6  # as many as browsers open to one host; no reader that nobody invited may take more

# For one person who waits for one answer: as a browser would open the shop for them, twelve pages and then silence.
ATTENDED = Budget(connections=6, delay=0.01)

# One request at a time and a second between two: nobody asked for this visit, and nobody waits for it.
UNATTENDED = Budget(connections=1, delay=1.0, seconds=120.0)
