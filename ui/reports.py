"""What `rxverdict report` does. Each function returns its exit code."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from crawler.child import Reader
from data.archive import ArchiveError, open_archive
from data.known import known_world
from data.world import World
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.bundle_check import check_bundle
from ui.commands import harmless, say
from ui.dossier import dossier
from ui.dossier_case import CaseFile, NoCase, gather
from ui.dossier_files import CannotMake, Form, make
from ui.dossier_types import Dossier

_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where each form of the report shall stand; None: not asked for."""

    html: Path | None = None
    pdf: Path | None = None
    bundle: Path | None = None
    drafts: Path | None = None


def run_report(site: str, buyer_country: str, wanted: Wanted) -> int:
    """`buyer_country` empty: whichever was judged last."""
    try:
        with open_archive() as archive, Reader() as reader:
            world = known_world(archive.home)
            case = gather(archive, site, buyer_country or None, reader)
    except ArchiveError as error:
        say(f"The archive cannot be read: {error}")
        return EXIT_BAD
    except NoCase as error:
        say(str(error))
        return EXIT_BAD
    told = dossier(case, world)
    country = case.row.buyer_country or "no country"
    say(f"{case.row.site}, visited {told.as_of}, judged for a buyer in {country}: {told.title}.")
    for words in told.trouble:
        say(words)
    forms = (
        (Form.HTML, wanted.html),
        (Form.PDF, wanted.pdf),
        (Form.BUNDLE, wanted.bundle),
        (Form.DRAFTS, wanted.drafts),
    )
    done = [_written(form, path, case, told, world) for form, path in forms if path is not None]
    return EXIT_OK if all(done) else EXIT_PARTLY


def _written(form: Form, path: Path, case: CaseFile, told: Dossier, world: World) -> bool:
    """Whether it could be made; the rest goes on."""
    try:
        handed = make(form, case, told, world)
        for note in handed.notes:
            say(f"{path}: {note}")
        if form is Form.DRAFTS:
            path.mkdir(parents=True, exist_ok=True)
        for made in handed.files:
            _write(path / made.name if form is Form.DRAFTS else path, made.content)
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror or error}")
        return False
    except CannotMake as error:
        say(f"{path} was not written. {error}")
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    """Under its name the file is whole or not there. Told on stdout as `sha256sum` tells it."""
    part = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _tell(f"{sha256(content).hexdigest()}  {path}")


def run_verify(file: Path, noted: str) -> int:
    """`noted`: a sum noted somewhere else; empty: none."""
    sum_ = noted.strip().casefold()
    if sum_ and not _SUM.fullmatch(sum_):
        say(f"--digest: {noted} is no SHA-256 (64 hex digits)")
        return EXIT_BAD
    try:
        raw = file.read_bytes()
    except OSError as error:
        say(f"{file} cannot be read: {error.strerror}")
        return EXIT_BAD
    checked = check_bundle(raw, known_world(), sum_)
    for fault in checked.faults:
        _tell(f"{fault.kind}\t{fault.words}")
    if checked.faults:
        say(f"{len(checked.faults)} fault(s) in {file}.")
        return EXIT_PARTLY
    _tell(f"whole\t{checked.digest}")
    against = "It is the one that was noted." if sum_ else "Without --digest, a bundle made anew would not show."
    say(f"{file} is whole, and judged again it comes to the same verdict. {against}")
    return EXIT_OK


def _tell(line: str) -> None:
    print(harmless(line))  # noqa: T201 - results belong on stdout
