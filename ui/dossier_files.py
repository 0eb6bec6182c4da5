"""The files in which a case is handed over: a page, a print, a bundle, drafts of notices. Made in memory, so that the
command line writes and the screens offer the very same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from data.world import World
from ui.bundle import NotWhole, bundle
from ui.dossier_case import CaseFile
from ui.dossier_html import html
from ui.dossier_types import Dossier
from ui.notices import drafts

_FONTS = "For the scripts of the world: apt-get install fonts-droid-fallback fonts-noto-core."


class Form(StrEnum):
    """What can be made of a case."""

    HTML = "html"
    PDF = "pdf"
    BUNDLE = "bundle"
    DRAFTS = "drafts"


class CannotMake(Exception):
    """This form cannot be made of this case, or not on this machine; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file. `name`: fit for any file system; `mime`: its media type."""

    name: str
    content: bytes
    mime: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Handed:
    """The files of one form, and what whoever gets them should know. No files: the notes say why."""

    files: tuple[Made, ...]
    notes: tuple[str, ...] = ()


def make(form: Form, case: CaseFile, told: Dossier, world: World) -> Handed:
    """Make one form of a case. Same case, same bytes; a PDF depends on the fonts of this machine too.

    Raises CannotMake.
    """
    return _MAKERS[form](case, told, world)


def _page(case: CaseFile, told: Dossier, world: World) -> Handed:
    return Handed((Made(f"{told.site}.html", html(told, case.pictures).encode(), "text/html"),))


def _print(case: CaseFile, told: Dossier, world: World) -> Handed:
    from ui.dossier_pdf import NoPdf, pdf  # typst is an extra, and takes a moment to load

    try:
        made = pdf(told, case.pictures)
    except NoPdf as error:
        raise CannotMake(str(error)) from error
    notes = [f"PDF: {note}" for note in made.notes] + ([_FONTS] if made.missing else [])
    return Handed((Made(f"{told.site}.pdf", made.content, "application/pdf"),), tuple(notes))


def _bundle(case: CaseFile, told: Dossier, world: World) -> Handed:
    try:
        made = bundle(case, html(told, case.pictures))
    except NotWhole as error:
        raise CannotMake(str(error)) from error
    note = f"Note this sum of the bundle where nobody can change it: {made.digest} (its manifest: {made.manifest})"
    return Handed((Made(f"{told.site}.zip", made.content, "application/zip"),), (note,))


def _drafts(case: CaseFile, told: Dossier, world: World) -> Handed:
    made = drafts(case, told, world)
    files = tuple(Made(notice.name, notice.words.encode(), "text/plain") for notice in made.notices)
    return Handed(files, (made.why_none,) if made.why_none else ())


_MAKERS: dict[Form, Callable[[CaseFile, Dossier, World], Handed]] = {
    Form.HTML: _page,
    Form.PDF: _print,
    Form.BUNDLE: _bundle,
    Form.DRAFTS: _drafts,
}
