"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import Address, Licence, Phone
from scoring.model import Cited


def addresses(page: Page, world: World, site: str) -> tuple[Cited[Address], ...]:
    return ()


def phones(page: Page, world: World, site: str) -> tuple[Cited[Phone], ...]:
    return ()


def licences(page: Page, world: World, site: str) -> tuple[Cited[Licence], ...]:
    return ()
