"""Compares the name of a site with a brand's own domain: ending, hyphens, added words, letters, typing errors.

Pure comparison of names; what it means is said by `scoring.checks.imitates_brand`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

import idna
import re2
from confusable_homoglyphs import confusables
from rapidfuzz.distance import Levenshtein

from crawler.site import site_of
from data.world import PharmacyBrand, World


class Likeness(StrEnum):
    OTHER_ENDING = "another ending"
    HYPHENS = "added hyphens"
    WORDS = "added shop words"
    LETTERS = "look-alike letters"
    TYPING = "a typing error"
    PART = "the brand as a part"


@dataclass(frozen=True, slots=True)
class Likened:
    brand: PharmacyBrand
    likeness: Likeness


_NAMES = 256  # remembered of each kind: the labels of all brands, and those of a few sites

_Brands: TypeAlias = tuple[tuple[str, str, PharmacyBrand], ...]  # own domain, its bare label, brand
_KNOWN: dict[str, _Brands] = {}  # by digest of the World: hashing its rows takes longer than comparing them

# Words that shops add to a name. A brand made of nothing but such words cannot be told from a plain description.
_SHOP = (
    "pharmacy|pharma|pharm|pharmacies|chemist|drugstore|drugs|drug|rx|meds|med|pills|pill|capsules|capsule|tabs|apotheke|apotek|"
    "apoteket|apotheek|apteka|farmacia|farmacias|pharmacie|eczane|shop|store|online|net|web|direct|express|discount|discreet|cheap|"
    "best|buy|order|sale|sales|outlet|deals|promo|official|original|generic|generics|skin|acne|derm|care|health|clinic|24|247|365|"
    "usa|us|uk|canada|ca|eu|europe|au|australia|international|global|world|my|the|get|go|e|la|warehouse|delivery|home|mail|"
    "norx|noprescription|secure|safe|trusted|top|super|mega|plus|pro|vip|one|new|2"
)
_ALL_SHOP = re2.compile(rf"^(?:{_SHOP})+$")
_TRADE = re2.compile(r"pharm|chemist|drug|rx|meds|pills|apot|apte|farma")
# Brands that are everyday words: a name that holds one is no imitation unless a word of the trade stands beside it.
_EVERYDAY = frozenset(
    {
        "boots",
        "clicks",
        "gemini",
        "guardian",
        "hers",
        "hims",
        "honeydew",
        "apostrophe",
        "goodlife",
        "practo",
        "doz",
        "benu",
    }
)
_SPELLED = re.compile(r"\b[a-z](?:-[a-z]\b){1,5}")
_SWAPPED = (("0", "o"), ("1", "l"), ("3", "e"), ("5", "s"), ("rn", "m"), ("vv", "w"))
_LEAST_TYPED, _LEAST_TYPED_TWICE = 7, 11  # letters: below, one wrong letter makes another word
_LEAST_COMPOUND = 12  # letters: two trade words make a name ("chemistwarehouse"), one or two short ones a description
_LEAST_GLUED = 6  # letters: shorter brands count only as a word of their own


def likened(site: str, world: World) -> Likened | None:
    """The brand whose own domain `site` resembles most tellingly; None: none, or `site` is a brand's own."""
    usable = _usable(world)
    if any(site == own for own, _, _ in usable):
        return None
    shown = _shown(site.split(".")[0])
    found = [Likened(brand, how) for own, label, brand in usable if (how := _compare(shown, label, brand, site, own))]
    return min(found, key=lambda like: (_ORDER.index(like.likeness), -len(like.brand.domain)), default=None)


_ORDER = (Likeness.LETTERS, Likeness.WORDS, Likeness.HYPHENS, Likeness.OTHER_ENDING, Likeness.TYPING, Likeness.PART)


def _compare(shown: str, label: str, brand: PharmacyBrand, site: str, own: str) -> Likeness | None:
    joined = shown.replace("-", "")
    if joined == label:
        if shown != own.split(".")[0]:
            return Likeness.HYPHENS
        return Likeness.OTHER_ENDING if site != own else None
    if _all_shop(label) and (len(label) < _LEAST_COMPOUND or brand.use_for_lookalike != "yes"):
        return None
    if _skeleton(joined) == label:
        return Likeness.LETTERS
    part = _part(shown, label, brand)
    if part is not None:
        return part
    if brand.use_for_lookalike == "yes" and label not in _EVERYDAY and _mistyped(joined, label):
        return Likeness.TYPING
    return None


def _part(shown: str, label: str, brand: PharmacyBrand) -> Likeness | None:
    """The brand as a word between hyphens, or glued to words that shops add."""
    words = shown.split("-")
    rest = ""
    if label in words or shown.startswith(f"{label}-") or shown.endswith(f"-{label}"):
        rest = shown.replace(label, "", 1).replace("-", "")
    elif brand.use_for_lookalike == "yes" and len(label) >= _LEAST_GLUED:
        joined = shown.replace("-", "")
        if joined.startswith(label) or joined.endswith(label):
            rest = joined.replace(label, "", 1)
            if not _ALL_SHOP.match(rest):
                return None
    if not rest or (label in _EVERYDAY and not _TRADE.search(rest)):
        return None
    return Likeness.WORDS if _ALL_SHOP.match(rest) else Likeness.PART


def _mistyped(joined: str, label: str) -> bool:
    allowed = 2 if len(label) >= _LEAST_TYPED_TWICE else 1 if len(label) >= _LEAST_TYPED else 0
    return bool(allowed) and 0 < Levenshtein.distance(joined, label, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=_NAMES)
def _all_shop(words: str) -> bool:
    return _ALL_SHOP.match(words) is not None


@lru_cache(maxsize=_NAMES)
def _shown(label: str) -> str:
    """The label as people see it: punycode decoded, spelled letters ("c-v-s") put together."""
    try:
        seen = idna.decode(label) if label.startswith("xn--") else label
    except idna.IDNAError:
        seen = label
    return _SPELLED.sub(lambda match: match.group().replace("-", ""), seen)


@lru_cache(maxsize=_NAMES)
def _skeleton(label: str) -> str:
    """The Latin letters a name passes for: letters of other scripts, accents and digits for letters."""
    plain = "".join(letter if letter.isascii() else _latin(letter) for letter in label)
    for false, true in _SWAPPED:
        plain = plain.replace(false, true)
    return plain


def _latin(letter: str) -> str:
    found = confusables.is_confusable(letter, greedy=True, preferred_aliases=[]) or []
    likely = (like["c"] for entry in found for like in entry["homoglyphs"])
    return next((c for c in likely if len(c) == 1 and c.isascii() and c.isalpha()), letter)


def _usable(world: World) -> _Brands:
    """Brands with a known own domain that may be compared."""
    if world.digest not in _KNOWN:
        _KNOWN.clear()
        rows = (row for row in world.pharmacy_brands if row.domain and row.use_for_lookalike != "no")
        named = ((own, own.split(".")[0].replace("-", ""), row) for row in rows if (own := site_of(row.domain)))
        _KNOWN[world.digest] = tuple(named)
    return _KNOWN[world.digest]
