"""What the commands do. Each returns its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from data.known import known_world
from data.world import World
from scoring.model import Verdict
from ui import EXIT_BAD, EXIT_OK, EXIT_PARTLY
from ui.case import Case, Interrupted, Progress, Refused, Result, check, recover
from ui.contract import dumps
from ui.report import lines, progress_words
from ui.worker_client import COMMAND, Worker

_APP = Path(__file__).with_name("app.py")


def run_check(url: str, buyer_country: str, as_json: bool, command: tuple[str, ...] = COMMAND) -> int:
    """`command` starts the worker."""
    from data.archive import ArchiveError, open_archive

    world = known_world()
    if buyer_country and world.country(buyer_country) is None:
        say(f"No rules are known for {buyer_country}; only what counts everywhere is applied.")
    try:
        archive = open_archive()
    except ArchiveError as error:
        say(f"The archive cannot be opened: {error}")
        return EXIT_PARTLY
    worker = Worker(command)
    try:
        recovered = recover(archive, world)
        if recovered.kept:
            say(f"{recovered.kept} visit(s) of a run that was cut short have been judged and kept.")
        with Telling() as progress:
            ended = check(url, buyer_country, worker=worker, archive=archive, world=world, on_event=progress)
    except ArchiveError as error:
        say(f"The archive cannot be read: {error}")
        return EXIT_PARTLY
    finally:
        worker.close()
        archive.close()
    return _tell(ended, world, as_json)


def _tell(ended: Result, world: World, as_json: bool) -> int:
    match ended:
        case Case():
            _show(ended.verdict, world, as_json)
            if ended.trouble:
                say(f"The verdict was not kept: {ended.trouble}. The visit is saved and will be kept by the next run.")
            return EXIT_OK
        case Refused():
            say(f"Not visited: {ended.words}")
            return EXIT_BAD
        case Interrupted():
            say(ended.words)
            if ended.detail:
                say(ended.detail)
            return EXIT_PARTLY


def _show(verdict: Verdict, world: World, as_json: bool) -> None:
    for line in [dumps(verdict)] if as_json else lines(verdict, world):
        print(line if as_json else harmless(line))  # noqa: T201 - results belong on stdout


def run_ui(port: int, address: str) -> int:
    from importlib.util import find_spec

    if find_spec("streamlit") is not None:
        _become_screens(port, address)
    say("The screens are not installed: install rxverdict with its extra named ui.")
    return EXIT_BAD


def _become_screens(port: int, address: str) -> NoReturn:
    """Streamlit takes the place of this process, so that whoever started it can end it."""
    say(f"Open http://{address}:{port} in a browser; Ctrl-C ends it.")
    root = str(_APP.parent.parent)  # where Streamlit finds our packages even when they are not installed
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", "streamlit", "run", str(_APP)]
    settings = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    os.execve(sys.executable, [*command, *settings], {**os.environ, "PYTHONPATH": paths})


def say(words: str) -> None:
    """Talk to whoever runs this."""
    print(harmless(words), file=sys.stderr, flush=True)  # noqa: T201 - talk belongs on stderr


def harmless(words: str) -> str:
    """Words of a site without the control characters that would drive a terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)


class Telling:
    """Tells events as they come: a moving line on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self._show: Callable[[str], None] = say
        self._stop: Callable[[], None] = lambda: None

    def __enter__(self) -> Telling:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.text import Text

            status = Console(stderr=True).status("Starting the reader of websites")
            status.start()
            self._show = lambda words: status.update(Text(harmless(words)))
            self._stop = status.stop
        return self

    def __call__(self, event: Progress) -> None:
        words = progress_words(event)
        if words:
            self._show(words)

    def __exit__(self, *_: object) -> None:
        self._stop()
