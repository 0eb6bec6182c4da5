"""Which currency "$", "kr" and "¥" are on a page, and which one its bare numbers are in."""

from __future__ import annotations

from collections import Counter

from crawler.site import host_of
from scoring.facts.money import DASHED
from scoring.facts.patterns import pattern
from scoring.facts.price_parts import PageParts
from scoring.facts.price_words import QUANTITY_HEAD

_DOLLARS = pattern(r"\b(aud|cad|nzd|usd|mxn|sgd|hkd|cop|clp|ars|uyu)\b|\b(a|au|nz|ca|can|c|us|mx|sg|hk)\$")
# "cápsulasR$ 389,00": glued to a word, a sign is told from the word's last letters by its capitals.
_GLUED_SIGN = pattern(r"\p{Ll}(R|AU?|NZ|CA?|US|MX|SG|HK)\$ ?\d")
_BY_SIGN = {
    "r": "BRL",
    "a": "AUD",
    "au": "AUD",
    "nz": "NZD",
    "ca": "CAD",
    "can": "CAD",
    "c": "CAD",
    "us": "USD",
    "mx": "MXN",
    "sg": "SGD",
    "hk": "HKD",
}
_BY_ENDING = {
    "au": "AUD", "ca": "CAD", "nz": "NZD", "mx": "MXN", "sg": "SGD", "hk": "HKD", "us": "USD",
    "dk": "DKK", "se": "SEK", "no": "NOK", "is": "ISK",
    "jp": "JPY", "cn": "CNY", "cl": "CLP", "co": "", "ar": "ARS", "uy": "UYU",
}  # fmt: skip
_WRITTEN_AS_DOLLAR = frozenset({"AUD", "CAD", "NZD", "MXN", "SGD", "HKD", "USD", "CLP", "ARS", "UYU"})
_BY_REGION = {k: v for k, v in _BY_ENDING.items() if v in _WRITTEN_AS_DOLLAR} | {"co": "COP"}  # lang="es-CO"
# Words that place a shop or its buyers in a country that pays in dollars, or in pesos written with their sign.
# Not Canada: "Canadian" shops ask US dollars.
_PLACES = pattern(
    r"(?P<AUD>\baustrali|\babn\b|schedule 4|\btga\b|\bs4\b|\bpbs\b|\bnsw\b|melbourne|sydney|brisbane|border force)"
    r"|(?P<NZD>new zealand|\bmedsafe\b|auckland|aotearoa)"
    r"|(?P<MXN>\bmexico\b|\boxxo\b|\bcofepris\b|republica mexicana)"
    r"|(?P<COP>\bcolombia\b|\binvima\b|\bnequi\b|daviplata|bogota|medellin|\befecty\b)"
    r"|(?P<ARS>\bargentin|\banmat\b|buenos aires|mercado ?pago argentina|\brapipago\b)"
    r"|(?P<CLP>\bchile\b|\bisp chile\b|\bwebpay\b|valparaiso)"
    r"|(?P<USD>\busps\b|\bfda\b|ipledge|united states|\bu\.?s\. |american|\busa\b)"
)
_KRONER = {"da": "DKK", "sv": "SEK", "no": "NOK", "nb": "NOK", "nn": "NOK", "is": "ISK", "cs": "CZK"}
_HEADS_LINE = 60  # characters: "item   pack   usd"
_BY_LANGUAGE = {"de": "EUR", "nl": "EUR", "pl": "PLN"}  # where people write "45,-"
# What prices are said to be in, by its name: "Ceny podano w złotych", "alle Preise in Euro", "цены указаны в рублях".
_NAMES = (
    r"usd|eur|euros?|gbp|aud|cad|nzd|inr|jpy|rub|pln|zl[\pL]*|czk|chf|sek|nok|dkk|brl|mxn|cop|clp|ars|zar|try|ils|thb"
    r"|dol+ar[\pL]*|dolar[\pL]*|pounds?(?: sterling)?|reais|rupees|yen|kron(?:er|or|e|a|ur)|рубл[\pL]*|евро"
    r"|доллар[\pL]*|円|ドル"
)
_SAID = pattern(
    r'(?:pricecurrency"?[ :"\n]{1,4}|(?:currency|valuta|wahrung|devise|moneda|moeda|waluta|валюта)[: ]{1,2}'
    r"|(?:^|[^\pL])(?:prices?|preise|precios|precos|valores|prezzi|prix|tarifs|prijzen|priser(?:na|ne)?|ceny"
    r"|kwoty|цены|суммы)"
    r"(?: [\pL]{2,12}){0,4} (?:in|i|en|em|w|в|v)(?: (?P<whose>[\pL.]{2,12}))? )"
    rf'"?(?P<name>{_NAMES})(?:[^\pL]|$)'
    r"|(?:価格|料金|金額)は[^\d。]{0,8}(?P<kana>円|ドル)"
)
# By the first letters of a name; dollars and crowns are told apart by the page.
_NAMED = {
    "eur": "EUR", "dol": "$", "pou": "GBP", "rea": "BRL", "rup": "INR", "yen": "JPY", "kro": "kr", "zl": "PLN",
    "zlo": "PLN",    "руб": "RUB", "евр": "EUR", "дол": "$", "円": "JPY", "ドル": "$",
}  # fmt: skip


