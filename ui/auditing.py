"""What `rxverdict audit` does. Each function returns its exit code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from data.archive import Archive
from data.decisions import Fault, FaultKind, Head
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import harmless, say
from ui.contract import stamp
from ui.opening import with_archive

HEAD_SCHEMA = "rxverdict.audit-head/1"
_HASH = re.compile(r"[0-9a-f]{64}")
_BLOCK = 1 << 20  # bytes read at once, and the most of a head file that is read: one has about 250


class NoHead(ValueError):
    """What was given as a head is none; the message says why."""


def run_verify(told: str, files: bool) -> int:
    return with_archive(lambda archive: _verify(archive, told, files))


def run_head(out: Path | None) -> int:
    return with_archive(lambda archive: _head(archive, out))


def _verify(archive: Archive, told: str, files: bool) -> int:
    try:
        taken, named = head_of(told)
    except NoHead as error:
        say(str(error))
        return EXIT_BAD
    audited = archive.audit.verify(taken, named)
    faults = [*audited.faults, *(file_faults(archive) if files else ())]
    for fault in faults:
        _tell(f"{fault.kind}\t{fault.review or ''}\t{fault.words}")
    count = audited.head.count
    if faults:
        say(f"{len(faults)} fault(s) in a chain of {count} row(s).")
        return EXIT_PARTLY
    against = "and is the one the head was taken of" if told else "but without --head a cut end would not show"
    _tell(f"whole\t{count}\t{audited.head.hash}")
    say(f"The chain of {count} row(s) is whole, {against}.")
    return EXIT_OK


def _head(archive: Archive, out: Path | None) -> int:
    line = head_line(archive.audit.head(), datetime.now(UTC))
    if out is None:
        _tell(line)
        return EXIT_OK
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(f"{line}\n")
    except FileExistsError:
        say(f"{out} is there already; an older head is worth more than a newer one, so name another file.")
        return EXIT_BAD
    except OSError as error:
        say(f"{out} cannot be written: {error.strerror}")
        return EXIT_BAD
    say(f"The head is in {out}. Keep it where whoever can write to the database cannot.")
    return EXIT_OK


def head_line(head: Head, now: datetime) -> str:
    """A head as one line of JSON."""
    told = {
        "schema": HEAD_SCHEMA,
        "count": head.count,
        "hash": head.hash,
        "at": stamp(head.at) if head.at else None,
        "taken_at": stamp(now),
    }
    return json.dumps(told)


def head_of(told: str) -> tuple[Head | None, str]:
    """A head from a file or a hash: (head, "") or (None, hash); (None, "") of nothing. Raises NoHead."""
    if not told:
        return None, ""
    if _HASH.fullmatch(told.casefold()):
        return None, told.casefold()
    try:
        with Path(told).open("rb") as file:
            kept = json.loads(file.read(_BLOCK))
    except OSError as error:
        raise NoHead(
            f"--head: {told} is neither a hash (64 hex digits) nor a readable file: {error.strerror}"
        ) from error
    except ValueError as error:
        raise NoHead(f"--head: {told} is no head written by rxverdict audit head") from error
    return _of_json(kept, told), ""


def _of_json(kept: object, file: str) -> Head:
    match kept:
        case {"schema": str(schema), "count": int(count), "hash": str(named)} if schema == HEAD_SCHEMA and (
            (count > 0 and _HASH.fullmatch(named)) or (count, named) == (0, "")
        ):
            return Head(count, named, None)
    raise NoHead(f"--head: {file} is no head written by rxverdict audit head")


def file_faults(archive: Archive) -> Iterator[Fault]:
    """Visits that were decided about whose files are not what they were. Raises ArchiveError, StoreError."""
    after = 0
    while rows := archive.audit.files(after):
        for number, path, named in rows:
            after = number
            if fault := _file_fault(archive, path, named):
                yield fault


def _file_fault(archive: Archive, name: str, named: str) -> Fault | None:
    try:
        with archive.store.local(name) as path, path.open("rb") as file:
            digest = sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
    except FileNotFoundError:
        return Fault(FaultKind.FILE_GONE, f"{name}: there is no such file in the store")
    if digest.hexdigest() != named:
        return Fault(FaultKind.FILE_CHANGED, f"{name}: its bytes are not those that were decided about")
    return None


def _tell(line: str) -> None:
    print(harmless(line))  # noqa: T201 - results belong on stdout
