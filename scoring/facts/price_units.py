"""How packs and strengths are written, in the plain form of `scoring.facts.normal`.

The words stand in `data/price_words/<language>.toml`, a file for each language; digits, signs and units of measure are
told here.
"""

from __future__ import annotations

from scoring.facts.patterns import pattern
from scoring.facts.price_lists import WORDS, any_of

UNIT = any_of(WORDS.unit)  # what is counted
# Japanese sets no space behind a noun: "84カプセルは", "30錠入り".
# And a dollar may be glued to what it counts: "60 capsA$96".
END = rf"(?:[^\pL]|(?:a|au|nz|c|ca|us|r|s|hk|mx)\$|{any_of(WORDS.unit_end)}|$)"
_SOFT = rf"(?:{any_of(WORDS.soft)} )?"
_OF_ONE = rf"(?: {any_of(WORDS.pack_of)})"
_OF = rf"{_OF_ONE}*"
# What capsules come in: a number behind these words counts capsules ("kit of 90", "caja: 30").
BOX = rf"{any_of(WORDS.box)}\.?"
_AFTER = rf"{any_of(WORDS.unit_after)}?"
# "60 caps", "x60", "30 x 20mg", "3 strips of 10", "30 caps x 2 boxes", "10mg x 30", "pack of 60", "No 30".
QUANTITY = pattern(
    rf"\b\d{{1,2}} ?(?:x )?{BOX} ?\((?P<n15>\d{{2,3}})(?: ?{_SOFT}{UNIT})?\)"
    rf"|\b(?P<boxes>\d{{1,2}}) ?(?:x )?{BOX}(?:{_OF_ONE}+| ?[x×*]) ?(?P<n0>\d{{1,3}}) ?{_SOFT}(?:{UNIT})?{END}"
    rf"|\b(?P<n9>\d{{1,3}}) ?{_SOFT}{UNIT} ?{_AFTER}[x×*] ?(?P<packs>\d{{1,2}}) ?{BOX}{END}"
    rf"|\b(?:{BOX}{_OF_ONE} )?(?P<cases>\d{{1,2}}) ?{BOX}(?:\(s\))? ?\(?(?P<n11>\d{{1,3}}) ?{_SOFT}{UNIT}"
    rf" {any_of(WORDS.each_box)}"
    rf"|(?P<times>\b\d{{1,3}}) ?[x×*] ?(?P<n1>\d{{1,4}}) ?-?{_SOFT}{UNIT}{END}"
    rf"|(?P<n2>\b\d{{1,4}}) ?[x×] ?\d{{1,2}} ?m(?:g|г)"
    r"|\b(?P<bare>[1-9]|12) ?[x×*] ?(?P<n13>10|14|15|20|28|30|50|56|60|90|100)(?:[^\pL\d.,%/ ]|[.,/ ](?:\D|$)|$)"
    rf"|m(?:g|г)[ ,]*[x×] ?(?P<n3>\d{{1,4}})\b"
    rf"|(?:\b|[a-z])(?P<n4>\d{{1,4}})[ -]?(?:x )?{_SOFT}{UNIT}{END}"
    rf"|\b(?:{BOX}(?: [\pL]{{3,12}}:)?|{any_of(WORDS.counted)}){_OF}[: ]{{0,2}}(?P<n5>\d{{2,4}})\b"
    rf"|(?:^|[^\d.,])(?P<n12>\d{{2,3}}) {any_of(WORDS.in_box)} (?:{any_of(WORDS.box_article)} )?{BOX}{END}"
    rf"|{UNIT} ?\((?P<n14>\d{{2,3}})\)"
    rf"|\b{any_of(WORDS.number_sign)} ?(?P<n6>\d{{2,3}})\b"
    r"|\b(?P<n7>\d{1,3})'s\b"
    r"|(?:\b|[^\d])[x×] ?(?P<n8>\d{2,3})\b"
    r"|\.{2,} ?(?P<n10>\d{1,3}) ?\.{2,}"
)  # fmt: skip
GROUPS = ("n15", "n0", "n9", "n11", "n12", "n1", "n2", "n13", "n3", "n4", "n5", "n6", "n7", "n8", "n10", "n14")
FACTORS = ("times", "boxes", "packs", "cases", "bare")
SURE = frozenset(
    {"n12", "n0", "n9", "n11", "n1", "n4"}
)  # with the word for what is counted; the others give way to an amount
_EXTRA = any_of(WORDS.thrown_in)
BONUS = pattern(
    rf"{any_of(WORDS.thrown_in_and)} ?\d{{1,3}} ?(?:{_SOFT}{UNIT} ?)?"
    rf"(?:{any_of(WORDS.thrown_in_as)} )*{_EXTRA}(?: {UNIT})?"
    rf"|{any_of(WORDS.thrown_in_label)}[: +]*\d{{1,3}} ?{UNIT}"
    rf"|\d{{1,3}} ?{_EXTRA} ?{UNIT}|\+ ?\d{{1,2}} ?{UNIT}"
)
# "180 (+ 15 gift capsules)" in a column of pack sizes: what is thrown in, whatever it is called.
GIFT_BESIDE = pattern(r"[ \n]*[(+][^\d\n]{0,12}\d{1,3}[^\d\n)]*\)?$")
# "Isoglow 20 Capsule": behind a name, and one capsule: the number is its strength.
ONE_OF = pattern(
    rf"[\pL]{{5,}}(?: (?P<mg>5|10|20|25|30|40) {any_of(WORDS.one_of)}|-(?P<dash>5|10|20|25|30"
    rf"|40)[ -]{any_of(WORDS.one_of_dashed)})(?:[^\pL]|$)"
    rf"|\b(?P<er>5|10|20|25|30|40)[' -]?{any_of(WORDS.one_of_number)}"  # "die 20er Kapsel"
)
STRENGTH = pattern(
    r"(?:\b|[a-z])(?P<list>(?:\d{1,3}(?:[.,]\d)? ?(?:m(?:g|г)|мг)?(?:[,/&+、・-]"
    rf"| {any_of(WORDS.dose_and)}) ?){{0,5}})"
    rf"(?P<mg>\d{{1,4}}(?:[.,]\d{{1,3}})?)[ -]?(?:m(?:g|г)s?|{any_of(WORDS.milligram)})"
    rf"(?P<per>s?/{any_of(WORDS.dose_per)}|[^\pL]|$|x)"
)
NUMBERS = pattern(r"\d{1,3}(?:[.,]\d)?")
