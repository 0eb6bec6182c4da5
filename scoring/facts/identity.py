"""Who the pages say they are: street addresses, telephones, licence and company numbers, each with its owner."""

from __future__ import annotations

from crawler.visit import Page
from data.world import World
from scoring.facts import addresses as addresses_
from scoring.facts import licences as licences_
from scoring.facts import phones as phones_
from scoring.facts.types import Address, Licence, Phone
from scoring.model import Cited


def addresses(page: Page, world: World, site: str) -> tuple[Cited[Address], ...]:
    """Street addresses of one page (`scoring.facts.addresses`)."""
    return addresses_.addresses(page, site)


def phones(page: Page, world: World, site: str) -> tuple[Cited[Phone], ...]:
    """Telephones of one page (`scoring.facts.phones`)."""
    return phones_.phones(page, site)


def licences(page: Page, world: World, site: str) -> tuple[Cited[Licence], ...]:
    """Licence, register and company numbers of one page (`scoring.facts.licences`)."""
    return licences_.licences(page, world, site)
