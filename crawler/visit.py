"""The words for one reading of one site. Every type here is frozen: a visit, once made, is evidence.

A page's `text` is one string: its title, its visible words in reading order, then descriptions, structured data and the
address itself, cut into `Block`s that say where each stretch stood. A `Quote` is a span of that string, so that anybody
who has the page can check it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class Outcome(StrEnum):
    """How an attempt to read one page, or a whole site, ended. Only `READ` gives text that may be judged."""

    READ = "read"
    EMPTY = "empty"  # answered, but next to no words
    JS_ONLY = "js_only"  # a shell that needs a browser
    CHALLENGE = "challenge"  # a bot wall stood in front
    BLOCKED = "blocked"  # 401, 403, 429, 451 or a denial page
    PARKED = "parked"  # a domain for sale or a holding page
    HTTP_ERROR = "http_error"  # other status >= 400
    NOT_HTML = "not_html"
    TOO_LARGE = "too_large"
    NOT_READABLE = "not_readable"  # the parser gave up or was stopped
    TIMED_OUT = "timed_out"
    DNS_FAILED = "dns_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    REFUSED_BY_GUARD = "refused_by_guard"
    REFUSED_BY_ROBOTS = "refused_by_robots"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    OUT_OF_BUDGET = "out_of_budget"  # known, but not read: pages, bytes or time ran out
    INTERRUPTED = "interrupted"  # the worker died in the middle


class PageKind(StrEnum):
    """What a page is for; chosen from its address, title and headings (`crawler.kinds`)."""

    HOME = "home"
    PRODUCT = "product"
    CATALOGUE = "catalogue"
    CART = "cart"  # cart and checkout
    PRESCRIPTION = "prescription"  # how to send, upload or transfer one
    FAQ = "faq"
    CONTACT = "contact"
    ABOUT = "about"
    TERMS = "terms"
    IMPRINT = "imprint"
    DELIVERY = "delivery"
    PRIVACY = "privacy"
    ARTICLE = "article"
    OTHER = "other"


class Place(StrEnum):
    """The part of the page a block stands in."""

    HEAD = "head"  # title, meta description
    HEADER = "header"
    NAV = "nav"
    MAIN = "main"  # also everything that no landmark claims
    PRODUCT = "product"
    ASIDE = "aside"
    FORM = "form"
    FOOTER = "footer"
    DATA = "data"  # JSON-LD, microdata values
    ADDRESS = "address"  # the URL itself, decoded
    HIDDEN = "hidden"  # not shown to a reader


class Kind(StrEnum):
    """What sort of text a block is."""

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # list item
    CELL = "cell"
    HEADER_CELL = "header_cell"
    TERM = "term"  # dt
    DEFINITION = "definition"  # dd
    QUESTION = "question"  # summary of an accordion
    QUOTATION = "quotation"
    LABEL = "label"
    BUTTON = "button"
    OPTION = "option"
    INPUT = "input"  # value or placeholder
    LINK = "link"  # a block that is nothing but a link
    ALT = "alt"
    DATA = "data"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of page text. `start`/`end` are offsets in code points into `Page.text`."""

    start: int
    end: int
    place: Place
    kind: Kind
    heading: int = -1  # index of the block that is its heading; -1: none
    level: int = 0  # 1-6 for headings
    group: int = -1  # number of the table, list, select or dl it belongs to; -1: none
    row: int = -1
    column: int = -1
    label: str = ""  # itemprop, input name, meta name; empty: none


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # absolute
    words: str
    start: int  # offsets of the words in Page.text; equal when the link has no words
    end: int
    place: Place
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    src: str  # absolute
    alt: str
    link: str = ""  # where a click leads; empty: nowhere


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str  # text, file, select, checkbox, radio, number, hidden …
    label: str
    options: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """What `crawler.text` makes of one HTML document."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    forms: tuple[Form, ...] = ()
    title: str = ""
    declared_language: str = ""
    language: str = ""  # ISO 639-1 as detected on the visible words; empty: too few
    generator: str = ""
    visible_words: int = 0
    scripts: tuple[str, ...] = ()  # absolute src of scripts, and inline analytics identifiers as "id:…"


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was read. `url` is where the answer came from, `asked` what was asked for."""

    url: str
    asked: str
    fetched_at: datetime
    status: int
    kind: PageKind
    content: PageText
    sha256: str = field(default="")
    rendered: bool = False  # by a browser: the words are those its scripts had put there
    screenshot: str = ""  # SHA-256 of the browser's picture of it (JPEG, in the archive); empty: none was taken

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", digest(self.content.text))

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.content.blocks

    def words(self, block: Block) -> str:
        return self.content.text[block.start : block.end]

    def quote(self, start: int, end: int) -> Quote:
        """The words from `start` to `end`, as evidence. Raises ValueError for a span outside the page."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such span on {self.url}: {start}..{end} of {len(self.text)}")
        return Quote(self.url, self.fetched_at, self.sha256, start, end, self.text[start:end])

    def quote_block(self, block: Block) -> Quote:
        return self.quote(block.start, block.end)


@dataclass(frozen=True, slots=True)
class Quote:
    """These words stood on this page. Made only by a Page; `holds_on` checks it again."""

    url: str
    fetched_at: datetime
    sha256: str  # of the page text, UTF-8
    start: int
    end: int
    words: str

    def holds_on(self, page: Page) -> bool:
        return digest(page.text) == self.sha256 and page.text[self.start : self.end] == self.words


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that was tried: an answer, or why there is none."""

    what: str  # a URL for pages; "rdap", "whois", "dns", "tls" for outside facts
    outcome: Outcome
    at: datetime
    note: str = ""  # one sentence that may be shown to people
    status: int = 0


class Guise(StrEnum):
    """As whom the asked page is read once more, to see whether others are shown something else."""

    BROWSER = "browser"  # an ordinary browser whose user typed the address
    SEARCH = "search"  # the same browser, coming from a search engine's list


@dataclass(frozen=True, slots=True)
class View:
    """The asked page in one other guise. `told.what` is where the address led; `page` None: nothing to read."""

    guise: Guise
    told: Attempt
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """What others say about the host: registration, name servers, certificate. Nothing personal."""

    registered: datetime | None = None
    expires: datetime | None = None
    registrar: str = ""
    abuse_contact: str = ""
    name_servers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    certificate_names: tuple[str, ...] = ()
    certificate_issuer: str = ""
    certificate_valid: bool | None = None  # None: not seen
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One reading of one site. `url` is what a person asked for, `site` its registrable domain."""

    url: str
    site: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    pages: tuple[Page, ...]
    attempts: tuple[Attempt, ...] = ()  # pages known but not read, each with its reason
    redirects: tuple[str, ...] = ()  # from the asked URL to the first answer
    outside: Outside = Outside()
    partial: bool = False
    note: str = ""
    agent: str = ""
    light: bool = False  # left at its first page, which shows nothing of prescription medicine; `note` says so
    views: tuple[View, ...] = ()  # the asked page in other guises; `pages` are what our own name was shown

    def shows(self, quote: Quote) -> bool:
        """Whether the words stand on a page of this visit, whatever the guise."""
        seen = (*self.pages, *(view.page for view in self.views if view.page is not None))
        return any(quote.url == page.url and quote.holds_on(page) for page in seen)

    def page(self, url: str) -> Page | None:
        return next((page for page in self.pages if page.url == url), None)

    def links(self) -> Iterator[tuple[Page, Link]]:
        for page in self.pages:
            for link in page.content.links:
                yield page, link


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8, lower-case hex; lone surrogates count as their three-byte form."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
