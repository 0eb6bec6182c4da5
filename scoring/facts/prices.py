"""What a page asks for our drug: product, strength, pack, total, price of a capsule, each with the words it stands in.

A number is a price of ours only when the row, the line above it, the headings or the title say so; what belongs to
the shelf beside it, to postage or to a consultation is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise

from crawler.kinds import kind_of
from crawler.visit import Page, PageKind, Quote
from data.world import World
from scoring.facts import price_data
from scoring.facts import price_words as words
from scoring.facts.currency import Currencies
from scoring.facts.mentions import find, plain_text
from scoring.facts.normal import fold
from scoring.facts.patterns import pattern
from scoring.facts.price_bare import BARE, candidate
from scoring.facts.price_doubles import without_doubles
from scoring.facts.price_numerals import FEW
from scoring.facts.price_offers import FOUR, Offer, settled
from scoring.facts.price_parts import PageParts, Parts, Record
from scoring.facts.price_records import records
from scoring.facts.price_row import Priced, priced
from scoring.facts.price_subject import Subject, Subjects, foreign, form_of, only, points_elsewhere, subject_from
from scoring.facts.trade import lines
from scoring.facts.types import PriceFound
from scoring.model import Cited

_MOST = 200  # prices of one page
_MOST_RECORDS = 2000  # rows and lines with an amount that are looked at; the longest price list in hand has 60
_LONGEST_QUOTE = 160  # characters; longer rows are quoted by their amount alone
_SHORT_LABEL = 40  # characters: "Zuzahlung mit Kassenrezept"; longer lines speak of more than one thing
_HEAD_OF_DATA = 2000  # characters: the type stands at the beginning
_REPORT = pattern(
    r'"@type" ?: ?\[?"(?:Report(?:age)?NewsArticle|NewsArticle|ScholarlyArticle|ClaimReview|Legislation)"'
)
_NUMBERED = pattern(r"^[^\pL\d]{0,3}(?P<brand>[\pL]{5,})[- ](?P<mg>5|10|20|25|30|40)(?: ?[:,–]| -)")
_WORD = pattern(r"[\pL]{3,}|\p{Han}{2,}")


def prices(page: Page, world: World) -> tuple[Cited[PriceFound], ...]:
    """Prices on offer for drugs of ours on one page, each once, in order. Carts are left out: they repeat."""
    by_address = kind_of(page.url)  # titles promise "price and order" on pages that are no cart
    if page.kind is PageKind.CART and by_address is PageKind.CART:
        return ()
    if not any(named.oral for named in find(plain_text(page.text).text, world)) or _is_news(page):
        return ()  # most pages of a site name no drug of ours: nothing else is looked for there
    if _is_specimen(page, world):
        return ()
    parts = PageParts(page, world)
    reader = _Reader(parts, world)
    offers = settled(list(reader.offers()), world)
    if not offers:
        return tuple(price_data.offers(parts, world))[:_MOST]
    once: dict[tuple[object, ...], Cited[PriceFound]] = {}
    for offer in offers:
        found = offer.found
        key = (
            found.strength_mg,
            found.quantity,
            found.total,
            found.currency,
            found.per_unit if found.total is None else 0,
        )
        if key not in once or (offer.stated_unit and once[key].value.per_unit is None):
            once[key] = Cited(found, offer.quote)
    return tuple(without_doubles(once.values(), {m.amount for m in parts.all.moneys}))[:_MOST]


def _is_news(page: Page) -> bool:
    """True for a page whose data call it a report: the prices in it are those of others."""
    return any(b.label == "ld+json" and _REPORT.search(page.words(b)[:_HEAD_OF_DATA]) for b in page.blocks)


def _is_specimen(page: Page, world: World) -> bool:
    """True for a shop rebuilt to be recognised, by its own words beside a warning: what it asks is nobody's price."""
    read = lines(page, world)
    return any(line.has("site.specimen") for line in read) and any(line.has("site.warns") for line in read)


