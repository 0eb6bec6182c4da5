"""What a site shows that decides its role, counted over the pages of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.site import host_of, site_of
from crawler.visit import Kind, Page, PageKind, Quote
from scoring.facts.adverts import advert
from scoring.facts.finder import Pattern
from scoring.facts.normal import fold
from scoring.facts.places import block_at
from scoring.facts.refused import refusals
from scoring.facts.sellers import counter_links, named_sellers
from scoring.facts.shelf import Shelf, pages_on_others, shelf
from scoring.facts.site_words import SiteWords, site_words
from scoring.facts.subject import listed, subject_pages
from scoring.facts.tidy import place_in
from scoring.facts.trails import Trail, authorities, official_sites, trails
from scoring.facts.types import Stand, Step
from scoring.facts.weighing import is_hint
from scoring.facts.width import plain_page

if TYPE_CHECKING:
    from scoring.facts import Facts

# Hosts that only states and universities are given (IANA root zone: restricted registries and their national likes).
_OFFICIAL = Pattern(r"(?:^|\.)(?:gov|gouv|gob|gub|govt|edu|ac|mil|int)(?:\.[a-z]{2})?$")
# Types of schema.org that papers, authorities and forums give their pages; shops do not (they use Article and Review).
_INFORMING = Pattern(
    r'"@type"\s*:\s*\[?\s*"(?:NewsArticle|ReportageNewsArticle|ScholarlyArticle|MedicalScholarlyArticle|ClaimReview|Report'
    r"|GovernmentOrganization|GovernmentService|NGO|CollegeOrUniversity|NewsMediaOrganization|DiscussionForumPosting"
    r'|QAPage|Legislation)"'
)
# Paths of threads in the usual forum software (Discourse, phpBB, vBulletin, XenForo, Reddit).
_THREAD = Pattern(r"(?i)/(?:t|threads?|topics?|forums?|viewtopic|showthread|r|discussions?|foro|forum)(?:[/.?]|$)")
# Buttons that show a code for another shop put nothing into a cart, whatever else they say.
_COUPON = Pattern(
    r"(?i)\b(?:coupons?|vouchers?|promo\w*|(?:show|get|reveal|copy|see) (?:the |my |your )?(?:code|deal|offer)s?|"
    r"gutschein\w*|"
    r"(?:le|voir|copier) code|cup[oó]n\w*|c[óo]digo|codice|cupo[mn]\w*|kortingscode\w*|rabatt?kod\w*|kod rabatowy)\b|"
    r"промокод|クーポン"
)
_COMPARES = Pattern(
    r"compar[ae]|vergleich|vergelijk|jamfor|sammenlign|porown|confront[ao]|prezzi a confronto|sravn|сравн|比較|"
    r"price ?check"
)
# A number of the Chemical Abstracts Service, as suppliers of reference substances give it: digits, two, and a check.
_REGISTERED = Pattern(r"(?i)\bCAS\b[^\d]{0,20}\d{2,7}-\d{2}-\d\b")
_LABELS = frozenset({Kind.HEADING, Kind.HEADER_CELL, Kind.CELL, Kind.OPTION, Kind.TERM, Kind.LABEL})
_LABEL = 44  # characters of a block that names goods; longer ones say something about them
# "Sotret caps. 20mg", "Roaccutane 20 mg": a name in a list of goods that lost its markup.
_PACKED = Pattern(r"^[\s®™,.()-]*(?:(?:caps|kaps|капс)\pL*\.?[\s,]*)?\d{1,2} ?(?:mg|мг)(?:[^\pL]|$)")
_BEHIND = 24  # characters behind a name that are looked at
_RUN_ON = 4  # blocks: title, address and the whole text in one or two
_COUNTED = 2  # capsules; reference substances are sold by the vial
_STATE = 3  # such a host informs as much as three sentences do
_ARTICLES = 2  # pages that call themselves articles: more of them tell no more
_OPEN = 0.6  # certainty from which an own offer counts whatever a site looks like; honest sites in hand reach 0.5
_HINT = 0.15  # certainty of lures that are dressed as leaflets; ours reach 0.19 to 0.45
_PRESSED = 3  # trust of a step from which it is a control; an order by message is told in words

_NO_WORDS = SiteWords({}, {})


@dataclass(frozen=True, slots=True)
class Led:
    """Ways out of pages about other prescription medicines, and what the rest of the site speaks of."""

    trails: tuple[Trail, ...] = ()
    rest: tuple[Page, ...] = ()  # the other pages
    words: SiteWords = _NO_WORDS  # of the pages about those medicines
    rest_words: SiteWords = _NO_WORDS


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides the role, counted over the pages of the visit."""

    about: tuple[Page, ...]  # pages about the drug
    others: tuple[Page, ...]
    named: bool  # an oral drug of ours is named anywhere
    labelled: bool  # it stands by itself in a heading, a cell or an option, as goods do
    named_elsewhere: bool  # the other pages name the drug too
    cart: tuple[Quote, ...]  # controls that put the drug into a cart
    checkout: bool
    orderable: bool  # a buyer could press, fill in, write to or follow something
    prices: int  # prices of the drug
    packs: int  # of them prices of a number of capsules
    listed: tuple[Quote, ...]  # lines of price lists with the drug, its strength or pack and an amount
    trails: tuple[Trail, ...]
    words: SiteWords  # of the whole site
    other_words: SiteWords  # of the pages that are not about the drug
    services: tuple[Quote, ...]  # ways to hand in a prescription, or to collect what was reserved
    offers: tuple[Quote, ...]  # own words that the drug comes without a prescription
    open_offers: tuple[Quote, ...]  # those that leave no doubt
    hinted: bool  # its own words may be an offer; leaflets and encyclopaedias in hand have none of the kind
    refused: tuple[Quote, ...]  # it says that a drug is none of its goods
    sellers: tuple[Quote, ...]  # different pharmacies, each beside a price
    counters: int  # buttons beside prices that lead to pharmacies
    laboratory: bool  # substances are told by their number in the chemical register
    compares: bool  # its host or a title says that it compares
    authority: bool  # its host is that of an authority or a register, as our sources name them
    told: int  # signs that the site informs: papers, authorities, papers' own structured data
    warnings: tuple[Quote, ...]  # sentences of the body on other sellers: warnings, advice, reports, each once
    rest: tuple[Page, ...]  # pages about no prescription medicine at all
    rest_words: SiteWords
    shelf: Shelf  # rows of other prescription medicines
    advert: bool  # a page about the drug is an advert on a board: its seller is reached by a control beside the price
    others_led: Led  # ways out of pages about other prescription medicines

    @property
    def own_trade(self) -> int:
        """Sentences and fields of its own sending, ordering and being paid; an order by message tells most."""
        return self.words.of("supply", "fields", "payment") + 2 * self.words.of("message")

    @property
    def paid(self) -> int:
        """Ways out that are marked as paid for, as search engines ask of those who are paid by the click."""
        ways = (*self.trails, *self.others_led.trails)
        return len({trail.link.url for trail in ways if "sponsored" in trail.link.rel.lower()})

    @property
    def warned(self) -> int:
        return len(self.warnings)

    @property
    def informs(self) -> int:
        """Signs of informing, with what the site says of itself: that it sells nothing."""
        return self.told + self.words.of("news", "informs") + min(self.words.of("denial"), 1)


