"""Rows of several pharmacies with what each of them asks: a list of other people's prices, whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.visit import Kind, Page, Place, Quote
from data.world import World
from scoring.facts.finder import Pattern
from scoring.facts.normal import fold
from scoring.facts.trade import MONEY, lines

# "Pharmacy" as it opens or closes the name of one, in the languages of data/steps (plain form).
PHARMACY = Pattern(
    r"pharmac|farmaci|farmácia|apothe[ck]|apotheek|apotek|apteka|apteki|aptece|аптек|薬局|drogaria|chemist|drugstore|botica"
)
# "in pharmacies", "only at the pharmacy": where something is handed out, not who sells it.
_ANYWHERE = Pattern(
    r"(?:^|[^\pL])(?:(?:in|at|from|by|of|via|für|fur|bei|der|bij|van|en|par|chez|dans|de|del|des|por|nas?|em|da|do|alla?|"
    r"dalla?|på|pa|från|fran|fra|av|w|we|przez|do|dla|в|во|на|по|из|для)(?: (?:the|a|an|any|your|der|die|einer|ihrer|"
    r"deiner|de|het|een|la|les|las|el|una?|uma|votre|sua|su|vostra|ваш\pL*|любой|ближайш\pL*))?) "
    r"(?:pharmac|farmaci|farmácia|farmacia|apothe[ck]|apotheek|apotek|apteka|apteki|aptece|аптек|chemist|drugstore|botica)"
)
_DOSE = Pattern(r"\d ?(?:mg|мг|mcg|caps|kaps|капс|カプセル|錠|pills|tab|st\b|шт)")  # a row of goods, not of sellers
_AMOUNT = Pattern(r"\d[.,]\d\d(?:\D|$)")  # a column's currency stands at its head
_NAME = 80  # characters: a name with its street; longer ones are prose
_BUTTON = 44  # characters: a button; longer ones are sentences
_AFTER = 6  # sentences from a name to its price: street (cut after "ul."), distance, maker
_SIDES = frozenset({Place.NAV, Place.FOOTER, Place.HEAD, Place.HEADER, Place.ADDRESS})


def counter_links(pages: Iterable[Page], world: World) -> frozenset[str]:
    """Where the buttons lead that stand beside prices and name a pharmacy: "To the pharmacy", "See its price there".

    A pharmacy's own buttons name what they do; only who sells nothing sends buyers to "the pharmacy".
    """
    found: set[str] = set()
    for page in pages:
        if not any(line.priced and line.clause.place not in _SIDES for line in lines(page, world)):
            continue
        for link in page.content.links:
            if link.place not in _SIDES and len(link.words) <= _BUTTON and PHARMACY.search(fold(link.words)):
                found.add(link.url)
    return frozenset(found)


def named_sellers(pages: Iterable[Page], world: World) -> tuple[Quote, ...]:
    """The different pharmacies that stand beside a price on pages about the drug, each once."""
    found: dict[str, Quote] = {}
    for page in pages:
        read = [line for line in lines(page, world) if line.shown and line.clause.place not in _SIDES]
        own = {line.clause.text for line in lines(page, world) if line.clause.place in _SIDES}  # the site's own name
        for index, line in enumerate(read):
            text = line.clause.text
            if text in own or not _is_name(text) or line.clause.kind in (Kind.HEADER_CELL, Kind.BUTTON, Kind.LINK):
                continue
            beside = read[index : index + _AFTER + 1]
            if any(MONEY.search(other.clause.text) or _AMOUNT.search(other.clause.text) for other in beside):
                found.setdefault(text, page.quote(line.clause.start, line.clause.end))
    return tuple(found.values())


def _is_name(text: str) -> bool:
    """The name of a pharmacy as it stands in a row: no sentence, no goods, no place where goods are handed out."""
    if len(text) > _NAME or not PHARMACY.search(text) or text.endswith("?"):
        return False
    return not _DOSE.search(text) and not _ANYWHERE.search(text)
