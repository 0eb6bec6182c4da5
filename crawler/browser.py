"""The system's Chromium, for pages that show nothing without one: one per worker, started when first needed.

It opens no connection of its own. Its proxy is a port of ours on which nobody listens, so whatever is not answered by
`crawler.drawing` (which sends requests the guarded way) leads nowhere: sockets, workers, prefetches, name look-ups.
scrapy-playwright starts it, opens a fresh context for every page, and replaces it when it is gone.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from playwright.async_api import Page
    from scrapy.crawler import Crawler

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_AT_ONCE = 2  # pages of a worker; each takes 100 to 300 MB, and drawing one is work for a core
_START_SECONDS = 30.0  # a cold start takes about a second; a busy small machine may need twenty times that
_LEAVE_SECONDS = 3.0  # to close a page; one whose scripts do not let go is killed with its browser
_SIGHT = {"width": 1280, "height": 2000}  # pixels; also the size of the picture
_ARGUMENTS = (
    "--disable-quic",  # UDP would pass the proxy by
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # likewise
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--dns-prefetch-disable",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name is looked up, should a connection ever pass the proxy by
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--js-flags=--max-old-space-size=512",  # megabytes for the scripts of a page
)
_PASSED_ON = (
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "XDG_RUNTIME_DIR",
)  # of our environment; the rest is none of its business

Begin: TypeAlias = Callable[["Page", Any], Awaitable[None]]
Work: TypeAlias = Callable[["Page"], Awaitable[None]]


class NoBrowser(Exception):
    """Why no browser has shown the page, in words for people; where one is missing, they say what to install."""


class Screen(Protocol):
    """What `Browser` does."""

    async def show(self, url: str, agent: str, begin: Begin, work: Work, seconds: float) -> None: ...


class Browser:
    """Shows pages. Nothing is started before the first."""

    def __init__(self, crawler: Crawler, names: tuple[str, ...] = NAMES) -> None:
        self._crawler, self._names = crawler, names
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._starting = asyncio.Lock()
        self._numbers = count()
        self._handler: Any = None  # scrapy-playwright has no types
        self._pid = 0
        self._missing = ""
        self._nowhere: socket.socket | None = None

    async def show(self, url: str, agent: str, begin: Begin, work: Work, seconds: float) -> None:
        """Open `url` in a context of its own; `begin` gets the page before it asks for anything, `work` afterwards.

        Raises NoBrowser; TimeoutError when both have not ended within `seconds`; playwright's Error.
        """
        from scrapy import Request

        async with self._turns:
            handler = await self._running()
            name = f"page-{next(self._numbers)}"
            meta = {
                "playwright": True,
                "playwright_include_page": True,
                "playwright_context": name,
                "playwright_context_kwargs": _context(agent),
                "playwright_page_init_callback": begin,
                "playwright_page_goto_kwargs": {"wait_until": "commit", "timeout": seconds * 1000},
            }
            request = Request(url, meta=meta, dont_filter=True)
            try:
                async with asyncio.timeout(seconds):
                    await handler.download_request(request)
                    await work(request.meta["playwright_page"])
            finally:
                await self._leave(handler, name)

    async def close(self) -> None:
        """End the browser. Never raises."""
        handler, self._handler = self._handler, None
        if handler is not None:
            with suppress(Exception):  # whatever is left of it is killed below
                async with asyncio.timeout(_LEAVE_SECONDS):
                    await handler.close()
            self._kill()
        if self._nowhere is not None:
            self._nowhere.close()

    async def _running(self) -> Any:
        async with self._starting:
            if self._missing:
                raise NoBrowser(self._missing)
            try:
                if self._handler is None:
                    self._handler = await self._start()
                if not hasattr(self._handler, "browser"):
                    await self._launch(self._handler)
            except NoBrowser as error:
                self._missing = str(error)  # looked for once: installing one takes a restart of the worker
                raise
            return self._handler

    async def _start(self) -> Any:
        program = next((path for name in self._names if (path := shutil.which(name))), None)
        if program is None:
            raise NoBrowser(
                "This page shows nothing without a browser, and none was found: install Chromium "
                "(Debian and Ubuntu: apt-get install chromium) and check again."
            )
        try:
            from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
        except ImportError:
            raise NoBrowser(
                "This page shows nothing without a browser: install the extra “browser” of rxverdict and check again."
            ) from None
        handler: Any = ScrapyPlaywrightDownloadHandler(self._crawler)
        handler.config.launch_options = self._options(program)
        await handler._launch()  # the engine that would have called it is running already
        return handler

    async def _launch(self, handler: Any) -> None:
        try:
            async with asyncio.timeout(_START_SECONDS):
                await handler._maybe_launch_browser()
                session = await handler.browser.new_browser_cdp_session()
                told = await session.send("SystemInfo.getProcessInfo")
                await session.detach()
        except Exception as error:  # playwright's errors and the operating system's alike
            reason = str(error).strip().splitlines()[:1] or [type(error).__name__]
            raise NoBrowser(
                f"This page shows nothing without a browser, and Chromium did not start ({reason[0][:200]})."
            ) from error
        self._pid = next((int(one["id"]) for one in told["processInfo"] if one["type"] == "browser"), 0)

    def _options(self, program: str) -> dict[str, Any]:
        self._nowhere = socket.socket()
        self._nowhere.bind(("127.0.0.1", 0))  # ours, so that nobody else listens there, and nobody does
        return {
            "executable_path": program,
            "headless": True,
            # Chromium does not start its sandbox for root; whoever runs us as root has been told in the README.
            "chromium_sandbox": os.geteuid() != 0,
            "args": list(_ARGUMENTS),
            "proxy": {"server": f"http://127.0.0.1:{self._nowhere.getsockname()[1]}"},
            "env": {key: os.environ[key] for key in _PASSED_ON if key in os.environ},
            "timeout": _START_SECONDS * 1000,
        }

    async def _leave(self, handler: Any, name: str) -> None:
        """Close a page and all that belongs to it; one that does not let go takes the browser along."""
        wrapper = handler.context_wrappers.get(name)
        if wrapper is None:
            return
        try:
            async with asyncio.timeout(_LEAVE_SECONDS):
                await wrapper.context.close()
        except Exception:  # its words help nobody: the browser is ended, and the next page gets another
            self._kill()
            with suppress(TimeoutError):
                async with asyncio.timeout(_LEAVE_SECONDS):
                    while hasattr(handler, "browser"):
                        await asyncio.sleep(0.05)

    def _kill(self) -> None:
        pid, self._pid = self._pid, 0
        if pid:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)


def _context(agent: str) -> dict[str, Any]:
    """A context that keeps nothing, downloads nothing and says who it is."""
    return {
        "user_agent": agent,
        "viewport": _SIGHT,
        "service_workers": "block",
        "accept_downloads": False,
        "ignore_https_errors": True,  # a bad certificate does not hide a shop; crawler.outside records it
    }
