"""Not yet read."""
from crawler.visit import Page
from data.world import World
from scoring.facts.types import Stance
from scoring.model import Cited


def stances(page: Page, world: World) -> tuple[Cited[Stance], ...]:
    return ()
