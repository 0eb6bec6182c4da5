"""Which cue words of the trade each sentence of a page bears: steps of an order, parcels, payments, kinds of sites.

The words stand in `data/steps/<language>.toml`. One set of patterns a language tells in one pass which cues a sentence
bears; a page is read in its own language, in the one it declares, in English, and in what is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import re2

from crawler.visit import Kind, Page, Place
from data.world import World
from scoring.facts.clauses import Clause, clauses
from scoring.facts.finder import Pattern
from scoring.facts.normal import fold

_EVERYWHERE, _ENGLISH = "mul", "en"
_DENSE = Pattern(r"[\p{Hiragana}\p{Katakana}\p{Han}]")
# Languages without a file of their own are read with their nearest neighbour's words.
_NEAREST = {"no": "da", "nb": "da", "nn": "da", "gl": "pt", "ca": "es", "uk": "ru", "be": "ru", "bg": "ru", "af": "nl"}
_UNSEEN = frozenset({Place.HIDDEN, Place.DATA})
_NOT_SAID = frozenset({Kind.URL, Kind.META})
_NOTHING = frozenset[str]()
_ADVICE = "rx.advice"
_AT_ONCE = 1500  # cues: re2 has 8 MB for the words of a filter, which twice as many fill
_DIGITS = frozenset("0123456789")  # the plain form has no others; most sentences have none
_ENDS_WORD = frozenset(("", " ", "/", "%", "."))
_KEPT = Pattern(r"[\pL\pN/%.]")
_MOST_LETTERS = 20_000  # letters remembered, as in `scoring.facts.normal`
_NOT_WORDS = Pattern("[-'\"&:,]")  # in cues: what stands between words of the text
# An amount with its currency, in plain text: what it is the price of is asked elsewhere.
MONEY = Pattern(
    r"[$€£¥₹₽]\s?\d|(?:^|[^\pL\d])r ?\d[\d ]*[.,]\d\d(?:\D|$)"
    r"|\d[\d., ]*\s?(?:[$€£¥₹₽]|eur(?:os?)?|usd|kr(?:onor|oner)?|zl(?:ot\pL+)?|руб\pL*|р|円|inr|chf|aud|cad|gbp|reais|"
    r"dollars?|pounds)(?:[^\pL]|$)|\d ?[:,.]-(?:\D|$)"
)
_ONE_WORD = 44  # characters: a longer line is not the label of a button or a link
_WORLDS = 4  # Worlds kept compiled: one in use, a few in tests
_PAGES = 64  # pages kept read: one visit
_SENTENCES = 2048  # whose cues are remembered: two visits of about a thousand, judged side by side
_KNOWN: dict[str, _Words] = {}
_READ: dict[int, tuple[Page, str, tuple[Line, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the cues it bears, and those of what gives it its sense (heading, question, label, line above)."""

    clause: Clause
    cues: frozenset[str]
    around: frozenset[str]
    shown: bool  # words a reader sees on the page itself
    advised: bool  # the words are advice, or a question, and say nothing of what this site does
    priced: bool  # an amount with its currency stands in it

    def has(self, *names: str) -> bool:
        return not self.cues.isdisjoint(names)

    def all(self, *names: str) -> bool:
        return self.cues.issuperset(names)

    def near(self, *names: str) -> bool:
        return self.has(*names) or not self.around.isdisjoint(names)

    @property
    def short(self) -> bool:
        return len(self.clause.text) <= _ONE_WORD


def lines(page: Page, world: World) -> tuple[Line, ...]:
    """All sentences of a page in reading order. Pages are remembered, so that each fact need not read them again."""
    known = _READ.get(id(page))
    if known is not None and known[0] is page and known[1] == world.digest:
        return known[2]
    if len(_READ) >= _PAGES:
        _READ.clear()
    words, languages = _words(world), _languages(page, world)
    found = tuple(_line(clause, words, languages) for clause in clauses(page))
    _READ[id(page)] = (page, world.digest, found)
    return found


def cues_of(text: str, page: Page, world: World) -> frozenset[str]:
    """The cues that a short text of this page bears: the label of a field, the words of a link."""
    return _words(world).cues(fold(text[:300]), _languages(page, world))


def position(line: Line, section: str, page: Page, world: World) -> int:
    """Where in the sentence the first cue of a section stands (offset into the spaced words); -1: nowhere."""
    return _words(world).position(line.clause.text, section, _languages(page, world))


