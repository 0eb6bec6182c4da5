"""What `rxverdict report` does. Each function returns its exit code."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from crawler.child import Reader
from data.archive import ArchiveError, open_archive
from data.known import known_world
from data.world import World
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.bundle import NotWhole, bundle
from ui.bundle_check import check_bundle
from ui.commands import harmless, say
from ui.dossier import dossier
from ui.dossier_case import CaseFile, NoCase, gather
from ui.dossier_html import html
from ui.dossier_types import Dossier
from ui.notices import drafts

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
    done = [_written(path, make) for path, make in _makers(case, told, world, wanted) if path is not None]
    return EXIT_OK if all(done) else EXIT_PARTLY


Make = Callable[[Path], None]


def _makers(case: CaseFile, told: Dossier, world: World, wanted: Wanted) -> Iterator[tuple[Path | None, Make]]:
    def page(path: Path) -> None:
        _write(path, html(told, case.pictures).encode())

    def print_(path: Path) -> None:
        from ui.dossier_pdf import pdf

        made = pdf(told, case.pictures)
        for note in made.notes:
            say(f"PDF: {note}")
        if made.missing:
            say("For the scripts of the world: apt-get install fonts-droid-fallback fonts-noto-core.")
        _write(path, made.content)

    def sealed(path: Path) -> None:
        made = bundle(case, html(told, case.pictures))
        _write(path, made.content)
        say(f"Note this sum of {path} where nobody can change it: {made.digest} (its manifest: {made.manifest})")

    def letters(path: Path) -> None:
        made = drafts(case, told, world)
        if made.why_none:
            say(made.why_none)
        path.mkdir(parents=True, exist_ok=True)
        for notice in made.notices:
            _write(path / notice.name, notice.words.encode())

    yield wanted.html, page
    yield wanted.pdf, print_
    yield wanted.bundle, sealed
    yield wanted.drafts, letters


def _written(path: Path, make: Make) -> bool:
    """Whether it could be made; the rest goes on."""
    from ui.dossier_pdf import NoPdf

    try:
        make(path)
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror or error}")
        return False
    except (NoPdf, NotWhole) as error:
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
