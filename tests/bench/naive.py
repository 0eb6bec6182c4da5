"""How anybody would first write it: BeautifulSoup with the standard parser, and `re` searching each text for each cue.

It knows the same words of the same languages, and gives no verdict: it only finds where they stand. Lower case is all
the care it takes; look-alike letters, accents, tables, owners and prices it does not see. `reading.py` measures by it.
"""

from __future__ import annotations

import re
from collections import Counter

from bs4 import BeautifulSoup

from data.world import World


class Naive:
    """The patterns of a World as the rules have them: for prescriptions one a list of words, for orders one a cue.

    `joined`: for orders one a list too, which is twice as fast and tells no longer which cue it was.
    """

    def __init__(self, world: World, joined: bool = False) -> None:
        self.patterns: list[tuple[str, re.Pattern[str]]] = []
        for phrases in world.phrases.values():
            for section, words in phrases.sections.items():
                if section.startswith("words."):
                    self._add(section, [word.replace("*", r"\w*") for word in words])
        for steps in world.steps.values():
            for section, cues in steps.sections.items():
                spelled = [cue.replace("*", r"\w*").replace(" .. ", " (?:.* )?") for cue in cues]
                for together in [spelled] if joined else [[cue] for cue in spelled]:
                    self._add(section, together)

    def _add(self, name: str, words: list[str]) -> None:
        self.patterns.append((name, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)))

    def hits(self, html: bytes) -> Counter[str]:
        """How often each list of words is met on a page."""
        found: Counter[str] = Counter()
        for text in BeautifulSoup(html, "html.parser").stripped_strings:
            plain = text.lower()
            for name, pattern in self.patterns:
                for _ in pattern.finditer(plain):
                    found[name] += 1
        return found
