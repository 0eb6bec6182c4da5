"""A real PostgreSQL server for the tests: its own folder, a free port on loopback, stopped at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; Debian keeps it out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Start a server and give the URL of its first database, without the database's name."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="rxpg", dir="/tmp") as home:  # a socket's path may have 107 bytes at most
        data = Path(home) / "data"
        _as_nobody_special(home)
        _run(folder / "initdb", "-D", data, "-U", "keeper", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = f"-p {port} -h 127.0.0.1 -k {home} -c fsync=off"
        _run(folder / "pg_ctl", "-D", data, "-l", Path(home) / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql://keeper@127.0.0.1:{port}"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _as_nobody_special(home: str) -> None:
    if user := _user():
        shutil.chown(home, user)


def _run(*words: object) -> None:
    command = [str(word) for word in words]
    # Into a file, not a pipe: the server keeps the output of pg_ctl open, and a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdout=said, stderr=said, user=_user(), cwd="/", check=False, timeout=60)
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")
