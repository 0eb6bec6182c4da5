"""Sites that tell of such shops and are none: authorities, papers and teachers, specimens of a shop included.

Lists of other people's prices and suppliers of laboratories are told here, too.

The numbers were read off the labelled sites, as those of `scoring.facts.role`.
"""

from __future__ import annotations

from crawler.visit import PageKind
from scoring.facts.finder import Pattern
from scoring.facts.role_seen import Seen
from scoring.facts.role_service import COUNTER, PRACTICE, PRESS, PRICES, SERVICE, Decided, named_like_a_shop, tells
from scoring.model import Role

_WARNED = 3  # sentences on other sellers; lures that copy the advice have as many, and a way to order beside them
_OTHERS = 2  # of them sentences that say what the others do about prescriptions
_NOT_FOR_PEOPLE = 2  # sentences
_FOR_INSTITUTIONS = 4  # sentences; sellers of "research chemicals" repeat one or two
SCORES = 2  # sentences that rank or are paid for it
_SELLERS = 3  # a pharmacy names itself, and at times one partner
_TRADE_ONLY = 2  # sentences that only pharmacies and the like are supplied; a shop for people has one at most
_TELLS = 2  # signs of informing
_WAYS_IN = 2  # ways to hand in a prescription; a guide tells of one
# Sentences on what a medicine is for, how it is taken, what it does. Lures and a shop's page of terms open with two
# such sentences, and what follows them may hold no word that we know for a sale.
_LEAFLET = 3
_EXPLAINING = frozenset({PageKind.ARTICLE, PageKind.HOME, PageKind.ABOUT, PageKind.PRESCRIPTION, PageKind.OTHER})
_TRADED = ("supply", "message", "fields", "payment", "checkout", "crypto", "money")
# Guides speak of buying and of parcels as well, but less than they explain; each such sentence asks for one more.
_WAYS = ("ordering", "parcel", "sender")
_TRADE = 3  # signs of own trade: a page on shipping or paying has them, and may name a medicine once
_WORDED = 2  # sentences that name pharmacies or medicines; a page about something else may name one
# In an address, beginnings of the words for shops, goods and buying: a leaflet stands on goods, too.
_SHOPS = Pattern(r"shop|store|product|produ[ck]t|prodott|item|cart|buy|order|kauf|bestell|compra|achet|acquist|kop|kup")
_SPECIMENS = 2  # sentences; "this is not a shop" alone is also what shops say


def warns(seen: Seen) -> Decided:
    """It speaks of other sellers more than of itself, and shows no way to order: no cart, no counter, no way out."""
    if seen.cart or seen.checkout or seen.trails or seen.services or seen.open_offers or seen.words.of("message"):
        return None
    told = seen.warned >= _OTHERS and _warned(seen) >= _WARNED and seen.own_trade < seen.warned
    if not told or seen.words.of("coupon", "affiliate") >= PRICES:
        return None
    return Role.INFORMATION, "It warns of shops; nothing can be ordered here.", list(seen.warnings)


def shows_no_way(seen: Seen) -> Decided:
    """Words of a shop, even packs with prices, in a site that informs and on which nothing could be ordered.

    Of 260 labelled shops and ways to shops 15 show no way to order; none of them has two signs of informing.
    """
    if seen.orderable or seen.informs < _TELLS or seen.informs <= seen.own_trade:
        return None
    spoken = bool(seen.cart or seen.open_offers)  # words of a shop, of which neither counter nor practice has any
    if len(seen.services) > spoken or (seen.words.of("clinic") >= PRACTICE and not spoken):
        return None
    return Role.INFORMATION, "It tells of such shops; nothing on it could be ordered.", seen.words.quotes("informs")


def supplies_laboratories(seen: Seen) -> Decided:
    """Reference substances for institutions: twice said to be no medicine for people, or once beside its CAS number.

    Who sells packs of capsules sells them to people, whatever the label says.
    """
    said = seen.words.of("laboratory")
    institutions = seen.laboratory and said >= _FOR_INSTITUTIONS and not seen.packs
    if said < _NOT_FOR_PEOPLE - seen.laboratory or not said or (seen.prices >= PRICES and not institutions):
        return None
    if seen.words.of("message") and not institutions:
        return None  # sellers of "research chemicals" take orders by message; institutions ask for a quote
    why = "Substances for laboratories and animals, not medicine for people."
    return Role.OTHER_SHOP, why, seen.words.quotes("laboratory")


def supplies_the_trade(seen: Seen) -> Decided:
    """A wholesaler that turns patients away. Nothing can be put into a cart by people, and no order goes by message."""
    if seen.words.of("wholesale") < _TRADE_ONLY or seen.cart or seen.open_offers or seen.words.of("message"):
        return None
    if tells(seen):
        return None
    why = "It supplies pharmacies and hospitals, not patients."
    return Role.OTHER_SHOP, why, seen.words.quotes("wholesale")


