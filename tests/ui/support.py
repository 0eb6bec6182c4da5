"""What the tests of this room share: homes, pages, and runs of the command line in processes of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

SHOP = (
    "<html lang='en'><title>Plumbago Pills</title><h1>Isotretinoin 20 mg capsules</h1>"
    "<p>Buy isotretinoin from us without a prescription. Pay with Bitcoin.</p><button>Add to cart</button></html>"
)
PARISH = (
    "<html lang='en'><title>Otterby parish council</title><h1>Notices</h1>"
    "<p>The hall is closed on Thursday while the floor is mended. Tickets for the fair are sold at the door.</p></html>"
)


def page(url: str, html: str, **more: Any) -> str:
    """One line of saved pages."""
    return json.dumps({"url": url, "html": html, "fetched_at": "2026-11-02T10:00:00Z", **more})


def run(*arguments: str | Path, home: Path | None = None, code: str = "") -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own; `code` runs instead of it, with the same arguments."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "ui.cli"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RXVERDICT_")}
    if home is not None:
        environment["RXVERDICT_HOME"] = str(home)
    return subprocess.run(
        [*command, *map(str, arguments)], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


def await_answer(url: str) -> None:
    """Wait until a server of ours answers; raises TimeoutError after a minute."""
    for _ in range(600):
        try:
            with urlopen(url):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