def seen(facts: Facts) -> Seen:
    """Counts over the visit that the rules of `scoring.facts.role` look at."""
    world, order = facts.world, facts.order
    about = subject_pages(facts.pages, facts.mentions)
    known = {page.url for page in about}
    others = tuple(page for page in facts.pages if page.url not in known)
    packs = listed(facts.pages, facts.mentions)
    rows = {row.url for row in packs}
    planted = {page.url for page in pages_on_others(others, world)}
    rest = tuple(page for page in others if page.url not in planted)
    other_words = site_words(others, world)
    offers = facts.stances_of(Stand.OWN_OFFER, Stand.OWN_LATER, least=_OPEN)
    return Seen(
        about=about,
        others=others,
        named=any(m.value.oral for m in facts.mentions),
        labelled=_labelled(facts),
        named_elsewhere=any(m.value.oral and m.quote.url not in known for m in facts.mentions),
        cart=tuple(q for q in _carts(facts) if q.url in known or q.url in rows),
        checkout=bool(order.of(Step.CHECKOUT)),
        orderable=order.way is not None,
        prices=sum(1 for price in facts.prices if price.quote.url in known),
        packs=sum(1 for p in facts.prices if p.quote.url in known and (p.value.quantity or 0) >= _COUNTED),
        listed=packs,
        trails=ways_out(facts),
        words=facts.words,
        other_words=other_words,
        services=tuple(step.quote for step in order.of(Step.UPLOAD, Step.TRANSFER, Step.COLLECT, least=2)),
        offers=tuple(s.quote for s in offers),
        open_offers=tuple(s.quote for s in offers if s.value.stand is Stand.OWN_OFFER),
        hinted=bool(facts.stances_of(Stand.OWN_OFFER, Stand.OWN_LATER, least=_HINT)),
        refused=refusals(facts.pages, facts.mentions, world),
        sellers=named_sellers([page for page in facts.pages if page.url in known | planted], world),
        counters=len(counter_links(facts.pages, world)),
        laboratory=any(_REGISTERED.search(plain_page(page)) for page in facts.pages),
        compares=any(_COMPARES.search(fold(f"{host_of(page.url)} {page.content.title}")) for page in facts.pages),
        authority=site_of(facts.pages[0].url) in authorities(world),
        told=_told(facts.pages),
        warnings=_warnings(facts),
        rest=rest,
        rest_words=site_words(rest, world) if planted else other_words,
        shelf=shelf(facts.pages, world),
        advert=any(advert(page, world) for page in about),
        others_led=_led(facts),
    )


