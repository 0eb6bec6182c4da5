"""What `rxverdict review` and `rxverdict appeal` do. Each function returns its exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.site import site_of
from data.archive import Archive, ArchiveError, ReviewRow, VerdictRow, open_archive
from data.decisions import HANDLING, Act, Decision
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.commands import harmless, say
from ui.contract import stamp
from ui.review_words import DECISIONS, standing_words, title
from ui.reviewer import Reviewer
from ui.reviewing import LONGEST_NOTE, Unfit, changed_since, decide, revisited, standing
from ui.reviewing import appeal as keep_appeal
from ui.worker_client import COMMAND

_LETTERS = 4  # bytes that a letter of a text file takes at most (UTF-8)


@dataclass(frozen=True, slots=True)
class Wish:
    """What `review` was asked for; no decision: tell. `answers`: the number of an appeal's row, 0: none."""

    decision: str
    note: str
    check: str
    answers: int
    reviewer: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What `appeal` was asked to keep; the words stand in `text` or in `file`."""

    appellant: str
    text: str
    file: Path | None
    links: tuple[str, ...]
    visit: bool
    reviewer: str


def run_review(address: str, country: str, wish: Wish) -> int:
    return _about(address, country, lambda archive, row: _review(archive, row, wish))


def run_appeal(address: str, country: str, said: Objection, command: tuple[str, ...] = COMMAND) -> int:
    """`command` starts the worker that visits."""
    return _about(address, country, lambda archive, row: _appeal(archive, row, said, command))


def _about(address: str, country: str, do: Callable[[Archive, VerdictRow], int]) -> int:
    try:
        with open_archive() as archive:
            site = site_of(address)
            row = archive.latest_verdict(site, country)
            if row is None:
                others = sorted({found.buyer_country or "none" for found in archive.history(site)})
                hint = f" There are verdicts for: {', '.join(others)} (--buyer-country)." if others else ""
                say(f"The archive has no verdict on {site or address} for {country or 'no country'}.{hint}")
                return EXIT_BAD
            return do(archive, row)
    except ArchiveError as error:
        say(f"The archive cannot be used: {error}")
        return EXIT_PARTLY
    except Unfit as error:
        say(str(error))
        return EXIT_BAD


def _review(archive: Archive, row: VerdictRow, wish: Wish) -> int:
    history = archive.audit.of_site(row.site, row.buyer_country)
    if not wish.decision:
        _tell_verdict(row)
        for kept in history:
            _tell(kept)
        for words in standing_words(standing(history, changed_since(archive, row.site, row.buyer_country))):
            say(words)
        return EXIT_OK
    if wish.decision not in {str(decision) for decision in Decision}:
        raise Unfit(f"--decision: {wish.decision!r} is none of\n" + _decisions())
    if wish.check and wish.check not in {finding.check for finding in archive.findings(row.id or 0)}:
        raise Unfit(f"--check: {wish.check!r} is no finding of this verdict")
    answered = _answered(history, wish.answers)
    decision, now = Decision(wish.decision), datetime.now(UTC)
    kept = decide(
        archive, row, Reviewer(wish.reviewer), decision, wish.note, now, concerns=wish.check, answers=answered
    )
    _tell_verdict(row)
    _tell(kept)
    return EXIT_OK


def _answered(history: tuple[ReviewRow, ...], number: int) -> str:
    if not number:
        return ""
    for row in history:
        if row.id == number and row.act == Act.APPEAL:
            return row.hash
    raise Unfit(f"--answers: row {number} is no appeal about this site and country")


def _decisions() -> str:
    width = max(map(len, Decision))
    return "\n".join(f"  {decision:<{width}}  {told.meaning}" for decision, told in DECISIONS.items())


def _appeal(archive: Archive, row: VerdictRow, said: Objection, command: tuple[str, ...]) -> int:
    by, now = Reviewer(said.reviewer), datetime.now(UTC)
    kept = keep_appeal(archive, row, by, said.appellant, said.text or _of_file(said.file), said.links, now)
    _tell_verdict(row)
    _tell(kept)
    return _visit_again(archive, row, kept, by, command) if said.visit else EXIT_OK


def _of_file(file: Path | None) -> str:
    try:
        with (file or Path()).open("rb") as opened:
            return opened.read((LONGEST_NOTE + 1) * _LETTERS).decode("utf-8-sig", "replace")
    except OSError as error:
        raise Unfit(f"--file: {file} cannot be read: {error.strerror}") from error


def _visit_again(archive: Archive, row: VerdictRow, kept: ReviewRow, by: Reviewer, command: tuple[str, ...]) -> int:
    from data.known import known_world
    from ui.case import Case, check
    from ui.commands import Telling
    from ui.worker_client import Worker

    worker = Worker(command)
    try:
        with Telling() as progress:
            ended = check(
                row.url, row.buyer_country, worker=worker, archive=archive,
                world=known_world(archive.home), on_event=progress,
            )  # fmt: skip
    finally:
        worker.close()
    if not isinstance(ended, Case):
        say(f"The appeal is kept; the site was not visited again: {ended.words}")
        return EXIT_PARTLY
    again = revisited(archive, kept, ended, by, datetime.now(UTC))
    new = archive.verdict(again.verdict_id)
    if new is not None:
        _tell_verdict(new)
    _tell(again)
    return EXIT_OK


def _tell_verdict(row: VerdictRow) -> None:
    words = f"verdict {row.id}\t{stamp(row.judged_at)}\t{row.verdict}\t{row.site}\t{' '.join(row.headline.split())}"
    print(harmless(words))  # noqa: T201 - results belong on stdout


def _tell(row: ReviewRow) -> None:
    who = f"{row.appellant}, by {row.reviewer}" if row.act == Act.APPEAL else row.reviewer
    words = "" if row.act in HANDLING else " ".join([*row.note.split(), *row.links])  # there the title says it
    line = f"row {row.id}\t{stamp(row.at)}\t{title(row)}\t{who}\tverdict {row.verdict_id}\t{words}"
    print(harmless(line))  # noqa: T201 - results belong on stdout
