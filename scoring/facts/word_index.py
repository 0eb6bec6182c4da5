"""Which of many patterns may match a text, told by the words that stand in it.

A pattern is asked for only when the runs of letters that it needs (`scoring.facts.atoms`) stand in the text. So a text
costs as much as it has words, however many patterns there are. One set of all patterns in re2 builds new states of its
automaton for nearly every new text instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import re2

from scoring.facts.atoms import Needed, Script, needed
from scoring.facts.finder import Finder

_HEAD = 3  # first letters of a word by which runs are looked up that begin one
_INNER = 2  # signs by which other runs are looked up, or all they have


class WordIndex:
    """Lists of patterns in one script, by number in the order given."""

    def __init__(self, lists: Iterable[Iterable[str]], script: Script) -> None:
        self._script = script
        self._words: dict[str, _Ways] = {}  # runs that are whole words
        self._stems: dict[str, dict[str, _Ways]] = {}  # runs that begin a word
        self._inner: dict[str, dict[str, _Ways]] = {}  # all others
        self._signs: dict[str, set[int]] = {}
        told = [(number, needed(pattern, script)) for number, patterns in enumerate(lists) for pattern in patterns]
        self._always = frozenset(number for number, found in told if found is None)
        ways = [(number, one) for number, found in told for one in found or ()]
        often = Counter(run for _, one in ways for run in one.runs)
        for number, one in ways:
            self._put(one, number, often)

    def _put(self, told: Needed, number: int, often: Counter[str]) -> None:
        """Looked up by the run that the fewest patterns need: what stands in many stands in many texts as well."""
        if not told.runs:
            self._signs.setdefault(told.signs, set()).add(number)
            return
        run, *beside = sorted(told.runs, key=lambda run: (_rank(run) == _ANY, often[run]))
        if _rank(run) == _WORD:
            ways = self._words.setdefault(run.strip(), _Ways())
        elif _rank(run) == _STEM:
            ways = self._stems.setdefault(run[1 : 1 + _HEAD], {}).setdefault(run, _Ways())
        else:
            ways = self._inner.setdefault(run[:_INNER], {}).setdefault(run, _Ways())
        ways.put(number, tuple(beside))

    @cached_property
    def _any_inner(self) -> Finder:
        options = re2.Options()
        options.max_mem = 64 << 20  # bytes; ten times the runs of Japanese need more than the 8 MB that are the default
        options.log_errors = False
        return Finder("|".join(re2.escape(run) for runs in self._inner.values() for run in runs), options)

    def candidates(self, text: str) -> set[int]:
        """Numbers of the lists of which a pattern may match the text; of no other does one."""
        found = set(self._always)
        for signs, numbers in self._signs.items():
            if signs in text:
                found |= numbers
        spaced = f" {self._script.plain(text)} "
        for ways in self._looked_up(spaced):
            found |= ways.alone
            for number, run, more in ways.beside:
                if run in spaced and number not in found and all(one in spaced for one in more):
                    found.add(number)
        return found

    def _looked_up(self, spaced: str) -> list[_Ways]:
        words, stems = set(spaced.split()), self._stems
        found = [self._words[word] for word in words if word in self._words]
        for head in {word[:_HEAD] for word in words}:
            if head in stems:
                found += [ways for run, ways in stems[head].items() if run in spaced]
        if self._inner and self._any_inner.stands_in(spaced):  # most texts of languages that part words hold none
            found += self._inside(spaced)
        return found

    def _inside(self, spaced: str) -> list[_Ways]:
        heads = {spaced[at : at + length] for at in range(len(spaced)) for length in range(1, _INNER + 1)}
        shelves = [self._inner[head] for head in heads if head in self._inner]
        return [ways for shelf in shelves for run, ways in shelf.items() if run in spaced]


class _Ways:
    """What a run gives: lists whose patterns need it alone, and lists that need others beside it."""

    __slots__ = ("alone", "beside")

    def __init__(self) -> None:
        self.alone: set[int] = set()
        self.beside: list[tuple[int, str, tuple[str, ...]]] = []

    def put(self, number: int, beside: tuple[str, ...]) -> None:
        if not beside:
            self.alone.add(number)
            self.beside = [way for way in self.beside if way[0] != number]
        elif number not in self.alone and (way := (number, beside[0], beside[1:])) not in self.beside:
            self.beside.append(way)


_WORD, _STEM, _ANY = range(3)  # the cheapest to look up first


def _rank(run: str) -> int:
    if run[0] == " " and run[-1] == " ":
        return _WORD
    return _STEM if run[0] == " " and len(run) > _HEAD else _ANY
