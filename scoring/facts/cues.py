"""The cue words of every language, compiled once: a clause goes in, its marked words come out.

One set of patterns over all languages tells which clauses speak of prescriptions, and in which language; only those are
read, mark by mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import re2

from data.world import Phrases, World
from scoring.facts.atoms import CYRILLIC, LATIN, WRITTEN, Script
from scoring.facts.finder import Finder
from scoring.facts.grammar import Mark, Templates, template
from scoring.facts.normal import fold
from scoring.facts.word_index import WordIndex

_DENSE = frozenset({"ja"})  # languages written without spaces
_CYRILLIC = frozenset({"ru"})
_SENTENCES = 2048  # remembered: two visits of about a thousand, judged side by side; more would only hold memory
_OWN_LANGUAGE = 1.5  # what the page's own language is worth in marks when several languages could be meant
DRUG = "drug"  # mark of a name of a prescription drug of ours
# A clause without any of these, in itself or beside it, takes no stand.
CORE = ("paper", "medic", "visit", "form", "classed", "free", "boast", "blind", "import", "judged", "prescriber")
MASK = "mask"  # stretches in which the words mean something else: "prescription charge"


class Cue:
    """All words of one mark in one language."""

    def __init__(self, name: str, words: Iterable[str], language: str) -> None:
        self.name, self.language = name, language
        self._words = [fold(word) for word in words]

    @property
    def patterns(self) -> tuple[str, ...]:
        """One a word."""
        return tuple(_pattern([word], self.language) for word in self._words)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(_pattern(self._words, self.language), _options())

    @cached_property
    def _gate(self) -> Finder:
        return Finder(_gate(self._words, self.language), _options())

    def marks(self, text: str) -> list[Mark]:
        """Where the words stand. A text that has none as a whole word has no marks."""
        if self.language in _DENSE:
            spans = self._finder.spans(text)
        elif spans := self._finder.words(text):
            # What begins and ends in a letter or digit, with none before and after it, is a whole word.
            sure = any(text[start:end][:1].isalnum() and text[end - 1].isalnum() for start, end in spans)
            if not sure and not self._gate.stands_in(text):
                return []
        return [Mark(start, end, self.name) for start, end in spans]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: its cues, templates per section."""

    language: str
    cues: tuple[Cue, ...]
    index: WordIndex  # of the cues, in the same order
    templates: Mapping[str, Templates]

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
        templates, names = self.tongue.templates.get(section), self.names
        for rule in templates.of(names) if templates else ():
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
        self._drugs = Finder(_pattern(sorted(_drug_names(world))), _options())
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
            self._tongues[language] = _tongue(self._phrases[language])
        tongue = self._tongues[language]
        marks = _marks(text, tongue)
        marks += [Mark(start, end, DRUG) for start, end in self._drugs.spans(text)]
        return Reading(text, tongue, tuple(sorted(marks))) if marks else None


def _marks(text: str, tongue: Tongue) -> list[Mark]:
    marks = [mark for number in tongue.index.candidates(text) for mark in tongue.cues[number].marks(text)]
    masks = [mark for mark in marks if mark.name == MASK]
    return [m for m in marks if m.name == MASK or not any(_covers(mask, m) for mask in masks)] if masks else marks


def _covers(mask: Mark, mark: Mark) -> bool:
    return mask.start <= mark.start and mark.end <= mask.end


def _tongue(phrases: Phrases) -> Tongue:
    cues: list[Cue] = []
    templates: dict[str, Templates] = {}
    for section, words in phrases.sections.items():
        part, _, name = section.partition(".")
        if part == "words":
            cues.append(Cue(name, words, phrases.language))
        elif part == "clauses":
            templates[name] = Templates([template(line) for line in words])
    index = WordIndex((cue.patterns for cue in cues), _script(phrases.language))
    return Tongue(phrases.language, tuple(cues), index, templates)


def _script(language: str) -> Script:
    return WRITTEN if language in _DENSE else CYRILLIC if language in _CYRILLIC else LATIN


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
