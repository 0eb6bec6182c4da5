"""Ways to other sellers: a page about the drug whose orders go elsewhere, planted on a strange host or praising shops.

The numbers were read off the labelled sites, as those of `scoring.facts.role`.
"""

from __future__ import annotations

from crawler.site import site_of
from crawler.visit import PageKind
from scoring.facts.role_informs import SCORES
from scoring.facts.role_seen import Seen
from scoring.facts.role_service import COUNTER, PRESS, PRICES, Decided, named_like_a_shop
from scoring.model import Role

_HOSTS = 2  # other pages that must have been read before a site is said to be about something else
_PACKS = 3  # lines of a price list; a report quotes one or two
_PASSING = 2  # one sentence on pharmacies to more than so many other pages is no trade; beside a way out, one to each
_TRADE = ("cart", "checkout", "parcel", "crypto", "payment", "sender")


def hands_on(seen: Seen) -> Decided:
    """A page about the drug whose way to order leads off the site."""
    if (
        not seen.trails
        or (seen.cart and not (_strange_host(seen) or _ranks(seen) or _leads_to_many(seen)))
        or seen.words.of("pharmacy") >= _service(seen)
    ):
        return None
    quotes = [quote for trail in seen.trails if (quote := trail.quote) is not None]
    # Planted pages copy the marks of honest links; who praises for money says that the goods are not his.
    paid = seen.paid and seen.words.of("denial", "score") and not _strange_host(seen)
    if seen.words.of("affiliate") or seen.words.of("score") >= SCORES or paid or _compares_shops(seen):
        return Role.REFERRAL, "It ranks or praises shops and hands its readers on to them.", quotes
    if seen.words.of("news") >= PRESS and not seen.offers and not any(trail.tagged for trail in seen.trails):
        return None
    return Role.DOORWAY, "A page about the drug whose way to order leads to another site.", quotes


def _compares_shops(seen: Seen) -> bool:
    """It calls itself a comparison, and several prices each have a way out of their own."""
    ways = {trail.link.url for trail in seen.trails}
    return seen.compares and min(len(ways), seen.prices) >= PRICES


def _ranks(seen: Seen) -> bool:
    """It praises several shops, says that it sells nothing, and has no till: its buttons are theirs."""
    praised = seen.words.of("affiliate", "score") and len(seen.trails) >= PRICES
    return bool(praised and seen.words.of("denial")) and not seen.checkout and seen.prices < PRICES


def _leads_to_many(seen: Seen) -> bool:
    """It ranks shops, and its ways out lead to several of them: "ordering: 9.8" beside each is a mark, no control."""
    sites = {trail.link.url if trail.through else site_of(trail.link.url) for trail in seen.trails}
    return len(sites) >= PRICES and seen.words.of("score") >= SCORES and not seen.checkout


def _service(seen: Seen) -> int:
    """How much pharmacy talk outweighs a link to another shop: much more where prescriptions can be handed in."""
    return 2 * COUNTER if seen.services else 4 * COUNTER


def planted(seen: Seen) -> Decided:
    silent = not seen.other_words.of("prescription", "form")
    packs = seen.prices >= _PACKS and not seen.services  # a list of packs, on the site of a surgery too
    shown = seen.cart or packs or (silent and (seen.offers or seen.prices >= PRICES))
    if seen.about and shown and not seen.advert and _strange_host(seen):
        quotes = [*seen.cart, *seen.offers]
        return Role.DOORWAY, "The drug is sold on a site whose other pages are about something else.", quotes
    return None


def hands_on_others(seen: Seen) -> Decided:
    """The same with other prescription medicines: praised for a share, or planted among pages of another topic."""
    led = seen.others_led
    words = led.words
    ordered = [trail for trail in led.trails if trail.ordered or trail.tagged]
    praised = seen.words.of("affiliate", "score") or seen.paid
    ranked = praised and not words.of("goods") and len({trail.link.url for trail in ordered}) >= PRICES
    offered = words.of("ordering") or words.of("money") or seen.open_offers or ranked
    if not ordered or not offered or words.of("news") >= PRESS or seen.services or seen.checkout:
        return None
    quotes = [quote for trail in ordered if (quote := trail.quote) is not None] or list(words.drug_quotes)
    # A planted page may speak of a "partner"; who is paid for praise says so on its other pages, or ranks.
    planted = _speaks_of_else(seen) and not led.rest_words.of("affiliate") and not seen.words.of("score")
    if (praised and not planted) or seen.words.of("score") >= SCORES:
        return Role.REFERRAL, "It ranks or praises shops and hands its readers on to them.", quotes
    if _speaks_of_else(seen):
        return Role.DOORWAY, "A page about a medicine, on a site about something else, leads to another site.", quotes
    return None


def _speaks_of_else(seen: Seen) -> bool:
    """Its other pages name no medicine, no pharmacy, no parcel and no payment. One will do if it is the front page."""
    rest, words = seen.others_led.rest, seen.others_led.rest_words
    enough = len(rest) >= _HOSTS or any(page.kind is PageKind.HOME for page in rest)
    # "Turn left at the exit from the main road": a word of the trade in passing, where nothing is paid for.
    passed = words.of("pharmacy", *_TRADE) <= len(rest) // _PASSING
    passing = passed and not words.of("cart", "checkout", "crypto", "payment")
    return enough and not words.drugs and passing


def _strange_host(seen: Seen) -> bool:
    """The rest of the site neither names the drug nor speaks of medicines, orders, parcels or payments.

    Other planted pages are no part of the rest. A host named like a shop for medicines is no stranger to them,
    whatever its other pages leave out.
    """
    if named_like_a_shop(seen):
        return False
    # Pages on other medicines are a shop's shelf, or planted too when orders go elsewhere.
    rest, words = (seen.rest, seen.rest_words) if seen.trails else (seen.others, seen.other_words)
    talk = words.of("pharmacy")  # a library may invite a pharmacist
    passing = talk <= len(rest) if seen.trails else talk * _PASSING < len(rest)
    shelved = not seen.trails and seen.shelf.rows and len(seen.rest) < len(seen.others)
    traded = words.of(*_TRADE) or shelved or not passing
    return len(rest) >= _HOSTS and not seen.named_elsewhere and not traded
