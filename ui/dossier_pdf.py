"""A dossier as PDF/A-2u: fonts embedded, every character as text that can be searched and copied.

The standard refuses a character that no installed font has. Such characters are then written as their code points,
and the document says so: nothing is shown as an empty box, and nothing is left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawler.pictures import Picture
from ui.dossier_html import CHECKING, OBJECTING, READING, TEMPLATES
from ui.dossier_types import Dossier, plain

_STANDARD = "a-2u"
_TEMPLATE = TEMPLATES / "dossier.typ"
_FONTS = '#set text(font: ("DejaVu Sans", "Liberation Sans"))\n#json(bytes(sys.inputs.told))'


class NoPdf(Exception):
    """A PDF cannot be made here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """`missing`: the characters that no installed font shows, sorted; they stand in it as code points."""

    content: bytes
    missing: str
    notes: tuple[str, ...]


def pdf(told: Dossier, pictures: Iterable[Picture] = ()) -> Pdf:
    """The dossier as PDF. Same case and same fonts, same bytes. Raises NoPdf."""
    shots, data, notes = tuple(pictures), plain(told), list[str]()
    missing = _missing(_letters(data))
    if missing:
        data = _spelt(data, missing)
        notes.append(_lacking(missing))
    made, why = _compile(data, shots, notes, told.as_of)
    if made is None and shots:
        notes.append("The pictures could not be drawn here; they stand in the file of the visit.")
        made, why = _compile(data, (), notes, told.as_of)
    if made is None:
        raise NoPdf(f"The PDF could not be made: {why}. The HTML report says the same.")
    return Pdf(made, "".join(missing), tuple(notes))


def pages(told: Dossier, pictures: Iterable[Picture] = (), ppi: float = 80) -> list[bytes]:
    """The same pages as pictures (PNG), for people who look at them and for tests."""
    data = _spelt(plain(told), _missing(_letters(plain(told))))
    with _folder(data, tuple(pictures), ()) as (template, inputs):
        made = _typst().compile(template, format="png", ppi=ppi, sys_inputs=inputs)
    return made if isinstance(made, list) else [made]


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise NoPdf("PDF needs typst: install rxverdict with its extra named report.") from error
    return typst


class _folder:
    """A folder with the template and the pictures, for as long as it is needed: (template, inputs)."""

    def __init__(self, data: Any, shots: tuple[Picture, ...], notes: Iterable[str]) -> None:
        self._held = TemporaryDirectory(prefix="rxverdict-")
        self._data, self._shots, self._notes = data, shots, list(notes)

    def __enter__(self) -> tuple[str, dict[str, str]]:
        root = Path(self._held.name)
        names = [f"picture-{number}.jpg" for number in range(1, len(self._shots) + 1)]
        for name, shot in zip(names, self._shots, strict=True):
            (root / name).write_bytes(shot.jpeg)
        template = root / _TEMPLATE.name
        template.write_bytes(_TEMPLATE.read_bytes())
        told = {
            "dossier": self._data, "pictures": names, "notes": self._notes,
            "reading": READING, "checking": CHECKING, "objecting": OBJECTING,
        }  # fmt: skip
        return str(template), {"told": json.dumps(told)}

    def __exit__(self, *_: object) -> None:
        self._held.cleanup()


def _compile(data: Any, shots: tuple[Picture, ...], notes: Iterable[str], as_of: str) -> tuple[bytes | None, str]:
    typst = _typst()
    at = datetime.fromisoformat(as_of)  # the clock of the machine has no place in it: same case, same bytes
    with _folder(data, shots, notes) as (template, inputs):
        try:
            made: bytes = typst.compile(
                template, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARD, timestamp=int(at.timestamp())
            )
        except typst.TypstError as error:
            return None, error.message
    return made, ""


def _letters(value: Any) -> set[str]:
    if isinstance(value, str):
        return {letter for letter in value if not letter.isascii()}
    kept = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set[str]().union(*map(_letters, kept))


def _missing(letters: Iterable[str]) -> tuple[str, ...]:
    """Those that no font shows. Asked by script first: most scripts are there as a whole, or not at all."""
    by_script: dict[str, list[str]] = {}
    for letter in sorted(letters):
        by_script.setdefault(_script(letter), []).append(letter)
    return tuple(sorted(letter for group in by_script.values() for letter in _unshown(group)))


def _unshown(group: list[str]) -> Iterator[str]:
    """By halves: a group that shows as a whole is asked about once."""
    if _shows(group):
        return
    if len(group) == 1:
        yield group[0]
        return
    middle = len(group) // 2
    yield from _unshown(group[:middle])
    yield from _unshown(group[middle:])


def _shows(group: list[str]) -> bool:
    typst = _typst()
    # Apart, so that no letter is judged by the one before it.
    told = json.dumps(" ".join(group))
    try:
        typst.compile(_FONTS.encode(), format="pdf", sys_inputs={"told": told}, pdf_standards=_STANDARD)
    except typst.TypstError:
        return False
    return True


def _script(letter: str) -> str:
    """The first word of a character's name in Unicode: LATIN, CYRILLIC, HIRAGANA, CJK, THAI …"""
    return re.split(r"[ -]", unicodedata.name(letter, "UNNAMED"))[0]


def _spelt(value: Any, missing: Iterable[str]) -> Any:
    table = {ord(letter): f"[U+{ord(letter):04X}]" for letter in missing}

    def spell(kept: Any) -> Any:
        if isinstance(kept, str):
            return kept.translate(table)
        if isinstance(kept, dict):
            return {key: spell(inner) for key, inner in kept.items()}
        return [spell(inner) for inner in kept] if isinstance(kept, list) else kept

    return spell(value)


def _lacking(missing: tuple[str, ...]) -> str:
    scripts = ", ".join(sorted({_script(letter).capitalize() for letter in missing}))
    return (
        f"No font on the machine that made this shows {len(missing)} of its characters ({scripts}); they are written "
        "as code points such as [U+3042]. The records hold them as they are."
    )