def _line(clause: Clause, words: _Words, languages: tuple[str, ...]) -> Line:
    around = _NOTHING
    for text in (clause.heading, clause.intro, clause.question, clause.label):
        if text:
            around |= words.cues(text[:300], languages)
    cues = words.cues(clause.text, languages)
    shown = clause.place not in _UNSEEN and clause.kind not in _NOT_SAID
    advised = _ADVICE in cues or _ADVICE in around or clause.is_question
    priced = not _DIGITS.isdisjoint(clause.text) and MONEY.search(clause.text) is not None
    return Line(clause, cues, around, shown, advised, priced)


def _languages(page: Page, world: World) -> tuple[str, ...]:
    told = [page.content.language, page.content.declared_language[:2]]
    known = [_NEAREST.get(code, code) for code in told if code]
    own = [code for code in known if code in world.steps]
    if not own:
        return tuple(world.steps)
    return tuple(dict.fromkeys([*own, _ENGLISH, _EVERYWHERE]))


def _words(world: World) -> _Words:
    if world.digest not in _KNOWN:
        if len(_KNOWN) >= _WORLDS:
            _KNOWN.clear()
        _KNOWN[world.digest] = _Words(world)
    return _KNOWN[world.digest]


class _Words:
    """The cue words of a World; each language is compiled when first met."""

    def __init__(self, world: World) -> None:
        self._steps = world.steps
        self._single: dict[tuple[str, str], Pattern] = {}
        self._known: dict[str, tuple[tuple[re2.Filter, tuple[str, ...]], ...]] = {}
        self.cues = lru_cache(maxsize=_SENTENCES)(self._cues)  # menus and footers stand on every page

    def _cues(self, text: str, languages: tuple[str, ...]) -> frozenset[str]:
        found: set[str] = set()
        words = spaced(text)
        for language in languages:
            for patterns, names in self._language(language):
                found.update([names[hit] for hit in patterns.Match(words) or ()])
        return frozenset(found)

    def position(self, text: str, section: str, languages: tuple[str, ...]) -> int:
        words = spaced(text)
        found = [self._one(language, section).search(words) for language in languages]
        return min((match.start() for match in found if match), default=-1)

    def _one(self, language: str, section: str) -> Pattern:
        if (language, section) not in self._single:
            cues = self._steps[language].sections.get(section, ())
            self._single[language, section] = Pattern("|".join(map(pattern, cues)) or "[^\\s\\S]")
        return self._single[language, section]

    def _language(self, language: str) -> tuple[tuple[re2.Filter, tuple[str, ...]], ...]:
        if language not in self._known:
            cues = [(pattern(cue), name) for name, told in self._steps[language].sections.items() for cue in told]
            parts = (cues[at : at + _AT_ONCE] for at in range(0, len(cues), _AT_ONCE))
            self._known[language] = tuple((_filter(part), tuple(name for _, name in part)) for part in parts)
        return self._known[language]


def _filter(cues: Iterable[tuple[str, str]]) -> re2.Filter:
    """Asks first which words stand in a text, then each pattern that needs no others: a set builds more states."""
    patterns = re2.Filter()
    options = re2.Options()
    options.never_capture = True
    for cue, _ in cues:
        patterns.Add(cue, options)
    patterns.Compile()
    return patterns


def pattern(cue: str) -> str:
    """A cue as a pattern over spaced words: `*` ends a stem, `..` is any words between."""
    words = _NOT_WORDS.sub(" ", fold(cue)).strip()
    if _DENSE.search(words):
        return str(re2.escape(words))
    return f" (?:{words.replace('*', '[^ ]*').replace(' .. ', ' (?:.* )?')}) "


def spaced(text: str) -> str:
    """Plain text as words with one space around each: a word border is then a space, which keeps the patterns small."""
    cut = text.translate(_SPACES)
    if "." in cut:
        cut = _without_stops(cut)
    words = " ".join(cut.split())
    return f" {words} "


def _without_stops(cut: str) -> str:
    """A stop stays only before a letter or digit ("2.5"); what stands after one that goes, goes with it."""
    letters = list(cut)
    at = cut.find(".")
    while at >= 0:
        onward = at + 1
        if cut[onward : onward + 1] in _ENDS_WORD:
            letters[at : onward + 1] = "  "[: len(cut) - at]
            onward += 1
        at = cut.find(".", onward)
    return "".join(letters)


class _Spaces(dict[int, str]):
    """Each letter, digit, slash, percent sign or stop as it is, and a space for anything else; told when first met."""

    def __missing__(self, code: int) -> str:
        told = chr(code) if _KEPT.fullmatch(chr(code)) else " "
        if len(self) < _MOST_LETTERS:
            self[code] = told
        return told


_SPACES = _Spaces()
