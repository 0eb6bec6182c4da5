"""Ways to other sellers: a page about the drug whose orders go elsewhere, planted on a strange host or praising shops.

The numbers were read off the labelled sites, as those of `scoring.facts.role`.
"""

from __future__ import annotations

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
        or (seen.cart and not (_strange_host(seen) or _ranks(seen)))
        or seen.words.of("pharmacy") >= _service(seen)
    ):
        return None
    quotes = [quote for trail in seen.trails if (quote := trail.quote) is not None]
    if seen.words.of("affiliate") or seen.words.of("score") >= SCORES or _compares_shops(seen):
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


def _service(seen: Seen) -> int:
    """How much pharmacy talk outweighs a link to another shop: much more where prescriptions can be handed in."""
    return 2 * COUNTER if seen.services else 4 * COUNTER


def planted(seen: Seen) -> Decided:
    silent = not seen.other_words.of("prescription", "form")
    packs = seen.prices >= _PACKS and not seen.services  # a list of packs, on the site of a surgery too
    if _strange_host(seen) and (seen.cart or packs or (silent and (seen.offers or seen.prices >= PRICES))):
        quotes = [*seen.cart, *seen.offers]
        return Role.DOORWAY, "The drug is sold on a site whose other pages are about something else.", quotes
    return None


def _strange_host(seen: Seen) -> bool:
    """The rest of the site neither names the drug nor speaks of medicines, orders, parcels or payments.

    A host named like a shop for medicines is no stranger to them, whatever its other pages leave out.
    """
    if named_like_a_shop(seen):
        return False
    talk = seen.other_words.of("pharmacy")  # a library may invite a pharmacist
    passing = talk <= len(seen.others) if seen.trails else talk * _PASSING < len(seen.others)
    traded = seen.other_words.of(*_TRADE) or not passing
    return len(seen.others) >= _HOSTS and not seen.named_elsewhere and not traded
