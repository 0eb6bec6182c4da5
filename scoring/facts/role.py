"""What a site is: a seller, a service of prescribers, a way to sellers, or something that sells no such medicine.

The controls decide before the words do: who hands the reader on to another shop is asked first, who puts the drug into
a cart next; what a site says of itself only tells apart those that do neither. The numbers below were read off the
labelled sites (tests/bench/roles.py prints how well they part them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.visit import Outcome, Quote
from scoring.facts.role_informs import (
    deals_in_medicines,
    explains,
    is_no_shop,
    lists_sellers,
    sends_to_counters,
    tells_prices,
    warns,
)
from scoring.facts.role_seen import Seen, seen
from scoring.facts.role_service import (
    COUNTER,
    COUPONS,
    DRUGS,
    PRACTICE,
    PRESS,
    PRICES,
    SERVICE,
    Decided,
    calls_itself_a_pharmacy,
    dispenses,
    named_like_a_shop,
    prescribes,
    sees_patients,
    tells,
)
from scoring.facts.role_ways import hands_on, hands_on_others, planted
from scoring.model import Evidence, Role

if TYPE_CHECKING:
    from scoring.facts import Facts

_WALLS = frozenset({Outcome.BLOCKED, Outcome.CHALLENGE, Outcome.REFUSED_BY_ROBOTS, Outcome.REFUSED_BY_GUARD})
_SILENT = frozenset({Outcome.DNS_FAILED, Outcome.CONNECTION_FAILED, Outcome.TLS_FAILED, Outcome.TIMED_OUT})
_INFORMS = 2  # signs of informing from which a site that shows no sale is said to inform
_CLEARED = frozenset({Role.INFORMATION, Role.OTHER_SHOP, Role.UNKNOWN})
_ENOUGH_WORDS = 100  # of a site that names no medicine: below, it may just have said nothing yet
_SENTENCES = 2  # of its own parcels and prices: then it has to inform twice as much to be cleared
_TRADES = 3  # sentences or fields of own trade; information pages in hand have one, a form to join or donate two
_GOODS = 2  # sentences about other goods
_SHELVES = 6  # sentences about other goods; shops for the drug in hand that sell creams too have at most four
_PACKS = 3  # lines of a price list; a report quotes one or two
_FEW_WORDS = 30  # below, there is nothing to tell a role by
_SHOWN = 3  # pieces of evidence kept


@dataclass(frozen=True, slots=True)
class RoleFact:
    role: Role
    why: str
    evidence: tuple[Evidence, ...] = ()


def role_of(facts: Facts) -> RoleFact:
    """The role, one sentence why, and the words or links that show it. Never raises for any visit."""
    if not facts.pages:
        return RoleFact(*_unread(facts.visit.outcome))
    if facts.disguise is not None and facts.disguise.elsewhere:
        return RoleFact(Role.DOORWAY, "Buyers are sent on to another site, others are not.", facts.disguise.quotes)
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


def _decide(seen: Seen) -> tuple[Role, str, list[Quote]]:
    words = sum(page.content.visible_words for page in (*seen.about, *seen.others))
    shown = is_no_shop(seen)
    if shown:
        return shown
    found = next((found for rule in _RULES if (found := rule(seen)) is not None), None) or _left(seen, words)
    if found[0] in _CLEARED and _offers_openly(seen):
        return Role.SELLER, "Its own words offer the drug, and it speaks of its own orders.", list(seen.open_offers)
    return found


def _left(seen: Seen, words: int) -> tuple[Role, str, list[Quote]]:
    """Nothing shows a sale. Only a site that is seen to inform, or to be about something else, is said not to sell."""
    own = seen.own_trade if seen.words.of("supply") < _SENTENCES else 2 * seen.own_trade
    # Hospitals have news and helplines too; they speak of visits and patients much more.
    practice = seen.words.of("clinic") >= max(PRACTICE, 2 * seen.informs) and not seen.told
    told = own <= seen.informs or (seen.words.of("denial") and not seen.listed and not seen.words.of("message"))
    # Its terms and advice inform; under the name of a pharmacy or a medicine they belong to its own trade.
    shop = seen.own_trade and named_like_a_shop(seen) and not seen.words.of("denial") and not seen.told
    if seen.informs >= _INFORMS and told and not practice and not shop:
        return Role.INFORMATION, "It informs; nothing can be ordered here.", _informing(seen)
    if words < _FEW_WORDS:
        return Role.UNKNOWN, "Too few words to tell what the site is.", []
    foreign = (
        not seen.named and not seen.words.drugs and not seen.words.of("prescription", "pharmacy", "consult", "clinic")
    )
    if foreign and words >= _ENOUGH_WORDS and not named_like_a_shop(seen) and not deals_in_medicines(seen):
        return Role.INFORMATION, "It is about something else; nothing can be ordered here.", []
    return explains(seen) or (
        Role.UNKNOWN,
        "The pages read show neither a sale nor that the site only informs.",
        [],
    )


def _informing(seen: Seen) -> list[Quote]:
    return seen.words.quotes("news") or seen.words.quotes("informs") or seen.words.quotes("denial")


def _offers_openly(seen: Seen) -> bool:
    """Own words that leave no doubt, about the drug or other prescription medicines, beside signs of own trade."""
    goods = seen.words.of("goods") >= _GOODS
    named = seen.about or seen.listed or seen.words.drugs or (seen.named and not goods)
    elsewhere = goods and (seen.refused or seen.words.of("unstocked", "denial"))
    if not seen.open_offers or not named or elsewhere:
        return False
    ordered = bool(seen.cart) or seen.prices or len(seen.listed) >= PRICES or seen.shelf.rows or seen.checkout
    return bool(ordered or seen.own_trade) and seen.informs < 2 * PRESS


def _compares(seen: Seen) -> Decided:
    coupons = seen.words.of("coupon")
    compared = seen.words.of("denial") and seen.prices >= PRICES and seen.words.of("prescription") >= COUNTER
    between = (coupons and len(seen.trails) >= PRICES and not seen.offers) or seen.compares
    if compared and between and not seen.cart:
        return Role.PRICE_COMPARISON, "It compares prices of pharmacies and sells nothing.", seen.words.quotes("denial")
    said = not seen.offers or coupons > 2 * COUPONS  # "no prescription to print the card" is said of the card
    counter = seen.services and seen.words.of("pharmacy") > coupons  # a pharmacy that has coupons as well
    # Where nothing is paid for and the site says that it sells nothing, the button beside a price hands out the coupon.
    handed_out = coupons > 2 * COUPONS and seen.words.of("denial") and not seen.checkout
    if coupons >= COUPONS and said and not counter and (handed_out or not seen.cart) and not seen.trails:
        return Role.PRICE_COMPARISON, "Prices or coupons for pharmacy counters.", seen.words.quotes("coupon")
    return None


def _sells(seen: Seen) -> Decided:
    if not seen.cart or (seen.words.of("news") >= PRESS and not seen.checkout and not seen.prices):
        return None
    if _sells_other_goods(seen):
        return None
    if _sells_goods(seen) and not (seen.offers or seen.prices or seen.listed):
        return None  # a page that names the drug beside goods of another kind
    prescribing = seen.words.of("prescriber") >= SERVICE and seen.words.of("prescriber", "consult") > 2 * SERVICE
    if prescribing and not seen.offers and not seen.checkout:
        return None
    return Role.SELLER, "The drug can be ordered here.", list(seen.cart)


def _sells_other_goods(seen: Seen) -> bool:
    """A shelf of other goods that names the drug only to say that it is none of them: no price of it, and denied."""
    priced = seen.prices or seen.listed or seen.offers
    if priced or not seen.words.of("goods"):
        return False
    return bool(seen.refused) or (seen.words.of("goods") > _GOODS and seen.words.of("denial", "unstocked") >= _GOODS)


def _sells_goods(seen: Seen) -> bool:
    """Much talk of goods off prescription: a shop for creams or pets that has a page on who should see a doctor."""
    return seen.words.of("goods") >= _SHELVES and len(seen.words.drugs) < PRICES


def _asks_a_price(seen: Seen) -> Decided:
    """Packs and prices, or an offer in words, where nobody prescribes: orders go by another way (mail, messenger)."""
    service = seen.words.of("prescriber", "consult")
    if not (seen.about or seen.listed) or service >= SERVICE or (tells(seen) and not _price_list(seen)):
        return None
    if seen.prices >= PRICES or (seen.offers and not service and not seen.words.of("denial")):
        return Role.SELLER, "The drug is offered here at a price.", list(seen.offers or seen.listed)
    if _price_list(seen) or (len(seen.listed) >= PRICES and not seen.words.of("denial")):
        return Role.SELLER, "The drug stands in a price list of this site.", list(seen.listed)
    return None


def _price_list(seen: Seen) -> bool:
    """Packs side by side, each with its price, outdo the tone of a leaflet; papers and coupon pages show such lists."""
    return (
        len(seen.listed) >= _PACKS and not seen.told and seen.words.of("news") < PRESS and not seen.words.of("coupon")
    )


def _takes_orders(seen: Seen) -> Decided:
    """The drug is named, and the site speaks of its own parcels, takes orders by message or asks for payment."""
    words = seen.words
    if not seen.named or words.of("prescriber", "consult") >= SERVICE or tells(seen):
        return None
    if words.of("unstocked", "denial") or words.of("goods") >= max(_GOODS, seen.own_trade):
        return None
    shown = bool(seen.about or seen.listed)  # a shop of other goods may name the drug to say what they are not
    traded = shown and seen.own_trade >= _TRADES
    offered = bool(seen.offers and seen.own_trade) and words.of("goods") < _GOODS
    if (words.of("message") and (shown or seen.offers)) or traded or offered:
        quotes = [*words.quotes("message"), *words.quotes("supply"), *words.quotes("fields")]
        return Role.SELLER, "It speaks of its own orders and parcels beside the drug.", quotes
    return None


def _sells_others(seen: Seen) -> Decided:
    """No drug of ours, but a list of other prescription medicines with what belongs to a sale."""
    words = seen.words
    sale = words.of("ordering", "checkout", "parcel", "crypto", "payment") + min(words.of("money"), PRICES)
    if len(words.drugs) >= DRUGS and sale >= PRICES and words.of("news") < PRESS and not words.of("denial"):
        return Role.SELLER, "Other prescription medicines are on offer here.", list(words.drug_quotes)
    return None


def _sells_from_a_shelf(seen: Seen) -> Decided:
    """Rows of other prescription medicines, each with its pack and price, a way to order, and nobody who prescribes."""
    words, rows = seen.words, seen.shelf.rows
    if len(rows) < PRICES - bool(seen.open_offers or seen.shelf.reached or words.of("message")):
        return None
    if words.of("prescriber") or words.of("consult") >= SERVICE or words.of("news") >= PRESS or seen.compares:
        return None
    if words.of("coupon") >= COUPONS or words.of("laboratory", "wholesale") >= PRICES or seen.sellers:
        return None
    pressed = seen.shelf.pressed >= PRICES or seen.shelf.reached or seen.checkout or seen.open_offers
    shown = seen.own_trade > seen.informs or (seen.shelf.pressed and not seen.informs)
    ordered = seen.orderable and shown and not words.of("denial")
    if pressed or ordered:
        return Role.SELLER, "Other prescription medicines are on offer here.", list(rows)
    return None


def _open(seen: Seen) -> Decided:
    """Named like a shop for medicines, or with a list of them, and nothing seen that says what it does: not cleared."""
    if seen.words.of("news", "denial") or seen.about or not named_like_a_shop(seen):
        return None
    why = "It may deal in medicines; the pages read do not show how."
    return Role.UNKNOWN, why, list(seen.words.drug_quotes)


def _trades_otherwise(seen: Seen) -> Decided:
    if seen.words.of("news") >= PRESS or (tells(seen) and seen.words.of("goods") < _GOODS):
        return None
    if seen.words.of("goods") >= _SHELVES and seen.words.of("denial") and not (seen.prices or seen.offers):
        why = "Goods of another kind; it says that it sells no such medicine."
        return Role.OTHER_SHOP, why, seen.words.quotes("denial")
    if seen.listed or seen.shelf.rows or (len(seen.words.drugs) >= PRICES and not seen.refused):
        return None  # prescription medicines stand among the goods: not cleared
    goods, money = seen.words.of("goods") > _GOODS, seen.words.of("money") > PRICES
    apart = not seen.about or (_sells_goods(seen) and not seen.prices)
    shown = goods and money and apart and not named_like_a_shop(seen)  # a shelf with prices, its cart unread
    # The drug among the labels, or talk of pharmacies and prescriptions; a till; and not a word of other goods, or that
    # it is not sold: nothing clears that.
    said = seen.refused or seen.words.of("goods", "denial", "unstocked")
    medicines = seen.labelled or (seen.words.of("pharmacy") and seen.words.of("prescription"))
    elsewhere = (not seen.about or _sells_other_goods(seen)) and (not medicines or bool(said))
    if shown or (seen.words.of("cart", "checkout") and (seen.words.of("goods") >= _GOODS or elsewhere)):
        quotes = seen.words.quotes("cart") or seen.words.quotes("goods")
        return Role.OTHER_SHOP, "Goods can be bought here, but not this drug.", quotes
    return None


_RULES = (
    _compares,
    sends_to_counters,
    lists_sellers,
    warns,
    hands_on,
    planted,
    hands_on_others,
    _sells,
    tells_prices,
    _asks_a_price,
    _sells_from_a_shelf,
    prescribes,
    sees_patients,
    dispenses,
    _sells_others,
    calls_itself_a_pharmacy,
    _takes_orders,
    _trades_otherwise,
    _open,
)
