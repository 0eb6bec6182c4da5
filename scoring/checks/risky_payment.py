"""Payment that cannot be traced or called back: crypto-currency, cash transfers, accounts of private persons."""

from __future__ import annotations

from crawler.visit import PageKind
from data.world import World
from scoring.facts import Facts
from scoring.facts.types import Signal
from scoring.model import Absence, Answer, Finding, Strength, check

_ID = "risky_payment"
_WHERE = (PageKind.CART, PageKind.FAQ, PageKind.TERMS, PageKind.DELIVERY)
_SAID = {
    "crypto": "crypto-currency",
    "untraceable_transfer": "transfers that cannot be called back",
    "private_account": "accounts of private persons",
    "gift_card": "gift cards",
}
_QUOTES = 3


@check(
    asks="Is payment asked for in ways that cannot be traced or called back?",
    why="Card networks drop sellers of illegal medicine, and a buyer who pays this way cannot get the money back.",
    sign="payment that cannot be called back",
    family="payment",
    strength=Strength.SOFT,
    source="63 home pages of Egan et al.: 27 % of FDA-warned, 7 % of accredited sites; no official text",
    fooled_by="articles that warn of such sellers; shops that say that they do not take it; local instant payment",
    flag="crypto_wire_echeck_payment",
    looks_at=frozenset({PageKind.PRODUCT, PageKind.HOME, *_WHERE}),
)
def risky_payment(facts: Facts, world: World) -> Finding:
    if not facts.sells:
        return Finding(_ID, Answer.NOT_APPLICABLE, "This site takes no money for prescription medicine.")
    found = facts.signs_of(Signal.RISKY_PAYMENT)
    if found:
        first = {sign.value.value: sign for sign in reversed(found)}
        kinds = [value for value in _SAID if value in first]
        reason = " It gives a reason for it." if facts.signs_of(Signal.STATED_REASON) else ""
        why = f"The site asks for {' and '.join(_SAID[value] for value in kinds)}.{reason}"
        return Finding(_ID, Answer.YES, why, tuple(first[value].quote for value in kinds[:_QUOTES]))
    read = facts.pages_of(*_WHERE)
    if not read:
        return Finding(_ID, Answer.UNKNOWN, "No page about payment was read.")
    absence = Absence("payment that cannot be called back", tuple(page.url for page in read))
    return Finding(_ID, Answer.NO, "Nothing of the kind on the pages about orders and payment.", (absence,))
