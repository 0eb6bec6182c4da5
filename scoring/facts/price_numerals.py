"""Pack sizes spelt out: "sixty capsules", "cent vingt gélules". The usual sizes, in every language of ours.

Plain form of `scoring.facts.normal`; the words stand in `data/price_words/<language>.toml` in the order of the sizes.
"""

from __future__ import annotations

from itertools import cycle

import re2

from data.words_of_prices import BOXES, SIZES
from scoring.facts.patterns import pattern
from scoring.facts.price_lists import WORDS, any_of
from scoring.facts.price_units import BOX, END, UNIT

FEW = dict(zip(WORDS.boxes_spelt, cycle(BOXES), strict=False))  # boxes are counted in words too
VALUES = dict(zip(WORDS.sizes_spelt, cycle(SIZES), strict=False))
_WORDS = any_of(tuple(map(re2.escape, VALUES)))
SPELT = pattern(
    rf"(?:^|[^\pL-])(?:{any_of(WORDS.hundred_article)} ?)?"
    rf"(?P<word>{_WORDS}) ?{UNIT}{END}"
    # "strip of ten", "12 strips of ten"
    rf"|(?:\b(?P<strips>\d{{1,2}}) )?\b{BOX} {any_of(WORDS.boxed_of)} (?P<boxed>{_WORDS})(?:[^\pL]|$)"
    rf"|(?:mg|мг)[ ,x×-]{{1,3}}(?P<bare>{_WORDS})(?:[^\pL]|$)"  # "20 mg, thirty"
    rf"|(?:^|[^\pL-])(?P<of>{_WORDS}) {any_of(WORDS.spelt_of)} (?:{any_of(WORDS.spelt_article)} )?\d{{1,2}} ?(?:mg|мг)"
)
PLACES = ("word", "bare", "of", "boxed")
