"""A small web on loopback: many invented hosts, one port, each host on an address of its own in 127.0.0.0/8.

A site is a folder of plain HTML files named after its host. `lab.toml` in it says how the host behaves:

    delay = 0.05                # seconds before every answer
    [paths."/old"]              # for one path, or for all with "*"
    status = 302
    location = "/new"           # {port} stands for the port of the lab
    headers = { Retry-After = "1" }
    body = "…"                  # instead of a file
    file = "bomb.bin"           # instead of the file that the path names
    hang = true                 # never answers
    drip = 0.2                  # seconds between two bytes
    header_flood = 5000         # header lines of 100 bytes each
    once = true                 # behaves like this for the first request only
    turns = ["a.html", "b.html"]  # files that take turns, one a request
    browser = { file = "…" }    # other settings for agents that call themselves Mozilla,
    search = { status = 302 }   # and for those that come from somewhere

Every request is noted with its time and connection, so that tests can prove politeness.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
import tomllib
from dataclasses import dataclass, field
from http.client import responses
from pathlib import Path
from typing import Any

SITES = Path(__file__).parent / "sites"
_BEAT = 0.02  # seconds
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".js": "text/javascript",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One request. Times are `time.monotonic()` seconds; `ended` is when the answer was out."""

    host: str
    path: str
    at: float
    ended: float
    agent: str
    connection: int
    headers: dict[str, str]


@dataclass(slots=True)
class Site:
    folder: Path
    behaviour: dict[str, Any]
    used: set[str] = field(default_factory=set)
    turn: int = -1

    def rule(self, path: str, headers: dict[str, str]) -> dict[str, Any]:
        rules = self.behaviour.get("paths", {})
        found: dict[str, Any] = rules.get(path) or rules.get("*") or {}
        if found.get("once") and path in self.used:
            return {}
        self.used.add(path)
        if "turns" in found:
            self.turn += 1
            return found | {"file": found["turns"][self.turn % len(found["turns"])]}
        guise = "search" if "referer" in headers else "browser"
        return found | found.get(guise, {}) if headers.get("user-agent", "").startswith("Mozilla") else found

    def file(self, path: str) -> Path | None:
        name = path.partition("?")[0].strip("/") or "index.html"
        for candidate in (name, f"{name}.html", f"{name}/index.html"):
            file = self.folder / candidate
            if ".." not in name and file.is_file():
                return file
        return None


class Lab:
    """The running web. `hosts` maps names to addresses; `seen` lists the requests so far."""

    def __init__(self, folder: Path = SITES) -> None:
        self.sites: dict[str, Site] = {}
        self.hosts: dict[str, str] = {}
        self.seen: list[Seen] = []
        self.late: list[tuple[float, float]] = []  # moments at which the lab woke late, and by how many seconds
        self.reached: list[str] = []  # the address of each connection, whether it asked for anything or not
        self.port = 0
        self._folder = folder
        self._server: asyncio.Server | None = None
        self._names: dict[str, str] = {}  # hosts by address, for clients that have no resolver of the lab
        self._connections = 0
        self._open: set[asyncio.Task[None]] = set()

    def start(self) -> Lab:
        """Listen on a free port. Raises OSError."""
        self.read_hosts()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def read_hosts(self) -> dict[str, str]:
        """Names and addresses, the same in every process that reads the same folders."""
        for number, folder in enumerate(sorted(p for p in self._folder.iterdir() if p.is_dir()), 2):
            told = folder / "lab.toml"
            behaviour = tomllib.loads(told.read_text("utf-8")) if told.exists() else {}
            self.sites[folder.name] = Site(folder, behaviour)
            self.hosts[folder.name] = behaviour.get("address", f"127.0.{number // 250}.{number % 250}")
        self._names = {address: host for host, address in self.hosts.items()}
        return self.hosts

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, host: str) -> list[Seen]:
        """The requests to one host, in order."""
        return [seen for seen in self.seen if seen.host == host]

    async def _listen(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        addresses = sorted({a for a in self.hosts.values() if a.startswith("127.")} | {"127.0.0.1"})
        self._server = await asyncio.start_server(self._accept, addresses, self.port, limit=65_536)
        self._open.add(asyncio.create_task(self._beat()))

    async def _beat(self) -> None:
        """On a crowded machine a request is read long after it came; how long shows by how late we wake."""
        while True:
            wanted = time.monotonic() + _BEAT
            await asyncio.sleep(_BEAT)
            if (late := time.monotonic() - wanted) > _BEAT:
                self.late.append((wanted, late))

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self._connections += 1
        self.reached.append(writer.get_extra_info("sockname")[0])
        number = self._connections
        try:
            while await self._exchange(reader, writer, number):
                continue
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            self._open.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> bool:
        first = await reader.readexactly(1)
        if first == b"\x16":
            return False  # a TLS greeting: the lab speaks plain HTTP only
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        at = time.monotonic()
        line, *rest = head.split("\r\n")
        path = line.split(" ")[1]
        headers = {k.strip().lower(): v.strip() for k, _, v in (h.partition(":") for h in rest if h)}
        host = headers.get("host", "").rsplit(":", 1)[0]
        site = self.sites.get(host) or self.sites.get(self._names.get(host, ""))
        try:
            if site is None:
                await _send(writer, 421, {}, b"no such host")
            else:
                await self._answer(site, path, headers, writer)
        finally:
            self.seen.append(Seen(host, path, at, time.monotonic(), headers.get("user-agent", ""), number, headers))
        return True

    async def _answer(self, site: Site, path: str, asked: dict[str, str], writer: asyncio.StreamWriter) -> None:
        rule = site.rule(path, asked)
        await asyncio.sleep(rule.get("delay", site.behaviour.get("delay", 0)))
        if rule.get("hang"):
            await asyncio.sleep(3600)
        status = rule.get("status", 200)
        headers = {k: str(v).replace("{port}", str(self.port)) for k, v in rule.get("headers", {}).items()}
        if "location" in rule:
            headers["Location"] = rule["location"].replace("{port}", str(self.port))
        if "body" in rule:
            body, kind = rule["body"].encode(), _TYPES[".html"]
        else:
            file = site.folder / rule["file"] if "file" in rule else site.file(path)
            body = file.read_bytes() if file else b"<title>Not found</title><h1>Not found</h1>"
            kind = _TYPES.get(file.suffix if file else ".html", _TYPES[".html"])
            status = status if file or "status" in rule else 404
        headers.setdefault("Content-Type", kind)
        flood = rule.get("header_flood", 0)
        await _send(
            writer, status, headers, body.replace(b"{port}", str(self.port).encode()), rule.get("drip", 0), flood
        )


async def _send(
    writer: asyncio.StreamWriter, status: int, headers: dict[str, str], body: bytes, drip: float = 0, flood: int = 0
) -> None:
    lines = [f"HTTP/1.1 {status} {responses.get(status, 'Unnamed')}"]
    lines += [f"{name}: {value}" for name, value in {**headers, "Content-Length": str(len(body))}.items()]
    lines += [f"X-Flood-{number:05d}: {'x' * 84}" for number in range(flood)]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    if drip:
        for byte in body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(drip)
    else:
        writer.write(body)
    await writer.drain()
