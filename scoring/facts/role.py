"""What a site is: a seller, a service of prescribers, a way to sellers, or something that sells no such medicine.

The controls decide before the words do: who hands the reader on to another shop is asked first, who puts the drug into
a cart next; what a site says of itself only tells apart those that do neither. The numbers below were read off the
labelled sites (tests/bench/roles.py prints how well they part them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from crawler.site import host_of
from crawler.visit import Outcome, Page, Quote
from scoring.facts.site_words import SiteWords, site_words
from scoring.facts.subject import subject_pages
from scoring.facts.trails import Trail, official_sites, trails
from scoring.facts.types import Stand, Step
from scoring.model import Evidence, Role

if TYPE_CHECKING:
    from scoring.facts import Facts

_WALLS = frozenset({Outcome.BLOCKED, Outcome.CHALLENGE, Outcome.REFUSED_BY_ROBOTS, Outcome.REFUSED_BY_GUARD})
_SILENT = frozenset({Outcome.DNS_FAILED, Outcome.CONNECTION_FAILED, Outcome.TLS_FAILED, Outcome.TIMED_OUT})
_COUPONS = 3  # sentences: coupon pages in hand have eleven and more, shops with a voucher field one or two
_SCORES = 2
_PRESS = 3  # sentences in the manner of a paper, an authority or a leaflet; shops in hand have at most two
_SERVICE = 3  # sentences about visits, prescribers and forms; pages that only explain have at most two
_COUNTER = 3  # sentences that speak of a pharmacy
_GOODS = 2
_HOSTS = 2  # other pages that must have been read before a site is said to be about something else
_PRICES = 2  # one price may be another shop's
_FEW_WORDS = 30  # below, there is nothing to tell a role by
_TRADE = ("pharmacy", "cart", "checkout", "parcel", "crypto", "payment", "sender")
_SHOWN = 3  # pieces of evidence kept

_DRUGS = 3  # other prescription medicines; an article on acne names two or three without selling any
# Stems of words for a pharmacy in the languages of data/steps, as they stand in host names.
_PHARMACY_HOSTS = (
    "pharm", "farm", "apothe", "apotek", "apteka", "apteki", "chemist", "drugstore", "drogari", "botica", "yakkyoku",
    "rx",
)  # fmt: skip

_MEDICINE_HOSTS = (*_PHARMACY_HOSTS, "meds", "pill", "drugs", "capsul", "kapsul", "kapsel", "kapslar")

Decided: TypeAlias = "tuple[Role, str, list[Quote]] | None"


@dataclass(frozen=True, slots=True)
class RoleFact:
    role: Role
    why: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides the role, counted over the pages of the visit."""

    about: tuple[Page, ...]  # pages about the drug
    others: tuple[Page, ...]
    named_elsewhere: bool  # the other pages name the drug too
    cart: tuple[Quote, ...]  # controls that put the drug into a cart
    checkout: bool
    prices: int  # prices of the drug
    trails: tuple[Trail, ...]
    words: SiteWords  # of the whole site
    other_words: SiteWords  # of the pages that are not about the drug
    services: tuple[Quote, ...]  # ways to hand in a prescription, or to collect what was reserved
    offers: tuple[Quote, ...]  # own words that the drug comes without a prescription


def role_of(facts: Facts) -> RoleFact:
    """The role, one sentence why, and the words or links that show it. Never raises for any visit."""
    if not facts.pages:
        return RoleFact(*_unread(facts.visit.outcome))
    role, why, quotes = _decide(seen(facts))
    return RoleFact(role, why, tuple(quotes[:_SHOWN]))


def _unread(outcome: Outcome) -> tuple[Role, str]:
    if outcome is Outcome.PARKED:
        return Role.PARKED, "A holding page stands in place of a site."
    if outcome in _WALLS:
        return Role.BLOCKED, "The site did not let the visitor in."
    if outcome in _SILENT:
        return Role.UNREACHABLE, "The site did not answer."
    return Role.UNKNOWN, "No page could be read."


