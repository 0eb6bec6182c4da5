"""The words around prices, `price_words/<language>.toml`: read, checked and put together over all languages.

A language is one file with every list below; a list it has no words for is empty. The words are fragments of google-re2
in the plain form of `scoring.facts.normal` (lower case, no accents); how they make patterns is told in
`scoring.facts.price_words`, `price_units` and `price_numerals`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from data.loading import phrases
from data.reading import WorldError

SIZES = (10, 20, 28, 30, 50, 56, 60, 84, 90, 100, 112, 120, 150, 168, 180, 200, 240, 360)  # the usual packs
BOXES = (2, 3, 4, 5, 6, 9)  # how many boxes an offer names in words
_TABLE = "words"


@dataclass(frozen=True, slots=True)
class PriceWords:
    """Every list, the words of all languages one after the other. Patterns ask for the longest first."""

    # What is counted, and what it comes in.
    unit: tuple[str, ...]  # capsule, tablet, piece; a stem ends where inflection begins
    unit_after: tuple[str, ...]  # between the unit and the sign of times
    unit_end: tuple[str, ...]  # what may follow a unit without a space
    soft: tuple[str, ...]  # what a capsule is like, before the unit
    pack_of: tuple[str, ...]  # "pack OF 60", "kit WITH 60"
    box: tuple[str, ...]  # what capsules come in: a number behind it counts capsules
    each_box: tuple[str, ...]  # "3 boxes, 10 capsules EACH"
    counted: tuple[str, ...]  # "QUANTITY: 60"
    in_box: tuple[str, ...]  # "60 IN a box"
    box_article: tuple[str, ...]  # "60 in A box"
    number_sign: tuple[str, ...]  # "NO. 60"
    # What is thrown in: "+ 10 pills free".
    thrown_in: tuple[str, ...]
    thrown_in_and: tuple[str, ...]  # before the number
    thrown_in_as: tuple[str, ...]  # "10 pills AS a gift": between the number and the word for a gift
    thrown_in_label: tuple[str, ...]  # "BONUS: 10 pills"
    gift_noun: tuple[str, ...]  # "+ 4 viagra PILLS"
    # Strengths told without "mg" beside them.
    one_of: tuple[str, ...]  # "Isoglow 20 CAPSULE": one of them
    one_of_dashed: tuple[str, ...]  # "Isoglow-20 CAP"
    one_of_number: tuple[str, ...]  # German "20er KAPSEL"
    dose_and: tuple[str, ...]  # "10 AND 20 mg"
    milligram: tuple[str, ...]
    dose_per: tuple[str, ...]  # "1 mg/KG" is a dose and no strength
    # Numbers in words: as many as there are sizes or boxes, or none.
    sizes_spelt: tuple[str, ...]
    boxes_spelt: tuple[str, ...]
    hundred_article: tuple[str, ...]  # "A hundred capsules"
    boxed_of: tuple[str, ...]  # "strip OF ten"
    spelt_of: tuple[str, ...]  # "sixty OF the 20 mg"
    spelt_article: tuple[str, ...]  # "sixty of THE 20 mg"
    # The price of one.
    unit_price: tuple[str, ...]  # "unit price"
    one: tuple[str, ...]  # "per ONE capsule"
    single: tuple[str, ...]  # the unit in the singular
    single_article: tuple[str, ...]  # "EACH capsule": where the noun alone would not tell its number
    single_noun: tuple[str, ...]  # "each CAPSULE"
    single_of: tuple[str, ...]  # "capsule OF 20 mg: "
    per_after: tuple[str, ...]  # behind an amount: "0.80 PER capsule"
    per_glued: tuple[str, ...]  # the same without a space: "0.80L'unite"
    each_after: tuple[str, ...]  # behind an amount: "0.80 EACH"
    per_before: tuple[str, ...]  # before an amount: "PER capsule 0.80"
    each_before: tuple[str, ...]  # before an amount: "EACH 0.80"
    apiece: tuple[str, ...]  # behind the unit, before an amount
    per_head: tuple[str, ...]  # in the head of a column: "PER capsule"
    price_noun: tuple[str, ...]  # "PRICE/capsule" in the head of a column
    unit_price_head: tuple[str, ...]  # other heads of such a column
    per_many: tuple[str, ...]  # "PER 100 capsules"
    # Prices that are not asked, and prices that are.
    list_price: tuple[str, ...]  # before an amount: what it cost before, or costs elsewhere
    set_by_law: tuple[str, ...]  # the same, where the law sets it
    list_price_head: tuple[str, ...]  # further heads of such a column
    pay_head: tuple[str, ...]  # the column of what is to be paid
    price_word: tuple[str, ...]  # beside an amount: this is the price
    price_head: tuple[str, ...]  # the head of a column of prices
    paid: tuple[str, ...]  # what somebody paid
    range_to: tuple[str, ...]  # "20 TO 30"
    from_: tuple[str, ...]  # "FROM 20"
    from_after: tuple[str, ...]  # the same behind the amount
    # Money that comes on top, or is asked for something else.
    surcharge: tuple[str, ...]  # "PLUS 30"
    besides: tuple[str, ...]  # what follows comes on top of the price
    fee: tuple[str, ...]  # parcel, visit, discount, deposit
    looked_at: tuple[str, ...]  # what a doctor's look at a form costs
    saves: tuple[str, ...]  # "YOU SAVE 20"
    threshold: tuple[str, ...]  # "free OVER 150"
    times_of: tuple[str, ...]  # "3 x OF 20"
    instalments: tuple[str, ...]  # "3 PAYMENTS"
    instalments_of: tuple[str, ...]  # "3 payments OF"
    pay_later: tuple[str, ...]  # who lends the money
    percent_off: tuple[str, ...]  # "20 % OFF"
    not_charged: tuple[str, ...]  # whole sayings: "free delivery", "with our coupon"
    free: tuple[str, ...]  # "FREE" before what is sent
    free_parcel: tuple[str, ...]  # "free DELIVERY"
    parcel: tuple[str, ...]  # "LIVRAISON gratuite"
    parcel_free: tuple[str, ...]  # "livraison GRATUITE"
    included: tuple[str, ...]  # "INCLUDES the consultation"
    included_doctor: tuple[str, ...]  # "includes the CONSULTATION"
    doctor: tuple[str, ...]  # "CONSULTATION included"
    doctor_included: tuple[str, ...]  # "consultation INCLUDED"
    # Whose price it is, and of what.
    reported: tuple[str, ...]  # others' prices, told by somebody
    hedged: tuple[str, ...]  # "ABOUT 20": whole words, in Latin letters (re2 knows no other borders)
    hedged_stem: tuple[str, ...]  # the same in other letters, or as stems
    unnamed_seller: tuple[str, ...]  # "SHOP 3" of a study
    specimen: tuple[str, ...]  # a shop's page shown as a warning
    related: tuple[str, ...]  # headings of shelves with other goods
    substitutes: tuple[str, ...]  # headings of shelves with the same substance
    salt: tuple[str, ...]  # before the name of a substance: "SALT: isotretinoin"
    salt_name: tuple[str, ...]  # "salt NAME: isotretinoin"
    other_goods: tuple[str, ...]  # medicines and goods on the same shelves
    abbreviated: tuple[str, ...]  # words that end in a stop and end no sentence
    # Other heads of columns.
    seller_head: tuple[str, ...]
    parcel_head: tuple[str, ...]
    quantity_head: tuple[str, ...]
    strength_head: tuple[str, ...]
    bonus_head: tuple[str, ...]


_LISTS = tuple(field.name for field in fields(PriceWords))
_LENGTHS = {"sizes_spelt": len(SIZES), "boxes_spelt": len(BOXES)}


def read(folder: Path) -> PriceWords:
    """The words of every file in a folder. Raises WorldError naming file and list for a slip."""
    told = [_language(f"{folder.name}/{name}.toml", found.sections) for name, found in phrases(folder).items()]
    return PriceWords(**{name: tuple(word for words in told for word in words[name]) for name in _LISTS})


@lru_cache(maxsize=1)
def packaged() -> PriceWords:
    """The words that this package brings along."""
    return read(Path(__file__).parent / "price_words")


def _language(file: str, sections: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """The lists of one language by the name of their field."""
    words = {f"{_TABLE}.{name.rstrip('_')}": name for name in _LISTS}  # `from` is taken in Python
    if unknown := sorted(set(sections) - set(words)):
        raise WorldError(f"{file}:1: unknown {', '.join(unknown)}")
    if missing := sorted(set(words) - set(sections)):
        raise WorldError(f"{file}:1: no {', '.join(missing)}")
    for key, name in words.items():
        _check(f"{file}:1: {key}", sections[key], _LENGTHS.get(name))
    return {name: sections[key] for key, name in words.items()}


def _check(place: str, words: tuple[str, ...], length: int | None) -> None:
    """A number in words belongs to the size at its place; everything else is a fragment of a pattern."""
    import re2

    if length is not None and len(words) not in (0, length):
        raise WorldError(f"{place} has {len(words)} words, not {length}")
    for word in words:
        try:
            re2.compile(word)
        except re2.error as error:
            raise WorldError(f"{place}: {word!r} is no pattern: {error}") from error
