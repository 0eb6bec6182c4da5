"""Not yet read."""
from dataclasses import dataclass

from crawler.visit import Page
from data.world import World
from scoring.facts.types import Mention, OrderStep, Stance
from scoring.model import Cited


@dataclass(frozen=True, slots=True)
class OrderFlow:
    """The steps of an order, with the words or controls that show them."""

    steps: tuple[Cited[OrderStep], ...]
    can_choose: bool  # a strength or quantity of the drug can be chosen
    can_cart: bool  # and put into a cart or bought
    asks_prescription: bool  # a step (trust >= 3) that asks for a prescription or a prescriber


def order_flow(
    pages: tuple[Page, ...], stances: tuple[Cited[Stance], ...], mentions: tuple[Cited[Mention], ...], world: World
) -> OrderFlow:
    return OrderFlow((), False, False, False)