def seen(facts: Facts) -> Seen:
    """Counts over the visit that the rules below look at."""
    world, order = facts.world, facts.order
    about = subject_pages(facts.pages, facts.mentions)
    known = {page.url for page in about}
    others = tuple(page for page in facts.pages if page.url not in known)
    return Seen(
        about=about,
        others=others,
        named_elsewhere=any(m.value.oral and m.quote.url not in known for m in facts.mentions),
        cart=tuple(step.quote for step in order.of(Step.CART)),
        checkout=bool(order.of(Step.CHECKOUT)),
        prices=sum(1 for price in facts.prices if price.quote.url in known),
        trails=ways_out(facts),
        words=site_words(facts.pages, world),
        other_words=site_words(others, world),
        services=tuple(step.quote for step in order.of(Step.UPLOAD, Step.TRANSFER, Step.COLLECT, least=2)),
        offers=tuple(s.quote for s in facts.stances_of(Stand.OWN_OFFER, Stand.OWN_LATER, least=0.6)),
    )


def ways_out(facts: Facts) -> tuple[Trail, ...]:
    """Links by which pages about the drug hand their readers on to a shop."""
    official = official_sites(facts.world)
    about = subject_pages(facts.pages, facts.mentions)
    return tuple(trail for page in about for trail in trails(page, facts.world, official))


def _decide(seen: Seen) -> tuple[Role, str, list[Quote]]:
    if sum(page.content.visible_words for page in (*seen.about, *seen.others)) < _FEW_WORDS:
        return Role.UNKNOWN, "Too few words to tell what the site is.", []
    for rule in _RULES:
        found = rule(seen)
        if found is not None:
            return found
    return Role.INFORMATION, "Nothing can be ordered here.", seen.words.quotes("news")


def _compares(seen: Seen) -> Decided:
    if seen.words.of("coupon") >= _COUPONS and not seen.cart and not seen.trails and not seen.offers:
        return Role.PRICE_COMPARISON, "Prices or coupons for pharmacy counters.", seen.words.quotes("coupon")
    return None


def _hands_on(seen: Seen) -> Decided:
    """A page about the drug whose way to order leads off the site."""
    if not seen.trails or (seen.cart and not _strange_host(seen)) or seen.words.of("pharmacy") >= _service(seen):
        return None
    quotes = [quote for trail in seen.trails if (quote := trail.quote) is not None]
    if seen.words.of("affiliate") or seen.words.of("score") >= _SCORES:
        return Role.REFERRAL, "It ranks or praises shops and hands its readers on to them.", quotes
    if seen.words.of("news") >= _PRESS and not seen.offers and not any(trail.tagged for trail in seen.trails):
        return None
    return Role.DOORWAY, "A page about the drug whose way to order leads to another site.", quotes


def _service(seen: Seen) -> int:
    """How much pharmacy talk outweighs a link to another shop: much more where prescriptions can be handed in."""
    return 2 * _COUNTER if seen.services else 4 * _COUNTER


def _planted(seen: Seen) -> Decided:
    silent = not seen.other_words.of("prescription", "form")
    if _strange_host(seen) and (seen.cart or (silent and (seen.offers or seen.prices >= _PRICES))):
        quotes = [*seen.cart, *seen.offers]
        return Role.DOORWAY, "The drug is sold on a site whose other pages are about something else.", quotes
    return None


def _strange_host(seen: Seen) -> bool:
    """The rest of the site neither names the drug nor speaks of medicines, orders, parcels or payments."""
    return len(seen.others) >= _HOSTS and not seen.named_elsewhere and not seen.other_words.of(*_TRADE)


def _sells(seen: Seen) -> Decided:
    if not seen.cart or (seen.words.of("news") >= _PRESS and not seen.checkout and not seen.prices):
        return None
    prescribing = seen.words.of("prescriber") >= _SERVICE and seen.words.of("prescriber", "consult") > 2 * _SERVICE
    if prescribing and not seen.offers and not seen.checkout:
        return None
    return Role.SELLER, "The drug can be ordered here.", list(seen.cart)


