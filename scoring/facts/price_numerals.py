"""Pack sizes spelt out: "sixty capsules", "cent vingt gélules". The usual sizes, in every language of ours.

Plain form of `scoring.facts.normal`; a language is added by adding its line.
"""

from __future__ import annotations

import re2

from scoring.facts.patterns import pattern
from scoring.facts.price_units import BOX, END, UNIT

_SIZES = (10, 20, 28, 30, 50, 56, 60, 84, 90, 100, 112, 120, 150, 168, 180, 200, 240, 360)
# One line a language, in the order of the sizes.
_SPELT = (
    "ten|twenty|twenty-eight|thirty|fifty|fifty-six|sixty|eighty-four|ninety|hundred|hundred and twelve"
    "|hundred and twenty|hundred and fifty|hundred and sixty-eight|hundred and eighty|two hundred"
    "|two hundred and forty|three hundred and sixty",
    "zehn|zwanzig|achtundzwanzig|dreissig|funfzig|sechsundfunfzig|sechzig|vierundachtzig|neunzig|hundert"
    "|hundertzwolf|hundertzwanzig|hundertfunfzig|hundertachtundsechzig|hundertachtzig|zweihundert"
    "|zweihundertvierzig|dreihundertsechzig",
    "diez|veinte|veintiocho|treinta|cincuenta|cincuenta y seis|sesenta|ochenta y cuatro|noventa|cien|ciento doce"
    "|ciento veinte|ciento cincuenta|ciento sesenta y ocho|ciento ochenta|doscientas|doscientas cuarenta"
    "|trescientas sesenta",
    "dez|vinte|vinte e oito|trinta|cinquenta|cinquenta e seis|sessenta|oitenta e quatro|noventa|cem|cento e doze"
    "|cento e vinte|cento e cinquenta|cento e sessenta e oito|cento e oitenta|duzentas|duzentas e quarenta"
    "|trezentas e sessenta",
    "dix|vingt|vingt-huit|trente|cinquante|cinquante-six|soixante|quatre-vingt-quatre|quatre-vingt-dix|cent"
    "|cent douze|cent vingt|cent cinquante|cent soixante-huit|cent quatre-vingts|deux cents|deux cent quarante"
    "|trois cent soixante",
    "dieci|venti|ventotto|trenta|cinquanta|cinquantasei|sessanta|ottantaquattro|novanta|cento|centododici"
    "|centoventi|centocinquanta|centosessantotto|centottanta|duecento|duecentoquaranta|trecentosessanta",
    "tien|twintig|achtentwintig|dertig|vijftig|zesenvijftig|zestig|vierentachtig|negentig|honderd|honderdtwaalf"
    "|honderdtwintig|honderdvijftig|honderdachtenzestig|honderdtachtig|tweehonderd|tweehonderdveertig"
    "|driehonderdzestig",
    "ti|tyve|otteogtyve|tredive|halvtreds|seksoghalvtreds|tres|fireogfirs|halvfems|hundrede|hundrede og tolv"
    "|hundrede og tyve|hundrede og halvtreds|hundrede og otteogtres|hundrede og firs|to hundrede"
    "|to hundrede og fyrre|tre hundrede og tres",
    "tio|tjugo|tjugoatta|trettio|femtio|femtiosex|sextio|attiofyra|nittio|hundra|hundratolv|hundratjugo"
    "|hundrafemtio|hundrasextioatta|hundraattio|tvahundra|tvahundrafyrtio|trehundrasextio",
    "dziesiec|dwadziescia|dwadziescia osiem|trzydziesci|piecdziesiat|piecdziesiat szesc|szescdziesiat"
    "|osiemdziesiat cztery|dziewiecdziesiat|sto|sto dwanascie|sto dwadziescia|sto piecdziesiat"
    "|sto szescdziesiat osiem|sto osiemdziesiat|dwiescie|dwiescie czterdziesci|trzysta szescdziesiat",
    "десять|двадцать|двадцать восемь|тридцать|пятьдесят|пятьдесят шесть|шестьдесят|восемьдесят четыре|девяносто"
    "|сто|сто двенадцать|сто двадцать|сто пятьдесят|сто шестьдесят восемь|сто восемьдесят|двести|двести сорок"
    "|триста шестьдесят",
    "十|二十|二十八|三十|五十|五十六|六十|八十四|九十|百|百十二|百二十|百五十|百六十八|百八十|二百|二百四十|三百六十",
)
# Boxes are counted in words too; one line a language.
_FEW = (
    "two|three|four|five|six|nine",
    "zwei|drei|vier|funf|sechs|neun",
    "dos|tres|cuatro|cinco|seis|nueve",
    "duas|tres|quatro|cinco|seis|nove",
    "deux|trois|quatre|cinq|six|neuf",
    "due|tre|quattro|cinque|sei|nove",
    "twee|drie|vier|vijf|zes|negen",
    "to|tre|fire|fem|seks|ni",
    "tva|tre|fyra|fem|sex|nio",
    "dwa|trzy|cztery|piec|szesc|dziewiec",
    "две|три|четыре|пять|шесть|девять",
    "二|三|四|五|六|九",
)
FEW = {word: size for line in _FEW for word, size in zip(line.split("|"), (2, 3, 4, 5, 6, 9), strict=True)}
VALUES = {word: size for line in _SPELT for word, size in zip(line.split("|"), _SIZES, strict=True)}
_WORDS = "|".join(sorted(map(re2.escape, VALUES), key=len, reverse=True))
SPELT = pattern(
    r"(?:^|[^\pL-])(?:(?:one|a|ett|et|ein) ?)?"
    rf"(?P<word>{_WORDS}) ?{UNIT}{END}"
    # "strip of ten", "12 strips of ten"
    rf"|(?:\b(?P<strips>\d{{1,2}}) )?\b{BOX} (?:of|mit|zu|de|da|di|van|met|med|po|по) (?P<boxed>{_WORDS})(?:[^\pL]|$)"
    rf"|(?:mg|мг)[ ,x×-]{{1,3}}(?P<bare>{_WORDS})(?:[^\pL]|$)"  # "20 mg, thirty"
    rf"|(?:^|[^\pL-])(?P<of>{_WORDS}) (?:of|von|de|da|di|van|af|av|po|по) (?:the |der |las |las |los |les |le "
    rf"|de )?\d{{1,2}} ?(?:mg|мг)"
)
PLACES = ("word", "bare", "of", "boxed")
