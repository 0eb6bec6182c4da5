"""What the pages of one visit say, each fact read once and kept: the only thing that checks look at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from crawler.visit import Page, PageKind, Visit
from data.world import World
from scoring.facts import bound as bound_
from scoring.facts import coverage, identity, mentions, order, prices, role, seals, signals, site_words, stance
from scoring.facts import disguise as disguise_
from scoring.facts.tidy import tidied
from scoring.facts.types import (
    Address,
    Licence,
    Mention,
    Owner,
    Phone,
    PriceFound,
    SealShown,
    Sign,
    Signal,
    Stance,
    Stand,
)
from scoring.model import Cited, Coverage, Lookup, Role

if TYPE_CHECKING:
    from scoring.network import Neighbour

Owned = TypeVar("Owned", Address, Phone, Licence)


class Facts:
    """Facts over one Visit, for a buyer in `buyer_country` (ISO 3166 alpha-2, empty when unknown).

    `neighbours`: sites that share a mark with this one, out of `compared_with` others that were at hand.
    """

    def __init__(
        self,
        visit: Visit,
        world: World,
        buyer_country: str = "",
        neighbours: tuple[Neighbour, ...] = (),
        compared_with: int = 0,
    ) -> None:
        self.visit, self.world, self.buyer_country = visit, world, buyer_country.upper()
        self.neighbours, self.compared_with = neighbours, compared_with

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages as a reader sees them; what they quote are the words that were served."""
        found = self.disguise
        behind = (found.page,) if found is not None and not found.elsewhere else ()
        return tuple(map(tidied, (*self.visit.pages, *behind)))

    @cached_property
    def disguise(self) -> disguise_.Disguise | None:
        """Medicines that the site shows to buyers and hides from others. What buyers are shown is read as well."""
        return disguise_.disguise(self.visit, self.world)

    def pages_of(self, *kinds: PageKind) -> tuple[Page, ...]:
        return tuple(page for page in self.pages if page.kind in kinds)

    @cached_property
    def coverage(self) -> Coverage:
        return coverage.coverage(self.visit)

    @cached_property
    def mentions(self) -> tuple[Cited[Mention], ...]:
        return tuple(found for page in self.pages for found in mentions.mentions(page, self.world))

    @cached_property
    def stances(self) -> tuple[Cited[Stance], ...]:
        return tuple(found for page in self.pages for found in stance.stances(page, self.world))

    def stances_of(self, *stands: Stand, least: float = 0.5) -> tuple[Cited[Stance], ...]:
        """Stances of these kinds with at least this certainty, the most certain first."""
        found = [s for s in self.stances if s.value.stand in stands and s.value.certainty >= least]
        return tuple(sorted(found, key=lambda s: -s.value.certainty))

    @cached_property
    def prices(self) -> tuple[Cited[PriceFound], ...]:
        return tuple(found for page in self.pages for found in prices.prices(page, self.world))

    @cached_property
    def addresses(self) -> tuple[Cited[Address], ...]:
        return tuple(found for page in self.pages for found in identity.addresses(page, self.world, self.visit.site))

    @cached_property
    def phones(self) -> tuple[Cited[Phone], ...]:
        return tuple(found for page in self.pages for found in identity.phones(page, self.world, self.visit.site))

    @cached_property
    def licences(self) -> tuple[Cited[Licence], ...]:
        return tuple(found for page in self.pages for found in identity.licences(page, self.world, self.visit.site))

    def own(self, found: tuple[Cited[Owned], ...]) -> tuple[Cited[Owned], ...]:
        """Those that belong to the site itself, not to a regulator, courier or partner."""
        return tuple(fact for fact in found if fact.value.owner is Owner.OWN)

    @cached_property
    def seals(self) -> tuple[Cited[SealShown], ...]:
        return tuple(found for page in self.pages for found in seals.seals(page, self.world, self.visit.site))

    @cached_property
    def bound(self) -> tuple[Lookup, ...]:
        """Register entries and accreditations that name this domain, in date."""
        return bound_.bound(self.visit, self.world)

    @cached_property
    def words(self) -> site_words.SiteWords:
        """What the whole site says of itself, counted by kind of words."""
        return site_words.site_words(self.pages, self.world)

    @cached_property
    def order(self) -> order.OrderFlow:
        return order.order_flow(self.pages, self.stances, self.mentions, self.world)

    @cached_property
    def signs(self) -> tuple[Cited[Sign], ...]:
        return tuple(found for page in self.pages for found in signals.signs(page, self.world))

    def signs_of(self, *signals_: Signal) -> tuple[Cited[Sign], ...]:
        return tuple(found for found in self.signs if found.value.signal in signals_)

    @cached_property
    def role_fact(self) -> role.RoleFact:
        return role.role_of(self)

    @property
    def role(self) -> Role:
        return self.role_fact.role

    @cached_property
    def sells(self) -> bool:
        """True when the site sells, prescribes, brokers or promotes prescription medicine, or may for all we read."""
        return self.role in (Role.SELLER, Role.TELEHEALTH, Role.REFERRAL, Role.DOORWAY, Role.UNKNOWN)
