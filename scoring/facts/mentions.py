"""Where a page names the drug: by substance, synonym, brand or a misspelling of one, and in which form.

All names of the World stand in one pattern, so a page is searched once however many names there are. Words that only
look like a name are compared with the few names that shops misspell most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import re2
from rapidfuzz.distance import OSA

from crawler.visit import Page
from data.world import Drug, DrugName, World
from scoring.facts.normal import Normal, fold, normal
from scoring.facts.patterns import pattern
from scoring.facts.types import Mention
from scoring.model import Cited

_MOST = 200  # mentions of one page that are kept: leaflets name their drug in every line
_SHORT = 6  # letters: "Doin" and "Clarus" are also plain words, and count only where something else names the drug
_COMPOUND = 8  # letters: from here on a name may be the first part of a longer word ("roaccutanekur")
_FUZZY = (("isotretinoin", 2), ("roaccutane", 1), ("roaccutan", 1), ("accutane", 1))  # name, slips allowed
# What a misspelt name still looks like; keeps the comparison away from ordinary words.
_LOOKS_LIKE = pattern(
    r"\b(?:[iy1l]?[sz]{1,2}[oa0]{1,2}[a-z0]{0,3}tr?[a-z0]{1,3}[a-z0]*n[a-z0]*n[a-z]?"
    r"|a[ck]{1,4}[uo]{1,2}t{1,2}[aei]{0,2}[a-z]{1,3}"
    r"|r[oa]{1,3}[ck]{1,4}[ou]{1,2}t{1,2}[aei]{0,2}[a-z]{1,3})\b"
)
# Brands coined from the substance in any script ("Изотроин", "イソトレット"), not "isotropic": no list has them all.
# Such a word counts where its strength follows, or where the page names the drug in another way too.
_COINED = pattern(
    r"(?:^|[^\pL\d])((?:i[sz]otr[eo][a-oq-z][a-z]{0,8}|изотр[ео][а-ор-яё][а-яё]{0,8}))(?:[^\pL]|$)"
    r"|(イソトレ[ァ-ヶー]{1,5}|イソトロ[ァ-ヶー]{1,5})"
)
_FIRST_UNSPACED = "\u3040"  # from here on scripts do not set words apart, so a name may stand anywhere
_SUFFIX = r"(?:'?s|u|em|ie|ow|[\x{400}-\x{4ff}]{1,3})?"  # genitives and cases of brand names
_TOPICAL = (
    r"(?:gel|gels|hydrogel|cream|creme|krem|crema|pomada|pommade|salbe|salve|salva|zalf|masc|lotion|serum|ointment|"
    r"losung|unguento|zel|гел[ья]|крем\w*|маз[ьи]|ゲル|クリーム|軟膏|외용|0[.,]0?[15] ?%|0[.,]025 ?%|topical"
    r"|topisch|topique|topico)"
)
_TOPICAL_AFTER = pattern(rf"^[\s(,:®™*-]*(?:[\pL\d.%-]+[\s,(]+){{0,1}}?{_TOPICAL}(?:[^\pL]|$)")
_TOPICAL_BEFORE = pattern(rf"(?:^|[^\pL]){_TOPICAL}[\s:-]{{1,3}}(?:(?:of|mit|con|de|med|z|с) )?$")
_ORAL_AFTER = pattern(r"^.{0,24}(?:soft ?gel|gel[ -]?(?:caps|kaps|perl)|gelatin|gelatine)")
# "Sotret 20", "Сотрет капс. 20мг"
_STRENGTH_AFTER = pattern(
    r"^[\s®™-]*(?:(?:caps|kaps|капс|gel[ -]?caps|gelul|softgel)[\pL]{0,7}\.?[\s,]*)?\d{1,2}(?:[^\d]|$)"
)
_STRENGTH_NEAR = 24  # characters
# Behind a coined name another word may stand, but the strength has its unit: "Изотрекс-Форте 20 мг".
_DOSE_AFTER = pattern(r"^[\s®™-]*(?:[\pL]{1,10}[\s.,-]+)?\d{1,2} ?(?:mg|мг|ミリ)")


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in plain text: `start`/`end` are offsets into that text. `brand` empty: the substance itself."""

    start: int
    end: int
    drug: str
    brand: str
    oral: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """Compiled once for a World; compared by identity, so that searches can be remembered."""

    pattern: re2._Regexp
    brands: dict[str, tuple[str, str]]  # plain name -> drug, name in World
    substances: dict[str, str]  # plain name -> drug
    topical: frozenset[str]


_SUBSTANCE, _BRAND, _IN_KANA = 1, 2, 3  # groups of the pattern of names
_WORLDS = 8  # names of so many Worlds are kept: one in use, a few in tests
_KNOWN: dict[str, _Names] = {}  # by digest: Worlds of one digest say the same


def mentions(page: Page, world: World) -> tuple[Cited[Mention], ...]:
    """Every place where the page names a drug of ours, in order, at most 200."""
    plain = plain_text(page.text)
    found: list[Cited[Mention]] = []
    for named in find(plain.text, world):
        start, end = plain.original(named.start, named.end)
        words = page.text[start:end]
        found.append(Cited(Mention(named.drug, words, named.brand, named.oral), page.quote(start, end)))
        if len(found) == _MOST:
            break
    return tuple(found)


@lru_cache(maxsize=16)
def plain_text(text: str) -> Normal:
    """The plain form of a page; the pages of the visit at hand are asked for several times."""
    return normal(text)


