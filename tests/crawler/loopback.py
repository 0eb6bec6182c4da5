"""Small real servers on 127.0.0.2 for the tests of the guard and of what stands outside a site.

127.0.0.2 is the one address that the tests open; a server on 127.0.0.1 stands for "inside" and must never be reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TypeVar

import pytest

from crawler.guard import Guard, Resolver

OPEN = "127.0.0.2"
ALLOWED = (ip_network("127.0.0.2/32"),)
ANY_PORT = range(1, 65536)

T = TypeVar("T")
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def shared(*parts: str) -> Path:
    """A file of the data folder beside the project; skips the test, visibly, where there is none."""
    path = Path(__file__).resolve().parents[3].joinpath("shared", *parts)
    if not path.exists():
        pytest.skip(f"no ../shared/{'/'.join(parts)} here")
    return path


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def names(table: dict[str, list[str]]) -> Resolver:
    """A resolver that knows these names and no others."""

    async def resolve(host: str) -> list[str]:
        return table.get(host, [])

    return resolve


def lab_guard(**table: list[str]) -> Guard:
    """A guard that may go to 127.0.0.2 on any port; every name under lab.example.com leads there."""

    async def resolve(host: str) -> list[str]:
        return table.get(host, [OPEN])

    return Guard(resolve, allowed=ALLOWED, ports=ANY_PORT)


@asynccontextmanager
async def serving(handler: Handler, host: str = OPEN, **options: Any) -> AsyncIterator[int]:
    """The port a TCP server listens on while the block runs."""

    async def safe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await handler(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(safe, host, 0, **options)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def http(answer: Callable[[str], tuple[int, dict[str, str], bytes]], asked: list[str] | None = None) -> Handler:
    """A handler that answers GET with what `answer` makes of the path; paths are noted in `asked`."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1].decode()
        if asked is not None:
            asked.append(path)
        status, headers, body = answer(path)
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body)
        await writer.drain()

    return handle
