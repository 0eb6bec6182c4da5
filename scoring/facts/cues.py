"""The cue words of every language, compiled once: a clause goes in, its marked words come out.

One set of patterns over all languages tells which clauses speak of prescriptions, and in which language; only those are
read, mark by mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache

import re2

from data.world import Phrases, World
from scoring.facts.grammar import Mark, Template, template
from scoring.facts.normal import fold

_DENSE = frozenset({"ja"})  # languages written without spaces
_CYRILLIC = frozenset({"ru"})
_SENTENCES = 2048  # remembered: two visits of about a thousand, judged side by side; more would only hold memory
_OWN_LANGUAGE = 1.5  # what the page's own language is worth in marks when several languages could be meant
DRUG = "drug"  # mark of a name of a prescription drug of ours
# A clause without any of these, in itself or beside it, takes no stand.
CORE = ("paper", "medic", "visit", "form", "classed", "free", "boast", "blind", "import", "judged", "prescriber")
MASK = "mask"  # stretches in which the words mean something else: "prescription charge"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: a pattern per mark, templates per section."""

    language: str
    names: tuple[str, ...]  # of the marks
    patterns: tuple[re2._Regexp, ...]  # one a mark
    gates: re2.Set  # the same as whole words, in the same order, then names of drugs: tells which marks a text bears
    templates: Mapping[str, tuple[Template, ...]]

    @property
    def dense(self) -> bool:
        return self.language in _DENSE


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause with its marks, in one language."""

    text: str
    tongue: Tongue
    marks: tuple[Mark, ...]
    _names: set[str] = field(default_factory=set, init=False, compare=False, repr=False)
    _found: dict[str, tuple[int, int, str] | None] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def names(self) -> Set[str]:
        if not self._names:
            self._names.update([mark.name for mark in self.marks])
        return self._names

    def has(self, *names: str) -> bool:
        return not self.names.isdisjoint(names)

    def find(self, section: str) -> tuple[int, int, str] | None:
        """Span of the first template of the section that fits, and the template as written."""
        if section not in self._found:
            self._found[section] = self._find(section)
        return self._found[section]

    def _find(self, section: str) -> tuple[int, int, str] | None:
        names = self.names
        for rule in self.tongue.templates.get(section, ()):
            for slot in rule.slots:
                if slot.names.isdisjoint(names):
                    break
            else:
                found = rule.find(self.text, self.marks, self.tongue.dense)
                if found:
                    return *found, rule.words
        return None

    def without(self, *names: str) -> Reading:
        return Reading(self.text, self.tongue, tuple(mark for mark in self.marks if mark.name not in names))

    def part(self, start: int, end: int) -> Reading:
        """The same for a stretch of the clause."""
        inside = (m for m in self.marks if m.start >= start and m.end <= end)
        return Reading(
            self.text[start:end], self.tongue, tuple(Mark(m.start - start, m.end - start, m.name) for m in inside)
        )


class Cues:
    """All languages of a World. The set of core marks is compiled at once, a whole language when first met."""

    def __init__(self, world: World) -> None:
        self._drugs = re2.compile(_pattern(sorted(_drug_names(world))), _options())
        self._phrases = {p.language: p for p in world.phrases.values() if _has_words(p)}
        self._tongues: dict[str, Tongue] = {}
        self._owners: list[str] = []
        # Every sentence is asked for by its neighbours too, and menus stand on every page.
        self.languages = lru_cache(maxsize=_SENTENCES)(self._languages)
        self._read = lru_cache(maxsize=_SENTENCES)(self._marked)
        self._core = re2.Set.SearchSet(_options())
        for phrases in self._phrases.values():
            words = [fold(word) for name in CORE for word in phrases.sections.get(f"words.{name}", ())]
            self._core.Add(_gate(words, phrases.language))
            self._owners.append(phrases.language)
        self._core.Compile()

    def _languages(self, text: str) -> frozenset[str]:
        """Languages in which the text may speak of prescriptions, prescribers or forms."""
        return frozenset(self._owners[index] for index in (self._core.Match(text) or ())) if text else frozenset()

    def speaks(self, language: str) -> bool:
        return language in self._phrases

    def read(self, text: str, languages: Iterable[str], own: str = "") -> Reading | None:
        """The text in that one of the languages which marks most of it; `own` is the page's and wins a near tie."""
        readings = [found for language in sorted(languages) if (found := self._read(text, language))]
        return max(readings, key=lambda r: len(r.names) + _OWN_LANGUAGE * (r.tongue.language == own), default=None)

    def _marked(self, text: str, language: str) -> Reading | None:
        if language not in self._tongues:
            self._tongues[language] = _tongue(self._phrases[language], self._drugs.pattern)
        tongue = self._tongues[language]
        hits = tongue.gates.Match(text) or []
        marks = list(_marks(text, tongue, hits))
        if len(tongue.names) in hits:
            marks += [Mark(found.start(), found.end(), DRUG) for found in self._drugs.finditer(text)]
        return Reading(text, tongue, tuple(sorted(marks))) if marks else None


