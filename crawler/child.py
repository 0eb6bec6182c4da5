"""A killable child that turns hostile HTML into text: time and memory are limited, and a page that breaks it is
`not_readable`, never "clean".

Parent and child exchange frames over pipes: a four-byte length, then JSON. The child answers with JSON and nothing that
could run in the parent.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import select
import struct
import subprocess
import sys
import time
from dataclasses import fields
from operator import attrgetter
from types import TracebackType
from typing import IO, BinaryIO

from crawler.visit import Block, Field, Form, Image, Kind, Link, Outcome, PageText, Place

PAGE_SECONDS = 10.0  # the slowest of the real pages in hand takes 0.1 s; a hundred times that is an attack or a fault
CHILD_MEMORY = 2 * 1024**3  # bytes of address space; a 10 MB page needs about 200 MB
MAX_HTML = 10 * 1024 * 1024  # bytes of decoded HTML handed over; the largest real page in hand has 2.7 MB
_LENGTH = struct.Struct(">I")
# The fields of each, in order. `astuple` copies them deeply, which takes longer than reading the page.
_BLOCK, _LINK, _IMAGE, _FIELD = (attrgetter(*(f.name for f in fields(row))) for row in (Block, Link, Image, Field))
_PLACES, _KINDS = {place.value: place for place in Place}, {kind.value: kind for kind in Kind}
_MAX_REPLY = 256 * 1024 * 1024


class Reader:
    """Reads HTML in a child process that is started when first needed and replaced when it fails.

    Not safe for use by several threads at once: give each its own.
    """

    def __init__(self, seconds: float = PAGE_SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, body: bytes | str, url: str, content_type: str = "") -> PageText | Outcome:
        """The text of a page, or `TOO_LARGE` / `NOT_READABLE`. Never raises for any input."""
        raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        if len(raw) > MAX_HTML:
            return Outcome.TOO_LARGE
        head = json.dumps({"url": url, "type": content_type, "text": isinstance(body, str)}).encode()
        for attempt in (1, 2):  # a child that died since the last page is no fault of this page
            child, fresh = self._running()
            reply = self._exchange(child, head, raw)
            if reply is not None:
                return decode(reply)
            self.close()
            if fresh or attempt == 2:
                break
        return Outcome.NOT_READABLE

    def _running(self) -> tuple[subprocess.Popen[bytes], bool]:
        if self._child is not None and self._child.poll() is None:
            return self._child, False
        environment = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "HOME")}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "crawler.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
        )
        return self._child, True

    def _exchange(self, child: subprocess.Popen[bytes], head: bytes, raw: bytes) -> bytes | None:
        assert child.stdin is not None and child.stdout is not None
        try:
            child.stdin.write(_LENGTH.pack(len(head)) + head + _LENGTH.pack(len(raw)) + raw)
            child.stdin.flush()
            return _read_frame(child.stdout, time.monotonic() + self._seconds)
        except (OSError, ValueError):
            return None

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        continue

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read_frame(pipe: IO[bytes], deadline: float) -> bytes | None:
    head = _read_exactly(pipe, _LENGTH.size, deadline)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return _read_exactly(pipe, length, deadline) if length <= _MAX_REPLY else None


def _read_exactly(pipe: IO[bytes], count: int, deadline: float) -> bytes | None:
    parts: list[bytes] = []
    handle = pipe.fileno()
    while count:
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        piece = os.read(handle, min(count, 1 << 20)) if ready else b""
        if not piece:
            return None
        parts.append(piece)
        count -= len(piece)
    return b"".join(parts)


def encode(content: PageText) -> bytes:
    """A page text as JSON; the inverse of `decode`."""
    odd = _has_surrogates(content.text)
    document = {
        "text": base64.b64encode(content.text.encode("utf-8", "surrogatepass")).decode() if odd else content.text,
        "b64": odd,
        "blocks": list(map(_BLOCK, content.blocks)),
        "links": list(map(_LINK, content.links)),
        "images": list(map(_IMAGE, content.images)),
        "forms": [(f.action, f.method, list(map(_FIELD, f.fields)), f.buttons) for f in content.forms],
        "rest": (
            content.title,
            content.declared_language,
            content.language,
            content.generator,
            content.visible_words,
            content.scripts,
        ),
    }
    return json.dumps(document, ensure_ascii=True).encode("ascii")


def decode(reply: bytes) -> PageText | Outcome:
    """The inverse of `encode`; an empty object says that the page could not be read."""
    document = json.loads(reply)
    if not document:
        return Outcome.NOT_READABLE
    text = base64.b64decode(document["text"]).decode("utf-8", "surrogatepass") if document["b64"] else document["text"]
    title, declared, language, generator, words, scripts = document["rest"]
    return PageText(
        text=text,
        blocks=tuple(Block(b[0], b[1], _PLACES[b[2]], _KINDS[b[3]], *b[4:]) for b in document["blocks"]),
        links=tuple(Link(x[0], x[1], x[2], x[3], _PLACES[x[4]], x[5]) for x in document["links"]),
        images=tuple(Image(*x) for x in document["images"]),
        forms=tuple(
            Form(action, method, tuple(Field(f[0], f[1], f[2], tuple(f[3]), f[4]) for f in fields), tuple(buttons))
            for action, method, fields, buttons in document["forms"]
        ),
        title=title,
        declared_language=declared,
        language=language,
        generator=generator,
        visible_words=words,
        scripts=tuple(scripts),
    )


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _serve() -> None:
    """The child's loop: one frame of head, one of HTML, one answer."""
    from crawler.text import read_html

    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY, CHILD_MEMORY))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (head := _blocking_frame(source)) is not None:
        body = _blocking_frame(source)
        if body is None:
            return
        told = json.loads(head)
        try:
            page: bytes | str = body.decode("utf-8", "surrogatepass") if told["text"] else body
            reply = encode(read_html(page, told["url"], told["type"]))
        except (MemoryError, RecursionError, ValueError):
            reply = b"{}"
        sink.write(_LENGTH.pack(len(reply)) + reply)
        sink.flush()


def _blocking_frame(source: BinaryIO) -> bytes | None:
    head = source.read(_LENGTH.size)
    return source.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


if __name__ == "__main__":
    _serve()
