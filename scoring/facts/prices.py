"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import PriceFound
from scoring.model import Cited


def prices(page: Page, world: World) -> tuple[Cited[PriceFound], ...]:
    return ()
