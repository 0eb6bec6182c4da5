"""Text with look-alike marks made plain, letter for letter: offsets into it are offsets into the page."""

from __future__ import annotations

from crawler.visit import Page
from scoring.facts.remembered import once_a_page

# Full-width forms, odd spaces, hyphens and quotes. One code point for one: nothing is removed, so nothing moves.
_LOOK_ALIKES = {0xFF01 + i: 0x21 + i for i in range(94)} | {
    **dict.fromkeys([0x3000, 0xA0, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x200B], 0x20),
    **dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFE63, 0x2043], 0x2D),
    **dict.fromkeys([0x2018, 0x2019, 0x02BC, 0xB4], 0x27),
}
_MOST_LETTERS = 20_000  # letters remembered, as in `scoring.facts.normal`


class _Plain(dict[int, str | int]):
    """What each letter becomes: nearly all are remembered as they are, which is quicker than to find none of them."""

    def __missing__(self, code: int) -> int:
        if len(self) < _MOST_LETTERS:
            self[code] = code
        return code


_PLAIN = _Plain(_LOOK_ALIKES)


def plain(text: str) -> str:
    """The same text and the same length with plain digits, spaces, hyphens and apostrophes."""
    return text if text.isascii() else text.translate(_PLAIN)


@once_a_page
def plain_page(page: Page) -> str:
    """The text of a page, made plain once for all who ask for it."""
    return plain(page.text)


def as_told(words: str) -> str:
    """Words for people: plain marks, single spaces, lines joined by a comma."""
    lines = [
        " ".join(line.split())
        for line in plain(words).replace("·", "\n").replace("•", "\n").replace("|", "\n").splitlines()
    ]
    return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,"))
