"""A way of supply that the law of the buyer's or the seller's country does not allow, whatever the shop says."""

from __future__ import annotations

from crawler.visit import PageKind, Quote
from data.world import Country, World
from scoring.facts import Facts
from scoring.facts.broker import brokers
from scoring.facts.signals import ABROAD
from scoring.facts.types import Signal, Stand, Step
from scoring.model import Answer, Evidence, Finding, Lookup, Role, Strength, check

_ID = "unlawful_route"
_OPEN = 0.6  # certainty of an own offer, as in scoring.facts.role_seen: then a locker for parcels is no counter
_WHERE = (PageKind.DELIVERY, PageKind.FAQ, PageKind.ABOUT, PageKind.CONTACT, PageKind.TERMS, PageKind.IMPRINT)


@check(
    asks="Is the way of supply lawful where the buyer and the seller are?",
    why="Some countries ban the mail order of prescription medicine, and a programme drug may not come from abroad.",
    sign="a way of supply that the law there does not allow",
    family="route",
    strength=Strength.STRONG,
    source="national authorities as cited in data/countries; reading of the iPLEDGE rules",
    fooled_by="shops that hand out at a counter what was reserved; a seat that is claimed but not real",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.CART, *_WHERE}),
)
def unlawful_route(facts: Facts, world: World) -> Finding:
    sells = facts.role in (Role.SELLER, Role.DOORWAY) and facts.order.can_cart
    counter = bool(facts.order.of(Step.COLLECT))
    if facts.role is Role.SELLER and facts.prices and not counter:
        sells = sells or not facts.order.asks_prescription or _from_abroad(facts) or bool(brokers(facts))
    if facts.role is Role.SELLER and facts.order.offered and not facts.order.asks_prescription:
        sells = sells or not counter or bool(facts.stances_of(Stand.OWN_OFFER, least=_OPEN))
    if facts.role is Role.TELEHEALTH:
        return Finding(_ID, Answer.UNKNOWN, "Another pharmacy supplies the drug; where it sits was not seen.")
    if facts.role is Role.UNKNOWN:
        return Finding(_ID, Answer.UNKNOWN, "The pages read do not show whether the drug is sold here.")
    if not sells:
        return Finding(_ID, Answer.NOT_APPLICABLE, "No mail order of the drug was seen on this site.")
    if facts.order.of(Step.COLLECT) and not facts.order.of(Step.CHECKOUT) and facts.order.asks_prescription:
        return Finding(_ID, Answer.NO, "The drug is reserved here and handed out at a counter.", _cart(facts))
    return _import(facts, world) or _ban_at_home(facts, world) or _ban_at_seat(facts, world) or _open(facts, world)


def _from_abroad(facts: Facts) -> bool:
    """It takes prescriptions by post or upload and sits only in other countries: what it hands out must be sent."""
    seats = {address.value.country for address in facts.own(facts.addresses) if address.value.country}
    taken = facts.order.of(Step.UPLOAD, Step.TRANSFER)
    return bool(taken and seats and facts.buyer_country) and facts.buyer_country not in seats


def _import(facts: Facts, world: World) -> Finding | None:
    """A programme drug sent into the buyer's country from another one."""
    buyer = world.country(facts.buyer_country) if facts.buyer_country else None
    if buyer is None or buyer.import_of_programme_drugs != "unlawful":
        return None
    abroad = [s for s in facts.signs_of(Signal.SHIPS_FROM, Signal.BASED_IN) if s.value.value != buyer.code]
    own = [a for a in facts.own(facts.addresses) if a.value.country and a.value.country != buyer.code]
    quotes: list[Quote] = [*(s.quote for s in abroad), *(a.quote for a in own)]
    if not quotes:
        return None
    return _found(buyer, "import_of_programme_drugs", f"It is sent into {buyer.name} from abroad.", tuple(quotes[:2]))


def _ban_at_home(facts: Facts, world: World) -> Finding | None:
    buyer = world.country(facts.buyer_country) if facts.buyer_country else None
    if buyer is None or buyer.rx_online != "no":
        return None
    return _found(
        buyer, "rx_online", f"Prescription medicine may not be sold by mail order in {buyer.name}.", _cart(facts)
    )


def _ban_at_seat(facts: Facts, world: World) -> Finding | None:
    """A seller that claims a seat where the mail order of prescription medicine is banned."""
    claimed = [(s.value.value, s.quote) for s in facts.signs_of(Signal.BASED_IN)]
    claimed += [(a.value.country, a.quote) for a in facts.own(facts.addresses)]
    for code, quote in claimed:
        country = world.country(code) if code and code != ABROAD else None
        if country is not None and country.rx_online == "no":
            why = f"The seller says that it sits in {country.name}, where this may not be sold by mail order."
            return _found(country, "rx_online", why, (quote, *_cart(facts)[:1]))
    return None


def _found(country: Country, topic: str, why: str, quotes: tuple[Evidence, ...]) -> Finding:
    """Yes; only soft when nobody has confirmed the rule."""
    rule = country.rule(topic)
    if rule is None:
        return Finding(_ID, Answer.UNKNOWN, f"The rule of {country.name} is not known.")
    lookup = Lookup(f"rules of {country.name}: {rule.source.words}", rule.source.date, topic, rule.words)
    strength = Strength.STRONG if rule.source.seen else Strength.SOFT
    return Finding(_ID, Answer.YES, why, (*quotes, lookup), strength)


def _open(facts: Facts, world: World) -> Finding:
    buyer = world.country(facts.buyer_country) if facts.buyer_country else None
    if buyer is None:
        return Finding(_ID, Answer.UNKNOWN, "The rule depends on the buyer's country, which is not known.")
    home = [a.quote for a in facts.own(facts.addresses) if a.value.country == buyer.code]
    allowed = buyer.rx_online == "yes" and (buyer.import_of_programme_drugs != "unlawful" or home)
    if allowed and (home or facts.pages_of(*_WHERE)):
        return Finding(_ID, Answer.NO, f"Nothing seen that the rules of {buyer.name} forbid.", tuple(home[:1]))
    return Finding(_ID, Answer.UNKNOWN, "Where the parcels come from was not seen, or the rule is not known.")


def _cart(facts: Facts) -> tuple[Evidence, ...]:
    return tuple(step.quote for step in facts.order.of(Step.CART, Step.COLLECT)[:2]) or tuple(
        [*(price.quote for price in facts.prices), *facts.order.offered][:1]
    )
