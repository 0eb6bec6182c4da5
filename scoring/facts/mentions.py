"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import Mention
from scoring.model import Cited


def mentions(page: Page, world: World) -> tuple[Cited[Mention], ...]:
    return ()
