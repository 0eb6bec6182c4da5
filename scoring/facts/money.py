"""Amounts of money in plain text: numbers as the world writes them, bound to the currency that stands beside them.

"1.299,00 kr", "$0.84", "１，４８０円", "₹152MRP ₹184": which number a sign belongs to is decided by nearness, and
where it stands equally near to two, by the habit of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from scoring.facts.finder import Pattern
from scoring.facts.patterns import pattern
from scoring.facts.price_glued import pack_length
from scoring.facts.price_units import UNIT

_AMOUNT = Pattern(
    r"\d{1,3}万(?:\d,?\d{3})?"
    r"|\d+[.,]\d{4}|\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d{1,4})?(?: ?(?:тыс|tys)\.?)?"
)
_THOUSAND = Pattern(r"(?:тыс|tys)\.?$")
_SIGN = Pattern(
    r"\br ?\d|[₩₱₫₦]|\bs?fr\.|\bnt\$|"
    r"(?:au|nz|can?|us|mx|hk|sg|[acrs])?\$|[€£¥円₹₽₺₪฿₴]|us dollars?|reais|\b(?:usd|eur(?:os?)?|gbp|aud|cad"
    r"|nzd|inr|jpy|rub|pln|czk|huf|ron"
    r"|bgn|chf|sek|nok|dkk|brl|mxn|cop|clp|ars|uyu|pen|krw|cny|uah|kzt|byn|myr|php|aed|zar|try|ils|thb|hkd|sgd"
    r"|zl(?:otych|ote|oty)?|kc|ft|lei|krona|kroner|kronor|rs|kr|tl)(?:\b\.?|\d)"
    r"|\d(?:usd|eur|gbp|aud|cad|nzd|inr|jpy|rub|pln|chf|sek|nok|dkk|zl|kr|kc|ft)\b|руб(?:\.|лей|ля|ль|)|р\.?|грн|лв"
)
# Signs that mean one currency only. "$", "kr", "rs" and "¥" are told apart by the page (`scoring.facts.currency`).
_ISO = {
    "a$": "AUD", "au$": "AUD", "nz$": "NZD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "us$": "USD", "mx$": "MXN",
    "hk$": "HKD", "sg$": "SGD", "s$": "SGD", "r$": "BRL", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "円": "JPY", "₹": "INR", "rs": "INR", "₽": "RUB", "₺": "TRY", "tl": "TRY", "₪": "ILS",
    "฿": "THB", "₴": "UAH",
    "zl": "PLN", "zlotych": "PLN", "zlote": "PLN", "zloty": "PLN", "kc": "CZK", "ft": "HUF", "lei": "RON",
    "руб": "RUB", "рублеи": "RUB", "рублей": "RUB", "рубля": "RUB", "рубль": "RUB", "р": "RUB",
    "грн": "UAH", "лв": "BGN",
    "r": "R", "₩": "KRW", "₱": "PHP", "₫": "VND", "₦": "NGN", "fr": "CHF", "sfr": "CHF", "nt$": "TWD",
    "us dollar": "USD", "us dollars": "USD", "reais": "BRL",
}  # fmt: skip
# fmt: off
_CODES = frozenset({
    "usd", "gbp", "aud", "cad", "nzd", "inr", "jpy", "rub", "pln", "czk", "huf", "ron", "bgn", "chf", "sek", "nok",
    "dkk", "brl", "mxn", "cop", "clp", "ars", "uyu", "pen", "krw", "cny", "uah", "kzt", "byn", "myr", "php", "aed",
    "zar", "try", "ils", "thb", "hkd", "sgd",
})
# fmt: on
# The dollars of a page that are set apart: "cápsulasR$ 432" is told by the "R$" beside it, "capsules$ 40" has none.
_APART = Pattern(r"(?:^|[^\pL\d])(?P<dollar>[\pL]{0,3}\$)")
_DOLLAR = _APART.groupindex["dollar"]
_UNSPACED = "\u3040"  # from here on scripts do not set words apart
_KRONER = frozenset({"kr", "krona", "kroner", "kronor"})
_PREFIXED = frozenset("$£₹¥")  # signs that stand before the number where the page shows no habit
_NOT_MONEY = Pattern(r"^ ?(?:%|mg|мг|ml|мл|g\b|kg|cm|mm|km|mcg|iu|stars?|/10|/5\b|:\d|[.,/-]\d)")
_COUNTS = pattern(rf"^ ?(?:m(?:g|г)\b|мг|[x×] ?\d|{UNIT}(?:[^\pL]|$))")
_SIGN_BESIDE = Pattern(r"(?:[€£$¥₹₽]|eur|usd|gbp|chf|sek|nok|dkk|pln|czk|rub|inr|cad|aud|kr|rs|\br)\.? ?$")
_SIGN_AFTER = Pattern(r"^ ?(?:[€£$¥₹₽]|[a-zа-я]{1,3})")
_SMALL = Pattern(
    r"(?:^|[^\d.,])(?P<n>\d{1,3}(?:\.\d)?) ?(?P<coin>p|pence|¢|cents?)(?: ?(?:/|each\b|per\b|apiece\b)| a\b)"
)
_MONTH_YEAR = Pattern(r"^(?:0?[1-9]|1[0-2])[.,](?:19|20)\d\d$")
_CENTS = Pattern(r"^([.,]?)(\d\d)(?:[^\d.,]|$)")
_WHOLE = Pattern(r"^ ?(?:,-|\.-|,--| -|:-)")
_NO_KOPECKS = Pattern(r"^-00(?:[^\d-]|$)")  # "4 200-00"
_DASH = Pattern(r"^(?:,-|\.-|,--|:-)")
_FAR = 9  # further than any gap
DASHED = ",-"  # currency of "799,-" without a sign: that of the page's country
_NO_CENTS = frozenset({"JPY", "HUF", "RUB", "INR", "CLP", "COP", "KRW"})  # "1.299" is a thousand and more


@dataclass(frozen=True, slots=True)
class Money:
    """An amount at `start`..`end` of a plain text.

    `currency`: an ISO code, a sign that only the page can tell ("$", "kr", "¥"), or "" for none.
    """

    start: int
    end: int
    amount: Decimal
    currency: str
    written: str = ""

    @property
    def bare(self) -> bool:
        return not self.currency


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    currency: str


def moneys(plain: str, comma_decimals: bool | None = None) -> tuple[Money, ...]:
    """All amounts of a plain text: those with a currency, and bare numbers with two or four decimals.

    `comma_decimals` tells how to read "1.299" where nothing on the page does; None: a point is a decimal point.
    """
    amounts = [piece for m in _AMOUNT.finditer(plain) for piece in _pieces(plain, m.start(), m.end())]
    apart = {m.group(_DOLLAR) for m in _APART.finditer(plain)}
    dollar = apart.pop() if len(apart) == 1 else ""
    signs = [sign for m in _SIGN.finditer(plain) if (sign := _sign(plain, m.start(), m.end(), dollar))]
    bound = _bind(plain, amounts, signs)
    comma = _habit(plain, amounts, comma_decimals)
    found = []
    for at, (start, end) in enumerate(amounts):
        sign = bound.get(at)
        words = plain[start:end]
        if sign is None and not _looks_priced(plain, start, end):
            continue
        if sign is not None and (cents := _cents(plain, end, sign)):
            words, end = f"{words}.{cents[-2:]}", sign.end + len(cents)
        dashed = plain[end : end + 2] == ",-"  # the comma of "1.049,-" says that the point is none of decimals
        amount = read_amount(words, comma or dashed, sign.currency if sign else "")
        if amount is not None and amount < 10**8:
            first, last = (min(start, sign.start), max(end, sign.end)) if sign else (start, end)
            unsigned = DASHED if _DASH.match(plain[end : end + 3]) else ""
            found.append(Money(first, last, amount, sign.currency if sign else unsigned, words))
    return tuple(sorted([*found, *_coins(plain, found)], key=lambda money: money.start))


def _coins(plain: str, found: list[Money]) -> Iterator[Money]:
    """Prices of a capsule in small coin: "38p each", "99 cents per pill"."""
    for match in _SMALL.finditer(plain):
        start = match.start(_SMALL.groupindex["n"])
        coin = match.group("coin")
        whole = {m.currency for m in found}
        cents = "EUR" if "EUR" in whole and "$" not in whole else "$"
        if not any(m.start <= start < m.end for m in found):
            amount = Decimal(match.group("n")) / 100
            yield Money(start, match.end(_SMALL.groupindex["coin"]), amount, "GBP" if coin[0] == "p" else cents)


def _pieces(plain: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """ "100 124.00" is a pack and its price: where decimals follow a point, thousands are hardly set off by a space."""
    start += pack_length(plain, start, end)
    last = plain.rfind(" ", start, end)
    alone = plain[end - 3 : end - 2] == "." and not _SIGN_BESIDE.search(plain[max(start - 4, 0) : start])
    if last < 0 or not alone or _SIGN_AFTER.match(plain[end : end + 5]):
        return ((start, _end(plain, start, end)),)
    return (start, last), (last + 1, _end(plain, last + 1, end))


def _cents(plain: str, end: int, sign: _Sign) -> str:
    """ "39€90", "57€,00": what stands behind a sign that took the place of the separator; empty: nothing."""
    match = _CENTS.match(plain[sign.end : sign.end + 4]) if sign.start == end else None
    if match is None or sign.currency not in ("EUR", "GBP", "$", "CHF"):
        return ""
    counted = _COUNTS.match(plain[sign.end + len(match.group(1)) + 2 :][:12])
    return "" if counted and not match.group(1) else match.group(1) + match.group(2)


def _end(plain: str, start: int, end: int) -> int:
    """ "266.4018%" is 266.40 and a reduction of 18 %, "82.3298p each" the pack and one of it, run together."""
    glued = plain[end : end + 1] in ("%", "p") and end - start > 6 and plain[end - 5] in ".,"
    return end - 2 if glued else end


def read_amount(words: str, comma_decimals: bool = False, currency: str = "") -> Decimal | None:
    """The number that `words` write: digits with separators, nothing else. None: not a number."""
    digits = words.replace(" ", "").replace("'", "").replace("\u00a0", "")
    if "万" in digits:
        tens, _, rest = digits.partition("万")
        return Decimal(tens) * 10_000 + Decimal(rest.replace(",", "") or 0)
    if thousands := _THOUSAND.search(digits):  # "2,9 тыс."
        return Decimal(digits[: thousands.start()].replace(",", ".")) * 1000
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        tail = len(digits) - last - 1
        separators = {c for c in digits if c in ".,"}
        several = digits.count(digits[last]) > 1
        alone = tail == 3 and _thousands(digits, last, comma_decimals, currency)
        whole = len(separators) == 1 and (several or alone)
        head = digits[: last + (tail + 1 if whole else 0)]
        digits = head.replace(".", "").replace(",", "") + ("" if whole else "." + digits[last + 1 :])
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _thousands(digits: str, at: int, comma_decimals: bool, currency: str) -> bool:
    """One separator and three digits: "1.299" is undecided by itself."""
    if digits.startswith("0") or currency in _NO_CENTS:
        return not digits.startswith("0")
    return (digits[at] == ".") is comma_decimals


def _habit(plain: str, amounts: Iterable[tuple[int, int]], told: bool | None) -> bool:
    """True when the page writes decimals after a comma, judged by its numbers with two decimals."""
    count: Counter[str] = Counter()
    for start, end in amounts:
        if end - start > 3 and plain[end - 3] in ".,":
            count[plain[end - 3]] += 1
    if count["."] == count[","]:
        return bool(told)
    return count[","] > count["."]


def _letter(sign: str) -> bool:
    """True for a letter of a script that sets words apart: in "は4,600円です" nothing is glued."""
    return sign.isalpha() and sign < _UNSPACED


def _sign(plain: str, start: int, end: int, dollar: str) -> _Sign | None:
    if plain[start].isdigit():
        start += 1
    if end - start > 1 and plain[end - 1].isdigit():  # "84,90 zl20 mg": the next number, glued on
        end -= 1
    words = plain[start:end]
    name = words.rstrip(". ")
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if len(name) > 1 and name.endswith("$") and _letter(before) and name != dollar:
        start, name = end - 1, "$"
    if _letter(name[0]) and name != dollar and (_letter(before) or _letter(after)):
        return None
    end = start + len(name) if words == name else end
    currency = "kr" if name in _KRONER else _ISO.get(name) or (name.upper() if name in _CODES else name)
    return _Sign(start, end, currency)


def _bind(plain: str, amounts: list[tuple[int, int]], signs: list[_Sign]) -> dict[int, _Sign]:
    """Which amount each sign belongs to: the nearer of its neighbours, then the habit of the page."""
    starts, ends = {s: i for i, (s, _) in enumerate(amounts)}, {e: i for i, (_, e) in enumerate(amounts)}
    neighbours = [(sign, *_left(plain, sign, ends), *_right(sign, plain, starts)) for sign in signs]
    habit: Counter[str] = Counter()
    for sign, left, _, right, _ in neighbours:
        if (left is None) != (right is None):
            habit[sign.currency] += 1 if left is None else -1
    bound: dict[int, _Sign] = {}
    for sign, left, left_gap, right, right_gap in neighbours:
        if left is not None and right is not None and _COUNTS.match(plain[amounts[right][1] :][:12]):
            right = None  # "84,90 zl 20 mg": what stands behind is counted, not paid
        if left is not None and right is not None:
            behind = sign.currency in ("RUB", "UAH", "BGN") and left_gap < _FAR - 1  # always: "2 180 ₽72.67"
            right = None if behind or _cents(plain, amounts[left][1], sign) else right  # "39€90"
        if left is not None and right is not None and left not in bound:
            by_habit = habit[sign.currency] or (1 if sign.currency in _PREFIXED or sign.currency.endswith("$") else -1)
            prefixed = right_gap < left_gap or (right_gap == left_gap and by_habit > 0)
        else:
            prefixed = right is not None
        target = right if prefixed else left
        if target is not None and target not in bound:
            bound[target] = sign
        elif target is not None and bound[target].currency in ("$", "kr", "¥") and len(sign.currency) == 3:
            bound[target] = replace_currency(bound[target], sign)
    return bound


def replace_currency(sign: _Sign, code: _Sign) -> _Sign:
    """ "$45.00 USD": the code behind the number says which dollar it is."""
    return replace(sign, currency=code.currency, start=min(sign.start, code.start), end=max(sign.end, code.end))


def _left(plain: str, sign: _Sign, ends: dict[int, int]) -> tuple[int | None, int]:
    for gap in range(4):
        at = ends.get(sign.start - gap)
        between = plain[sign.start - gap : sign.start]
        if at is not None and (gap < 2 or _WHOLE.match(between)):
            return at, _gap(between)
    return None, _FAR


def _right(sign: _Sign, plain: str, starts: dict[int, int]) -> tuple[int | None, int]:
    for gap in range(3):
        between = plain[sign.end : sign.end + gap]
        if between.strip(" :"):
            break
        at = starts.get(sign.end + gap)
        if at is not None:
            return at, _gap(between)
    return None, _FAR


def _gap(between: str) -> int:
    """How far a sign stands from its number; another line is farther than anything in this one."""
    return _FAR - 1 if "\n" in between else len(between) if between.isspace() or not between.strip(" :") else 0


def _looks_priced(plain: str, start: int, end: int) -> bool:
    """A bare number that is written like a price: two or four decimals, or the dash that stands for no cents."""
    words = plain[start:end]
    if _NO_KOPECKS.match(plain[end : end + 4]) and len(words) > 3 and plain[start - 1 : start] != "-":
        return True
    if _NOT_MONEY.match(plain[end : end + 8]) and not _WHOLE.match(plain[end : end + 3]):
        return False
    joined = start and plain[start - 1 : start] in ("-", ".", ",", "/", ":", "+", "#")
    if joined and plain[start - 2 : start - 1].isalnum():
        return False
    if _DASH.match(plain[end : end + 3]):
        return True
    cents = len(words) > 3 and words[-3] in ".,"
    fine = len(words) in (6, 7) and words[-5] in ".," and not _MONTH_YEAR.match(words)
    return cents or fine
