"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import SealShown
from scoring.model import Cited


def seals(page: Page, world: World, site: str) -> tuple[Cited[SealShown], ...]:
    return ()