def _labelled(facts: Facts) -> bool:
    """The drug stands by itself, as goods do; where the markup was lost, its strength stands behind the name."""
    pages = {page.url: page for page in facts.pages}
    stands = [(pages[m.quote.url], m.quote) for m in facts.mentions if m.value.oral]
    blocks = ((page, block_at(page, place_in(page, name.start))) for page, name in stands)
    if any(block.kind in _LABELS and _is_label(page.words(block)) for page, block in blocks):
        return True
    run_on = ((page, name) for page, name in stands if len(page.blocks) <= _RUN_ON)
    return any(_PACKED.search(fold(page.text[name.end : name.end + _BEHIND])) for page, name in run_on)


def _is_label(words: str) -> bool:
    return len(words) <= _LABEL and not words.rstrip().endswith("?")


def _carts(facts: Facts) -> list[Quote]:
    steps = facts.order.of(Step.CART, least=_PRESSED)
    return [step.quote for step in steps if not _COUPON.search(step.quote.words)]


def _led(facts: Facts) -> Led:
    about = pages_on_others(facts.pages, facts.world)
    official = official_sites(facts.world) if about else frozenset[str]()
    found = tuple(trail for page in about for trail in trails(page, facts.world, official))
    if not found:
        return Led()
    known = {page.url for page in about}
    rest = tuple(page for page in facts.pages if page.url not in known)
    return Led(found, rest, site_words(about, facts.world), site_words(rest, facts.world))


def _warnings(facts: Facts) -> tuple[Quote, ...]:
    said = facts.stances_of(Stand.ADVICE, Stand.OTHER_SELLERS, Stand.REPORT)
    return tuple({found.quote.words: found.quote for found in said if not is_hint(found.value)}.values())


def _told(pages: tuple[Page, ...]) -> int:
    articles = sum(
        page.kind is PageKind.ARTICLE or bool(_THREAD.search(urlsplit(page.url).path)) or _says_so(page)
        for page in pages
    )
    return min(articles, _ARTICLES) + (_STATE if _OFFICIAL.search(host_of(pages[0].url)) else 0)


def _says_so(page: Page) -> bool:
    return any(block.kind is Kind.DATA and _INFORMING.search(page.words(block)) for block in page.blocks)


def ways_out(facts: Facts) -> tuple[Trail, ...]:
    """Links by which pages about the drug hand their readers on to a shop."""
    official = official_sites(facts.world)
    about = subject_pages(facts.pages, facts.mentions)
    return tuple(trail for page in about for trail in trails(page, facts.world, official))
