"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import Sign
from scoring.model import Cited


def signs(page: Page, world: World) -> tuple[Cited[Sign], ...]:
    return ()
