"""What is said around prices, in the plain form of `scoring.facts.normal`: what is a fee, a range, a price not asked.

The words stand in `data/price_words/<language>.toml`, a file for each language; here is how they make patterns.
"""

from __future__ import annotations

from scoring.facts.patterns import pattern
from scoring.facts.price_lists import WORDS, any_of
from scoring.facts.price_numerals import FEW
from scoring.facts.price_units import BOX, END, UNIT

_UNIT_PRICE = any_of(WORDS.unit_price)  # the price of one, told by a noun
_ONE_UNIT = rf"(?:1 ?|{any_of(WORDS.one)} )?{UNIT}"
# One of them, by its grammatical number; French, Dutch and English "capsule" is plural in Italian.
_SINGLE = rf"(?:{any_of(WORDS.single)}|(?:1|{any_of(WORDS.single_article)}) {any_of(WORDS.single_noun)})"
# "per pill": behind an amount or before it.
PER_UNIT_AFTER = pattern(
    rf"^[\s.(*]*(?:{any_of(WORDS.per_after)}[ .]+{_ONE_UNIT}{END}"
    rf"|{any_of(WORDS.per_glued)}{UNIT}{END}|/ ?{_ONE_UNIT}{END}"
    rf"|{any_of(WORDS.each_after)}\b)"
)
PER_UNIT_BEFORE = pattern(
    rf"(?:(?:^|[^\d ]) ?(?:1 ?{UNIT}(?: ?{any_of(WORDS.apiece)})?|{any_of(WORDS.per_before)}[ .]+{_ONE_UNIT}"
    rf"|{_UNIT_PRICE}"
    rf"|{_SINGLE} {any_of(WORDS.single_of)} \d{{1,2}} ?(?:mg|мг)"  # "capsula de 20 mg: "
    rf"|{any_of(WORDS.each_before)})[ :=]*)$"
)
UNIT_PRICE_HEAD = pattern(
    rf"(?:^|[^\pL])(?:{any_of(WORDS.per_head)}[ .]+|{any_of(WORDS.price_noun)}? ?/ ?){_ONE_UNIT}{END}"
    rf"|{any_of(WORDS.unit_price_head)}|{_UNIT_PRICE}"
)
# "per 100 capsules": by law or habit beside the price of the pack, to compare shops by.
_PER = rf"(?:/|{any_of(WORDS.per_many)})"
HUNDRED_AFTER = pattern(rf"^[\s(.,;:-]*(?:{_PER} ?)(?:100|1000) ?{UNIT}{END}")
PER_HUNDRED = pattern(rf"(?:^|[^\pL]){_PER} ?1000?(?:\D|$)")

# Prices that are not asked: what it cost before, what the maximum is, what others ask.
_LIST = any_of(WORDS.list_price)
LIST_MARK = pattern(rf"{_LIST}[ .:]*$")
SET_BY_LAW = pattern(rf"\b{any_of(WORDS.set_by_law)}[ .:]*$")
LIST_HEAD = pattern(rf"{_LIST}(?:[^\pL]|$)|{any_of(WORDS.list_price_head)}")
# The column of what is to be paid, beside columns of what makes it up.
PAY_HEAD = pattern(any_of(WORDS.pay_head))
# On top of another price: "60 capsules (+ 30.00)".
SURCHARGE = pattern(rf"{any_of(WORDS.surcharge)} ?$")
# One part of a price that is paid in parts.
INSTALMENT = pattern(
    rf"\d{{1,2}} ?x (?:{any_of(WORDS.times_of)} ?)?$"
    rf"|{any_of(WORDS.instalments)}(?: {any_of(WORDS.instalments_of)})? ?$"
    rf"|{any_of(WORDS.pay_later)}[^\d\n]{{0,16}}$"
)
# Money that is not the price of the medicine.
FEE = pattern(any_of(WORDS.fee))
# What a doctor's look at a form costs: "doctor's opinion (39)". Behind a price it may be included in it.
LOOKED_AT = pattern(any_of(WORDS.looked_at))
# "61.50 and save 15 %": told behind the price that is paid; what is saved stands behind the word.
SAVES = pattern(rf"(?:^|[^\pL]){any_of(WORDS.saves)}(?:[ :]|$)")
# What follows these words comes on top of the price, or belongs to the next thing said.
BESIDES = pattern(rf"{any_of(WORDS.besides)}|\+|\||;|,|\(|\n| - |\. ")
# A doctor's fee within the price, told in either order; a clause has room for some fifty letters between the two.
BUNDLED = pattern(
    rf"{any_of(WORDS.included)}.{{0,50}}{any_of(WORDS.included_doctor)}"
    rf"|{any_of(WORDS.doctor)}.{{0,50}}{any_of(WORDS.doctor_included)}"
)
RANGE_BETWEEN = pattern(rf"^[\s*]*{any_of(WORDS.range_to)}[\s*]*$")
FROM = pattern(rf"{any_of(WORDS.from_)}[ :]*$")
FROM_AFTER = pattern(rf"^ ?{any_of(WORDS.from_after)}")
FREE = pattern(
    rf"[-(]? ?\d{{1,2}} ?% ?{any_of(WORDS.percent_off)}|{any_of(WORDS.not_charged)}"
    rf"|{any_of(WORDS.free)} {any_of(WORDS.free_parcel)}|{any_of(WORDS.parcel)} {any_of(WORDS.parcel_free)}"
)
# "Free over 150": the amount is a threshold.
THRESHOLD = pattern(rf"{any_of(WORDS.threshold)}[ :]*$")
PRICE_WORD = pattern(any_of(WORDS.price_word))

