"""A crawl over a town of N sites: once undisturbed, once killed at random moments; both must leave the same archive.

`python -m tests.bench.town --sites 300 --kills 20`
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from data.archive import open_archive
from tests.lab.server import Lab
from tests.lab.town import write_town
from tests.ui.crawls import Town, crowding, haste, kill, told


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.town")
    parser.add_argument("--sites", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=16)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="town-") as base:
        folder = Path(base, "town")
        kinds = write_town(folder, asked.sites)
        whole = _undisturbed(folder, Path(base, "whole"), kinds, asked.at_once)
        _killed(folder, Path(base, "killed"), kinds, asked.at_once, asked.kills, whole)


def _undisturbed(folder: Path, home: Path, kinds: dict[str, str], at_once: int) -> dict[str, tuple[str, ...]]:
    lab = Lab(folder).start()
    town, began = Town(lab, folder, home, at_once), time.monotonic()
    crawl = town.crawl(town.list_file(kinds))
    words = crawl.communicate()[1]
    seconds = time.monotonic() - began
    print(f"undisturbed: exit {crawl.returncode}, {len(kinds)} sites, {len(lab.seen)} requests in {seconds:.1f} s")
    print("  " + words.strip().splitlines()[-2])
    _manners(lab, kinds, town.delay)
    lab.stop()
    with open_archive("", home) as archive:
        found = told(archive, 1)
    for (kind, *end), count in sorted(Counter((kinds[site], *row[:3]) for site, row in found.items()).items()):
        print(f"  {kind:15} {' '.join(end):40} {count}")
    return dict(found)


def _killed(
    folder: Path, home: Path, kinds: dict[str, str], at_once: int, kills: int, whole: dict[str, tuple[str, ...]]
) -> None:
    luck, lab = random.Random(20), Lab(folder).start()
    town, file, done = Town(lab, folder, home, at_once), None, 0
    file = town.list_file(kinds)
    began = time.monotonic()
    while done < kills:
        crawl = town.crawl(file)
        before = len(lab.seen)
        while len(lab.seen) == before and crawl.poll() is None:
            time.sleep(0.02)
        if crawl.poll() is not None:
            break
        time.sleep(luck.uniform(0, 1.5))
        kill(crawl, worker=luck.random() < 0.5)
        done, file = done + 1, None
    crawl = town.crawl(file)
    crawl.communicate()
    with open_archive("", home) as archive:
        found = told(archive, 1)
        repeated = sum(max(row.tries - 1, 0) for row in archive.runs.sites(1, limit=10**6))
        visits = archive.counts().visits
    print(f"killed {done} times: exit {crawl.returncode}, {len(lab.seen)} requests in {time.monotonic() - began:.1f} s")
    print(
        f"  identical archive: {dict(found) == whole}; sites lost: {len(whole.keys() - found.keys())}; visits: {visits}"
    )
    print(f"  set out again: {repeated}, at most {done * at_once} were in flight")
    _manners(lab, kinds, town.delay)
    lab.stop()


def _manners(lab: Lab, kinds: dict[str, str], delay: float) -> None:
    closed = {host for host, kind in kinds.items() if kind == "forbidden"}
    half = {host for host, kind in kinds.items() if kind == "half_forbidden"}
    asked = {(seen.host, seen.path) for seen in lab.seen}
    trespasses = [(host, path) for host, path in asked if host in closed and path != "/robots.txt"]
    trespasses += [(host, path) for host, path in asked if host in half and path in ("/cart", "/faq")]
    print(f"  against robots.txt: {len(trespasses)}; overlapping requests to a host: {len(crowding(lab.seen))}; "
          f"sooner than {delay} s: {len(haste(lab.seen, delay, lab.late))}")  # fmt: skip


if __name__ == "__main__":
    main()
