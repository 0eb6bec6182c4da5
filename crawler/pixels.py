"""Reads out a page that stands in the browser: its source, how much it shows, a picture.

The scripts run in a world of their own, where the page's scripts cannot have changed what the words mean.
"""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

_QUALITY = 60  # JPEG; words stay sharp, and a screen takes about 150 kB
_SOURCE = (
    "(most => {{ const made = document.documentElement.outerHTML; return made.length > most ? '' : made }})({most})"
)


async def letters_on(session: CDPSession) -> int:
    """Letters that the page shows now; 0 while it has no body."""
    return int(await _ask(session, "document.body ? document.body.innerText.trim().length : 0") or 0)


async def source_of(session: CDPSession, most: int) -> bytes:
    """The page as its scripts have made it, UTF-8; empty when it is longer than `most` letters."""
    made = await _ask(session, _SOURCE.format(most=most))
    return f"<!doctype html>\n{made}".encode("utf-8", "replace") if made else b""


async def picture_of(session: CDPSession) -> bytes:
    """What a screen shows of the page, as JPEG; empty: none could be taken."""
    from playwright.async_api import Error

    try:
        told = await session.send("Page.captureScreenshot", {"format": "jpeg", "quality": _QUALITY})
    except Error:
        return b""
    return b64decode(told["data"])


async def _ask(session: CDPSession, script: str) -> Any:
    """What the script gives; None when the page went elsewhere in the middle."""
    from playwright.async_api import Error

    try:
        tree = await session.send("Page.getFrameTree")
        frame = tree["frameTree"]["frame"]["id"]
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "rxverdict"})
        where = {"expression": script, "contextId": world["executionContextId"], "returnByValue": True}
        told = await session.send("Runtime.evaluate", where)
    except Error:
        return None
    return told["result"].get("value")