def _asks_a_price(seen: Seen) -> Decided:
    """Packs and prices, or an offer in words, where nobody prescribes: orders go by another way (mail, messenger)."""
    service = seen.words.of("prescriber", "consult")
    if not seen.about or service >= _SERVICE or seen.words.of("news") >= _PRESS:
        return None
    if (seen.prices >= _PRICES and not seen.services) or (seen.offers and not service and not seen.words.of("denial")):
        return Role.SELLER, "The drug is offered here at a price.", list(seen.offers)
    return None


def _prescribes(seen: Seen) -> Decided:
    words = seen.words
    service = words.of("prescriber", "consult", "form")
    counter = words.of("pharmacy") if seen.services or seen.prices else 0
    if service >= _SERVICE and words.of("news") < _PRESS and service >= counter and words.of("prescriber", "consult"):
        return Role.TELEHEALTH, "Prescribers of a service see patients.", words.quotes("prescriber")
    return None


def _dispenses(seen: Seen) -> Decided:
    words = seen.words
    if words.of("pharmacy") < _COUNTER or words.of("news") >= words.of("pharmacy"):
        return None
    handed_in = bool(seen.services) or (seen.prices and words.of("prescription") >= _COUNTER)
    # Some pharmacies take paper and telephone calls only; they speak of little else.
    plain = min(words.of("pharmacy"), words.of("prescription") + 2) >= 2 * _COUNTER and not words.of("news", "denial")
    if handed_in or plain:
        return Role.SELLER, "A pharmacy that takes prescriptions.", words.quotes("pharmacy")
    return None


def _sells_others(seen: Seen) -> Decided:
    """No drug of ours, but a list of other prescription medicines with what belongs to a sale."""
    words = seen.words
    sale = words.of("ordering", "checkout", "parcel", "crypto", "payment") + min(words.of("money"), _PRICES)
    if len(words.drugs) >= _DRUGS and sale >= _PRICES and words.of("news") < _PRESS and not words.of("denial"):
        return Role.SELLER, "Other prescription medicines are on offer here.", list(words.drug_quotes)
    return None


def _calls_itself_a_pharmacy(seen: Seen) -> Decided:
    words = seen.words
    host = host_of((*seen.about, *seen.others)[0].url)
    if not any(stem in host for stem in _PHARMACY_HOSTS) or words.of("denial") or words.of("coupon") >= _COUPONS:
        return None
    if words.of("pharmacy") >= _COUNTER and words.of("prescription") and words.of("news") < words.of("pharmacy"):
        return Role.SELLER, "A pharmacy by name and by what it speaks of.", words.quotes("pharmacy")
    return None


def _open(seen: Seen) -> Decided:
    """Named like a shop for medicines, or with a list of them, and nothing seen that says what it does: not cleared."""
    words = seen.words
    if words.of("news", "denial") or seen.about:
        return None
    host = host_of(seen.others[0].url)
    if any(stem in host for stem in _MEDICINE_HOSTS) or len(words.drugs) > _DRUGS:
        return Role.UNKNOWN, "It may deal in medicines; the pages read do not show how.", list(words.drug_quotes)
    return None


def _trades_otherwise(seen: Seen) -> Decided:
    if seen.words.of("news") >= _PRESS:
        return None
    if seen.words.of("cart", "checkout") and (seen.words.of("goods") >= _GOODS or not seen.about):
        return Role.OTHER_SHOP, "Goods can be bought here, but not this drug.", seen.words.quotes("cart")
    return None


_RULES = (
    _compares,
    _hands_on,
    _planted,
    _sells,
    _asks_a_price,
    _prescribes,
    _dispenses,
    _sells_others,
    _calls_itself_a_pharmacy,
    _trades_otherwise,
    _open,
)