class _Reader:
    """Reads the offers of one page."""

    def __init__(self, parts: PageParts, world: World) -> None:
        self.parts, self.page, self.world = parts, parts.page, world
        self.subjects, self.currencies = Subjects(parts), Currencies(parts)

    def offers(self) -> Iterator[Offer]:
        seen: set[int] = set()
        for record in islice(records(self.parts), _MOST_RECORDS):
            first, at = record.block.heading not in seen, record.block.heading
            seen.add(at)
            subject = self._subject(record, first)
            if subject is not None and (offer := self._offer(record, subject)):
                yield offer

    def _subject(self, record: Record, first: bool) -> Subject | None:
        """The product of a record: named in it, in its label, or above it; None when it is not ours.

        `first`: no amount stands between it and the heading above.
        """
        above = self.subjects.of(record.block) or self._line_above(record)
        for parts in (record.parts, *record.label):
            named = next(iter(parts.names), None)
            if named is None:
                continue
            if not named.oral or points_elsewhere(record.parts, named):
                return None
            own = subject_from(parts, named)
            # "Brand 20 mg", and below it "drug, 30 caps".
            generic = above is not None and above.named_near and not own.brand
            if above is not None and (above.brand in ("", own.brand) or generic):
                own = replace(own, strength=own.strength or above.strength, quantity=own.quantity or above.quantity)
            return own
        if above is None or any(foreign(parts) for parts in (record.parts, *record.label)):
            return None
        if record.several and foreign(self.parts.of(record.block)):
            return None
        if (above.heading != record.block.heading and self._serves(record)) or _is_fee(record):
            return None
        if (
            self._has_own_size(record)
            or candidate(record)
            or (above.named_near and above.quantity and _tells_goods(record))
            or (record.sellers and (above.quantity or self.subjects.pack))
            or _bare(record, first and above.heading == record.block.heading)
        ):
            return above
        return None

    def _serves(self, record: Record) -> bool:
        """True below a heading of its own on the parcel ("Delivery to France"), where no pack is told of."""
        said = self._heading(record)
        sized = any(parts.quantities for parts in (record.parts, *record.label))
        return not sized and bool(words.PARCEL_HEAD.search(said)) and not words.PRICE_WORD.search(said)

    def _line_above(self, record: Record) -> Subject | None:
        """The product that a plain line above names, on a page whose headings and title name none."""
        line = record.named
        sized = any(parts.quantities for parts in (record.parts, *record.label))
        if line is None or not sized or self.subjects.main is not None:
            return None
        said = self._heading(record)
        elsewhere = words.RELATED.search(said) or words.SPECIMEN.search(said)
        return None if elsewhere else subject_from(line, line.names[0])

    def _has_own_size(self, record: Record) -> bool:
        every = (record.parts, *record.label)
        return any(p.quantities or p.strengths for p in every) or "unit" in _unit_marks(record)

    def _offer(self, record: Record, subject: Subject) -> Offer | None:
        quantity = (
            next((only(p.quantities) for p in record.label if p.quantities), None)
            or subject.quantity
            or _labelled_size(record)
            or self.subjects.pack
        )
        bare = None if record.parts.quantities or quantity else candidate(record)
        got = priced(record.parts, bare or (_boxes(record) * quantity if quantity else None), record.heads)
        if got is None or (got.quantity is None and got.total is not None):
            return None  # an amount for an unknown number of capsules can be held against nothing
        near = f"{record.heads.get(got.money.start, '')} {self._heading(record)}"
        currency = self.currencies.named(got.money.currency, near)
        product = self.page.text[slice(*self.parts.plain.original(*subject.product))]
        form = form_of(" ".join([record.parts.text, *(p.text for p in record.label), fold(product)]))
        found = PriceFound(
            product=" ".join(product.split()),
            drug=subject.drug,
            strength_mg=_strength(record, subject, fold(product)) or self._beside(record) or self.subjects.dose,
            quantity=got.quantity,
            total=got.total,
            currency=currency,
            per_unit=_per_unit(got),
            form=form,
            list_price=got.list_price,
        )
        told_unit = got.per_unit is not None
        vague = got.total is None or got.quantity is None
        return Offer(found, self._quote(record.parts, got), told_unit, vague, bare is not None and not told_unit)

    def _beside(self, record: Record) -> Decimal | None:
        """The one strength that the line of several offers tells."""
        return only(self.parts.of(record.block).strengths) if record.several else None

    def _heading(self, record: Record) -> str:
        at = record.block.heading
        return self.parts.of(self.page.blocks[at]).text if at >= 0 else ""

    def _quote(self, parts: Parts, got: Priced) -> Quote:
        start, end = parts.start, parts.start + len(parts.text)
        if end - start > _LONGEST_QUOTE:
            start, end = got.money.start, got.money.end
        text = self.parts.plain.text
        while start < end and not (text[start].isalnum() or text[start] in "$€£¥₹"):
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.page.quote(*self.parts.plain.original(start, end))


