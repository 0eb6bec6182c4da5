"""The case as files to hand over: page, PDF, bundle, drafts of notices. Each is made when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from crawler.child import Reader
from data.archive import Archive
from data.world import World
from ui.casefile import CaseFile
from ui.desk import Desk
from ui.dossier import dossier
from ui.dossier_case import NoCase, gather
from ui.dossier_files import CannotMake, Form, Handed, Made, make
from ui.views import plain

_MADE = "dossier_made"  # in the session: what was made last; one form at a time, a bundle may have tens of megabytes
_FORMS = {
    Form.HTML: ("Page (HTML)", "One page that any browser shows without a network; no address in it can be clicked."),
    Form.PDF: ("Print (PDF)", "PDF/A with its fonts inside, for print and for the file."),
    Form.BUNDLE: (
        "Bundle (zip)",
        "The file of the visit, the verdict, every page's text, decisions and sums: evidence that others can check.",
    ),
    Form.DRAFTS: (
        "Drafts of notices",
        "Letters to registrar, host and authorities, to be read, completed and sent by you. Nothing is sent from here.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was made, and of what: a case that was decided about or judged again since needs another file."""

    form: Form
    verdict_id: int | None
    head: str
    rules: str


@dataclass(frozen=True, slots=True)
class _Ended:
    asked: _Asked
    handed: Handed | None
    trouble: str = ""


def show(desk: Desk, case: CaseFile) -> None:
    """The forms with a button each, and the files of the one that was made. Raises ArchiveError."""
    plain.heading(3, "Dossier: the case as files to hand over")
    plain.text(
        "Told as it was judged and kept; nothing is visited. The command rxverdict report makes the same files, byte "
        "for byte."
    )
    head = desk.archive.audit.head().hash
    ended: _Ended | None = st.session_state.get(_MADE)
    for form, (title, words) in _FORMS.items():
        asked = _Asked(form, case.verdict.id, head, desk.world.digest)
        with st.container(border=True, key=f"dossier-{form}"):
            plain.heading(4, title)
            plain.text(words)
            if st.button("Make it" if form is not Form.DRAFTS else "Make them", key=f"make-{form}"):
                with st.spinner("Making it …"):
                    ended = _made(desk.archive, desk.world, case, asked)
                st.session_state[_MADE] = ended
            if ended is not None and ended.asked == asked:
                _files(ended)


def _made(archive: Archive, world: World, case: CaseFile, asked: _Asked) -> _Ended:
    row = case.verdict
    try:
        with Reader() as reader:
            gathered = gather(archive, row.site, row.buyer_country, reader)
        told = dossier(gathered, world)
        handed = make(asked.form, gathered, told, world)
    except (NoCase, CannotMake) as error:
        return _Ended(asked, None, str(error))
    except OSError as error:
        return _Ended(asked, None, f"This machine cannot write what it needs for it: {error.strerror or error}.")
    return _Ended(asked, Handed(handed.files, (*told.trouble, *handed.notes)))


def _files(ended: _Ended) -> None:
    if ended.handed is None:
        plain.banner("careful", "warning", "It was not made", "", [ended.trouble])
        return
    if not ended.handed.files:
        plain.banner("open", "info", "There is nothing to hand over", "", list(ended.handed.notes))
        return
    plain.items(list(ended.handed.notes))
    for file in ended.handed.files:
        _download(ended.asked.form, file)


def _download(form: Form, file: Made) -> None:
    label = f"Download {file.name.replace('_', ' ')}" if form is Form.DRAFTS else f"Download ({_size(file)})"
    st.download_button(
        label, file.content, file.name, file.mime, key=f"download-{file.name}", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    plain.note(f"{file.name}, SHA-256 {file.sha256}")


def _size(file: Made) -> str:
    kilo = max(1, round(len(file.content) / 1000))
    return f"{kilo:,} kB" if kilo < 1000 else f"{kilo / 1000:,.1f} MB"