def _marks(text: str, tongue: Tongue, hits: Iterable[int]) -> tuple[Mark, ...]:
    marks = [
        Mark(found.start(), found.end(), tongue.names[index])
        for index in hits
        if index < len(tongue.names)
        for found in tongue.patterns[index].finditer(text)
        if tongue.dense or _is_word(text, found.start(), found.end())
    ]
    masks = [mark for mark in marks if mark.name == MASK]
    return tuple(sorted(m for m in marks if m.name == MASK or not any(_covers(mask, m) for mask in masks)))


def _covers(mask: Mark, mark: Mark) -> bool:
    return mask.start <= mark.start and mark.end <= mask.end


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _tongue(phrases: Phrases, drugs: str) -> Tongue:
    names: list[str] = []
    patterns: list[re2._Regexp] = []
    templates: dict[str, tuple[Template, ...]] = {}
    gates = re2.Set.SearchSet(_options())
    for section, words in phrases.sections.items():
        part, _, name = section.partition(".")
        if part == "words":
            plain = [fold(word) for word in words]
            names.append(name)
            patterns.append(re2.compile(_pattern(plain, phrases.language), _options()))
            gates.Add(_gate(plain, phrases.language))
        elif part == "clauses":
            templates[name] = tuple(template(line) for line in words)
    gates.Add(drugs)
    gates.Compile()
    return Tongue(phrases.language, tuple(names), tuple(patterns), gates, templates)


def _has_words(phrases: Phrases) -> bool:
    return any(section.startswith("words.") for section in phrases.sections)


def _pattern(words: Iterable[str], language: str = "") -> str:
    """In the data `*` stands for any further letters; everything else is a regular expression without upper case."""
    return "(?:" + "|".join(word.replace("*", f"[{_letters(language)}]*") for word in words) + ")"


def _gate(words: list[str], language: str) -> str:
    """Whole words only; an elided one ("n'") has the next word at its end. re2's own border knows ASCII alone."""
    if language in _DENSE:
        return _pattern(words, language)
    whole, elided = [w for w in words if not w.endswith("'")], [w for w in words if w.endswith("'")]
    letters = _letters(language)
    gate = f"(?:^|[^{letters}0-9]){_pattern(whole, language)}(?:$|[^{letters}0-9])"
    return f"{gate}|(?:^|[^{letters}0-9]){_pattern(elided, language)}" if elided else gate


def _letters(language: str) -> str:
    """Letters of the plain form. Not every letter there is: that makes the automata ten times larger."""
    return "а-я" if language in _CYRILLIC else "a-z"


def _options() -> re2._re2.RE2.Options:
    options = re2.Options()
    options.longest_match = True  # "rx" must not win over "rxs"
    options.max_mem = 256 << 20  # bytes; the set of twelve languages needs more than the 8 MB that are the default
    options.log_errors = False
    return options


def _drug_names(world: World) -> set[str]:
    """Substance, brands and misspellings, in plain form, escaped; names under four letters say too much else."""
    names = {name.name for drug in world.drugs for name in drug.names}
    names |= {brand.name for drug in world.drugs for brand in drug.brands if brand.form != "topical"}
    return {re2.escape(fold(name)) for name in names if len(name) >= 4}


_KEPT: dict[str, Cues] = {}


def cues(world: World) -> Cues:
    """The compiled cues of a World, kept by its digest: compiling takes longer than reading a page."""
    if world.digest not in _KEPT:
        _KEPT.clear()
        _KEPT[world.digest] = Cues(world)
    return _KEPT[world.digest]