def _unit_marks(record: Record) -> tuple[str, ...]:
    for money in record.parts.moneys:
        after = record.parts.text[money.end - record.parts.start :][:26]
        if words.PER_UNIT_AFTER.search(after) or words.UNIT_PRICE_HEAD.search(record.heads.get(money.start, "")):
            return ("unit",)
    return ()


def _bare(record: Record, opening: bool) -> bool:
    """True for an amount with nothing before it but words of price: it belongs to what stands above.

    `opening`: it is the first amount under the name of the product; lines between them do not matter then.
    """
    if not record.parts.moneys:
        return False
    first = record.parts.moneys[0]
    lead = record.parts.text[: first.start - record.parts.start]
    labels = "" if opening else " ".join(parts.text for parts in record.label[:1])
    return all(
        not _WORD.search(said) or bool(words.PRICE_WORD.search(said) or words.LIST_MARK.search(said))
        for said in (lead, labels)
    )


def _tells_goods(record: Record) -> bool:
    """False for a row of a bill that has words of its own and no pack: "Dispensing | 7.35" stands for a service."""
    return record.block.column < 0 or _bare(record, False) or bool(words.BOXES.search(record.parts.text))


def _is_fee(record: Record) -> bool:
    """True for "Postage | in a padded bag, 4.50": the line above says that the amount is for no capsules.

    And for a list of fees in one line ("Dispensing 8.40, first time 16.80"), where no price is spoken of.
    """
    own = record.parts
    if len(own.moneys) > 1 and not (own.quantities or own.strengths or words.PRICE_WORD.search(own.text)):
        lead = own.text[: own.moneys[0].start - own.start]
        if words.FEE.search(lead):
            return True
    if not record.label or record.parts.quantities or record.label[0].quantities:
        return False
    said = record.label[0].text.strip()
    return len(said) <= _SHORT_LABEL and bool(words.FEE.search(said)) and not words.PRICE_WORD.search(said)


def _boxes(record: Record) -> int:
    """How many of the product's own packs a record is for."""
    if any(parts.quantities for parts in record.label):
        return 1
    match = words.BOXES.search(record.parts.text)
    if match is None:
        return 1
    return int(match.group("n")) if match.group("n") else FEW[match.group("word")]


def _strength(record: Record, subject: Subject, product: str) -> Decimal | None:
    for parts in (record.parts, *record.label):
        for size in parts.quantities:
            inside = [s.value for s in parts.strengths if size.start <= s.start <= size.end]
            if inside:
                return inside[-1]
        if (one := only(parts.strengths)) is not None:
            return one
    return record.dose or _sibling(record, product) or subject.strength


def _labelled_size(record: Record) -> Decimal | None:
    """ "Quantity", "30", "Price", "88.00", one below the other: the number below the name is the pack."""
    for value, name in pairwise(record.label):
        if words.QUANTITY_HEAD.search(name.text) and (found := BARE.match(value.text.strip())):
            return Decimal(found.group(1)) if int(found.group(1)) > 1 else None
    return None


def _sibling(record: Record, product: str) -> Decimal | None:
    """ "Velotren-10: 99.00" below "Velotren-20": the other strength of a brand that no list knows."""
    match = _NUMBERED.match(record.parts.text)
    if match is None or match.group("brand") not in product:
        return None
    return Decimal(match.group("mg"))


def _per_unit(got: Priced) -> Decimal | None:
    if got.bundled:
        return None
    if got.total is not None and got.quantity:
        return (got.total / got.quantity).quantize(FOUR)
    return got.per_unit