# "+ 4 pills of another drug": thrown in, not sold.
GIFT = pattern(rf"\+ ?\d{{1,2}} ?[\pL]+(?: {any_of(WORDS.gift_noun)})?")

# "2 boxes" of the pack that the product's name tells.
BOXES = pattern(rf"(?:\b(?P<n>[1-9]) ?(?:x )?|(?:^|[^\pL])(?P<word>{any_of(tuple(FEW))}) ?){BOX}{END}")
# Others' prices, told by somebody.
REPORTED = pattern(any_of(WORDS.reported))

SENTENCE_END = pattern(r"[\pL\d)]{2}[.!?] |。")
# Words that end in a stop and end no sentence; one letter or two are taken for such a word too.
ABBREVIATED = pattern(rf"^(?:[\pL]{{1,2}}|{any_of(WORDS.abbreviated)})$")
# "A", "Site B", "Shop 3" at the head of a row: sellers that a study leaves without a name.
UNNAMED = pattern(rf"^(?:[a-h]|(?:web ?)?{any_of(WORDS.unnamed_seller)} ?(?:[a-h]|\d{{1,2}}))$")
# Told in passing, of prices in general.
HEDGED = pattern(rf"\b{any_of(WORDS.hedged)}\b|{any_of(WORDS.hedged_stem)}")
# Headings of shelves with other goods.
RELATED = pattern(any_of(WORDS.related))
SUBSTITUTES = pattern(any_of(WORDS.substitutes))
PAID = pattern(any_of(WORDS.paid))
SALT = pattern(rf"{any_of(WORDS.salt)}(?: {any_of(WORDS.salt_name)})?[\s:(=-]{{1,6}}[^\n]{{0,24}}$")

# Medicines and goods that stand on the same shelves. A record that names one of them is not about our drug.
OTHER_GOODS = pattern(any_of(WORDS.other_goods))

# Headings over what others ask: a shop's page shown as a warning, goods bought to see what comes.
SPECIMEN = pattern(any_of(WORDS.specimen))
# "Pharmacy", "Shop": the head of a column of sellers; each row below is the price that one of them asks.
SELLER_HEAD = pattern(any_of(WORDS.seller_head))
PARCEL_HEAD = pattern(rf"^[^\pL]*{any_of(WORDS.parcel_head)}")
# Column heads.
QUANTITY_HEAD = pattern(rf"{any_of(WORDS.quantity_head)}|^ ?{UNIT}(?:[^\pL]|$)")
# "Strips (10 caps)": its numbers count strips of ten.
BOX_HEAD = pattern(rf"(?:^|[^\pL\d]){BOX}[^\d]{{1,8}}(?P<n>\d{{1,3}}) ?{UNIT}")
STRENGTH_HEAD = pattern(any_of(WORDS.strength_head))
BONUS_HEAD = pattern(any_of(WORDS.bonus_head))
PRICE_HEAD = pattern(any_of(WORDS.price_head))