# "US dollars", "danske kroner", "pesos mexicanos" by the first letters of whose they are.
_WHOSE = {
    "us": "USD", "u.s": "USD", "ame": "USD", "can": "CAD", "aus": "AUD", "new": "NZD", "dan": "DKK", "sve": "SEK",
    "swe": "SEK", "nor": "NOK",
}  # fmt: skip
_TOLD_APART = frozenset({"dol", "kro", "дол"})


class Currencies:
    """The currencies of one page."""

    def __init__(self, parts: PageParts) -> None:
        self.parts, self.page = parts, parts.page
        self.ending = host_of(self.page.url).rsplit(".", 1)[-1]
        self._dollar: str | None = None
        self._language = self.page.content.declared_language[:2] or self.page.content.language
        self._languages = (self.page.content.declared_language[:2], self.page.content.language)

    def named(self, currency: str, near: str = "") -> str | None:
        """The ISO code for an amount's own sign; `near`: the column head or heading that may tell the currency."""
        if currency == "$":
            return code_in(near, True) or self.dollar
        if currency == "kr":
            return _BY_ENDING.get(self.ending) if self.ending in ("dk", "se", "no", "is") else self.krone
        if currency == "R":
            # In English and Afrikaans an "R" before a number is the rand, and nothing else.
            at_home = self.ending == "za" or self._language in ("en", "af")
            return "ZAR" if at_home or _RAND.search(self.parts.plain.text) else None
        if currency == DASHED:
            return code_in(near, False) or self.stated or self.usual or self.krone or _BY_LANGUAGE.get(self._language)
        if currency == "¥":
            return "CNY" if "zh" in self._languages or self.ending == "cn" else "JPY"
        if currency:
            return currency if len(currency) == 3 else None
        return code_in(near, False) or self._in_words(near) or self.stated or self.usual or self.in_heads

    def _in_words(self, near: str) -> str | None:
        """The currency of a column headed "Dollars" or "Kroner": which one, the page tells."""
        match = _SHORT.search(near)
        return None if match is None else self.dollar if match.group("dollar") else self.krone

    @property
    def dollar(self) -> str:
        """Which dollar: one named on the page, else by the domain, else by the places it names, else the US dollar."""
        if self._dollar is None:
            self._dollar = self._which_dollar()
        return self._dollar

    def _which_dollar(self) -> str:
        text = self.parts.plain.text
        said = _SAID.search(text)
        if said and (said.group("name") or "")[:3] == "dol" and (said.group("whose") or "")[:3] in _WHOSE:
            return _WHOSE[said.group("whose")[:3]]
        codes = Counter((m.group(1) or "").upper() or _BY_SIGN[m.group(2)] for m in _DOLLARS.finditer(text))
        codes += Counter(_BY_SIGN[m.group(1).lower()] for m in _GLUED_SIGN.finditer(self.page.text))
        if len(codes) == 1:
            return str(next(iter(codes)))
        by_ending = _BY_ENDING.get(self.ending, "")
        if by_ending in _WRITTEN_AS_DOLLAR:
            return by_ending
        by_region = _BY_REGION.get(self.page.content.declared_language[3:5], "")
        if by_region:
            return by_region
        hints: Counter[str] = Counter(k for m in _PLACES.finditer(text) for k, v in m.groupdict().items() if v)
        if not hints:
            return "MXN" if self.page.content.language == "es" and "mx" in host_of(self.page.url) else "USD"
        best = hints.most_common(2)
        return best[0][0] if len(best) == 1 or best[0][1] > best[1][1] else "USD"

    @property
    def krone(self) -> str | None:
        return _KRONER.get(self.page.content.declared_language[:2]) or _KRONER.get(self.page.content.language)

    @property
    def stated(self) -> str | None:
        """The currency that the page says its prices are in."""
        match = _SAID.search(self.parts.plain.text)
        if match is None:
            return None
        word = match.group("name") or match.group("kana")
        if whose := _WHOSE.get((match.group("whose") or "")[:3]):
            return whose if word[:3] in _TOLD_APART else word.upper()
        return self.named(_NAMED.get(word[:3]) or word.upper())

    @property
    def in_heads(self) -> str | None:
        """The currency that a line of column heads names, where a list is typed without a table."""
        for block in self.page.blocks:
            if block.end - block.start <= _HEADS_LINE:
                said = self.parts.of(block).text
                heads = not any(sign.isdigit() for sign in said) and QUANTITY_HEAD.search(said)
                if heads and (code := code_in(said)):
                    return code
        return None

    @property
    def usual(self) -> str | None:
        """The currency of all other amounts of the page, when they agree."""
        kinds = {m.currency for m in self.parts.all.moneys if m.currency} - {DASHED}
        return self.named(kinds.pop()) if len(kinds) == 1 else None


