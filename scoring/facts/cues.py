"""The cue words of every language, compiled once: a clause goes in, its marked words come out.

One set of patterns over all languages tells which marks a clause bears; only those are run for their places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import re2

from data.world import Phrases, World
from scoring.facts.grammar import Mark, Template, template
from scoring.facts.normal import fold

_DENSE = frozenset({"ja"})  # languages written without spaces
_OWN_LANGUAGE = 1.5  # what the page's own language is worth in marks when several languages could be meant
DRUG = "drug"  # mark of a name of a prescription drug of ours
MASK = "mask"  # stretches in which the words mean something else: "prescription charge"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: a pattern per mark, templates per section."""

    language: str
    patterns: Mapping[str, re2._Regexp]
    gates: Mapping[str, str]  # the same patterns as they stand in the set of all languages
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

    def has(self, *names: str) -> bool:
        return any(mark.name in names for mark in self.marks)

    def find(self, section: str) -> tuple[int, int, str] | None:
        """Span of the first template of the section that fits, and the template as written."""
        names = {mark.name for mark in self.marks}
        for rule in self.tongue.templates.get(section, ()):
            if all(names & slot.names for slot in rule.slots):
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
    """All languages of a World, compiled."""

    def __init__(self, world: World) -> None:
        self._drugs = re2.compile(_pattern(sorted(_drug_names(world))), _options())
        self.tongues = {p.language: _tongue(p) for p in world.phrases.values() if _has_words(p)}
        self._owners: list[tuple[str, str]] = []
        self._set = re2.Set.SearchSet(_options())
        for tongue in self.tongues.values():
            for name, gate in tongue.gates.items():
                self._set.Add(gate)
                self._owners.append((tongue.language, name))
        self._set.Compile()

    def names(self, text: str) -> dict[str, list[str]]:
        """Marks that a text may bear, by language."""
        found: dict[str, list[str]] = {}
        for index in (self._set.Match(text) or ()) if text else ():
            language, name = self._owners[index]
            found.setdefault(language, []).append(name)
        return found

    def read(self, text: str, language: str, only: str = "") -> Reading | None:
        """The text in the language that marks most of it; `language` is the page's own, `only` forces one."""
        names = self.names(text)
        if only:
            chosen = only if only in names else ""
        else:
            score = Counter({lang: len(marks) + _OWN_LANGUAGE * (lang == language) for lang, marks in names.items()})
            chosen = max(sorted(score), key=lambda lang: score[lang], default="")
        if not chosen:
            return None
        tongue = self.tongues[chosen]
        drugs = tuple(Mark(found.start(), found.end(), DRUG) for found in self._drugs.finditer(text))
        return Reading(text, tongue, tuple(sorted((*_marks(text, tongue, names[chosen]), *drugs))))


def _marks(text: str, tongue: Tongue, names: Iterable[str]) -> tuple[Mark, ...]:
    marks = [
        Mark(found.start(), found.end(), name)
        for name in names
        for found in tongue.patterns[name].finditer(text)
        if tongue.dense or _is_word(text, *found.span())
    ]
    masks = [mark for mark in marks if mark.name == MASK]
    return tuple(sorted(m for m in marks if m.name == MASK or not any(_covers(mask, m) for mask in masks)))


def _covers(mask: Mark, mark: Mark) -> bool:
    return mask.start <= mark.start and mark.end <= mask.end


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def _tongue(phrases: Phrases) -> Tongue:
    patterns: dict[str, re2._Regexp] = {}
    gates: dict[str, str] = {}
    templates: dict[str, tuple[Template, ...]] = {}
    for section, words in phrases.sections.items():
        part, _, name = section.partition(".")
        if part == "words":
            plain = [fold(word) for word in words]
            patterns[name] = re2.compile(_pattern(plain), _options())
            gates[name] = _pattern(plain) if phrases.language in _DENSE else _gate(plain)
        elif part == "clauses":
            templates[name] = tuple(template(line) for line in words)
    return Tongue(phrases.language, patterns, gates, templates)


def _has_words(phrases: Phrases) -> bool:
    return any(section.startswith("words.") for section in phrases.sections)


def _pattern(words: Iterable[str]) -> str:
    """In the data `*` stands for any further letters; everything else is a regular expression without upper case."""
    return "(?:" + "|".join(word.replace("*", r"\pL*") for word in words) + ")"


def _gate(words: list[str]) -> str:
    """Whole words only; an elided one ("n'") has the next word at its end. The border of re2 itself knows ASCII alone."""
    whole, elided = [w for w in words if not w.endswith("'")], [w for w in words if w.endswith("'")]
    gate = rf"(?:^|[^\pL\pN]){_pattern(whole)}(?:$|[^\pL\pN])"
    return rf"{gate}|(?:^|[^\pL\pN]){_pattern(elided)}" if elided else gate


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
