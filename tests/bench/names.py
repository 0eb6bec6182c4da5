"""Name triage: how many names a second one core goes through, whether memory stays flat, what is found and what is not.

python -m tests.bench.names

Names are generated from the words of everyday_words.txt, from syllables and from digits. The 200 planted shops stand in
planted_names.txt.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crawler.names import Kind, known
from crawler.sources.feed import heard_in
from crawler.sources.heard import Heard
from tests.bench.line import HEAD, Line

SPEED, FEED = 10_000_000, 5_000_000  # names
_ROUNDS = 3
_PLAIN = 20_000  # names of each round that the plain loop goes through; all of them would take most of an hour
_PLANTED = Path(__file__).with_name("planted_names.txt")
_ENDINGS = (*(".com",) * 9, ".net", ".org", ".de", ".co.uk", ".fr", ".es", ".it", ".nl", ".ru", ".shop", ".xyz", ".pl")
_EVERYDAY = [
    word
    for line in Path(__file__).with_name("everyday_words.txt").read_text("ascii").splitlines()
    if not line.startswith("#")
    for word in line.split()
]
_BEGINNINGS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "br",
    "ch",
    "st",
    "pl",
    "sh",
)
_SYLLABLES = [a + b + c for a in _BEGINNINGS for b in "aeiou" for c in ("", "n", "r", "s", "x", "l")]
_JOINS = ("", "", "", "-")


def generated(count: int, seed: int) -> Iterator[bytes]:
    """Buffers of as many names, a name a line."""
    rnd = random.Random(seed)
    while count > 0:
        size = min(count, 200_000)
        pools = (_EVERYDAY, _EVERYDAY + _SYLLABLES, [*_SYLLABLES, "", "", "24", "365", "1"])
        first, second, third = (rnd.choices(pool, k=size) for pool in pools)
        join, ending = rnd.choices(_JOINS, k=size), rnd.choices(_ENDINGS, k=size)
        yield "".join(
            f"{a}{j}{b}{c}{e}\n" for a, j, b, c, e in zip(first, join, second, third, ending, strict=True)
        ).encode()
        count -= size


def planted() -> list[str]:
    """The planted shops as certificates name them; those whose name tells nothing of medicine are among them."""
    rows = (line.split() for line in _PLANTED.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [f"{label.encode('idna').decode()}.example" for _, label in rows]


def run() -> Iterable[Line]:
    """Our rate over ten million names against a plain loop; memory at their end against that at their beginning."""
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "names.txt"
        with feed.open("wb") as file:
            file.writelines(generated(SPEED, 1))
        words = [word.text for word in known().words if word.kind not in (Kind.FILLER, Kind.SALE, Kind.TRAP)]
        plain = re.compile("|".join(map(re.escape, words)))
        _warm(Path(folder) / "few.txt")
        before = _resident()
        rates = [(_rate(feed, SPEED), _plain_rate(feed, plain)) for _ in range(_ROUNDS)]
        after = _resident()
    ours, theirs = median(rate for rate, _ in rates), median(rate for _, rate in rates)
    yield Line("names a second, one core, 10 million", ours, "a goal of 1 million", 1e6, ours / 1e6, "1/s", 1.0)
    yield Line("the same names", ours, "re.search, name by name", theirs, ours / theirs, "1/s")
    yield Line("memory after 30 million names", after, "before", before, after / before, "MB", 1.2, "below")


def _warm(few: Path) -> None:
    """Patterns and automaton are made once."""
    few.write_bytes(b"".join(generated(200_000, 5)))
    _told(few)


def _told(feed: Path) -> list[Heard]:
    with feed.open("rb") as stream:
        return list(heard_in(stream, "bench", lambda number, why: None, lambda lines: None))


def _rate(feed: Path, names: int) -> float:
    began = time.process_time()
    _told(feed)
    return names / (time.process_time() - began)


def _plain_rate(feed: Path, pattern: re.Pattern[str]) -> float:
    with feed.open(encoding="ascii") as lines:
        names = [next(lines) for _ in range(_PLAIN)]
    began = time.process_time()
    sum(1 for name in names if pattern.search(name))
    return _PLAIN / (time.process_time() - began)


def _resident() -> float:
    """Megabytes of this process in memory."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def measure() -> None:
    """Recall and false candidates in a feed of five million names with the planted shops among them; prints them."""
    shops = planted()
    rnd = random.Random(3)
    with TemporaryDirectory() as folder:
        feed = Path(folder) / "names.txt"
        with feed.open("wb") as file:
            buffers = FEED // 200_000
            for number, buffer in enumerate(generated(FEED, 2)):
                names = buffer.decode().splitlines()
                for shop in shops[number::buffers]:
                    names.insert(rnd.randrange(len(names)), shop)
                file.write(("\n".join(names) + "\n").encode())
        found = {heard.site: heard for heard in _told(feed)}
    missed = [shop for shop in shops if shop not in found]
    wrong = sorted((heard for site, heard in found.items() if site not in set(shops)), key=lambda heard: -heard.score)
    hit = len(shops) - len(missed)
    print(f"planted {len(shops)}, found {hit} ({hit / len(shops):.1%}); missed: {' '.join(missed)}")
    high = sum(heard.score > 60 for heard in wrong)
    print(
        f"of {FEED:,} generated names {len(wrong)} are candidates ({len(wrong) / FEED:.4%}), {high} with more than 60"
    )
    for heard in wrong[:12]:
        print(f"  {heard.score} {heard.site}: {heard.reason}")


if __name__ == "__main__":
    measure()
    print(HEAD)
    for line in run():
        print(line, flush=True)