def code_in(text: str, dollars: bool = False) -> str | None:
    """The ISO code of the currency that a head or heading names; `dollars`: only one that is written "$"."""
    match = _HEAD.search(text)
    if match is None:
        return None
    word = match.group(1)
    code = _BY_SIGN.get(word.rstrip("$"), "") if word.endswith("$") and word != "r$" else ""
    code = code or _IN_HEADS.get(word[:3]) or word.upper()
    return code if not dollars or code in _BY_SIGN.values() else None


_SHORT = pattern(
    r"(?:^|[^\pL])(?:(?P<dollar>dol+ar(?:s|es|y|ow)?|доллар[\pL]*|\$)|kr\.?|kron(?:er|or|e|a))(?:[^\pL]|$)"
)
_RAND = pattern(
    r"south africa|suid-afrika|\bsahpra\b|\bapteek|gauteng|johannesburg|cape town|kaapstad|pretoria|durban|\bzar\b"
    r"|\brands?\b"
)
_IN_HEADS = {
    "€": "EUR", "eur": "EUR", "£": "GBP", "pou": "GBP", "rea": "BRL", "₽": "RUB", "руб": "RUB", "₹": "INR", "r$": "BRL",
    "円": "JPY", "zl": "PLN", "zlo": "PLN", "u.s": "USD", "us ": "USD", "ame": "USD", "can": "CAD", "aus": "AUD",
    "new": "NZD",
}  # fmt: skip
_HEAD = pattern(
    r"(?:^|[^\pL])((?:us|nz|au|ca|c|a|mx|hk|sg)\$"
    r"|(?:u\.?s\.?|american|canadian|australian|new zealand) dollars?"
    r"|usd|euros?|eur|€|£|₽|₹|r\$|円|gbp|aud|cad|nzd|mxn|cop|clp|ars"
    r"|inr|jpy|rub|pln|zl[\pL]*|czk"
    r"|chf|sek|nok|dkk|brl|zar|try|ils|thb|руб[\pL]*|pounds?|reais)(?:[^\pL]|$)"
)