def lists_sellers(seen: Seen) -> Decided:
    """Several pharmacies with what each asks, nothing of its own to order, and no partner's link."""
    if len(seen.sellers) < _SELLERS or seen.checkout or seen.trails or seen.open_offers:
        return None
    if seen.words.of("affiliate", "score") >= SCORES:
        return None
    return Role.PRICE_COMPARISON, "It lists what several pharmacies ask and sells nothing.", list(seen.sellers)


def sends_to_counters(seen: Seen) -> Decided:
    """It calls itself a comparison, and beside the prices stand other people's pharmacies, by name or as the way out.

    What looks like a cart there asks whether a pharmacy has the pack; who is paid for each sale praises, and asks for
    no prescription.
    """
    if not seen.compares or seen.checkout or seen.offers or not seen.words.of("prescription"):
        return None
    if max(len(seen.sellers), seen.counters) < PRICES or (seen.cart and not seen.words.of("denial")):
        return None
    if seen.words.of("affiliate", "score") >= SCORES or seen.paid:
        return None
    why = "It compares what pharmacies ask; each pharmacy sells for itself."
    return Role.PRICE_COMPARISON, why, list(seen.sellers)


def tells_prices(seen: Seen) -> Decided:
    """Prices of the drug where nothing could be ordered, and not a word of own sending or being paid.

    Who says that nothing is sold, and shows neither cart nor till, may have a form for letters or for members.
    """
    denied = seen.words.of("denial") and not (seen.cart or seen.checkout or seen.trails or seen.words.of("affiliate"))
    if (seen.orderable and not denied) or seen.prices < PRICES or seen.own_trade or seen.services or seen.open_offers:
        return None
    if seen.words.of("pharmacy") < COUNTER and not denied:
        return None  # whose prices they are is not said: its own
    if denied and not (seen.compares or seen.words.of("coupon")):
        why = "It tells what the drug costs and says that it sells nothing."
        return Role.INFORMATION, why, seen.words.quotes("denial")
    return Role.PRICE_COMPARISON, "It tells prices; nothing on it could be ordered.", list(seen.listed)


def _warned(seen: Seen) -> int:
    """Sentences on what others do about prescriptions, and those that tell how bad shops look."""
    return seen.warned + seen.words.of("warns")


def is_no_shop(seen: Seen) -> Decided:
    """What no word of an offer outweighs."""
    return (
        is_authority(seen)
        or shows_a_specimen(seen)
        or shows_no_way(seen)
        or supplies_laboratories(seen)
        or supplies_the_trade(seen)
    )


def is_authority(seen: Seen) -> Decided:
    """An authority's or a register's own host, without a cart, an offer or a way to a shop planted on it."""
    if not seen.authority or seen.cart or seen.checkout or seen.trails or seen.open_offers or seen.words.of("message"):
        return None
    quotes = seen.words.quotes("news") or seen.words.quotes("informs")
    return Role.INFORMATION, "It is the site of an authority; nothing can be ordered here.", quotes


def shows_a_specimen(seen: Seen) -> Decided:
    """A shop rebuilt to be recognised: it says so, and the rest of the site informs. Its buttons are for show."""
    shown = seen.words.of("specimen")
    told = seen.informs + _warned(seen)
    if not shown or (shown < _SPECIMENS and not seen.words.of("denial")) or seen.words.of("affiliate"):
        return None
    if seen.words.of("message") > (seen.warned >= _WARNED):  # who warns much may have a form to report such a page
        return None
    if told < PRESS or told <= seen.own_trade or seen.trails:
        return None
    if len(seen.services) >= _WAYS_IN and seen.words.of("pharmacy") >= 2 * COUNTER:
        return None  # a pharmacy that warns of a copy of itself
    return Role.INFORMATION, "It shows how such shops look; nothing can be ordered here.", seen.words.quotes("specimen")


def explains(seen: Seen) -> Decided:
    """A leaflet or a guide: what a medicine does, and not one word, price or control by which anything is sold.

    Nothing is cleared whose host or address is that of a shop, nor who says anywhere that the prescription is let go.
    """
    words, pages = seen.words, (*seen.about, *seen.others)
    told = seen.warned + words.of("leaflet", "informs", "news", "warns", "advice")
    traded = seen.own_trade or words.of(*_TRADED) or seen.prices or seen.listed or seen.shelf.rows or seen.services
    sends = seen.trails or seen.others_led.trails or words.of("affiliate", "score", "coupon") >= SCORES
    served = words.of("prescriber", "consult", "form") >= SERVICE or words.of("clinic") >= PRACTICE
    if told < _LEAFLET + words.of(*_WAYS) or traded or sends or served or seen.hinted or seen.cart:
        return None
    if named_like_a_shop(seen) or any(p.kind not in _EXPLAINING or _SHOPS.search(p.url.lower()) for p in pages):
        return None
    quotes = words.quotes("leaflet") or words.quotes("informs") or words.quotes("news")
    return Role.INFORMATION, "It explains a medicine; nothing can be ordered here.", quotes


def deals_in_medicines(seen: Seen) -> bool:
    """A page on shipping, paying or customs that speaks of pharmacies or medicines is not about something else."""
    named, own = seen.words.of("medicine"), seen.own_trade
    return own > seen.informs and (named >= _WORDED or (bool(named) and own >= _TRADE))