def find(plain: str, world: World) -> tuple[Named, ...]:
    """The names in a plain text, in order.

    A short brand counts beside a strength only, or where the text names the drug in another way too.
    """
    names = _KNOWN.get(world.digest)
    if names is None:
        if len(_KNOWN) >= _WORLDS:
            _KNOWN.clear()
        names = _KNOWN[world.digest] = _compile(world)
    return _find(plain, names)


@lru_cache(maxsize=64)
def _find(plain: str, names: _Names) -> tuple[Named, ...]:
    exact = list(_exact(plain, names))
    seen = {named.start for named, _ in exact}
    found = sorted(
        [*exact, *_misspelt(plain, names, seen), *_coined(plain, names, seen)], key=lambda pair: pair[0].start
    )
    certain = any(sure for _, sure in found)
    return tuple(named for named, sure in found if sure or certain)


def _exact(plain: str, names: _Names) -> Iterator[tuple[Named, bool]]:
    for match in names.pattern.finditer(plain):
        group = next(g for g in (_SUBSTANCE, _BRAND, _IN_KANA) if match.group(g))
        start, end = match.span(group)
        word = match.group(group)
        if group == _SUBSTANCE:
            drug = next(drug for name, drug in names.substances.items() if word.startswith(name))
            yield Named(start, end, drug, "", _oral(plain, start, end)), True
            continue
        after = plain[match.end() : match.end() + 1]
        if group == _BRAND and after.isalpha() and len(word) < _COMPOUND:
            continue
        end = match.end()  # with its genitive or case
        drug, brand = names.brands[word]
        # A name written in kana is a foreign word: no plain one looks like it.
        sure = (
            group == _IN_KANA or len(word) > _SHORT or bool(_STRENGTH_AFTER.search(plain[end : end + _STRENGTH_NEAR]))
        )
        yield Named(start, end, drug, brand, word not in names.topical and _oral(plain, start, end)), sure


def _misspelt(plain: str, names: _Names, seen: set[int]) -> Iterator[tuple[Named, bool]]:
    for match in _LOOKS_LIKE.finditer(plain):
        start, end = match.span()
        word = match.group().replace("0", "o")
        if start in seen or len(word) < 7:
            continue
        for name, slips in _FUZZY:
            if OSA.distance(word, name, score_cutoff=slips) <= slips:
                drug, brand = names.brands.get(name) or (names.substances.get(name, ""), "")
                if drug:
                    yield Named(start, end, drug, brand, _oral(plain, start, end)), True
                break


def _coined(plain: str, names: _Names, seen: set[int]) -> Iterator[tuple[Named, bool]]:
    drug = names.substances.get(_stem("isotretinoin"), "")
    for match in _COINED.finditer(plain) if drug else ():
        start, end = match.span(1 if match.group(1) else 2)
        near = OSA.distance(match.group(1) or "", "isotretinoin", score_cutoff=2) <= 2  # told as misspelt already
        if start not in seen and not near:
            sure = bool(_DOSE_AFTER.search(plain[end : end + _STRENGTH_NEAR]))
            yield Named(start, end, drug, "", _oral(plain, start, end)), sure


def _oral(plain: str, start: int, end: int) -> bool:
    after = plain[end : end + 40].split("\n", 1)[0]
    before = plain[max(start - 24, 0) : start].rsplit("\n", 1)[-1]
    if _ORAL_AFTER.search(after):
        return True
    return not (_TOPICAL_AFTER.search(after) or _TOPICAL_BEFORE.search(before))


def _compile(world: World) -> _Names:
    substances: dict[str, str] = {}
    brands: dict[str, tuple[str, str]] = {}
    forms: dict[str, set[str]] = {}
    for drug in world.drugs:
        for plain, name in _called(drug):
            brands.setdefault(plain, (drug.id, name))
        for row in drug.names:
            if not row.kind.startswith("brand"):
                substances.setdefault(_stem(fold(row.name)), drug.id)
        for brand in drug.brands:
            forms.setdefault(fold(brand.name), set()).add(brand.form)
    brands = {plain: found for plain, found in brands.items() if not any(plain.startswith(s) for s in substances)}
    spaced = [name for name in brands if name[0] < _FIRST_UNSPACED]
    unspaced = [name for name in brands if name[0] >= _FIRST_UNSPACED] or ["\0"]
    compiled = pattern(
        rf"((?:{_any(substances)})[\pL]{{0,3}})|(?:^|[^\pL\d])({_any(spaced)}){_SUFFIX}|({_any(unspaced)})"
    )
    topical = frozenset(name for name, kinds in forms.items() if kinds == {"topical"})
    return _Names(compiled, brands, dict(sorted(substances.items(), key=lambda i: -len(i[0]))), topical)


def _any(names: Iterable[str]) -> str:
    """Alternatives, the longest first: "absorica ld" before "absorica"."""
    return "|".join(re2.escape(name) for name in sorted(names, key=len, reverse=True))


def _called(drug: Drug) -> Iterator[tuple[str, str]]:
    for brand in drug.brands:
        yield fold(brand.name), brand.name
    for row in drug.names:
        if row.kind.startswith("brand"):
            yield fold(row.name), _brand_meant(row, drug)


def _brand_meant(row: DrugName, drug: Drug) -> str:
    """The brand that another spelling stands for: the one its note names, or the nearest by letters."""
    names = [brand.name for brand in drug.brands]
    if row.note in names:
        return row.note
    return min(names, key=lambda name: OSA.distance(fold(name), fold(row.name)), default="")


def _stem(name: str) -> str:
    """Without the last vowel, which cases and languages change."""
    return name[:-1] if len(name) > 9 and name[-1] in "aeo" else name
