"""The real worker, let loose on the lab only: `python -m tests.lab.worker --port P`.

The guard is the real one with the lab's names and addresses opened through its constructor; everything else is refused.
"""

from __future__ import annotations

import argparse
import os
from ipaddress import ip_network
from pathlib import Path

from crawler.guard import PORTS, Guard
from crawler.visit import Outside
from tests.lab.server import SITES, Lab

LAB_NET = ip_network("127.0.0.0/8")


def lab_guard(port: int, also: int = 0, folder: Path = SITES, closed: str = "") -> Guard:
    """Knows the hosts of the lab, one more on port `also` for a server of a single test, and nothing else.

    `closed`: an address of the lab that is refused like any other private one.
    """
    hosts = Lab(folder).read_hosts() | {"pillquay-secure.example": "127.0.0.1"}

    async def resolve(host: str) -> list[str]:
        return [hosts[host]] if host in hosts else []

    refused = (ip_network(closed),) if closed else ()
    ports = PORTS | {port, also}
    return Guard(resolve, allowed=(LAB_NET,), allowed_names=("example", "test"), ports=ports, refused=refused)


async def nothing_outside(host: str, site: str, seconds: float) -> Outside:
    """No registry of names is reachable from the lab."""
    return Outside()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.lab.worker")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--also", type=int, default=0)
    parser.add_argument("--sites", type=int, default=8)
    parser.add_argument("--closed", default="", help="an address that is refused all the same")
    parser.add_argument("--browser", action="append", help="a program to look for instead of the usual ones")
    parser.add_argument("--folder", type=Path, default=SITES, help="of the sites, when it is another town")
    told = parser.parse_args()

    from crawler.browser import NAMES
    from crawler.worker import run
    from data.pauses import pauses_of
    from data.settings import Settings

    # Turns are shared as in earnest where a test names a home folder; the folder of whoever runs it stays untouched.
    settings = Settings()
    shared = "RXVERDICT_HOME" in os.environ
    run(
        lab_guard(told.port, told.also, told.folder, told.closed),
        look=nothing_outside,
        sites=told.sites,
        browsers=tuple(told.browser or NAMES),
        pauses=pauses_of(settings.database_url, settings.home) if shared else None,
    )


if __name__ == "__main__":
    main()
